"""The head of a record card: badge, name, post, and the facts of identity with the CCCD covered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ....domain.catalogue import Catalogue
from ....domain.records import SubjectKind
from ....domain.text import initials
from ....domain.views import RecordCard
from ... import icons, theme
from ...kit.boxes import bare, clear, row
from ...kit.buttons import tool
from ...kit.labels import FoldLabel, label
from ...kit.paint import write

COVER = "•••• •••• "


class Badge(QWidget):
    """A round badge with two letters of the name."""

    def __init__(self) -> None:
        super().__init__()
        side = theme.current().px(44)
        self.setFixedSize(side, side)
        self._letters = ""

    def show_name(self, name: str) -> None:
        """Take the letters of a name."""
        self._letters = initials(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw disc and letters."""
        wear = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wear.colour("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        write(
            painter, self.rect(), self._letters, token="accent", size="fs_section", weight=600,
            align=Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip
        painter.end()


class CitizenId(QWidget):
    """The CCCD covered but for its last four digits; the eye shows it until it is pressed again."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self.shown = False
        self.words = label(self._text())
        self.eye = tool("Hiện CCCD", "eye", self.toggle, token="accent")
        self.eye.setProperty("kind", "eye")
        self.setLayout(row(self.words, self.eye, None, gap=4))

    def _text(self) -> str:
        return self._number if self.shown else COVER + self._number[-4:]

    def toggle(self) -> None:
        """Show or cover the number."""
        self.shown = not self.shown
        self.words.setText(self._text())
        name = "Che CCCD" if self.shown else "Hiện CCCD"
        self.eye.setIcon(icons.icon("eye-off" if self.shown else "eye", "accent"))
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)


class Facts(QWidget):
    """Two columns of "label value"."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.current().px(16))
        self._grid.setVerticalSpacing(theme.current().px(3))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self.citizen_id: CitizenId | None = None

    def show_card(self, card: RecordCard, catalogue: Catalogue) -> None:
        """Show the facts of a record."""
        clear(self._grid)
        self.citizen_id = None
        for place, (name, value) in enumerate(self._facts(card, catalogue)):
            shown = value if isinstance(value, QWidget) else FoldLabel(value)
            line = row(gap=6)
            line.addWidget(label(name, "second"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(shown, 1)
            self._grid.addWidget(bare(line), place // 2, place % 2)

    def _facts(self, card: RecordCard, catalogue: Catalogue) -> list[tuple[str, str | QWidget]]:
        subject = card.subject
        person = subject.kind is SubjectKind.PERSON
        facts: list[tuple[str, str | QWidget]] = []
        if person:
            born = ", ".join(part for part in (str(subject.birth or ""), (subject.sex or "").lower()) if part)
            facts.append(("Sinh", born or "chưa có"))
            if subject.citizen_id:
                self.citizen_id = CitizenId(subject.citizen_id)
                facts.append(("CCCD", self.citizen_id))
            else:
                facts.append(("CCCD", "chưa có"))
        start = "Vào cơ quan" if person else "Thành lập" if subject.kind is SubjectKind.COLLECTIVE else "Từ"
        facts.append((start, str(subject.start) if subject.start else "chưa có"))
        facts.append(("Phân loại", catalogue.name("categories", subject.category) if subject.category else "chưa ghi"))
        facts.append(("Mã", subject.code))
        if card.locality_name:
            facts.append(("Địa bàn", card.locality_name))
        if person:
            facts.append(
                ("Chức vụ", "lãnh đạo" if card.leading else "không lãnh đạo" if card.positions else "chưa ghi")
            )
        if subject.traits:
            traits = ", ".join(catalogue.name("traits", trait) for trait in subject.traits)
            facts.append(("Đặc điểm", traits))
        return facts
