"""The life of candidates: steps with their papers, what is owed, who left, locks, introductions, registers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.errors import OverLimit, UserError
from dienhinh_desktop.domain.lifecycle import (
    Inspection,
    LeavingAsked,
    Left,
    LifeState,
    NurturingNote,
    PublicityItem,
    Replication,
    StepAsked,
)
from dienhinh_desktop.domain.merging import MergeChoices
from dienhinh_desktop.domain.rounds import CandidateRow, Choice, Round
from dienhinh_desktop.services import history, merging, plans, rounds, trash, undoing, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.rounds import introducing, leaving, life, locks, registers

PLAN = "HT_SNGV_2021_2025"
ON = date(2025, 12, 20)
CODES = ["HTQT", "LSLT", "QLBG"]


@pytest.fixture
def desk(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


@pytest.fixture
def round_id(desk: Context) -> int:
    opened = rounds.open_round(
        desk, Round(plan=PLAN, stage=Stage.RECOGNITION, year=2025, name="Công nhận năm 2025", on=ON)
    )
    assert opened.id is not None
    rounds.register(desk, opened.id, [Choice(subject=code, field="TAP_THE") for code in CODES])
    return opened.id


def rows(desk: Context, round_id: int) -> dict[str, CandidateRow]:
    return {row.candidate.subject: row for row in rounds.candidates(desk, round_id, left=True)}


def number(desk: Context, round_id: int, code: str) -> int:
    return rows(desk, round_id)[code].candidate.id or 0


def sound(desk: Context) -> None:
    with desk.db.read() as reader:
        assert reader.check() == ()


def test_whoever_is_chosen_begins_where_the_plan_says(desk: Context, round_id: int) -> None:
    found = rows(desk, round_id)["HTQT"]
    assert (found.state, found.state_name, found.place) == (LifeState.SELECTED, "Đã chọn", 2)


def test_a_step_keeps_its_paper_and_says_what_is_still_owed(desk: Context, round_id: int) -> None:
    asked = StepAsked(state=LifeState.REGISTERED, date=date(2025, 12, 15), number="12/DS-SNgV", people="Văn phòng")
    told = life.take_step(desk, [number(desk, round_id, code) for code in CODES[:2]], asked)
    assert told.sentence == "Đã chuyển 02 đối tượng sang bước Đăng ký."
    found = rows(desk, round_id)
    assert [found[code].state for code in CODES] == [LifeState.REGISTERED, LifeState.REGISTERED, LifeState.SELECTED]
    with desk.db.read() as reader:
        current = reader.round(round_id)
    still = life.owed(desk.packs[PLAN], current, found["HTQT"].steps, LifeState.REGISTERED)
    assert [(item.state_name, item.what) for item in still] == [
        ("Phát hiện", "chưa ghi bước này, cần Phiếu phát hiện nhân tố mới"),
        ("Đã chọn", "thiếu số, ngày của: Biên bản lựa chọn; danh sách"),
    ]
    owed = life.owed(desk.packs[PLAN], current, (), LifeState.REGISTERED)[-1]
    assert (owed.latest, owed.who, owed.source) == (date(2021, 3, 29), "Sở", "IV.1")


def test_writing_a_step_again_adds_its_paper_and_makes_no_second_one(desk: Context, round_id: int) -> None:
    one = number(desk, round_id, "HTQT")
    life.take_step(desk, [one], StepAsked(state=LifeState.SELECTED, date=date(2025, 12, 1), number="03/BB"))
    life.take_step(desk, [one], StepAsked(state=LifeState.SELECTED, date=date(2025, 12, 2), people="Hội đồng"))
    (step,) = rows(desk, round_id)["HTQT"].steps
    assert (step.number, step.people, step.date) == ("03/BB", "Hội đồng", date(2025, 12, 2))


def test_steps_that_may_not_be_are_refused_in_words(desk: Context, round_id: int) -> None:
    one = number(desk, round_id, "HTQT")
    with pytest.raises(UserError, match="không có bước Suy tôn"):
        life.take_step(desk, [one], StepAsked(state=LifeState.ELECTED, date=ON))
    with pytest.raises(UserError, match="tương lai"):
        life.take_step(desk, [one], StepAsked(state=LifeState.REGISTERED, date=date(2026, 1, 1)))
    leaving.leave_list(desk, [one], LeavingAsked(how=Left.WITHDRAWN, date=ON, reason="Chuyển công tác"))
    with pytest.raises(UserError, match="đã rút"):
        life.take_step(desk, [one], StepAsked(state=LifeState.REGISTERED, date=ON))
    sound(desk)


def test_a_round_that_recognises_goes_on_where_the_registration_left_off(desk: Context, round_id: int) -> None:
    first = rounds.open_round(
        desk, Round(plan=PLAN, stage=Stage.REGISTRATION, year=2021, name="Đăng ký năm 2021", on=date(2021, 3, 29))
    )
    rounds.register(desk, first.id or 0, [Choice(subject="HTQT", field="TAP_THE")])
    earlier = number(desk, first.id or 0, "HTQT")
    life.take_step(desk, [earlier], StepAsked(state=LifeState.NURTURED, date=date(2022, 5, 3)))
    assert rows(desk, round_id)["HTQT"].state is LifeState.NURTURED
    assert rows(desk, round_id)["LSLT"].state is LifeState.SELECTED


def test_who_is_replaced_leaves_list_quota_and_papers_and_can_come_back(desk: Context, round_id: int) -> None:
    asked = LeavingAsked(how=Left.REPLACED, date=ON, reason="Sáp nhập", number="9/QĐ", successor="LSLT")
    leaving.leave_list(desk, [number(desk, round_id, "HTQT")], asked)
    assert [row.candidate.subject for row in rounds.candidates(desk, round_id)] == ["LSLT", "QLBG"]
    gone = rows(desk, round_id)["HTQT"]
    assert (gone.state_name, gone.successor_name, gone.candidate.left_reason) == (
        "Đã thay",
        "Phòng Lãnh sự - Lễ tân",
        "Sáp nhập",
    )
    with pytest.raises(UserError, match="Rút, thay"):
        rounds.register(desk, round_id, [Choice(subject="HTQT", field="TAP_THE")])
    assert any(line.heading == "Người thay" for line in history.history(desk, "HTQT"))
    leaving.bring_back(desk, [gone.candidate.id or 0])
    assert [row.candidate.subject for row in rounds.candidates(desk, round_id)] == CODES
    sound(desk)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (LeavingAsked(how=Left.WITHDRAWN, date=ON, reason=" "), "lý do"),
        (LeavingAsked(how=Left.WITHDRAWN, date=date(2026, 1, 1), reason="x"), "tương lai"),
        (LeavingAsked(how=Left.REPLACED, date=ON, reason="x"), "Chưa chọn ai thay"),
        (LeavingAsked(how=Left.REPLACED, date=ON, reason="x", successor="HTQT"), "cũng đang được rút"),
        (LeavingAsked(how=Left.REPLACED, date=ON, reason="x", successor="CB005"), "chưa có trong danh sách"),
        (LeavingAsked(how=Left.WITHDRAWN, date=ON, reason="x", successor="LSLT"), "không có người thay"),
    ],
)
def test_leaving_without_what_it_needs_is_refused(
    desk: Context, round_id: int, asked: LeavingAsked, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        leaving.leave_list(desk, [number(desk, round_id, "HTQT")], asked)
    assert len(rounds.candidates(desk, round_id)) == 3


def test_a_choice_taken_back_takes_its_registration_along_and_the_quota_follows(desk: Context) -> None:
    opened = rounds.open_round(
        desk, Round(plan=PLAN, stage=Stage.REGISTRATION, year=2021, name="Đăng ký 2021", on=date(2021, 12, 31))
    )
    assert opened.id is not None

    def have() -> int:
        return next(row.have for row in plans.quota_rows(desk, PLAN, opened.on, {}) if row.year == 2021)

    before = have()
    with pytest.raises(OverLimit, match="Có 06, cần 04–05: vượt 1"):
        rounds.register(desk, opened.id, [Choice(subject="LSLT", field="TAP_THE")])
    assert rounds.would_exceed(desk, opened.id, [Choice(subject="LSLT", field="TAP_THE")])
    rounds.register(desk, opened.id, [Choice(subject="LSLT", field="TAP_THE", reason="Tỉnh cho thêm một")])
    assert have() == before + 1
    one = number(desk, opened.id, "LSLT")
    leaving.leave_list(desk, [one], LeavingAsked(how=Left.WITHDRAWN, date=ON, reason="Xin rút"))
    assert have() == before
    leaving.bring_back(desk, [one])
    assert have() == before + 1
    rounds.withdraw(desk, [one])
    assert have() == before
    undoing.undo_last(desk)
    assert have() == before + 1
    sound(desk)


def test_a_locked_list_keeps_everybody_and_its_history_tells_who_unlocked_it(desk: Context, round_id: int) -> None:
    locks.lock(desk, round_id)
    one = number(desk, round_id, "HTQT")
    changes: tuple[Callable[[], object], ...] = (
        lambda: rounds.register(desk, round_id, [Choice(subject="CB005", field="COT_CAN")]),
        lambda: rounds.withdraw(desk, [one]),
        lambda: rounds.move(desk, round_id, one, 2),
        lambda: leaving.leave_list(desk, [one], LeavingAsked(how=Left.WITHDRAWN, date=ON, reason="x")),
        lambda: introducing.introduce_also(desk, one, "LSLT"),
        lambda: locks.lock(desk, round_id),
    )
    for change in changes:
        with pytest.raises(UserError, match="đã khóa"):
            change()
    life.take_step(desk, [one], StepAsked(state=LifeState.REGISTERED, date=ON))
    with pytest.raises(UserError, match="lý do"):
        locks.unlock(desk, round_id, " ")
    locks.unlock(desk, round_id, "Giám đốc thêm một người")
    assert [(item.locked, item.who, item.reason) for item in locks.locks(desk, round_id)] == [
        (True, "Văn thư", None),
        (False, "Văn thư", "Giám đốc thêm một người"),
    ]
    rounds.withdraw(desk, [one])


def test_one_subject_introduced_by_two_units_stands_once(desk: Context, round_id: int) -> None:
    one = number(desk, round_id, "LSLT")
    introducing.introduce_also(desk, one, "HTQT")
    found = rows(desk, round_id)
    assert len(found) == 3
    assert [item.unit for item in found["LSLT"].introducers] == ["LSLT", "HTQT"]
    words = introducing.introducers_words(found["LSLT"].introducers)
    assert words == "Phòng Lãnh sự - Lễ tân giới thiệu 20/12/2025; Phòng Hợp tác quốc tế giới thiệu 20/12/2025"
    with pytest.raises(UserError, match="đã giới thiệu"):
        introducing.introduce_also(desk, one, "HTQT")


def test_registers_are_kept_for_the_plan_shown_in_the_history_and_come_back_from_the_trash(
    desk: Context, round_id: int
) -> None:
    day = date(2025, 6, 2)
    entries = (
        NurturingNote(subject="HTQT", plan=PLAN, date=day, leader="Phó Giám đốc", help="Giao thêm một biên chế"),
        Replication(subject="HTQT", plan=PLAN, date=day, unit="LSLT", result="Áp dụng một cửa"),
        PublicityItem(subject="HTQT", plan=PLAN, date=day, channel="Tại cơ quan", title="Gương tốt"),
        Inspection(subject="HTQT", plan=PLAN, date=day, effect="Rõ", prospects="Có"),
    )
    for entry in entries:
        registers.save_life_entry(desk, entry)
    found = registers.registers(desk, PLAN, ["HTQT"])
    assert tuple(item for items in found.values() for item in items) == entries
    assert registers.registers(desk, "KG_SXD_2022")["nurturing"] == ()
    registers.delete_life_entry(desk, found["publicity"][0])
    things = {line.thing for line in history.history(desk, "HTQT")}
    assert {"Nhật ký bồi dưỡng", "Nơi nhân rộng", "Tuyên truyền", "Kiểm tra tác dụng"} <= things
    (item,) = [item for item in trash.trash(desk) if item.table == "publicity"]
    trash.bring_back(desk, [(item.act, item.table, item.id)])
    assert registers.registers(desk, PLAN)["publicity"] == (entries[2],)
    sound(desk)


def test_an_entry_that_says_nothing_is_refused(desk: Context) -> None:
    for entry, words in (
        (NurturingNote(subject="HTQT", plan=PLAN, date=ON), "nội dung"),
        (NurturingNote(subject="HTQT", plan=PLAN, date=date(2026, 1, 1), help="x"), "tương lai"),
        (PublicityItem(subject="HTQT", plan=PLAN, date=ON, channel=" ", title="x"), "kênh"),
        (Replication(subject="HTQT", plan=PLAN, date=ON, result="x"), "nơi áp dụng"),
    ):
        with pytest.raises(UserError, match=words):
            registers.save_life_entry(desk, entry)


def test_a_candidate_moved_to_another_field_is_judged_there_anew(desk: Context, round_id: int) -> None:
    rounds.register(desk, round_id, [Choice(subject="CB005", field="COT_CAN")])
    one = number(desk, round_id, "CB005")
    with pytest.raises(UserError, match="không thuộc"):
        rounds.change_field(desk, [one], "KHONG_LANH_DAO")
    assert rounds.change_field(desk, [one], "COT_CAN").act is None


def test_everything_of_a_life_is_taken_back_step_by_step(desk: Context, round_id: int) -> None:
    one = number(desk, round_id, "HTQT")
    before = rows(desk, round_id)
    life.take_step(desk, [one], StepAsked(state=LifeState.REGISTERED, date=ON, number="1"))
    leaving.supplement(desk, [one], 2024)
    locks.lock(desk, round_id)
    for _ in range(3):
        undoing.undo_last(desk)
    assert rows(desk, round_id) == before
    for _ in range(3):
        undoing.redo(desk)
    assert rows(desk, round_id)["HTQT"].candidate.supplemented == 2024
    assert locks.locks(desk, round_id)[-1].locked
    sound(desk)


def test_of_two_records_made_one_the_steps_of_both_stay(desk: Context, round_id: int) -> None:
    life.take_step(desk, [number(desk, round_id, "LSLT")], StepAsked(state=LifeState.REGISTERED, date=ON, number="7"))
    registers.save_life_entry(desk, NurturingNote(subject="LSLT", plan=PLAN, date=ON, help="Cử đi học"))
    merging.merge(desk, "HTQT", "LSLT", MergeChoices())
    found = rows(desk, round_id)
    assert set(found) == {"HTQT", "QLBG"}
    assert found["HTQT"].state is LifeState.REGISTERED
    assert [item.subject for item in registers.registers(desk, PLAN)["nurturing"]] == ["HTQT"]
    sound(desk)
    undoing.undo_last(desk)
    assert set(rows(desk, round_id)) == set(CODES)
    sound(desk)
