"""Doubts about whole columns: whose a decision is, titles in a column that is not brought in, a field met twice."""

from __future__ import annotations

from datetime import date

from dienhinh_desktop.domain.lists import FIELD_LABELS, ListIssueKind
from dienhinh_desktop.domain.text import fold

from .around import uncertain, whose
from .asking import Asking
from .body import Body
from .contents import holds_titles
from .grids import GridCell
from .layout import ListColumn, ListLayout
from .titles import TitleWords

K = ListIssueKind
_SINGLE = {"birth", "sex", "cccd", "position", "unit", "position_unit", "ethnic", "model", "field", "proposer", "note"}


def settle_decisions(body: Body, owned: dict[int, list[ListColumn]], asking: Asking) -> None:
    """Give a decision between a grade and a title to whichever is filled with it; tell where both always are."""
    rows = body.filled()
    for column, grade, title in uncertain(body.layout, owned):
        owner = whose(column, grade, title, rows)
        if owner is title:
            owned[grade.place].remove(column)
            owned.setdefault(title.place, []).append(column)
        elif owner is None:
            message = (
                f"Cột “{column.heading}” đứng giữa “{grade.heading}” và “{title.heading}”;"
                f" hiểu là của “{grade.heading}”, kiểm tra lại."
            )
            asking.tell(K.COLUMN_UNKNOWN, None, column.heading, message)


def tell_untold_titles(body: Body, titles: TitleWords, today: date, asking: Asking) -> None:
    """Tell of columns that are not brought in though they name titles among other words."""
    for column in body.layout.columns:
        if holds_titles(body.grid, body.layout, column, body.end, titles, today):
            message = (
                f"Cột “{column.heading}” là lời kể nên không nhập, nhưng có ghi danh hiệu, hình thức khen;"
                " chọn ý nghĩa cho cột nếu cần."
            )
            asking.tell(K.COLUMN_UNKNOWN, None, column.heading, message)


def tell_second_columns(layout: ListLayout, cells: dict[int, GridCell], asking: Asking) -> None:
    """Tell of two columns that say one thing of a subject, and say it differently: only the first is read."""
    first: dict[str, ListColumn] = {}
    for column in layout.columns:
        if column.field not in _SINGLE or column.place not in cells:
            continue
        other = first.setdefault(column.field, column)
        if other is not column and fold(cells[column.place].text) != fold(cells[other.place].text):
            said = FIELD_LABELS[column.field].lower()
            message = (
                f"Cột “{column.heading}” cũng là {said}; dòng nào có cả hai thì chỉ đọc cột “{other.heading}”."
                " Chọn ý nghĩa khác cho cột nếu cần."
            )
            asking.tell(K.COLUMN_UNKNOWN, None, column.heading, message)
