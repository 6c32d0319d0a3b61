"""Small lists in layouts of their own, written the way offices write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from dienhinh_desktop.domain.lists import ListReading, ListRow
from dienhinh_desktop.services.imports.lists import read_list

TODAY = date(2026, 11, 21)


def book(
    path: Path,
    rows: Sequence[Any],
    merges: Sequence[str] = (),
    fonts: Mapping[str, str] | None = None,
    sheet: str = "Sheet1",
) -> Path:
    """Write rows as a workbook; `fonts`: the font of some cells, "*" for all others."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for place, font in (fonts or {}).items():
        cells = [cell for line in page.iter_rows() for cell in line] if place == "*" else [page[place]]
        for cell in cells:
            cell.font = Font(name=font)
    for area in merges:
        page.merge_cells(area)
    workbook.save(path)
    return path


def read(path: Path, sheet: str | None = None) -> ListReading:
    """Read a list on a fixed day."""
    return read_list(path, sheet, today=TODAY)


def named(reading: ListReading) -> dict[str, ListRow]:
    """Return the subjects by name."""
    return {row.name: row for row in reading.rows}


def titles(row: ListRow) -> list[tuple[str | None, int | None]]:
    """Return the awards of a subject as (code, year)."""
    return [(award.title_code, award.year) for award in row.awards]


def kinds(reading: ListReading) -> list[tuple[int | None, str]]:
    """Return the issues as (row, kind)."""
    return [(issue.row, issue.kind.value) for issue in reading.issues]
