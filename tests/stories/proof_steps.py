"""The steps of the stories that are about proofs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar
from pytest_bdd import given, parsers, then, when

from dienhinh_desktop.ui.kit.tabs import Tabs
from dienhinh_desktop.ui.kit.tiles import Tile, TileList
from dienhinh_desktop.ui.pages.records.proofs.tab import ProofTab
from tests.services.proof_files import pdf, written
from tests.ui.doing import _Answers

from .clerk import Clerk

_LEFT, _PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _tab(clerk: Clerk) -> ProofTab:
    return next(one for one in clerk.window.findChildren(ProofTab) if one.isVisible())


def _tiles(clerk: Clerk) -> dict[str, Tile]:
    return {tile.title: tile for tile in _tab(clerk).tiles.tiles()}


@given(parsers.re('bản quét "(?P<name>[^"]*)" nằm trong máy'), target_fixture="brought")
def proof_scan(clerk: Clerk, name: str) -> Path:
    return written(clerk.tray, name, pdf(name))


@when(parsers.re('mở mục "(?P<words>[^"]*)" của hồ sơ'))
def proof_opens_tab(clerk: Clerk, words: str) -> None:
    tabs: QTabBar = next(one for one in clerk.window.findChildren(Tabs) if one.accessibleName() == "Các mục của hồ sơ")
    place = next(n for n in range(tabs.count()) if tabs.tabText(n).startswith(words))
    QTest.mouseClick(tabs, _LEFT, pos=tabs.tabRect(place).center())
    clerk.rest()


@when("thả tệp ấy vào minh chứng")
def proof_drops_proof(clerk: Clerk, brought: Path) -> None:
    shown = _tab(clerk).stage.currentWidget()
    assert shown is not None
    over = shown.viewport() if isinstance(shown, TileList) else shown
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(brought))])
    place = over.rect().center()
    entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, _LEFT, _PLAIN)
    QApplication.sendEvent(over, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(over, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, _LEFT, _PLAIN))
    clerk.rest()


@when(parsers.re('chọn minh chứng "(?P<title>[^"]*)"'))
def proof_chooses_proof(clerk: Clerk, title: str) -> None:
    tiles = _tab(clerk).tiles
    index = tiles.model().index(list(_tiles(clerk)).index(title), 0)
    tiles.scrollTo(index)
    QTest.mouseClick(tiles.viewport(), _LEFT, pos=tiles.visualRect(index).center())
    clerk.rest()


@when(parsers.re('đánh dấu dòng "(?P<words>[^"]*)" trong bảng "(?P<table>[^"]*)"'))
def proof_ticks(clerk: Clerk, words: str, table: str) -> None:
    clerk.choose_row(words, table)


@when("tệp đã lưu bị ai đó xóa mất")
def proof_loses(clerk: Clerk) -> None:
    for path in (clerk.tray / "so" / "attachments" / "proofs").rglob("*.pdf"):
        path.unlink()


@when("định chọn tệp ấy làm minh chứng")
def proof_means_to_choose(answer: _Answers, brought: Path) -> None:
    answer.open_many(brought)


@then(parsers.re('minh chứng "(?P<title>[^"]*)" là "(?P<note>[^"]*)"'))
def proof_tile_says(clerk: Clerk, title: str, note: str) -> None:
    assert _tiles(clerk)[title].note == note


@then(parsers.parse("hồ sơ có {count:d} minh chứng"))
def proof_counts(clerk: Clerk, count: int) -> None:
    assert len(_tiles(clerk)) == count
