"""A scan of several signed papers taken apart: by the codes on its pages, by the clerk where they are silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from ...domain.errors import UserError
from ...domain.issued import IssuedPaper, codes_in
from ...domain.scans import OpenedScan, ScanPart
from ...domain.text import number_text
from ...domain.upkeep import Changes
from ...exchange import documents as drawn
from .. import signatures
from ..context import Context
from ..issued_papers import standing_papers
from .issuing import CHANGED
from .signed import keep_copies, read_signed, scan_of


def open_scan(ctx: Context, round_id: int, file: Path) -> OpenedScan:
    """Return the pages of a scan in parts: by their codes; where none can be read, by the order of the dossier.

    The order is only proposed where what was printed and is not signed yet has just as many pages. Raises UserError
    when the file cannot be read, or its pages are of another round.
    """
    data = read_signed(file)
    if file.suffix.lower() != ".pdf":
        return OpenedScan(name=file.name, parts=(ScanPart(first=1, last=1),))
    texts = drawn.page_texts(data)
    with ctx.db.read() as reader:
        known = {item.code: item for item in reader.issued_under({code for text in texts for code in codes_in(text)})}
        waiting = _waiting(
            standing_papers(reader, round_id), {item.issued_id for item in reader.signed_copies(round_id)}
        )
    here = {code: item for code, item in known.items() if item.round_id == round_id}
    if known and not here:
        other = next(iter(known.values()))
        raise UserError(f"{file.name} là văn bản của đợt khác ({other.name}); mở đợt ấy rồi nhận.")
    if here:
        return OpenedScan(name=file.name, parts=_by_codes(texts, here))
    if len(waiting) > 1 and sum(item.pages for item in waiting) == len(texts):
        return OpenedScan(name=file.name, parts=_by_order(waiting), guessed=True)
    return OpenedScan(name=file.name, parts=(ScanPart(first=1, last=max(len(texts), 1)),))


def _waiting(held: Mapping[str, IssuedPaper], signed: set[int]) -> list[IssuedPaper]:
    """Return what was printed and is not signed, in the order of the dossier."""
    return sorted((item for item in held.values() if item.printed and item.id not in signed), key=lambda one: one.place)


def _by_codes(texts: Sequence[str], here: Mapping[str, IssuedPaper]) -> tuple[ScanPart, ...]:
    """Return the parts of pages that bear one code; a page with none, or with two, is left to the clerk."""
    of_page: list[IssuedPaper | None] = []
    for text in texts:
        found = [here[code] for code in codes_in(text) if code in here]
        of_page.append(found[0] if len(found) == 1 else None)
    parts: list[ScanPart] = []
    for _code, pages in groupby(enumerate(of_page, 1), key=lambda pair: pair[1].code if pair[1] else None):
        numbers = list(pages)
        parts.append(ScanPart(first=numbers[0][0], last=numbers[-1][0], issued=numbers[0][1]))
    return tuple(parts)


def _by_order(waiting: Sequence[IssuedPaper]) -> tuple[ScanPart, ...]:
    parts: list[ScanPart] = []
    for item in waiting:
        first = parts[-1].last + 1 if parts else 1
        parts.append(ScanPart(first=first, last=first + item.pages - 1, issued=item))
    return tuple(parts)


def split_scan(ctx: Context, file: Path, parts: Sequence[ScanPart]) -> Changes:
    """Take a scan apart and keep each part as the signed copy of its paper, all as one act.

    Parts of one paper are put together in their order. Raises UserError when a page is in no part or in two, a part is
    of no paper and not dropped, or the file bears digital signatures, which no part could keep.
    """
    data = read_signed(file)
    count = drawn.page_count(data) if file.suffix.lower() == ".pdf" else 1
    _refuse_gaps(file.name, parts, count)
    if file.suffix.lower() == ".pdf" and signatures.verify(ctx, file).verdict is not None:
        raise UserError(
            f"{file.name} có chữ ký số, tách trang ra thì chữ ký không còn; nhận từng tệp đã ký riêng, không tách."
        )
    pages: dict[int, list[int]] = {}
    papers: dict[int, IssuedPaper] = {}
    for part in parts:
        if part.issued is not None and part.issued.id is not None:
            papers[part.issued.id] = part.issued
            pages.setdefault(part.issued.id, []).extend(range(part.first, part.last + 1))
    if not papers:
        raise UserError(f"Mọi trang của {file.name} đều bị bỏ nên không có gì để nhận; chọn văn bản cho một phần.")
    whole = len(papers) == 1 and len(next(iter(pages.values()))) == count
    copies = [
        scan_of(ctx, papers[number], data if whole else drawn.some_pages(data, wanted), _named(file, wanted))
        for number, wanted in pages.items()
    ]
    names = ", ".join(item.name for item in papers.values())
    label = f"Nhận bản quét của {len(papers)} văn bản" if len(papers) > 1 else f"Nhận bản đã ký: {names}"
    act = keep_copies(ctx, copies, label)
    left = sum(part.count for part in parts if part.dropped)
    told = f"Đã nhận {file.name}: {number_text(len(papers))} văn bản, {count - left} trang"
    return Changes(CHANGED, f"{told}; bỏ {left} trang theo lời." if left else f"{told}.", act)


def _named(file: Path, pages: Sequence[int]) -> str:
    last = f"-{pages[-1]}" if len(pages) > 1 else ""
    return f"{file.stem} trang {pages[0]}{last}{file.suffix}"


def _refuse_gaps(name: str, parts: Sequence[ScanPart], count: int) -> None:
    covered = [page for part in parts for page in range(part.first, part.last + 1)]
    if covered != list(range(1, count + 1)):
        raise UserError(f"Các phần không phủ đúng {count} trang của {name} nên chưa tách; mở lại tệp rồi chia.")
    open_parts = [part for part in parts if not part.settled]
    if open_parts:
        where = "; ".join(part.words for part in open_parts)
        raise UserError(f"Trang {where} của {name} chưa rõ là văn bản nào nên chưa nhận; gõ mã, chọn, hoặc bỏ trang.")
