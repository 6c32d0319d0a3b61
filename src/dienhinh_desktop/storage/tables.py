"""The tables as they stand today, for building statements; what they were made by is in `migrations`."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, Table, Text

from ..domain.proofs import PROVABLE

METADATA = MetaData()


def _int(name: str) -> Column[int]:
    return Column(name, Integer)


def _text(name: str) -> Column[str]:
    return Column(name, Text)


def _real(name: str) -> Column[float]:
    return Column(name, Float)


def _to(name: str, target: str) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{target}.id"))


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _of_subject(name: str, *columns: Column[int] | Column[str] | Column[float]) -> Table:
    return Table(name, METADATA, _id(), _to("subject_id", "subjects"), *columns)


subjects = Table(
    "subjects",
    METADATA,
    _id(),
    *(_text(name) for name in ("code", "kind", "name", "category")),
    _to("unit_id", "subjects"),
    *(_text(name) for name in ("birth", "sex", "citizen_id", "ethnicity", "start")),
    _to("locality_id", "subjects"),
    *(_text(name) for name in ("traits", "leads", "note", "search_key")),
)
positions = _of_subject(
    "positions",
    _text("title"),
    _int("leading"),
    _int("head"),
    _to("collective_id", "subjects"),
    _text("start_day"),
    _text("end_day"),
)
ratings = _of_subject(
    "ratings", _int("year"), _int("grade"), *(_text(name) for name in ("decision", "day", "issuer", "decision_key"))
)
awards = _of_subject(
    "awards",
    _text("form"),
    _text("written"),
    _int("year"),
    *(_text(name) for name in ("decision", "day", "issuer")),
    _int("refused"),
    *(_text(name) for name in ("revoked", "content", "decision_key")),
)
initiatives = _of_subject(
    "initiatives",
    *(_text(name) for name in ("name", "kind", "level", "decision", "day", "issuer")),
    _real("share"),
    _int("effective"),
    *(_text(name) for name in ("effective_on", "decision_key", "name_key")),
)
indicators = _of_subject(
    "indicators",
    _text("indicator"),
    _int("year"),
    _real("target"),
    _real("actual"),
    _text("unit_of_measure"),
    _text("source"),
)
household_statuses = _of_subject("household_statuses", _int("year"), _text("state"))
contributions = _of_subject(
    "contributions", _text("kind"), _real("amount"), *(_text(name) for name in ("unit_of_measure", "day", "place"))
)
attestations = _of_subject(
    "attestations", _text("criterion"), _int("passed"), *(_text(name) for name in ("attester", "day", "evidence"))
)
disciplines = _of_subject(
    "disciplines", *(_text(name) for name in ("form", "decision", "day", "expires", "decision_key"))
)
registrations = _of_subject(
    "registrations",
    *(_text(name) for name in ("plan", "field", "level")),
    _to("introducer_id", "subjects"),
    _text("day"),
    _int("year"),
    _text("model"),
)
plan_documents = Table(
    "plan_documents",
    METADATA,
    _id(),
    _text("plan"),
    _text("milestone"),
    _to("unit_id", "subjects"),
    _text("number"),
    _text("day"),
)
rounds = Table(
    "rounds",
    METADATA,
    _id(),
    _text("plan"),
    _text("stage"),
    _int("year"),
    *(_text(name) for name in ("name", "on_day", "readings")),
)
candidates = Table(
    "candidates",
    METADATA,
    _id(),
    _to("round_id", "rounds"),
    _to("subject_id", "subjects"),
    _text("field"),
    _text("frozen"),
    _int("place"),
    _text("chosen_at"),
    _to("introducer_id", "subjects"),
    *(_text(name) for name in ("model", "reason", "reason_by")),
    *(_text(name) for name in ("left_as", "left_day", "left_reason", "left_number")),
    _to("successor_id", "subjects"),
    _int("supplemented"),
    _int("registration"),
)
candidate_steps = Table(
    "candidate_steps",
    METADATA,
    _id(),
    _to("candidate_id", "candidates"),
    *(_text(name) for name in ("state", "day")),
    _to("unit_id", "subjects"),
    *(_text(name) for name in ("people", "number", "document_day", "note")),
)
candidate_results = Table(
    "candidate_results",
    METADATA,
    _id(),
    _to("candidate_id", "candidates"),
    _text("outcome"),
    _text("form"),
    _int("year"),
    *(_text(name) for name in ("number", "day", "issuer", "note")),
    _int("award"),
)
nurturing = _of_subject(
    "nurturing", *(_text(name) for name in ("plan", "day", "leader", "help", "difficulty", "evaluation"))
)
replications = _of_subject(
    "replications", _text("plan"), _text("day"), _to("unit_id", "subjects"), _text("place"), _text("result")
)
publicity = _of_subject("publicity", *(_text(name) for name in ("plan", "day", "channel", "title", "source")))
inspections = _of_subject(
    "inspections",
    *(_text(name) for name in ("plan", "day", "people", "effect", "prospects", "influence", "difficulty", "number")),
)
round_locks = Table(
    "round_locks",
    METADATA,
    _id(),
    _to("round_id", "rounds"),
    *(_text(name) for name in ("at", "who")),
    _int("locked"),
    _text("reason"),
)
quota_waivers = Table(
    "quota_waivers",
    METADATA,
    _id(),
    *(_text(name) for name in ("plan", "quota")),
    _to("unit_id", "subjects"),
    _int("year"),
    *(_text(name) for name in ("kind", "reason", "until", "who")),
)
learned_words = Table(
    "learned_words", METADATA, _id(), *(_text(name) for name in ("sender", "kind", "words", "meaning"))
)
distinct_pairs = Table("distinct_pairs", METADATA, _id(), _text("first"), _text("second"))
sent_packages = Table(
    "sent_packages",
    METADATA,
    _id(),
    *(_text(name) for name in ("plan", "plan_version")),
    _to("round_id", "rounds"),
    *(_text(name) for name in ("on_day", "at", "file", "digest", "fingerprint")),
    _int("subjects"),
)
received_packages = Table(
    "received_packages",
    METADATA,
    _id(),
    _to("unit_id", "subjects"),
    *(_text(name) for name in ("plan", "plan_version", "state", "at", "sent_at", "file", "sha256", "digest")),
    *(_text(name) for name in ("candidates", "reason", "due", "merged_at")),
)
sender_codes = Table(
    "sender_codes", METADATA, _id(), _to("unit_id", "subjects"), _text("theirs"), _to("subject_id", "subjects")
)
council_members = Table(
    "council_members",
    METADATA,
    _id(),
    *(_text(name) for name in ("name", "post", "position", "agency", "start_day", "end_day")),
    _int("place"),
)
meetings = Table(
    "meetings",
    METADATA,
    _id(),
    _to("round_id", "rounds"),
    *(_text(name) for name in ("day", "purpose", "manner", "place", "begins", "ends", "chair", "secretary")),
    *(_int(name) for name in ("members", "present", "written", "given", "collected", "valid")),
    *(_text(name) for name in ("threshold", "basis", "discussion", "conclusion")),
)
attendances = Table(
    "attendances",
    METADATA,
    _id(),
    _to("meeting_id", "meetings"),
    *(_text(name) for name in ("name", "post", "position", "agency")),
    _int("present"),
    _text("reason"),
    _int("written"),
    _text("teller"),
    _int("place"),
)
tallies = Table(
    "tallies",
    METADATA,
    _id(),
    _to("meeting_id", "meetings"),
    _to("voted_id", "subjects"),
    _text("field"),
    *(_int(name) for name in ("agree", "disagree", "other")),
    _text("reason"),
)
ballots = Table("ballots", METADATA, _id(), _to("meeting_id", "meetings"), _int("number"), _int("valid"))
ballot_lines = Table(
    "ballot_lines",
    METADATA,
    _id(),
    _to("ballot_id", "ballots"),
    _to("voted_id", "subjects"),
    _text("field"),
    _text("answer"),
)
meeting_locks = Table(
    "meeting_locks",
    METADATA,
    _id(),
    _to("meeting_id", "meetings"),
    _text("at"),
    _text("who"),
    _int("closed"),
    _text("reason"),
)
issued_papers = Table(
    "issued_papers",
    METADATA,
    _id(),
    _to("round_id", "rounds"),
    _text("paper"),
    _to("subject_id", "subjects"),
    _text("name"),
    _int("place"),
    *(_text(name) for name in ("number", "day", "code", "digest")),
    _int("pages"),
    _text("basis"),
    _int("copies"),
    _int("printed"),
    *(_text(name) for name in ("at", "who")),
)
signed_copies = Table(
    "signed_copies",
    METADATA,
    _id(),
    _to("issued_id", "issued_papers"),
    *(_text(name) for name in ("way", "at", "who", "digest", "file", "signers", "verdict", "reasons")),
)
dispatches = Table(
    "dispatches",
    METADATA,
    _id(),
    _to("round_id", "rounds"),
    *(_text(name) for name in ("day", "way", "receiver", "receipt", "receipt_file", "at", "who")),
)
kept_files = Table(
    "kept_files",
    METADATA,
    _id(),
    _text("sha256"),
    _text("name"),
    _int("size"),
    *(_text(name) for name in ("media", "added_at")),
)
proofs = _of_subject(
    "proofs",
    _to("file_id", "kept_files"),
    _text("caption"),
    *(_to(f"{name}_id", table) for table, name in PROVABLE.items()),
)
filled_blanks = Table(
    "filled_blanks",
    METADATA,
    _id(),
    _to("round_id", "rounds"),
    _text("paper"),
    _to("subject_id", "subjects"),
    _text("place"),
    _text("words"),
)
signers = Table(
    "signers",
    METADATA,
    _id(),
    *(_text(name) for name in ("name", "post", "authority", "principal", "start_day", "end_day", "papers")),
    _int("place"),
)
settings = Table("settings", METADATA, _id(), _text("name"), _text("value"))
acts = Table(
    "acts", METADATA, _id(), *(_text(name) for name in ("at", "who", "label", "kind")), _to("undone_by", "acts")
)
changes = Table(
    "changes",
    METADATA,
    Column("act", Integer, ForeignKey("acts.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    _text("table_name"),
    _int("row_id"),
    _int("last_id"),
    _text("before"),
)
imports = Table(
    "imports",
    METADATA,
    _id(),
    _to("act", "acts"),
    _text("file"),
    *(_int(name) for name in ("added", "updated", "unchanged", "skipped")),
    _text("issues"),
)
sequences = Table("sequences", METADATA, Column("table_name", Text, primary_key=True), _int("last"))

_UNJOURNALED = frozenset({"kept_files", "acts", "changes", "imports", "sequences"})
JOURNALED = tuple(name for name in METADATA.tables if name not in _UNJOURNALED)
"""Tables whose every change can be taken back: all but the journal itself, and what it is read by.

A file kept stays when its use is taken back, so its row does too.
"""
