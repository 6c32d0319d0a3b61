"""Kế hoạch in the window: what the plan says, how it is read, and the round made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dienhinh_desktop.domain.eligibility import PackTrial, Verdict, VerdictChange
from dienhinh_desktop.services import plans, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit.columns import Group
from dienhinh_desktop.ui.kit.marks import Mark
from dienhinh_desktop.ui.kit.options import OptionWords
from dienhinh_desktop.ui.kit.timeline import Moment, _stacked
from dienhinh_desktop.ui.pages.new_round import NewRoundPage
from dienhinh_desktop.ui.pages.plans import PlansPage
from dienhinh_desktop.ui.pages.plans.columns import read_as
from dienhinh_desktop.ui.pages.plans.content import LOST, facts
from dienhinh_desktop.ui.pages.plans.reading import trial_lines
from dienhinh_desktop.ui.window import Window

from .desk import settle
from .doing import press, visit, words_of

Open = Callable[..., Window]
CODE = "HT_SNGV_2021_2025"


@pytest.fixture
def page(window: Window) -> PlansPage:
    return visit(window, PlansPage, plan=CODE)


def test_the_head_names_the_plan(page: PlansPage) -> None:
    assert page.head.title.text() == "Kế hoạch 198/KH-SNgV"
    assert page.head.note.text().startswith("Sở Ngoại vụ tỉnh Hà Tĩnh, 24/3/2021; giai đoạn 2021–2025; bản ")


def test_a_law_is_named_as_a_law_and_its_criteria_stand_under_their_articles(window: Window) -> None:
    page = visit(window, PlansPage, plan="LUAT_TDKT")
    assert page.head.title.text() == "Luật 06/2022/QH15"
    assert page.head.note.text().startswith("Quốc hội, 15/6/2022; giai đoạn 2024–2026")
    rows = page.tables["criteria"].things
    groups = [row.text for row in map(rows.row, range(rows.rowCount())) if isinstance(row, Group)]
    assert groups[0] == "Điều 24"
    assert {"Điều 21", "Điều 22", "Điều 23", "Điều 27", "Điều 28", "Điều 44", "Điều 73", "Điều 74"} <= set(groups)
    assert not any(group.startswith("Mục") for group in groups)
    page.tables["criteria"].choose("LUAT_LDTT_01")
    settle(window)
    assert "Tóm tắt theo Điều 24 khoản 1 Luật 06/2022/QH15" in words_of(page.detail)


def test_every_part_of_the_plan_has_its_tab_with_a_count(page: PlansPage, ctx: Context) -> None:
    plan = plans.plan(ctx, CODE)
    texts = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    assert texts == [
        "Nội dung",
        f"Tiêu chí  {len(plan.criteria)}",
        f"Chỉ tiêu  {len(plan.quotas)}",
        f"Mốc thời gian  {len(plan.milestones)}",
        f"Cách hiểu  {len(plan.readings)}",
        f"Quy trình  {len(plan.steps)}",
    ]


def test_criteria_stand_under_the_sections_of_the_plan(page: PlansPage) -> None:
    things = page.tables["criteria"].things
    first = things.row(0)
    assert isinstance(first, Group)
    assert first.text == "Mục II.1"
    assert len(things.things()) == 24


def test_a_criterion_shows_its_words_and_the_readings_that_bear_on_it(window: Window, page: PlansPage) -> None:
    page.tables["criteria"].choose("HT_TT_05")
    settle(window)
    said = words_of(page.detail)
    assert "Trong đó có ít nhất 03 năm hoàn thành xuất sắc nhiệm vụ" in said
    assert "03 năm bất kỳ trong giai đoạn\nmặc định, đang dùng" in said
    assert "03 năm liền nhau trong giai đoạn" in said


def test_a_milestone_stands_in_the_words_of_the_plan_beside_the_day_read(window: Window, page: PlansPage) -> None:
    visit(window, PlansPage, tab="milestones")
    model = page.tables["milestones"].model()
    assert [model.index(0, place).data() for place in range(3)] == [
        "HT_M01",
        "“trước 30/3/2021”",
        "muộn nhất 29/3/2021",
    ]
    page.tables["milestones"].choose("HT_M04")
    settle(window)
    assert "Không ghi ngày; ước tính cuối năm 2022." in words_of(page.detail)


def test_a_reading_names_the_criteria_it_bears_on(window: Window, page: PlansPage) -> None:
    visit(window, PlansPage, tab="readings")
    page.tables["readings"].choose("N3")
    settle(window)
    assert "HT_TT_05  Ít nhất 03 năm hoàn thành xuất sắc nhiệm vụ" in words_of(page.detail)


def test_the_content_is_a_page_to_be_read(window: Window, page: PlansPage) -> None:
    visit(window, PlansPage, tab="content")
    said = words_of(page.content)
    assert "Thái Phúc Sơn, GIÁM ĐỐC" in said
    assert "06/KH-UBND ngày 11/01/2021" in said
    assert "Kế hoạch không có bước suy tôn riêng" in words_of(page.detail)


def test_a_fact_lost_in_the_scan_is_said_to_be_lost(ctx: Context) -> None:
    plan = replace(plans.plan(ctx, CODE), number=None, signer=None, signer_post=None, issued=None, place=None)
    known = dict(facts(plan))
    assert (known["Số"], known["Ngày ban hành"], known["Người ký"]) == (LOST, LOST, LOST)


def test_lost_facts_stand_at_the_head_of_the_content(window: Window, page: PlansPage, ctx: Context) -> None:
    page.content.show_plan(replace(plans.plan(ctx, CODE), lost=("số hiệu của kế hoạch",)))
    page.tabs.choose("content")
    settle(window)
    assert "chương trình để trống chứ không đoán" in words_of(page.content)
    assert "– số hiệu của kế hoạch" in words_of(page.content)


def _choose_option(window: Window, page: PlansPage, reading: str, option: str) -> None:
    page.tables["readings"].choose(reading)
    settle(window)
    page.detail._readings[reading].radios[option].click()
    settle(window)


def test_another_reading_is_tried_on_the_records_at_once(window: Window, page: PlansPage) -> None:
    visit(window, PlansPage, tab="readings")
    _choose_option(window, page, "N3", "lien_tiep")
    said = words_of(page.detail)
    assert "Chạy thử trên sổ, ngày 20/12/2025" in said
    assert "Đạt 6 → 5: bớt 1 (Phòng Hợp tác quốc tế), thêm 0." in said
    assert "Thành không đạt 2 (Sở Ngoại vụ tỉnh Lam Giang và Trung tâm Dịch vụ đối ngoại)." in said


def test_a_trial_writes_nothing(window: Window, page: PlansPage, ctx: Context) -> None:
    with ctx.db.read() as reader:
        before = reader.last_act()
    visit(window, PlansPage, tab="readings")
    _choose_option(window, page, "N3", "lien_tiep")
    with ctx.db.read() as reader:
        assert reader.last_act() == before
    assert rounds.rounds(ctx)[0].readings == {}
    assert "không ghi gì vào sổ" in words_of(page.detail)


def test_the_default_chosen_again_takes_the_trial_away(window: Window, page: PlansPage) -> None:
    visit(window, PlansPage, tab="readings")
    _choose_option(window, page, "N3", "lien_tiep")
    words = page.detail._readings["N3"].findChildren(OptionWords)
    QTest.mouseClick(words[0], Qt.MouseButton.LeftButton)
    settle(window)
    assert page.detail._readings["N3"].chosen == "bat_ky"
    assert "Chạy thử" not in words_of(page.detail._readings["N3"])


def test_a_reading_can_be_tried_from_its_criterion(window: Window, page: PlansPage) -> None:
    page.tables["criteria"].choose("HT_TT_05")
    settle(window)
    page.detail._readings["N3"].radios["lien_tiep"].click()
    settle(window)
    assert "Đạt 6 → 5" in words_of(page.detail)


def _change(name: str, field: str, before: Verdict | None, after: Verdict) -> VerdictChange:
    return VerdictChange(subject=name, name=name, field=field, before=before, after=after)


def test_a_trial_is_told_with_names() -> None:
    moved = (
        _change("An", "A", Verdict.DAT, Verdict.KHONG_AP_DUNG),
        _change("An", "B", Verdict.KHONG_AP_DUNG, Verdict.DAT),
        *(_change(f"Người {n}", "A", Verdict.CHUA_DAT, Verdict.DAT) for n in range(7)),
        _change("Bình", "A", Verdict.CHUA_DAT, Verdict.KHONG_DAT),
    )
    trial = PackTrial(plan="X", on=date(2025, 12, 20), changes=moved, passed=6)
    texts = [text for _mark, text in trial_lines(trial, {"A": "Lãnh đạo", "B": "Nhân viên"})]
    assert texts == [
        "Đạt 6 → 13: bớt 1 (An [Lãnh đạo]), "
        "thêm 8 (An [Nhân viên], Người 0, Người 1, Người 2, Người 3, Người 4 và 2 nữa).",
        "Thành không đạt 1 (Bình).",
    ]


def test_a_trial_that_changes_nothing_says_so() -> None:
    trial = PackTrial(plan="X", on=date(2025, 12, 20), changes=(), passed=6)
    assert trial_lines(trial, {}) == [(Mark.NONE, "Đạt 6, không đổi; không kết luận nào đổi.")]


def test_a_corrected_date_stands_beside_the_wording_of_the_source(window: Window, page: PlansPage) -> None:
    visit(window, PlansPage, plan="KG_SXD_2022", tab="milestones")
    page.tables["milestones"].choose("KG_M03")
    settle(window)
    said = words_of(page.detail)
    assert "trước ngày 10/6/2021" in said
    assert "muộn nhất 09/6/2022" in said
    line = page.tables["milestones"].current()
    assert line.info.correction in said
    assert line.doubtful


def test_a_signer_lost_in_the_scan_leaves_his_post(ctx: Context) -> None:
    known = dict(facts(plans.plan(ctx, "KG_SXD_2022")))
    assert known["Người ký"] == f"họ tên {LOST}, KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"
    assert dict(facts(plans.plan(ctx, "QB_SXD_2021_2025")))["Người ký"] == f"Lê Anh Tuấn, chức vụ {LOST}"


def test_a_crowded_strip_leaves_its_room_to_a_long_list(window: Window, page: PlansPage) -> None:
    visit(window, PlansPage, plan="TC_UBND_2021_2025", tab="criteria")
    assert not page.strip.isVisible()
    visit(window, PlansPage, tab="milestones")
    assert page.strip.isVisible()
    visit(window, PlansPage, plan=CODE, tab="criteria")
    assert page.strip.isVisible()


@pytest.mark.parametrize("tab", ["content", "criteria", "quotas", "milestones", "readings", "steps"])
def test_every_installed_plan_shows_every_tab(window: Window, page: PlansPage, ctx: Context, tab: str) -> None:
    for plan in plans.plans(ctx):
        visit(window, PlansPage, plan=plan.code, tab=tab)
        if tab == "content":
            assert plan.title in words_of(page.content)
        else:
            assert len(page.tables[tab].things.things()) == len(getattr(plan, tab))


def test_a_round_is_made_from_the_plan(window: Window, page: PlansPage) -> None:
    press(page, "Lập đợt từ kế hoạch")
    settle(window)
    assert isinstance(window.page, NewRoundPage)
    assert window.page.plan.key == CODE


def test_the_strip_says_itself_whole(page: PlansPage) -> None:
    assert "HT_M01: “trước 30/3/2021” đọc là muộn nhất 29/3/2021" in page.timeline.accessibleName()


@pytest.mark.parametrize(
    ("first", "last", "fuzzy", "words"),
    [
        (None, None, True, "theo sự kiện, không có ngày"),
        (date(2021, 3, 24), date(2021, 3, 29), False, "muộn nhất 29/3/2021"),
        (date(2022, 1, 1), date(2022, 12, 31), True, "trong năm 2022"),
        (date(2022, 1, 1), date(2023, 12, 31), True, "trong các năm 2022–2023"),
        (date(2023, 6, 1), date(2023, 7, 31), True, "khoảng 01/6 – 31/7/2023"),
        (date(2022, 11, 1), date(2023, 1, 31), True, "khoảng 01/11/2022 – 31/01/2023"),
    ],
)
def test_spans_are_written_short(first: date | None, last: date | None, fuzzy: bool, words: str) -> None:
    assert read_as(first, last, fuzzy=fuzzy) == words


def test_milestones_that_overlap_stand_in_rows_of_their_own() -> None:
    year = Moment("cả năm", date(2022, 1, 1), date(2022, 12, 31), Mark.OK, "")
    inside = Moment("một ngày", date(2022, 5, 1), date(2022, 5, 1), Mark.OK, "")
    after = Moment("năm sau", date(2023, 6, 1), date(2023, 12, 31), Mark.OK, "")
    rows = {moment.words: row for moment, row in _stacked([year, inside, after])}
    assert rows["cả năm"] != rows["một ngày"]
    assert rows["năm sau"] in (0, 1)
