"""The bar at the foot of the list while several records are chosen: how many, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ....domain.views import SubjectRow
from ...kit.boxes import row
from ...kit.buttons import button
from ...kit.labels import label


class BulkBar(QWidget):
    """`merge_asked`: the two records chosen are one; `delete_asked`: the records chosen go to the trash.

    `unit_asked`: they get another unit; `more_asked`: what else there is to do is to be offered.
    """

    merge_asked = Signal()
    delete_asked = Signal()
    unit_asked = Signal()
    more_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "strong")
        self.merge = button("Gộp hai hồ sơ…", self.merge_asked.emit, kind="small")
        self.unit = button("Đổi đơn vị…", self.unit_asked.emit, kind="small")
        self.more = button("Việc khác", self.more_asked.emit, kind="small", tip="Đổi, thêm, xuất nhiều hồ sơ một lúc")
        self.delete = button(
            "Vào Thùng rác", self.delete_asked.emit, kind="small", icon="trash-2", tip="Vào Thùng rác (Del)"
        )
        self.setLayout(row(self.words, self.merge, self.unit, self.more, self.delete, gap=6))
        self.show_chosen(())

    def show_chosen(self, chosen: Sequence[SubjectRow]) -> None:
        """Show how many are chosen; fewer than two need no bar."""
        self.words.setText(f"Đã chọn {len(chosen)} hồ sơ")
        pair = len(chosen) == 2
        one_kind = len({item.kind for item in chosen}) == 1
        self.merge.setEnabled(pair and one_kind)
        self.merge.setVisible(pair)
        self.unit.setVisible(not pair)
        self.merge.setToolTip(
            "Gộp hai hồ sơ của một người, một tập thể, một hộ" if one_kind else "Chọn đúng hai hồ sơ cùng loại"
        )
        self.setVisible(len(chosen) > 1)
