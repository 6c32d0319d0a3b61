"""What a subject has achieved, told from its records as a list or a form says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ...domain.catalogue import AwardForm, Catalogue, Family
from ...domain.dates import short_date
from ...domain.plans import Plan
from ...domain.records import Award, Contribution, Grade, Initiative, Rating, Subject
from ...domain.text import decision_key, join_years, two_digits
from ...rules.book import Book
from ..wording import amount_text

_LEAST_TITLE = 10
"""Rank of the titles everyone who does well gets; they are told only where there is no higher one."""


@dataclass(frozen=True, slots=True)
class Known:
    """The records of one subject known on a day, each thing once, nothing refused or withdrawn (Q3, Q5)."""

    ratings: tuple[Rating, ...]
    titles: tuple[Award, ...]
    rewards: tuple[Award, ...]
    initiatives: tuple[Initiative, ...]
    contributions: tuple[Contribution, ...]


def known(book: Book, subject: Subject, on: date) -> Known:
    """Return what was known of a subject on a day, oldest first. Years with two different ratings are left out."""
    awards = [
        row
        for row in book.awards.of(subject.code)
        if _by(row.date, on) and not row.refused and (row.revoked is None or row.revoked > on)
    ]
    return Known(
        ratings=_agreed(row for row in book.ratings.of(subject.code) if _by(row.date, on) and row.year <= on.year),
        titles=_once(book, (row for row in awards if _family(book.catalogue, row) is Family.TITLE)),
        rewards=_once(book, (row for row in awards if _family(book.catalogue, row) is Family.REWARD)),
        initiatives=tuple(row for row in book.initiatives.of(subject.code) if _by(row.date, on)),
        contributions=tuple(row for row in book.contributions.of(subject.code) if _by(row.date, on)),
    )


def _by(day: date | None, on: date) -> bool:
    return day is None or day <= on


def _family(catalogue: Catalogue, row: Award) -> Family:
    form = catalogue.awards.get(row.form)
    return form.family if form else Family.REWARD


def _agreed(rows: Iterable[Rating]) -> tuple[Rating, ...]:
    by_year: dict[int, list[Rating]] = {}
    for row in rows:
        by_year.setdefault(row.year, []).append(row)
    return tuple(found[0] for _, found in sorted(by_year.items()) if len({row.grade for row in found}) == 1)


def _once(book: Book, rows: Iterable[Award]) -> tuple[Award, ...]:
    seen: dict[tuple[object, ...], Award] = {}
    for number, row in enumerate(rows):
        form = book.catalogue.awards.get(row.form)
        if form is not None and form.yearly and row.year is not None:
            key: tuple[object, ...] = (row.form, row.year)
        elif row.decision:
            key = (row.form, decision_key(row.decision), row.date)
        else:
            key = (row.form, number)
        if key not in seen or (not seen[key].decision and row.decision):
            seen[key] = row
    return tuple(sorted(seen.values(), key=lambda row: (row.year or (row.date.year if row.date else 0), str(row.date))))


def year_of(row: Award) -> int | None:
    """Return the year an award belongs to: the year achieved, else that of its decision."""
    return row.year or (row.date.year if row.date else None)


def form_of(book: Book, row: Award) -> AwardForm | None:
    """Return the catalogue's form of an award, more exact where its issuer says so."""
    return book.catalogue.awards.get(book.form_of(row))


def lines(book: Book, subject: Subject, plan: Plan, on: date, *, spelled: bool) -> tuple[str, ...]:
    """Return what is outstanding inside the plan's period, known on a day; `spelled` writes abbreviations out."""
    found = known(book, subject, on)
    parts = [
        *_rating_lines([row for row in found.ratings if row.year in plan.years], spelled),
        *_title_lines(book, [row for row in found.titles if year_of(row) in plan.years], spelled),
        *_reward_lines(book, [row for row in found.rewards if _within(row.date, plan)]),
        *(initiative_text(book, row) for row in found.initiatives if _within(row.date, plan)),
        *(contribution_text(book, row) for row in found.contributions if _within(row.date, plan)),
    ]
    return tuple(part[0].upper() + part[1:] for part in parts)


