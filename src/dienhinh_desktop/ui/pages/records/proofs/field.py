"""The field for files in the form of an entry: chosen, dropped, or the scan already kept with the same decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from .....domain.proofs import KnownScan
from ....kit.boxes import bare, clear, column, row
from ....kit.buttons import button, tool
from ....kit.file_drop import FileDrop
from ....kit.labels import ElideLabel, label
from ..inputs import Input

Picked = Path | KnownScan
_HINT = "Kéo tệp thả vào đây cũng được."


class FilesField(QWidget):
    """What is to be laid with the entry when it is kept; `choose` asks the clerk for files. `changed`: it is another.

    `compact`: for a narrow card, where the button says what the field is.
    """

    changed = Signal()

    def __init__(
        self, name: str, choose: Callable[[], list[Path]], held: Sequence[str] = (), *, compact: bool = False
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._choose = choose
        self._picked: list[Picked] = []
        self._offered: tuple[KnownScan, ...] = ()
        self._listed, self._offers = column(gap=2), column(gap=2)
        self.ask = button("Bản quét…" if compact else "Chọn tệp…", self._ask, icon="paperclip", kind="small")
        self.ask.setAccessibleName("Chọn bản quét" if compact else "Chọn tệp minh chứng")
        self.ask.setToolTip(_HINT)
        self.hint = label(_HINT, "caption")
        inside = column(gap=4)
        if held:
            inside.addWidget(ElideLabel(f"Đang có: {', '.join(held)}", "second"))
        inside.addLayout(self._listed)
        inside.addLayout(self._offers)
        inside.addLayout(row(self.ask, self.hint, None, gap=8))
        if compact:
            self.hint.hide()
        self.setLayout(inside)
        drop = FileDrop(self)
        drop.dropped.connect(lambda paths, _at: self.pick(paths))
        drop.hovered.connect(lambda over: self.hint.setText("Thả ra để thêm" if over else _HINT))

    def value(self) -> tuple[Picked, ...]:
        """Return what was picked."""
        return tuple(self._picked)

    def write(self, value: Sequence[Picked] | None) -> None:
        """Show what is picked."""
        self._picked = list(value or ())
        self._show()

    def pick(self, found: Sequence[Picked]) -> None:
        """Add to what is picked, nothing twice."""
        self._picked += [item for item in found if item not in self._picked]
        self._show()

    def offer(self, found: Sequence[KnownScan]) -> None:
        """Offer the scans already kept with the decision written."""
        self._offered = tuple(found)
        self._show()

    def _ask(self) -> None:
        self.pick(self._choose())

    def _take_off(self, item: Picked) -> None:
        self._picked.remove(item)
        self._show()
        self.ask.setFocus()

    def _show(self) -> None:
        clear(self._listed)
        clear(self._offers)
        for item in self._picked:
            name = item.name if isinstance(item, Path) else item.caption
            off = tool(f"Bỏ tệp {name}", "x", partial(self._take_off, item))
            line = row(ElideLabel(name, "strong"), off, gap=6)
            line.setStretch(0, 1)
            self._listed.addWidget(bare(line))
        for scan in self._offered:
            if scan not in self._picked:
                words = f"Số này đã có bản quét {scan.caption}, dùng cho {scan.count} mục."
                take = button("Dùng bản quét này", partial(self.pick, [scan]), kind="small")
                self._offers.addWidget(bare(column(label(words, "second", wrap=True), row(take, None), gap=2)))
        self.changed.emit()


def files(name: str, choose: Callable[[], list[Path]], held: Sequence[str]) -> Input:
    """Return the input of files."""
    field = FilesField(name, choose, held)
    return Input(field, field.value, field.write)
