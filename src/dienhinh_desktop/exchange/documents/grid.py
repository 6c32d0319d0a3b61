"""The table of a list: its columns and rows, said once for Excel, PDF and Word alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from dienhinh_desktop.domain.dates import short_date
from dienhinh_desktop.domain.documents import ListRow, RegistrationList
from dienhinh_desktop.domain.text import two_digits

from .fonts import REGULAR, register, wrap
from .paper import MM
from .widths import fitted

PAGE_WIDTH, PAGE_HEIGHT = 297.0, 210.0
TOP, BOTTOM, LEFT, RIGHT = 20.0, 20.0, 30.0, 15.0
"""Millimetres of an A4 sheet lying down; the decree allows 20–25 above and below, 30–35 left, 15–20 right."""
TABLE_SIZE = 11.0
"""Size of the words in the table, which the decree leaves free."""
MOST_LINES = 26
"""Lines in a row before it is cut in two: less than a page and than the 409 points of a row of Excel."""


_ROOM = 2.4 * MM
"""Points of a column its text cannot use."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in millimetres, whether its text is centred, and the text of a row.

    A `spare` one is left out where no row has a text in it.
    """

    heading: str
    width: float
    centred: bool
    text: Callable[[ListRow], str]
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: kind "group" or "unit" with its number and words, or "subject" with a text per column."""

    kind: str
    cells: tuple[str, ...]


def _name(row: ListRow) -> str:
    return f"{row.name}\nMô hình: {row.model}" if row.model else row.name


def _achievements(row: ListRow) -> str:
    return "; ".join(row.achievements) + ("." if row.achievements else "")


def _verdict(row: ListRow) -> str:
    return f"{row.verdict}:\n{row.missing}" if row.missing else row.verdict


def _note(row: ListRow) -> str:
    registered = f"Đăng ký {short_date(row.registered)}" if row.registered else ""
    return "\n".join(part for part in (registered, row.note) if part)


COLUMNS = (
    Column("TT", 9, True, lambda row: str(row.number)),
    Column("Họ và tên,\ntên tập thể, hộ", 36, False, _name),
    Column("Năm\nsinh", 11, True, lambda row: row.birth_year, spare=True),
    Column("Giới\ntính", 10, True, lambda row: row.sex, spare=True),
    Column("Chức vụ", 26, False, lambda row: row.position, spare=True),
    Column("Lĩnh vực", 20, False, lambda row: row.field),
    Column("Thành tích tiêu biểu", 62, False, _achievements),
    Column("Kết quả xét", 28, False, _verdict),
    Column("Đơn vị\ngiới thiệu", 26, False, lambda row: ";\n".join(row.introducers)),
    Column("Ghi chú", 23, False, _note),
)
"""Those of the registration list: 251 mm of the 252 that stand between the margins."""


@lru_cache(maxsize=8)
def columns(document: RegistrationList) -> tuple[Column, ...]:
    """Return the columns of a list: its own, or those of the registration list, as wide as its texts ask."""
    subjects = [row for group in document.groups for unit in group.units for row in unit.rows]
    every = _asked(document)
    kept = [column for column in every if not column.spare or any(column.text(row) for row in subjects)]
    spared = sum(column.width for column in every) - sum(column.width for column in kept)
    widest = max(range(len(kept)), key=lambda at: kept[at].width)
    widths = fitted(
        [column.width + (spared if at == widest else 0) for at, column in enumerate(kept)],
        [column.centred for column in kept],
        [column.heading for column in kept],
        [[column.text(row) for column in kept] for row in subjects],
        TABLE_SIZE,
    )
    return tuple(replace(column, width=width) for column, width in zip(kept, widths, strict=True))


def _asked(document: RegistrationList) -> tuple[Column, ...]:
    if not document.columns:
        return (COLUMNS[0], replace(COLUMNS[1], heading=document.who), *COLUMNS[2:])
    return tuple(
        Column(column.heading, column.width, column.centred, partial(_cell, at), column.spare)
        for at, column in enumerate(document.columns)
    )


def _cell(at: int, row: ListRow) -> str:
    return row.cells[at]


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def lines(document: RegistrationList) -> Iterator[Line]:
    """Yield the rows of the table in order: group, unit, subjects."""
    shown = columns(document)
    for number, group in zip(_ROMAN, document.groups, strict=False):
        if group.title:
            yield Line("group", (number, f"{group.title} ({two_digits(group.count)})"))
        for unit in group.units:
            if unit.unit:
                yield Line("unit", ("", unit.unit))
            for row in unit.rows:
                yield Line("subject", tuple(column.text(row) for column in shown))


def overlong(document: RegistrationList) -> tuple[int, ...]:
    """Return the numbers of the subjects whose row has more lines than one row may."""
    register()
    shown = columns(document)
    rooms = [column.width * MM - _ROOM for column in shown]
    return tuple(
        row.number
        for group in document.groups
        for unit in group.units
        for row in unit.rows
        if any(_too_long(column.text(row), room) for column, room in zip(shown, rooms, strict=True))
    )


def _too_long(text: str, room: float) -> bool:
    """Tell whether a text has too many lines; the widest letter is as wide as the size of the words."""
    least = (text.count("\n") + 1) + len(text) * TABLE_SIZE / room
    return least > MOST_LINES and len(wrap(text, REGULAR, TABLE_SIZE, room)) > MOST_LINES


def endings(document: RegistrationList) -> tuple[tuple[str, str], ...]:
    """Return the lines under the table, each with its style: "strong", "plain" or "small"."""
    texts = [("strong", document.total), ("plain", document.quota)]
    texts += [("small", note) for note in document.footnotes]
    texts.append(("small", f"Số liệu tính đến ngày {short_date(document.data_date)}."))
    return tuple((style, text) for style, text in texts if text)
