"""Kế hoạch in the window: what the plan says, how it is read, and the round made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dienhinh_desktop.services import plans
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit.columns import Group
from dienhinh_desktop.ui.kit.marks import Mark
from dienhinh_desktop.ui.kit.timeline import Moment, _stacked
from dienhinh_desktop.ui.pages.new_round import NewRoundPage
from dienhinh_desktop.ui.pages.plans import PlansPage
from dienhinh_desktop.ui.pages.plans.columns import read_as
from dienhinh_desktop.ui.pages.plans.content import LOST, facts
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
