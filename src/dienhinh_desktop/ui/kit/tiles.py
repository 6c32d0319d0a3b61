"""Files as tiles: a small picture with words beside it, side by side where there is room; keys as in a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from .. import icons, theme
from .marks import Mark, paint_mark
from .paint import write

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_HEIGHT, _LEAST, _PAD, _PICTURE = 76, 196, 8, 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One tile: `title` may be written anew; `note` and `about` stand below; `mark` says what is wrong, in `note`."""

    key: int
    title: str
    note: str
    about: str = ""
    mark: Mark | None = None
    icon: str = "files"
    tip: str = ""

    @property
    def spoken(self) -> str:
        """Say the tile to a screen reader."""
        return ", ".join(part for part in (self.title, self.note, self.about) if part)


class _Tiles(QAbstractListModel):
    """The tiles shown; `renamed(key, words)` when a title was written anew."""

    renamed = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[Tile] = []

    def show(self, tiles: Iterable[Tile]) -> None:
        self.beginResetModel()
        self.tiles = list(tiles)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        tile = self.tiles[index.row()]
        if role in (_Role.DisplayRole, _Role.EditRole):
            return tile.title
        if role == _Role.AccessibleTextRole:
            return tile.spoken
        return tile.tip if role == _Role.ToolTipRole else None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        tile = self.tiles[index.row()]
        if role == _Role.EditRole and str(value).strip() not in ("", tile.title):
            self.renamed.emit(tile.key, str(value).strip())
        return False  # what is shown comes from the records, once they are written

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


class TileList(QListView):
    """Shows tiles. `opened(key)`: Enter or a double click. `chosen()`: others are selected. `renamed(key, words)`.

    `pictures(key)` gives the picture of a tile, or None while there is none; only tiles that are seen are asked for.
    """

    opened = Signal(int)
    chosen = Signal()
    renamed = Signal(int, str)

    def __init__(self, name: str, pictures: Callable[[int], QImage | None]) -> None:
        super().__init__()
        self.pictures = pictures
        self._tiles = _Tiles()
        self.setModel(self._tiles)
        self.setItemDelegate(_TileDelegate(self))
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(theme.current().px(_HEIGHT) // 2)
        self._tiles.renamed.connect(self.renamed)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._tiles.tiles[index.row()].key))
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())

    def show_tiles(self, tiles: Iterable[Tile]) -> None:
        """Show other tiles; those selected stay so where they are still there."""
        kept, current = set(self.selected()), self.current()
        self._tiles.show(tiles)
        model = self.selectionModel()
        for place, tile in enumerate(self._tiles.tiles):
            index = self._tiles.index(place)
            if tile.key in kept:
                model.select(index, QItemSelectionModel.SelectionFlag.Select)
            if tile.key == current or (current is None and place == 0):
                model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.chosen.emit()

    def tiles(self) -> tuple[Tile, ...]:
        """Return the tiles shown."""
        return tuple(self._tiles.tiles)

    def tile(self, index: Index) -> Tile:
        """Return the tile of an index."""
        return self._tiles.tiles[index.row()]

    def current(self) -> int | None:
        """Return the key of the tile the keys act on."""
        index = self.currentIndex()
        return self.tile(index).key if index.isValid() else None

    def selected(self) -> tuple[int, ...]:
        """Return the keys of the tiles selected, from first to last."""
        places = sorted(index.row() for index in self.selectedIndexes())
        return tuple(self._tiles.tiles[place].key for place in places if place < len(self._tiles.tiles))

    def choose(self, key: int) -> None:
        """Select one tile and see that it is in sight."""
        place = next((n for n, tile in enumerate(self._tiles.tiles) if tile.key == key), None)
        if place is not None:
            self.setCurrentIndex(self._tiles.index(place))
            self.scrollTo(self.currentIndex())

    def rename(self) -> None:
        """Let the title of the tile in hand be written anew, in its place."""
        if self.currentIndex().isValid() and self.state() != QAbstractItemView.State.EditingState:
            self.edit(self.currentIndex())

    def picture_came(self, key: int) -> None:
        """Paint a tile again: its picture is there."""
        for place, tile in enumerate(self._tiles.tiles):
            if tile.key == key:
                self.update(self._tiles.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; arrows take the next tile in hand."""
        writing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not writing and self.currentIndex().isValid():
            self.opened.emit(self.tile(self.currentIndex()).key)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay as many side by side as there is room for, all as wide as the room lets them be."""
        wear = theme.current()
        room = self.viewport().width() - 2
        side_by_side = max(1, room // wear.px(_LEAST))
        self.setGridSize(QSize(room // side_by_side, wear.px(_HEIGHT)))
        super().resizeEvent(event)


def _picture_rect(rect: QRect) -> QRect:
    wear = theme.current()
    return QRect(rect.left() + wear.px(_PAD), rect.top() + wear.px(_PAD), wear.px(_PICTURE), wear.px(60))


def _words_rect(rect: QRect) -> QRect:
    wear = theme.current()
    left = _picture_rect(rect).right() + wear.px(9)
    return QRect(left, rect.top() + wear.px(_PAD), rect.right() - left - wear.px(4), wear.px(60))


class _TileDelegate(QStyledItemDelegate):
    """Paints tiles, and makes the field their title is written in."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, TileList)
        return view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, TileList)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        tile = view.tile(index)
        painter.save()
        _ground(
            painter,
            rect,
            chosen=bool(state & QStyle.StateFlag.State_Selected),
            focused=view.hasFocus() and view.currentIndex() == index,
        )
        _draw_picture(painter, _picture_rect(rect), tile, None if tile.mark else view.pictures(tile.key))
        _draw_words(painter, _words_rect(rect), tile)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setAccessibleName("Tên minh chứng")
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(_Role.EditRole)))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        words = _words_rect(option.rect)
        editor.setGeometry(words.left() - 4, words.top(), words.width() + 4, theme.current().px(30))


def _ground(painter: QPainter, rect: QRect, *, chosen: bool, focused: bool) -> None:
    wear = theme.current()
    if chosen:
        painter.fillRect(rect, wear.colour("accent_soft"))
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), wear.colour("accent"))
    if focused:
        painter.setPen(QPen(wear.colour("accent"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))


def _draw_picture(painter: QPainter, box: QRect, tile: Tile, picture: QImage | None) -> None:
    wear = theme.current()
    painter.fillRect(box, wear.colour("sunken"))
    if picture is not None and not picture.isNull():
        size = picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(box.topLeft(), size)
        place.moveCenter(box.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture)
    else:
        side = wear.px(22)
        middle = QRectF(0, 0, side, side)
        middle.moveCenter(QRectF(box).center())
        if tile.mark is not None:
            paint_mark(painter, tile.mark, middle)
        else:
            icons.draw(painter, tile.icon, middle, wear.colour("text3"))
    painter.setPen(QPen(wear.colour("line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))


def _draw_words(painter: QPainter, words: QRect, tile: Tile) -> None:
    line = words.height() // 3
    first = QRect(words.left(), words.top(), words.width(), line)
    write(painter, first, tile.title, weight=500)
    tone = tile.mark.token if tile.mark is not None else "text2"
    write(painter, first.translated(0, line), tile.note, token=tone, size="fs_caption")
    write(painter, first.translated(0, 2 * line), tile.about, token="text2", size="fs_caption")
