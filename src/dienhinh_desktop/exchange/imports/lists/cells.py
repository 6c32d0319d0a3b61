"""The cells of a row as they count: through merged areas, ditto marks replaced, errors left out and told."""

from __future__ import annotations

import re

from dienhinh_desktop.domain.lists import ListIssueKind
from dienhinh_desktop.domain.text import clean

from .asking import Asking
from .body import FACT_FIELDS, Body, BodyRow, RowKind
from .ditto import is_ditto, says_nothing
from .grids import GridCell
from .layout import ListColumn

K = ListIssueKind
_FORMULA = re.compile(r"^\s*(?:[=@]\s*[\w(+@-]|[+-](?:\d+(?:\.\d+)?[-+*/^]\s*[\w(]|[A-Za-z]{1,20}[\w.]*[(|!]))")
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")
_NEVER_REPEATED = ("name", "name_last", "name_first", "stt")


class Resolver:
    """Reads the cells of the rows of one body, from top to bottom."""

    def __init__(self, body: Body, asking: Asking) -> None:
        self._body, self._asking = body, asking
        self._last: dict[int, GridCell] = {}
        self._repeated: dict[tuple[int, int], GridCell] = {}
        # What ditto marks stand for, by the place of the mark: merged areas may hold one.

    def cells(self, row: BodyRow) -> dict[int, GridCell]:
        """Return the cells of a row: through merged areas, ditto marks replaced, errors told and left out."""
        found: dict[int, GridCell] = {}
        for column in self._body.layout.columns:
            cell = self._body.cell(row.number, column.place)
            if cell is None:
                # A row that only goes on with the facts of the subject above repeats its unit and its post unwritten.
                if row.kind is not RowKind.MORE or column.field in FACT_FIELDS:
                    self._last.pop(column.place, None)
                continue
            master = self._body.master(row.number, column.place)
            if master != row.number and (master, column.place) in self._repeated:
                cell = self._repeated[master, column.place]
            if cell.error or _ERROR.fullmatch(cell.text.strip()):
                self._tell_error(row.number, column, cell)
                continue
            if master == row.number and isinstance(cell.value, str):
                self._tell_formula(row.number, column, cell.value)
                if column.field not in _NEVER_REPEATED and is_ditto(cell.value):
                    repeated = self._last.get(column.place)
                    if repeated is None:
                        self._tell_ditto(row.number, column, cell.value)
                        continue
                    cell = self._repeated[row.number, column.place] = repeated
            found[column.place] = self._last[column.place] = cell
        return found

    def _tell_error(self, row: int, column: ListColumn, cell: GridCell) -> None:
        if cell.text:
            message = f"Ô báo lỗi {cell.text}; coi như trống, ghi lại giá trị."
        else:
            message = "Ô công thức chưa tính; coi như trống. Mở bằng Excel rồi lưu lại."
        self._asking.tell(K.FORMULA_ERROR, row, column.heading, message)

    def _tell_formula(self, row: int, column: ListColumn, text: str) -> None:
        if _FORMULA.match(text) and not is_ditto(text) and not says_nothing(text):
            self._asking.tell(
                K.FORMULA_LIKE, row, column.heading, "Chữ giống công thức Excel; giữ nguyên là chữ, không bao giờ chạy."
            )

    def _tell_ditto(self, row: int, column: ListColumn, text: str) -> None:
        if column.field is not None and column.field != "note":
            self._asking.tell(K.DITTO_UNCLEAR, row, column.heading, f"Dấu “{clean(text)}” không rõ lặp lại ô nào.")
