"""How verdicts combine, who a leader is at which moment, and what does not apply."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh_desktop.domain.eligibility import Verdict, highest, lowest
from dienhinh_desktop.domain.records import Attestation, Position, Registration, Subject, SubjectKind
from dienhinh_desktop.rules.question import RoleRule

from .conftest import Judge

LEADER = "when: {condition: {role: leader}, then: {attested: {}}}"
ANY = st.sampled_from(list(Verdict))
REAL = [verdict for verdict in Verdict if verdict is not Verdict.KHONG_AP_DUNG]


@given(st.lists(ANY))
def test_and_takes_the_lowest_or_the_highest_and_neither_minds_what_does_not_apply(verdicts: list[Verdict]) -> None:
    real = [verdict for verdict in verdicts if verdict in REAL]
    assert lowest(verdicts) is (min(real) if real else Verdict.KHONG_AP_DUNG)
    assert highest(verdicts) is (max(real) if real else Verdict.KHONG_AP_DUNG)


def post(title: str, start: date, end: date | None = None, **more: object) -> Position:
    return Position(subject="CB1", title=title, start=start, end=end, **more)  # type: ignore[arg-type]


CLERK = post("Chuyên viên", date(2015, 1, 1), date(2023, 6, 30))
DEPUTY = post("Phó trưởng phòng", date(2023, 7, 1), leading=True)


@pytest.mark.parametrize(
    ("on", "applies"),
    [(date(2023, 6, 30), False), (date(2023, 7, 1), True)],
)
def test_the_role_is_the_one_held_on_the_day(judge: Judge, on: date, applies: bool) -> None:
    found = judge(LEADER, on, positions=(CLERK, DEPUTY))
    assert (found.verdict is not Verdict.KHONG_AP_DUNG) is applies


def test_the_last_day_of_a_post_still_counts(judge: Judge) -> None:
    ended = (post("Trưởng phòng", date(2020, 1, 1), date(2023, 6, 30), leading=True, head=True),)
    assert judge(LEADER, date(2023, 6, 30), positions=ended).verdict is Verdict.THIEU_DU_LIEU
    assert judge(LEADER, date(2023, 7, 1), positions=ended).verdict is Verdict.KHONG_AP_DUNG


def test_no_post_on_record_is_no_leader(judge: Judge) -> None:
    assert judge(LEADER, date(2023, 6, 30)).verdict is Verdict.KHONG_AP_DUNG


def test_only_heads_and_the_directorate_lead_when_the_reading_says_so(judge: Judge) -> None:
    root = Subject(code="SO", kind=SubjectKind.COLLECTIVE, name="Sở")
    narrow = RoleRule(means="head_or_directorate")
    deputy_of_office = (post("Phó trưởng phòng", date(2020, 1, 1), leading=True, head=False, collective="P"),)
    deputy_director = (post("Phó Giám đốc", date(2020, 1, 1), leading=True, head=False, collective="SO"),)
    on = date(2024, 1, 1)
    assert judge(LEADER, on, roles=narrow, others=(root,), positions=deputy_of_office).verdict is Verdict.KHONG_AP_DUNG
    assert judge(LEADER, on, roles=narrow, others=(root,), positions=deputy_director).verdict is Verdict.THIEU_DU_LIEU


@pytest.mark.parametrize(
    ("at", "applies"),
    [("on", True), ("registration", False), ("longest", False), ("any", True)],
)
def test_the_moment_the_role_is_looked_at(judge: Judge, at: str, applies: bool) -> None:
    registered = (Registration(subject="CB1", plan="KH", date=date(2021, 3, 26)),)
    rule = RoleRule(at=at)  # type: ignore[arg-type]
    found = judge(LEADER, date(2023, 12, 1), roles=rule, positions=(CLERK, DEPUTY), registrations=registered)
    assert (found.verdict is not Verdict.KHONG_AP_DUNG) is applies


def test_whoever_held_both_roles_is_both_when_every_role_counts(judge: Judge) -> None:
    member = "when: {condition: {role: member}, then: {attested: {}}}"
    only = "when: {condition: {role: only_member}, then: {attested: {}}}"
    rule = RoleRule(at="any")
    on = date(2023, 12, 1)
    assert judge(member, on, roles=rule, positions=(CLERK, DEPUTY)).verdict is Verdict.THIEU_DU_LIEU
    assert judge(only, on, roles=rule, positions=(CLERK, DEPUTY)).verdict is Verdict.KHONG_AP_DUNG


def test_more_than_half_of_the_parts_that_apply(judge: Judge) -> None:
    rule = "n_of: {more_than_half: true, of: [{attested: {code: A}}, {attested: {code: B}}, {attested: {code: C}}]}"

    def given_for(code: str) -> Attestation:
        return Attestation(
            subject="CB1", criterion=code, passed=True, attester="A", date=date(2023, 1, 1), evidence="BB"
        )

    on = date(2024, 1, 1)
    assert judge(rule, on, attestations=(given_for("A"),)).verdict is Verdict.THIEU_DU_LIEU
    assert judge(rule, on, attestations=(given_for("A"), given_for("C"))).verdict is Verdict.DAT


def test_every_reason_is_shown_not_only_the_deciding_one(judge: Judge) -> None:
    found = judge("all_of: [{attested: {code: A}}, {count_awards: {of: [BK_TINH]}}]", date(2026, 1, 1))
    assert found.verdict is Verdict.KHONG_DAT
    assert [part.verdict for part in found.children] == [Verdict.THIEU_DU_LIEU, Verdict.KHONG_DAT]
