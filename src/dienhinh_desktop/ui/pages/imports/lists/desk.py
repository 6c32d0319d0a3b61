"""The steps of bringing a list in, and the work behind them: every choice reads or lays the list anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from .....domain.imports import ImportReport
from .....domain.list_imports import ListLine
from .....domain.lists import WordKind
from .....domain.upkeep import Changes, Kind, Progress
from .....services import records
from .....services.context import Context
from .....services.imports import lists
from .....services.imports.lists import Answer, ListPreview, ListTask
from ....kit import file_dialogs
from ....kit.fields import Option
from ....page import Page
from .columns_view import PASS_OVER, ColumnsView
from .lines_view import LinesView
from .table_view import TableView

LIST_STEPS = ("Chọn tệp", "Trang, tiêu đề", "Ghép cột", "Xem trước", "Ghi vào sổ")
TABLE, COLUMNS, LINES = 1, 2, 3
_WRITTEN = frozenset({Kind.RECORDS, Kind.IMPORTS})


@dataclass(frozen=True, slots=True)
class Laid:
    """A list as it was understood, laid beside the records."""

    task: ListTask
    preview: ListPreview


class ListDesk(QStackedWidget):
    """`stepped(step)`: another step is shown. `left()`: back to choosing a file. `written(report)`: it is in."""

    stepped = Signal(int)
    left = Signal()
    written = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._laid: Laid | None = None
        self._units: tuple[Option, ...] = ()
        self.table, self.columns, self.lines = TableView(), ColumnsView(), LinesView()
        for view in (self.table, self.columns, self.lines):
            self.addWidget(view)
        self._connect()

    def _connect(self) -> None:
        self.table.sheet_picked.connect(lambda name: self._read(lists.choose_table, name))
        self.table.heading_picked.connect(self._choose_heading)
        self.table.sender_picked.connect(lambda key: self._read(lists.choose_sender, key))
        self.table.foot.back_asked.connect(self.left.emit)
        self.table.foot.next_asked.connect(lambda: self.show_step(COLUMNS))
        self.columns.field_picked.connect(self._choose_field)
        self.columns.word_picked.connect(self._choose_word)
        self.columns.likely_taken.connect(self._take_likely)
        self.columns.posts_from.connect(self._choose_posts)
        self.columns.foot.back_asked.connect(lambda: self.show_step(TABLE))
        self.columns.foot.next_asked.connect(lambda: self.show_step(LINES))
        self.lines.foot.back_asked.connect(lambda: self.show_step(COLUMNS))
        self.lines.write_asked.connect(self._write)
        self.lines.return_asked.connect(self._give_back)
        self.lines.likely_taken.connect(self._take_likely)
        self.lines.card.cells_asked.connect(self._show_cells)
        self.lines.card.mended.connect(lambda *place: self._read(lists.mend, *place))
        self.lines.card.answered.connect(self._answer)
        self.lines.card.settled.connect(self._settle)

    @property
    def task(self) -> ListTask | None:
        """The list in hand."""
        return self._laid.task if self._laid else None

    @property
    def preview(self) -> ListPreview | None:
        """What writing it would do."""
        return self._laid.preview if self._laid else None

    # --- taking a list in hand ----------------------------------------------------------------------------------------

    def open(self, task: ListTask) -> None:
        """Take a list in hand and show the first step that needs the clerk."""
        chosen = self._page.shell.round
        if chosen is not None:
            task = replace(task, decisions=replace(task.decisions, plan=chosen.plan))
        ctx = self._page.ctx

        def lay(progress: Progress) -> tuple[Laid, tuple[Option, ...]]:
            sent = lists.with_sender(ctx, task, progress)
            return Laid(sent, lists.look(ctx, sent, progress)), records.list_units(ctx)

        self._page.compute(lay, self._opened, label="Đang đối chiếu", key="list")

    def _opened(self, found: tuple[Laid, tuple[Option, ...]]) -> None:
        laid, self._units = found
        self.lines.clear()
        self._show(laid)
        unknown = any(view.field is None for view in laid.task.reading.shown_columns)
        doubtful = any(not doubt.new for doubt in laid.preview.words)
        self.show_step(COLUMNS if unknown or doubtful else LINES)

    def show_step(self, step: int) -> None:
        """Show a step: TABLE, COLUMNS or LINES."""
        self.setCurrentIndex(step - 1)
        self.stepped.emit(step)
        if step == LINES:
            self.lines.table.setFocus()

    def _show(self, laid: Laid) -> None:
        self._laid = laid
        task, reading = laid.task, laid.task.reading
        senders = [("", "(không chọn)"), *self._units]
        self.table.show_reading(reading, lists.first_rows(task), senders, task.decisions.sender)
        self.columns.show_reading(
            reading, laid.preview.words, meanings(self._page.ctx, self._units), task.decisions.posts_since
        )
        self.lines.show_preview(reading.file, laid.preview)

    # --- choices ------------------------------------------------------------------------------------------------------

    def _read(self, choose: Callable[..., ListTask], *chosen: Any) -> None:
        """Read the list anew under a choice, and lay it beside the records again."""
        task, ctx = self.task, self._page.ctx
        if task is None:
            return

        def work(progress: Progress) -> Laid:
            changed = choose(ctx, task, *chosen, progress=progress)
            return Laid(changed, lists.look(ctx, changed, progress))

        self._page.compute(work, self._show, label="Đang đọc lại", key="list")

    def _decide(self, changed: ListTask, then: Callable[[], None] | None = None) -> None:
        """Lay the list anew under other decisions."""
        ctx = self._page.ctx

        def shown(laid: Laid) -> None:
            self._show(laid)
            if then is not None:
                then()

        self._page.compute(
            lambda progress: Laid(changed, lists.look(ctx, changed, progress)), shown, label="Đang xét lại", key="list"
        )

    def _choose_heading(self, number: int) -> None:
        if self.task is not None:
            self._read(lists.choose_table, self.task.reading.sheet, number)

    def _choose_field(self, heading: str, field: str) -> None:
        if field:
            self._read(lists.choose_fields, {heading: None if field == PASS_OVER else field})

    def _choose_word(self, kind: WordKind, words: str, meaning: str) -> None:
        self._read(lists.choose_words, {(kind, words): meaning})

    def _take_likely(self) -> None:
        if self.preview is not None:
            likely = {(one.kind, one.words): one.meaning for one in self.preview.words if one.meaning is not None}
            self._read(lists.choose_words, likely)

    def _choose_posts(self, day: date | None) -> None:
        if self.task is not None:
            self._decide(replace(self.task, decisions=replace(self.task.decisions, posts_since=day)))

    def _show_cells(self, number: int) -> None:
        if self.task is not None:
            self.lines.card.show_cells(number, lists.row_cells(self.task, number))

    def _answer(self, line: ListLine, answer: Answer, likewise: bool) -> None:
        task, preview = self.task, self.preview
        if task is None or preview is None:
            return
        alike = lists.likewise(preview.lines, line, answer)
        decided = alike if likewise else {line.row: answer.decision}
        others = 0 if likewise or answer.key == "again" else len(alike) - 1

        def then() -> None:
            self.lines.step(1)
            self.lines.card.offer_likewise(answer, line, others)

        self._decide(lists.decide(task, decided), then)

    def _settle(self, line: ListLine, key: str, take: bool) -> None:
        if self.task is not None:
            self._decide(lists.decide(self.task, {line.row: lists.settle(line, key, take=take)}))

    # --- writing ------------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        laid, ctx = self._laid, self._page.ctx
        if laid is None:
            return
        self.lines.foot.onward.setEnabled(False)
        self.stepped.emit(LINES + 1)
        self._page.act(
            lambda progress: lists.write(ctx, laid.task, laid.preview, progress),
            self._have_written,
            label="Đang ghi vào sổ",
            changes=_changes,
        )

    def _give_back(self) -> None:
        """Write the rows not taken as a file for the sender."""
        laid, page = self._laid, self._page
        if laid is None:
            return
        name = f"{Path(laid.task.reading.file).stem}_tra_lai.xlsx"
        target = file_dialogs.ask_save(
            page, page.shell.preferences, "imports", "Xuất dòng lỗi gửi lại đơn vị", name, file_dialogs.LISTS
        )  # fmt: skip
        if target is None:
            return
        sender = dict(self._units).get(laid.task.decisions.sender, "")
        page.compute(
            lambda _progress: lists.give_back(page.ctx, laid.task, laid.preview, target, sender),
            lambda count: page.notify_done(
                f"Đã ghi {count} dòng kèm lý do ra {target.name}; gửi tệp này cho đơn vị sửa.",
                ("Mở thư mục", lambda: file_dialogs.show_folder(target.parent)),
            ),
            label="Đang ghi tệp trả lại",
        )

    def _have_written(self, report: ImportReport) -> None:
        self._laid = None
        self.written.emit(report)

    def refused(self) -> None:
        """Let the clerk try again after a refusal."""
        if self._laid is not None:
            self._show(self._laid)
            self.stepped.emit(self.currentIndex() + 1)

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through at the step shown."""
        view = self.currentWidget()
        if view is self.lines:
            return self.lines.chips, self.lines.table, self.lines.card
        if view is self.columns:
            return (self.columns,)
        return self.table.sending, self.table.sheet, self.table.passed


def _changes(report: ImportReport) -> Changes:
    return Changes(_WRITTEN, f"Đã nhập danh sách {report.file}.", report.batch)


def meanings(ctx: Context, units: Sequence[Option]) -> dict[WordKind, list[Option]]:
    """Return what a word of each kind may mean."""
    return {
        WordKind.TITLE: [(form.code, form.name) for form in ctx.catalogue.awards.values()],
        WordKind.GRADE: [(term.code, term.name) for term in ctx.catalogue.lists["grades"].values()],
        WordKind.UNIT: list(units),
    }
