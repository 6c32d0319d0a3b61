"""The council: members, meetings, votes with the law's thresholds, sums that cannot be, closing and opening again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from dienhinh_desktop import resources
from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.council import (
    CouncilMember,
    CouncilPost,
    Meeting,
    MeetingPurpose,
    Sitting,
    Tally,
    TellerPost,
    VoteManner,
)
from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.lifecycle import LifeState, StepAsked
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.domain.upkeep import Changes
from dienhinh_desktop.domain.votes import Threshold
from dienhinh_desktop.rules.packs import Pack, read_pack
from dienhinh_desktop.services import council, records, rounds, undoing, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.rounds.life import take_step
from dienhinh_desktop.storage.database import Database

from ..conftest import NOW

PLAN, LAW = "HT_SNGV_2021_2025", "LUAT_TDKT"
DAY = date(2025, 12, 18)
CHOSEN = (("HTQT", "TAP_THE"), ("CB005", "COT_CAN"), ("CB025", "KHONG_LANH_DAO"))


def open_round(ctx: Context, *choices: tuple[str, str], plan: str = PLAN, stage: Stage = Stage.RECOGNITION) -> int:
    opened = rounds.open_round(ctx, Round(plan=plan, stage=stage, year=2025, name="Đợt 2025", on=DAY))
    assert opened.id is not None
    rounds.register(ctx, opened.id, [Choice(subject=code, field=field, reason="Xét") for code, field in choices])
    return opened.id


@pytest.fixture(scope="module")
def rounds_folder(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, packs: Mapping[str, Pack]) -> Path:
    """A data folder with the practice records and a round of the plan and of the law, made once and copied."""
    folder = tmp_path_factory.mktemp("council") / "so"
    with Database.open(folder, now=lambda: NOW) as db:
        made = Context(db=db, catalogue=catalogue, packs=packs, who="Văn thư", now=lambda: NOW)
        upkeep.load_practice(made)
        open_round(made, *CHOSEN)
        open_round(made, ("CB005", "CSTD_CS"), ("CB005", "CSTD_TINH_BO"), ("CB021", "LDTT"), plan=LAW)
    return folder


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    target = tmp_path / "so"
    if "round_id" in request.fixturenames or "law_round" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("rounds_folder"), target)
    return target


def round_of(ctx: Context, plan: str) -> int:
    return next(item.id or 0 for item in rounds.rounds(ctx) if item.plan == plan)


@pytest.fixture
def round_id(ctx: Context) -> int:
    return round_of(ctx, PLAN)


@pytest.fixture
def law_round(ctx: Context) -> int:
    return round_of(ctx, LAW)


def seat(ctx: Context, count: int = 5) -> None:
    posts = [CouncilPost.CHAIR, CouncilPost.DEPUTY, CouncilPost.SECRETARY]
    for place in range(count):
        post = posts[place] if place < 3 else CouncilPost.MEMBER
        council.save_member(ctx, CouncilMember(name=f"Thành viên {place + 1}", post=post, position="Phó Giám đốc"))


def meet(ctx: Context, round_id: int, **facts: object) -> int:
    council.open_meeting(ctx, replace(Meeting(round_id=round_id, day=DAY), **facts))  # type: ignore[arg-type]
    number = council.meetings(ctx, round_id)[-1].id
    assert number is not None
    return number


def numbers(ctx: Context, meeting: int, **changed: object) -> None:
    council.save_meeting(ctx, replace(council.sitting(ctx, meeting).meeting, **changed))  # type: ignore[arg-type]


def full(ctx: Context, round_id: int, **facts: object) -> int:
    told = {"members": 19, "present": 17, "collected": 17, "valid": 17, "threshold": Threshold.parse("50 %"), **facts}
    return meet(ctx, round_id, **told)


def vote(ctx: Context, meeting: int, *agree: int | None) -> Sitting:
    keys = [(item.subject, item.field) for item in council.sitting(ctx, meeting).results]
    council.enter_votes(ctx, meeting, dict(zip(keys, agree, strict=False)))
    return council.sitting(ctx, meeting)


class TestMembers:
    def test_they_are_kept_with_their_days_in_their_order(self, ctx: Context) -> None:
        chair = CouncilMember(name="  Lê  Văn An ", post=CouncilPost.CHAIR, position="Giám đốc", end=date(2025, 6, 30))
        council.save_member(ctx, chair)
        council.save_member(ctx, CouncilMember(name="Hồ Bình", post=CouncilPost.CHAIR, start=date(2025, 7, 1)))
        assert [item.name for item in council.members(ctx)] == ["Lê Văn An", "Hồ Bình"]
        assert [item.name for item in council.members(ctx, DAY)] == ["Hồ Bình"]
        held = council.members(ctx)[1]
        council.save_member(ctx, replace(held, position="Phó Giám đốc"))
        assert council.members(ctx)[1].position == "Phó Giám đốc"
        council.remove_members(ctx, [held.id or 0])
        assert len(council.members(ctx)) == 1
        undoing.undo_last(ctx)
        assert len(council.members(ctx)) == 2

    @pytest.mark.parametrize(
        ("member", "said"),
        [
            (CouncilMember(name=" ", post=CouncilPost.MEMBER), "Chưa ghi họ tên"),
            (
                CouncilMember(name="A", post=CouncilPost.MEMBER, start=date(2025, 7, 2), end=date(2025, 7, 1)),
                r"Ngày thôi \(01/7/2025\) trước ngày bắt đầu \(02/7/2025\)",
            ),
            (CouncilMember(name="B", post=CouncilPost.CHAIR), "Hồ Bình đang là Chủ tịch hội đồng"),
        ],
    )
    def test_what_cannot_be_is_refused(self, ctx: Context, member: CouncilMember, said: str) -> None:
        council.save_member(ctx, CouncilMember(name="Hồ Bình", post=CouncilPost.CHAIR))
        with pytest.raises(UserError, match=said):
            council.save_member(ctx, member)
        assert len(council.members(ctx)) == 1


class TestMeetings:
    def test_whoever_is_in_the_council_on_the_day_is_at_the_meeting(self, ctx: Context, round_id: int) -> None:
        seat(ctx)
        gone = CouncilMember(name="Đã nghỉ", post=CouncilPost.MEMBER, end=date(2024, 1, 1))
        council.save_member(ctx, gone)
        shown = council.sitting(ctx, meet(ctx, round_id))
        assert [row.name for row in shown.attendances] == [f"Thành viên {n}" for n in range(1, 6)]
        assert (shown.turnout.members, shown.turnout.present, shown.turnout.absent) == (5, 5, 0)
        assert shown.results[0].name == "Phòng Hợp tác quốc tế"

    def test_those_named_are_counted_and_numbers_typed_beside_them_are_not(self, ctx: Context, round_id: int) -> None:
        seat(ctx)
        number = meet(ctx, round_id, members=99, present=98)
        held = list(council.sitting(ctx, number).attendances)
        held[3] = replace(held[3], present=False, reason="Đi công tác", written=True, teller=TellerPost.HEAD)
        held[4] = replace(held[4], present=False, reason="Ốm")
        held[0] = replace(held[0], reason="quên xóa", written=True, teller=TellerPost.HEAD)
        council.save_attendances(ctx, number, held)
        shown = council.sitting(ctx, number)
        turnout = shown.turnout
        assert (turnout.members, turnout.present, turnout.absent, turnout.written) == (5, 3, 2, 1)
        assert (shown.attendances[0].reason, shown.attendances[0].written) == ("", False)
        assert shown.attendances[3].teller is None, "who is not there counts no ballots"

    def test_who_is_not_in_the_list_any_more_is_not_named(self, ctx: Context, round_id: int) -> None:
        seat(ctx)
        number = meet(ctx, round_id)
        held = council.sitting(ctx, number).attendances
        council.save_attendances(ctx, number, held[1:])
        assert council.sitting(ctx, number).turnout.members == 4
        council.take_council(ctx, number)
        assert council.sitting(ctx, number).turnout.members == 5

    @pytest.mark.parametrize(("name", "said"), [("", "chưa ghi họ tên"), ("Thành viên 2", "Thành viên 2 có hai dòng")])
    def test_a_name_missing_or_written_twice_is_refused(
        self, ctx: Context, round_id: int, name: str, said: str
    ) -> None:
        seat(ctx)
        number = meet(ctx, round_id)
        held = council.sitting(ctx, number).attendances
        with pytest.raises(UserError, match=said):
            council.save_attendances(ctx, number, [replace(held[0], name=name), *held[1:]])

    def test_the_next_one_is_like_the_last(self, ctx: Context, round_id: int) -> None:
        full(ctx, round_id, place="Phòng họp A", purpose=MeetingPurpose.HONOUR, basis="QĐ 12/QĐ-SNgV")
        found = council.propose_meeting(ctx, round_id)
        assert (found.place, found.purpose, found.members, found.basis) == (
            "Phòng họp A", MeetingPurpose.HONOUR, 19, "QĐ 12/QĐ-SNgV",
        )  # fmt: skip
        assert found.threshold == Threshold.parse("50 %")
        assert (found.present, found.collected, found.valid, found.id) == (None, None, None, None)
        assert found.day == ctx.now().date()

    def test_one_taken_away_comes_back_whole(self, ctx: Context, round_id: int) -> None:
        seat(ctx)
        number = meet(ctx, round_id, collected=5, valid=5)
        before = vote(ctx, number, 5, 4, 3)
        council.remove_meeting(ctx, number)
        assert council.meetings(ctx, round_id) == ()
        undoing.undo_last(ctx)
        assert council.sitting(ctx, number) == before
        assert upkeep.check(ctx).faults == ()

    def test_opening_is_not_taken_back_under_its_votes(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        opened = upkeep.acts(ctx, 1)[0].id
        vote(ctx, number, 10)
        with pytest.raises(UserError, match="còn 1 dòng Phiếu của phiên họp dựa vào phiên họp đó"):
            undoing.undo_one(ctx, opened)
        undoing.undo_back_to(ctx, opened)
        assert council.meetings(ctx, round_id) == ()


class TestVotes:
    def test_the_share_is_of_all_members_present_or_not(self, ctx: Context, round_id: int) -> None:
        first, second, third = vote(ctx, full(ctx, round_id), 17, 10, 9).results
        assert (first.share(), second.share(), third.share()) == ("89", "53", "47")
        assert (first.passed, second.passed, third.passed) == (True, True, False)
        assert (first.disagree, third.disagree, third.missing) == (0, 8, 1)

    def test_equal_votes_share_a_place(self, ctx: Context, round_id: int) -> None:
        shown = vote(ctx, full(ctx, round_id), 12, 15, 12)
        assert [(item.rank, item.tied) for item in shown.results] == [(2, True), (1, False), (2, True)]

    def test_numbers_that_do_not_add_up_are_kept_and_named(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id, valid=18)
        assert council.sitting(ctx, number).faults == ("Phiếu hợp lệ (18) nhiều hơn phiếu thu (17).",)
        numbers(ctx, number, valid=16, collected=17)
        shown = vote(ctx, number, 17, 16, 3)
        assert shown.faults == ("Phiếu đồng ý của Phòng Hợp tác quốc tế (17) nhiều hơn phiếu hợp lệ (16).",)
        assert shown.turnout.invalid == 1

    def test_all_three_numbers_of_one_candidate_must_make_the_valid_ballots(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        made = Tally(meeting_id=number, subject="CB005", field="COT_CAN", agree=12, disagree=3, other=1)
        council.save_tally(ctx, made)
        shown = council.sitting(ctx, number)
        assert shown.faults == ("Phiếu của Lưu Hoàng An cộng lại 16, không bằng phiếu hợp lệ (17).",)
        council.save_tally(ctx, replace(made, other=2))
        assert council.sitting(ctx, number).faults == ()

    def test_votes_can_be_taken_away_again(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        vote(ctx, number, 17, 10, 9)
        shown = vote(ctx, number, None)
        assert [item.agree for item in shown.results] == [None, 10, 9]
        assert "Chưa bỏ phiếu: Phòng Hợp tác quốc tế." in shown.cautions
        undoing.undo_last(ctx)
        assert [item.agree for item in council.sitting(ctx, number).results] == [17, 10, 9]

    @pytest.mark.parametrize("wrong", [-1, 10000])
    def test_what_is_no_number_of_votes_is_refused(self, ctx: Context, round_id: int, wrong: int) -> None:
        number = full(ctx, round_id)
        with pytest.raises(UserError, match=f"Số phiếu {wrong} không ghi được"):
            vote(ctx, number, wrong)
        assert council.sitting(ctx, number).voted == ()

    def test_the_list_is_put_in_the_order_of_the_votes(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        vote(ctx, number, 12, None, 15)
        council.order_by_votes(ctx, number)
        assert [row.candidate.subject for row in rounds.candidates(ctx, round_id)] == ["CB025", "HTQT", "CB005"]
        again = council.order_by_votes(ctx, number)
        assert (again.act, again.sentence) == (None, "Danh sách đã theo thứ tự phiếu.")

    def test_votes_stay_when_their_candidate_leaves_the_list(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        vote(ctx, number, 12, 13, 14)
        gone = rounds.candidates(ctx, round_id)[0]
        rounds.withdraw(ctx, [gone.candidate.id or 0])
        last = council.sitting(ctx, number).results[-1]
        assert (last.name, last.agree) == ("Phòng Hợp tác quốc tế", 12)
        assert "không còn trong danh sách chọn" in last.detail

    def test_a_subject_with_votes_is_not_thrown_away(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        vote(ctx, number, None, 13)
        rounds.withdraw(ctx, [row.candidate.id or 0 for row in rounds.candidates(ctx, round_id)])
        with pytest.raises(UserError, match="Phiếu của phiên họp"):
            records.delete_subject(ctx, "CB005")

    def test_the_last_meeting_that_voted_counts(self, ctx: Context, round_id: int) -> None:
        vote(ctx, full(ctx, round_id), 9, 17)
        vote(ctx, full(ctx, round_id, day=date(2025, 12, 19)), 12)
        found = council.standing_votes(ctx, round_id)
        assert {key[0]: item.agree for key, item in found.items()} == {"HTQT": 12, "CB005": 17}
        latest = council.latest(ctx, round_id)
        assert latest is not None
        assert latest.meeting.day == date(2025, 12, 19)


class TestRules:
    def test_the_law_asks_eighty_or_ninety_percent_for_its_titles(self, ctx: Context, law_round: int) -> None:
        shown = vote(ctx, meet(ctx, law_round, members=19, present=19, collected=19, valid=19), 16, 17, 3)
        base, upper, free = shown.results
        assert (base.need, base.passed) == (16, True)
        assert (upper.need, upper.missing, upper.passed) == (18, 1, False)
        assert free.rule is None
        assert "Điều 30 khoản 7 Nghị định 98/2023/NĐ-CP" in upper.explanation
        assert "chưa đối chiếu bản gốc" in upper.explanation

    def test_the_offices_own_rule_may_ask_for_more_never_for_less(self, ctx: Context, law_round: int) -> None:
        number = meet(ctx, law_round, members=10, present=10, threshold=Threshold.parse("85 %"), basis="QĐ 5/QĐ-X")
        base, upper, free = council.sitting(ctx, number).results
        assert (base.need, upper.need, free.need) == (9, 9, 9)
        assert base.rule is not None
        assert base.rule.source == "QĐ 5/QĐ-X"
        numbers(ctx, number, threshold=Threshold.parse("50 %"))
        base, upper, free = council.sitting(ctx, number).results
        assert (base.need, upper.need, free.need) == (8, 9, 5)

    def test_hands_are_warned_of_where_the_law_wants_ballots(self, ctx: Context, law_round: int) -> None:
        number = meet(ctx, law_round, members=10, present=10, manner=VoteManner.HANDS)
        assert any("phải được bỏ phiếu" in words for words in council.sitting(ctx, number).cautions)

    @pytest.mark.parametrize(
        ("purpose", "present", "quorate"),
        [
            (MeetingPurpose.REVIEW, 13, True),
            (MeetingPurpose.REVIEW, 12, False),
            (MeetingPurpose.AWARD, 15, False),
            (MeetingPurpose.AWARD, 16, True),
            (MeetingPurpose.HONOUR, 1, None),
        ],
    )
    def test_a_quorum_warns_with_whose_rule_it_is(
        self, ctx: Context, round_id: int, purpose: MeetingPurpose, present: int, *, quorate: bool | None
    ) -> None:
        shown = council.sitting(ctx, meet(ctx, round_id, members=19, present=present, purpose=purpose))
        assert shown.quorate is quorate
        assert any("tỉnh Bắc Ninh" in words for words in shown.cautions) is (quorate is False)
        assert shown.faults == ()

    def test_a_plan_may_set_its_own(self, ctx: Context, round_id: int) -> None:
        text = resources.path("plans", f"{PLAN}.yaml").read_text(encoding="utf-8")
        own = "\nmeeting:\n  vote: trên 50 %\n  quorum: 3/4\n  source: mục IV.2\n"
        pack = read_pack(text + own, PLAN, ctx.catalogue)
        changed = replace(ctx, packs={**ctx.packs, PLAN: pack})
        shown = council.sitting(changed, meet(changed, round_id, members=20, present=14))
        assert [item.need for item in shown.results] == [11, 11, 11]
        assert shown.quorate is False
        assert "mục IV.2" in shown.cautions[0]


class TestClosing:
    def test_a_closed_meeting_changes_no_more(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        before = vote(ctx, number, 17, 10, 9)
        council.close_meeting(ctx, number)
        shown = council.sitting(ctx, number)
        assert shown.closed
        said = "đã khóa ngày 20/12/2025 nên không sửa được; mở lại phiên và ghi lý do"
        changes: list[Callable[[], Changes]] = [
            lambda: council.enter_votes(ctx, number, {("HTQT", "TAP_THE"): 1}),
            lambda: council.save_meeting(ctx, before.meeting),
            lambda: council.save_attendances(ctx, number, []),
            lambda: council.remove_meeting(ctx, number),
            lambda: council.close_meeting(ctx, number),
        ]
        for change in changes:
            with pytest.raises(UserError, match=said):
                change()
        assert council.sitting(ctx, number) == shown

    def test_it_opens_again_with_a_reason_that_is_kept(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        vote(ctx, number, 17, 10, 9)
        council.close_meeting(ctx, number)
        with pytest.raises(UserError, match="Chưa ghi lý do mở lại"):
            council.reopen_meeting(ctx, number, "  ")
        council.reopen_meeting(ctx, number, "Đếm lại phiếu")
        shown = council.sitting(ctx, number)
        assert not shown.closed
        assert [(lock.closed, lock.reason, lock.who) for lock in shown.locks] == [
            (True, "", "Văn thư"),
            (False, "Đếm lại phiếu", "Văn thư"),
        ]
        assert shown.locks[0].at == datetime(2025, 12, 20, 9, 30)  # noqa: DTZ001
        with pytest.raises(UserError, match="đang mở; sửa luôn"):
            council.reopen_meeting(ctx, number, "lần nữa")
        council.enter_votes(ctx, number, {("HTQT", "TAP_THE"): 16})

    def test_wrong_sums_keep_it_open_and_are_all_named(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id, valid=18)
        vote(ctx, number, 19, 3)
        with pytest.raises(UserError, match=r"Chưa khóa được phiên bình xét ngày 18/12/2025: Phiếu hợp lệ") as refused:
            council.close_meeting(ctx, number)
        assert len(refused.value.details) == 2
        assert not council.sitting(ctx, number).closed

    def test_a_meeting_without_votes_or_numbers_is_not_closed(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        with pytest.raises(UserError, match="chưa nhập đủ"):
            council.close_meeting(ctx, number)
        vote(ctx, number, 3)
        numbers(ctx, number, valid=None)
        with pytest.raises(UserError, match="chưa nhập đủ"):
            council.close_meeting(ctx, number)

    def test_who_has_too_few_votes_goes_on_only_with_a_reason(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        shown = vote(ctx, number, 17, 10, 9)
        name = shown.results[2].name
        assert f"Chưa đủ phiếu: {name}. Bỏ khỏi danh sách, hoặc ghi lý do giữ lại." in shown.cautions
        council.close_meeting(ctx, number)
        council.keep_with_reason(ctx, number, CHOSEN[2], "Hội đồng thống nhất xét bổ sung")
        shown = council.sitting(ctx, number)
        assert shown.results[2].reason == "Hội đồng thống nhất xét bổ sung"
        assert not any("Chưa đủ phiếu" in words for words in shown.cautions)
        assert upkeep.check(ctx).faults == ()

    def test_who_has_too_few_is_refused_by_name_until_a_reason_is_written(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        vote(ctx, number, 17, None, 9)
        listed = [row.candidate for row in rounds.candidates(ctx, round_id)]
        with ctx.db.read() as reader:
            council.refuse_without_votes(ctx, reader, listed[:2])
            with pytest.raises(UserError, match=r"Nguyễn Kim Thương có 9/19 phiếu, cần 10, thiếu 1 nên chưa đi tiếp"):
                council.refuse_without_votes(ctx, reader, listed)
        council.keep_with_reason(ctx, number, CHOSEN[2], "Xét bổ sung")
        with ctx.db.read() as reader:
            council.refuse_without_votes(ctx, reader, listed)

    def test_no_step_is_taken_behind_the_vote_without_votes_enough(self, ctx: Context, round_id: int) -> None:
        number = full(ctx, round_id)
        vote(ctx, number, 17, 12, 9)
        ids = [row.candidate.id or 0 for row in rounds.candidates(ctx, round_id)]
        before = rounds.candidates(ctx, round_id)
        asked = StepAsked(state=LifeState.REGISTERED, date=DAY)
        with pytest.raises(UserError, match="Nguyễn Kim Thương có 9/19 phiếu, cần 10, thiếu 1"):
            take_step(ctx, ids, asked)
        assert rounds.candidates(ctx, round_id) == before
        take_step(ctx, ids[:2], asked)
        council.keep_with_reason(ctx, number, CHOSEN[2], "Xét bổ sung")
        take_step(ctx, ids, asked)

    def test_a_reason_needs_votes(self, ctx: Context, round_id: int) -> None:
        with pytest.raises(UserError, match="chưa được bỏ phiếu"):
            council.keep_with_reason(ctx, full(ctx, round_id), CHOSEN[0], "x")
