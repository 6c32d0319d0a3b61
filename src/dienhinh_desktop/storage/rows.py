"""Domain values to database rows and back, declared per table as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Table

from ..domain.council import (
    Attendance,
    CouncilMember,
    CouncilPost,
    Meeting,
    MeetingLock,
    MeetingPurpose,
    Tally,
    TellerPost,
    VoteManner,
)
from ..domain.eligibility import Stage
from ..domain.errors import UserError
from ..domain.identity import DistinctPair
from ..domain.lifecycle import (
    LIFE_TYPES,
    CandidateResult,
    CandidateStep,
    Left,
    LifeState,
    Outcome,
    QuotaWaiver,
    RoundLock,
    WaiverKind,
)
from ..domain.lists import LearnedWord, WordKind
from ..domain.packages import PackageState, ReceivedPackage, SenderCode, SentPackage
from ..domain.proofs import PROVABLE, FileKind, KeptFile, Proof
from ..domain.records import RECORD_TYPES, Grade, HouseholdState, Sex, SubjectKind
from ..domain.rounds import Candidate, Round
from ..domain.single_ballots import BallotAnswer, BallotLine, BallotSlip
from ..domain.votes import Threshold
from . import candidates, frozen, search, tables
from .cells import Cell
from .cells import as_json as _as_json
from .cells import code as _code
from .cells import day as _day
from .cells import flag as _flag
from .cells import moment as _moment
from .cells import partial as _partial
from .cells import same as _same
from .cells import words as _words
from .paper_rows import PAPER_CELLS, PAPER_TYPES

Codes = Mapping[str, int]
"""Subject code → row id."""
Names = Mapping[int, str]
"""Row id → subject code."""


_SUBJECT = _code("subject", "subject_id")
_CELLS: dict[str, tuple[Cell, ...]] = {
    "subjects": (
        *_same("code"),
        Cell("kind", "kind", str, SubjectKind),
        *_same("name", "category"),
        _code("unit", "unit_id"),
        _partial("birth"),
        Cell("sex", "sex", str, Sex),
        *_same("citizen_id", "ethnicity"),
        _partial("start"),
        _code("locality", "locality_id"),
        _words("traits"),
        _words("leads"),
        *_same("note"),
    ),
    "positions": (
        _SUBJECT,
        *_same("title"),
        _flag("leading"),
        _flag("head"),
        _code("collective", "collective_id"),
        _day("start", "start_day"),
        _day("end", "end_day"),
    ),
    "ratings": (
        _SUBJECT,
        *_same("year"),
        Cell("grade", "grade", int, Grade),
        *_same("decision"),
        _day("date", "day"),
        *_same("issuer"),
    ),
    "awards": (
        _SUBJECT,
        *_same("form", "written", "year", "decision"),
        _day("date", "day"),
        *_same("issuer"),
        _flag("refused"),
        _day("revoked"),
        *_same("content"),
    ),
    "initiatives": (
        _SUBJECT,
        *_same("name", "kind", "level", "decision"),
        _day("date", "day"),
        *_same("issuer", "share"),
        _flag("effective"),
        _day("effective_on"),
    ),
    "indicators": (_SUBJECT, *_same("indicator", "year", "target", "actual", "unit_of_measure", "source")),
    "household_statuses": (_SUBJECT, *_same("year"), Cell("state", "state", str, HouseholdState)),
    "contributions": (_SUBJECT, *_same("kind", "amount", "unit_of_measure"), _day("date", "day"), *_same("place")),
    "attestations": (
        _SUBJECT,
        *_same("criterion"),
        _flag("passed"),
        *_same("attester"),
        _day("date", "day"),
        *_same("evidence"),
    ),
    "disciplines": (_SUBJECT, *_same("form", "decision"), _day("date", "day"), _day("expires")),
    "registrations": (
        _SUBJECT,
        *_same("plan", "field", "level"),
        _code("introducer", "introducer_id"),
        _day("date", "day"),
        *_same("year", "model"),
    ),
    "plan_documents": (*_same("plan", "milestone"), _code("unit", "unit_id"), *_same("number"), _day("date", "day")),
    "rounds": (
        *_same("plan"),
        Cell("stage", "stage", str, Stage),
        *_same("year", "name"),
        _day("on", "on_day"),
        _as_json("readings"),
    ),
    "candidates": (
        *_same("round_id"),
        _SUBJECT,
        *_same("field"),
        Cell("frozen", "frozen", frozen.dump, frozen.load),
        Cell("order", "place"),
        Cell("chosen_at", "chosen_at", datetime.isoformat, datetime.fromisoformat),
        _code("introducer", "introducer_id"),
        *_same("model", "reason", "reason_by"),
        Cell("left", "left_as", str, Left),
        _day("left_on", "left_day"),
        *_same("left_reason", "left_number"),
        _code("successor", "successor_id"),
        *_same("supplemented", "registration"),
    ),
    "candidate_steps": (
        Cell("candidate", "candidate_id"),
        Cell("state", "state", str, LifeState),
        _day("date", "day"),
        _code("unit", "unit_id"),
        *_same("people", "number"),
        _day("document_date", "document_day"),
        *_same("note"),
    ),
    "candidate_results": (
        Cell("candidate", "candidate_id"),
        Cell("outcome", "outcome", str, Outcome),
        *_same("form", "year", "number"),
        _day("date", "day"),
        *_same("issuer", "note", "award"),
    ),
    "nurturing": (_SUBJECT, *_same("plan"), _day("date", "day"), *_same("leader", "help", "difficulty", "evaluation")),
    "replications": (
        _SUBJECT,
        *_same("plan"),
        _day("date", "day"),
        _code("unit", "unit_id"),
        *_same("place", "result"),
    ),
    "publicity": (_SUBJECT, *_same("plan"), _day("date", "day"), *_same("channel", "title", "source")),
    "inspections": (
        _SUBJECT,
        *_same("plan"),
        _day("date", "day"),
        *_same("people", "effect", "prospects", "influence", "difficulty", "number"),
    ),
    "round_locks": (*_same("round_id"), _moment("at"), *_same("who"), _flag("locked"), *_same("reason")),
    "quota_waivers": (
        *_same("plan", "quota"),
        _code("unit", "unit_id"),
        *_same("year"),
        Cell("kind", "kind", str, WaiverKind),
        *_same("reason"),
        _day("until"),
        *_same("who"),
    ),
    "council_members": (
        *_same("name"),
        Cell("post", "post", str, CouncilPost),
        *_same("position", "agency"),
        _day("start", "start_day"),
        _day("end", "end_day"),
        Cell("order", "place"),
    ),
    "meetings": (
        *_same("round_id"),
        _day("day"),
        Cell("purpose", "purpose", str, MeetingPurpose),
        Cell("manner", "manner", str, VoteManner),
        *_same("place", "begins", "ends", "chair", "secretary"),
        *_same("members", "present", "written", "given", "collected", "valid"),
        Cell("threshold", "threshold", lambda threshold: threshold.text, Threshold.parse),
        *_same("basis", "discussion", "conclusion"),
    ),
    "attendances": (
        *_same("meeting_id", "name"),
        Cell("post", "post", str, CouncilPost),
        *_same("position", "agency"),
        _flag("present"),
        *_same("reason"),
        _flag("written"),
        Cell("teller", "teller", str, TellerPost),
        Cell("order", "place"),
    ),
    "tallies": (
        *_same("meeting_id"),
        _code("subject", "voted_id"),
        *_same("field", "agree", "disagree", "other", "reason"),
    ),
    "ballots": (*_same("meeting_id", "number"), _flag("valid")),
    "ballot_lines": (
        *_same("ballot_id"),
        _code("subject", "voted_id"),
        *_same("field"),
        Cell("answer", "answer", str, BallotAnswer),
    ),
    "meeting_locks": (*_same("meeting_id"), _moment("at"), *_same("who"), _flag("closed"), *_same("reason")),
    "learned_words": (*_same("sender"), Cell("kind", "kind", str, WordKind), *_same("words", "meaning")),
    "distinct_pairs": _same("first", "second"),
    "sent_packages": (
        *_same("plan", "plan_version", "round_id"),
        _day("on", "on_day"),
        _moment("at"),
        *_same("file", "digest", "fingerprint", "subjects"),
    ),
    "received_packages": (
        _code("unit", "unit_id"),
        *_same("plan", "plan_version"),
        Cell("state", "state", str, PackageState),
        _moment("at"),
        _moment("sent_at"),
        *_same("file", "sha256", "digest"),
        Cell("candidates", "candidates", candidates.dump, candidates.load),
        *_same("reason"),
        _day("due"),
        _moment("merged_at"),
    ),
    "sender_codes": (_code("unit", "unit_id"), *_same("theirs"), _code("ours", "subject_id")),
    **PAPER_CELLS,
    "kept_files": (*_same("sha256", "name", "size"), Cell("media", "media", str, FileKind), _moment("added_at")),
    "proofs": (
        _SUBJECT,
        Cell("file", "file_id"),
        *_same("caption"),
        *(Cell(name, f"{name}_id") for name in PROVABLE.values()),
    ),
}


@dataclass(frozen=True)
class Shape:
    """How one kind of record is kept: its dataclass, its table, its cells."""

    name: str
    kind: type[Any]
    table: Table
    cells: tuple[Cell, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns `read` expects after the id, in order."""
        return tuple(cell.column for cell in self.cells)

    @cached_property
    def references(self) -> tuple[int, ...]:
        """The places in a row, its id at 0, that hold the id of a subject."""
        return tuple(place for place, cell in enumerate(self.cells, 1) if cell.refers)

    def subjects_in(self, records: Iterable[Any]) -> set[str]:
        """Return the codes of the subjects that records name."""
        fields = [cell.field for cell in self.cells if cell.refers]
        return {code for record in records for field in fields if (code := getattr(record, field)) is not None}

    def write(self, record: Any, codes: Codes) -> dict[str, Any]:
        """Return the row of a record, without its id. Raises UserError when it refers to an unknown subject."""
        row: dict[str, Any] = {}
        for cell in self.cells:
            value = getattr(record, cell.field)
            if value is not None:
                if cell.refers:
                    value = _id_of(value, codes)
                elif cell.write is not None:
                    value = cell.write(value)
            row[cell.column] = value
        search.derive(self.name, row)
        return row

    def read(self, row: Sequence[Any], names: Names) -> Any:
        """Return the record of a row that begins with its id. Raises UserError when a subject it names is gone."""
        values: dict[str, Any] = {"id": row[0]}
        for cell, value in zip(self.cells, row[1:], strict=True):
            if value is not None:
                if cell.refers:
                    values[cell.field] = _code_of(value, names)
                else:
                    values[cell.field] = value if cell.read is None else cell.read(value)
        return self.kind(**values)


