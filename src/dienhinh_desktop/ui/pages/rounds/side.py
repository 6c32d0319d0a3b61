"""Beside the list: how the quotas stand, and the candidate in hand; or a card that asks before something is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget, QWidget

from ... import theme
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, column, row
from ...kit.chips import Segmented
from ...kit.labels import FoldLabel, hairline, label
from ...kit.quota_board import QuotaBoard, QuotaLine, summary
from .asking import AskCard
from .detail import DetailCard

BY = (("movement", "Phong trào"), ("unit", "Đơn vị"))


class QuotaCard(Card):
    """The quotas by movement or by unit.

    `picked(line)`: its candidates are wanted; `waiver_asked(line)`, `back_asked(line)`, `eligible_asked()`: see `menu`.
    """

    picked = Signal(object)
    waiver_asked = Signal(object)
    back_asked = Signal(object)
    eligible_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, Sequence[QuotaLine]] = {}
        self.board = QuotaBoard()
        self.by = Segmented(BY, "Xem chỉ tiêu theo")
        self.none = label("Kế hoạch này không giao chỉ tiêu.", "second", wrap=True)
        self.sum = FoldLabel("", "second")
        self.body.addWidget(CardHead("Chỉ tiêu", self.by))
        self.body.addWidget(hairline())
        inside = column(self.board, bare(column(self.none, margins=(14, 10, 14, 10))), None, gap=0)
        self.body.addWidget(Scroll(bare(inside), "Chỉ tiêu"), 1)
        self.body.addWidget(Box(row(self.sum, margins=(14, 7, 12, 7)), "foot"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # the detail takes its room first
        self.setMinimumHeight(theme.current().px(132))
        self.by.picked.connect(lambda _key: self._show())
        self.board.picked.connect(self.picked.emit)
        self.board.menu_asked.connect(self._open_menu)

    def show_quotas(self, lines: dict[str, Sequence[QuotaLine]]) -> None:
        """Show how the quotas stand, as lines for each way of looking."""
        self._lines = lines
        self.by.setVisible(bool(lines["unit"]))
        self._show()

    def take(self, code: str, unit: str | None) -> None:
        """Take a quota in hand, that of a unit where it is asked of units."""
        for way, lines in self._lines.items():
            wanted = [line for line in lines if line.row.code == code and not line.part]
            own = [line for line in wanted if line.row.unit == unit and line.units is None]
            if own or (wanted and unit is None):
                self.by.choose(way)
                self._show()
                self.board.pick((own or wanted)[0])
                return

    def _show(self) -> None:
        lines = self._lines.get(self.by.key) or self._lines.get("movement", ())
        self.board.show_lines(lines)
        self.board.setVisible(bool(lines))
        self.none.setVisible(not lines)
        whole = [line.row for line in lines if not line.part]
        self.sum.setText(summary(whole))

    def menu(self, line: QuotaLine) -> QMenu:
        """Return what may be done about a quota."""
        menu = QMenu(self)
        menu.addAction("Gợi ý người đạt chưa có tên").triggered.connect(lambda: self.eligible_asked.emit())
        if line.units is None and not line.part:
            menu.addAction("Miễn, gia hạn…").triggered.connect(lambda: self.waiver_asked.emit(line))
            if line.waived:
                menu.addAction("Bỏ miễn, gia hạn").triggered.connect(lambda: self.back_asked.emit(line))
        return menu

    def _open_menu(self, line: QuotaLine, place: QPoint) -> None:
        self.menu(line).popup(place)


class Side(QStackedWidget):
    """Two cards, one under the other, or a card that asks. `record_asked`, `reasons_asked` lead elsewhere."""

    record_asked = Signal(str)
    reasons_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.quotas, self.basis = QuotaCard(), DetailCard()
        self.board, self.sum = self.quotas.board, self.quotas.sum
        self.asking: AskCard | None = None
        self.basis.record_asked.connect(self.record_asked.emit)
        self.basis.reasons_asked.connect(self.reasons_asked.emit)
        inside = column(gap=12)
        inside.addWidget(self.quotas, 1)
        inside.addWidget(self.basis)
        self.addWidget(bare(inside))

    def ask(self, card: AskCard) -> None:
        """Put a card that asks in the place of the others; it goes when it is answered or dropped."""
        self.end_asking()
        self.asking = card
        card.dropped.connect(self.end_asking)
        self.addWidget(card)
        self.setCurrentWidget(card)
        card.form.focus_first()

    def end_asking(self) -> bool:
        """Put the card that asks away; tell whether there was one."""
        card, self.asking = self.asking, None
        if card is None:
            return False
        self.setCurrentIndex(0)
        self.removeWidget(card)
        card.deleteLater()
        return True

    def widget_in_hand(self) -> QWidget:
        """Return what is shown."""
        return self.asking or self.quotas
