"""Rounds: choosing freezes the verdict, later records show as a difference, không đạt asks for a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dienhinh_desktop.domain.eligibility import AssessmentRequest, Stage, Verdict
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.plans import MilestoneVerdict
from dienhinh_desktop.domain.records import Attestation
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.services import eligibility, plans, records, rounds, upkeep
from dienhinh_desktop.services.context import Context

PLAN = "HT_SNGV_2021_2025"
ON = date(2025, 12, 20)
NEW = Round(plan=PLAN, stage=Stage.RECOGNITION, year=2025, name="Công nhận năm 2025", on=ON)


@pytest.fixture
def desk(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


@pytest.fixture
def round_id(desk: Context) -> int:
    opened = rounds.open_round(desk, NEW)
    assert opened.id is not None
    return opened.id


def test_opening_the_same_round_again_moves_its_day_and_makes_no_second_one(desk: Context, round_id: int) -> None:
    again = rounds.open_round(desk, replace(NEW, on=date(2025, 12, 31)))
    assert again.id == round_id
    assert [item.on for item in rounds.rounds(desk)] == [date(2025, 12, 31)]


def test_a_round_before_the_period_or_with_an_unknown_reading_is_refused(desk: Context) -> None:
    with pytest.raises(UserError, match="2019"):
        rounds.open_round(desk, replace(NEW, year=2019))
    with pytest.raises(UserError, match="N99"):
        rounds.open_round(desk, replace(NEW, readings={"N99": "x"}))
    assert rounds.rounds(desk) == ()


def test_choosing_freezes_the_verdict_with_its_reasons(desk: Context, round_id: int) -> None:
    rounds.register(desk, round_id, [Choice(subject="HTQT", field="TAP_THE"), Choice(subject="CB005", field="COT_CAN")])
    first, second = rounds.candidates(desk, round_id)
    assert [first.name, second.name] == ["Phòng Hợp tác quốc tế", "Lưu Hoàng An"]
    assert first.candidate.model == "Một đầu mối đón tiếp đoàn vào"
    frozen = first.candidate.frozen
    assert (frozen.verdict, frozen.on, frozen.plan_version) == (Verdict.DAT, ON, "1")
    assert frozen.readings["N3"] == "bat_ky"
    counted = next(item for item in frozen.criteria if item.code == "HT_TT_05")
    assert (counted.need, counted.have) == (3, 3)
    assert any("79/QĐ-SNgV" in line for line in counted.evidence)


def test_later_records_do_not_alter_what_was_frozen_but_show(desk: Context, round_id: int) -> None:
    rounds.register(desk, round_id, [Choice(subject="HTQT", field="TAP_THE")])
    refusal = Attestation(
        subject="HTQT", criterion="HT_TT_01", passed=False, attester="Chánh Văn phòng", date=ON, evidence="BB số 9"
    )
    records.save_entry(desk, refusal)
    (row,) = rounds.candidates(desk, round_id)
    assert row.candidate.frozen.verdict is Verdict.DAT
    assert row.today is Verdict.KHONG_DAT
    assert row.changed
    changes = {item.code: item for item in rounds.differences(desk, row.candidate.id or 0)}
    assert set(changes) == {"HT_TT_01"}
    assert (changes["HT_TT_01"].before, changes["HT_TT_01"].after) == (Verdict.DAT, Verdict.KHONG_DAT)
    assert "Xác nhận không đạt ngày 20/12/2025" in changes["HT_TT_01"].says_now
    assert "Đã xác nhận đạt" in changes["HT_TT_01"].said_then
    assert rounds.summary(desk, round_id).changed == 1


def test_khong_dat_needs_a_reason_which_is_kept_with_who_gave_it(desk: Context, round_id: int) -> None:
    with pytest.raises(UserError, match="lý do"):
        rounds.register(desk, round_id, [Choice(subject="CB036", field="KHONG_LANH_DAO")])
    assert rounds.candidates(desk, round_id) == ()
    rounds.register(desk, round_id, [Choice(subject="CB036", field="KHONG_LANH_DAO", reason="Giám đốc giao xem lại")])
    (row,) = rounds.candidates(desk, round_id)
    assert (row.candidate.reason, row.candidate.reason_by) == ("Giám đốc giao xem lại", "Văn thư")


def test_chua_dat_and_missing_data_may_be_chosen_but_not_what_does_not_apply(desk: Context, round_id: int) -> None:
    rounds.register(desk, round_id, [Choice(subject="LSLT", field="TAP_THE"), Choice(subject="QLBG", field="TAP_THE")])
    with pytest.raises(UserError, match="không thuộc"):
        rounds.register(desk, round_id, [Choice(subject="CB005", field="KHONG_LANH_DAO")])


def test_nobody_is_chosen_twice_and_one_refusal_refuses_all(desk: Context, round_id: int) -> None:
    rounds.register(desk, round_id, [Choice(subject="HTQT", field="TAP_THE")])
    with pytest.raises(UserError, match="đã có"):
        rounds.register(
            desk, round_id, [Choice(subject="CB005", field="COT_CAN"), Choice(subject="HTQT", field="TAP_THE")]
        )
    assert len(rounds.candidates(desk, round_id)) == 1


def test_choosing_registers_under_the_plan_once(desk: Context, round_id: int) -> None:
    with desk.db.read() as reader:
        before = len(reader.records().registrations)
    rounds.register(desk, round_id, [Choice(subject="HTQT", field="TAP_THE"), Choice(subject="LSLT", field="TAP_THE")])
    with desk.db.read() as reader:
        rows = reader.records().registrations
    assert len(rows) == before + 1
    assert (rows[-1].subject, rows[-1].plan, rows[-1].date, rows[-1].year) == ("LSLT", PLAN, ON, 2025)


def test_choosing_can_be_undone_as_one_step(desk: Context, round_id: int) -> None:
    rounds.register(desk, round_id, [Choice(subject="HTQT", field="TAP_THE"), Choice(subject="LSLT", field="TAP_THE")])
    upkeep.undo_last(desk)
    assert rounds.candidates(desk, round_id) == ()
    with desk.db.read() as reader:
        assert all(row.subject != "LSLT" for row in reader.records().registrations)


def test_order_and_withdrawal(desk: Context, round_id: int) -> None:
    codes = ["HTQT", "LSLT", "QLBG"]
    rounds.register(desk, round_id, [Choice(subject=code, field="TAP_THE") for code in codes])
    rows = rounds.candidates(desk, round_id)
    rounds.move(desk, round_id, rows[2].candidate.id or 0, 1)
    assert [row.candidate.subject for row in rounds.candidates(desk, round_id)] == ["QLBG", "HTQT", "LSLT"]
    rounds.withdraw(desk, [rows[0].candidate.id or 0])
    assert [row.candidate.subject for row in rounds.candidates(desk, round_id)] == ["QLBG", "LSLT"]


def test_the_summary_counts_what_the_path_shows(desk: Context, round_id: int) -> None:
    found = rounds.summary(desk, round_id)
    assert (found.subjects, found.assessed, found.passed, found.missing_data, found.chosen) == (73, 73, 6, 9, 0)
    assert found.quota is not None
    assert (found.quota.have, found.quota.minimum, found.quota.maximum) == (5, 4, 5)
    assert found.milestone is not None
    assert found.milestone.verdict is MilestoneVerdict.DUE


def test_a_past_day_gives_the_past_answer(desk: Context) -> None:
    def verdict(on: date) -> Verdict:
        request = AssessmentRequest(PLAN, on, field="KHONG_LANH_DAO", subjects=("CB034",))
        return eligibility.assess(desk, request)[0].verdict

    assert verdict(date(2026, 1, 7)) is Verdict.CHUA_DAT
    assert verdict(date(2026, 1, 8)) is Verdict.DAT


def test_another_reading_is_tried_without_writing(desk: Context) -> None:
    trial = plans.try_readings(desk, PLAN, ON, {"N3": "lien_tiep"})
    assert [item.subject for item in trial.lost] == ["HTQT"]
    assert trial.gained == ()
    assert plans.try_readings(desk, PLAN, ON, {}).changes == ()
