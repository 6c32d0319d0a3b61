"""Comparing how a list was understood with its truth file: fields right, wrong and missed, issues found and needed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

FACTS = {
    "awards": ("title_code", "year", "decision", "date", "issuer"),
    "ratings": ("year", "grade"),
    "initiatives": ("title", "level", "year", "decision", "date"),
    "proposals": ("title_code", "year"),
}
SUBJECT = (
    "kind",
    "name",
    "birth",
    "sex",
    "unit",
    "position",
    "cccd",
    "ethnic",
    "model",
    "field",
    "proposer",
    "registered",
)


@dataclass
class Score:
    """What one file gave."""

    file: str
    right: int = 0
    wrong: int = 0
    missed: int = 0
    issues_found: int = 0
    issues_needed: int = 0
    extra_issues: list[tuple[Any, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def line(self) -> str:
        return (
            f"{self.file:<38} {self.precision:9.3f} {self.recall:8.3f}   {self.issues_found:2}/{self.issues_needed:<2}"
            f" {len(self.extra_issues):6}  {self.seconds:6.2f}"
        )


HEAD = f"{'file':<38} {'precision':>9} {'recall':>8}  {'issues':>6} {'extra':>6} {'seconds':>8}"


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return unicodedata.normalize("NFC", one).casefold() == unicodedata.normalize("NFC", other).casefold()
    return bool(one == other)


def _fits(truth: dict[str, Any], name: str, value: Any) -> bool:
    return any(_same(value, good) for good in [truth.get(name), *truth.get("accept", {}).get(name, [])])


def compare(truth: dict[str, Any], answer: dict[str, Any], seconds: float) -> Score:
    score = Score(truth["file"], seconds=seconds)
    if truth["result"] == "refused":
        _refused(truth, answer, score)
        return score
    _columns(truth, answer, score)
    rows = {row["row"]: row["fields"] for row in answer["rows"]}
    subjects = {subject["row"]: subject for subject in truth["subjects"]}
    for number, subject in subjects.items():
        if number not in rows and subject.get("optional"):
            continue
        _fields(number, subject, rows.get(number, {}), score)
    for number in rows.keys() - subjects.keys():
        score.wrong += 1
        score.notes.append(f"row {number} is no subject: {rows[number].get('name')}")
    for kind in FACTS:
        _facts(kind, truth, rows, score)
    _issues(truth, answer, score)
    return score


def _refused(truth: dict[str, Any], answer: dict[str, Any], score: Score) -> None:
    score.issues_needed = 1
    kinds = {issue["kind"] for issue in answer["issues"]}
    orderly = truth["refusal"]["or_empty"] and not answer["rows"]
    if kinds & set(truth["refusal"]["kinds"]) or orderly:
        score.issues_found = 1
    if answer["rows"] or len(answer["issues"]) != 1:
        score.notes.append(f"not refused: {kinds}")
        score.wrong += 1


def _columns(truth: dict[str, Any], answer: dict[str, Any], score: Score) -> None:
    if answer["header_row"] not in truth["header_rows"]:
        score.wrong += 1
        score.notes.append(f"header_row {answer['header_row']}")
    if truth["sheet"] and truth["sheet"] != answer["sheet"]:
        score.wrong += 1
        score.notes.append(f"sheet {answer['sheet']}")
    for heading, wanted in truth["columns"].items():
        said = answer["columns"].get(heading)
        if said == wanted or said in truth.get("columns_accept", {}).get(heading, []):
            score.right += 1
        else:
            score.wrong += said is not None
            score.missed += 1
            score.notes.append(f"column {heading}: {said}, not {wanted}")


def _fields(number: int, truth: dict[str, Any], said: dict[str, Any], score: Score) -> None:
    for name in SUBJECT:
        wanted, value = truth.get(name), said.get(name)
        if wanted is None and value is None:
            continue
        if _fits(truth, name, value) and value is not None:
            score.right += 1
            continue
        if value is not None:
            score.wrong += 1
        if wanted is not None:
            score.missed += 1
        score.notes.append(f"row {number} {name}: {value!r}, not {wanted!r}")


def _facts(kind: str, truth: dict[str, Any], rows: dict[int, dict[str, Any]], score: Score) -> None:
    left = {number: list(found.get(kind, ())) for number, found in rows.items()}
    optional_rows = {subject["row"] for subject in truth["subjects"] if subject.get("optional")}
    for wanted in truth[kind]:
        said = _best(kind, wanted, left.get(wanted["row"], []))
        if said is None:
            if wanted.get("optional") or (wanted["row"] in optional_rows and wanted["row"] not in rows):
                continue
            score.missed += sum(name in wanted for name in FACTS[kind])
            score.notes.append(f"row {wanted['row']} {kind} missed: {wanted}")
            continue
        left[wanted["row"]].remove(said)
        _fact(kind, wanted, said, score)
    for number, rest in left.items():
        for said in rest:
            score.wrong += sum(said.get(name) is not None for name in FACTS[kind])
            score.notes.append(f"row {number} {kind} invented: {said}")


def _best(kind: str, wanted: dict[str, Any], said: list[dict[str, Any]]) -> dict[str, Any] | None:
    def likeness(one: dict[str, Any]) -> int:
        return sum(
            _fits(wanted, name, one.get(name)) * (3 if name in ("title_code", "grade", "title") else 1)
            for name in FACTS[kind]
        )

    best = max(said, key=likeness, default=None)
    return best if best is not None and likeness(best) > 0 else None


def _fact(kind: str, wanted: dict[str, Any], said: dict[str, Any], score: Score) -> None:
    for name in FACTS[kind]:
        value = said.get(name)
        if name in wanted:
            if _fits(wanted, name, value):
                score.right += 1
            else:
                score.missed += 1
                score.wrong += value is not None
                score.notes.append(f"row {wanted['row']} {kind} {name}: {value!r}, not {wanted[name]!r}")
        elif value is not None and not (name in wanted.get("accept", {}) and _fits(wanted, name, value)):
            score.wrong += 1
            score.notes.append(f"row {wanted['row']} {kind} {name}: {value!r}, should be empty")


def _issues(truth: dict[str, Any], answer: dict[str, Any], score: Score) -> None:
    said = [(issue["row"], issue["kind"]) for issue in answer["issues"]]
    known: set[tuple[Any, Any]] = set()
    for wanted in truth["issues"]:
        rows = {wanted["row"], *wanted.get("rows", ())}
        kinds = {wanted["kind"], *wanted.get("kinds", ())}
        hits = {one for one in said if one[0] in rows and one[1] in kinds}
        known |= hits
        if wanted["must"]:
            score.issues_needed += 1
            score.issues_found += bool(hits)
            if not hits:
                score.notes.append(f"issue not raised: {wanted}")
    score.extra_issues = [
        (issue["row"], issue["kind"], issue["message"])
        for issue in answer["issues"]
        if (issue["row"], issue["kind"]) not in known
    ]
