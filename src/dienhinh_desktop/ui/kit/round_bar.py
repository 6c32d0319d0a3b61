"""The bar over every page: the round in hand, its path, and the days left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QMenu, QSizePolicy

from .. import icons, theme
from .boxes import bare, row
from .buttons import button
from .labels import label, vline
from .menus import fleeting_menu
from .paint import write
from .path import Fit, PathArrow, PathStep, Step
from .sharing import fitting

_PARTED = " · "


class RoundSelector(QAbstractButton):
    """Two lines, name over plan and period; opens the menu of rounds. `picked(id)`, `new_asked`."""

    picked = Signal(int)
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name, self._detail = "Chưa có đợt", ""
        self._rounds: Sequence[tuple[int, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.open_menu)
        self.setAccessibleName("Đợt đang làm: chưa có đợt")

    def show_round(self, name: str, detail: str) -> None:
        """Show the round in hand."""
        self._name, self._detail = name, detail
        self.setAccessibleName(f"Đợt đang làm: {name}, {detail}")
        self.setToolTip(f"{name}\n{detail}")
        self.update()

    def offer(self, rounds: Sequence[tuple[int, str]]) -> None:
        """Set the rounds of the menu, as (id, name)."""
        self._rounds = rounds

    def menu(self) -> QMenu:
        """Build the menu of rounds."""
        menu = fleeting_menu(self)
        for number, name in self._rounds:
            act = menu.addAction(name)
            act.triggered.connect(lambda _checked=False, number=number: self.picked.emit(number))
        if self._rounds:
            menu.addSeparator()
        menu.addAction(icons.icon("plus"), "Mở đợt mới…").triggered.connect(lambda: self.new_asked.emit())
        return menu

    def open_menu(self) -> None:
        """Open the menu under the selector."""
        menu = self.menu()
        menu.setMinimumWidth(self.width())
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        """Return the width of the design."""
        wear = theme.current()
        window = self.window().width()
        return QSize(wear.px(228 if window >= wear.px(1176) else 192 if window >= wear.px(1000) else 178), wear.px(43))

    def _shown_detail(self, room: float) -> str:
        """Return as many parts of the lower line as there is room for, the first at least."""
        parts = self._detail.split(_PARTED)
        return fitting(parts, _PARTED, room, theme.current().metrics("fs_caption").horizontalAdvance) or parts[0]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, both lines and the double chevron."""
        wear = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(
            QPen(wear.colour("accent" if focused or self.underMouse() else "line_strong"), 2 if focused else 1)
        )
        painter.setBrush(wear.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        inner = QRectF(self.rect()).adjusted(wear.px(10), 0, -wear.px(26), 0)
        middle = inner.center().y()
        lift = wear.px(17) if self._detail else wear.px(9)
        write(painter, QRectF(inner.left(), middle - lift, inner.width(), wear.px(18)), self._name, weight=600)
        below = QRectF(inner.left(), middle + 1, inner.width(), wear.px(17))
        write(painter, below, self._shown_detail(inner.width()), token="text2", size="fs_caption")
        x = self.width() - wear.px(14)
        painter.setPen(QPen(wear.colour("text2"), 1.5))
        for side in (-1, 1):
            tip = middle + side * 6.5
            painter.drawPolyline(
                QPolygonF([QPointF(x - 3.5, tip - side * 3.5), QPointF(x, tip), QPointF(x + 3.5, tip - side * 3.5)])
            )
        painter.end()


class Countdown(QAbstractButton):
    """The days left to the next milestone; a click opens the milestones of the plan."""

    def __init__(self) -> None:
        super().__init__()
        self._above, self._below, self._token = "", "", "warn"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.hide()

    def count(self, above: str, below: str, token: str, why: str) -> None:
        """Show "Còn 11 ngày" over "15/12, gửi đi"; `why` is the source's wording and how the day was read."""
        self._above, self._below, self._token = above, below, token
        self.setAccessibleName(f"{above}, {below}")
        self.setToolTip(why)
        self.setVisible(bool(above))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of icon and both lines."""
        wear = theme.current()
        words = max(
            wear.metrics("fs_section", 600).horizontalAdvance(self._above),
            min(wear.metrics("fs_caption").horizontalAdvance(self._below), wear.px(120)),
        )
        return QSize(words + wear.px(46), wear.px(50))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw calendar, days and date."""
        wear = theme.current()
        painter = QPainter(self)
        side = wear.px(18)
        box = QRectF(wear.px(8), (self.height() - side) / 2, side, side)
        icons.draw(painter, "calendar-clock", box, wear.colour(self._token))
        left, middle = wear.px(34), self.height() / 2
        room = self.width() - left - wear.px(6)
        above = QRectF(left, middle - wear.px(19), room, wear.px(20))
        write(painter, above, self._above, token=self._token, size="fs_section", weight=600)
        write(painter, QRectF(left, middle, room, wear.px(18)), self._below, token="text2", size="fs_caption")
        if self.hasFocus():
            painter.setPen(QPen(wear.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


class RoundBar(QFrame):
    """`stepped(number)`: a step was pressed; `round_picked(id)`, `new_asked`, `milestones_asked`."""

    stepped = Signal(int)
    round_picked = Signal(int)
    new_asked = Signal()
    milestones_asked = Signal()

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__()
        self.setProperty("role", "band")
        self.selector = RoundSelector()
        self.selector.picked.connect(self.round_picked)
        self.selector.new_asked.connect(self.new_asked)
        self.steps = {step.number: PathStep(step) for step in steps}
        path = row(gap=0)
        for number, made in self.steps.items():
            if number > 1:
                path.addWidget(PathArrow())
            path.addWidget(made)
            made.clicked.connect(lambda _on=False, number=number: self._step(number))
        path.addStretch(1)
        self.path = bare(path)
        self.none = bare(
            row(
                label("Mở một đợt để xét điều kiện, chọn người và lập danh sách.", "second"),
                button("Mở đợt mới", self.new_asked.emit, icon="calendar-plus"),
                None,
            )
        )
        self.countdown = Countdown()
        self.countdown.clicked.connect(lambda: self.milestones_asked.emit())
        inside = row(self.selector, gap=10, margins=(10, 0, 8, 1))
        inside.addWidget(self.path, 1)
        inside.addWidget(self.none, 1)
        self._line = vline()
        inside.addWidget(self._line)
        inside.addWidget(self.countdown)
        inside.setAlignment(self.selector, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(inside)
        self.setFixedHeight(theme.current().px(57))
        self.show_path(False)

    def show_path(self, shown: bool) -> None:
        """Show the path, or the sentence that stands for it while there is no round."""
        self.path.setVisible(shown)
        self.none.setVisible(not shown)
        self._line.setVisible(shown)
        self.countdown.setVisible(shown and bool(self.countdown.accessibleName()))

    def mark_step(self, number: int | None) -> None:
        """Tint the step shown now."""
        for key, step in self.steps.items():
            step.setChecked(key == number)

    def _step(self, number: int) -> None:
        self.steps[number].setChecked(True)
        self.stepped.emit(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the steps on narrow windows."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as much of the words of all steps as fits."""
        px = theme.current().px
        room = self.width() - self.selector.sizeHint().width() - self.countdown.sizeHint().width() - px(60)
        for fit in Fit:
            for step in self.steps.values():
                step.shorten(fit)
            if sum(step.sizeHint().width() + px(9) for step in self.steps.values()) <= room:
                break
