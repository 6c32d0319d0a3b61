"""Papers of a round as they are issued: frozen, numbered before they are signed, told apart from what is true now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import Cancelled, UserError
from dienhinh_desktop.domain.issued import IssuedPaper
from dienhinh_desktop.domain.records import Position
from dienhinh_desktop.services import delivery, records, undoing, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.storage.database import Database

from ..exchange.pdf_reading import texts
from .issued_round import PEOPLE, opened, reopen

__all__ = ["opened", "reopen"]
Round = tuple[Context, int]


def newest(ctx: Context, number: int) -> dict[str, IssuedPaper]:
    with ctx.db.read() as reader:
        return {item.key: item for item in reader.issued_papers(number)}


@pytest.fixture
def issued(opened: Round) -> Round:
    ctx, number = opened
    delivery.issue(ctx, number)
    return opened


def test_every_paper_of_the_dossier_is_issued_in_its_order(issued: Round) -> None:
    ctx, number = issued
    held = sorted(newest(ctx, number).values(), key=lambda item: item.place)
    assert [item.name for item in held] == [
        "Tờ trình",
        "Danh sách đăng ký",
        "Danh sách trích ngang",
        "Bảng tổng hợp theo đơn vị",
        "Biên bản họp",
        "Biên bản kiểm phiếu",
        "Bản đăng ký – Trần Đức Hòa",
        "Báo cáo thành tích – Trần Đức Hòa",
        "Bản đăng ký – Đặng Thị Ưởng",
        "Báo cáo thành tích – Đặng Thị Ưởng",
    ]
    assert len({item.code for item in held}) == len(held)
    assert {item.who for item in held} == {"Văn thư"}


def test_the_code_stands_on_every_page_and_the_file_is_kept_by_its_hash(issued: Round) -> None:
    ctx, number = issued
    for item in newest(ctx, number).values():
        pdf = delivery.pdf_of(ctx, item)
        assert hashlib.sha256(pdf).hexdigest() == item.digest
        pages = texts(pdf)
        assert len(pages) == item.pages
        assert all(f"Mã bản: {item.code}" in page for page in pages)
        assert "DỰ THẢO" not in "".join(pages)


def test_issuing_again_without_a_change_makes_no_new_version(issued: Round) -> None:
    ctx, number = issued
    before = newest(ctx, number)
    assert delivery.issue(ctx, number).act is None
    assert newest(ctx, number) == before


def test_a_change_of_the_records_makes_a_new_version_of_what_tells_it_and_keeps_the_old(issued: Round) -> None:
    ctx, number = issued
    before = newest(ctx, number)
    card = records.open_card(ctx, "P1")
    records.save_subject(ctx, replace(card.subject, birth=PartialDate(1980)))
    told = delivery.issue(ctx, number)
    after = newest(ctx, number)
    changed = {key for key in after if after[key].code != before[key].code}
    assert {"danh_sach", "ban_dang_ky:P1", "bao_cao_thanh_tich:P1"} <= changed
    assert "ban_dang_ky:P2" not in changed
    assert f"Đã lập {len(changed)} văn bản" in told.sentence
    old = delivery.versions(ctx, number, "danh_sach")
    assert [item.code for item in old] == [after["danh_sach"].code, before["danh_sach"].code]
    assert "1979" in "".join(texts(delivery.pdf_of(ctx, old[1])))


def test_what_differs_is_told_line_by_line_from_what_to_what(issued: Round) -> None:
    ctx, number = issued
    card = records.open_card(ctx, "P1")
    records.save_subject(ctx, replace(card.subject, birth=PartialDate(1980)))
    records.save_entry(
        ctx, Position(subject="P2", title="Phó Trưởng phòng", leading=True, head=False, start=date(2024, 1, 1))
    )
    rows = {row.key: row for row in delivery.round_papers(ctx, number).rows}
    told = [(change.where, change.label, change.before, change.now) for change in rows["danh_sach"].changes]
    assert ("Trần Đức Hòa", "Năm sinh", "1979", "1980") in told
    assert ("Đặng Thị Ưởng", "Chức vụ", "", "Phó Trưởng phòng") in told
    assert rows["danh_sach"].changed_lines == 2
    assert rows["ban_dang_ky:P2"].changes
    counted = rows["bien_ban_kiem_phieu"].changes
    assert [(change.before, change.now) for change in counted] == [("Sở Nội vụ", "Phó Trưởng phòng, Sở Nội vụ")]
    assert "Đặng Thị Ưởng" in counted[0].where


def test_numbers_and_days_go_onto_the_paper_and_onto_the_list_that_names_it(issued: Round) -> None:
    ctx, number = issued
    before = newest(ctx, number)
    told = delivery.fill(ctx, number, "to_trinh", "5", date(2025, 12, 8))
    assert told.sentence == "Đã ghi số 05/TTr-SNV ngày 08/12/2025 lên Tờ trình."
    after = newest(ctx, number)
    lists = {"danh_sach", "danh_sach_trich_ngang", "bang_tong_hop"}
    assert {key for key in after if after[key].code != before[key].code} == {"to_trinh", *lists}
    words = "".join(texts(delivery.pdf_of(ctx, after["to_trinh"])))
    assert "Số: 05/TTr-SNV" in words
    assert "ngày 08 tháng 12 năm 2025" in words
    listed = " ".join("".join(texts(delivery.pdf_of(ctx, after["danh_sach"]))).split())
    assert "Tờ trình số 05/TTr-SNV ngày 08 tháng 12 năm 2025" in listed
    assert not any(row.changes for row in delivery.round_papers(ctx, number).rows)
    assert delivery.issue(ctx, number).act is None


@pytest.mark.parametrize(
    ("key", "typed", "why"),
    [
        ("danh_sach", "7", "không có số riêng"),
        ("to_trinh", "bốn trăm / x", "không phải số văn bản"),
        ("khong_co", "7", "không còn trong hồ sơ"),
    ],
)
def test_a_number_that_cannot_stand_is_refused_in_words_and_changes_nothing(
    issued: Round, key: str, typed: str, why: str
) -> None:
    ctx, number = issued
    before = newest(ctx, number)
    with pytest.raises(UserError, match=why):
        delivery.fill(ctx, number, key, typed, None)
    assert newest(ctx, number) == before


def test_one_number_is_not_given_twice_in_a_year(issued: Round) -> None:
    ctx, number = issued
    delivery.fill(ctx, number, "bien_ban_hop", "3/X", date(2025, 12, 1))
    with pytest.raises(UserError, match="đã ghi cho Biên bản họp"):
        delivery.fill(ctx, number, "bien_ban_kiem_phieu", "03/x", date(2025, 12, 2))
    delivery.fill(ctx, number, "bien_ban_kiem_phieu", "03/x", date(2026, 1, 2))


def test_drafts_are_never_issued(opened: Round) -> None:
    ctx, number = opened
    card = records.open_card(ctx, "P1")
    records.save_subject(ctx, replace(card.subject, birth=None))
    with pytest.raises(UserError, match="lỗi chặn nên chưa lập bản chính thức: Trần Đức Hòa chưa có năm sinh"):
        delivery.issue(ctx, number)
    assert newest(ctx, number) == {}


def test_stopping_half_way_issues_nothing(opened: Round) -> None:
    ctx, number = opened

    def stop(done: int, _all: int, _what: str) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        delivery.issue(ctx, number, progress=stop)
    assert newest(ctx, number) == {}


def test_issuing_is_one_act_that_can_be_taken_back_and_done_again(issued: Round) -> None:
    ctx, number = issued
    before = newest(ctx, number)
    upkeep.undo_last(ctx)
    assert newest(ctx, number) == {}
    undoing.redo(ctx)
    assert newest(ctx, number) == before


def test_copies_are_kept_over_versions_and_prints_are_noted(issued: Round) -> None:
    ctx, number = issued
    first = newest(ctx, number)["to_trinh"]
    assert first.id is not None
    delivery.set_copies(ctx, first.id, 3)
    delivery.note_printed(ctx, {first.id: 3})
    kept = newest(ctx, number)["to_trinh"]
    assert (kept.copies, kept.printed) == (3, 3)
    delivery.fill(ctx, number, "to_trinh", "412", date(2025, 12, 8))
    again = newest(ctx, number)["to_trinh"]
    assert (again.copies, again.printed) == (3, 0)
    with pytest.raises(UserError, match="từ 0 đến 99"):
        delivery.set_copies(ctx, first.id, 100)


def test_a_kept_file_that_was_altered_or_lost_is_not_handed_out(issued: Round) -> None:
    ctx, number = issued
    item = newest(ctx, number)["to_trinh"]
    path = next(Path(ctx.db.folder).rglob(f"{item.digest}*"))
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(UserError, match="bị sửa"):
        delivery.pdf_of(ctx, item)
    found = upkeep.check(ctx).faults
    assert found == (f"Tệp văn bản Tờ trình, mã {item.code} bị sửa đổi; khôi phục từ bản sao lưu.",)
    path.unlink()
    with pytest.raises(UserError, match="không còn"):
        delivery.pdf_of(ctx, item)
    assert "bị mất" in upkeep.check(ctx).faults[0]


def test_a_merged_subject_takes_its_papers_along_and_the_check_finds_all_sound(issued: Round) -> None:
    ctx, number = issued
    with ctx.db.work("Gộp", "Văn thư") as work:
        old, new = work.subject("P2"), work.subject("P3")
        assert old is not None
        assert new is not None
        assert old.id is not None
        assert new.id is not None
        work.repoint(old.id, new.id)
    assert "ban_dang_ky:P3" in newest(ctx, number)
    assert upkeep.check(ctx).sound


def test_issued_papers_are_read_back_from_a_folder_opened_anew(issued: Round, reopen: Callable[[], Database]) -> None:
    ctx, number = issued
    before = newest(ctx, number)
    ctx.db.close()
    with reopen() as db, db.read() as reader:
        assert {item.key: item for item in reader.issued_papers(number)} == before
        assert [one for key in PEOPLE for one in before if key in one]
