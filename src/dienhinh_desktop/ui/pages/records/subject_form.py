"""The form for a person, a collective or a household."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ....domain.identity import Alike
from ....domain.records import Sex, Subject, SubjectKind
from ....domain.text import clean
from ....services.identity import Asked
from ...kit.boxes import bare, clear, column, row
from ...kit.buttons import button
from ...kit.chips import Segmented
from ...kit.fields import helped_by
from ...kit.form import FormField
from ...kit.marks import Mark
from ...kit.notice import Notice
from . import inputs
from .panel import FormPanel
from .specs import Lists

_NAMES = {
    SubjectKind.PERSON: "Họ và tên",
    SubjectKind.COLLECTIVE: "Tên tập thể",
    SubjectKind.HOUSEHOLD: "Họ và tên chủ hộ",
}

_TELLING = ("name", "birth", "sex", "citizen_id", "unit")
"""Fields that tell who somebody is."""


class SubjectForm(FormPanel):
    """Adds or mends a record. `kind_picked(kind)` asks for a free code; `alike_asked(asked)` who it may be already.

    It asks whenever name, birth, sex, CCCD or unit of a new record was given, or half a second after the last letter;
    what it hears only informs.
    """

    kind_picked = Signal(object)
    alike_asked = Signal(object)
    other_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(self._empty, self._typed)
        self.table = "subjects"
        self._subject: Subject | None = None
        self.kind = SubjectKind.PERSON
        self._lists: Lists | None = None
        self._alike = bare(column(gap=0))
        self._others: set[str] = set()
        self._pause = QTimer(self, singleShot=True, interval=500)
        self._pause.timeout.connect(self._ask_alike)

    def open_new(self, kind: SubjectKind, code: str, lists: Lists, unit: str | None = None) -> None:
        """Begin a new record."""
        self._subject, self.kind, self._lists = None, kind, lists
        self._others = set()
        self.title.setText("Thêm hồ sơ")
        self.about.setText("Có thể ghi trước Tên, Đơn vị; các ô khác điền sau")
        self.remove.hide()
        kinds = Segmented([(item.value, item.label) for item in SubjectKind], "Loại đối tượng")
        kinds.choose(kind.value)
        helped_by(kinds, "subjects.kind")
        kinds.picked.connect(lambda key: self.kind_picked.emit(SubjectKind(key)))
        self._build(FormField("Loại", kinds))
        self.write({"code": code, "unit": unit})
        self.form.focus_first()

    def open_subject(self, subject: Subject, lists: Lists) -> None:
        """Mend a record."""
        self._subject, self.kind, self._lists = subject, subject.kind, lists
        self.title.setText("Sửa hồ sơ")
        self.about.setText(f"{subject.name} · {subject.kind.label.lower()}")
        self.remove.show()
        self._build()
        self.write({name: getattr(subject, name) for name in self.inputs})
        self.form.focus_first()

    def go_to(self, field: str | None) -> None:
        """Put the cursor in a field, where the form has it."""
        made = self.form.fields.get(field or "")
        if made is not None:
            made.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_new(self) -> bool:
        """Whether the record does not stand in the records yet."""
        return self._subject is None

    def _build(self, *above: FormField) -> None:
        assert self._lists is not None
        lists, kind = self._lists, self.kind
        person = kind is SubjectKind.PERSON
        units = lists.units
        self._alike = bare(column(gap=0))
        self.lay_out(*above, self._alike)
        self.add("name", _NAMES[kind], inputs.text(_NAMES[kind]), required=True)
        if person:
            self.add("birth", "Ngày sinh", inputs.partial_day("Ngày sinh"), half=True)
            self.add("sex", "Giới tính", _sexes(), half=True)
        unit = "Thuộc" if kind is SubjectKind.COLLECTIVE else "Đơn vị"
        self.add("unit", unit, inputs.pick(unit, units, required=False, addable=True))
        categories = inputs.pick("Phân loại", lists.options("categories", kind), required=False)
        self.add("category", "Phân loại", categories, half=True)
        start = "Ngày thành lập" if kind is SubjectKind.COLLECTIVE else "Ngày vào cơ quan" if person else "Ngày bắt đầu"
        self.add("start", start, inputs.partial_day(start), half=True)
        if person:
            self.add("citizen_id", "CCCD", inputs.text("CCCD"), half=True, hint="12 chữ số; danh sách không hiện.")
            self.add("ethnicity", "Dân tộc", inputs.words("Dân tộc"), half=True)
        self.add("code", "Mã", inputs.text("Mã"), half=True, required=True, hint="Mã riêng, không trùng.")
        self.add("locality", "Địa bàn", inputs.pick("Địa bàn", units, required=False), half=True)
        self.add("traits", "Đặc điểm", inputs.ticks("Đặc điểm", lists.options("traits", kind)))
        self.add("note", "Ghi chú", inputs.lines("Ghi chú"))
        for key in _TELLING:
            if key in self.inputs:
                _when_given(self.inputs[key].widget, self._ask_alike, self._pause.start)

    def _ask_alike(self) -> None:
        """Ask who the new record may be, with what was given so far; a wrong date or unit counts as none."""
        values, _faults = self.read()
        self._pause.stop()
        if self._subject is not None or not values.get("name") or not self.isVisible():
            return
        self.alike_asked.emit(
            Asked(
                kind=self.kind,
                name=clean(values["name"]),
                birth=values.get("birth"),
                sex=values.get("sex"),
                citizen_id=values.get("citizen_id"),
                unit=values.get("unit"),
            )
        )

    def show_alike(self, found: tuple[Alike, ...], units: Mapping[str, str]) -> None:
        """Say who the new record may be already and why, with the door to that record; it never blocks."""
        layout = self._alike.layout()
        assert layout is not None
        clear(layout)
        alike = [one for one in found if one.subject.code not in self._others]
        if alike:
            layout.addWidget(self._notice(alike, found, units))

    def _notice(self, alike: list[Alike], found: tuple[Alike, ...], units: Mapping[str, str]) -> Notice:
        first = alike[0]
        person, code = first.subject, first.subject.code
        about = ", ".join(part for part in (person.name, str(person.birth or ""), units.get(person.unit or "")) if part)
        more = f" Còn {len(alike) - 1} hồ sơ nữa cũng giống." if len(alike) > 1 else ""
        other = button("Người khác", lambda: self._set_aside(found, code, units), kind="small")
        return Notice(
            Mark.WARN,
            f"{first.likeness.label} là một, vì {first.words}.{more}",
            strong=f"Có thể đã có: {about}.",
            action=("Mở", lambda: self.other_asked.emit(code)),
            below=bare(row(other, None)),
        )

    def _set_aside(self, found: tuple[Alike, ...], code: str, units: Mapping[str, str]) -> None:
        self._others.add(code)
        self.show_alike(found, units)

    def _empty(self, values: dict[str, Any]) -> dict[str, str]:
        """Name and code must be there."""
        words = {"name": f"{_NAMES[self.kind]} để trống; ghi rồi lưu", "code": "Mã để trống; ghi một mã riêng"}
        return {key: text for key, text in words.items() if not values.get(key)}

    def _typed(self, values: dict[str, Any]) -> Subject:
        """Return the record; what the form does not show stays as it was."""
        if self._subject is not None:
            return replace(self._subject, **values)
        return Subject(kind=self.kind, **values)


def _when_given(widget: QWidget, call: Callable[[], None], typing: Callable[[], None]) -> None:
    """Call when a value was given: typed and left, or picked; tell of every letter before."""
    if isinstance(widget, QLineEdit):
        widget.editingFinished.connect(call)
        widget.textEdited.connect(lambda _text: typing())
    picked = getattr(widget, "picked", None)
    if picked is not None:
        picked.connect(lambda _key: call())


def _sexes() -> inputs.Input:
    return inputs.pick("Giới tính", [(sex.value, sex.value) for sex in Sex], required=False, made=Sex)
