"""Understanding a list as a whole: which sheet, old encodings, heading, rows, and everything to tell or to ask."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.lists import Conversion, ListChoices, ListIssueKind, ListReading, PassedRow
from dienhinh_desktop.domain.text import clean, fold
from dienhinh_desktop.domain.upkeep import Progress, silent

from .asking import Asking
from .body import Body, Group
from .checks import check_identities, check_totals
from .grids import MOST_BLANK_RUN, Grid, ListRefused
from .layout import NAME_FIELDS, ListLayout, choose_fields, find_layouts, layout_at
from .legacy import Legacy
from .opened import OpenedList, open_file, open_pasted
from .shown import name_columns, row_text, show_columns
from .subjects import Subjects

K = ListIssueKind
_NOTHING_CHOSEN = ListChoices()
_SUFFIXES = {
    "xlsx": {".xlsx", ".xlsm"},
    "xls": {".xls"},
    "ods": {".ods"},
    "docx": {".docx", ".docm"},
    "html": {".html", ".htm"},
    "text": {".csv", ".txt", ".tsv"},
}
_WHAT = {
    "xlsx": "sổ Excel (.xlsx)",
    "xls": "sổ Excel cũ (.xls)",
    "ods": "sổ LibreOffice (.ods)",
    "docx": "tệp Word (.docx)",
    "html": "trang web",
    "text": "tệp chữ (CSV)",
}


def read_list_file(
    path: Path,
    catalogue: Catalogue,
    sheet: str | None = None,
    progress: Progress = silent,
    today: date | None = None,
) -> ListReading:
    """Read any list: .xlsx, .xlsm, .xls, .ods, tables of a .docx, a web page or text.

    Nothing is run, followed or written. A file that cannot be read comes back with `refused` and one issue.
    Raises UserError for a sheet name that is not in the file.
    """
    progress(0, 3, f"Mở tệp {path.name}")
    try:
        return understand(open_file(path), catalogue, ListChoices(sheet), progress, today)
    except ListRefused as refused:
        return refusal(path.name, refused)


def read_pasted_cells(
    text: str, catalogue: Catalogue, progress: Progress = silent, today: date | None = None
) -> ListReading:
    """Read cells copied out of a spreadsheet: rows by lines, columns by tabs. A reading as for a file."""
    name = "(dán từ bảng tạm)"
    try:
        return understand(open_pasted(name, text), catalogue, _NOTHING_CHOSEN, progress, today)
    except ListRefused as refused:
        return refusal(name, refused)


def refusal(name: str, refused: ListRefused) -> ListReading:
    """Return the reading of a file that is not read: one sentence, one issue, no rows."""
    sentence = f"Không đọc được {name}: {refused.sentence}"
    asking = Asking()
    asking.tell(refused.kind, None, None, sentence)
    return ListReading(file=name, issues=asking.sorted(), refused=sentence)


def understand(
    opened: OpenedList,
    catalogue: Catalogue,
    choices: ListChoices = _NOTHING_CHOSEN,
    progress: Progress = silent,
    today: date | None = None,
) -> ListReading:
    """Return what a list says under the clerk's choices.

    Raises ListRefused where the file holds no list, UserError where the sheet or the heading row chosen is not there.
    """
    progress(1, 3, "Tìm bảng và tiêu đề")
    return _Reading(opened, catalogue, choices, today or date.today()).read(progress)


class _Reading:
    """One file on its way to being understood."""

    def __init__(self, opened: OpenedList, catalogue: Catalogue, choices: ListChoices, today: date) -> None:
        self._opened, self._catalogue, self._choices, self._today = opened, catalogue, choices, today
        self._path, self._found = opened.path, opened.found
        self._asking = Asking()
        self._shown: list[Conversion] = []

    def read(self, progress: Progress) -> ListReading:
        """Return the whole reading."""
        layouts = {id(grid): find_layouts(grid) for grid in self._found.grids}
        grid = self._choose(self._choices.sheet, layouts)
        tables = self._tables(grid, layouts[id(grid)])
        if not tables:
            raise ListRefused(*self._no_table())
        self._tell_file(grid, layouts)
        self._tell_encoding(self._opened.legacies[self._found.grids.index(grid)])
        progress(2, 3, "Đọc từng dòng")
        subjects_progress = partial(_told, progress, max(grid.rows))
        title, words = _title(grid, tables[0]), self._choices.words
        subjects = Subjects(self._catalogue, self._today, self._asking, title, words)
        groups: tuple[Group, ...] = ()
        passed: list[tuple[int, str]] = []
        for place, layout in enumerate(tables):
            end = tables[place + 1].first if place + 1 < len(tables) else max(grid.rows) + 1
            body = Body(grid, layout, end, groups)
            subjects.read(body, subjects_progress)
            self._tell_columns(grid, layout)
            groups = tuple(body.groups)
            passed += body.passed
        self._tell_rows(grid, subjects)
        progress(3, 3, "Xong")
        return ListReading(
            file=self._path.name,
            sheet=grid.name,
            header_row=tables[0].first,
            columns=name_columns(tables),
            rows=tuple(subjects.rows),
            issues=self._asking.sorted(),
            conversions=tuple(self._shown),
            sheets=tuple(one.name for one in self._found.grids),
            title=title,
            shown_columns=show_columns(grid, tables),
            passed=tuple(PassedRow(row, why, row_text(grid, row)) for row, why in passed),
        )

    def _tables(self, grid: Grid, found: list[ListLayout]) -> list[ListLayout]:
        """Return the headings to read by: those found, or from the one the clerk pointed at; with the fields chosen."""
        row = self._choices.header_row
        if row is not None and all(layout.first != row for layout in found[:1]):
            pointed = layout_at(grid, row)
            if pointed is None or (pointed.one(*NAME_FIELDS) is None and not self._choices.fields):
                raise UserError(f"Dòng {row} không có tiêu đề cột họ tên, tên tập thể; chọn dòng khác làm tiêu đề.")
            found = [pointed, *(layout for layout in found if layout.first > pointed.last)]
        for layout in found:
            choose_fields(layout, self._choices.fields)
        return [layout for layout in found if layout.one(*NAME_FIELDS) is not None]

    def _no_table(self) -> tuple[ListIssueKind, str]:
        if not any(grid.rows for grid in self._found.grids):
            return K.EMPTY, "tệp không có dữ liệu. Lấy lại tệp từ nơi gửi."
        return K.COLUMN_UNKNOWN, "không thấy dòng tiêu đề có cột họ tên. Thêm dòng tiêu đề rồi đọc lại."

    def _choose(self, sheet: str | None, layouts: dict[int, list[ListLayout]]) -> Grid:
        grids = self._found.grids
        if sheet is not None:
            wanted = [grid for grid in grids if clean(grid.name).casefold() == clean(sheet).casefold()]
            if not wanted:
                names = ", ".join(f"“{grid.name}”" for grid in grids)
                raise UserError(f"Tệp {self._path.name} không có trang “{sheet}”; các trang: {names}.")
            return wanted[0]
        if not grids:
            raise ListRefused(*self._no_table())
        return max(grids, key=lambda grid: _worth(grid, layouts[id(grid)]))

    def _tell_file(self, grid: Grid, layouts: dict[int, list[ListLayout]]) -> None:
        tell, found = self._asking.tell, self._found
        if self._path.suffix and self._path.suffix.lower() not in _SUFFIXES[found.kind]:
            tell(
                K.WRONG_SUFFIX,
                None,
                None,
                f"Tệp mang đuôi {self._path.suffix} nhưng thật ra là {_WHAT[found.kind]}; vẫn đọc được.",
            )
        if found.macros:
            tell(K.MACROS, None, None, "Tệp có macro; không chạy macro nào.")
        if found.foreign_links:
            tell(K.FOREIGN_LINKS, None, None, "Có ô lấy số từ tệp khác không gửi kèm; chỉ dùng kết quả đã lưu.")
        others = [other.name for other in found.grids if other is not grid and not other.hidden and layouts[id(other)]]
        if others:
            tell(K.MORE_SHEETS, None, None, f"Trang khác cũng có danh sách, không đọc: {', '.join(others)}.")
        hidden = [other.name for other in found.grids if other.hidden]
        if hidden:
            tell(K.HIDDEN_SHEET, None, None, f"Tệp có trang ẩn: {', '.join(hidden)}.")

    def _tell_encoding(self, legacy: Legacy) -> None:
        names = Counter(legacy.by_font)
        names.update(encoding for _, encoding in legacy.by_text)
        if self._found.encoding:
            names[self._found.encoding] += 1
        self._shown = legacy.shown
        if names:
            self._asking.tell(
                K.OLD_ENCODING,
                None,
                None,
                f"Chữ theo bảng mã cũ ({', '.join(names)}) đã đổi sang Unicode; xem lại trước khi nhập.",
            )
        if legacy.by_font:
            for row, encoding in legacy.by_text[:100]:
                self._asking.tell(
                    K.OLD_ENCODING,
                    row,
                    None,
                    f"Phông chữ không nói là {encoding}, đoán theo chữ và các ô quanh; xem lại dòng này.",
                )

    def _tell_columns(self, grid: Grid, layout: ListLayout) -> None:
        for column in layout.columns:
            if column.field is None:
                self._asking.tell(
                    K.COLUMN_UNKNOWN,
                    None,
                    column.heading,
                    f"Chưa hiểu cột “{column.heading}”; chọn ý nghĩa cho cột hoặc bỏ qua.",
                )
            if column.school and "hoc" not in fold(column.heading):
                message = f"Cột “{column.heading}” hiểu là năm học, tính cho năm {column.year}; kiểm tra lại."
                self._asking.tell(K.SCHOOL_YEAR, None, column.heading, message)
            if column.place in grid.hidden_columns:
                self._asking.tell(K.HIDDEN_COLUMN, None, column.heading, f"Cột “{column.heading}” đang ẩn; vẫn đọc.")

    def _tell_rows(self, grid: Grid, subjects: Subjects) -> None:
        for row in subjects.rows:
            if row.row in grid.hidden_rows:
                self._asking.tell(
                    K.HIDDEN_ROW, row.row, None, f"Dòng {row.row} ({row.name}) đang ẩn; hỏi xem còn tính không."
                )
        check_identities(subjects.rows, self._asking)
        check_totals(subjects.counted, len(subjects.rows), self._asking)
        if grid.cut_at:
            self._asking.tell(
                K.TOO_LARGE,
                grid.cut_at,
                None,
                f"Không đọc từ dòng {grid.cut_at}: dưới hơn {MOST_BLANK_RUN} dòng trống hoặc quá nhiều dòng.",
            )


def _told(progress: Progress, last: int, row: int) -> None:
    progress(row, last, "Đọc từng dòng")


def _worth(grid: Grid, layouts: list[ListLayout]) -> tuple[bool, bool, int, int]:
    if not layouts:
        return False, not grid.hidden, 0, len(grid.rows)
    layout = max(layouts, key=lambda one: one.weight)
    below = sum(row > layouts[0].last for row in grid.rows)
    return below > 0, not grid.hidden, layout.weight * min(below, 20), below


def _title(grid: Grid, layout: ListLayout) -> str:
    """Return the words above the heading, where lists say what they are."""
    return clean(
        " ".join(cell.text for row in sorted(grid.rows) if row < layout.first for cell in grid.rows[row].values())
    )
