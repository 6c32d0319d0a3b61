"""The form of a filter: its conditions, how many records they leave, and the name it is kept under."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit

from ....domain.dates import DateError
from ....domain.records import Sex, SubjectKind
from ....domain.text import number_text
from ....domain.views import AwardAsked, Lack, SavedFilter, SubjectQuery
from ...kit.fields import Choice, Option, TextField
from ...kit.labels import label
from . import inputs
from .inputs import Input
from .panel import FormPanel
from .specs import Lists

_MISSING = "rating"
_LACKS: tuple[Option, ...] = (
    (_MISSING, "xếp loại của năm đã khóa"),
    *((lack.value, lack.label) for lack in Lack),
)
_HELD = "held"


class FilterForm(FormPanel):
    """`count_asked(query)`: how many it leaves is to be told. `used(query)`: the list is to show it, kept or not.

    `saved((name, query, instead of), _)`: it is to be kept.
    """

    count_asked = Signal(object)
    used = Signal(object)
    keeps_by_leaving = False

    def __init__(self) -> None:
        super().__init__(self._missing_name, self._made, again="Chỉ lọc, không lưu")
        self.table = "filter"
        self.old: SavedFilter | None = None
        self.words = label("", "strong", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=250)
        self._pause.timeout.connect(self._ask)

    def open_filter(self, query: SubjectQuery, lists: Lists, old: SavedFilter | None = None) -> None:
        """Begin with the conditions in use, or those of a filter that is kept."""
        self.old = old
        self.title.setText("Sửa bộ lọc" if old else "Lọc thêm điều kiện")
        self.about.setText(old.name if old else "Mọi điều kiện cùng phải đúng")
        self.remove.setVisible(old is not None)
        self.words = label("", "strong", wrap=True)
        self.lay_out(self.words)
        self._add_fields(lists)
        self.write({**_values(query), "name": old.name if old else None})
        for made in self.inputs.values():
            self._follow(made)
        self._ask()
        self.form.focus_first()

    def _add_fields(self, lists: Lists) -> None:
        kinds = tuple((kind.value, kind.label) for kind in SubjectKind)
        categories = tuple(dict.fromkeys(one for kind in SubjectKind for one in lists.options("categories", kind)))
        forms = tuple(dict.fromkeys(one for kind in SubjectKind for one in lists.options("awards", kind)))
        self.add("text", "Có chữ", inputs.text("Có chữ"), half=True)
        self.add("kind", "Loại", _any_of("Loại", kinds), half=True)
        self.add("unit", "Thuộc đơn vị", inputs.pick("Thuộc đơn vị", lists.units, required=False))
        self.add("sex", "Giới tính", _any_of("Giới tính", tuple((sex.value, sex.value) for sex in Sex)), half=True)
        self.add("category", "Phân loại", inputs.pick("Phân loại", categories, required=False), half=True)
        self.add("age_from", "Tuổi từ", _age("Tuổi từ"), half=True)
        self.add("age_to", "Tuổi đến", _age("Tuổi đến"), half=True, hint="Tính theo năm sinh.")
        self.add("award", "Danh hiệu, hình thức", inputs.pick("Danh hiệu, hình thức", forms, required=False))
        self.add(_HELD, "Đã được chưa", _held(), half=True)
        self.add("award_year", "Của năm", inputs.year("Của năm"), half=True, hint="Để trống là năm nào cũng được.")
        self.add("unrated", "Chưa có xếp loại năm", inputs.year("Chưa có xếp loại năm"), half=True)
        traits = lists.options("traits", SubjectKind.PERSON)
        self.add("trait", "Đặc điểm", _any_of("Đặc điểm", traits), half=True)
        self.add("lacks", "Hồ sơ còn thiếu", inputs.ticks("Hồ sơ còn thiếu", _LACKS))
        self.add("name", "Tên bộ lọc", inputs.text("Tên bộ lọc"), hint="Ghi tên rồi lưu, để lần sau bấm một lần.")

    def _follow(self, made: Input) -> None:
        widget = made.widget
        if isinstance(widget, QLineEdit):
            widget.textChanged.connect(lambda _text: self._pause.start())
        if isinstance(widget, Choice):
            widget.picked.connect(lambda _key: self._pause.start())
        for box in widget.findChildren(QCheckBox):
            box.toggled.connect(lambda _on: self._pause.start())

    def _ask(self) -> None:
        values, faults = self.read()
        if not faults:
            self.count_asked.emit(_query(values))

    def show_count(self, count: int) -> None:
        """Say how many records the conditions leave."""
        self.words.setText(f"{number_text(count)} hồ sơ khớp" if count else "Không hồ sơ nào khớp")

    def save_and_add(self) -> None:
        """Show what the conditions leave, without keeping them."""
        values, faults = self.read()
        if self.form.show_faults(faults):
            self.used.emit(_query(values))

    def _missing_name(self, values: dict[str, Any]) -> dict[str, str]:
        return {} if values.get("name") else {"name": "Tên bộ lọc để trống; ghi tên rồi lưu, hoặc chỉ lọc, không lưu"}

    def _made(self, values: dict[str, Any]) -> tuple[str, SubjectQuery, str | None]:
        return str(values["name"]), _query(values), self.old.name if self.old else None


def _any_of(name: str, options: tuple[Option, ...]) -> Input:
    field = Choice(name, (("", "tất cả"), *options))
    return Input(field, lambda: field.key or None, lambda value: field.choose("" if value is None else str(value)))


def _held() -> Input:
    field = Choice("Đã được chưa", (("1", "Đã được"), ("0", "Chưa được")))
    return Input(field, lambda: field.key == "1", lambda value: field.choose("0" if value is False else "1"))


def _age(name: str) -> Input:
    field = TextField(name, hint="tuổi", width=80)

    def read() -> int | None:
        written = field.value()
        if written is None:
            return None
        if not written.isdigit() or int(written) > 120:
            raise DateError(f"“{written}” không phải tuổi; viết một số, như 35")
        return int(written)

    return Input(field, read, lambda value: field.setText("" if value is None else str(value)))


def _values(query: SubjectQuery) -> dict[str, Any]:
    """Return what the fields hold for a query."""
    lacks = [lack.value for lack in query.lacks] + ([_MISSING] if query.only_missing else [])
    award = query.award
    return {
        "text": query.text or None,
        "kind": query.kind,
        "unit": query.unit,
        "sex": query.sex,
        "category": query.category,
        "age_from": query.age_from,
        "age_to": query.age_to,
        "award": award.form if award else None,
        _HELD: award.held if award else True,
        "award_year": award.year if award else None,
        "unrated": query.unrated,
        "trait": query.trait,
        "lacks": lacks,
    }


def _query(values: dict[str, Any]) -> SubjectQuery:
    lacks = set(values["lacks"])
    form = values["award"]
    plain = {key: values[key] for key in ("unit", "category", "age_from", "age_to", "unrated", "trait")}
    made = SubjectQuery(
        text=values["text"] or "",
        kind=SubjectKind(values["kind"]) if values["kind"] else None,
        sex=Sex(values["sex"]) if values["sex"] else None,
        only_missing=_MISSING in lacks,
        lacks=frozenset(map(Lack, lacks - {_MISSING})),
        award=AwardAsked(form=form, year=values["award_year"], held=values[_HELD]) if form else None,
    )
    return replace(made, **plain)
