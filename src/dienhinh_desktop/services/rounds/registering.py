"""Đăng ký: the registration under the plan that putting somebody on a list writes, and what becomes of it later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...domain.eligibility import Stage
from ...domain.records import Registration
from ...domain.rounds import Candidate, Round
from ...rules.packs import Pack, Rules
from ...storage.reader import Reader
from ...storage.work import Work
from ..book import pages_of
from ..context import Context


def write_registrations(ctx: Context, work: Work, current: Round, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Register the candidates under the plan where they are not yet; return them, each with the row it brought."""
    new = new_registrations(ctx, work, current, candidates)
    numbers = iter(work.insert("registrations", [row for row in new if row is not None]))
    return [
        item if row is None else replace(item, registration=next(numbers))
        for item, row in zip(candidates, new, strict=True)
    ]


def new_registrations(
    ctx: Context, reader: Reader, current: Round, candidates: Sequence[Candidate]
) -> list[Registration | None]:
    """Return the row each candidate needs to be registered under the plan, None where one serves already.

    A round that registers needs a row of its own year, field (where quotas ask for it) and level; one that recognises
    is content with any row of the plan.
    """
    pack = ctx.packs[current.plan]
    rules = pack.rules(pack.readings(current.readings), Stage.REGISTRATION)
    by_field = any(rule.fields for rule in rules.quotas.values())
    level = _level(ctx, reader, pack, rules)
    known = list(reader.records({item.subject for item in candidates}, {"registrations"}).registrations)
    found: list[Registration | None] = []
    for item in candidates:
        row = Registration(
            subject=item.subject,
            plan=current.plan,
            field=item.field if by_field else None,
            level=level,
            introducer=item.introducer,
            date=current.on,
            year=current.year,
            model=item.model,
        )
        held = [other for other in known if (other.subject, other.plan) == (row.subject, row.plan)]
        needed = not any(_serves(other, row, current.stage) for other in held)
        found.append(row if needed else None)
        known += [row] if needed else []
    return found


def _serves(known: Registration, row: Registration, stage: Stage) -> bool:
    if stage is Stage.RECOGNITION:
        return True
    return (
        year_of(known) in (None, row.year)
        and (row.level is None or known.level == row.level)
        and (known.field is None or row.field is None or known.field == row.field)
    )


def _level(ctx: Context, reader: Reader, pack: Pack, rules: Rules) -> str | None:
    """Return the level of the lists this office makes: the upper one where it keeps upper rows or answers for units."""
    if rules.levels is None:
        return None
    upper = rules.levels.upper
    if any(row.level == upper for row in reader.registered(pack.code)):
        return upper
    book = pages_of(ctx, reader, ())
    answers = any(rule.units.units(book, code) for code, rule in rules.quotas.items() if rule.level == upper)
    return upper if answers else rules.levels.base


def year_of(row: Registration) -> int | None:
    """Return the year a registration is for, or None when it names none."""
    return row.year if row.year is not None else row.date.year if row.date else None


def registered_for(work: Work, current: Round, subject: str) -> list[Registration]:
    """Return the rows by which a subject is registered for the year of a round."""
    rows = work.records([subject], {"registrations"}).registrations
    return [row for row in rows if row.plan == current.plan and year_of(row) in (None, current.year)]


def change_registered_field(work: Work, current: Round, subject: str, old: str, new: str) -> None:
    """Let what was registered in one field for the year of a round be registered in another."""
    rows = [row for row in registered_for(work, current, subject) if row.field == old]
    work.update("registrations", [replace(row, field=new) for row in rows])


def give_up_registrations(work: Work, going: Sequence[Candidate]) -> None:
    """Remove the rows these choices brought; another place of the subject in the same list takes one over."""
    leaving = {item.id for item in going}
    for item in going:
        if item.registration is None:
            continue
        held = {row.id: row for row in work.records([item.subject], {"registrations"}).registrations}
        others = [
            other
            for other in work.candidates(item.round_id, left=True)
            if other.subject == item.subject and other.id not in leaving
        ]
        if others and item.registration in held and held[item.registration].field in (None, others[0].field):
            work.update("candidates", [replace(others[0], registration=item.registration)])
        elif item.registration in held:
            work.delete("registrations", [item.registration])
