"""What the page holds of one computation: verdicts, who is on the list already, and the filters over them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from ....domain.dates import short_date
from ....domain.eligibility import Assessment, AssessmentRequest, CriterionResult, Stage, Verdict
from ....domain.records import SubjectKind
from ....domain.rounds import Round
from ....domain.text import fold, matches, name_sort_key
from ....domain.upkeep import Progress
from ....domain.views import SubjectQuery, SubjectRow
from ....services import eligibility, plans, records, rounds
from ....services.context import Context

Key = tuple[str, str]
_ORDER = (Verdict.DAT, Verdict.THIEU_DU_LIEU, Verdict.CHUA_DAT, Verdict.KHONG_DAT)
FILTERS = {
    "dat": Verdict.DAT,
    "thieu_du_lieu": Verdict.THIEU_DU_LIEU,
    "chua_dat": Verdict.CHUA_DAT,
    "khong_dat": Verdict.KHONG_DAT,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict in the list. `listed`: the subject stands on the list of the round already."""

    verdict: Assessment
    short_field: str
    about: SubjectRow | None
    listed: bool

    @property
    def key(self) -> Key:
        """What names the row across computations."""
        return self.verdict.subject, self.verdict.field

    @property
    def unlisted(self) -> bool:
        """Whether the subject is eligible and not on the list."""
        return self.verdict.verdict is Verdict.DAT and not self.listed

    def described(self) -> str:
        """Say who it is: unit and position."""
        if self.about is None:
            return ""
        if self.about.kind is not SubjectKind.PERSON:
            return ", ".join(part for part in (self.verdict.field_label, self.about.unit_name) if part)
        return ", ".join(part for part in (self.about.position, self.about.unit_name) if part)


@dataclass(frozen=True, slots=True)
class Chances:
    """Whom to look after: one thing from đạt (sắp đạt); earned it all and never introduced under the plan (bị quên)."""

    near: frozenset[Key] = frozenset()
    forgotten: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Results:
    """One computation."""

    request: AssessmentRequest
    rows: tuple[Row, ...]
    plan_name: str
    plan_version: str
    defaults: dict[str, str]
    at: datetime
    seconds: float

    def counts(self, chances: Chances) -> dict[str, int]:
        """Count what each filter would leave."""
        found = Counter(row.verdict.verdict for row in self.rows)
        return {
            "": len(self.rows),
            **{key: found[verdict] for key, verdict in FILTERS.items()},
            "near": sum(row.key in chances.near for row in self.rows),
            "unlisted": sum(row.unlisted for row in self.rows),
            "forgotten": sum(row.key in chances.forgotten for row in self.rows),
        }

    def shown(self, chip: str, words: str, chances: Chances) -> list[Row]:
        """Return the rows a filter and the filter box leave."""
        wanted = fold(words).split()
        return [row for row in self.rows if _passes(row, chip, chances) and matches(_search_key(row), wanted)]

    def changed_since(self, before: Results) -> list[Row]:
        """Return the rows whose verdict is another than in an earlier computation of the same question."""
        if before.request != self.request:
            return []
        old = {row.key: row.verdict.verdict for row in before.rows}
        return [row for row in self.rows if row.key in old and old[row.key] is not row.verdict.verdict]

    def off_default(self) -> list[str]:
        """Return the codes of readings that are not the default."""
        chosen = self.rows[0].verdict.readings if self.rows else self.request.readings
        return [code for code, option in chosen.items() if self.defaults.get(code) != option]


def _passes(row: Row, chip: str, chances: Chances) -> bool:
    if chip == "near":
        return row.key in chances.near
    if chip == "forgotten":
        return row.key in chances.forgotten
    if chip == "unlisted":
        return row.unlisted
    return not chip or row.verdict.verdict is FILTERS[chip]


def _search_key(row: Row) -> str:
    unit = row.about.unit_name if row.about else ""
    return fold(f"{row.verdict.subject_name} {unit} {row.verdict.subject}")


