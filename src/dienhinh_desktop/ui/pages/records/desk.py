"""The right side of Hồ sơ: nothing, the card, or a form in its place, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ....domain.eligibility import Assessment, AssessmentRequest, Door
from ....domain.history import HistoryLine
from ....domain.records import Subject, SubjectKind
from ....domain.text import fold
from ....domain.upkeep import Changes
from ....domain.views import RecordCard
from ....services import eligibility, history, identity, plans, proofs, records
from ....services.identity import Asked
from ...kit.file_dialogs import PAPERS, ask_save, show_folder
from ...kit.notice import Empty
from ...page import Page
from .advice import Advice
from .card import Card
from .card_rows import EntryRow
from .entry_form import EntryForm
from .panel import FormPanel
from .proofs.desk import ProofDesk
from .specs import ENTRIES, Lists
from .subject_form import SubjectForm


class RecordDesk(QStackedWidget):
    """`kept(code)`: a record or entry of that subject was saved; `form_changed`: a form was opened or closed."""

    kept = Signal(str)
    form_changed = Signal(bool)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._ctx = page, page.ctx
        self._lists = Lists(page.ctx.catalogue)
        self._wanted: str | None = None
        self._then: Callable[[], None] | None = None
        self._door: tuple[str, Callable[[], None]] | None = None
        self.nothing = Empty("Chọn một hồ sơ ở bên trái để xem thành tích, chức vụ, xác nhận.")
        self.card = Card(page.ctx.catalogue)
        self.entry_form, self.subject_form = EntryForm(), SubjectForm()
        for widget in (self.nothing, self.card, self.entry_form, self.subject_form):
            self.addWidget(widget)
        self.proofs = ProofDesk(page, self.card, lambda: self._wanted)
        self._connect()

    def _connect(self) -> None:
        card, page = self.card, self._page
        card.edit_asked.connect(self.edit)
        card.delete_asked.connect(self._delete_subject)
        card.reason_asked.connect(lambda: page.shell.go("eligibility", subject=self._wanted))
        card.add_asked.connect(self.add_entry)
        card.entry_opened.connect(self.edit_entry)
        card.entry_deleted.connect(self.delete_entry)
        card.history_asked.connect(self._read_history)
        card.history.give_back_asked.connect(self._give_back)
        card.history.print_asked.connect(self.write_history)
        self.entry_form.saved.connect(self._save_entry)
        self.entry_form.removed.connect(self._delete_opened_entry)
        self.subject_form.saved.connect(self._save_subject)
        self.subject_form.removed.connect(self._delete_subject)
        self.subject_form.kind_picked.connect(self.add_subject)
        self.subject_form.alike_asked.connect(self._look_for_alike)
        self.subject_form.other_asked.connect(self._open_other)
        for form in (self.entry_form, self.subject_form):
            form.left.connect(self.close_form)
        self._advice = [Advice(page, form) for form in (self.entry_form, self.subject_form)]

    # --- reading ----------------------------------------------------------------------------------------------------

    def read_lists(self, key: str = "lists") -> None:
        """Read what the forms choose from."""
        ctx = self._ctx
        self._page.ask(
            lambda: (records.list_units(ctx), plans.plans(ctx)),
            lambda found: self._have_lists(*found),
            key=key,
        )

    @property
    def lists(self) -> Lists:
        """What the forms choose from, as far as it is read."""
        return self._lists

    def take_form(self, form: FormPanel) -> None:
        """Have one more form at hand."""
        self.addWidget(form)
        form.left.connect(self.close_form)

    def show_form(self, form: FormPanel) -> None:
        """Show a form in place of the card."""
        self._show(form)

    def _need_lists(self) -> None:
        """See that the lists are there before the form that is asked for next, also on the first visit of the page."""
        if not self._lists.plans:
            self.read_lists("first lists")

    def _have_lists(self, units: tuple[tuple[str, str], ...], known: tuple[Any, ...]) -> None:
        criteria = {item.code: item.text for plan in known for item in plan.criteria}
        names = tuple((plan.code, plan.number or plan.title) for plan in known)
        self._lists = Lists(self._ctx.catalogue, units, criteria, names)

    def open(self, code: str | None, then: Callable[[], None] | None = None) -> None:
        """Open the card of a record and do what is asked once it is there; None shows that none is chosen."""
        if then is not None or code != self._wanted:
            self._then = then
        self._wanted = code
        if code is None:
            self._show(self.nothing)
            return
        ctx = self._ctx
        self._page.ask(lambda: records.open_card(ctx, code), self._have_card, key="card")

    def _have_card(self, card: RecordCard) -> None:
        if card.subject.code != self._wanted:
            return
        then, self._then = self._then, None
        self.card.show_card(card, self._lists.criteria, dict(self._lists.units))
        if self.form is None or then is not None:
            self._show(self.card)
        self._read_verdict(card.subject.code)
        self.proofs.read(card.subject.code)
        if then is not None:
            then()

    def _read_verdict(self, code: str) -> None:
        held, ctx = self._page.shell.round, self._ctx
        if held is None:
            return
        request = AssessmentRequest(held.plan, held.on, held.stage, subjects=(code,), readings=held.readings)

        def show(found: tuple[Assessment, ...]) -> None:
            if code == self._wanted:
                self.card.show_verdict(found, held.name)

        self._page.ask(lambda: eligibility.assess(ctx, request), show, key="verdict")

    # --- forms ------------------------------------------------------------------------------------------------------

    @property
    def form(self) -> FormPanel | None:
        """The form that is open, or None."""
        shown = self.currentWidget()
        return shown if isinstance(shown, FormPanel) else None

    @property
    def subject(self) -> Subject | None:
        """The subject of the card."""
        return self.card.card.subject if self.card.card is not None else None

    def _show(self, widget: Any) -> None:
        was = self.form
        self.setCurrentWidget(widget)
        if (was is None) != (self.form is None):
            self.form_changed.emit(self.form is not None)

    def close_form(self) -> None:
        """Go back to the card."""
        self._door = None
        self._show(self.card if self._wanted is not None and self.card.card is not None else self.nothing)

    def edit(self) -> None:
        """Open the form of the record, or of the entry whose row has the focus; name the file in hand anew."""
        if self.card.proofs.has_focus():
            self.card.proofs.tiles.rename()
            return
        entry = self.card.entry_in_hand()
        if self.form is not None or self.subject is None or self._wanted is None:
            return
        if entry is not None:
            self.edit_entry(entry)
            return
        self.edit_subject()

    def edit_subject(self) -> None:
        """Open the form of the record."""
        if self.subject is not None:
            self._show(self.subject_form)
            self.subject_form.open_subject(self.subject, self._lists)

    def add_subject(self, kind: SubjectKind = SubjectKind.PERSON, unit: str | None = None) -> None:
        """Open an empty form with a free code, in a unit; that of the last card is offered where none is named."""
        ctx = self._ctx
        unit = unit or (self.subject.unit if self.subject is not None else None)
        self._need_lists()

        def open_form(code: str) -> None:
            self._show(self.subject_form)
            self.subject_form.open_new(kind, code, self._lists, unit)

        self._page.ask(lambda: records.new_code(ctx, kind), open_form, key="code")

    def add_entry(self, table: str, given: Mapping[str, Any] | None = None) -> None:
        """Open an empty form for an entry of the record."""
        if self.subject is not None and table in ENTRIES:
            self._show(self.entry_form)
            self.entry_form.open_new(self.subject, table, self._lists, given)

    def edit_entry(self, row: EntryRow) -> None:
        """Open the form of an entry."""
        if self.subject is not None:
            self._show(self.entry_form)
            held = self.card.proofs.of_entry(row.key)
            self.entry_form.open_record(self.subject, row.table, row.record, self._lists, held)

    def through_door(self, code: str, door: Door, back: tuple[str, Callable[[], None]]) -> None:
        """Open the form at the very thing that is missing; once it is kept, offer the way back."""

        def enter() -> None:
            if door.table == "subjects":
                self.edit_subject()
                self.subject_form.go_to(door.code)
            else:
                self.add_entry(door.table, _given(door))
            self._door = back

        self._need_lists()
        self.open(code, enter)

    # --- keeping ----------------------------------------------------------------------------------------------------

    def _save_subject(self, subject: Subject, again: bool) -> None:
        ctx = self._ctx
        self._page.act(
            lambda _progress: records.save_subject(ctx, subject),
            lambda _changes: self._kept(subject.code),
            label="Đang ghi",
        )

    def _save_entry(self, record: Any, again: bool) -> None:
        ctx, table, picked = self._ctx, self.entry_form.table, self.entry_form.picked

        def kept(_changes: Changes) -> None:
            self._kept(record.subject)
            if again:
                self.add_entry(table)

        self._page.act(
            lambda _progress: records.save_entry(ctx, record, files=proofs.kept_of(ctx, picked)), kept, label="Đang ghi"
        )

    def _kept(self, code: str) -> None:
        door = self._door
        self._wanted = code
        self.close_form()
        self.kept.emit(code)
        if door is not None:
            self._page.notify_done("Đã ghi. Kết luận tính lại theo dữ liệu mới.", door)

    def remove_in_hand(self) -> None:
        """Take away the entry whose row has the focus, or the files selected."""
        entry, files = self.card.entry_in_hand(), self.card.proofs
        if entry is not None:
            self.delete_entry(entry)
        elif files.has_focus() and files.selected():
            self.proofs.remove(files.selected())

    def delete_entry(self, row: EntryRow) -> None:
        """Take an entry away; Ctrl+Z brings it back."""
        ctx = self._ctx
        self._page.act(lambda _progress: records.delete_entry(ctx, row.table, row.record.id), label="Đang xóa")

    def _delete_opened_entry(self) -> None:
        opened, table, ctx = self.entry_form.record, self.entry_form.table, self._ctx
        if opened is not None:
            self._page.act(
                lambda _progress: records.delete_entry(ctx, table, opened.id),
                lambda _changes: self.close_form(),
                label="Đang xóa",
            )

    def _delete_subject(self) -> None:
        code, ctx = self._wanted, self._ctx
        if code is None:
            return

        def gone(_changes: Changes) -> None:
            self._wanted = None
            self.close_form()

        self._page.act(lambda _progress: records.delete_subject(ctx, code), gone, label="Đang xóa")

    def _open_other(self, code: str) -> None:
        """Open the record a new one turned out to be; the form goes, or it would be kept as a second one."""
        self.close_form()
        self._page.shell.go("records", subject=code)

    def _look_for_alike(self, asked: Asked) -> None:
        ctx = self._ctx
        units = dict(self._lists.units)
        self._page.ask(
            lambda: identity.find_alike(ctx, asked),
            lambda found: self.subject_form.show_alike(found, units) if self.form is self.subject_form else None,
            key="alike",
        )

    # --- history ----------------------------------------------------------------------------------------------------

    def _read_history(self) -> None:
        code, ctx = self._wanted, self._ctx
        if code is not None:

            def show(lines: tuple[HistoryLine, ...]) -> None:
                if code == self._wanted:
                    self.card.show_history(lines)

            self._page.ask(lambda: history.history(ctx, code), show, key="history")

    def _give_back(self, line: HistoryLine) -> None:
        code, ctx = self._wanted, self._ctx
        if code is not None:
            self._page.act(lambda _progress: history.give_back(ctx, code, line), label="Đang trả lại")

    def write_history(self) -> None:
        """Ask where to write the history of the record as PDF, and write it."""
        ctx, subject, kept = self._ctx, self.subject, self._page.shell.preferences
        if subject is None:
            self._page.shell.say("Chọn một hồ sơ để in lịch sử của hồ sơ ấy.")
            return
        name = f"lich_su_{fold(subject.name).replace(' ', '_')}.pdf"
        target = ask_save(self, kept, "papers", "Ghi lịch sử hồ sơ", name, PAPERS)
        if target is not None:
            self._page.compute(
                lambda _progress: history.write_history(ctx, subject.code, target),
                lambda paper: self._page.notify_done(
                    f"Đã ghi {len(paper.lines)} dòng lịch sử vào {target.name}.",
                    ("Mở thư mục", lambda: show_folder(target.parent)),
                ),
                label="Đang ghi lịch sử",
            )


def _given(door: Door) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if door.year is not None:
        given["year"] = door.year
    if door.code is not None:
        field = {"awards": "form", "attestations": "criterion", "indicators": "indicator", "initiatives": "level"}.get(
            door.table
        )
        if field is not None:
            given[field] = door.code
    return given
