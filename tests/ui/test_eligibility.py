"""Xét điều kiện in the window: who is in the list, why, what mends it, and the way onto the list of the round."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from dienhinh_desktop.domain.eligibility import Assessment, AssessmentRequest, CriterionResult, Stage, Verdict
from dienhinh_desktop.domain.gaps import Closed, GapAnalysis, GapStep, Way
from dienhinh_desktop.domain.records import Attestation, Registration
from dienhinh_desktop.services import eligibility, records, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit.criteria_lines import LineKind, lines_of
from dienhinh_desktop.ui.pages.eligibility import EligibilityPage
from dienhinh_desktop.ui.pages.eligibility.results import missing_leaves, why
from dienhinh_desktop.ui.pages.eligibility.ways import WayLine, step_words, told, way_lines
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.window import Window
from tests.exchange.pdf_reading import texts

from .desk import settle, type_text
from .doing import _Answers, answer, click_door, line_of, press, visit, words_of

__all__ = ["answer"]

Open = Callable[..., Window]


@pytest.fixture
def page(open_window: Open, ctx: Context) -> EligibilityPage:
    shown = open_window(ctx, "eligibility").page
    assert isinstance(shown, EligibilityPage)
    return shown


def _window(page: EligibilityPage) -> Window:
    found = page.window()
    assert isinstance(found, Window)
    return found


def _rows(page: EligibilityPage) -> list[Any]:
    return page.listing.table.things.things()


def _take(page: EligibilityPage, subject: str) -> None:
    key = next(row.key for row in _rows(page) if row.verdict.subject == subject)
    page.listing.table.choose(key)
    settle(_window(page))


def _filter(page: EligibilityPage, key: str) -> None:
    page.chips._chips[key].click()
    settle(_window(page))


def test_the_list_holds_everybody_of_the_plan_and_nobody_else(page: EligibilityPage) -> None:
    rows = _rows(page)
    assert len(rows) == 73
    assert all(row.verdict.verdict is not Verdict.KHONG_AP_DUNG for row in rows)
    counts = {key: chip.count for key, chip in page.chips._chips.items()}
    assert counts["dat"] == 6
    assert counts["thieu_du_lieu"] == 9
    assert counts["chua_dat"] == 54
    assert counts["khong_dat"] == 4
    assert counts["unlisted"] == 6


def test_those_who_pass_come_first_then_the_undecided(page: EligibilityPage) -> None:
    order = [row.verdict.verdict for row in _rows(page)]
    places = [Verdict.DAT, Verdict.THIEU_DU_LIEU, Verdict.CHUA_DAT, Verdict.KHONG_DAT]
    assert order == sorted(order, key=places.index)


def test_a_chip_and_words_without_marks_narrow_the_list(page: EligibilityPage) -> None:
    _filter(page, "khong_dat")
    assert {row.verdict.subject for row in _rows(page)} == {"CB036", "VP", "TTR", "TTXT"}
    type_text(page.filter, "van phong")
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    assert [row.verdict.subject for row in _rows(page)] == ["VP"]


def _request(page: EligibilityPage) -> AssessmentRequest:
    assert page._results is not None
    return page._results.request


def test_one_step_from_passing_is_a_list_of_its_own(page: EligibilityPage, ctx: Context) -> None:
    _filter(page, "near")
    shown = {row.key for row in _rows(page)}
    near = eligibility.near_misses(ctx, _request(page))
    assert shown == {(item.assessment.subject, item.assessment.field) for item in near}
    assert ("CB002", "COT_CAN") in shown
    assert page.chips._chips["near"].count == len(shown) == 25


def test_who_was_never_introduced_is_a_list_of_its_own(page: EligibilityPage, ctx: Context) -> None:
    _filter(page, "forgotten")
    shown = {row.key for row in _rows(page)}
    assert shown == {(item.subject, item.field) for item in eligibility.forgotten(ctx, _request(page))}
    assert ("CB027", "KHONG_LANH_DAO") in shown
    assert page.chips._chips["forgotten"].count == len(shown)
    window = _window(page)
    made = Registration(subject="CB027", plan="HT_SNGV_2021_2025", introducer="HTQT", date=date(2025, 12, 1))
    window.shell.operations.act(page, lambda _progress: records.save_entry(ctx, made))
    settle(window)
    assert ("CB027", "KHONG_LANH_DAO") not in {row.key for row in _rows(page)}


def test_the_ways_to_pass_stand_above_the_criteria_shortest_first(page: EligibilityPage) -> None:
    _take(page, "CB002")
    said = words_of(page.panel)
    assert "Chưa đạt. Các cách để đạt, ngắn nhất trước:" in said
    assert "Nhóm A:\ncòn thiếu 1 sáng kiến cấp tỉnh áp dụng có hiệu quả" in said
    assert "Nhóm D:" not in said
    press(page.panel, "Thêm 1 cách ▸")
    settle(_window(page))
    assert "Nhóm D:\ncòn thiếu 1 năm Chiến sĩ thi đua cơ sở: năm 2025" in words_of(page.panel)
    press(page.panel, "Bớt lại ▾")
    settle(_window(page))
    assert "Nhóm D:" not in words_of(page.panel)


def test_what_every_way_asks_is_said_once(page: EligibilityPage) -> None:
    _take(page, "CB001")
    said = words_of(page.panel)
    assert "Cách nào cũng\ncần 7 xác nhận" in said
    assert said.count("7 xác nhận") == 1


def test_what_is_closed_says_since_when(page: EligibilityPage) -> None:
    _take(page, "VP")
    assert (
        "Không còn đạt được từ 13/12/2022: Cần mọi năm HTTNV trở lên; có 4/5 năm: 2021, 2023, 2024, 2025; "
        "năm 2022 HTNV là dưới mức (mục III.1 gạch 2)."
    ) in words_of(page.panel)


def test_what_was_refused_names_the_criterion(page: EligibilityPage) -> None:
    _take(page, "CB036")
    assert ("Không đạt ở “Gương mẫu chấp hành chủ trương, pháp luật”: Xác nhận không đạt ngày 05/12/2025") in words_of(
        page.panel
    )


def test_who_passes_has_no_ways(page: EligibilityPage) -> None:
    _take(page, "HTQT")
    assert page.panel.ways is None
    assert "cách để đạt" not in words_of(page.panel)


def test_an_answer_about_another_row_is_not_shown(page: EligibilityPage, ctx: Context) -> None:
    _take(page, "CB002")
    gap = eligibility.gap(ctx, _request(page), "CB002", "COT_CAN")
    _take(page, "CB036")
    page.panel.show_gap(gap)
    assert "Các cách để đạt" not in words_of(page.panel)


def _step(text: str) -> GapStep:
    return GapStep(code=text, text=text, missing=1, waiting=True)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["còn thiếu 1 năm X: năm 2025"], "còn thiếu 1 năm X: năm 2025"),
        (["còn thiếu 1 năm X: năm 2025", "còn thiếu 1 Y"], "còn thiếu 1 năm X (năm 2025) và 1 Y"),
        (["còn thiếu 4 cá nhân năm 2025: năm 2025"], "còn thiếu 4 cá nhân năm 2025"),
        (["cần bổ sung xếp loại 2025"] * 2, "cần bổ sung xếp loại 2025"),
        (["cần xác nhận “A”"], "cần xác nhận “A”"),
        (["cần xác nhận “A”", "cần bổ sung Z", "cần xác nhận “B”"], "cần bổ sung Z; cần 2 xác nhận"),
        (["chờ xếp loại 2025", "lạ"], "chờ xếp loại 2025; lạ"),
    ],
)
def test_steps_of_one_kind_are_said_together(texts: list[str], words: str) -> None:
    assert step_words([_step(text) for text in texts]) == words


def test_several_closed_criteria_stand_one_under_the_other() -> None:
    refused = replace(_criterion("nội bộ đoàn kết", Verdict.KHONG_DAT), code="B", manner="attested")
    root = _criterion("", Verdict.KHONG_DAT, refused)
    found = Assessment(
        "X", "1", date(2025, 12, 20), Stage.RECOGNITION, {}, "VP", "Văn phòng", "A", "A", Verdict.KHONG_DAT, root
    )
    closed = (
        Closed(code="A", text="Cần 3 năm; có 0.", since=date(2024, 1, 1), source="Điều 73 khoản 1"),
        Closed(code="A2", text="Cần 3 năm; có 0.", since=date(2024, 1, 1), source="Điều 73 khoản 1"),
        Closed(code="B", text="Xác nhận không đạt.", since=None, source=None),
    )
    words = told(GapAnalysis(assessment=found, ways=(), closed=closed))
    assert words is not None
    assert words.sentence == "Không đạt vì 2 tiêu chí:"
    assert words.lines == (
        WayLine("Từ 01/01/2024", "Cần 3 năm; có 0 (Điều 73 khoản 1)."),
        WayLine("", "“nội bộ đoàn kết”: Xác nhận không đạt."),
    )


def test_a_way_that_asks_only_what_all_ask_keeps_its_words() -> None:
    short, long = Way(steps=(_step("còn thiếu A"),)), Way(steps=(_step("còn thiếu A"), _step("còn thiếu B")))
    assert [line.text for line in way_lines([short, long])] == ["còn thiếu A", "còn thiếu A và B"]


def test_the_filter_box_keeps_the_focus_while_the_list_narrows(page: EligibilityPage) -> None:
    page.seek()
    type_text(page.filter, "nguyen")
    page.filter._ask()
    assert page.window().focusWidget() is page.filter


def test_no_hit_is_said(page: EligibilityPage) -> None:
    type_text(page.filter, "không có ai")
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    assert "Không có dòng nào khớp bộ lọc." in words_of(page.listing)


def test_what_is_missing_opens_the_place_where_it_is_entered(page: EligibilityPage) -> None:
    _take(page, "CB027")
    line = line_of(page.panel.tree, "văn hóa công sở")
    assert (line.source, line.door_text) == ("III.2 gạch 2", "Bổ sung")
    click_door(page.panel.tree, line)
    window = _window(page)
    settle(window)
    assert isinstance(window.page, RecordsPage)
    assert "Đỗ Ngọc Thành" in words_of(window.page)


def test_insert_presses_the_button_of_the_line(page: EligibilityPage) -> None:
    _take(page, "CB027")
    asked: list[object] = []
    page.panel.door_asked.connect(lambda subject, door: asked.append((subject, door.table)))
    tree = page.panel.tree
    tree.setCurrentIndex(tree.model().index(tree.lines.index(line_of(tree, "văn hóa công sở")), 0))
    QTest.keyClick(tree, Qt.Key.Key_Insert)
    settle(_window(page))
    assert asked == [("CB027", "attestations")]


def test_met_criteria_are_folded_and_open_by_key(page: EligibilityPage) -> None:
    _take(page, "CB036")
    tree = page.panel.tree
    fold = next(line for line in tree.lines if line.kind is LineKind.FOLD)
    assert fold.text == "2 tiêu chí đã đạt"
    before = len(tree.lines)
    tree.setCurrentIndex(tree.model().index(tree.lines.index(fold), 0))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert len(tree.lines) > before
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert len(tree.lines) == before


def test_evidence_is_named_with_decision_date_and_issuer(page: EligibilityPage) -> None:
    _take(page, "CB002")
    assert line_of(page.panel.tree, "455/QĐ-UBND ngày 20/02/2024").icon == "paperclip"


def test_a_warning_stands_above_the_criteria(page: EligibilityPage) -> None:
    _take(page, "CB042")
    assert "Có kỷ luật: Khiển trách (22/QĐ-SNgV) ngày 15/5/2024." in words_of(page.panel)


def test_readings_in_force_are_named_at_the_foot(page: EligibilityPage) -> None:
    assert page.panel.readings.text() == "Cách hiểu đang dùng: tất cả theo mặc định"
    press(page.panel, "Xem cả 20 cách hiểu trong kế hoạch")
    window = _window(page)
    assert window.page is window.pages["plans"]


def test_another_day_is_computed_and_told_apart_from_the_round(page: EligibilityPage) -> None:
    page.day.clear()
    type_text(page.day, "04/12/2025")
    QTest.keyClick(page.day, Qt.Key.Key_Return)
    window = _window(page)
    settle(window)
    assert page.chips._chips["dat"].count == 0
    assert "Đang xem ngày 04/12/2025, công nhận." in words_of(page)
    notes = words_of(page)
    assert "tính theo ngày 20/12/2025" in notes
    press(page, "Về ngày của đợt")
    settle(window)
    assert page.chips._chips["dat"].count == 6
    assert "Đang xem ngày" not in words_of(page)


def test_a_day_that_is_none_is_said_and_nothing_is_computed(page: EligibilityPage) -> None:
    page.day.clear()
    type_text(page.day, "31/02/2025")
    page.reload()
    settle(_window(page))
    assert "Chưa tính được: không có ngày 31/2/2025." in words_of(page)
    assert len(_rows(page)) == 73


def test_several_rows_go_onto_the_list_at_once(page: EligibilityPage, ctx: Context) -> None:
    table = page.listing.table
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert "Đã chọn 2 dòng" in words_of(page.listing)
    press(page, "Đưa vào danh sách chọn")
    window = _window(page)
    settle(window)
    assert len(_candidates(window, ctx)) == 2
    assert page.chips._chips["unlisted"].count == 4
    assert window.status.undo.isVisible()


def test_choosing_somebody_who_fails_asks_for_a_reason_in_the_page(page: EligibilityPage, ctx: Context) -> None:
    _take(page, "CB036")
    press(page, "Đưa vào danh sách chọn")
    assert "Lê Tuấn Tâm không đạt (Gương mẫu chấp hành chủ trương, pháp luật). Ghi lý do chọn." in words_of(
        page.listing
    )
    assert not page.listing.reason.give.isEnabled()
    type_text(page.listing.reason.field, "Hội đồng đề nghị xem xét")
    press(page, "Đưa vào")
    window = _window(page)
    settle(window)
    (row,) = _candidates(window, ctx)
    assert (row.candidate.subject, row.candidate.reason) == ("CB036", "Hội đồng đề nghị xem xét")
    assert row.candidate.frozen.verdict is Verdict.KHONG_DAT


def test_the_reason_can_be_left(page: EligibilityPage, ctx: Context) -> None:
    _take(page, "CB036")
    press(page, "Đưa vào danh sách chọn")
    press(page, "Thôi")
    assert not page.listing.reason.isVisible()
    assert _candidates(_window(page), ctx) == ()


def test_a_verdict_that_changes_is_told(page: EligibilityPage, ctx: Context) -> None:
    window = _window(page)
    made = Attestation(
        subject="CB036", criterion="HT_CNC_01", passed=True, attester="Giám đốc", date=date(2025, 12, 18)
    )
    window.shell.operations.act(page, lambda _progress: records.save_entry(ctx, made))
    settle(window)
    assert "1 kết luận vừa đổi: Lê Tuấn Tâm." in words_of(page)
    assert page.chips._chips["khong_dat"].count == 3


def test_a_subject_asked_for_is_taken_in_hand(page: EligibilityPage) -> None:
    visit(_window(page), EligibilityPage, subject="TTBC")
    assert page.panel.name.text() == "Phòng Thông tin - Báo chí đối ngoại"


def test_without_a_round_one_can_look_but_not_choose(open_window: Open, ctx: Context) -> None:
    with ctx.db.work("Bỏ đợt", "người thử") as work:
        work.delete("rounds", [item.id for item in work.rounds() if item.id is not None])
    window = open_window(ctx, "eligibility")
    page = window.page
    assert isinstance(page, EligibilityPage)
    assert len(_rows(page)) == 73
    assert "Chưa có đợt nào; đang xét theo kế hoạch 198/KH-SNgV, ngày 20/12/2025." in words_of(page)
    assert not page.listing.put.isEnabled()
    press(page, "Mở đợt mới")
    assert window.page is window.pages["new_round"]


def test_an_empty_folder_says_what_to_do(open_window: Open, empty_ctx: Context) -> None:
    window = open_window(empty_ctx, "eligibility")
    assert window.page is not None
    assert "Chưa có ai thuộc nhóm xét của kế hoạch này." in words_of(window.page)
    press(window.page, "Nhập từ Excel")
    assert window.page is window.pages["imports"]


def test_a_narrow_window_brings_the_reasons_as_a_drawer(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "eligibility", 911, 442)
    page = window.page
    assert isinstance(page, EligibilityPage)
    assert not page.panel.isVisible()
    QTest.keyClick(page.listing.table, Qt.Key.Key_Return)
    assert page.panel.isVisible()
    page.leave()
    assert not page.panel.isVisible()


def _candidates(window: Window, ctx: Context) -> tuple[Any, ...]:
    held = window.shell.round
    assert held is not None
    assert held.id is not None
    return rounds.candidates(ctx, held.id)


def _criterion(label: str, verdict: Verdict, *children: CriterionResult, any_of: bool = False) -> CriterionResult:
    return CriterionResult(label, label, verdict, f"{label}.", children=children, any_of=any_of)


def test_an_alternative_not_needed_is_told_apart_from_a_lack() -> None:
    met, other = _criterion("A", Verdict.DAT), _criterion("B", Verdict.CHUA_DAT)
    group = _criterion("nhóm", Verdict.DAT, met, other, any_of=True)
    root = replace(_criterion("", Verdict.DAT, group), code=None)
    texts = [line.text for line in lines_of(root)]
    assert "1 cách khác, không bắt buộc" in texts
    assert "B" not in texts
    assert missing_leaves(root) == []


def test_what_fails_comes_before_what_is_met() -> None:
    good = replace(_criterion("đủ", Verdict.DAT, _criterion("A", Verdict.DAT)), code=None)
    bad = replace(_criterion("thiếu", Verdict.CHUA_DAT, _criterion("B", Verdict.CHUA_DAT)), code=None)
    root = replace(_criterion("", Verdict.CHUA_DAT, good, bad), code=None)
    sections = [line.text for line in lines_of(root) if line.kind is LineKind.SECTION]
    assert sections == ["thiếu", "đủ"]


def test_the_rows_shown_leave_as_a_workbook_that_names_its_filter(
    page: EligibilityPage, answer: _Answers, tmp_path: Path
) -> None:
    target = tmp_path / "ket_qua.xlsx"
    _filter(page, "dat")
    answer.save(target)
    press(page, "Xuất Excel")
    settle(_window(page))
    with contextlib.closing(load_workbook(target)) as book:
        cells = [[cell for cell in row if cell is not None] for row in book.worksheets[0].iter_rows(values_only=True)]
    names = [row.verdict.subject_name for row in _rows(page)]
    assert [row[1] for row in cells if len(row) > 3 and str(row[0]).isdigit()] == names
    assert any("Chỉ gồm các dòng “Đạt” của bảng." in str(row[0]) for row in cells if row)
    assert _window(page).status.sentence.text() == f"Đã ghi {len(names)} kết luận vào ket_qua.xlsx."


def test_the_sheets_of_the_rows_selected_leave_as_one_pdf(
    page: EligibilityPage, answer: _Answers, tmp_path: Path
) -> None:
    target = tmp_path / "phieu.pdf"
    page.listing.table.selectAll()
    answer.save(target)
    page.listing.table.setFocus()
    QTest.keyClick(_window(page), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(_window(page))
    read = " ".join(texts(target.read_bytes()))
    assert read.count("PHIẾU XÉT ĐIỀU KIỆN") == len(_rows(page))
    assert all(row.verdict.subject_name in read for row in _rows(page))


def test_why_a_verdict_is_what_it_is_can_be_pasted_into_a_letter(page: EligibilityPage) -> None:
    _filter(page, "chua_dat")
    shown = page.listing.table.current()
    words = why(shown, page._results.request, page._results.plan_name)  # type: ignore[union-attr]
    assert words.startswith(f"{shown.verdict.subject_name}, nhóm xét {shown.verdict.field_label}: chưa đạt (")
    assert "tính đến ngày 20/12/2025" in words
    assert "; thiếu " in words
    menu = _menu_of(page)
    next(act for act in menu.actions() if act.text() == "Chép lý do của kết luận này").trigger()
    assert QGuiApplication.clipboard().text() == words


def test_the_menu_of_a_row_leads_where_its_words_say(page: EligibilityPage) -> None:
    _filter(page, "dat")
    shown = page.listing.table.current()
    words = [act.text() for act in _menu_of(page).actions()]
    assert "Đưa vào danh sách chọn" in words or shown.listed
    next(act for act in _menu_of(page).actions() if act.text().startswith("Mở hồ sơ")).trigger()
    settle(_window(page))
    assert isinstance(_window(page).page, RecordsPage)


def test_what_the_rows_chosen_lack_is_handed_out_to_their_units(
    page: EligibilityPage, answer: _Answers, tmp_path: Path
) -> None:
    _filter(page, "thieu_du_lieu")
    page.listing.table.selectAll()
    answer.folder(tmp_path / "giao")
    next(act for act in _menu_of(page).actions() if act.text() == "Giao bổ sung cho đơn vị…").trigger()
    settle(_window(page))
    made = sorted(file.name for file in (tmp_path / "giao").iterdir())
    assert len(made) > 1
    assert {Path(name).suffix for name in made} == {".xlsx", ".docx"}
    assert f"Đã ghi tệp và thư giao bổ sung cho {len(made) // 2} đơn vị" in words_of(page)


def _menu_of(page: EligibilityPage) -> QMenu:
    table = page.listing.table
    table.customContextMenuRequested.emit(table.visualRect(table.currentIndex()).center())
    menus = [made for made in table.findChildren(QMenu) if made.isVisible()]
    assert len(menus) == 1
    menus[0].close()
    return menus[0]
