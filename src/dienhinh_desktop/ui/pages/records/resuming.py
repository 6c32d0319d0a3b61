"""Which form of Hồ sơ something is being typed into, as plain values, and how that form is opened again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ....domain.drafts import PlaceValue
from ....domain.records import SubjectKind
from ....domain.views import SavedFilter, SubjectQuery
from ....services import records, saved_filters
from ...kit.panes import Panes
from ...page import Page
from .card_rows import EntryRow

if TYPE_CHECKING:
    from .desk import RecordDesk
    from .many_desk import ManyDesk

_GIVEN = "given_"


class ResumingPage(Page):
    """A page with a desk of forms at its side, which can be opened again as they were."""

    desk: RecordDesk
    many: ManyDesk
    side: Panes

    def draft_title(self) -> str:
        """Name the open form and whom it is about."""
        form = self.desk.form
        about = self.desk.subject.name if self.desk.subject is not None and form is self.desk.entry_form else ""
        return ", ".join(part for part in (form.title.text() if form else self.title, about) if part)

    def draft_place(self) -> dict[str, PlaceValue]:
        """Name the open form."""
        return place_of_many(self.desk, self.many) or place_of(self.desk)

    def resume(self, form: str = "", subject: str | None = None, **place: Any) -> None:
        """Open the form again that something was being typed into."""
        self.arrive(subject=subject)
        if form == "batch":
            self._open_batch(str(place["what"]), str(place["subjects"]).split(","))
        elif form == "filter":
            self._open_filter_named(place["old"])
        else:
            open_again(self.desk, form, subject, place)
        self.side.open_drawer()

    def _open_batch(self, what: str, codes: Sequence[str]) -> None:
        ctx = self.ctx
        self.desk.read_lists()
        self.ask(
            lambda: [row for row in records.find_subjects(ctx, SubjectQuery()).rows if row.code in codes],
            lambda rows: self.many.start_batch(what, rows),
            key="batch",
        )

    def _open_filter_named(self, name: str | None) -> None:
        ctx = self.ctx

        def start(kept: Sequence[SavedFilter]) -> None:
            old = next((one for one in kept if one.name == name), None)
            self.many.start_filter(old.query if old is not None else SubjectQuery(), old)

        self.desk.read_lists()
        self.ask(lambda: saved_filters.saved_filters(ctx), start, key="filter")

    def written(self) -> None:
        """Leave the open form alone: it goes by itself when it is the one that was written."""


def place_of_many(desk: RecordDesk, many: ManyDesk) -> dict[str, PlaceValue]:
    """Name the open form of many records: what is to be changed of whom, or which filter."""
    if desk.form is many.batch:
        return {"form": "batch", "what": many.batch.what, "subjects": ",".join(many.batch.codes)}
    if desk.form is many.filter:
        return {"form": "filter", "old": many.filter.old.name if many.filter.old is not None else None}
    return {}


def place_of(desk: RecordDesk) -> dict[str, PlaceValue]:
    """Name the open form: of a new record, of a record, of a new entry, or of an entry."""
    code = desk.subject.code if desk.subject is not None else None
    if desk.form is desk.subject_form:
        if desk.subject_form.is_new:
            return {"form": "new", "kind": desk.subject_form.kind.value}
        return {"form": "subject", "subject": code}
    if desk.form is desk.entry_form:
        form = desk.entry_form
        given = {f"{_GIVEN}{name}": value for name, value in form.given.items() if isinstance(value, str | int)}
        number = form.record.id if form.record is not None else None
        return {"form": "entry", "subject": code, "table": form.table, "id": number, **given}
    return {}


def open_again(desk: RecordDesk, form: str, subject: str | None, place: dict[str, Any]) -> None:
    """Open the form named by `place_of`; a record or entry that is gone leaves what is there."""
    if form == "new":
        desk.add_subject(SubjectKind(place["kind"]))
    elif subject is not None:
        desk.read_lists()
        desk.open(subject, lambda: _enter(desk, form, place))


def _enter(desk: RecordDesk, form: str, place: dict[str, Any]) -> None:
    if form == "subject":
        desk.edit_subject()
    elif place.get("id") is None:
        given = {name.removeprefix(_GIVEN): value for name, value in place.items() if name.startswith(_GIVEN)}
        desk.add_entry(str(place["table"]), given)
    elif (row := _row(desk, str(place["table"]), place["id"])) is not None:
        desk.edit_entry(row)


def _row(desk: RecordDesk, table: str, number: object) -> EntryRow | None:
    rows = getattr(desk.card.card, table, ()) if desk.card.card is not None else ()
    record = next((one for one in rows if one.id == number), None)
    return EntryRow(table, record, None, "") if record is not None else None
