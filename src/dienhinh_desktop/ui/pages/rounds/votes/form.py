"""The facts and numbers of a meeting as fields; each is kept when it is left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from .....domain.council import Meeting, MeetingPurpose, Sitting, VoteManner
from .....domain.votes import Threshold
from .... import theme
from ....kit.fields import Choice, DateField, TextField, mark_invalid
from ....kit.form import Form
from .columns import number

NUMBERS = (
    ("members", "Thành viên"),
    ("present", "Có mặt"),
    ("written", "Lấy phiếu bằng văn bản"),
    ("given", "Phiếu phát"),
    ("collected", "Phiếu thu"),
    ("valid", "Phiếu hợp lệ"),
)
_COUNTED = ("members", "present", "written")
"""Numbers that are counted where people are named one by one."""
_BALLOTS = ("given", "collected", "valid")
_TEXTS = (
    ("place", "Địa điểm", ""),
    ("begins", "Giờ bắt đầu", "Như 14 giờ 00"),
    ("ends", "Giờ kết thúc", "Như 16 giờ 30"),
    ("basis", "Quy định về tỷ lệ", "Văn bản đặt tỷ lệ, như Quyết định 12/QĐ-SNgV"),
    ("chair", "Chủ trì", "Khi không ghi danh sách người dự"),
    ("secretary", "Thư ký", "Khi không ghi danh sách người dự"),
)


class NumberField(TextField):
    """A count. `settled` comes when it is left with another number in it."""

    settled = Signal()

    def __init__(self, name: str, width: int = 72) -> None:
        super().__init__(name, width=width)
        self._shown: int | None = None
        self.editingFinished.connect(self._settle)

    def show_number(self, value: int | None) -> None:
        """Show a number, unless another is being typed."""
        self._shown = value
        if not (self.hasFocus() and self.isModified()):
            self.setText("" if value is None else str(value))
            mark_invalid(self, False)

    def fault(self) -> str | None:
        """Return why the text is no number, or None."""
        try:
            number(self.text())
        except ValueError as wrong:
            return str(wrong)
        return None

    def number(self) -> int | None:
        """Return the number; what is none is the one shown before."""
        return self._shown if self.fault() else number(self.text())

    def _settle(self) -> None:
        wrong = self.fault()
        mark_invalid(self, wrong is not None)
        self.setToolTip(wrong or "")
        self.setModified(False)
        if wrong is None and number(self.text()) != self._shown:
            self.settled.emit()


class ThresholdField(TextField):
    """A share as offices write it: "80 %", "2/3", "trên 50 %"."""

    settled = Signal()

    def __init__(self, name: str, width: int | None = 92) -> None:
        super().__init__(name, hint="chưa đặt", width=width)
        self._shown: Threshold | None = None
        self.editingFinished.connect(self._settle)

    def show_threshold(self, value: Threshold | None) -> None:
        """Show a share, unless another is being typed."""
        self._shown = value
        if not (self.hasFocus() and self.isModified()):
            self.setText(value.text if value else "")
            mark_invalid(self, False)

    def fault(self) -> str | None:
        """Return why the text is no share, or None."""
        try:
            self._read()
        except ValueError as wrong:
            return str(wrong)
        return None

    def _read(self) -> Threshold | None:
        return Threshold.parse(self.text()) if self.text().strip() else None

    def threshold(self) -> Threshold | None:
        """Return the share; what is none is the one shown before."""
        return self._shown if self.fault() else self._read()

    def _settle(self) -> None:
        wrong = self.fault()
        mark_invalid(self, wrong is not None)
        self.setToolTip(wrong or "")
        self.setModified(False)
        if wrong is None and self._read() != self._shown:
            self.settled.emit()


class _Prose(QPlainTextEdit):
    """Several lines of text. `settled` comes when it is left with other words in it."""

    settled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.current().px(72))
        self._shown = ""

    def show_text(self, text: str) -> None:
        """Show other words, unless some are being typed."""
        self._shown = text
        if not self.hasFocus() and self.toPlainText() != text:
            self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        """Tell when it is left."""
        done = super().event(event)
        if event.type() == QEvent.Type.FocusOut and self.toPlainText().strip() != self._shown:
            self.settled.emit()
        return done


class MeetingForm(Form):
    """`changed(meeting)`: a field was left with something else in it."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("meeting")
        self._meeting: Meeting | None = None
        self.day = DateField("Ngày họp")
        self.purpose = Choice("Mục đích", [(item.value, item.label) for item in MeetingPurpose])
        self.manner = Choice("Hình thức", [(item.value, item.label) for item in VoteManner])
        self.threshold = ThresholdField("Tỷ lệ cần đạt")
        self.texts = {key: TextField(words) for key, words, _hint in _TEXTS}
        self.numbers = {key: NumberField(words) for key, words in NUMBERS}
        self.prose = {"discussion": _Prose("Ý kiến thảo luận"), "conclusion": _Prose("Kết luận")}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add("day", "Ngày họp", self.day, half=True)
        self.add("purpose", "Mục đích", self.purpose, half=True)
        self.add("manner", "Hình thức", self.manner, half=True)
        self.add("threshold", "Tỷ lệ cần đạt", self.threshold, half=True, hint="80 %, 2/3, trên 50 %")
        for key, words in NUMBERS:
            self.add(key, words, self.numbers[key], half=True)
        for key, words, hint in _TEXTS:
            self.add(key, words, self.texts[key], half=True, hint=hint)
        self.add("discussion", "Ý kiến thảo luận", self.prose["discussion"])
        self.add("conclusion", "Kết luận", self.prose["conclusion"])

    def _connect(self) -> None:
        self.day.changed.connect(lambda _day: self._tell())
        for choice in (self.purpose, self.manner):
            choice.picked.connect(lambda _key: self._tell())
        for field in self.texts.values():
            field.editingFinished.connect(self._tell)
        self.threshold.settled.connect(self._tell)
        for counted in self.numbers.values():
            counted.settled.connect(self._tell)
        for prose in self.prose.values():
            prose.settled.connect(self._tell)

    def show_sitting(self, sitting: Sitting) -> None:
        """Show a meeting; numbers counted from names, and a closed meeting, are only looked at."""
        meeting = self._meeting = sitting.meeting
        self.day.show_day(meeting.day)
        self.purpose.choose(meeting.purpose.value)
        self.manner.choose(meeting.manner.value)
        self.threshold.show_threshold(meeting.threshold)
        for key, field in self.texts.items():
            if not field.hasFocus():
                field.setText(getattr(meeting, key))
                field.setCursorPosition(0)
        for key, made in self.numbers.items():
            made.show_number(getattr(sitting.turnout, key))
        for key, prose in self.prose.items():
            prose.show_text(getattr(meeting, key))
        self._allow(sitting)

    def _allow(self, sitting: Sitting) -> None:
        fields: dict[str, QWidget] = {key: made.editor for key, made in self.fields.items()}
        for key, editor in fields.items():
            counted = key in _COUNTED and bool(sitting.attendances)
            unused = key in _BALLOTS and not sitting.turnout.secret
            named = key in ("chair", "secretary") and bool(sitting.attendances)
            editor.setEnabled(not (sitting.closed or counted or unused or named))

    def _tell(self) -> None:
        if self._meeting is None:
            return
        made = self._read(self._meeting)
        if made != self._meeting:
            self.changed.emit(made)

    def _read(self, held: Meeting) -> Meeting:
        counted = not self.numbers["members"].isEnabled()
        told: dict[str, Any] = {key: field.text().strip() for key, field in self.texts.items()}
        told |= {key: prose.toPlainText().strip() for key, prose in self.prose.items()}
        for key, field in self.numbers.items():
            if not (counted and key in _COUNTED):
                told[key] = field.number()
        if "written" in told:
            told["written"] = told["written"] or 0
        return replace(
            held,
            day=held.day if self.day.fault() else (self.day.day() or held.day),
            purpose=MeetingPurpose(self.purpose.key),
            manner=VoteManner(self.manner.key),
            threshold=self.threshold.threshold(),
            **told,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter be a new line in the prose."""
        if isinstance(watched, _Prose) or isinstance(watched.parent(), _Prose):
            return False
        return super().eventFilter(watched, event)
