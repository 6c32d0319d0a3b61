"""The overview of a round on the practice department: its tasks and where each is done, days, quotas, gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dienhinh_desktop.domain.backups import BackupReason
from dienhinh_desktop.domain.eligibility import AssessmentRequest, Stage, Verdict
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.overview import Overview, Shout, Task, TaskKind, TaskPlace, Urgency, urgency
from dienhinh_desktop.domain.records import Attestation, Grade, PlanDocument, Rating, SubjectKind
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.domain.views import SubjectQuery
from dienhinh_desktop.services import backups, eligibility, records, rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.overview import overview
from dienhinh_desktop.services.overview.deadlines import last_day_written

from .test_rounds import NEW, ON, PLAN

See = Callable[..., Overview]


@pytest.fixture
def desk(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


@pytest.fixture
def see(desk: Context) -> See:
    """See the overview of the practice round, with the clock at a day."""
    opened = rounds.open_round(desk, NEW)

    def look(on: date = ON, current: Round = opened) -> Overview:
        assert current.id is not None
        at = datetime(on.year, on.month, on.day, 9, 30)  # noqa: DTZ001 - an office's clock shows local time
        return overview(replace(desk, now=lambda: at), current.id)

    return look


def _task(found: Overview, kind: TaskKind) -> Task:
    (task,) = (item for item in found.tasks if item.kind is kind)
    return task


def _kinds(found: Overview) -> set[TaskKind]:
    return {item.kind for item in found.tasks}


def _choose(desk: Context, *choices: tuple[str, str]) -> int:
    number = rounds.rounds(desk)[0].id
    assert number is not None
    rounds.register(desk, number, [Choice(subject=code, field=field) for code, field in choices])
    return number


def test_a_round_that_is_gone_is_refused(desk: Context) -> None:
    with pytest.raises(UserError, match="không còn"):
        overview(desk, 99)


def test_who_lacks_a_rating_is_told_by_year_with_the_unit_and_the_way_there(desk: Context, see: See) -> None:
    tasks = [item for item in see().tasks if item.kind is TaskKind.RATINGS]
    assert [task.what for task in tasks] == [
        "1 người chưa có xếp loại năm 2025",
        "3 người, 1 tập thể chưa có xếp loại năm 2021, 2022, 2023",
    ]
    assert tasks[0].who == "Thanh tra Sở 1; thiếu thì chưa kết luận được"
    lacking_one = {"only_missing": True, "unit": "TTR", "kind": SubjectKind.PERSON, "year": 2025}
    assert tasks[0].place == TaskPlace("years", lacking_one)
    assert tasks[1].place == TaskPlace("records", {"only_missing": True, "unit": ""}), "people and a collective lack"
    with desk.db.read() as reader:
        kept = reader.records(kinds={"subjects", "ratings"})
    rated = {row.subject for row in kept.ratings if row.year == 2025}
    (lacking,) = (s.code for s in kept.subjects if s.unit == "TTR" and s.code not in rated)
    records.save_entry(desk, Rating(subject=lacking, year=2025, grade=Grade.HTTNV))
    assert [item.key for item in see().tasks if item.kind is TaskKind.RATINGS] == ["ratings.2023"]


def test_before_the_15th_of_december_nobody_lacks_the_rating_of_the_year(see: See) -> None:
    found = see(date(2025, 12, 14))
    assert "ratings.2025" not in {item.key for item in found.tasks}
    assert {gap.asked for unit in found.units for gap in unit.years if gap.year == 2025} == {0}


def test_who_cannot_be_judged_for_want_of_data_is_told_with_what_lacks(see: See) -> None:
    task = _task(see(), TaskKind.MISSING)
    assert task.what == "7 người, 2 tập thể chưa kết luận được vì thiếu dữ liệu"
    assert "Phòng Quản lý biên giới (thiếu xếp loại 2022)" in task.who
    assert task.place == TaskPlace("eligibility", {"filter": "thieu_du_lieu"})


def test_whoever_is_eligible_and_not_listed_is_named_until_listed(desk: Context, see: See) -> None:
    request = AssessmentRequest(PLAN, ON, Stage.RECOGNITION)
    passed = [item for item in eligibility.assess(desk, request) if item.verdict is Verdict.DAT]
    task = _task(see(), TaskKind.UNLISTED)
    assert task.what == "5 người, 1 tập thể đạt mà chưa có tên trong danh sách"
    assert task.who == "Phòng Hợp tác quốc tế, Lưu Hoàng An, Nguyễn Hữu Tiến và 3 đối tượng nữa"
    _choose(desk, *((item.subject, item.field) for item in passed[1:]))
    assert _task(see(), TaskKind.UNLISTED).who == passed[0].subject_name
    _choose(desk, (passed[0].subject, passed[0].field))
    assert not {TaskKind.UNLISTED, TaskKind.NOBODY} & _kinds(see())


def test_what_blocks_the_papers_shouts_loudest_and_opens_the_record_or_the_papers(desk: Context, see: See) -> None:
    assert TaskKind.BLOCKING not in _kinds(see())
    _choose(desk, ("CB005", "COT_CAN"), ("CB021", "COT_CAN"))
    assert TaskKind.BLOCKING not in _kinds(see())
    records.save_subject(desk, replace(records.open_card(desk, "CB005").subject, birth=None))
    first = see().tasks[0]
    assert (first.kind, first.shout, first.what) == (TaskKind.BLOCKING, Shout.BLOCKING, "Danh sách còn 1 lỗi chặn")
    assert (first.who, first.act) == ("Lưu Hoàng An chưa có năm sinh", "sửa 1 lỗi chặn")
    assert first.place == TaskPlace("records", {"subject": "CB005", "back": "overview"})
    records.save_subject(desk, replace(records.open_card(desk, "CB021").subject, birth=None))
    assert see().tasks[0].place == TaskPlace("documents")


def test_a_verdict_that_is_another_now_than_when_it_was_frozen_is_told(desk: Context, see: See) -> None:
    _choose(desk, ("HTQT", "TAP_THE"), ("CB005", "COT_CAN"))
    assert TaskKind.CHANGED not in _kinds(see())
    refused = Attestation(subject="HTQT", criterion="HT_TT_01", passed=False, attester="Chánh Văn phòng", date=ON)
    records.save_entry(desk, refused)
    task = _task(see(), TaskKind.CHANGED)
    assert (task.what, task.who) == ("Kết luận của 1 đối tượng nay khác lúc chọn", "Phòng Hợp tác quốc tế")
    assert task.place == TaskPlace("rounds", {"subject": "HTQT"})


@pytest.mark.parametrize(
    ("on", "shout", "how"),
    [
        (date(2025, 12, 20), None, Urgency.LATER),
        (date(2025, 12, 21), Shout.NOTE, Urgency.NEAR),
        (date(2025, 12, 28), Shout.WARNING, Urgency.SOON),
        (date(2026, 1, 2), Shout.WARNING, Urgency.OVERDUE),
    ],
)
def test_a_milestone_comes_up_ten_days_before_and_grows_louder(
    see: See, on: date, shout: Shout | None, how: Urgency
) -> None:
    found = see(on)
    task = next((item for item in found.tasks if item.kind is TaskKind.MILESTONE), None)
    assert (task.shout if task else None) is shout
    assert urgency(date(2025, 12, 31), on) is how
    if task is not None:
        assert task.what == "Hội nghị, danh sách tôn vinh"
        assert task.due == date(2025, 12, 31)
        assert task.place == TaskPlace("plans", {"plan": PLAN, "tab": "milestones", "code": "HT_M08"})


def test_a_milestone_somebody_has_signed_for_asks_no_more(desk: Context, see: See) -> None:
    assert TaskKind.MILESTONE in _kinds(see(date(2025, 12, 28)))
    signed = PlanDocument(plan=PLAN, milestone="HT_M08", unit="SNV", number="131/BC-SNgV", date=date(2025, 12, 22))
    with desk.db.work("Ghi văn bản", "Văn thư") as work:
        work.insert("plan_documents", [signed])
    found = see(date(2025, 12, 28))
    assert TaskKind.MILESTONE not in _kinds(found)
    assert next(item for item in found.milestones if item.info.code == "HT_M08").met
    assert found.next_milestone is None


def test_days_long_passed_are_one_line(see: See) -> None:
    task = _task(see(), TaskKind.PASSED)
    assert task.what == "3 mốc đã qua mà sổ chưa có văn bản"
    assert task.shout is Shout.NOTE


def test_tasks_of_the_list_are_due_with_the_next_milestone(see: See) -> None:
    found = see()
    assert found.next_milestone is not None
    assert found.next_milestone.info.code == "HT_M08"
    assert {item.due for item in found.tasks if item.kind is TaskKind.MISSING} == {date(2025, 12, 31)}
    assert [item.shout for item in found.tasks] == sorted(item.shout for item in found.tasks)


@pytest.mark.parametrize(
    ("wording", "day"),
    [
        ("trước ngày 10/6/2021", date(2021, 6, 10)),
        ("trong Quý II năm 2021", date(2021, 6, 30)),
        ("Quý IV/2023", date(2023, 12, 31)),
        ("quý 1 2022", date(2022, 3, 31)),
        ("từ 01/3/2021 đến 15/3/2021", date(2021, 3, 15)),
        ("ngày 31/02/2021", None),
        ("khi có yêu cầu", None),
        ("Năm 2024", None),
    ],
)
def test_the_last_day_a_wording_names_is_read(wording: str, day: date | None) -> None:
    assert last_day_written(wording) == day


@pytest.mark.parametrize(
    ("plan", "year", "told"),
    [
        ("TC_UBND_2021_2025", 2025, "“trong Quý II năm 2021” là trước ngày ban hành 02/7/2021"),
        ("KG_SXD_2022", 2022, "“trước ngày 10/6/2021” là trước ngày đầu giai đoạn 01/01/2022"),
        ("HT_SNGV_2021_2025", 2025, None),
    ],
)
def test_days_of_a_plan_that_cannot_be_are_told_with_how_they_are_read(
    desk: Context, see: See, plan: str, year: int, told: str | None
) -> None:
    opened = rounds.open_round(desk, replace(NEW, plan=plan, year=year, on=date(year, 12, 20)))
    tasks = [item for item in see(current=opened).tasks if item.kind is TaskKind.DATES]
    assert [told in item.what for item in tasks] == [True] if told else not tasks
    assert all(item.place.page == "plans" and item.place.arguments["plan"] == plan for item in tasks)


def test_a_doubtful_day_whose_reading_was_chosen_for_the_round_is_settled(desk: Context, see: See) -> None:
    new = replace(NEW, plan="KG_SXD_2022", year=2022, on=date(2022, 12, 20), readings={"N4": "nguyen_van"})
    assert TaskKind.DATES not in _kinds(see(current=rounds.open_round(desk, new)))


def test_backups_are_asked_for_when_there_is_none_or_the_newest_is_a_week_old(desk: Context, see: See) -> None:
    assert _task(see(), TaskKind.BACKUP).what == "Chưa có bản sao lưu nào"
    backups.make(desk, BackupReason.BY_HAND, "")
    assert TaskKind.BACKUP not in _kinds(see())
    assert TaskKind.BACKUP not in _kinds(see(ON + timedelta(days=7)))
    task = _task(see(ON + timedelta(days=8)), TaskKind.BACKUP)
    assert task.what == "Đã 8 ngày chưa sao lưu"
    assert task.place == TaskPlace("settings", {"section": "backups"})


def test_gaps_are_counted_by_unit_and_year_and_sum_to_who_lacks_a_rating(desk: Context, see: See) -> None:
    units = {item.unit: item for item in see().units}
    assert units["TTR"].years[-1].missing == 1
    assert [gap.missing for gap in units["QLBG"].years] == [1, 1, 0, 0, 0]
    page = records.find_subjects(desk, SubjectQuery())
    assert sum(item.missing for item in units.values()) == sum(row.missing for row in page.rows)


def test_the_counts_are_those_of_the_round(see: See, desk: Context) -> None:
    found = see()
    summary = rounds.summary(desk, found.round.id or 0)
    assert found.verdicts[Verdict.DAT] == summary.passed == 6
    assert found.verdicts[Verdict.THIEU_DU_LIEU] == summary.missing_data
    assert sum(found.verdicts.values()) == summary.assessed
    (quota,) = found.quotas
    assert sum(count for _words, count in quota.shares) == quota.row.have == 5
    _choose(desk, ("CB005", "COT_CAN"))
    assert see().quotas[0].shares == (("Tập thể", 1), ("Lãnh đạo", 1), ("Cá nhân", 3))


def test_milestones_of_the_round_are_those_of_its_year_and_those_still_owed(see: See) -> None:
    found = see()
    assert [item.info.code for item in found.of_this_round] == ["HT_M02", "HT_M03", "HT_M06", "HT_M07", "HT_M08"]
    assert len(found.milestones) == 9


def test_everybody_is_judged_once_until_a_record_changes(desk: Context, see: See) -> None:
    see()
    kept = desk.memory.judged
    assert kept is not None
    rounds.summary(desk, rounds.rounds(desk)[0].id or 0)
    again = eligibility.assess(desk, AssessmentRequest(PLAN, ON, Stage.RECOGNITION))
    assert desk.memory.judged is kept
    assert all(item in kept.verdicts[item.subject] for item in again)
    records.save_entry(desk, Rating(subject="CB005", year=2020, grade=Grade.HTTNV))
    assert eligibility.assess(desk, AssessmentRequest(PLAN, ON, Stage.RECOGNITION)) == again
    assert desk.memory.judged is not kept


def test_what_is_kept_answers_as_the_engine_would(desk: Context) -> None:
    request = AssessmentRequest(PLAN, ON, Stage.RECOGNITION)
    some = replace(request, subjects=("CB021", "HTQT", "CB005"))
    fresh = eligibility.assess(desk, some)
    other = eligibility.assess(desk, replace(some, on=date(2024, 12, 20)))
    eligibility.assess(desk, request)
    assert desk.memory.judged is not None
    assert eligibility.assess(desk, some) == fresh
    assert eligibility.assess(desk, replace(some, on=date(2024, 12, 20))) == other != fresh
    read = replace(some, readings={"N3": "lien_tiep"})
    kept = eligibility.assess(desk, read)
    desk.memory.judged = None
    assert eligibility.assess(desk, read) == kept
