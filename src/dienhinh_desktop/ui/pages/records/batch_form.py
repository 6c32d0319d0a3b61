"""The form of one change to many records: what is to be, and row by row what it would do, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ....domain.batches import BatchChange, BatchField, BatchRow, FieldChange
from ....domain.records import Award, SubjectKind
from ....domain.views import SubjectRow
from ... import theme
from ...kit.boxes import bare, column
from ...kit.buttons import retitle
from ...kit.columns import CellKind, Column
from ...kit.fields import Choice
from ...kit.labels import label
from ...kit.marks import Mark
from ...kit.table import Table
from . import inputs
from .decided_form import FILES, DecidedForm
from .specs import Lists

AWARD = "award"
TITLES = {
    BatchField.UNIT: "Đổi đơn vị",
    BatchField.CATEGORY: "Đổi phân loại",
    BatchField.TRAIT: "Thêm đặc điểm",
    AWARD: "Thêm thành tích chung",
}
"""What can be done with many records, in the order it is offered."""

_LABELS = {
    BatchField.UNIT: "Đơn vị mới",
    BatchField.CATEGORY: "Phân loại mới",
    BatchField.TRAIT: "Đặc điểm thêm vào",
}


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            key="name",
            heading="Họ và tên",
            text=lambda row: row.name,
            kind=CellKind.TWO_LINE,
            value=lambda row: row.note or "đổi được",
            tone=lambda row: "text" if row.changes else "text3",
            tip=lambda row: f"{row.name}: {row.note}" if row.note else row.name,
            least=150,
        ),
        Column(
            key="becomes",
            heading="Cũ → mới",
            text=lambda row: row.was,
            kind=CellKind.TWO_LINE,
            value=lambda row: f"→ {row.becomes}" if row.changes else "giữ nguyên",
            tone=lambda _row: "text2",
            tip=lambda row: f"{row.was} → {row.becomes}" if row.changes else row.was,
            width=230,
        ),
        Column(
            key="mark",
            heading="",
            text=lambda _row: "",
            kind=CellKind.MARK,
            value=lambda row: (Mark.WARN if row.note else Mark.OK) if row.changes else Mark.NONE,
            spoken=lambda row: row.note or "đổi được",
            width=34,
        ),
    )


class BatchForm(DecidedForm):
    """`preview_asked(change)`: what it would do is to be shown. `saved(change, _)`: it is to be done."""

    preview_asked = Signal(object)
    keeps_by_leaving = False

    def __init__(self) -> None:
        super().__init__(lambda _values: {}, self._change)
        self.what: str = AWARD
        self.codes: list[str] = []
        self.words = label("", "strong", wrap=True)
        self.shown = Table("Sẽ đổi", _columns(), key=lambda row: row.code, row_height=44)
        self.shown.setMinimumHeight(theme.current().px(190))
        self._preview = bare(column(self.words, self.shown, gap=6))
        self.remove.hide()
        self._pause = QTimer(self, singleShot=True, interval=250)
        self._pause.timeout.connect(self._ask)

    def open_batch(self, what: str, chosen: Sequence[SubjectRow], lists: Lists) -> None:
        """Begin a change of some records."""
        self.what, self.codes = what, [row.code for row in chosen]
        kinds = [kind for kind in SubjectKind if any(row.kind is kind for row in chosen)]
        self.title.setText(f"{TITLES[what]} · {len(chosen)} hồ sơ")
        names = [row.name for row in chosen[:3]]
        self.about.setText(", ".join(names) + ("…" if len(chosen) > len(names) else ""))
        self.table = "awards" if what == AWARD else "batch"
        self.lay_out()
        if what == AWARD:
            self._lay_out_award(kinds, lists)
        else:
            field = BatchField(what)
            sources = {BatchField.UNIT: "units", BatchField.CATEGORY: "categories", BatchField.TRAIT: "traits"}
            options = {one for kind in kinds for one in lists.options(sources[field], kind)}
            ordered = [one for one in _all_options(sources[field], kinds, lists) if one in options]
            self.add(field, _LABELS[field], inputs.pick(_LABELS[field], ordered, required=False))
        self.write({})
        for made in self.inputs.values():
            self._follow(made.widget)
        self._place.removeWidget(self._preview)
        self._place.addWidget(self._preview)
        self.show_preview(())
        self.form.focus_first()

    def _lay_out_award(self, kinds: Sequence[SubjectKind], lists: Lists) -> None:
        forms = _all_options("awards", kinds, lists)
        self.add("form", "Danh hiệu hoặc hình thức", inputs.pick("Danh hiệu hoặc hình thức", forms, required=True))
        self.add("year", "Năm", inputs.year("Năm"), half=True)
        self.add("decision", "Số quyết định", inputs.text("Số quyết định"), half=True)
        self.add("date", "Ngày ký", inputs.day("Ngày ký"), half=True)
        self.add("issuer", "Cơ quan ban hành", inputs.words("Cơ quan ban hành"), half=True)
        self.add_files()

    def _follow(self, widget: QWidget) -> None:
        if isinstance(widget, QLineEdit):
            widget.textChanged.connect(lambda _text: self._pause.start())
        if isinstance(widget, Choice):
            widget.picked.connect(lambda _key: self._pause.start())

    def _change(self, values: dict[str, Any]) -> BatchChange:
        self.picked = values.pop(FILES, ())
        if self.what == AWARD:
            return Award(subject="", form=values.get("form") or "", **{k: values[k] for k in values if k != "form"})
        return FieldChange(BatchField(self.what), values[self.what])

    def _ask(self) -> None:
        values, faults = self.read()
        chosen = values.get("form" if self.what == AWARD else self.what)
        if faults or not chosen:
            self.show_preview(())
        else:
            self.preview_asked.emit(self._change(values))

    def show_preview(self, rows: Sequence[BatchRow]) -> None:
        """Show what would become of each, those that change first."""
        count = sum(row.changes for row in rows)
        warned = sum(bool(row.note) and row.changes for row in rows)
        left = len(rows) - count
        parts = [f"Sẽ đổi {count} dòng" if self.what != AWARD else f"Sẽ thêm {count} dòng"]
        parts += [f"{left} dòng giữ nguyên"] if left else []
        parts += [f"{warned} dòng cần xem lại"] if warned else []
        self.words.setText(" · ".join(parts) + "." if rows else "Chọn giá trị mới để xem từng dòng sẽ đổi thế nào.")
        self.shown.setVisible(bool(rows))
        self.shown.show_rows(sorted(rows, key=lambda row: (not row.changes, not row.note)))
        retitle(self.keep, f"{'Thêm' if self.what == AWARD else 'Đổi'} {count} dòng" if count else "Chưa có gì đổi")
        self.keep.setEnabled(count > 0)


def _all_options(source: str, kinds: Sequence[SubjectKind], lists: Lists) -> list[tuple[str, str]]:
    """Return what a list offers to any of some kinds, each once, in its own order."""
    return list(dict.fromkeys(one for kind in kinds for one in lists.options(source, kind)))
