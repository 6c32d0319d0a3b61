"""All records are read again when one of them changed, and kept through whatever else is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.records import Subject, SubjectKind
from dienhinh_desktop.domain.rounds import Round
from dienhinh_desktop.services import rounds, undoing
from dienhinh_desktop.services.book import in_hand, pages_of, read_book
from dienhinh_desktop.services.context import Context
from tests.storage.samples import RECORDS

ROUND = Round(plan="HT_SNGV_2021_2025", stage=Stage.RECOGNITION, year=2025, name="Đợt khác", on=date(2025, 12, 20))


def rename(ctx: Context, subject: Subject, name: str) -> None:
    with ctx.db.work("Sửa tên", ctx.who) as work:
        work.update("subjects", [replace(subject, name=name)])


def add(ctx: Context, code: str) -> Subject:
    with ctx.db.work("Thêm", ctx.who) as work:
        work.insert("subjects", [Subject(code=code, name="Nguyễn Thị Nguyệt", kind=SubjectKind.PERSON)])
    with ctx.db.read() as reader:
        found = reader.subject(code)
    assert found is not None
    return found


def test_a_round_that_is_opened_leaves_the_records_in_hand(filled: Context) -> None:
    ctx = filled
    held = read_book(ctx)
    rounds.open_round(ctx, ROUND)
    assert read_book(ctx) is held
    with ctx.db.read() as reader:
        assert pages_of(ctx, reader, {RECORDS.subjects[0].code}) is held, (
            "a few subjects are looked up in what is in hand"
        )


def test_a_record_that_changed_is_read_again_and_again_after_undo(filled: Context) -> None:
    ctx = filled
    subject = add(ctx, "CB900")
    before = read_book(ctx)
    rename(ctx, subject, "Nguyễn Thị Nguyệt Ánh")
    changed = read_book(ctx)
    assert changed is not before
    assert changed.subjects["CB900"].name == "Nguyễn Thị Nguyệt Ánh"
    undoing.undo_last(ctx)
    assert read_book(ctx).subjects["CB900"].name == "Nguyễn Thị Nguyệt"


def test_a_record_changed_before_other_acts_is_not_overlooked(filled: Context) -> None:
    ctx = filled
    subject = add(ctx, "CB901")
    read_book(ctx)
    rename(ctx, subject, "Trần Văn Bình")
    rounds.open_round(ctx, ROUND)
    assert read_book(ctx).subjects["CB901"].name == "Trần Văn Bình"


def test_nothing_is_in_hand_of_a_folder_that_does_not_know_the_act(filled: Context) -> None:
    ctx = filled
    read_book(ctx)
    ctx.memory.act = 10**6
    with ctx.db.read() as reader:
        assert in_hand(ctx, reader) is None
