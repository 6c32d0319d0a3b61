"""Reading what was issued, signed and sent of the papers of rounds; the part of `Reader` that knows of them."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Column, ColumnElement, select

from ..domain.blanks import FilledBlank
from ..domain.issued import DOSSIER, Dispatch, IssuedPaper, SignedCopy, goes_setting, paper_key
from ..domain.signatures import SignatureVerdict
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

    def standing_papers(self, round_id: int) -> dict[str, IssuedPaper]:
        """Return the standing version of every issued paper of a round, by its key.

        It is the one issued last, unless the signed copy of an earlier one came in since: what is signed counts.
        """
        signed: dict[int, datetime] = {}
        for copy in self.signed_copies(round_id):
            signed[copy.issued_id] = copy.at
        held: dict[str, tuple[datetime, IssuedPaper]] = {}
        for item in self.issued_papers(round_id):
            last = max(item.at, signed.get(item.id or 0, item.at))
            if item.key not in held or held[item.key][0] <= last:
                held[item.key] = last, item
        return {key: item for key, (_last, item) in held.items()}

    def papers_chosen(self, round_id: int) -> dict[str, bool]:
        """Return which papers of a round the clerk left out of what is sent, or put in, by their keys."""
        held = tables.settings.c
        kept = self._connection.execute(select(held.value).where(held.name == goes_setting(round_id))).scalar()
        return dict(json.loads(kept)) if kept else {}

    def paper_counts(self, round_id: int) -> tuple[int, int]:
        """Return how many papers that are sent were issued in a round, and how many bear a signature not proved wrong.

        What stays in the office, such as an assessment sheet, is not waited for.
        """
        chosen, held = self.papers_chosen(round_id), tables.issued_papers
        copies, whose = tables.signed_copies, tables.subjects
        joined = held.outerjoin(whose, whose.c.id == held.c.subject_id)
        columns = select(held.c.id, held.c.paper, whose.c.code).select_from(joined)
        rows = self._connection.execute(columns.where(held.c.round_id == round_id).order_by(held.c.id)).all()
        last = {paper_key(row.paper, row.code): row for row in rows}
        going = {row.id for key, row in last.items() if chosen.get(key, row.paper in DOSSIER)}
        good = (copies.c.verdict != SignatureVerdict.INVALID.value) | copies.c.verdict.is_(None)
        signed = set(self._connection.execute(select(copies.c.issued_id).where(good)).scalars())
        return len(going), len(signed & going)

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
