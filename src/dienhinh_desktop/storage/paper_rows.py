"""Papers of a round to database rows and back, declared as data: issued, signed, sent, typed into, and who signs."""

from __future__ import annotations

from typing import Any

from ..domain.blanks import FilledBlank
from ..domain.issued import Dispatch, IssuedPaper, SendingWay, SignedCopy, SigningWay
from ..domain.signers import Signer, SigningAuthority
from .cells import Cell
from .cells import code as _code
from .cells import day as _day
from .cells import moment as _moment
from .cells import same as _same
from .cells import words as _words

PAPER_CELLS: dict[str, tuple[Cell, ...]] = {
    "issued_papers": (
        *_same("round_id", "paper"),
        _code("subject", "subject_id"),
        *_same("name", "place", "number"),
        _day("day"),
        *_same("code", "digest", "pages", "basis", "copies", "printed"),
        _moment("at"),
        *_same("who"),
    ),
    "signed_copies": (
        *_same("issued_id"),
        Cell("way", "way", str, SigningWay),
        _moment("at"),
        *_same("who", "digest", "file"),
        _words("signers"),
        *_same("verdict"),
        _words("reasons"),
    ),
    "dispatches": (
        *_same("round_id"),
        _day("day"),
        Cell("way", "way", str, SendingWay),
        *_same("receiver", "receipt", "receipt_file"),
        _moment("at"),
        *_same("who"),
    ),
    "filled_blanks": (*_same("round_id", "paper"), _code("subject", "subject_id"), *_same("place", "words")),
    "signers": (
        *_same("name", "post"),
        Cell("authority", "authority", str, SigningAuthority),
        *_same("principal"),
        _day("start", "start_day"),
        _day("end", "end_day"),
        _words("papers"),
        Cell("order", "place"),
    ),
}
"""Name of a table → its cells."""
PAPER_TYPES: dict[str, type[Any]] = {
    "issued_papers": IssuedPaper,
    "signed_copies": SignedCopy,
    "dispatches": Dispatch,
    "filled_blanks": FilledBlank,
    "signers": Signer,
}
"""Name of a table → what its rows are."""
