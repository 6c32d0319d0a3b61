"""The engine: asks every subject the question of its field, and adds what a council should know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..domain.dates import short_date
from ..domain.eligibility import Assessment, AssessmentRequest, CriterionResult, Verdict
from ..domain.records import Subject
from ..domain.upkeep import Progress, silent
from .lookup import Lookup
from .packs import Pack, Rules
from .question import Question


def assess(pack: Pack, book: Lookup, request: AssessmentRequest, progress: Progress = silent) -> tuple[Assessment, ...]:
    """Judge the subjects asked for, in the order of the records.

    Without a field, every field that fits the subject's kind is judged. A field that does not fit gives không áp dụng.
    Raises KeyError for an unknown reading, field or subject.
    """
    readings = pack.readings(request.readings)
    rules = pack.rules(readings, request.stage)
    if request.field is not None and request.field not in rules.fields:
        raise KeyError(request.field)
    wanted = request.subjects if request.subjects is not None else tuple(book.subjects)
    results: list[Assessment] = []
    for place, code in enumerate(wanted):
        if place % 50 == 0:
            progress(place, len(wanted), "Đang xét điều kiện")
        book.turn_to(code)
        results += _judge(pack, rules, readings, book, request, book.subjects[code])
    return tuple(results)


def look_back(
    pack: Pack, book: Lookup, request: AssessmentRequest, subject: str, field: str, day: date
) -> CriterionResult:
    """Return how the question of the request about one subject and field would have been answered on an earlier day.

    The years it is about, and the registrations it follows, stay those of the request's own day.
    """
    rules = pack.rules(pack.readings(request.readings), request.stage)
    asked = next(item for item in pack.plan.fields if item.code == field)
    question = _question(pack, rules, book, request, book.subjects[subject], field)
    fits = question.subject.kind in asked.kinds
    return _root(rules, replace(question, on=day, looked_back_from=request.on), asked.name, fits=fits)


def _judge(
    pack: Pack, rules: Rules, readings: dict[str, str], book: Lookup, request: AssessmentRequest, subject: Subject
) -> Iterator[Assessment]:
    for field in pack.plan.fields:
        if request.field not in (None, field.code):
            continue
        fits = subject.kind in field.kinds
        if not fits and request.field is None:
            continue
        question = _question(pack, rules, book, request, subject, field.code)
        root = _root(rules, question, field.name, fits=fits)
        yield Assessment(
            plan=pack.code,
            plan_version=pack.version,
            on=request.on,
            stage=request.stage,
            readings=readings,
            subject=subject.code,
            subject_name=subject.name,
            field=field.code,
            field_label=field.short,
            verdict=root.verdict,
            root=root,
            warnings=() if root.verdict is Verdict.KHONG_AP_DUNG else _warnings(rules, question, root),
            shortfall=shortfall(root),
        )


def _question(
    pack: Pack, rules: Rules, book: Lookup, request: AssessmentRequest, subject: Subject, field: str
) -> Question:
    return Question(
        book=book,
        subject=subject,
        on=request.on,
        stage=request.stage,
        plan=pack.code,
        period=rules.period,
        closing=rules.closing,
        roles=rules.roles,
        field=field,
    )


def _root(rules: Rules, question: Question, name: str, *, fits: bool) -> CriterionResult:
    rule = rules.fields[question.field]
    if not fits:
        why = f"{question.subject.kind.label} không thuộc loại đối tượng của “{name}”."
        return CriterionResult(None, name, Verdict.KHONG_AP_DUNG, why)
    if rule.applies is not None and not rule.applies.holds(question):
        return CriterionResult(None, name, Verdict.KHONG_AP_DUNG, rule.otherwise)
    return rule.formula.judge(question)


def _warnings(rules: Rules, question: Question, root: CriterionResult) -> tuple[str, ...]:
    found = [
        f"Có kỷ luật: {row.form}{f' ({row.decision})' if row.decision else ''} ngày {short_date(row.date)}."
        for row in question.book.disciplines.of(question.subject.code)
        if row.date <= question.on
    ]
    found += [words for note in rules.notes if (words := note.warning(question))]
    found += [words for caution in rules.cautions if (words := caution.warning(question))]
    if rules.levels is not None and (words := rules.levels.warning(question.registrations, question.field)):
        found.append(words)
    found += [warning for result in root.walk() for warning in result.warnings]
    return tuple(dict.fromkeys(found))


def shortfall(root: CriterionResult) -> str:
    """Return the nearest way to đạt as one short phrase, such as "1 năm CSTĐ cơ sở, 3 xác nhận"; empty when đạt."""
    if root.verdict is Verdict.KHONG_AP_DUNG:
        return root.message
    gaps = list(_gaps(root))
    asked = [gap for gap in gaps if gap.manner == "attested" and gap.verdict is Verdict.THIEU_DU_LIEU]
    words = [gap.lack for gap in gaps if gap not in asked]
    if len(asked) == 1:
        words.append(f"xác nhận “{asked[0].lack}”")
    elif asked:
        words.append(f"{len(asked)} xác nhận")
    named = list(dict.fromkeys(word for word in words if word))
    if len(named) > 3:
        return f"{', '.join(named[:2])} và {len(named) - 2} mục khác"
    return ", ".join(named)


def _gaps(result: CriterionResult) -> Iterator[CriterionResult]:
    """Yield the parts that keep a result from đạt, along the nearest way, each criterion once."""
    if result.verdict in (Verdict.DAT, Verdict.KHONG_AP_DUNG):
        return
    if not result.children:
        yield result
        return
    if result.any_of:
        parts = [part for part in result.children if part.verdict is not Verdict.KHONG_AP_DUNG]
        yield from _gaps(min(parts, key=lambda part: (-part.verdict, _distance(part))))
        return
    # What has already decided against comes first: the reason of a không đạt must not hide behind lesser gaps.
    for part in sorted(result.children, key=lambda part: part.verdict):
        yield from _gaps(part)


def _distance(result: CriterionResult) -> float:
    if result.verdict in (Verdict.DAT, Verdict.KHONG_AP_DUNG):
        return 0
    if not result.children:
        return result.missing or 1
    distances = [_distance(part) for part in result.children if part.verdict is not Verdict.KHONG_AP_DUNG]
    return min(distances, default=0) if result.any_of else sum(distances)
