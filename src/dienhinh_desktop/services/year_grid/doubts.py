"""What speaks against a cell: it informs the clerk and blocks nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ...domain.catalogue import Catalogue
from ...domain.records import Award, Discipline, Grade, Initiative, Rating
from ...domain.text import decision_key, fold, join_words
from ...domain.year_grid import GridColumn, GridField, is_open
from ..wording import decision_text

_LOWEST_TITLE = 10
"""Rank from which a title is won by a year's work (Luật 06/2022/QH15, Điều 21 to 28): culture titles stand below."""


def doubt_of(
    column: GridColumn,
    entries: Sequence[Any],
    ratings: Sequence[Rating],
    disciplines: Sequence[Discipline],
    catalogue: Catalogue,
    *,
    early: bool,
) -> str:
    """Return what contradicts the entries of a cell, in one or more sentences; empty when nothing does."""
    found = doubts_of(column, entries, ratings, disciplines, catalogue, early=early)
    return " ".join(f"{sentence}." for sentence in found)


def doubts_of(
    column: GridColumn,
    entries: Sequence[Any],
    ratings: Sequence[Rating],
    disciplines: Sequence[Discipline],
    catalogue: Catalogue,
    *,
    early: bool,
) -> list[str]:
    """Return what contradicts the entries of a cell, a sentence each without its full stop."""
    found: list[str] = []
    if early:
        found.append(f"Năm {column.year} chưa vào cơ quan")
    if column.field is GridField.GRADE:
        found += _grades(column.year, entries, disciplines)
    elif column.field is GridField.TITLE:
        found += _titles(column.year, entries, ratings, disciplines, catalogue)
    elif column.field is GridField.REWARD:
        found += _rewards(column.year, entries, catalogue)
    elif column.field is GridField.INITIATIVE:
        found += _initiatives(column.year, entries)
    elif column.field.figure:
        if len(entries) > 1:
            found.append(f"Chỉ số này năm {column.year} ghi {len(entries)} lần; xóa dòng thừa ở bảng bên")
    elif len({row.state for row in entries}) > 1:
        found.append(f"Năm {column.year} có nhiều tình trạng khác nhau; giữ một")
    return found


def _grades(year: int, entries: Sequence[Rating], disciplines: Sequence[Discipline]) -> Iterator[str]:
    grades = sorted({row.grade for row in entries}, reverse=True)
    if len(grades) > 1:
        names = join_words(grade.name for grade in grades)
        yield f"Năm {year} có {len(grades)} mức khác nhau ({names}), nên là thiếu dữ liệu đến khi bỏ mức sai"
    if disciplines and grades[0] >= Grade.HTTNV:
        yield f"Năm {year} {_disciplined(disciplines)}, xếp loại lại ghi {grades[0].name}; kiểm tra lại"


def _titles(
    year: int,
    entries: Sequence[Award],
    ratings: Sequence[Rating],
    disciplines: Sequence[Discipline],
    catalogue: Catalogue,
) -> Iterator[str]:
    standing = [row for row in entries if is_open(row)]
    for code, count in Counter(row.form for row in standing).items():
        if count > 1:
            yield f"{catalogue.award_name(code)} {year} ghi {count} lần; chỉ tính một lần, xóa dòng thừa"
    for code in {row.form for row in standing} & {row.form for row in entries if row.refused}:
        yield f"{catalogue.award_name(code)} {year} vừa ghi đạt vừa ghi không đạt; bỏ một dòng"
    won = [catalogue.awards[row.form] for row in standing if catalogue.awards[row.form].rank >= _LOWEST_TITLE]
    if not won:
        return
    highest = max(won, key=lambda form: form.rank)
    grades = {row.grade for row in ratings}
    if len(grades) == 1 and (grade := min(grades)) < Grade.HTTNV:
        yield f"{highest.name} {year} không khớp xếp loại {grade.name} cùng năm; kiểm tra lại"
    if disciplines:
        yield f"Năm {year} {_disciplined(disciplines)} mà vẫn có {highest.name}; kiểm tra lại"


def _rewards(year: int, entries: Sequence[Award], catalogue: Catalogue) -> Iterator[str]:
    """Tell of a reward kept twice by one decision; two decisions are two rewards."""
    known = [(row.form, decision_key(row.decision)) for row in entries if is_open(row) and row.decision]
    for (code, _number), count in Counter(known).items():
        if count > 1:
            yield f"{catalogue.award_name(code)} {year} ghi {count} lần cùng một quyết định; xóa dòng thừa"


def _initiatives(year: int, entries: Sequence[Initiative]) -> Iterator[str]:
    for name, count in Counter(fold(row.name) for row in entries).items():
        if count > 1:
            written = next(row.name for row in entries if fold(row.name) == name)
            yield f"Sáng kiến “{written}” {year} ghi {count} lần; xóa dòng thừa"


def _disciplined(disciplines: Sequence[Discipline]) -> str:
    first = disciplines[0]
    words = decision_text(first.decision, first.date)
    return f"có kỷ luật {first.form.lower()}{f' {words}' if words else ''}"
