"""Where the papers of a round stand: issued, signed, sent, and whether they still say what the records say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...domain.issued import (
    Dispatch,
    IssuedPaper,
    LineChange,
    PaperRow,
    PaperState,
    RoundPapers,
    SignedCopy,
)
from ...domain.signatures import SignatureVerdict
from .. import documents
from ..context import Context
from ..issued_papers import standing_papers
from . import lines
from .contents import Content, contents, filled_in
from .issuing import dossier_of


def round_papers(ctx: Context, round_id: int) -> RoundPapers:
    """Return the papers of a round in the order of the dossier. Raises UserError when the round is gone."""
    current, dossier = dossier_of(ctx, round_id)
    with ctx.db.read() as reader:
        held = standing_papers(reader, round_id)
        copies, sent = reader.signed_copies(round_id), reader.dispatches(round_id)
    last = sent[-1] if sent else None
    found = contents(ctx, dossier, filled_in(held), held) if dossier.entries else []
    rows = [_row(item, held.get(item.key), copies, last) for item in found]
    named = {item.key for item in found}
    rows.sort(key=lambda row: not row.goes)
    rows += [_left(item, copies, last) for key, item in held.items() if key not in named]
    return RoundPapers(
        round=current,
        rows=tuple(rows),
        stops=tuple(stop.text for stop in documents.stops(dossier)),
        receiver=dossier.plan.list_recipient or "",
        sent=last,
    )


def _row(item: Content, issued: IssuedPaper | None, copies: Sequence[SignedCopy], sent: Dispatch | None) -> PaperRow:
    signed = standing_copy(issued, copies)
    return PaperRow(
        key=item.key,
        name=item.name,
        about=item.about,
        state=_state(issued, signed, sent),
        goes=item.goes,
        numbered=bool(item.symbol),
        issued=issued,
        signed=signed,
        changes=_changes(item, issued),
        signer=item.signer,
    )


def _left(issued: IssuedPaper, copies: Sequence[SignedCopy], sent: Dispatch | None) -> PaperRow:
    """Return the row of a paper of somebody who is no longer on the list."""
    signed = standing_copy(issued, copies)
    name, _, about = issued.name.partition(" – ")
    state = _state(issued, signed, sent)
    return PaperRow(
        key=issued.key, name=name, about=about, state=state, goes=False, listed=False, issued=issued, signed=signed
    )


def standing_copy(issued: IssuedPaper | None, copies: Iterable[SignedCopy]) -> SignedCopy | None:
    """Return the newest signed copy of a version; None when nobody signed it."""
    return next((item for item in reversed(tuple(copies)) if issued is not None and item.issued_id == issued.id), None)


def _state(issued: IssuedPaper | None, signed: SignedCopy | None, sent: Dispatch | None) -> PaperState:
    if issued is None:
        return PaperState.MISSING
    if sent is not None and sent.at >= issued.at:
        return PaperState.SENT
    if signed is None or signed.verdict == SignatureVerdict.INVALID:
        return PaperState.WAITING
    return PaperState.SIGNED


def _changes(item: Content, issued: IssuedPaper | None) -> tuple[LineChange, ...]:
    return () if issued is None else lines.compare(lines.load(issued.basis), lines.lines_of(item.value))
