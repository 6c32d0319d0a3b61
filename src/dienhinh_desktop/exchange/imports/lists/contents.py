"""Columns whose heading says too little, understood by what their cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from dienhinh_desktop.domain.lists import ColumnReason, Sureness, WordKind
from dienhinh_desktop.domain.text import clean, fold

from .ditto import is_ditto, says_nothing
from .facts import pieces_of
from .grids import Grid
from .headings import is_self_given
from .layout import ListColumn, ListLayout
from .titles import GradeWords, TitleWords

_LOOKED_AT = 40
_ENOUGH = 2
_MARKS = {"x", "v", "+", "*", "1", "✓", "✔", "√", "☑", "có", "(x)", "[x]", "đạt"}
_TICKED = {"award": WordKind.TITLE, "proposed": WordKind.TITLE, "rating": WordKind.GRADE}
_DOUBTFUL = {None, "achievement", "content", "other"}


def settle_by_content(
    grid: Grid, layout: ListLayout, end: int, titles: TitleWords, grades: GradeWords, today: date
) -> None:
    """Give unclear columns the field nearly all of their cells speak of: titles, grades, identity numbers, sex."""
    for column in layout.columns:
        if column.field not in _DOUBTFUL or column.reason is ColumnReason.CHOSEN or is_self_given(column.heading):
            continue
        texts = list(_texts(grid, layout, column, end))
        for name, test in _tests(titles, grades, today):
            if name in ("cccd", "sex") and (column.field is not None or layout.places(name)):
                continue
            if len(texts) >= _ENOUGH and sum(map(test, texts)) * 10 >= len(texts) * 7:
                column.field, column.reason = name, ColumnReason.CONTENT
                break


def settle_ticked(
    grid: Grid, layout: ListLayout, end: int, titles: TitleWords, grades: GradeWords, today: date
) -> None:
    """Find the columns whose heading is itself a title or a grade (LĐTT, HTXSNV), which marks below stand for."""
    for column in layout.columns:
        last = column.heading.rpartition(" / ")[2]
        kind = _kind_named(last, titles, grades, today)
        if kind is None or _TICKED.get(column.field or "", kind) is not kind:
            continue
        if column.field is None and column.reason is not ColumnReason.CHOSEN:
            if not any(is_mark(text) for text in _texts(grid, layout, column, end)):
                continue
            column.field = "award" if kind is WordKind.TITLE else "rating"
        if column.field in _TICKED:
            column.ticked = last


def holds_titles(grid: Grid, layout: ListLayout, column: ListColumn, end: int, titles: TitleWords, today: date) -> bool:
    """Tell whether a column that is not brought in names titles somewhere among other words."""
    if column.field not in ("achievement", "content") or column.reason is ColumnReason.CHOSEN:
        return False
    pieces = (piece for text in _texts(grid, layout, column, end) for piece in pieces_of(text, today) if piece.words)
    found = (titles.match(piece.words, piece.aside) for piece in pieces)
    return any(one.level_missing or (one.code is not None and one.sureness is Sureness.CERTAIN) for one in found)


def _kind_named(text: str, titles: TitleWords, grades: GradeWords, today: date) -> WordKind | None:
    pieces = [piece for piece in pieces_of(text, today, whole=titles.is_name) if piece.words]
    if len(pieces) != 1:
        return None
    title = titles.match(pieces[0].words, pieces[0].aside)
    if title.code is not None and title.sureness is Sureness.CERTAIN:
        return WordKind.TITLE
    grade = grades.match(pieces[0].words)
    if grade.code is not None and grade.sureness is Sureness.CERTAIN:
        return WordKind.GRADE
    return WordKind.TITLE if title.level_missing else None


def is_mark(text: str) -> bool:
    """Tell whether a cell only ticks what its heading names: x, v, +."""
    return clean(text).lower() in _MARKS


def _texts(grid: Grid, layout: ListLayout, column: ListColumn, end: int) -> Iterator[str]:
    seen = 0
    for row in sorted(grid.rows):
        if not layout.last < row < end or seen >= _LOOKED_AT:
            continue
        text = grid.text(row, column.place)
        if clean(text) and not says_nothing(text) and not is_ditto(text) and len(grid.rows[row]) > 2:
            seen += 1
            yield text


def _tests(titles: TitleWords, grades: GradeWords, today: date) -> tuple[tuple[str, Callable[[str], bool]], ...]:
    def is_title(text: str) -> bool:
        pieces = [piece for piece in pieces_of(text, today) if piece.words]
        known = sum(titles.match(piece.words, piece.aside).code is not None for piece in pieces)
        return known * 2 > len(pieces)

    def is_grade(text: str) -> bool:
        pieces = [piece for piece in pieces_of(text, today) if piece.words]
        return bool(pieces) and all(grades.match(piece.words).code is not None for piece in pieces)

    return (
        ("award", is_title),
        ("rating", is_grade),
        ("cccd", lambda text: re.fullmatch(r"0\d{11}", re.sub(r"[\s.]", "", text)) is not None),
        ("sex", lambda text: fold(text) in ("nam", "nu")),
    )
