"""What leaves the page of verdicts: the table as a workbook, sheets to be printed, one reason to be pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu

from ....domain.documents import WrittenFiles
from ....services import delivery
from ....services.documents import assessing
from ...kit import file_dialogs
from ...kit.menus import fleeting_menu, offer
from ...page import Page
from .listing import Listing
from .results import Results, Row


def write_table(page: Page, found: Results, rows: Sequence[Row], told: str) -> None:
    """Ask where, and write the rows shown as a workbook; `told` names the filter they passed."""

    def write(target: Path) -> WrittenFiles:
        return assessing.write_results(page.ctx, found.request, _keys(rows), told, target)

    name = f"Ket_qua_xet_{found.request.on:%Y%m%d}.xlsx"
    _write(page, "Xuất bảng kết quả xét", name, file_dialogs.LISTS, write, f"{len(rows)} kết luận")


def write_sheets(page: Page, found: Results, rows: Sequence[Row]) -> None:
    """Ask where, and write the assessment sheets of some rows, bound in one PDF."""

    def write(target: Path) -> WrittenFiles:
        return assessing.write_sheets(page.ctx, found.request, _keys(rows), target)

    name = f"Phieu_xet_{rows[0].verdict.subject}.pdf" if len(rows) == 1 else "Phieu_xet.pdf"
    _write(page, "Ghi phiếu xét ra PDF", name, file_dialogs.PAPERS, write, f"{len(rows)} phiếu xét")


def hand_out(page: Page, found: Results, rows: Sequence[Row]) -> None:
    """Ask for a folder, and write for each unit a workbook and a letter about what these rows lack."""
    folder = file_dialogs.ask_folder(page, page.shell.preferences, "handed_out", "Chọn thư mục để ghi tệp giao bổ sung")
    if folder is not None:
        page.compute(
            lambda progress: delivery.hand_out(page.ctx, found.request, _keys(rows), folder, progress),
            lambda written: page.notify_done(
                f"Đã ghi tệp và thư giao bổ sung cho {len(written.files) // 2} đơn vị vào thư mục {folder}.",
                ("Mở thư mục", lambda: file_dialogs.show_folder(folder)),
            ),
            label="Đang lập tệp giao bổ sung",
        )


def _keys(rows: Sequence[Row]) -> list[tuple[str, str]]:
    return [row.key for row in rows]


def _write(page: Page, title: str, name: str, filters: str, write: Callable[[Path], WrittenFiles], what: str) -> None:
    target = file_dialogs.ask_save(page, page.shell.preferences, "export", title, name, filters)
    if target is not None:
        page.compute(
            lambda _progress: write(target),
            lambda _written: page.shell.say(f"Đã ghi {what} vào {target.name}."),
            label="Đang ghi",
        )


def row_menu(listing: Listing, row: Row, does: dict[str, Callable[[], Any]]) -> QMenu:
    """Return the menu of a row: each line of `does` by its words, those that cannot be done now left out."""
    menu = fleeting_menu(listing.table)
    for words, act in does.items():
        offer(menu, words, act)
    menu.setAccessibleName(f"Việc với {row.verdict.subject_name}")
    return menu