def won(book: Book, found: Known) -> tuple[str, ...]:
    """Return all titles and rewards known, short, those of one kind together."""
    return (*_title_lines(book, found.titles, spelled=False), *_reward_lines(book, found.rewards))


def _within(day: date | None, plan: Plan) -> bool:
    return day is None or plan.period_from <= day <= plan.period_to


def years_text(years: Iterable[int]) -> str:
    """Return "năm 2021" or "các năm 2021, 2023"."""
    listed = sorted(set(years))
    return f"năm {listed[0]}" if len(listed) == 1 else f"các năm {join_years(listed)}"


def _rating_lines(rows: Sequence[Rating], spelled: bool) -> list[str]:
    years = [row.year for row in rows if row.grade is Grade.HTXSNV]
    name = Grade.HTXSNV.label if spelled else "HTXSNV"
    return [f"{name} {years_text(years)}"] if years else []


def _title_lines(book: Book, rows: Sequence[Award], spelled: bool) -> list[str]:
    forms = {form.code: form for row in rows if (form := form_of(book, row)) is not None}
    high = {code for code, form in forms.items() if form.rank > _LEAST_TITLE}
    told = [form for code, form in forms.items() if not high or code in high]
    texts = []
    for form in sorted(told, key=lambda form: (-form.rank, form.code)):
        mine = [row for row in rows if form_of(book, row) is form]
        name = form.official if spelled else form.short
        years = [year for row in mine if (year := year_of(row)) is not None]
        texts.append(f"{name} {years_text(years)}{_in_brackets(_numbers(mine))}")
    return texts


def _reward_lines(book: Book, rows: Sequence[Award]) -> list[str]:
    def key(row: Award) -> tuple[int, str, str]:
        form = form_of(book, row)
        return -(form.rank if form else 0), book.form_of(row), _giver(book, row)

    texts = []
    for (_, code, giver), group in groupby(sorted(rows, key=key), key=key):
        mine = list(group)
        count = f"{two_digits(len(mine))} " if len(mine) > 1 else ""
        name = book.catalogue.award_name(code) + (f" ({giver})" if giver else "")
        texts.append(f"{count}{name}{_in_brackets('; '.join(filter(None, map(citation, mine))))}")
    return texts


def _giver(book: Book, row: Award) -> str:
    """Return the issuer where the name of the form leaves open who gave it."""
    form = form_of(book, row)
    vague = form is None or any(other.parent == form.code for other in book.catalogue.awards.values())
    return row.issuer or "" if vague else ""


def citation(row: Award | Initiative | Rating) -> str:
    """Return "700/QĐ-UBND ngày 10/3/2023", or what of it is known."""
    day = f"ngày {short_date(row.date)}" if row.date else ""
    return " ".join(part for part in (row.decision or "", day) if part)


def _numbers(rows: Sequence[Award]) -> str:
    """Return decision numbers, those with one symbol drawn together: "77, 81/QĐ-SNgV"."""
    cited = list(dict.fromkeys(row.decision for row in rows if row.decision))
    parts = []
    for symbol, group in groupby(cited, key=lambda number: number.partition("/")[2]):
        numbers = ", ".join(number.partition("/")[0].strip() for number in group)
        parts.append(f"{numbers}/{symbol}" if symbol else numbers)
    return ", ".join(parts)


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def initiative_text(book: Book, row: Initiative) -> str:
    """Return kind, level and name of an initiative with its decision."""
    kind = book.catalogue.name("initiative_kinds", row.kind) if row.kind else "Sáng kiến"
    level = f" cấp {book.catalogue.name('initiative_levels', row.level).lower()}" if row.level else ""
    return f"{kind}{level} “{row.name}”{_in_brackets(citation(row))}"


def contribution_text(book: Book, row: Contribution) -> str:
    """Return what was given, how much, where and when."""
    kind = book.catalogue.name("contribution_kinds", row.kind).lower()
    amount = amount_text(row.amount, row.unit_of_measure)
    day = f"ngày {short_date(row.date)}" if row.date else ""
    return ", ".join(part for part in (f"đóng góp {kind} {amount}".strip(), row.place or "", day) if part)
