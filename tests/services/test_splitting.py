"""A scan of several signed papers taken apart: by codes, by the order printed, by the clerk; no page is lost."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.issued import IssuedPaper, SigningWay
from dienhinh_desktop.domain.scans import ScanPart, end_part, settle_part
from dienhinh_desktop.services import delivery, undoing
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.issued_papers import standing_papers

from ..exchange.signing_kit import Authority, scanned, sign_elsewhere
from .issued_round import opened

__all__ = ["opened"]
Round = tuple[Context, int]
KEYS = ("to_trinh", "danh_sach", "bien_ban_hop")


@pytest.fixture
def printed(opened: Round) -> tuple[Context, int, list[IssuedPaper]]:
    """A round with three papers issued and printed."""
    ctx, number = opened
    delivery.issue(ctx, number, KEYS)
    with ctx.db.read() as reader:
        held = standing_papers(reader, number)
    delivery.note_printed(ctx, {item.id: 1 for item in held.values() if item.id is not None})
    with ctx.db.read() as reader:
        held = standing_papers(reader, number)
    return ctx, number, [held[key] for key in KEYS]


def bound(ctx: Context, papers: list[IssuedPaper], file: Path, *, blank: int | None = None) -> Path:
    with pypdfium2.PdfDocument.new() as joined:
        for item in papers:
            with pypdfium2.PdfDocument(delivery.pdf_of(ctx, item)) as part:
                joined.import_pages(part)
        if blank is not None:
            joined.new_page(595, 842, index=blank)
        joined.save(file)
    return file


def copies(ctx: Context, number: int) -> dict[str, tuple[str, int]]:
    """Return the signed copy of every paper: its file and its number of pages."""
    found = {}
    for row in delivery.round_papers(ctx, number).rows:
        if row.signed is not None:
            assert row.signed.way is SigningWay.SCAN
            with pypdfium2.PdfDocument(delivery.pdf_of(ctx, row.signed)) as pdf:
                found[row.key] = (row.signed.file, len(pdf))
    return found


def test_pages_with_words_are_parted_by_their_codes_and_kept_as_one_act(
    printed: tuple[Context, int, list[IssuedPaper]], tmp_path: Path
) -> None:
    ctx, number, papers = printed
    file = bound(ctx, papers, tmp_path / "ba văn bản.pdf")
    scan = delivery.open_scan(ctx, number, file)
    assert (scan.single, scan.several, scan.guessed) == (None, True, False)
    assert [part.issued and part.issued.key for part in scan.parts] == list(KEYS)
    assert [part.count for part in scan.parts] == [item.pages for item in papers]
    told = delivery.split_scan(ctx, file, scan.parts)
    assert told.sentence == f"Đã nhận ba văn bản.pdf: 3 văn bản, {scan.pages} trang."
    kept = copies(ctx, number)
    assert {key: pages for key, (_name, pages) in kept.items()} == {item.key: item.pages for item in papers}
    assert kept["to_trinh"][0].startswith("ba văn bản trang 1")
    undoing.undo_last(ctx)
    assert copies(ctx, number) == {}


def test_a_part_opens_with_an_independent_program(
    printed: tuple[Context, int, list[IssuedPaper]], tmp_path: Path
) -> None:
    ctx, number, papers = printed
    file = bound(ctx, papers, tmp_path / "hai.pdf")
    delivery.split_scan(ctx, file, delivery.open_scan(ctx, number, file).parts)
    row = delivery.round_papers(ctx, number).rows[1]
    assert row.signed is not None
    part = tmp_path / "phan.pdf"
    part.write_bytes(delivery.pdf_of(ctx, row.signed))
    if shutil.which("qpdf"):
        assert subprocess.run(["qpdf", "--check", part], capture_output=True, check=False).returncode == 0


def test_a_page_without_a_code_waits_for_the_clerk_who_may_leave_it_out(
    printed: tuple[Context, int, list[IssuedPaper]], tmp_path: Path
) -> None:
    ctx, number, papers = printed
    file = bound(ctx, papers, tmp_path / "quet.pdf", blank=papers[0].pages)
    scan = delivery.open_scan(ctx, number, file)
    blank = papers[0].pages + 1
    assert [part.words for part in scan.parts if not part.settled] == [str(blank)]
    with pytest.raises(UserError, match=f"Trang {blank} của quet.pdf chưa rõ là văn bản nào"):
        delivery.split_scan(ctx, file, scan.parts)
    assert copies(ctx, number) == {}
    told = delivery.split_scan(ctx, file, settle_part(scan.parts, blank, None, dropped=True))
    assert told.sentence.endswith("; bỏ 1 trang theo lời.")
    assert sum(pages for _name, pages in copies(ctx, number).values()) == scan.pages - 1


def test_pictures_of_just_the_pages_printed_are_proposed_in_the_order_of_the_dossier(
    printed: tuple[Context, int, list[IssuedPaper]], tmp_path: Path
) -> None:
    ctx, number, papers = printed
    file = tmp_path / "quet.pdf"
    file.write_bytes(scanned(bound(ctx, papers, tmp_path / "in.pdf").read_bytes()))
    scan = delivery.open_scan(ctx, number, file)
    assert scan.guessed
    assert [part.issued and part.issued.key for part in scan.parts] == list(KEYS)
    fewer = tmp_path / "thiếu.pdf"
    fewer.write_bytes(scanned(bound(ctx, papers[:2], tmp_path / "in2.pdf").read_bytes()))
    scan = delivery.open_scan(ctx, number, fewer)
    assert (scan.guessed, len(scan.parts), scan.parts[0].settled) == (False, 1, False)


def test_pages_of_one_paper_that_lie_apart_are_put_together(
    printed: tuple[Context, int, list[IssuedPaper]], tmp_path: Path
) -> None:
    ctx, number, papers = printed
    file = tmp_path / "quet.pdf"
    file.write_bytes(scanned(bound(ctx, papers, tmp_path / "in.pdf").read_bytes()))
    total = sum(item.pages for item in papers)
    first, second = papers[0], papers[1]
    parts = (
        ScanPart(first=1, last=1, issued=first),
        ScanPart(first=2, last=total - 1, issued=second),
        ScanPart(first=total, last=total, issued=first),
    )
    delivery.split_scan(ctx, file, parts)
    assert {key: pages for key, (_name, pages) in copies(ctx, number).items()} == {
        first.key: 2,
        second.key: total - 2,
    }


@pytest.mark.parametrize("parts", [((1, 1),), ((1, 2), (2, 9)), ((2, 9),)])
def test_parts_that_miss_or_repeat_a_page_are_refused(
    printed: tuple[Context, int, list[IssuedPaper]], tmp_path: Path, parts: tuple[tuple[int, int], ...]
) -> None:
    ctx, number, papers = printed
    file = bound(ctx, papers, tmp_path / "quet.pdf")
    with pytest.raises(UserError, match="không phủ đúng"):
        delivery.split_scan(ctx, file, [ScanPart(first=a, last=b, issued=papers[0]) for a, b in parts])
    assert copies(ctx, number) == {}


def test_all_pages_left_out_is_nothing_to_take(printed: tuple[Context, int, list[IssuedPaper]], tmp_path: Path) -> None:
    ctx, number, papers = printed
    file = bound(ctx, papers[:1], tmp_path / "quet.pdf")
    with pytest.raises(UserError, match="đều bị bỏ"):
        delivery.split_scan(ctx, file, [ScanPart(first=1, last=papers[0].pages, dropped=True)])
    assert copies(ctx, number) == {}


def test_a_file_with_a_digital_signature_is_not_taken_apart(
    printed: tuple[Context, int, list[IssuedPaper]], tmp_path: Path
) -> None:
    ctx, number, papers = printed
    start = datetime(2025, 11, 1).astimezone()
    who = Authority().person(start=start, end=start + timedelta(days=900))
    plain = bound(ctx, papers, tmp_path / "in.pdf")
    file = tmp_path / "ký.pdf"
    file.write_bytes(sign_elsewhere(plain.read_bytes(), who, ctx.now().astimezone()))
    scan = delivery.open_scan(ctx, number, file)
    with pytest.raises(UserError, match="có chữ ký số, tách trang ra thì chữ ký không còn"):
        delivery.split_scan(ctx, file, scan.parts)
    assert copies(ctx, number) == {}


@given(st.data())
def test_whatever_is_cut_every_page_stays_in_just_one_part(data: st.DataObject) -> None:
    total = data.draw(st.integers(1, 30))
    parts: tuple[ScanPart, ...] = (ScanPart(first=1, last=total),)
    for _ in range(data.draw(st.integers(0, 8))):
        first = data.draw(st.sampled_from([part.first for part in parts]))
        last = data.draw(st.integers(0, total + 1))
        if first <= last <= total:
            parts = end_part(parts, first, last)
        else:
            with pytest.raises(UserError):
                end_part(parts, first, last)
        assert [page for part in parts for page in range(part.first, part.last + 1)] == list(range(1, total + 1))
