"""What the records say about the people and organisations of a collective, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...domain.documents import FormLine, FormSection, FormTable
from ...domain.records import Award, Grade, Rating, Subject, SubjectKind
from ...domain.text import number_text
from ...rules.book import Book
from .dossier import Dossier

_ORGANISATIONS = ("TO_CHUC_DANG", "DOAN_THE")


def counts(dossier: Dossier, collective: Subject) -> list[FormSection]:
    """Return the table of members: rated, rated hoàn thành nhiệm vụ or better, LĐTT, CSTĐ cơ sở, disciplined.

    Counted over the people who belong to the collective in the records, each year over those rated in it; nothing is
    returned where nobody is.
    """
    people = [row for row in dossier.book.below(collective.code) if row.kind is SubjectKind.PERSON]
    years = [year for year in dossier.plan.years if year <= dossier.on.year]
    rows = tuple(row for year in years if (row := _year(dossier, people, year)))
    if not rows:
        return []
    table = FormTable(
        headings=(
            "Năm",
            "Số người được xếp loại",
            "Hoàn thành nhiệm vụ trở lên",
            "Lao động tiên tiến",
            "Chiến sĩ thi đua cơ sở",
            "Bị kỷ luật",
        ),
        rows=rows,
        widths=(1.2, 2, 2, 2.2, 2, 1.4),
    )
    return [
        FormSection(
            title="Kết quả của các thành viên từng năm (theo hồ sơ những người đang thuộc tập thể)",
            level=2,
            table=table,
        )
    ]


def _year(dossier: Dossier, people: Sequence[Subject], year: int) -> tuple[str, ...] | None:
    book, on = dossier.book, dossier.on
    rated = [
        person.code
        for person in people
        if any(row.year == year and (row.date is None or row.date <= on) for row in book.ratings.of(person.code))
    ]
    if not rated:
        return None
    done = sum(any(_fulfilled(row, year) for row in book.ratings.of(code)) for code in rated)
    punished = sum(any(row.date.year == year for row in book.disciplines.of(code) if row.date <= on) for code in rated)
    workers, fighters = (_titled_text(dossier, rated, form, year) for form in ("LDTT", "CSTD_CS"))
    return str(year), str(len(rated)), str(done), workers, fighters, str(punished)


def _titled_text(dossier: Dossier, rated: Sequence[str], form: str, year: int) -> str:
    """Return how many won a title of a year, LĐTT with its share; nothing while the titles of that year are to come."""
    if not _titled(dossier, dossier.book.records.awards, form, year):
        return ""
    won = sum(_titled(dossier, dossier.book.awards.of(code), form, year) for code in rated)
    return f"{won} ({number_text(round(100 * won / len(rated), 1))} %)" if form == "LDTT" else str(won)


def _fulfilled(row: Rating, year: int) -> bool:
    return row.year == year and row.grade >= Grade.HTNV


def _titled(dossier: Dossier, rows: Iterable[Award], form: str, year: int) -> bool:
    return any(
        row.form == form
        and row.year == year
        and not row.refused
        and (row.date is None or row.date <= dossier.on)
        and (row.revoked is None or row.revoked > dossier.on)
        for row in rows
    )


def organisations(dossier: Dossier, collective: Subject) -> list[FormLine]:
    """Return the yearly ratings of the party and mass organisations of a collective."""
    book: Book = dossier.book
    lines = []
    for row in book.hanging_on(collective.code):
        if row.category not in _ORGANISATIONS:
            continue
        ratings = sorted(
            (rating for rating in book.ratings.of(row.code) if rating.date is None or rating.date <= dossier.on),
            key=lambda rating: rating.year,
        )
        told = "; ".join(f"năm {r.year} {r.grade.label.lower()}" for r in ratings if r.year in dossier.plan.years)
        if told:
            lines.append(FormLine(label="", value=f"- {row.name}: {told}."))
    return lines
