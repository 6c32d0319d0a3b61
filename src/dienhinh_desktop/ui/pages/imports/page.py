"""The page "Nhập từ Excel": choose a file, look at it row by row, write all of it or nothing.

A records workbook has one step to look at; a list a unit made itself has its own steps (`lists/`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ....domain.imports import ImportBatch, ImportReport, PreviewRow
from ....domain.lists import WordKind
from ....domain.text import number_text
from ....domain.upkeep import Changes, Kind
from ....services import imports, records
from ....services.imports.lists import ListTask, forget, learned, paste_list, relearn
from ....services.imports.lists.learning import LearnedLine
from ...kit import file_dialogs
from ...kit.buttons import button
from ...kit.fields import Option
from ...kit.marks import Mark
from ...kit.notice import Notice
from ...kit.steps import StepsLine
from ...page import Page
from .learned import COLUMN_FIELDS
from .lists import LIST_STEPS, ListDesk, meanings
from .preview import PreviewView
from .shown import ShownPreview, counted, look_at_any
from .start import StartView

STEPS = ("Chọn tệp", "Xem trước", "Ghi vào sổ")
_WRITTEN = frozenset({Kind.RECORDS, Kind.IMPORTS})


class ImportsPage(Page):
    """Bringing in a records workbook, or any list."""

    name = "imports"
    title = "Nhập từ Excel"
    place = "records"
    step = 1
    shows = frozenset({Kind.IMPORTS})

    def build(self) -> None:
        """Make head, the first step and the preview."""
        self._shown: ShownPreview | None = None
        self._done: Notice | None = None
        self._list_path: Path | None = None
        self._first = False
        self.setAcceptDrops(True)
        self.steps = StepsLine(STEPS)
        self.head.note.hide()
        self.past = button("Các lần nhập", self._show_start, icon="history")
        self.head.layout().insertWidget(1, self.steps, 1)  # type: ignore[union-attr]
        self.head.add(self.past, button("Đóng", lambda: self.shell.go("records"), icon="x"))
        self.start = StartView()
        self.preview = PreviewView()
        self.lists = ListDesk(self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.preview)
        self.stack.addWidget(self.lists)
        self.body.addWidget(self.stack, 1)
        self._connect()
        self._show_start()

    def _connect(self) -> None:
        self.start.file_asked.connect(self._ask_for_file)
        self.start.blank_asked.connect(self._write_blank)
        self.start.paste_asked.connect(self._paste)
        self.start.learned.changed.connect(
            lambda word, meaning: self.act(lambda _progress: relearn(self.ctx, word, meaning))
        )
        self.start.learned.forgotten.connect(lambda word: self.act(lambda _progress: forget(self.ctx, word)))
        self.lists.left.connect(self._show_start)
        self.lists.stepped.connect(self._list_step)
        self.lists.written.connect(self._written)
        self.start.undo_asked.connect(self._undo)
        self.preview.back_asked.connect(self._show_start)
        self.preview.write_asked.connect(self._write)
        self.preview.chip_picked.connect(self._ask_rows)

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def arrive(self, path: Path | None = None, **arguments: Any) -> None:
        """Read the file the visitor brings; `first`: the results of the first file are to be seen at once."""
        self._first = bool(arguments.get("first"))
        self.start.drop.choose.setFocus()
        if path is not None:
            self.read(path)

    def refresh(self) -> None:
        """Read the list of past imports."""
        self.ask(lambda: imports.batches(self.ctx), self.start.show_batches, key="batches")
        self.ask(lambda: (learned(self.ctx), records.list_units(self.ctx)), self._have_learned, key="learned")

    def _have_learned(self, found: tuple[tuple[LearnedLine, ...], tuple[Option, ...]]) -> None:
        lines, units = found
        self.start.learned.show_lines(lines, {**meanings(self.ctx, units), WordKind.COLUMN: COLUMN_FIELDS})

    def reload(self) -> None:
        """F5: read the file again, as it was saved meanwhile."""
        if self.stack.currentWidget() is self.lists:
            if self._list_path is not None:
                self.read(self._list_path)
            return
        if self._shown is not None and self.stack.currentWidget() is self.preview:
            self.read(self._shown.path)
        else:
            self.refresh()

    def add_new(self) -> None:
        """Ctrl+N: choose a file."""
        self._ask_for_file()

    def panes(self) -> tuple[QWidget, ...]:
        """Return what the step at hand shows."""
        if self.stack.currentWidget() is self.start:
            return self.start.drop, self.start.batches
        if self.stack.currentWidget() is self.lists:
            return self.lists.panes()
        return self.preview.chips, self.preview.table, self.preview.issues

    def edit(self) -> None:
        """F2: mend the row in hand."""
        if self.stack.currentWidget() is self.lists:
            self.lists.lines.card.enter()
        else:
            super().edit()

    def leave(self) -> None:
        """Esc: back to the first step, and from there to the records."""
        if self.stack.currentWidget() is self.start:
            self.shell.go("records")
        self._show_start()

    # --- choosing ---------------------------------------------------------------------------------------------------

    def _show_start(self) -> None:
        self.steps.show_steps(STEPS, 0)
        self.stack.setCurrentWidget(self.start)
        self.past.hide()

    def _ask_for_file(self) -> None:
        path = file_dialogs.ask_open(
            self, self.shell.preferences, "imports", "Chọn sổ dữ liệu hoặc danh sách", file_dialogs.ANY_LIST
        )  # fmt: skip
        if path is not None:
            self.read(path)

    def _write_blank(self) -> None:
        target = file_dialogs.ask_save(
            self, self.shell.preferences, "imports", "Xuất sổ để điền", "so_du_lieu.xlsx", file_dialogs.WORKBOOKS
        )  # fmt: skip
        if target is not None:
            self.compute(
                lambda progress: records.export_records(self.ctx, target, progress),
                lambda counts: self._tell_written(target, counts),
                label="Đang xuất",
            )

    def _tell_written(self, target: Path, counts: dict[str, int]) -> None:
        total = number_text(sum(counts.values()))
        self._tell(
            f"Đã xuất {total} dòng ra {target.name}. Điền thêm trong Excel rồi nhập lại.",
            ("Mở thư mục", lambda: file_dialogs.show_folder(target.parent)),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that is held over the page."""
        if file_dialogs.dropped_file(event) is not None:
            event.acceptProposedAction()
            self.start.drop.set_hovered(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the file that went away."""
        self.start.drop.set_hovered(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        self.start.drop.set_hovered(False)
        path = file_dialogs.dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.read(path)

    # --- looking ----------------------------------------------------------------------------------------------------

    def read(self, path: Path) -> None:
        """Read a file and show what it would do."""
        self._forget_done()
        self.compute(
            lambda progress: look_at_any(self.ctx, path, progress),
            lambda found: self._have_read(found, path),
            label="Đang đọc tệp",
            key="preview",
        )

    def _paste(self) -> None:
        """Read the cells last copied in a spreadsheet as a list."""
        self._forget_done()
        text = QApplication.clipboard().text()
        self.compute(
            lambda progress: paste_list(self.ctx, text, progress=progress),
            lambda found: self._have_read(found, None),
            label="Đang đọc các ô đã chép",
            key="preview",
        )

    def _have_read(self, found: ShownPreview | ListTask, path: Path | None) -> None:
        if isinstance(found, ShownPreview):
            self._have_preview(found)
        else:
            self._list_path = path
            self.lists.open(found)

    def _list_step(self, step: int) -> None:
        self.steps.show_steps(LIST_STEPS, step)
        self.past.show()
        self.stack.setCurrentWidget(self.lists)
        self.shell.say("Chưa ghi gì vào sổ.")

    def _have_preview(self, shown: ShownPreview) -> None:
        self._shown = shown
        self.preview.show_preview(shown)
        self._ask_rows("")
        self.steps.show_steps(STEPS, 1)
        self.past.show()
        self.stack.setCurrentWidget(self.preview)
        self.preview.table.setFocus()
        self.shell.say("Chưa ghi gì vào sổ.")

    def _ask_rows(self, chip: str) -> None:
        shown = self._shown
        if shown is not None:
            self.ask(lambda: shown.rows(chip), self._have_rows, key="rows")

    def _have_rows(self, rows: tuple[PreviewRow, ...]) -> None:
        self.preview.show_rows(rows)

    # --- writing ----------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self.preview.write.setEnabled(False)
        self.steps.show_step(2)
        self.act(
            lambda progress: imports.apply(self.ctx, shown.preview, progress),
            self._written,
            label="Đang ghi vào sổ",
            changes=lambda report: Changes(_WRITTEN, sentence_of(report), report.batch),
        )

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        """Say why the file was refused, and let the clerk try again."""
        super().fail(sentence, details)
        if self._shown is not None and self.stack.currentWidget() is self.preview:
            self.steps.show_step(1)
            self.preview.write.setEnabled(not self._shown.errors)
        elif self.stack.currentWidget() is self.lists:
            self.lists.refused()

    def _written(self, report: ImportReport) -> None:
        self._shown = None
        self._show_start()
        batch = report.batch
        if batch is None:
            self._tell("Tệp không có gì mới; sổ giữ nguyên.", None)
            return
        if self._first and self.shell.round is not None:
            self.shell.go("eligibility", first=True)
        self._first = False
        self._tell(sentence_of(report), ("Hoàn tác lần nhập này", lambda: self._undo_number(batch)))

    def _tell(self, text: str, action: Any) -> None:
        self._forget_done()
        self._done = self.notify(Mark.OK, text, action=action)
        self._done.closed.connect(self._done_closed)

    def _done_closed(self) -> None:
        self._done = None

    def _forget_done(self) -> None:
        if self._done is not None:
            self.withdraw(self._done)
            self._done = None

    def _undo(self, batch: ImportBatch) -> None:
        self._undo_number(batch.id)

    def _undo_number(self, batch: int) -> None:
        self.act(
            lambda _progress: imports.undo(self.ctx, batch), lambda _changes: self._forget_done(), label="Đang hoàn tác"
        )


def sentence_of(report: ImportReport) -> str:
    """Say what an import did."""
    words = f"Đã ghi {counted(report.added, report.updated)} từ {report.file}."
    warnings = len(report.issues)
    return words + (f" {number_text(warnings)} cảnh báo được giữ trong Các lần nhập." if warnings else "")
