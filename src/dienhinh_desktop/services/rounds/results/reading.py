"""Reading a decision list of any layout, and what holds for all of it: number, day, signer, title."""

from __future__ import annotations

from pathlib import Path

from ....domain.lists import ListReading
from ....domain.results import DecisionFacts
from ....domain.text import fold
from ....domain.upkeep import Progress, silent
from ....exchange.imports.lists.around import decision_above
from ...context import Context
from ...imports import lists


def open_decision(ctx: Context, path: Path, progress: Progress = silent) -> ListReading:
    """Read a decision list. Raises UserError saying why it cannot be read; nothing is written anywhere."""
    return lists.open_list(ctx, path, progress=progress).reading


def facts_above(ctx: Context, reading: ListReading) -> DecisionFacts:
    """Return what the words above the list say of the decision."""
    number, day, issuer = decision_above(reading.title, ctx.now().date())
    return DecisionFacts(number=number, date=day, issuer=issuer, form=form_named(ctx, reading.title))


def facts_of(ctx: Context, round_id: int, reading: ListReading) -> DecisionFacts:
    """Return what the words above the list, and most of its rows, say of the decision."""
    with ctx.db.read() as reader:
        current = reader.round(round_id)
    above = facts_above(ctx, reading)
    number, day = above.number, above.date
    awards = [award for row in reading.rows for award in row.awards]
    first = next((award for award in awards if award.decision), None)
    if number is None and first is not None:
        number, day = first.decision, first.date.full if first.date is not None else None
    return DecisionFacts(
        number=number,
        date=day,
        issuer=above.issuer or next((award.issuer for award in awards if award.issuer), None),
        form=above.form or _commonest([award.title_code for award in awards if award.title_code]),
        year=current.year,
    )


def form_named(ctx: Context, words: str) -> str | None:
    """Return the title some words name, the longest name of the catalogue that stands in them; None where none does."""
    text = f" {fold(words)} "
    named = [
        (len(name), form.code)
        for form in ctx.catalogue.awards.values()
        for name in (fold(spelled) for spelled in (form.name, form.short, *form.aliases))
        if len(name) > 5 and f" {name} " in text
    ]
    return max(named)[1] if named else None


def _commonest(codes: list[str]) -> str | None:
    return max(dict.fromkeys(codes), key=codes.count, default=None)


def forms_for(ctx: Context) -> tuple[tuple[str, str], ...]:
    """Return the titles and rewards in force, as (code, name) in the catalogue's order."""
    return tuple((form.code, form.name) for form in ctx.catalogue.awards.values() if not form.legacy)
