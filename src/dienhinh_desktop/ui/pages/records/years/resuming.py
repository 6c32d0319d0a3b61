"""Which cell of the grid something is being typed into, as plain values, and how it is taken in hand again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .....domain.drafts import PlaceValue
from .....domain.year_grid import GridColumn, GridField

if TYPE_CHECKING:
    from .page import YearsPage


def title_of(page: YearsPage) -> str:
    """Name the cell that is open, else the column in hand."""
    key = page.view.editor.key or page.view.current_key()
    if key is None:
        return page.title
    whose = f"{page.name_of(key[0])}, " if page.view.editor.open else ""
    return f"{page.title}: {whose}{key[1].words}"


def place_of(page: YearsPage) -> dict[str, PlaceValue]:
    """Return the filters, and the cell in hand with whether it is open."""
    key = page.view.editor.key or page.view.current_key()
    place: dict[str, PlaceValue] = {"unit": page.filters.unit.key, "kind": page.filters.kind.key}
    if key is not None:
        place |= {"subject": key[0], "year": key[1].year, "field": key[1].field.value, "code": key[1].code}
        place["indicator"] = page.filters.query.indicator
    return place | {"cell": page.view.editor.open}


def take_in_hand(page: YearsPage, place: dict[str, Any]) -> None:
    """Take the cell of a place in hand, and open it when it was open."""
    if "subject" in place:
        column = GridColumn(place["year"], GridField(place["field"]), place["code"])
        if page.view.choose((place["subject"], column)) and place["cell"]:
            page.view.edit_cell()
