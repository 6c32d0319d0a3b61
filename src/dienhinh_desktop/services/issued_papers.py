"""The papers issued in a round as they stand: which version of each counts, which are sent, how many are signed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from ..domain.issued import DOSSIER, IssuedPaper
from ..domain.signatures import SignatureVerdict
from ..storage.reader import Reader
from ..storage.work import Work

_SETTING = "dossier.{}"
"""Name of the setting that keeps which papers of a round (by row id) the clerk left out of what is sent."""


def standing_papers(reader: Reader, round_id: int) -> dict[str, IssuedPaper]:
    """Return the standing version of every issued paper of a round, by its key.

    It is the one issued last, unless the signed copy of an earlier one came in since: what is signed counts.
    """
    signed: dict[int, datetime] = {}
    for copy in reader.signed_copies(round_id):
        signed[copy.issued_id] = copy.at
    held: dict[str, tuple[datetime, IssuedPaper]] = {}
    for item in reader.issued_papers(round_id):
        last = max(item.at, signed.get(item.id or 0, item.at))
        if item.key not in held or held[item.key][0] <= last:
            held[item.key] = last, item
    return {key: item for key, (_last, item) in held.items()}


def papers_chosen(reader: Reader, round_id: int) -> dict[str, bool]:
    """Return which papers of a round the clerk left out of what is sent, or put in, by their keys."""
    kept = reader.setting(_SETTING.format(round_id))
    return dict(json.loads(kept)) if kept else {}


def choose_papers(work: Work, round_id: int, keys: Iterable[str], *, goes: bool) -> None:
    """Keep that papers of a round are left out of what is sent, or put in."""
    kept = {**papers_chosen(work, round_id), **dict.fromkeys(keys, goes)}
    work.set_setting(_SETTING.format(round_id), json.dumps(kept))


def paper_counts(reader: Reader, round_id: int) -> tuple[int, int]:
    """Return how many papers that are sent were issued in a round, and how many bear a signature not proved wrong.

    What stays in the office, such as an assessment sheet, is not waited for.
    """
    chosen, held = papers_chosen(reader, round_id), standing_papers(reader, round_id)
    going = {item.id for key, item in held.items() if chosen.get(key, item.paper in DOSSIER)}
    copies = reader.signed_copies(round_id)
    signed = {copy.issued_id for copy in copies if copy.verdict != SignatureVerdict.INVALID}
    return len(going), len(going & signed)
