"""Laying the entries of two records beside each other: equal ones are one, blanks are filled, the rest moves.

Two entries of one year that say different things are rivals: the clerk chooses, or keeps both and sees them marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ...domain.catalogue import Catalogue
from ...domain.records import RECORD_LABELS, Subject
from ...domain.rounds import Candidate
from ...domain.text import decision_key, fold, name_key
from ...storage.reader import Reader
from ..entries import REFERENCES
from ..imports.matching import CONTENT

Key = Callable[[Any], Hashable]
_SPOKEN_ONLY = {"written"}
"""Fields that are only how a source put it: they part nothing."""


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two entries that cannot well both be: the table, the one of the record kept, the one of the record that goes."""

    table: str
    heading: str
    kept: Any
    gone: Any

    @property
    def key(self) -> str:
        """What names them in the choices."""
        return f"{self.table}:{self.gone.id}"


@dataclass(slots=True)
class Joining:
    """What becomes of the entries of the record that goes, by table.

    `became`: an entry that is dropped → the one of the record kept that says the same.
    """

    moved: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    dropped: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    became: dict[tuple[str, int], int] = field(default_factory=dict)
    filled: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    rivals: list[Rivals] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    @property
    def joined(self) -> int:
        """How many entries the record kept has already."""
        return sum(len(ids) for ids in self.dropped.values())


def _award(row: Any) -> Hashable:
    if row.year is not None:
        return row.form, row.year, row.refused
    return (row.form, decision_key(row.decision), row.refused) if row.decision else None


_SAME: dict[str, Key] = {
    "positions": lambda row: (fold(row.title), row.start),
    "ratings": lambda row: (row.year, row.grade),
    "awards": _award,
    "initiatives": lambda row: name_key(row.name),
    "indicators": lambda row: (row.indicator, row.year),
    "household_statuses": lambda row: (row.year, row.state),
    "attestations": lambda row: (row.criterion, row.passed, row.date),
    "disciplines": lambda row: (fold(row.form), row.date),
    "registrations": lambda row: (row.plan, row.field, row.level, row.year),
    "plan_documents": lambda row: (row.plan, row.milestone, row.date),
}
"""What makes two entries of a kind speak of one thing; those that also agree in all else, or are silent, are one."""

_RIVALS: dict[str, tuple[str, Key]] = {
    "ratings": ("{0.year}", lambda row: row.year),
    "indicators": ("{0.year}", lambda row: (row.indicator, row.year)),
    "household_statuses": ("{0.year}", lambda row: row.year),
    "attestations": ("{0.criterion}", lambda row: (row.criterion, row.date)),
}


def join_rows(reader: Reader, kept: Subject, gone: Subject, catalogue: Catalogue) -> Joining:
    """Return what would become of the entries of `gone` beside those of `kept`."""
    joining = Joining()
    ours, theirs = (dict(reader.records([subject.code]).tables()) for subject in (kept, gone))
    for table in ours:
        if table != "subjects":
            _join_table(joining, table, list(ours[table]), theirs[table], (gone.code, kept.code), catalogue)
    _join_candidates(joining, reader, kept, gone)
    _tell_of_proofs(joining, reader, gone)
    return joining


def moved_to(row: Any, old: str, new: str) -> Any:
    """Return a row that refers to one code where it referred to another."""
    changed = {name: new for name in REFERENCES if getattr(row, name, None) == old}
    return replace(row, **changed) if changed else row


def _join_table(
    joining: Joining, table: str, ours: list[Any], theirs: Sequence[Any], codes: tuple[str, str], catalogue: Catalogue
) -> None:
    waiting = []
    for row in theirs:
        equal = next((held for held in ours if held == moved_to(row, *codes)), None)
        if equal is not None:
            ours.remove(equal)
            joining.dropped[table].append(row.id)
            joining.became[table, row.id] = equal.id
        else:
            waiting.append(row)
    for row in waiting:
        said = moved_to(row, *codes)
        partner = next((held for held in ours if _is_one(table, held, said)), None)
        if partner is None:
            _move(joining, table, ours, row, catalogue)
            continue
        ours.remove(partner)
        filled = _filled(partner, said)
        joining.dropped[table].append(row.id)
        joining.became[table, row.id] = partner.id
        if filled != partner:
            joining.filled[table].append(filled)


def _is_one(table: str, held: Any, said: Any) -> bool:
    key = _SAME.get(table)
    if key is None or key(held) is None or key(held) != key(said):
        return False
    names = [name for name in CONTENT[type(held)] if name not in _SPOKEN_ONLY]
    return all(_agree(name, getattr(held, name), getattr(said, name)) for name in names)


def _agree(name: str, one: Any, other: Any) -> bool:
    if one is None or other is None or one == other:
        return True
    if name == "decision":
        return decision_key(one) == decision_key(other)
    return isinstance(one, str) and isinstance(other, str) and name_key(one) == name_key(other)


def _filled(held: Any, said: Any) -> Any:
    blanks = {
        name: getattr(said, name)
        for name in CONTENT[type(held)]
        if getattr(held, name) is None and getattr(said, name) is not None and name not in _SPOKEN_ONLY
    }
    return replace(held, **blanks)


def _move(joining: Joining, table: str, ours: list[Any], row: Any, catalogue: Catalogue) -> None:
    """Let an entry move, noting the one of the record kept that says something else of the same year."""
    joining.moved[table].append(row)
    heading, key = _RIVALS.get(table, ("", None))
    if table == "awards" and (form := catalogue.awards.get(row.form)) is not None and form.yearly:
        heading, key = f"{form.short} {{0.year}}", lambda item: (item.form, item.year)
    rival = next((held for held in ours if key is not None and key(held) == key(row)), None)
    if rival is not None:
        ours.remove(rival)
        words = heading.format(row) if table == "awards" else f"{RECORD_LABELS[table]} {heading.format(row)}"
        joining.rivals.append(Rivals(table, words, rival, row))


def _join_candidates(joining: Joining, reader: Reader, kept: Subject, gone: Subject) -> None:
    """Of two places in one list of a round that of the record kept stays, with the verdict it was chosen on."""
    notes = []
    for held in reader.rounds():
        listed = reader.candidates(held.id or 0, left=True)
        places = {item.field: item for item in listed if item.subject == kept.code}
        twice = [item for item in listed if item.subject == gone.code and item.field in places]
        if twice:
            notes.append(f"Cả hai có trong danh sách “{held.name}”; giữ mục của hồ sơ được giữ.")
            joining.dropped["candidates"] += _ids(twice)
            for item in twice:
                _join_steps(joining, reader, item.id or 0, places[item.field].id or 0)
    joining.notes = tuple(notes)


def _tell_of_proofs(joining: Joining, reader: Reader, gone: Subject) -> None:
    count = len({proof.file for proof in reader.shelf.proofs([gone.code])})
    if count:
        note = f"{count} tệp minh chứng của {gone.name} ({gone.code}) cũng chuyển sang hồ sơ được giữ."
        joining.notes = (*joining.notes, note)


def _ids(rows: Sequence[Candidate]) -> list[int]:
    return [row.id for row in rows if row.id is not None]


def _join_steps(joining: Joining, reader: Reader, gone: int, kept: int) -> None:
    """Let the steps only the place that goes has taken go over to the one that stays."""
    taken = {step.state for step in reader.steps_taken([kept])}
    new = [step for step in reader.steps_taken([gone]) if step.state not in taken]
    joining.filled["candidate_steps"] += [replace(step, candidate=kept) for step in new]