def missing_leaves(result: CriterionResult) -> list[CriterionResult]:
    """Return what is missing on the nearest way: all parts of an "and", the shortest part of an "or"."""
    if result.verdict in (Verdict.DAT, Verdict.KHONG_AP_DUNG):
        return []
    if not result.children:
        return [result]
    ways = [missing_leaves(child) for child in result.children if child.verdict is not Verdict.KHONG_AP_DUNG]
    if result.any_of:
        return min((way for way in ways if way), key=_weight, default=[])
    return [leaf for way in ways for leaf in way]


def why(row: Row, request: AssessmentRequest, plan_name: str) -> str:
    """Return one paragraph that says the verdict and all it rests on, for a message or a letter."""
    found = row.verdict
    head = (
        f"{found.subject_name}, nhóm xét {found.field_label}: {found.verdict.label.lower()}"
        f" ({plan_name}, {request.stage.label.lower()}, tính đến ngày {short_date(request.on)},"
        f" bộ tiêu chí bản {found.plan_version})."
    )
    met = found.verdict is Verdict.DAT
    leaves = _met_leaves(found.root) if met else missing_leaves(found.root)
    told = [f"{leaf.label.rstrip('.')} ({leaf.source}): {leaf.message}" for leaf in leaves]
    return " ".join([head, *dict.fromkeys(told), *(f"Lưu ý: {words}" for words in found.warnings)])


def _met_leaves(result: CriterionResult) -> list[CriterionResult]:
    if result.verdict is not Verdict.DAT:
        return []
    if result.code is not None or not result.children:
        return [result]
    return [leaf for child in result.children for leaf in _met_leaves(child)]


def _weight(way: Iterable[CriterionResult]) -> tuple[int, float]:
    leaves = list(way)
    return len(leaves), sum(leaf.missing or 1 for leaf in leaves)


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be computed: a plan, a stage, a day, readings, and the round whose list is looked at."""

    plan: str
    stage: Stage
    on: date
    readings: dict[str, str]
    round: Round | None

    def request(self) -> AssessmentRequest:
        """Return the question as the service takes it."""
        return AssessmentRequest(self.plan, self.on, self.stage, readings=self.readings)


def compute(ctx: Context, question: Question, progress: Progress) -> Results:
    """Judge everybody and lay the verdicts beside names, units and the list of the round."""
    started = time.monotonic()
    plan = plans.plan(ctx, question.plan)
    found = eligibility.assess(ctx, question.request(), progress)
    about = {row.code: row for row in records.find_subjects(ctx, SubjectQuery()).rows}
    number = question.round.id if question.round else None
    listed = {
        (row.candidate.subject, row.candidate.field)
        for row in (rounds.candidates(ctx, number) if number is not None else ())
    }
    shorts = {field.code: field.short for field in plan.fields}
    rows = [
        Row(
            item,
            shorts.get(item.field, item.field_label),
            about.get(item.subject),
            (item.subject, item.field) in listed,
        )
        for item in found
        if item.verdict is not Verdict.KHONG_AP_DUNG
    ]
    rows.sort(key=lambda row: (_ORDER.index(row.verdict.verdict), _kind(row), name_sort_key(row.verdict.subject_name)))
    return Results(
        request=question.request(),
        rows=tuple(rows),
        plan_name=plan.number or plan.title,
        plan_version=plan.version,
        defaults={reading.code: reading.default for reading in plan.readings},
        at=ctx.now(),
        seconds=time.monotonic() - started,
    )


def chances(ctx: Context, found: Results, progress: Progress) -> Chances:
    """Find who is one thing from đạt and who was forgotten, asking only about those it can be true of."""
    near = eligibility.near_misses(ctx, _about(found, Verdict.CHUA_DAT), progress)
    forgotten = eligibility.forgotten(ctx, _about(found, Verdict.DAT, Verdict.THIEU_DU_LIEU), progress)
    return Chances(
        near=frozenset((item.assessment.subject, item.assessment.field) for item in near),
        forgotten=frozenset((item.subject, item.field) for item in forgotten),
    )


def _about(found: Results, *verdicts: Verdict) -> AssessmentRequest:
    subjects = dict.fromkeys(row.verdict.subject for row in found.rows if row.verdict.verdict in verdicts)
    return replace(found.request, subjects=tuple(subjects))


def _kind(row: Row) -> int:
    return 0 if row.about is not None and row.about.kind is SubjectKind.COLLECTIVE else 1
