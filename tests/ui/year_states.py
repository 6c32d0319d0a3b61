"""States of the page Nhập theo năm worth looking at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from dienhinh_desktop.domain.records import Award, SubjectKind
from dienhinh_desktop.domain.year_grid import CellWords, GridColumn, GridField
from dienhinh_desktop.services import proofs, records, undoing

from .desk import settle

if TYPE_CHECKING:
    from dienhinh_desktop.ui.window import Window

GRADE, TITLE = GridColumn(2025, GridField.GRADE), GridColumn(2025, GridField.TITLE)


def grid_page(window: Window, **arguments: Any) -> Any:
    """Go to the grid and let it read."""
    page: Any = window.go("years", arguments)
    settle(window)
    return page


def _grid(window: Window) -> None:
    grid_page(window)


def _paste(window: Window) -> None:
    page = grid_page(window, unit="HTQT")
    page.view.choose((page.cells.people()[1].code, GRADE))
    QApplication.clipboard().setText("HTT\nHTXS NV\nKhá\nHTTNV\nxuất sắc\nTốt")
    page.view.paste()
    settle(window)


def _by_name(window: Window) -> None:
    page = grid_page(window)
    names = [row.name for row in page.cells.people()[:6]]
    lines = [f"{number}\t{name}\tHTTNV\tLĐTT" for number, name in enumerate(names, start=1)]
    QApplication.clipboard().setText(
        "\n".join(["STT\tHọ và tên\tXếp loại\tDanh hiệu", *lines, "7\tNgười Lạ\tHTT\tLĐTT"])
    )
    page.view.choose((page.cells.people()[0].code, GRADE))
    page.view.paste()
    settle(window)


def _editing(window: Window) -> None:
    page = grid_page(window)
    page.view.choose((page.cells.people()[5].code, TITLE))
    page.view.type_letters("c")
    page.view.editor.setText("cs")
    page.view.editor._filter()


def _known(window: Window) -> None:
    """The number of a decision kept elsewhere with its scan is typed for the column."""
    ctx = window.shell.ctx
    scan = ctx.db.folder.parent / "QĐ 77 khen thưởng của UBND tỉnh năm 2025.pdf"
    scan.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    reward = Award(subject="CB001", form="BK_TINH", decision="77/QĐ-UBND", date=date(2025, 11, 6), issuer="UBND tỉnh")
    records.save_entry(ctx, reward, files=proofs.kept_of(ctx, [scan]))
    page = grid_page(window)
    page.view.choose((page.cells.people()[0].code, TITLE))
    page.columns.decision.number.setText("77/QĐ-UBND")
    page.columns.decision.number.editingFinished.emit()
    settle(window)
    undoing.undo_last(ctx)


def _doubts(window: Window) -> None:
    page = grid_page(window)
    people = page.cells.people()
    page.enter([CellWords(people[0].code, GRADE, "HTNV"), CellWords(people[1].code, TITLE, "CSTĐ tỉnh")], "Nhập")
    settle(window)


def _early(window: Window) -> None:
    page = grid_page(window)
    late = next(row for row in page.cells.people() if row.started and row.started > 2021)
    page.enter([CellWords(late.code, GridColumn(2021, GridField.GRADE), "HTTNV")], "Nhập")
    settle(window)


REWARD, INITIATIVE = GridColumn(2025, GridField.REWARD), GridColumn(2025, GridField.INITIATIVE)


def _mode(window: Window, field: GridField, *cells: tuple[int, int, str], **options: Any) -> Any:
    """Go to a mode and keep some words in it: (number of the person, year, words)."""
    page = grid_page(window, field=field, **options)
    wanted = {column.year: column for column in page.grid.columns if column.field is field}
    people = page.cells.people()
    page.enter([CellWords(people[number].code, wanted[year], words) for number, year, words in cells], "Nhập")
    settle(window)
    page.view.choose((people[0].code, wanted[2025]))
    return page


def _rewards(window: Window) -> None:
    _mode(
        window,
        GridField.REWARD,
        (0, 2025, "BK UBND tỉnh; GK Sở"),
        (1, 2024, "Giấy khen của Giám đốc Sở"),
        (3, 2025, "Bằng khen hạng bét"),
    )


def _initiatives(window: Window) -> Any:
    first, second = "Số hóa hồ sơ đoàn ra (12/QĐ-SNgV, 05/6/2025)", "Sổ tay lễ tân đối ngoại (20/12/2025)"
    return _mode(
        window,
        GridField.INITIATIVE,
        (0, 2025, f"{first}; {second}"),
        (1, 2025, "Biểu mẫu điện tử cho lãnh sự (05/6/2025)"),
        (2, 2025, "Sáng kiến chưa có ngày"),
    )


def _entry_of_cell(window: Window) -> None:
    page = _initiatives(window)
    page.desk.drop()
    page.entries.take_focus()
    page.held.lines[0].click()
    settle(window)


def _form_with_doubts(window: Window) -> None:
    page = _mode(window, GridField.REWARD)
    page.entries._add()
    settle(window)
    form = page.entries.form
    form.inputs["form"].write("GK_SO")
    form.inputs["decision"].write("110/QĐ-SNgV")
    form.inputs["date"].write(date(2024, 3, 1))
    form._consider()
    settle(window)
    issuer = form.inputs["issuer"].widget
    issuer.setFocus()
    issuer.textEdited.emit(issuer.text())


def _figures(window: Window) -> None:
    page = _mode(window, GridField.TARGET, (0, 2025, "1200"), (1, 2025, "950,5"), (0, 2024, "1100"))
    actual = next(column for column in page.grid.columns if column.year == 2025 and column.field is GridField.ACTUAL)
    page.enter([CellWords(page.cells.people()[0].code, actual, "1.312")], "Nhập")
    settle(window)


YEAR_STATES: dict[str, Callable[[Window], None]] = {
    "years": _grid,
    "years_paste": _paste,
    "years_by_name": _by_name,
    "years_editing": _editing,
    "years_known": _known,
    "years_doubts": _doubts,
    "years_early": _early,
    "years_missing": lambda window: (grid_page(window, only_missing=True), None)[1],
    "years_rewards": _rewards,
    "years_initiatives": lambda window: (_initiatives(window), None)[1],
    "years_entry": _entry_of_cell,
    "years_form_doubts": _form_with_doubts,
    "years_figures": _figures,
    "years_collectives": lambda window: (grid_page(window, kind=SubjectKind.COLLECTIVE), None)[1],
}

EMPTY_YEAR_STATES: dict[str, Callable[[Window], None]] = {"years_empty": _grid}
