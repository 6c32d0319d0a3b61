"""The keys of the window, page by page: each does what it is for, or says that there is nothing to do with it here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.rounds import Choice
from dienhinh_desktop.services import delivery, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui import printing
from dienhinh_desktop.ui.keys import KEYS
from dienhinh_desktop.ui.kit.notice import Empty
from dienhinh_desktop.ui.pages.documents import DocumentsPage
from dienhinh_desktop.ui.pages.documents.blanks_window import BlanksWindow
from dienhinh_desktop.ui.pages.eligibility.page import EligibilityPage
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.pages.records.years.page import YearsPage
from dienhinh_desktop.ui.places import PAGES
from dienhinh_desktop.ui.window import Window

from .conftest import CHOSEN
from .desk import settle
from .doing import visit
from .history_states import TWIN, enter_twin

Open = Callable[..., Window]
ARGUMENTS: dict[str, dict[str, Any]] = {
    "meeting": {"tab": "council"},
    "merge": {"keep": "CB002", "leave": TWIN},
    "settings": {"section": "office"},
}
"""How a page is visited where a visit without words shows nothing to work on."""

FINDER = "focus Tìm mọi thứ"
EFFECTS: dict[str, dict[str, str]] = {
    "F2": {
        "records": "focus Tên tập thể",
        "years": "focus Ô đang ghi",
        "eligibility": "page records",
        "rounds": "page records",
        "delivery": "focus Số văn bản",
        "documents": "said Danh sách lập từ sổ, không có chỗ gõ tay",
        "meeting": "focus Họ và tên",
    },
    "Ctrl+F": {
        "records": "focus Tìm hồ sơ",
        "years": "focus Đơn vị",
        "eligibility": "focus Lọc theo tên, đơn vị",
        "rounds": "focus Lọc theo tên, đơn vị",
        "documents": "focus Tìm trong văn bản",
    },
    "Ctrl+N": {
        "overview": "page new_round",
        "plans": "page new_round",
        "records": "focus Họ và tên",
        "rounds": "focus Đối tượng",
        "meeting": "focus Người dự họp",
        "imports": "asked Chọn sổ dữ liệu hoặc danh sách",
        "results": "asked Chọn tệp quyết định của cấp trên",
        "units": "asked Nhận gói của đơn vị",
        "delivery": "asked Nhận bản đã ký",
    },
    "Ctrl+S": {
        "settings": "said Đã ghi thông tin cơ quan.",
        "welcome": "said Đã ghi thông tin cơ quan.",
        "template": "asked Tạo mẫu cho đơn vị",
        "new_round": "page eligibility",
        "merge": "page records",
        "results": "said Chưa có kết quả nào để ghi",
    },
    "Del": {
        "records": "shown Chưa xóa hoặc hoàn tác được",
        "years": "said Đã xóa 1 ô xếp loại 2025.",
        "rounds": "said Đã bỏ",
        "meeting": "focus Thành viên hội đồng",
    },
    "Ctrl+E": {
        "records": "asked Xuất toàn bộ hồ sơ",
        "eligibility": "asked Xuất bảng kết quả xét",
        "documents": "asked Xuất danh sách",
        "rounds": "page documents",
    },
    "Ctrl+P": {
        "overview": "asked In tình hình đợt",
        "records": "asked Ghi lịch sử hồ sơ",
        "eligibility": "asked Ghi phiếu xét ra PDF",
        "documents": "asked máy in",
        "rounds": "page documents",
        "meeting": "page documents",
        "delivery": "focus Xem trước",
    },
    "Esc": {
        "acts": "page records",
        "trash": "page records",
        "merge": "page records",
        "template": "page records",
        "new_round": "page records",
        "imports": "page records",
        "meeting": "page rounds",
        "results": "page delivery",
    },
}
"""What a key does on a page, told by what is seen: the page come to, the focus, the words said or shown, the dialog."""

ELSEWHERE = {
    "F2": "said Trang này không có gì để sửa",
    "Ctrl+F": FINDER,
    "Ctrl+N": "said Trang này không thêm gì",
    "Ctrl+S": "said Mọi thay đổi đã được lưu.",
    "Del": "said Trang này không có gì để xóa",
    "Ctrl+E": "said Trang này không xuất ra Excel",
    "Ctrl+P": "said Trang này không có gì để in",
    "Esc": "",
}
"""What it does where a page has nothing of the kind; Esc then does nothing."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The dialogs of the system that were opened, each closed again without an answer."""
    titles: list[str] = []

    def answer(nothing: Any) -> Callable[..., Any]:
        def note(*given: Any) -> Any:
            titles.append(given[1])
            return nothing

        return note

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer(("", "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer(("", "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer(([], "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer(""))
    monkeypatch.setattr(printing, "ask_printer", lambda _page: titles.append("máy in"))
    return titles


@pytest.fixture
def worked(ctx: Context) -> Context:
    """A folder in the middle of its work: a list chosen, its papers made, one person kept twice."""
    held = rounds.rounds(ctx)[0]
    assert held.id is not None
    rounds.register(ctx, held.id, [Choice(subject=code, field=field) for code, field in CHOSEN])
    delivery.issue(ctx, held.id)
    enter_twin(ctx)
    return ctx


def press(window: Window, keys: str) -> None:
    """Press keys where the focus is."""
    pressed = QKeySequence.fromString(keys)
    combination: QKeyCombination = pressed[0]  # type: ignore[index]
    QTest.keyClick(window.focusWidget() or window, combination.key(), combination.keyboardModifiers())


def has(window: Window, effect: str, asked: list[str]) -> bool:
    """Tell whether an effect is to be seen."""
    kind, _space, words = effect.partition(" ")
    if kind == "page":
        return window.page is not None and window.page.name == words
    if kind == "focus":
        focus = window.focusWidget()
        return focus is not None and focus.isVisible() and focus.accessibleName().startswith(words)
    if kind == "said":
        return window.status.sentence.text().startswith(words)
    if kind == "shown":
        return any(found.isVisible() and found.text().startswith(words) for found in window.findChildren(QLabel))
    return asked == [words]


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_every_key_does_its_work_on_the_page_or_says_there_is_none(
    open_window: Open, worked: Context, asked: list[str], name: str
) -> None:
    window = open_window(worked, "plans")
    missed = []
    for keys in sorted(ELSEWHERE, key=lambda keys: (name in EFFECTS[keys], [*ELSEWHERE].index(keys))):
        come_back(window, name)
        asked.clear()
        press(window, keys)
        settle(window)
        effect = EFFECTS[keys].get(name, ELSEWHERE[keys] or f"page {name}")
        if not has(window, effect, asked):
            focus, page = window.focusWidget(), window.page
            seen = (page and page.name, focus and focus.accessibleName(), window.status.sentence.text(), asked)
            missed.append(f"{keys}: {effect}, but {seen}")
    assert not missed, "\n".join(missed)


def come_back(window: Window, name: str) -> None:
    """Leave whatever a key opened, and visit the page anew."""
    window.finder.palette.hide()
    if window.page is not None:
        window.page.leave()
    window.go("plans")
    settle(window)
    window.go(name, ARGUMENTS.get(name, {}))
    settle(window)
    window.status.say("")


def test_every_key_of_a_page_is_looked_at() -> None:
    assert {*EFFECTS} == {*ELSEWHERE}
    assert {key.keys for key in KEYS if key.call.startswith("page.")} == {*ELSEWHERE, "F5"}
    assert {name for pages in EFFECTS.values() for name in pages} <= {*PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_f6_goes_round_every_pane_and_back(open_window: Open, worked: Context, name: str) -> None:
    window = open_window(worked, "plans")
    page = window.go(name, ARGUMENTS.get(name, {}))
    settle(window)
    stops = walk(window, "F6")
    assert window.rail in stops
    for pane in page.panes():
        takes = any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in within(pane))
        assert not takes or pane in stops, pane.accessibleName()
    assert [*dict.fromkeys(walk(window, "Shift+F6"))] != []
    assert {*walk(window, "Shift+F6")} == {*stops}


def within(pane: QWidget) -> list[QWidget]:
    """Return a pane and all in it that a clerk could see and use."""
    return [one for one in (pane, *pane.findChildren(QWidget)) if one.isVisible() and one.isEnabled()]


def walk(window: Window, keys: str) -> list[QWidget]:
    """Go round, and return the panes the focus came to."""
    assert window.page is not None
    panes = [*window.page.panes(), window.rail]
    stops = []
    for _step in range(len(panes)):
        press(window, keys)
        focus = window.focusWidget()
        stops += [pane for pane in panes if focus is not None and pane.isAncestorOf(focus)][:1]
    return stops


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_page_has_the_focus_on_its_way_out(open_window: Open, empty_ctx: Context, name: str) -> None:
    begins_in_its_door(open_window(empty_ctx, "welcome"), name)


@pytest.mark.parametrize("name", ["rounds", "results", "meeting", "documents", "delivery", "trash", "units"])
def test_a_round_without_anything_has_the_focus_on_its_way_out(open_window: Open, ctx: Context, name: str) -> None:
    begins_in_its_door(open_window(ctx, "plans"), name)


def begins_in_its_door(window: Window, name: str) -> None:
    """See twice, for a page that was read before begins otherwise, that the focus is where the clerk goes on."""
    for _visit in range(2):
        page = window.go(name)
        settle(window)
        focus = window.focusWidget()
        assert focus is not None
        assert focus.isVisible()
        assert page.isAncestorOf(focus)
        doors = [door for empty in page.findChildren(Empty) for door in empty.doors if door.isVisible()]
        assert not doors or focus in doors, f"{focus.accessibleName()} instead of {doors[0].accessibleName()}"
        window.go("settings")
        settle(window)


def test_ins_on_a_verdict_leads_to_what_is_missing(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "eligibility")
    page = visit(window, EligibilityPage, subject="CB002")
    press(window, "Ins")
    settle(window)
    assert window.page is not None
    assert window.page.name in ("records", "years")
    page = visit(window, EligibilityPage, subject="CB025")
    assert page.listing.table.current().verdict.verdict is Verdict.DAT
    press(window, "Ins")
    settle(window)
    assert window.page is page
    assert "không thiếu gì" in window.status.sentence.text()


def test_ins_on_a_record_leads_to_its_years(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx)
    page = visit(window, RecordsPage, subject="CB028")
    page.table.setFocus()
    press(window, "Ins")
    settle(window)
    assert isinstance(window.page, YearsPage)
    key = window.page.view.current_key()
    assert key is not None
    assert key[0] == "CB028"


def test_f2_types_into_the_blanks_of_the_paper_in_hand(open_window: Open, worked: Context) -> None:
    window = open_window(worked, "plans")
    page = visit(window, DocumentsPage)
    page.papers.table.choose("CB005")
    settle(window)
    press(window, "F2")
    settle(window)
    assert isinstance(page.by_hand.window, BlanksWindow)
    assert page.by_hand.window.isVisible()
    page.by_hand.window.reject()


def test_a_page_that_turns_out_empty_takes_no_letters_from_who_is_typing(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "plans")
    window.go("meeting")
    window.find_anything()
    settle(window)
    assert window.focusWidget() is window.finder.palette.box
