"""The rail at the left: the star, the office, the places, help; folds to icons on narrow windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from .. import icons, theme
from .boxes import bare, column, row
from .labels import FoldLabel, label

OPEN, FOLDED = 176, 56


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the rail. `low`: it stands at the foot."""

    name: str
    text: str
    icon: str
    key: str = ""
    low: bool = False


class Star(QWidget):
    """The program's star in its ring."""

    def __init__(self, size: int = 28) -> None:
        super().__init__()
        side = theme.current().px(size)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring and star in gold."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_star(painter, QRectF(self.rect()))
        painter.end()


def paint_star(painter: QPainter, box: QRectF) -> None:
    """Paint the gold star in a thin ring."""
    gold = theme.current().colour("gold")
    painter.setPen(QPen(gold, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(1.2, 1.2, -1.2, -1.2))
    shape = QPolygonF([QPointF(x, y) for x, y in _STAR])
    painter.translate(box.center())
    painter.scale(box.width() / 28, box.height() / 28)
    painter.setPen(QPen(gold, 1, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(gold)
    painter.drawPolygon(shape)


_STAR = (
    (0, -7.6), (2.2, -2.7), (7.4, -2.2), (3.5, 1.4), (4.6, 6.6),
    (0, 4.0), (-4.6, 6.6), (-3.5, 1.4), (-7.4, -2.2), (-2.2, -2.7),
)  # fmt: skip


class Rail(QFrame):
    """`went(name)`: a place was pressed; `search_asked`: the button over the places was."""

    went = Signal(str)
    search_asked = Signal()

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAccessibleName("Các nơi trong chương trình")
        self.folded = False
        self.office = FoldLabel("", "caption")
        self._words = bare(column(_brand(), self.office, gap=0))
        head = row(Star(), self._words, gap=10, margins=(12, 12, 8, 10))
        self._buttons = {place.name: self._button(place) for place in places}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.search = self._search_button()
        inside = column(head, row(self.search, margins=(10, 0, 10, 10)), gap=0)
        for place in places:
            if not place.low:
                inside.addWidget(self._buttons[place.name])
        inside.addStretch(1)
        for place in places:
            if place.low:
                inside.addWidget(self._buttons[place.name])
        inside.setContentsMargins(0, 0, 0, theme.current().px(6))
        self.setLayout(inside)
        self.fold(False)

    def _search_button(self) -> QPushButton:
        made = QPushButton()
        made.setAutoDefault(False)
        made.setProperty("kind", "railsearch")
        made.setIcon(icons.icon("search", "rail_text"))
        side = theme.current().px(15)
        made.setIconSize(QSize(side, side))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where it goes back to
        made.setAccessibleName("Tìm mọi thứ")
        made.setToolTip("Tìm mọi thứ (Ctrl+K)")
        made.clicked.connect(lambda _on=False: self.search_asked.emit())
        self._search_key = label("Ctrl K", "caption")
        self._search_key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.setLayout(row(None, self._search_key, margins=(0, 0, 8, 0)))
        return made

    def _button(self, place: Place) -> QPushButton:
        made = QPushButton(f"  {place.text}")
        made.setAutoDefault(False)
        made.setProperty("kind", "place")
        made.setCheckable(True)
        made.setIcon(icons.icon(place.icon, "rail_text", "on_rail"))
        side = theme.current().px(18)
        made.setIconSize(QSize(side, side))
        made.setAccessibleName(place.text)
        made.setToolTip(f"{place.text} ({place.key})" if place.key else place.text)
        made.clicked.connect(lambda _on=False: self._press(place.name))
        made.setProperty("words", f"  {place.text}")
        return made

    def _press(self, name: str) -> None:
        was = next((key for key, made in self._buttons.items() if made.isChecked() and key != name), None)
        self.mark(was)
        self.went.emit(name)

    def mark(self, name: str | None) -> None:
        """Show which place is open."""
        for key, made in self._buttons.items():
            made.setChecked(key == name)

    def show_office(self, name: str) -> None:
        """Name the office under the program's name."""
        self.office.setText(name)
        self.office.setVisible(bool(name) and not self.folded)

    def fold(self, folded: bool) -> None:
        """Show icons only, or icons and words."""
        self.folded = folded
        self.setFixedWidth(theme.current().px(FOLDED if folded else OPEN))
        self._words.setVisible(not folded)
        self.search.setText("" if folded else " Tìm mọi thứ")
        self._search_key.setVisible(not folded)
        for made in self._buttons.values():
            made.setText("" if folded else str(made.property("words")))

    def focus_first(self) -> None:
        """Put the focus on the open place (F6)."""
        marked = next((made for made in self._buttons.values() if made.isChecked()), None)
        (marked or next(iter(self._buttons.values()))).setFocus(Qt.FocusReason.ShortcutFocusReason)


def _brand() -> QWidget:
    return label("Điển hình", "brand")
