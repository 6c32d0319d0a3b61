"""Answers of the command line: JSON objects as the contract names them, and lines for a person to read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ..domain.dates import short_date
from ..domain.eligibility import Assessment, AssessmentRequest, CriterionResult, PackTrial, Verdict
from ..domain.imports import ImportReport, Issue
from ..domain.plans import MilestoneRow, Plan, QuotaRow

_SHOWN_ISSUES = 40


def as_json(answer: dict[str, Any]) -> str:
    """Return one JSON object, Vietnamese letters as they are."""
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def criterion(result: CriterionResult) -> dict[str, Any]:
    """Return one criterion of an assessment."""
    return {
        "code": result.code,
        "verdict": result.verdict.code,
        "have": _number(result.have),
        "need": _number(result.need),
        "missing": _number(result.missing),
        "evidence": [str(line) for line in result.evidence],
        "message": result.message,
        "source": result.source,
    }


def assessments(
    request: AssessmentRequest, version: str, readings: dict[str, str], found: Iterable[Assessment]
) -> dict[str, Any]:
    """Return the answer of `assess --json`."""
    return {
        "plan": request.plan,
        "plan_version": version,
        "on": request.on.isoformat(),
        "stage": request.stage.value,
        "readings": readings,
        "results": [
            {
                "subject": item.subject,
                "field": item.field,
                "verdict": item.verdict.code,
                "criteria": [criterion(result) for result in item.criteria()],
                "warnings": list(item.warnings),
            }
            for item in found
        ],
    }


def assessment_lines(found: Sequence[Assessment]) -> Iterable[str]:
    """Yield one line per subject, and the reasons in full when a single one was asked for."""
    shown = [item for item in found if item.verdict is not Verdict.KHONG_AP_DUNG] or list(found)
    for item in shown:
        short = f": {item.shortfall}" if item.shortfall else ""
        yield f"{item.subject:<12} {item.subject_name} ({item.field_label}) – {item.verdict.label}{short}"
        if len({other.subject for other in shown}) == 1:
            yield from _reasons(item)


def _reasons(item: Assessment) -> Iterable[str]:
    for result in item.criteria():
        yield f"  [{result.verdict.label}] {result.code} {result.label} ({result.source}): {result.message}"
        for line in result.evidence:
            yield f"      – {line}"
    for warning in item.warnings:
        yield f"  Lưu ý: {warning}"


def report(found: ImportReport) -> dict[str, Any]:
    """Return the answer of `import --json`."""
    return {
        "file": found.file,
        "added": found.added,
        "updated": found.updated,
        "unchanged": found.unchanged,
        "skipped": found.skipped,
        "issues": [issue(item) for item in found.issues],
        "batch": found.batch,
    }


def issue(found: Issue) -> dict[str, Any]:
    """Return one issue."""
    return {
        "sheet": found.sheet,
        "row": found.row,
        "column": found.column,
        "level": found.level.value,
        "message": found.message,
    }


def issue_lines(found: Sequence[Issue]) -> Iterable[str]:
    """Yield one line per issue, the first forty, then how many more there are."""
    for item in found[:_SHOWN_ISSUES]:
        place = ", ".join(
            words
            for words in (
                item.sheet or "",
                f"dòng {item.row}" if item.row else "",
                f"cột {item.column}" if item.column else "",
            )
            if words
        )
        yield f"{'Lỗi' if item.level.value == 'error' else 'Cảnh báo'} – {place}: {item.message}"
    if len(found) > _SHOWN_ISSUES:
        yield f"… và {len(found) - _SHOWN_ISSUES} chỗ khác (xem đủ bằng --json)."


def plans(found: Iterable[Plan]) -> dict[str, Any]:
    """Return the answer of `plans --json`: readings map to their default, `reading_options` to all their options."""
    return {
        "plans": [
            {
                "code": plan.code,
                "title": plan.title,
                "number": plan.number,
                "issuer": plan.issuer,
                "period": {"from": plan.period_from.isoformat(), "to": plan.period_to.isoformat()},
                "version": plan.version,
                "fields": [field.code for field in plan.fields],
                "criteria": [criterion.code for criterion in plan.criteria],
                "readings": {reading.code: reading.default for reading in plan.readings},
                "reading_options": {r.code: {option.code: option.text for option in r.options} for r in plan.readings},
            }
            for plan in found
        ]
    }


def plan_lines(found: Iterable[Plan]) -> Iterable[str]:
    """Yield one line per plan."""
    for plan in found:
        years = f"{plan.period_from.year}–{plan.period_to.year}"
        yield f"{plan.code} (bản {plan.version}, {years}): {plan.number or 'chưa rõ số'}, {plan.issuer}. {plan.title}."


def trial_lines(found: PackTrial) -> Iterable[str]:
    """Yield what a changed pack would change: "Thêm 3, bớt 1" and the names."""
    yield f"Chạy thử ngày {short_date(found.on)}: thêm {len(found.gained)} đạt, bớt {len(found.lost)} đạt."
    for item in found.changes:
        before = item.before.label if item.before is not None else "chưa xét"
        yield f"  {item.subject} {item.name} ({item.field}): {before} → {item.after.label}"


def quota(row: QuotaRow) -> dict[str, Any]:
    """Return one row of `quota --json`."""
    answer: dict[str, Any] = {
        "code": row.code,
        "unit": row.unit,
        "year": row.year,
        "verdict": row.verdict.value,
        "have": row.have,
        "min": row.minimum,
        "max": row.maximum,
        "subjects": list(row.subjects),
        "message": row.message,
    }
    if row.parts:
        answer["parts"] = [quota(part) for part in row.parts]
    return answer


def quota_lines(found: Iterable[QuotaRow]) -> Iterable[str]:
    """Yield one line per quota row."""
    for row in found:
        yield f"{row.code} {row.year} {row.unit_name} – {row.verdict.label}. {row.message}"


def milestone(row: MilestoneRow) -> dict[str, Any]:
    """Return one row of `milestones --json`."""
    return {
        "code": row.code,
        "unit": row.unit,
        "latest": row.latest.isoformat() if row.latest else None,
        "verdict": row.verdict.value,
        "document": row.document,
        "document_date": row.document_date.isoformat() if row.document_date else None,
        "wording": row.wording,
    }


def milestone_lines(found: Iterable[MilestoneRow]) -> Iterable[str]:
    """Yield one line per milestone row, the source's wording beside the day it was read as."""
    for row in found:
        latest = f"muộn nhất {short_date(row.latest)}" if row.latest else "không tính được ngày"
        paper = f"; {row.document or 'văn bản'} ngày {short_date(row.document_date)}" if row.document_date else ""
        yield f"{row.code} {row.unit_name} – {row.verdict.label}: “{row.wording}”, {latest}{paper}"
