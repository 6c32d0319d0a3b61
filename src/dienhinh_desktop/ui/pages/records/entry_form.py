"""The form for one entry of a record: it shows only the fields of the chosen kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ....domain.records import RECORD_TYPES, Subject
from ...kit.fields import Choice, FindChoice, helped_by
from ...kit.form import FormField
from .decided_form import FILES, DecidedForm
from .specs import ENTRIES, TITLES, Lists, build, is_required, label_of, tables_of


class EntryForm(DecidedForm):
    """Adds or mends an award, rating, initiative, post, attestation… of one subject.

    `considered(entry, turn)`: what was typed into the form of that `turn` makes an entry, 0.4 s after the last letter.
    """

    considered = Signal(object, int)

    def __init__(self) -> None:
        super().__init__(self._empty, self._entry, again="Lưu và thêm")
        self._pause = QTimer(self, singleShot=True, interval=400)
        self._pause.timeout.connect(self._consider)
        self._subject: Subject | None = None
        self.record: Any = None
        self._lists: Lists | None = None
        self.table = "awards"
        self.given: dict[str, Any] = {}

    def open_new(self, subject: Subject, table: str, lists: Lists, given: Mapping[str, Any] | None = None) -> None:
        """Begin a new entry; `given` fills what is known already (the year, the award, the criterion)."""
        self.record, self.given, self.held = None, dict(given or {}), ()
        self._open(subject, table, lists, "Thêm thành tích" if table in _ACHIEVEMENTS else f"Thêm {_lower(table)}")
        kinds = Choice("Loại", [(name, TITLES[name]) for name in tables_of(subject.kind)])
        kinds.choose(table)
        helped_by(kinds, "entry.kind")
        kinds.picked.connect(lambda key: self.open_new(subject, key, lists))
        self._build(FormField("Loại", kinds))
        self.write(self.given)
        self._show_fields_of_form()
        self.form.focus_first({*self.given, "refused"} if self.given else ())

    def open_record(self, subject: Subject, table: str, record: Any, lists: Lists, held: tuple[str, ...] = ()) -> None:
        """Mend an entry; `held` names the files that prove it already."""
        self.record, self.given, self.held = record, {}, held
        self._open(subject, table, lists, f"Sửa {_lower(table)}")
        self._build()
        self.write({spec.name: getattr(record, spec.name) for spec in ENTRIES[table]})
        self._show_fields_of_form()
        self.form.focus_first()

    def _open(self, subject: Subject, table: str, lists: Lists, title: str) -> None:
        self._subject, self.table, self._lists = subject, table, lists
        self.title.setText(title)
        self.about.setText(subject.name)
        self.again.setVisible(self.record is None)
        self.remove.setVisible(self.record is not None)

    def _build(self, *above: FormField) -> None:
        assert self._subject is not None
        assert self._lists is not None
        self.lay_out(*above)
        for spec in ENTRIES[self.table]:
            made = build(self.table, spec, self._subject.kind, self._lists)
            required = is_required(self.table, spec)
            self.add(spec.name, label_of(self.table, spec), made, half=spec.half, hint=spec.hint, required=required)
        self.add_files()
        chosen = self.inputs.get("form")
        if chosen is not None and isinstance(chosen.widget, FindChoice):
            chosen.widget.picked.connect(lambda _key: self._show_fields_of_form())
        for made in self.inputs.values():
            _when_changed(made.widget, self._pause.start)

    def _consider(self) -> None:
        """Ask what speaks against the entry, as soon as it is one; a field typed wrong counts as empty."""
        if self._subject is None or not self.isVisible():
            return
        values, faults = self.read()
        values = {key: values.get(key) for key in self.inputs}
        if any(is_required(self.table, spec) and values.get(spec.name) is None for spec in ENTRIES[self.table]):
            self.show_doubts((), self.turn)
            return
        self.considered.emit(self._entry({**values, **dict.fromkeys(faults)}), self.turn)

    def _show_fields_of_form(self) -> None:
        """Ask for a refusal only where the title is a yearly one: others are never "không đạt"."""
        chosen = self.inputs.get("form")
        if self.table == "awards" and chosen is not None and self._lists is not None:
            form = self._lists.catalogue.awards.get(_key_of(chosen.widget))
            self.form.fields["refused"].setVisible(form is not None and form.yearly)

    def _empty(self, values: dict[str, Any]) -> dict[str, str]:
        """Name every required field left empty; a yearly title needs its year."""
        faults = {
            spec.name: f"{label_of(self.table, spec)} để trống; ghi rồi lưu"
            for spec in ENTRIES[self.table]
            if is_required(self.table, spec) and values.get(spec.name) is None
        }
        if self.table == "awards" and self._lists is not None and values.get("year") is None:
            form = self._lists.catalogue.awards.get(values.get("form") or "")
            if form is not None and form.yearly:
                faults["year"] = f"{form.short} tính theo năm; ghi năm của danh hiệu"
        return faults

    def _entry(self, values: dict[str, Any]) -> Any:
        """Return the entry; what the form does not show stays as it was."""
        assert self._subject is not None
        self.picked = values.pop(FILES)
        if self.record is None:
            return RECORD_TYPES[self.table](subject=self._subject.code, **values)
        return replace(self.record, **values)


def _when_changed(widget: QWidget, call: Callable[[], None]) -> None:
    """Call whenever a field of any kind holds something else."""
    if isinstance(widget, QLineEdit):
        widget.textChanged.connect(lambda _text: call())
    elif isinstance(widget, QComboBox):
        widget.currentIndexChanged.connect(lambda _place: call())
    elif isinstance(widget, QPlainTextEdit):
        widget.textChanged.connect(call)


_ACHIEVEMENTS = ("awards", "ratings", "initiatives")


def _lower(table: str) -> str:
    title = TITLES[table]
    return title[0].lower() + title[1:]


def _key_of(widget: object) -> str:
    return widget.key if isinstance(widget, FindChoice | Choice) else ""
