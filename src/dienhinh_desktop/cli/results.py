"""The command `import --as-results`: a decision list of the unit above marks the candidates of a round."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..domain.dates import short_date
from ..domain.errors import UserError
from ..domain.results import DecisionFacts, ResultLine, ResultPreview, ResultState
from ..domain.rounds import Round
from ..services import rounds
from ..services.context import Context
from ..services.rounds import results


def carry_in(ctx: Context, arguments: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    """Read the decision list, write what matches unless it is a dry run; return the answer and its lines."""
    current = _round(ctx, arguments.round)
    assert current.id is not None  # read from the data folder
    reading = results.open_decision(ctx, arguments.file)
    facts = _facts(results.facts_of(ctx, current.id, reading), arguments)
    preview = results.look(ctx, current.id, reading, facts)
    lines = [f"{current.name}: {_decision(facts)}.", *_lines(preview)]
    if arguments.dry_run:
        lines.append(f"Sẽ ghi {len(preview.taken)} dòng.")
    elif preview.taken:
        lines.append(results.write(ctx, preview).sentence)
    elif preview.count(ResultState.SAME):
        lines.append(f"Tệp {preview.file} không có gì mới.")
    else:
        raise UserError(f"Không ghi gì: tệp {preview.file} không có ai khớp với {current.name}; xem lại tệp và đợt.")
    return _answer(preview, current.id), lines


def _round(ctx: Context, number: int | None) -> Round:
    held = rounds.rounds(ctx)
    found = [item for item in held if number in (None, item.id)]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{item.id}: {item.name} ({item.plan})" for item in held) or "chưa có đợt nào"
    asked = "Chưa rõ đợt nào" if number is None else f"Không có đợt số {number}"
    raise UserError(f"{asked} nên chưa nhận kết quả; thêm --round với một trong: {listed}.")


def _facts(facts: DecisionFacts, arguments: argparse.Namespace) -> DecisionFacts:
    return replace(
        facts,
        number=arguments.decision or facts.number,
        date=arguments.decided or facts.date,
        form=arguments.title or facts.form,
    )


def _decision(facts: DecisionFacts) -> str:
    number = f"quyết định {facts.number}" if facts.number else "chưa rõ số quyết định"
    day = f" ngày {short_date(facts.date)}" if facts.date else ""
    return f"{number}{day}{f', {facts.issuer}' if facts.issuer else ''}"


def _lines(preview: ResultPreview) -> Iterator[str]:
    for line in preview.lines:
        place = f"dòng {line.row}: " if line.row is not None else ""
        form = f", {line.form_name}" if line.form_name else ""
        yield f"  {place}{line.name} – {line.state.label.lower()}, {line.outcome.label.lower()}{form} ({line.why})"


def _answer(preview: ResultPreview, round_id: int) -> dict[str, Any]:
    counted = preview.count(ResultState.SAME)
    return {
        "file": preview.file,
        "added": len(preview.taken),
        "updated": 0,
        "unchanged": counted,
        "skipped": len(preview.lines) - len(preview.taken) - counted,
        "issues": [
            {"sheet": None, "row": line.row, "column": None, "level": "warning", "message": f"{line.name}: {line.why}."}
            for line in preview.lines
            if line.state in (ResultState.DOUBTFUL, ResultState.STRANGER)
        ],
        "batch": None,
        "round": round_id,
        "decision": {
            "number": preview.facts.number,
            "date": preview.facts.date.isoformat() if preview.facts.date else None,
            "issuer": preview.facts.issuer,
            "title_code": preview.facts.form,
        },
        "results": [_line(line) for line in preview.lines],
    }


def _line(line: ResultLine) -> dict[str, Any]:
    return {
        "row": line.row,
        "name": line.name,
        "subject": line.subject,
        "state": line.state.value,
        "outcome": line.outcome.value,
        "title_code": line.form,
        "taken": line.taken,
    }
