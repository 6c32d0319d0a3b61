"""Turning the rows of one known sheet into records, with every doubt and mistake named by its cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.imports import SourceRow

from .headings import HEADING_ROWS, Layout, find_layout
from .issues import IssueLog
from .rows import MOST_BLANK_ROWS, MOST_COLUMNS, Row, SheetEnd, SheetStart
from .sheets import Column, Sheet
from .survey import UNCALCULATED, column_letters
from .values import NOTHING, Cell, Reading

_REMEMBERED = 50_000


class _ColumnReader:
    """One column of the file: its place, and what cells seen before said (registers repeat themselves a lot)."""

    def __init__(self, place: int, column: Column, catalogue: Catalogue) -> None:
        self.place, self.column, self._catalogue = place, column, catalogue
        self.field = column.fields[0] if len(column.fields) == 1 else None
        self.said: dict[Cell, Reading] = {}

    def read(self, raw: Cell) -> Reading:
        if len(self.said) > _REMEMBERED:
            self.said.clear()
        said = self.said[raw] = self.column.kind.read(raw, self._catalogue)
        return said


class SheetReader:
    """Takes the rows of one sheet as they come; afterwards holds records, their places, and rows left out."""

    def __init__(self, sheet: Sheet, start: SheetStart, catalogue: Catalogue, issues: IssueLog) -> None:
        self.sheet = sheet
        self.records: list[Any] = []
        self.places: list[SourceRow] = []
        self.skipped = 0
        self._name, self._troubles = start.name, start.troubles
        self._catalogue, self._issues = catalogue, issues
        self._first: list[Row] = []
        self._layout: Layout | None = None
        self._columns: list[_ColumnReader] = []
        self._headed: set[int] = set()
        self._width = 0
        self._has_gaps = False

    def take(self, rows: Sequence[Row]) -> None:
        """Read rows; the first ones wait until the heading row is known."""
        if self._layout is None:
            self._first.extend(rows)
            if self._first[-1][0] <= HEADING_ROWS:
                return
            rows = self._start()
        self._read_all(rows)

    def finish(self, end: SheetEnd) -> None:
        """Read what still waits and tell what was not read."""
        if self._layout is None and self._first:
            self._read_all(self._start())
        if end.below_gap:
            self._issues.warning(
                self._name,
                end.below_gap,
                None,
                f"Dữ liệu từ dòng {end.below_gap} nằm dưới hơn {MOST_BLANK_ROWS} dòng trống nên không được đọc. "
                "Xóa các dòng trống.",
            )
        if end.beyond_columns:
            self._issues.warning(
                self._name, None, None, f"Chỉ đọc {MOST_COLUMNS} cột đầu; dữ liệu ở các cột sau không được đọc."
            )

    def _start(self) -> list[Row]:
        self._layout = find_layout(self.sheet, self._name, self._first, self._issues)
        self._columns = [_ColumnReader(place, column, self._catalogue) for place, column in self._layout.columns]
        self._headed = set(self._layout.headed)
        self._width = max(self._headed, default=-1) + 1
        self._has_gaps = len(self._headed) < self._width
        waiting, self._first = self._first, []
        return [row for row in waiting if row[0] > self._layout.row]

    def _read_all(self, rows: Sequence[Row]) -> None:
        if not self._columns:
            self.skipped += len(rows)
            return
        for number, cells in rows:
            self._read(number, cells)

    def _read(self, number: int, cells: list[Cell]) -> None:
        values: dict[str, Any] = {}
        missing: list[Column] = []
        wrong = False
        size = len(cells)
        for reader in self._columns:
            raw = cells[reader.place] if reader.place < size else None
            reading = NOTHING if raw is None else reader.said.get(raw) or reader.read(raw)
            if self._troubles:
                reading = self._troubled(number, reader, reading)
            if reading.error or reading.warning:
                self._tell(number, reader.column, reading)
                wrong = wrong or reading.error is not None
            if reading.value is None:
                if reader.column.required and not reading.error:
                    missing.append(reader.column)
            elif reader.field:
                values[reader.field] = reading.value
            else:
                values.update(zip(reader.column.fields, reading.value, strict=True))
        if size > self._width or self._has_gaps:
            self._look_beside(number, cells)
        if values or wrong:
            self._keep(number, values, missing, wrong=wrong)

    def _keep(self, number: int, values: dict[str, Any], missing: Sequence[Column], *, wrong: bool) -> None:
        for column in missing:
            self._issues.error(
                self._name, number, column.heading, f"Thiếu “{column.heading}”. Ghi vào, hoặc xóa cả dòng."
            )
        if wrong or missing:
            self.skipped += 1
        else:
            self.records.append(self.sheet.record(**values))
            self.places.append(SourceRow(self._name, number))

    def _troubled(self, number: int, reader: _ColumnReader, reading: Reading) -> Reading:
        what = self._troubles.get((number, reader.place + 1))
        if what is None:
            return reading
        if what == UNCALCULATED:
            return Reading(warning="Ô công thức chưa tính nên coi như trống. Mở bằng Excel rồi lưu lại.")
        return Reading(error=f"Ô báo lỗi {what}. Sửa công thức, hoặc ghi thẳng giá trị.")

    def _tell(self, number: int, column: Column, reading: Reading) -> None:
        if reading.error:
            self._issues.error(self._name, number, column.heading, reading.error)
        elif reading.warning:
            self._issues.warning(self._name, number, column.heading, reading.warning)

    def _look_beside(self, number: int, cells: list[Cell]) -> None:
        """Tell once of each column that holds data but has no heading."""
        for place, cell in enumerate(cells):
            if cell is not None and place not in self._headed:
                self._headed.add(place)
                letters = column_letters(place + 1)
                self._issues.warning(
                    self._name, number, letters, f"Cột {letters} có dữ liệu nhưng không có tiêu đề; không đọc cột này."
                )
