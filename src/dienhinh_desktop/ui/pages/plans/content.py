"""The tab "Nội dung": what the plan is, in a page one can read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ....domain.dates import short_date
from ....domain.plans import LegalBasis, Plan
from ...kit.boxes import Scroll, bare, clear, column, row
from ...kit.labels import label
from ...kit.marks import Mark
from ...kit.notice import Notice

LOST = "không đọc được trên bản quét"
_TOP = Qt.AlignmentFlag.AlignTop


class ContentView(Scroll):
    """Facts, fields, movements, legal bases, route, responsibilities; what is lost is said as lost."""

    def __init__(self) -> None:
        self._lines = column(gap=4, margins=(16, 12, 16, 16))
        super().__init__(bare(column(self._lines, None, gap=0)), "Nội dung kế hoạch")

    def show_plan(self, plan: Plan) -> None:
        """Show a plan."""
        clear(self._lines)
        if plan.lost:
            text = "Bản quét mất một số chỗ, chương trình để trống chứ không đoán."
            self._lines.addWidget(Notice(Mark.MISS, text, details=plan.lost))
            self._lines.addSpacing(6)
        self._lines.addWidget(label(plan.title, "section", wrap=True))
        for name, value in facts(plan):
            self._lines.addLayout(_fact(name, value))
        for title, lines in parts(plan):
            if lines:
                self._lines.addSpacing(8)
                self._lines.addWidget(label(title, "strong"))
                for text in lines:
                    self._lines.addWidget(_item(text))


def _fact(name: str, value: str) -> QHBoxLayout:
    heading = label(name, "second")
    heading.setFixedWidth(heading.fontMetrics().horizontalAdvance("Nơi ban hành, ngày  "))
    line = row(gap=8)
    line.addWidget(heading, 0, _TOP)
    line.addWidget(label(value, "miss" if LOST in value else "", wrap=True), 1)
    return line


def _item(text: str) -> QWidget:
    line = row(gap=8, margins=(6, 0, 0, 0))
    line.addWidget(label("–", "second"), 0, _TOP)
    line.addWidget(label(text, wrap=True), 1)
    return bare(line)


def facts(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the plan's facts as (name, value); a value lost in the scan is said so."""
    yield "Số", plan.number or LOST
    yield "Nơi ban hành", plan.issuer
    yield "Ngày ban hành", _place_and_day(plan)
    yield "Người ký", _signer(plan)
    yield "Giai đoạn", f"{short_date(plan.period_from)} đến {short_date(plan.period_to)}"
    yield "Bộ kế hoạch", f"{plan.code}, bản {plan.version}"


def _signer(plan: Plan) -> str:
    if not plan.signer and not plan.signer_post:
        return LOST
    return f"{plan.signer or f'họ tên {LOST}'}, {plan.signer_post or f'chức vụ {LOST}'}"


def _place_and_day(plan: Plan) -> str:
    day = short_date(plan.issued) if plan.issued else LOST
    if plan.issued is None and plan.place:
        return f"{plan.place}, ngày {day}"
    return f"{plan.place}, {day}" if plan.place else day


def parts(plan: Plan) -> Sequence[tuple[str, Sequence[str]]]:
    """Return the lists of the plan under their titles."""
    return (
        ("Nhóm xét", [f"{field.name} (gọi tắt: {field.short})" for field in plan.fields]),
        ("Phong trào, lĩnh vực", plan.movements),
        ("Căn cứ", [basis(item) for item in plan.legal_bases]),
        ("Đường đi của hồ sơ", [" → ".join(plan.route)] if plan.route else []),
        ("Trách nhiệm", plan.responsibilities),
        ("Nơi nhận", plan.recipients),
    )


def basis(item: LegalBasis) -> str:
    """Write a legal basis with its number and date where the plan gives them."""
    number = f"{item.number}" if item.number else ""
    day = f"ngày {short_date(item.date)}" if item.date else ""
    known = " ".join(part for part in (number, day) if part)
    return f"{known}: {item.text}" if known else item.text
