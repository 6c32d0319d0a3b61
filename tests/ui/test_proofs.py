"""The tab Minh chứng, the clips of entries, the field in their forms and the evidence of verdicts, by hand and key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from dienhinh_desktop.domain.proofs import FileState
from dienhinh_desktop.domain.records import Attestation, Award
from dienhinh_desktop.exchange.proofs import place_of
from dienhinh_desktop.services import proofs, records, trash, undoing
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui import thumbnails, viewing
from dienhinh_desktop.ui.kit.criteria_lines import LineKind
from dienhinh_desktop.ui.pages.eligibility.page import EligibilityPage
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.window import Window
from tests.services.proof_files import pdf, picture, written
from tests.services.test_undoing import rows

from .desk import settle, type_text
from .doing import _Answers, answer, press, visit, words_of
from .proof_states import add_proofs, wait_for_pictures

__all__ = ["answer"]

SUBJECT = "CB002"
Key = Qt.Key


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Stand in for the programs of the system: what they are given to open."""
    found: list[Path] = []

    def take(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.fixture
def page(window: Window) -> RecordsPage:
    shown = window.pages["records"]
    assert isinstance(shown, RecordsPage)
    return shown


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return written(tmp_path / "quet", "QĐ 77.pdf", pdf())


def tab(window: Window, code: str = SUBJECT) -> Any:
    """Open the tab of a record, with all its pictures made."""
    page: Any = window.go("records", {"subject": code, "tab": "proofs"})
    settle(window)
    window.grab()
    wait_for_pictures(window)
    return page.desk.card.proofs


def let_go(window: Window, widget: QWidget, paths: list[Path], at: QPoint | None = None) -> bool:
    """Drag files over a widget and let them go; tell whether they were taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = at or widget.rect().center()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, buttons, keys)
    entering.ignore()
    QApplication.sendEvent(widget, entering)
    taken = entering.isAccepted()
    if taken:
        QApplication.sendEvent(widget, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, buttons, keys))
    settle(window)
    return taken


def key(window: Window, which: Key) -> None:
    window.activateWindow()
    QTest.keyClick(QApplication.focusWidget() or window, which)
    settle(window)


def cards(ctx: Context, code: str = SUBJECT) -> dict[str, Any]:
    return {card.caption: card for card in proofs.of_subject(ctx, code)}


def test_files_dropped_on_the_empty_tab_lie_there_and_are_seen(ctx: Context, window: Window, scan: Path) -> None:
    shown = tab(window)
    assert "Kéo tệp" in words_of(shown)
    image = written(scan.parent, "ảnh.png", picture())
    assert let_go(window, shown.empty, [scan, image])
    assert [tile.title for tile in shown.tiles.tiles()] == ["QĐ 77.pdf", "ảnh.png"]
    assert [tile.note for tile in shown.tiles.tiles()] == ["chưa gắn vào mục nào"] * 2
    assert window.status.sentence.text().startswith("Đã thêm 2 minh chứng")
    window.grab()
    wait_for_pictures(window)
    made = [shown.tiles.pictures(tile.key) for tile in shown.tiles.tiles()]
    assert all(isinstance(image, QImage) and not image.isNull() for image in made)
    assert made[1].pixelColor(5, 5).name() == "#78a0c8", "the picture itself, made small"
    assert made[0].height() <= thumbnails.HEIGHT
    again = written(scan.parent, "lần hai.pdf", pdf())
    let_go(window, shown.tiles.viewport(), [again])
    assert len(shown.tiles.tiles()) == 2, "the same content is one file"


def test_text_dragged_over_the_tab_is_not_taken(window: Window) -> None:
    assert not let_go(window, tab(window).empty, [])


def test_a_bad_file_among_good_ones_is_named_and_the_others_are_kept(ctx: Context, window: Window, scan: Path) -> None:
    bad = written(scan.parent, "cai_dat.exe", b"MZ" + bytes(90))
    let_go(window, tab(window).empty, [bad, scan])
    assert list(cards(ctx)) == ["QĐ 77.pdf"]
    assert "Không nhận 1 tệp, đã thêm 1 tệp." in words_of(window)
    assert "Không nhận cai_dat.exe" in words_of(window)


def test_files_are_chosen_with_the_button_too(
    ctx: Context, window: Window, page: RecordsPage, scan: Path, answer: _Answers
) -> None:
    tab(window)
    answer.open_many(scan)
    press(page.desk.card, "Thêm tệp minh chứng")
    settle(window)
    assert list(cards(ctx)) == ["QĐ 77.pdf"]
    answer.open_many()
    before = rows(ctx)
    press(page.desk.card, "Thêm tệp minh chứng")
    settle(window)
    assert rows(ctx) == before


def test_enter_opens_a_read_only_copy_and_leaves_the_kept_file_alone(
    ctx: Context, window: Window, opened: list[Path]
) -> None:
    kept = add_proofs(ctx)["QĐ415.pdf"]
    shown = tab(window)
    shown.tiles.choose(kept.id)
    shown.tiles.setFocus()
    key(window, Key.Key_Return)
    (copy,) = opened
    assert copy.name == "QĐ415.pdf"
    assert ctx.db.folder not in copy.parents
    assert not copy.stat().st_mode & 0o222
    viewing.forget_copies()
    assert not copy.exists()


def test_f2_names_a_file_anew_in_its_place_and_del_puts_it_into_the_trash(ctx: Context, window: Window) -> None:
    kept = add_proofs(ctx)["QĐ415.pdf"]
    shown = tab(window)
    shown.tiles.choose(kept.id)
    shown.tiles.setFocus()
    key(window, Key.Key_F2)
    field = shown.tiles.findChild(QLineEdit)
    assert field.accessibleName() == "Tên minh chứng"
    assert field.text() == "QĐ415.pdf"
    field.clear()
    type_text(field, "Quyết định 415")
    QTest.keyClick(field, Key.Key_Return)
    settle(window)
    assert "Quyết định 415" in cards(ctx)
    assert "Quyết định 415" in [tile.title for tile in shown.tiles.tiles()]
    shown.tiles.setFocus()
    key(window, Key.Key_Delete)
    assert "Quyết định 415" not in cards(ctx)
    assert trash.trash(ctx)[0].title == "Quyết định 415"
    undoing.undo_last(ctx)
    assert "Quyết định 415" in cards(ctx)


def test_a_file_is_tied_to_entries_by_ticks(ctx: Context, window: Window) -> None:
    kept = add_proofs(ctx)["Giấy chứng nhận sáng kiến.jpg"]
    shown = tab(window)
    shown.tiles.choose(kept.id)
    press(shown, "Dùng cho…")
    table = shown.ties.table
    assert table.isVisible()
    for _row in range(2):
        QTest.keyClick(table, Key.Key_Space)
        QTest.keyClick(table, Key.Key_Down)
    press(shown, "Ghi")
    settle(window)
    assert len(cards(ctx)["Giấy chứng nhận sáng kiến.jpg"].uses) == 2
    note = next(tile.note for tile in shown.tiles.tiles() if tile.key == kept.id)
    assert note == "dùng cho 2 thành tích"
    press(shown, "Dùng cho…")
    assert [row.key in table.things.ticked for row in table.things.things()[:3]] == [True, True, False]
    press(shown, "Thôi")
    assert shown.tiles.isVisible()


def test_a_lost_file_is_told_with_two_ways_and_chosen_anew(
    ctx: Context, window: Window, answer: _Answers, tmp_path: Path
) -> None:
    kept = add_proofs(ctx)["QĐ415.pdf"]
    place_of(ctx.db.folder, kept).unlink()
    shown = tab(window)
    told = "tệp QĐ415.pdf bị mất. Hồ sơ vẫn dùng được; chọn lại tệp hoặc bỏ liên kết."
    assert told in words_of(shown)
    assert next(tile.spoken for tile in shown.tiles.tiles() if tile.key == kept.id).startswith("QĐ415.pdf, tệp bị mất")
    answer.open(written(tmp_path, "Quét lại.pdf", pdf("quet lai")))
    press(shown, "Chọn lại tệp")
    settle(window)
    assert told not in words_of(shown)
    assert cards(ctx)["QĐ415.pdf"].state is FileState.SOUND
    place_of(ctx.db.folder, cards(ctx)["QĐ415.pdf"].file).unlink()
    tab(window, "CB003")
    shown = tab(window)
    press(shown, "Bỏ liên kết")
    settle(window)
    assert "QĐ415.pdf" not in cards(ctx)


def test_an_altered_file_is_noticed_when_its_picture_is_made(ctx: Context, window: Window) -> None:
    kept = add_proofs(ctx)["QĐ415.pdf"]
    place = place_of(ctx.db.folder, kept)
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.write_bytes(data)
    shown = tab(window)
    assert "tệp QĐ415.pdf bị sửa đổi" in words_of(shown)
    shown.tiles.choose(kept.id)
    assert not shown.open.isEnabled()


def test_a_file_dropped_on_an_achievement_proves_it_and_its_clip_opens_it(
    ctx: Context, window: Window, page: RecordsPage, scan: Path, opened: list[Path]
) -> None:
    window.go("records", {"subject": SUBJECT, "tab": "achievements"})
    settle(window)
    table = page.desk.card.tables["achievements"]
    table.scrollToTop()
    row = table.things.things()[0]
    assert let_go(window, table.viewport(), [scan], table.visualRect(table.things.index(0, 1)).center())
    assert [(use.table, use.id) for use in cards(ctx)["QĐ 77.pdf"].uses] == [row.key]
    column = [made.key for made in table.things.columns].index("files")
    assert table.things.row(0).files == 1
    place = table.visualRect(table.things.index(0, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(window)
    assert [path.name for path in opened] == ["QĐ 77.pdf"]
    table.choose(row.key)
    QTest.keyClick(table, Key.Key_Insert)
    settle(window)
    assert len(opened) == 2
    lacking = sum(found.unproven for found in table.things.things())
    assert page.desk.card.year_note.text() == f"{lacking} quyết định chưa có bản quét"


def test_the_form_of_an_entry_keeps_its_files_in_the_same_act(
    ctx: Context, window: Window, page: RecordsPage, scan: Path, answer: _Answers
) -> None:
    before = rows(ctx)
    window.go("records", {"subject": SUBJECT})
    settle(window)
    page.desk.add_entry("attestations", {"criterion": next(iter(page.desk._lists.criteria))})
    settle(window)
    form = page.desk.entry_form
    answer.open_many(scan)
    press(form, "Chọn tệp minh chứng")
    dropped = written(scan.parent, "biên bản.png", picture())
    let_go(window, form.inputs["files"].widget, [dropped])
    assert "QĐ 77.pdf" in words_of(form)
    settle(window)
    press(form, "Bỏ tệp QĐ 77.pdf")
    assert "QĐ 77.pdf" not in words_of(form)
    press(form, "Lưu")
    settle(window)
    (use,) = cards(ctx)["biên bản.png"].uses
    assert use.table == "attestations"
    undoing.undo_last(ctx)
    assert rows(ctx) == before, "entry and file are one step"


def test_a_refused_file_keeps_the_form_open_and_nothing_is_written(
    ctx: Context, window: Window, page: RecordsPage, tmp_path: Path
) -> None:
    window.go("records", {"subject": SUBJECT})
    settle(window)
    before = rows(ctx)
    page.desk.add_entry("attestations", {"criterion": next(iter(page.desk._lists.criteria))})
    form: Any = page.desk.entry_form
    form.inputs["files"].widget.pick([tmp_path / "khong_co.pdf"])
    press(form, "Lưu")
    settle(window)
    assert "Không đọc được khong_co.pdf" in words_of(window)
    assert page.desk.form is form
    assert rows(ctx) == before


def test_a_known_decision_offers_the_scan_kept_with_it(ctx: Context, window: Window, page: RecordsPage) -> None:
    kept = add_proofs(ctx)
    first = next(iter(kept.values()))
    decision = next(row.decision for row in records.open_card(ctx, SUBJECT).awards if row.decision)
    window.go("records", {"subject": "CB003"})
    settle(window)
    page.desk.add_entry("awards", {"form": "LDTT", "year": 2019})
    form: Any = page.desk.entry_form
    type_text(form.inputs["decision"].widget, decision)
    form.inputs["decision"].widget.editingFinished.emit()
    settle(window)
    assert f"Số này đã có bản quét {first.name}" in words_of(form)
    press(form, "Dùng bản quét này")
    press(form, "Lưu")
    settle(window)
    (card,) = cards(ctx, "CB003").values()
    assert (card.file.id, card.uses[0].table, card.elsewhere) == (first.id, "awards", 1)


def test_evidence_of_a_verdict_opens_its_scan(ctx: Context, window: Window, scan: Path, opened: list[Path]) -> None:
    page = visit(window, EligibilityPage, subject=SUBJECT)
    tree = page.panel.tree
    entry = next(line.entry for line in _details(tree) if line.entry is not None)
    assert not any(line.proven for line in tree.lines)
    owner = page.panel.shown_key
    assert owner is not None
    proofs.add(ctx, owner[0], [scan], entry)
    page = visit(window, EligibilityPage, subject=SUBJECT)
    page.make_stale()
    settle(window)
    line = next(line for line in _details(tree) if line.entry == entry)
    assert line.proven
    assert "có tệp minh chứng" in line.spoken
    index = tree.model().index(tree.lines.index(line), 0)
    tree.scrollTo(index)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())
    settle(window)
    assert [path.name for path in opened] == ["QĐ 77.pdf"]
    tree.setCurrentIndex(index)
    QTest.keyClick(tree, Key.Key_Return)
    settle(window)
    assert len(opened) == 2


def _details(tree: Any) -> list[Any]:
    for line in [line for line in tree.lines if line.kind is LineKind.FOLD]:
        if not line.open:
            tree.press(line)
    return [line for line in tree.lines if line.kind is LineKind.DETAIL]


def test_hundreds_of_files_cost_only_the_pictures_that_are_seen(
    ctx: Context, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [
        written(tmp_path / "nhieu", f"{n}.png", picture(colour=(n % 250, n // 250, 9), size=(9, 9))) for n in range(300)
    ]
    proofs.add(ctx, SUBJECT, paths)
    made: list[int] = []
    real: Callable[..., Any] = proofs.picture

    def counted(*args: Any) -> Any:
        made.append(1)
        return real(*args)

    monkeypatch.setattr(proofs, "picture", counted)
    shown = tab(window)
    assert len(shown.tiles.tiles()) == 300
    assert 0 < len(made) < 40
    seen = len(made)
    shown.tiles.scrollToBottom()
    window.grab()
    wait_for_pictures(window)
    assert seen < len(made) < 80


def test_pictures_kept_are_bounded(ctx: Context, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnails, "MOST", 2)
    add_proofs(ctx)
    tab(window)
    page: Any = window.pages["records"]
    assert len(page.desk.proofs.thumbnails._kept) <= 2


def test_a_picture_that_cannot_be_read_leaves_the_icon(ctx: Context, window: Window, tmp_path: Path) -> None:
    broken = written(tmp_path, "hỏng.png", picture()[:60])
    empty = written(tmp_path, "hỏng.pdf", b"%PDF-1.4 nothing else")
    proofs.add(ctx, SUBJECT, [broken, empty])
    shown = tab(window)
    assert all(shown.tiles.pictures(tile.key).isNull() for tile in shown.tiles.tiles())


def test_an_attestation_row_of_another_record_is_never_offered(ctx: Context, window: Window) -> None:
    records.save_entry(ctx, Attestation(subject="CB003", criterion="X", passed=True))
    records.save_entry(ctx, Award(subject="CB003", form="LDTT", year=2018))
    kept = add_proofs(ctx)["QĐ415.pdf"]
    shown = tab(window)
    shown.tiles.choose(kept.id)
    press(shown, "Dùng cho…")
    assert {row.record.subject for row in shown.ties.table.things.things()} == {SUBJECT}
