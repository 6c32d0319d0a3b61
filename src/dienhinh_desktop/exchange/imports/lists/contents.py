"""Columns whose heading says too little, understood by what their cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from dienhinh_desktop.domain.lists import ColumnReason
from dienhinh_desktop.domain.text import clean, fold

from .ditto import is_ditto, says_nothing
from .facts import pieces_of
from .grids import Grid
from .layout import ListColumn, ListLayout
from .titles import GradeWords, TitleWords

_LOOKED_AT = 40
_ENOUGH = 2
_DOUBTFUL = {None, "achievement", "content", "other"}


def settle_by_content(
    grid: Grid, layout: ListLayout, end: int, titles: TitleWords, grades: GradeWords, today: date
) -> None:
    """Give unclear columns the field nearly all of their cells speak of: titles, grades, identity numbers, sex."""
    for column in layout.columns:
        if column.field not in _DOUBTFUL or column.reason is ColumnReason.CHOSEN:
            continue
        texts = list(_texts(grid, layout, column, end))
        for name, test in _tests(titles, grades, today):
            if name in ("cccd", "sex") and (column.field is not None or layout.places(name)):
                continue
            if len(texts) >= _ENOUGH and sum(map(test, texts)) * 10 >= len(texts) * 7:
                column.field, column.reason = name, ColumnReason.CONTENT
                break


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
