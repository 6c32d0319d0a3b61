"""The form for a person, a collective or a household."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from ....domain.records import Sex, Subject, SubjectKind
from ....domain.text import fold
from ....domain.views import SubjectRow
from ...kit.boxes import bare, column
from ...kit.chips import Segmented
from ...kit.fields import TextField
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


class SubjectForm(FormPanel):
    """Adds or mends a record. `kind_picked(kind)` asks for a free code; `name_typed(name)` for people alike."""

    kind_picked = Signal(object)
    name_typed = Signal(str)
    other_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(self._empty, self._typed)
        self._subject: Subject | None = None
        self.kind = SubjectKind.PERSON
        self._lists: Lists | None = None
        self._alike = bare(column(gap=0))

    def open_new(self, kind: SubjectKind, code: str, lists: Lists, unit: str | None = None) -> None:
        """Begin a new record."""
        self._subject, self.kind, self._lists = None, kind, lists
        self.title.setText("Thêm hồ sơ")
        self.about.setText("Có thể ghi trước Tên, Đơn vị; các ô khác điền sau")
        self.remove.hide()
        kinds = Segmented([(item.value, item.label) for item in SubjectKind], "Loại đối tượng")
        kinds.choose(kind.value)
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

    def _build(self, *above: FormField) -> None:
        assert self._lists is not None
        lists, kind = self._lists, self.kind
        person = kind is SubjectKind.PERSON
        units = lists.units
        self._alike = bare(column(gap=0))
        self.lay_out(*above, self._alike)
        name = inputs.text(_NAMES[kind])
        self.add("name", _NAMES[kind], name, required=True)
        if isinstance(name.widget, TextField):
            name.widget.editingFinished.connect(self._ask_alike)
        if person:
            self.add("birth", "Ngày sinh", inputs.partial_day("Ngày sinh"), half=True)
            self.add("sex", "Giới tính", _sexes(), half=True)
        unit = "Thuộc" if kind is SubjectKind.COLLECTIVE else "Đơn vị"
        self.add("unit", unit, inputs.pick(unit, units, required=False))
        categories = inputs.pick("Phân loại", lists.options("categories", kind), required=False)
        self.add("category", "Phân loại", categories, half=True)
        start = "Ngày thành lập" if kind is SubjectKind.COLLECTIVE else "Ngày vào cơ quan" if person else "Ngày bắt đầu"
        self.add("start", start, inputs.partial_day(start), half=True)
        if person:
            self.add("citizen_id", "CCCD", inputs.text("CCCD"), half=True, hint="12 chữ số; danh sách không hiện.")
            self.add("ethnicity", "Dân tộc", inputs.text("Dân tộc"), half=True)
        self.add("code", "Mã", inputs.text("Mã"), half=True, required=True, hint="Mã riêng, không trùng.")
        self.add("locality", "Địa bàn", inputs.pick("Địa bàn", units, required=False), half=True)
        self.add("traits", "Đặc điểm", inputs.ticks("Đặc điểm", lists.options("traits", kind)))
        self.add("note", "Ghi chú", inputs.lines("Ghi chú"))

    def _ask_alike(self) -> None:
        typed = self.inputs["name"].read()
        if self._subject is None and typed:
            self.name_typed.emit(typed)

    def show_alike(self, rows: tuple[SubjectRow, ...]) -> None:
        """Say who may be the same person, with the door to that record."""
        typed = fold(str(self.inputs["name"].read() or ""))
        alike = [row for row in rows if fold(row.name) == typed]
        layout = self._alike.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if alike:
            first = alike[0]
            about = ", ".join(str(part) for part in (first.name, first.birth_year, first.unit_name) if part)
            layout.addWidget(
                Notice(Mark.WARN, f"Có thể đã có: {about}.", action=("Mở", lambda: self.other_asked.emit(first.code)))
            )

    def _empty(self, values: dict[str, Any]) -> dict[str, str]:
        """Name and code must be there."""
        words = {"name": f"{_NAMES[self.kind]} để trống; ghi rồi lưu", "code": "Mã để trống; ghi một mã riêng"}
        return {key: text for key, text in words.items() if not values.get(key)}

    def _typed(self, values: dict[str, Any]) -> Subject:
        """Return the record; what the form does not show stays as it was."""
        if self._subject is not None:
            return replace(self._subject, **values)
        return Subject(kind=self.kind, **values)


def _sexes() -> inputs.Input:
    return inputs.pick("Giới tính", [(sex.value, sex.value) for sex in Sex], required=False, made=Sex)
