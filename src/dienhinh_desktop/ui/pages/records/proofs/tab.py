"""The tab Minh chứng: the files of a record as tiles, what can be done with them, and what is wrong with some."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from .....domain.proofs import FileState, ProofCard
from .... import icons
from ....kit.boxes import Box, bare, clear, column, row
from ....kit.buttons import button
from ....kit.file_drop import FileDrop
from ....kit.labels import FoldLabel
from ....kit.marks import Mark
from ....kit.menus import fleeting_menu
from ....kit.notice import Empty, Notice
from ....kit.tiles import TileList
from ..card_rows import EntryRow
from .ties import TiesPanel
from .wording import tile_of, trouble_text

_NOTHING = "Chưa có minh chứng. Kéo tệp quét, ảnh, Word hoặc Excel thả vào đây, hoặc bấm Thêm tệp."
_LETTING_GO = "Thả ra để thêm vào minh chứng của hồ sơ này"


class ProofTab(QWidget):
    """What a clerk asks for, by the ids of kept files.

    `dropped(paths)`, `open_asked(card)`, `rename_asked(file, words)`, `remove_asked(files)`, `replace_asked(card)`,
    `ties_written(file, entries)`; `picture_asked(file)` while a tile is seen without its picture.
    """

    dropped = Signal(object)
    open_asked = Signal(object)
    rename_asked = Signal(int, str)
    remove_asked = Signal(object)
    replace_asked = Signal(object)
    ties_written = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[int, ProofCard] = {}
        self._states: dict[int, FileState] = {}
        self._rows: tuple[EntryRow, ...] = ()
        self.pictures: Callable[[ProofCard], QImage | None] = _no_picture
        self.tiles = TileList("Minh chứng", lambda key: self.pictures(self.cards[key]))
        self.empty = Empty(_NOTHING)
        self.ties = TiesPanel()
        self.stage = QStackedWidget()
        for widget in (self.tiles, self.empty, self.ties):
            self.stage.addWidget(widget)
        self._trouble = column(gap=0)
        self.hint = FoldLabel("", "second")
        self.open = button("Mở", self._open, kind="small", tip="Mở bản chỉ để xem (Enter)")
        self.tie = button("Dùng cho…", self._tie, kind="small", icon="paperclip")
        self.rename = button("Đổi tên", self.tiles.rename, kind="small", tip="Đổi tên minh chứng (F2)")
        self.remove = button("Bỏ", self._remove, kind="small", icon="trash-2", tip="Đưa vào Thùng rác (Del)")
        foot = row(gap=6, margins=(12, 4, 12, 4))
        foot.addWidget(self.hint, 1)
        for made in (self.open, self.tie, self.rename, self.remove):
            foot.addWidget(made)
        self.foot = Box(foot, "foot")
        inside = column(bare(self._trouble), gap=0)
        inside.addWidget(self.stage, 1)
        inside.addWidget(self.foot)
        self.setLayout(inside)
        self._connect()
        self.show_proofs((), ())

    def _connect(self) -> None:
        for widget in (self.tiles, self.empty):
            drop = FileDrop(widget)
            drop.dropped.connect(lambda paths, _at: self.dropped.emit(paths))
            drop.hovered.connect(self._hovered)
        self.tiles.opened.connect(lambda key: self.open_asked.emit(self.cards[key]))
        self.tiles.renamed.connect(self.rename_asked)
        self.tiles.chosen.connect(self._show_ways)
        self.tiles.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tiles.customContextMenuRequested.connect(self._menu)
        self.ties.left.connect(self._back)
        self.ties.written.connect(self._written)

    # --- showing ----------------------------------------------------------------------------------------------------

    def show_proofs(self, cards: Sequence[ProofCard], rows: Sequence[EntryRow]) -> None:
        """Show the files of a record; `rows` are its entries, which they can prove."""
        self.cards = {card.file.id or 0: card for card in cards}
        self._rows = tuple(rows)
        self._states = {key: state for key, state in self._states.items() if key in self.cards}
        self._show()

    def learn(self, file: int, state: FileState) -> None:
        """Show what was found while a picture was made: it, or that the file is no longer what it was."""
        if file not in self.cards:
            return
        if state is not FileState.SOUND and self._states.get(file) is not state:
            self._states[file] = state
            self._show()
        self.tiles.picture_came(file)

    def mended(self, file: int) -> None:
        """Forget what was wrong with a file: it was chosen anew."""
        self._states.pop(file, None)

    def _state(self, key: int) -> FileState:
        return self._states.get(key, self.cards[key].state)

    def _show(self) -> None:
        self.tiles.show_tiles(tile_of(card, self._state(key)) for key, card in self.cards.items())
        if self.stage.currentWidget() is not self.ties:
            self._back()
        self._show_trouble()

    def _show_trouble(self) -> None:
        clear(self._trouble)
        bad = [(card, self._state(key)) for key, card in self.cards.items() if self._state(key) is not FileState.SOUND]
        if not bad:
            return
        card = bad[0][0]
        ways = row(
            button("Chọn lại tệp", lambda: self.replace_asked.emit(card), kind="small"),
            button("Bỏ liên kết", lambda: self.remove_asked.emit((card.file.id or 0,)), kind="small"),
            None,
        )
        notice = Notice(Mark.BAD, trouble_text(bad), below=bare(ways))
        self._trouble.addWidget(bare(column(notice, margins=(12, 8, 12, 4))))

    def _show_ways(self) -> None:
        chosen = [key for key in self.tiles.selected() if key in self.cards]
        self.open.setEnabled(len(chosen) == 1 and self._state(chosen[0]) is FileState.SOUND)
        self.tie.setEnabled(len(chosen) == 1)
        self.rename.setEnabled(len(chosen) == 1)
        self.remove.setEnabled(bool(chosen))
        many = f"{len(chosen)} tệp đang chọn" if len(chosen) > 1 else ""
        self.hint.setText(many or ("" if chosen else "Chọn một tệp"))

    def _hovered(self, over: bool) -> None:
        if over:
            self.hint.setText(_LETTING_GO)
        else:
            self._show_ways()

    # --- acting -----------------------------------------------------------------------------------------------------

    def selected(self) -> tuple[int, ...]:
        """Return the files selected."""
        return self.tiles.selected()

    def of_entry(self, entry: tuple[str, int]) -> tuple[str, ...]:
        """Return what the files are called that prove an entry."""
        return tuple(
            card.caption for card in self.cards.values() if any((use.table, use.id) == entry for use in card.uses)
        )

    def has_focus(self) -> bool:
        """Tell whether keys go to the tiles."""
        return self.tiles.hasFocus()

    def _one(self) -> ProofCard | None:
        chosen = self.tiles.selected()
        return self.cards.get(chosen[0]) if len(chosen) == 1 else None

    def _open(self) -> None:
        if (card := self._one()) is not None:
            self.open_asked.emit(card)

    def _remove(self) -> None:
        if chosen := self.tiles.selected():
            self.remove_asked.emit(chosen)

    def _tie(self) -> None:
        if (card := self._one()) is not None:
            self.ties.show_file(card, self._rows)
            self.stage.setCurrentWidget(self.ties)
            self.foot.hide()

    def _written(self, file: int, entries: object) -> None:
        self._back()
        self.ties_written.emit(file, entries)

    def _back(self) -> None:
        self.stage.setCurrentWidget(self.tiles if self.cards else self.empty)
        self.foot.setVisible(bool(self.cards))
        self._show_ways()

    def _menu(self, at: QPoint) -> None:
        if (card := self._one()) is None:
            return
        menu = fleeting_menu(self)
        for icon, words, act in (
            ("eye", "Mở  (Enter)", self._open),
            ("paperclip", "Dùng cho…", self._tie),
            ("pencil", "Đổi tên  (F2)", self.tiles.rename),
            ("refresh-cw", "Chọn lại tệp…", lambda: self.replace_asked.emit(card)),
            ("trash-2", "Bỏ  (Del)", self._remove),
        ):
            menu.addAction(icons.icon(icon), words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(self.tiles.viewport().mapToGlobal(at))


def _no_picture(_card: ProofCard) -> QImage | None:
    return None
