"""Reading what was issued, signed and sent of the papers of rounds; the part of `Reader` that knows of them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Column, ColumnElement, select

from ..domain.blanks import FilledBlank
from ..domain.issued import Dispatch, IssuedPaper, SignedCopy
from ..domain.signers import Signer
from . import tables
from .part import ReaderPart
from .rows import SHAPES


class PaperReader(ReaderPart):
    """Issued papers, their signed copies, dispatches, words typed into papers."""

    def issued_papers(self, round_id: int | None = None) -> tuple[IssuedPaper, ...]:
        """Return the issued versions of papers, of every round or of one, oldest first."""
        return tuple(self._select(SHAPES["issued_papers"], *_of(tables.issued_papers.c.round_id, round_id)))

    def issued_under(self, codes: Collection[str]) -> tuple[IssuedPaper, ...]:
        """Return the versions that bear one of these codes, oldest first."""
        return tuple(self._select(SHAPES["issued_papers"], tables.issued_papers.c.code.in_(codes)))

    def signed_copies(self, round_id: int | None = None) -> tuple[SignedCopy, ...]:
        """Return the signed copies of papers, of every round or of one, oldest first."""
        held = tables.issued_papers
        meant = select(held.c.id).where(*_of(held.c.round_id, round_id))
        return tuple(self._select(SHAPES["signed_copies"], tables.signed_copies.c.issued_id.in_(meant)))

    def dispatches(self, round_id: int | None = None) -> tuple[Dispatch, ...]:
        """Return when dossiers were sent, of every round or of one, oldest first."""
        return tuple(self._select(SHAPES["dispatches"], *_of(tables.dispatches.c.round_id, round_id)))

    def signers(self) -> tuple[Signer, ...]:
        """Return everybody who signs or signed for the office, in the clerk's order."""
        found: list[Signer] = self._select(SHAPES["signers"])
        return tuple(sorted(found, key=lambda item: (item.order, item.id or 0)))

    def filled_blanks(self, round_id: int) -> tuple[FilledBlank, ...]:
        """Return the words typed into the papers of a round, in the order they were first typed."""
        return tuple(self._select(SHAPES["filled_blanks"], *_of(tables.filled_blanks.c.round_id, round_id)))


def _of(column: Column[int], round_id: int | None) -> tuple[ColumnElement[bool], ...]:
    return () if round_id is None else (column == round_id,)
