"""Finding the heading row of a sheet and which column stands where, by name, in any order and below title rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dienhinh_desktop.domain.text import clean

from .issues import IssueLog
from .rows import Row
from .sheets import Column, Sheet, heading_key
from .values import Cell, cell_text

HEADING_ROWS = 30
"""The heading row is looked for among so many first rows."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings stand: their row, each known column with its place (0-based), all places with a heading.

    `row` is 0 where no heading row was found; `columns` is empty where the sheet cannot be read.
    """

    row: int
    columns: tuple[tuple[int, Column], ...] = ()
    headed: frozenset[int] = frozenset()


def find_layout(sheet: Sheet, name: str, rows: Sequence[Row], issues: IssueLog) -> Layout:
    """Return the layout of a sheet (called `name` in the file) from its first rows.

    The row with the most known headings is taken, the first of several. Unknown and repeated headings are warnings;
    no heading row or a required column that is missing is an error, and the layout has no columns.
    """
    known = {column.key for column in sheet.columns}
    scores = [(_known(cells, known), -number, cells) for number, cells in rows if number <= HEADING_ROWS]
    score, place, cells = max(scores, key=lambda item: item[:2], default=(0, 0, []))
    if not score:
        names = ", ".join(column.heading for column in sheet.columns if column.required)
        issues.error(name, None, None, f"Không thấy dòng tiêu đề trong {HEADING_ROWS} dòng đầu. Thêm dòng có: {names}.")
        return Layout(0)
    return _layout(sheet, name, -place, cells, issues)


def _known(cells: Sequence[Cell], known: set[str]) -> int:
    return len(known & {heading_key(cell) for cell in cells if isinstance(cell, str)})


def _layout(sheet: Sheet, name: str, row: int, cells: Sequence[Cell], issues: IssueLog) -> Layout:
    waiting = {column.key: column for column in sheet.columns}
    found: dict[int, Column] = {}
    headed: set[int] = set()
    for place, heading in ((place, clean(cell_text(cell))) for place, cell in enumerate(cells) if cell is not None):
        headed.add(place)
        column = waiting.pop(heading_key(heading), None)
        if column is not None:
            found[place] = column
        elif any(heading_key(heading) == known.key for known in found.values()):
            issues.warning(name, row, heading, f"Cột “{heading}” có hai lần; chỉ đọc cột thứ nhất. Xóa cột thừa.")
        else:
            issues.warning(name, row, heading, f"Cột “{heading}” không có trong sổ dữ liệu; không đọc cột này.")
    missing = [column.heading for column in waiting.values() if column.required]
    for heading in missing:
        issues.error(name, row, heading, f"Thiếu cột “{heading}” bắt buộc. Thêm cột, hoặc sửa lại tên tiêu đề.")
    return Layout(row, () if missing else tuple(found.items()), frozenset(headed))
