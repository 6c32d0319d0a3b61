"""Decision lists as upper units send them, each in a layout of its own."""

from __future__ import annotations

from pathlib import Path

import openpyxl

ABOVE = (
    "ỦY BAN NHÂN DÂN TỈNH LAM GIANG",
    "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
    "(Kèm theo Quyết định số 125/QĐ-UBND ngày 18 tháng 12 năm 2025 của Chủ tịch UBND tỉnh)",
)


def one_title(path: Path, names: list[tuple[str, str, str]], *, above: tuple[str, ...] = ABOVE) -> Path:
    """One title for everybody, named above the table: number, name, unit, note."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in above:
        sheet.append([line])
    sheet.append([])
    sheet.append(["TT", "Họ và tên, tên tập thể", "Đơn vị", "Ghi chú"])
    for number, (name, unit, note) in enumerate(names, 1):
        sheet.append([number, name, unit, note])
    book.save(path)
    return path


def own_titles(path: Path, rows: list[tuple[str, str, str, str]]) -> Path:
    """A title and a decision in each row, columns in another order, the heading further down."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in ("SỞ NỘI VỤ", "KẾT QUẢ KHEN THƯỞNG NĂM 2025", "", ""):
        sheet.append([line])
    sheet.append(["STT", "Đơn vị", "Họ và tên", "Hình thức khen thưởng", "Số quyết định", "Ngày quyết định"])
    for number, (name, unit, title, decision) in enumerate(rows, 1):
        sheet.append([number, unit, name, title, decision, "18/12/2025"])
    book.save(path)
    return path
