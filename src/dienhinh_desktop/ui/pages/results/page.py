"""The page "Nhận kết quả": choose the decision, see each line beside the round, say whose it is, write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ....domain.dates import DateError
from ....domain.drafts import PlaceValue
from ....domain.lists import ListReading
from ....domain.results import DecisionFacts, ResultChoice, ResultLine, ResultPreview, ResultState
from ....domain.upkeep import Kind, Progress
from ....services.rounds import results
from ...kit.boxes import Box, Card, bare, column, row
from ...kit.buttons import button
from ...kit.fields import DateField, FindChoice, TextField, helped_by
from ...kit.file_dialogs import ANY_LIST, ask_open, dropped_file
from ...kit.form import FormField
from ...kit.notice import Empty
from ...page import Page
from .listing import ResultListing, ready

NO_ROUND = "Chưa có đợt nào. Mở đợt, chọn đối tượng, rồi nhận kết quả của cấp trên."
NO_FILE = (
    "Thả tệp Excel quyết định khen thưởng, công nhận của cấp trên vào đây. Bảng trong tệp trình bày thế nào cũng được;"
    " số, ngày quyết định, hình thức được đọc từ tệp và sửa lại được."
)


class ResultsPage(Page):
    """What came back from the unit above."""

    name = "results"
    title = "Nhận kết quả"
    place = "rounds"
    step = 5
    shows = frozenset({Kind.ROUNDS, Kind.RECORDS})

    def build(self) -> None:
        """Make head, the fields of the decision, and the list."""
        self.setAcceptDrops(True)
        self._file: Path | None = None
        self._reading: ListReading | None = None
        self._preview: ResultPreview | None = None
        self._choices: dict[int, ResultChoice] = {}
        self._year: int | None = None
        self.choose = button("Chọn tệp quyết định", self.add_new, icon="file-input", tip="Chọn tệp quyết định (Ctrl+N)")
        self.write = button("Ghi kết quả", self.save, kind="primary", key="Ctrl+S")
        self.head.add(self.choose, self.write)
        self.number = TextField("Số quyết định")
        self.day = DateField("Ngày quyết định")
        self.issuer = TextField("Cơ quan, người ký")
        self.form = FindChoice("Hình thức, danh hiệu", results.forms_for(self.ctx))
        for key, field in (("number", self.number), ("day", self.day), ("issuer", self.issuer), ("form", self.form)):
            helped_by(field, f"results.{key}")
        self.listing = ResultListing()
        self.stack = QStackedWidget()
        self.no_file = Card(
            Empty(NO_FILE, button("Chọn tệp quyết định", self.add_new, icon="file-input", kind="primary"))
        )
        new_round = button("Mở đợt mới", lambda: self.shell.go("new_round"), icon="calendar-plus", kind="primary")
        self.no_round = Card(Empty(NO_ROUND, new_round))
        shown = column(self._fields(), self.listing.chips, gap=10)
        shown.addWidget(self.listing, 1)
        self.shown = bare(shown)
        for widget in (self.no_file, self.no_round, self.shown):
            self.stack.addWidget(widget)
        self.body.addWidget(self.stack, 1)
        self.listing.toggled.connect(self._toggle)
        self.listing.chosen.connect(self._decide)
        self.listing.rest_asked.connect(self._refuse_rest)
        self.form.picked.connect(lambda _key: self._read_facts())
        self.day.changed.connect(lambda _day: self._read_facts())
        for field in (self.number, self.issuer):
            field.editingFinished.connect(self._read_facts)
        self._show_head()

    def _fields(self) -> QWidget:
        line = row(gap=12, margins=(14, 8, 14, 10))
        for share, text, editor in (
            (3, "Số quyết định", self.number),
            (0, "Ngày quyết định", self.day),
            (4, "Cơ quan, người ký", self.issuer),
            (5, "Hình thức, danh hiệu", self.form),
        ):
            line.addWidget(FormField(text, editor), share)
        return Box(line, "card")

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Lay the file in hand beside the round again."""
        held = self.shell.round
        if held is None:
            self.stack.setCurrentWidget(self.no_round)
        elif self._reading is None:
            self.stack.setCurrentWidget(self.no_file)
        else:
            self._look()
        self._show_head()

    def add_new(self) -> None:
        """Ctrl+N: choose the file of the decision."""
        if self.shell.round is None:
            self.shell.say(NO_ROUND)
            return
        path = ask_open(self, self.shell.preferences, "results", "Chọn tệp quyết định của cấp trên", ANY_LIST)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a decision list and lay it beside the round in hand."""
        held = self.shell.round
        if held is None or held.id is None:
            return
        number = held.id

        def work(progress: Progress) -> tuple[ListReading, DecisionFacts]:
            reading = results.open_decision(self.ctx, path, progress)
            return reading, results.facts_of(self.ctx, number, reading)

        self._file = path
        self.compute(work, self._opened, label=f"Đang đọc {path.name}", key="decision")

    def save(self) -> None:
        """Ctrl+S: write the lines taken."""
        preview = self._preview
        if preview is not None and self.write.isEnabled():
            self.act(lambda progress: results.write(self.ctx, preview, progress), label="Đang ghi kết quả")
        else:
            self.shell.say("Chưa có kết quả nào để ghi; chọn tệp quyết định, rồi đánh dấu các dòng.")

    def leave(self) -> None:
        """Esc: back to the papers that were sent."""
        self.shell.go("delivery")

    def panes(self) -> tuple[QWidget, ...]:
        """Return the list."""
        return (self.listing,)

    def arrive(self, file: Path | None = None, **_rest: Any) -> None:
        """Read the file the visitor brings."""
        if file is not None:
            self.read(file)

    def draft_place(self) -> dict[str, PlaceValue]:
        """Return the file of the decision in hand."""
        return {"file": str(self._file) if self._file is not None else None}

    def resume(self, file: str | None = None, **_place: Any) -> None:
        """Read the same file again."""
        if file is not None:
            self.read(Path(file))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take in one file."""
        if self.shell.round is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file dropped."""
        path = dropped_file(event)
        if path is not None:
            self.read(path)

    # --- what came back ---------------------------------------------------------------------------------------------

    def _opened(self, found: tuple[ListReading, DecisionFacts]) -> None:
        self._reading, facts = found
        self._choices = {}
        self.number.setText(facts.number or "")
        self.day.show_day(facts.date)
        self.issuer.setText(facts.issuer or "")
        self.form.choose(facts.form)
        self._year = facts.year
        self._look()

    def _read_facts(self) -> None:
        if self._reading is not None and self._facts() != (self._preview.facts if self._preview else None):
            self._look()

    def _facts(self) -> DecisionFacts:
        try:
            day = self.day.day()
        except DateError:
            day = None
        return DecisionFacts(
            number=self.number.value(),
            date=day,
            issuer=self.issuer.value(),
            form=self.form.key or None,
            year=self._year,
        )

    def _look(self) -> None:
        held, reading = self.shell.round, self._reading
        if held is None or held.id is None or reading is None:
            return
        number, facts, choices = held.id, self._facts(), dict(self._choices)
        self.ask(lambda: results.look(self.ctx, number, reading, facts, choices), self._have, key="results")

    def _have(self, preview: ResultPreview) -> None:
        self._preview = preview
        self.stack.setCurrentWidget(self.shown)
        self.listing.show_preview(preview)
        self._show_head()

    def _show_head(self) -> None:
        preview, held = self._preview, self.shell.round
        self.choose.setVisible(held is not None and preview is not None)
        self.write.setVisible(preview is not None)
        self.write.setEnabled(bool(preview is not None and preview.taken))
        self.head.say(f"{held.name} · {preview.file}" if held is not None and preview is not None else "")

    # --- what the clerk decides -------------------------------------------------------------------------------------

    def _toggle(self, line: ResultLine) -> None:
        if ready(line):
            held = self._choices.get(line.key, ResultChoice())
            self._choices[line.key] = replace(held, take=not line.taken)
        self._look()

    def _decide(self, line: ResultLine, candidate: int) -> None:
        self._choices[line.key] = ResultChoice(candidate=candidate)
        self._look()

    def _refuse_rest(self) -> None:
        for line in self._preview.lines if self._preview is not None else ():
            if line.state is ResultState.ABSENT:
                self._choices[line.key] = ResultChoice(take=True)
        self._look()