def _code_of(number: int, names: Names) -> str:
    try:
        return names[number]
    except KeyError:
        raise UserError("Có dòng thuộc đối tượng đã xóa nên không đọc được; chạy Kiểm tra dữ liệu để xem.") from None


def _id_of(code: str, codes: Codes) -> int:
    try:
        return codes[code]
    except KeyError:
        raise UserError(f"Không có đối tượng mã “{code}” nên không ghi được; kiểm tra lại mã.") from None


_LIFE: dict[str, type[Any]] = {
    "candidate_steps": CandidateStep,
    "candidate_results": CandidateResult,
    **LIFE_TYPES,
    "round_locks": RoundLock,
    "quota_waivers": QuotaWaiver,
}
_ASIDE: dict[str, type[Any]] = {
    "council_members": CouncilMember,
    "meetings": Meeting,
    "attendances": Attendance,
    "tallies": Tally,
    "ballots": BallotSlip,
    "ballot_lines": BallotLine,
    "meeting_locks": MeetingLock,
    "learned_words": LearnedWord,
    "distinct_pairs": DistinctPair,
    "sent_packages": SentPackage,
    "received_packages": ReceivedPackage,
    "sender_codes": SenderCode,
    **PAPER_TYPES,
    "kept_files": KeptFile,
}
_KINDS: dict[str, type[Any]] = {
    **RECORD_TYPES,
    "rounds": Round,
    "candidates": Candidate,
    "proofs": Proof,
    **_LIFE,
    **_ASIDE,
}
SHAPES: dict[str, Shape] = {
    name: Shape(name, _KINDS[name], tables.METADATA.tables[name], cells) for name, cells in _CELLS.items()
}
"""Name of a kind of record → how it is kept."""

COUNTED = tuple(name for name in SHAPES if name in LIFE_TYPES or name not in {**_LIFE, **_ASIDE})
"""Kinds a clerk counts: what is kept aside, of a round, to read lists by and of packages, is not among them."""

TABLE_OF: dict[type[Any], str] = {kind: name for name, kind in _KINDS.items()}
"""Dataclass of a record → name of its table."""
