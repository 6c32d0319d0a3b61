"""The command `read-list`: how a list was understood, as the contract's JSON object or as lines to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..domain.dates import PartialDate
from ..domain.lists import ListIssue, ListReading, ListRow

_SHOWN_ROWS = 30
_SHOWN_ISSUES = 60
_PLAIN = ("name", "sex", "unit", "position", "cccd", "ethnic", "model", "field", "proposer", "registered")


def answer(reading: ListReading) -> dict[str, Any]:
    """Return the answer of `read-list --json`."""
    return {
        "file": reading.file,
        "sheet": reading.sheet,
        "header_row": reading.header_row,
        "columns": reading.columns,
        "rows": [{"row": row.row, "fields": fields(row)} for row in reading.rows],
        "issues": [_issue(issue) for issue in reading.issues],
    }


def fields(row: ListRow) -> dict[str, Any]:
    """Return the fields of one subject; what the file does not say is left out."""
    found: dict[str, Any] = {"kind": row.kind.value}
    found.update((name, value) for name in _PLAIN if (value := getattr(row, name)) is not None)
    if row.birth is not None:
        found["birth"] = row.birth.iso()
    found["awards"] = [
        {
            "title_code": award.title_code,
            **_said(year=award.year, decision=award.decision, date=award.date, issuer=award.issuer),
        }
        for award in row.awards
    ]
    found["ratings"] = [{**_said(year=rating.year), "grade": rating.grade} for rating in row.ratings]
    found["initiatives"] = [
        {"title": item.title, **_said(level=item.level, year=item.year, decision=item.decision, date=item.date)}
        for item in row.initiatives
    ]
    found["proposals"] = [{"title_code": item.title_code, **_said(year=item.year)} for item in row.proposals]
    return found


def _said(**values: object) -> dict[str, object]:
    return {
        name: value.iso() if isinstance(value, PartialDate) else value
        for name, value in values.items()
        if value is not None
    }


def _issue(issue: ListIssue) -> dict[str, Any]:
    return {
        "row": issue.row,
        "column": issue.column,
        "level": issue.level.value,
        "kind": issue.kind.value,
        "message": issue.message,
    }


def lines(reading: ListReading) -> Iterable[str]:
    """Yield the reading for a person: table and columns, the first subjects, what to look at."""
    if reading.refused:
        return
    where = f"trang “{reading.sheet}”, " if reading.sheet else ""
    yield f"{reading.file}: {where}tiêu đề ở dòng {reading.header_row}, {len(reading.rows)} đối tượng."
    for heading, field in reading.columns.items():
        yield f"  {heading} → {field or 'chưa hiểu'}"
    for row in reading.rows[:_SHOWN_ROWS]:
        yield f"  dòng {row.row}: {_summary(row)}"
    if len(reading.rows) > _SHOWN_ROWS:
        yield f"  … và {len(reading.rows) - _SHOWN_ROWS} đối tượng nữa."
    for issue in reading.issues[:_SHOWN_ISSUES]:
        place = f"Dòng {issue.row}: " if issue.row else ""
        yield f"{place}{issue.message}"
    if len(reading.issues) > _SHOWN_ISSUES:
        yield f"… và {len(reading.issues) - _SHOWN_ISSUES} chỗ nữa."


def _summary(row: ListRow) -> str:
    parts = [row.name, str(row.birth) if row.birth else "", row.position or "", row.unit or ""]
    counts = (
        (len(row.awards), "danh hiệu"),
        (len(row.ratings), "xếp loại"),
        (len(row.initiatives), "sáng kiến"),
        (len(row.proposals), "đề nghị"),
    )
    return ", ".join([*filter(None, parts), *(f"{count} {name}" for count, name in counts if count)])
