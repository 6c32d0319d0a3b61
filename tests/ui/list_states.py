"""A made-up list of a unit of the practice records, and the steps it is brought in by."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from dienhinh_desktop.domain.lists import WordKind
from dienhinh_desktop.services.imports.lists.learning import learn
from dienhinh_desktop.ui.pages.imports.lists.desk import COLUMNS, LINES, TABLE
from dienhinh_desktop.ui.window import Window

from .desk import settle

ABOVE = (
    ("SỞ NGOẠI VỤ TỈNH LAM GIANG",),
    ("PHÒNG LÃNH SỰ - LỄ TÂN",),
    (),
    ("DANH SÁCH KHEN THƯỞNG, XẾP LOẠI CỦA PHÒNG",),
    (),
)
HEADING = ("TT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Khen thưởng", "Năm", "Số QĐ", "Xếp loại 2023", "Mã HR")
ROWS = (
    (1, "Nguyễn Công Đức", "05/11/1972", "Trưởng phòng", "Phòng LS-LT", "LĐTT", 2023, "84/QĐ-SNgV", "HTTNV", "h1"),
    (
        2,
        "Vũ Công Chiến",
        "14/11/1967",
        "Phó Trưởng phòng",
        "Phòng LS-LT",
        "Lao động tiên tiếm",
        2023,
        None,
        "HTTNV",
        "h2",
    ),
    (3, "Lò Thị Ọt", "10/10/1976", "Chuyên viên", "Phòng LS-LT", "CSTĐ cơ sở", 2023, "83/QĐ-SNgV", "HTXSNV", "h3"),
    (4, "Bùi Văn Tâm", "17/7/1975", "Chuyên viên", "Phòng LS-LT", "LĐTT", 2023, "84/QĐ-SNgV", "HTTNV", "h4"),
    (5, "Lê Minh Thơm", "05/01/1999", "Chuyên viên", "Phòng LS-LT", "LĐTT", 2023, "84/QĐ-SNgV", "HTTNV", "h5"),
    (6, "Võ Khắc Luân", None, "Chuyên viên", "Phòng LS-LT", "Giấy khen Giám đốc Sở", None, "61/QĐ-SNgV", "HTTNV", "h6"),
    (7, "Trịnh Thu Hường", "30/2/1994", "Nhân viên", "Phòng LS-LT", "LĐTT", 2023, "84/QĐ-SNgV", "HTTNV", "h7"),
    (8, "Cao Minh Đức", "09/7/1983", "Chuyên viên", "Phòng LS-LT", "CSTĐ", 2023, "83/QĐ-SNgV", "HTTNV", "h8"),
    (9, "Hồ Sỹ Lâm", "14/02/1996", "Lái xe", "Tổ Lái xe", "LĐTT", 2023, "84/QĐ-SNgV", "HTNV", "h9"),
)
BELOW = ((None, "Tổng cộng: 09 người"), (), (None, None, None, None, "TRƯỞNG PHÒNG"))


def made_list(folder: Path) -> Path:
    """Write the list."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Danh sách", 0)
    for row in (*ABOVE, HEADING, *ROWS, *BELOW):
        sheet.append(list(row))
    target = folder / "ds_gioi_thieu_P.LanhSu.xlsx"
    book.save(target)
    return target


def opened(window: Window, step: int) -> Any:
    """Bring the list to a step; return the page."""
    page: Any = window.go("imports")
    with tempfile.TemporaryDirectory() as folder:
        page.read(made_list(Path(folder)))
        settle(window)
    page.lists.show_step(step)
    settle(window)
    return page


def _at(step: int) -> Callable[[Window], None]:
    return lambda window: (opened(window, step), None)[1]


def _row(number: int) -> Callable[[Window], None]:
    def bring(window: Window) -> None:
        page = opened(window, LINES)
        page.lists.lines.table.choose(number)

    return bring


def _remembered(window: Window) -> None:
    page = opened(window, COLUMNS)
    page.lists._take_likely()
    settle(window)
    with window.shell.ctx.db.work("Nhớ", "tôi") as work:
        learn(work, "LSLT", {(WordKind.TITLE, "CSTĐ"): "CSTD_CS", (WordKind.UNIT, "Phòng LS-LT"): "LSLT"})
        learn(work, "LSLT", {(WordKind.COLUMN, "Mã HR"): ""})
    page.leave()
    page.start.shown.choose("learned")
    page.start._show()
    page.refresh()


LIST_STATES: dict[str, Callable[[Window], None]] = {
    "imports_list_table": _at(TABLE),
    "imports_list_columns": _at(COLUMNS),
    "imports_list_lines": _at(LINES),
    "imports_list_conflict": _row(9),
    "imports_list_who": _row(12),
    "imports_list_wrong": _row(13),
    "imports_list_learned": _remembered,
}
