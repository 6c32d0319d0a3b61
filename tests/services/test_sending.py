"""What sending leaves behind: the milestone of the plan met by it, and papers printed whose signed copy is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import Image

from dienhinh_desktop.domain.documents import CheckLevel, ExportCheck
from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.issued import SendingWay
from dienhinh_desktop.domain.plans import MilestoneVerdict
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.services import delivery, documents, overview, rounds, undoing
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.issued_papers import standing_papers

from .issued_round import ON, PLAN, fill, opened

__all__ = ["opened"]
Opened = tuple[Context, int]
SENT = date(2021, 3, 26)


@pytest.fixture
def registering(ctx: Context) -> Opened:
    """A round that registers under plan HT, in the week its lists are due."""
    fill(ctx)
    ctx = replace(ctx, now=lambda: datetime(2021, 3, 26, 9, 0).astimezone())
    held = rounds.open_round(ctx, Round(plan=PLAN, stage=Stage.REGISTRATION, year=2021, name="Đăng ký 2021", on=SENT))
    assert held.id is not None
    rounds.register(ctx, held.id, [Choice(subject="P1", field="KHONG_LANH_DAO", reason="Hội đồng đề nghị")])
    delivery.issue(ctx, held.id, ["to_trinh"])
    return ctx, held.id


def own_row(ctx: Context, number: int) -> MilestoneVerdict:
    standing = next(item for item in overview.overview(ctx, number).milestones if item.info.code == "HT_M01")
    return next(row.verdict for row in standing.rows if row.unit == "SO")


def test_sending_meets_the_milestone_of_lists_and_the_overview_shows_it_done(registering: Opened) -> None:
    ctx, number = registering
    offered, likely = delivery.sending_milestones(ctx, number, SENT)
    assert likely == "HT_M01"
    assert all(info.recipient for info in offered)
    assert own_row(ctx, number) is MilestoneVerdict.DUE
    delivery.fill(ctx, number, "to_trinh", "7", SENT)
    told = delivery.note_sent(ctx, number, SENT, SendingWay.AXIS, "Ban TĐKT tỉnh", milestone=likely)
    assert told.sentence.endswith("Mốc HT_M01 đã xong.")
    assert own_row(ctx, number) is MilestoneVerdict.IN_TIME
    with ctx.db.read() as reader:
        (kept,) = reader.records(kinds={"plan_documents"}).plan_documents
    assert (kept.unit, kept.number, kept.date) == ("SO", "07/TTr-SNV", SENT)
    assert delivery.sending_milestones(ctx, number, SENT)[1] is None


def test_taking_back_the_sending_takes_back_its_milestone(registering: Opened) -> None:
    ctx, number = registering
    delivery.note_sent(ctx, number, SENT, SendingWay.MAIL, "Ban TĐKT tỉnh", milestone="HT_M01")
    undoing.undo_last(ctx)
    assert own_row(ctx, number) is MilestoneVerdict.DUE
    assert delivery.round_papers(ctx, number).sent is None


def test_a_milestone_that_has_its_document_is_refused_and_nothing_is_noted(registering: Opened) -> None:
    ctx, number = registering
    delivery.note_sent(ctx, number, SENT, SendingWay.MAIL, "Ban TĐKT tỉnh", milestone="HT_M01")
    for code in ("HT_M01", "HT_M02", "KHONG_CO"):
        with pytest.raises(UserError, match=f"Mốc {code} đã có văn bản hoặc không phải mốc"):
            delivery.note_sent(ctx, number, SENT, SendingWay.ZALO, "Ban TĐKT tỉnh", milestone=code)
    with ctx.db.read() as reader:
        assert len(reader.dispatches(number)) == 1


def test_no_milestone_is_presumed_where_the_plan_sends_no_list(opened: Opened) -> None:
    ctx, number = opened
    offered, likely = delivery.sending_milestones(ctx, number, ON)
    assert likely is None
    assert "HT_M07" in {info.code for info in offered}


def scans(ctx: Context, number: int) -> list[ExportCheck]:
    return [check for check in documents.checks(ctx, PLAN, ON, number) if "bản quét" in check.text]


def test_a_paper_printed_to_be_signed_whose_scan_is_missing_is_told_until_it_comes(
    opened: Opened, tmp_path: Path
) -> None:
    ctx, number = opened
    delivery.issue(ctx, number, ["to_trinh", "bien_ban_hop"])
    assert scans(ctx, number) == []
    with ctx.db.read() as reader:
        ids = {key: item.id for key, item in standing_papers(reader, number).items()}
    delivery.note_printed(ctx, {number_: 2 for number_ in ids.values() if number_ is not None})
    (told,) = scans(ctx, number)
    assert (told.level, told.page) == (CheckLevel.WARNING, "delivery")
    assert told.text == "Thiếu bản quét, bản ký số của 2 văn bản đã in để ký: Tờ trình, Biên bản họp"
    scan = tmp_path / "quet.png"
    Image.new("RGB", (30, 40), "white").save(scan)
    for key in ids:
        taken = ids[key]
        assert taken is not None
        delivery.take_back(ctx, taken, scan)
    (told,) = scans(ctx, number)
    assert told.level is CheckLevel.FINE


def test_a_paper_left_out_is_not_sent_nor_counted_and_comes_back_with_undo(opened: Opened, tmp_path: Path) -> None:
    ctx, number = opened
    delivery.issue(ctx, number)
    whole = len(delivery.round_papers(ctx, number).dossier)
    told = delivery.set_goes(ctx, number, ["bang_tong_hop", "danh_sach_trich_ngang"], goes=False)
    assert told.sentence == "Đã bỏ 2 văn bản khỏi bộ gửi."
    papers = delivery.round_papers(ctx, number)
    assert len(papers.dossier) == whole - 2
    assert [row.key for row in papers.rows][-2:] == ["danh_sach_trich_ngang", "bang_tong_hop"]
    written = delivery.write_folder(ctx, number, tmp_path / "ra")
    assert not [file for file in written.files if "BangTongHop" in file or "TrichNgang" in file]
    undoing.undo_last(ctx)
    assert len(delivery.round_papers(ctx, number).dossier) == whole


def test_a_paper_left_out_before_it_was_made_is_not_made_and_one_kept_here_may_be_sent(opened: Opened) -> None:
    ctx, number = opened
    delivery.set_goes(ctx, number, ["bang_tong_hop"], goes=False)
    delivery.issue(ctx, number)
    rows = {row.key: row for row in delivery.round_papers(ctx, number).rows}
    assert rows["bang_tong_hop"].issued is None
    delivery.issue(ctx, number, ["tom_tat_thanh_tich:P1"])
    delivery.set_goes(ctx, number, ["tom_tat_thanh_tich:P1"], goes=True)
    assert "tom_tat_thanh_tich:P1" in {row.key for row in delivery.round_papers(ctx, number).dossier}
