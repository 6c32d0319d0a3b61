"""Issuing the papers of a round: frozen versions, each with its code, its number and day, and what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from ...domain.dates import short_date
from ...domain.documents import Form, PaperKind
from ...domain.errors import UserError
from ...domain.issued import ATTACHED, IssuedPaper, PaperRow, SignedCopy
from ...domain.rounds import Round
from ...domain.text import clean, decision_key
from ...domain.upkeep import Changes, Kind, Progress, silent
from ...exchange import documents as drawn
from .. import documents, kept_papers
from ..context import Context
from ..documents.dossier import Dossier, gather
from ..issued_papers import standing_papers
from . import lines
from .contents import Content, Filled, contents, filled_in

CHANGED = frozenset({Kind.PAPERS})
MOST_COPIES = 99


def dossier_of(ctx: Context, round_id: int) -> tuple[Round, Dossier]:
    """Return a round and everything its papers are made from. Raises UserError when the round is gone."""
    with ctx.db.read() as reader:
        current = reader.round(round_id)
    return current, gather(ctx, current.plan, current.on, round_id)


def issue(ctx: Context, round_id: int, keys: Collection[str] | None = None, progress: Progress = silent) -> Changes:
    """Issue the papers of a round, or some of them, as the records tell them now.

    A paper that says what its newest version says is left as it is. Raises UserError while a check keeps the papers
    drafts, when nobody is on the list, or a file cannot be kept; then nothing is issued.
    """
    current, dossier = dossier_of(ctx, round_id)
    with ctx.db.read() as reader:
        held = standing_papers(reader, round_id)
    return keep_issued(ctx, current, list(versions_of(ctx, current, dossier, held, filled_in(held), keys, progress)))


def keep_issued(ctx: Context, current: Round, made: Sequence[IssuedPaper]) -> Changes:
    """Keep new versions of papers of a round as one act; where there are none, nothing is done."""
    if not made:
        return Changes(sentence="Văn bản đã lập vẫn đúng với dữ liệu; không lập lại.")
    with ctx.db.work(f"Lập {len(made)} văn bản của {current.name}", ctx.who, "issue") as work:
        work.insert("issued_papers", made)
        return Changes(CHANGED, f"Đã lập {len(made)} văn bản; mỗi trang in có mã bản ở chân trang.", work.act)


def fill(ctx: Context, round_id: int, key: str, typed: str, day: date | None) -> Changes:
    """Put number and day on a paper before it is signed: a new version of it, and of the list that names it.

    Only the number is typed, its symbol stands already. Raises UserError when the paper is signed, is no paper of the
    round, has no number, or the number was given to another paper of that year.
    """
    current, dossier = dossier_of(ctx, round_id)
    with ctx.db.read() as reader:
        held = standing_papers(reader, round_id)
        signed = {item.issued_id for item in reader.signed_copies(round_id)}
        others = [item for item in reader.issued_papers() if (item.round_id, item.key) != (round_id, key)]
    content = next((item for item in contents(ctx, dossier, aside=[key]) if item.key == key), None)
    if content is None:
        raise UserError("Văn bản này không còn trong hồ sơ của đợt; lập lại từ dữ liệu rồi điền số.")
    if key in held and held[key].id in signed:
        raise UserError(
            f"{content.name} đã ký nên không điền số, ngày được nữa: điền sau sẽ làm hỏng chữ ký."
            " Lập bản mới rồi ký lại."
        )
    number = _number(content, typed)
    _refuse_taken(number, day, others)
    filled = {**filled_in(held), key: (number, day)}
    keys = {key}
    if key == PaperKind.REQUEST.value:
        keys |= {item for item in ATTACHED if item in held and held[item].id not in signed}
    made = list(versions_of(ctx, current, dossier, held, filled, keys, silent))
    told = " ".join(filter(None, (f"số {number}" if number else "", f"ngày {short_date(day)}" if day else "")))
    with ctx.db.work(f"Điền {told or 'lại số, ngày'}: {content.name}", ctx.who, "issue") as work:
        work.insert("issued_papers", made)
        return Changes(CHANGED, f"Đã ghi {told or 'để trống số, ngày'} lên {content.name}.", work.act)


def _number(content: Content, typed: str) -> str | None:
    number = clean(typed).removeprefix("Số:").strip()
    if not number:
        return None
    if not content.symbol:
        raise UserError(f"{content.name} không có số riêng; chỉ điền ngày.")
    first, _, symbol = number.partition("/")
    if not first.strip().isalnum():
        raise UserError(f"Số “{number}” không phải số văn bản; ghi như 412 hoặc 412/{content.symbol}.")
    first = first.strip()
    padded = first.zfill(2) if first.isdigit() else first  # Decree 30/2020: numbers under 10 get a leading 0
    return f"{padded}/{symbol.strip() or content.symbol}"


def _refuse_taken(number: str | None, day: date | None, others: Sequence[IssuedPaper]) -> None:
    if number is None or day is None:
        return
    for item in others:
        same_year = item.day is not None and item.day.year == day.year
        if same_year and item.number and decision_key(item.number) == decision_key(number):
            raise UserError(f"Số {number} năm {day.year} đã ghi cho {item.name}; xem lại sổ văn bản đi.")


def set_copies(ctx: Context, issued_id: int, copies: int) -> Changes:
    """Say how many copies of a paper are wanted on paper. Raises UserError when it is gone, or for a wrong number."""
    if not 0 <= copies <= MOST_COPIES:
        raise UserError(f"Số bản in từ 0 đến {MOST_COPIES}; ghi lại.")
    return _change(ctx, {issued_id: lambda item: replace(item, copies=copies)}, f"Đặt số bản in: {copies}")


def note_printed(ctx: Context, printed: Mapping[int, int]) -> Changes:
    """Note how many copies of which versions were printed."""
    wanted = {number: partial(_printed, copies=copies) for number, copies in printed.items()}
    return _change(ctx, wanted, f"In {len(printed)} văn bản")


def _printed(item: IssuedPaper, copies: int) -> IssuedPaper:
    return replace(item, printed=item.printed + copies)


def _change(ctx: Context, wanted: Mapping[int, Callable[[IssuedPaper], IssuedPaper]], label: str) -> Changes:
    with ctx.db.work(label, ctx.who, "issue") as work:
        held = {item.id: item for item in work.issued_papers()}
        missing = [number for number in wanted if number not in held]
        if missing:
            raise UserError("Văn bản này không còn trong dữ liệu; mở lại trang để xem.")
        work.update("issued_papers", [change(held[number]) for number, change in wanted.items()])
        return Changes(CHANGED, f"Đã ghi: {label[0].lower()}{label[1:]}.", work.act if work.changed else None)


def versions(ctx: Context, round_id: int, key: str) -> tuple[IssuedPaper, ...]:
    """Return all versions of a paper of a round, newest first."""
    with ctx.db.read() as reader:
        return tuple(item for item in reversed(reader.issued_papers(round_id)) if item.key == key)


def pdf_of(ctx: Context, item: IssuedPaper | SignedCopy) -> bytes:
    """Return the bytes of a version or of a signed copy. Raises UserError when they are lost or were altered."""
    return kept_papers.kept(ctx, item.digest).read_bytes()


def pages_of(ctx: Context, rows: Sequence[PaperRow], *, signed: bool) -> bytes:
    """Return issued papers one after the other in one PDF; `signed`: their signed copies where these are PDFs.

    Raises UserError when a file is lost or was altered.
    """
    found = []
    for row in rows:
        copy = row.signed if signed and row.signed is not None and row.signed.file.lower().endswith(".pdf") else None
        if row.issued is not None:
            found.append(pdf_of(ctx, copy or row.issued))
    return found[0] if len(found) == 1 else drawn.joined(found)


def versions_of(
    ctx: Context,
    current: Round,
    dossier: Dossier,
    held: Mapping[str, IssuedPaper],
    filled: Filled,
    keys: Collection[str] | None,
    progress: Progress,
) -> Iterator[IssuedPaper]:
    """Yield new versions of the papers of a round that say something else than what is held, one after the other.

    Without `keys` they are the dossier and whatever else was issued. Raises UserError as `issue` does.
    """
    _refuse_drafts(dossier)
    named = held if keys is None else keys
    wanted = [
        item
        for item in contents(ctx, dossier, filled, named)
        if (item.key in keys if keys is not None else item.goes or item.key in held)
    ]
    for place, item in enumerate(wanted):
        progress(place, len(wanted), f"Đang lập {place + 1}/{len(wanted)} văn bản")
        before = held.get(item.key)
        code = _free_code(ctx, current, item)
        if before is None or before.code != code:
            yield _version(ctx, current, item, before, code, filled)


def _refuse_drafts(dossier: Dossier) -> None:
    stops = documents.stops(dossier)
    if stops:
        raise UserError(
            f"Còn {len(stops)} lỗi chặn nên chưa lập bản chính thức: {stops[0].text}. Sửa ở bước 4 rồi lập.",
            details=tuple(stop.text for stop in stops),
        )


def _free_code(ctx: Context, current: Round, item: Content) -> str:
    """Return the code of a paper, another one where a different paper has it already."""
    for salt in range(9):
        code = item.code(salt)
        with ctx.db.read() as reader:
            taken = [
                other for other in reader.issued_under([code]) if (other.round_id, other.key) != (current.id, item.key)
            ]
        if not taken:
            return code
    raise AssertionError("nine codes of one paper are taken")


def _version(
    ctx: Context, current: Round, item: Content, before: IssuedPaper | None, code: str, filled: Filled
) -> IssuedPaper:
    number, day = filled.get(item.key, (None, None))
    marked = replace(item.value, code=code)
    pdf = drawn.form_pdf(marked) if isinstance(marked, Form) else drawn.list_pdf(marked)
    assert current.id is not None  # rounds in hand come from the data folder
    return IssuedPaper(
        round_id=current.id,
        paper=item.paper,
        subject=item.subject,
        name=f"{item.name} – {item.about}" if item.subject else item.name,
        place=item.place,
        number=number,
        day=day,
        code=code,
        digest=kept_papers.keep(ctx, pdf),
        pages=drawn.page_count(pdf),
        basis=lines.dump(lines.lines_of(item.value)),
        copies=before.copies if before is not None else 1,
        at=ctx.now().replace(microsecond=0),
        who=ctx.who,
    )
