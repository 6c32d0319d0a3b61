"""Sheets out of binary .xls workbooks, with their fonts and merged cells."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from dienhinh_desktop.domain.lists import ListIssueKind

from .days import EXCEL_EPOCH, EXCEL_EPOCH_1904
from .grids import LONGEST_TEXT, MOST_LIST_COLUMNS, MOST_LIST_ROWS, MOST_MERGES, Grid, GridCell, GridFile, ListRefused

_FOREIGN = (2, 4)
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def read_xls(path: Path) -> GridFile:
    """Return every sheet of a BIFF workbook. Raises ListRefused."""
    import xlrd

    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ListRefused(ListIssueKind.PASSWORD, "tệp có mật khẩu. Mở bằng Excel, bỏ mật khẩu rồi lưu lại.")
    if "WordDocument".encode("utf-16-le") in data and "Workbook".encode("utf-16-le") not in data:
        sentence = "đây là tệp Word kiểu cũ (.doc). Mở bằng Word, chọn Lưu thành (Save As) loại .docx."
        raise ListRefused(ListIssueKind.BROKEN, sentence)
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=StringIO())
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower() or "password" in str(error).lower():
            raise ListRefused(
                ListIssueKind.PASSWORD, "tệp có mật khẩu. Mở bằng Excel, bỏ mật khẩu rồi lưu lại."
            ) from error
        raise
    found = GridFile("xls", macros="_VBA_PROJECT".encode("utf-16-le") in data)
    # BIFF8 lists the workbooks it points to; kinds 2 and 4 are other workbooks and DDE.
    found.foreign_links = any(kind in _FOREIGN for kind in getattr(book, "_supbook_types", ()))
    for sheet in book.sheets():
        found.grids.append(_grid(book, sheet, xlrd.error_text_from_code))
    return found


def _grid(book: Any, sheet: Any, error_words: dict[int, str]) -> Grid:
    grid = Grid(sheet.name, sheet.visibility != 0)
    for row in range(min(sheet.nrows, MOST_LIST_ROWS)):
        for column in range(min(sheet.row_len(row), MOST_LIST_COLUMNS)):
            cell = _cell(book, sheet.cell(row, column), error_words)
            if cell is not None:
                grid.put(row + 1, column + 1, cell)
    for first_row, end_row, first_column, end_column in sheet.merged_cells[:MOST_MERGES]:
        grid.merges.append((first_row + 1, first_column + 1, end_row, end_column))
    grid.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    grid.hidden_columns = {column + 1 for column, info in sheet.colinfo_map.items() if info.hidden}
    return grid


def _cell(book: Any, cell: Any, error_words: dict[int, str]) -> GridCell | None:
    font = book.font_list[book.xf_list[cell.xf_index].font_index].name if cell.xf_index is not None else ""
    if cell.ctype == _TEXT:
        return GridCell(cell.value[:LONGEST_TEXT], font) if cell.value.strip() else None
    if cell.ctype == _NUMBER:
        return GridCell(float(cell.value), font)
    if cell.ctype == _DATE:
        epoch = EXCEL_EPOCH_1904 if book.datemode else EXCEL_EPOCH
        return GridCell(epoch + timedelta(days=int(cell.value)), font)
    if cell.ctype == _BOOLEAN:
        return GridCell("TRUE" if cell.value else "FALSE", font)
    if cell.ctype == _ERROR:
        return GridCell(error_words.get(cell.value, "#N/A"), font, error=True)
    return None
