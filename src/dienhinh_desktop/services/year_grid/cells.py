"""What a cell shows of the entries behind it: short in the grid, as words to edit, and spelled out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ...domain.catalogue import AwardForm, Catalogue
from ...domain.records import Award, HouseholdStatus, Initiative, Rating
from ...domain.year_grid import CellState, GridCell, GridField, is_open


@lru_cache
def empty_cell(state: CellState) -> GridCell:
    """Return a cell that holds nothing."""
    return GridCell(state=state)


def _graded(entries: tuple[Rating, ...], _catalogue: Catalogue, doubt: str) -> GridCell:
    grades = sorted({row.grade for row in entries}, reverse=True)
    alone = grades[0] if len(grades) == 1 else None
    return GridCell(
        state=CellState.FILLED,
        text=" ".join(grade.short for grade in grades),
        words="; ".join(grade.name for grade in grades),
        spoken=", ".join(grade.label for grade in grades),
        grade=alone,
        entries=entries,
        doubt=doubt,
    )


def title_text(form: AwardForm) -> str:
    """Return a title as the grid shows it: the lowest level of a title goes without its level."""
    return form.short.removesuffix(" cơ sở")


def titles_text(forms: Sequence[AwardForm]) -> str:
    """Return several titles of one year as the grid shows them: the highest, and how many more."""
    highest = max(forms, key=lambda form: form.rank)
    return title_text(highest) + (f" +{len(forms) - 1}" if len(forms) > 1 else "")


def rewards_text(forms: Sequence[AwardForm]) -> str:
    """Return rewards of one year as the grid shows them: the highest, and how many more."""
    highest = max(forms, key=lambda form: form.rank)
    return highest.short + (f" +{len(forms) - 1}" if len(forms) > 1 else "")


def _titled(entries: tuple[Award, ...], catalogue: Catalogue, doubt: str) -> GridCell:
    forms = {row.form: catalogue.awards[row.form] for row in entries if is_open(row)}
    ranked = sorted(forms.values(), key=lambda form: -form.rank)
    closed = "" if ranked else "không đạt" if any(row.refused for row in entries) else "thu hồi"
    told = [form.name for form in ranked]
    told += [f"{catalogue.award_name(row.form)} ({_fate(row)})" for row in entries if not is_open(row)]
    return GridCell(
        state=CellState.FILLED if ranked else CellState.EMPTY,
        text=titles_text(ranked) if ranked else closed,
        words="; ".join(form.short for form in ranked),
        spoken=", ".join(told),
        entries=entries,
        doubt=doubt,
    )


def _fate(award: Award) -> str:
    return "không đạt" if award.refused else "đã thu hồi"


def _stated(entries: tuple[HouseholdStatus, ...], _catalogue: Catalogue, doubt: str) -> GridCell:
    states = list(dict.fromkeys(row.state.value for row in entries))
    return GridCell(
        state=CellState.FILLED,
        text=", ".join(states),
        words="; ".join(states),
        spoken=", ".join(states),
        entries=entries,
        doubt=doubt,
    )


def _rewarded(entries: tuple[Award, ...], catalogue: Catalogue, doubt: str) -> GridCell:
    """Return rewards; unlike titles one may be won twice in a year, so each counts."""
    standing = sorted((row for row in entries if is_open(row)), key=lambda row: -_rank(row.form, catalogue))
    more = f" +{len(standing) - 1}" if len(standing) > 1 else ""
    told = [catalogue.award_name(row.form) for row in standing]
    told += [f"{catalogue.award_name(row.form)} ({_fate(row)})" for row in entries if not is_open(row)]
    return GridCell(
        state=CellState.FILLED if standing else CellState.EMPTY,
        text=f"{_short(standing[0].form, catalogue)}{more}" if standing else "thu hồi",
        words="; ".join(_short(row.form, catalogue) for row in standing),
        spoken=", ".join(told),
        entries=entries,
        doubt=doubt,
    )


def _rank(code: str, catalogue: Catalogue) -> int:
    form = catalogue.awards.get(code)
    return form.rank if form is not None else 0


def _short(code: str, catalogue: Catalogue) -> str:
    form = catalogue.awards.get(code)
    return form.short if form is not None else code


def _improved(entries: tuple[Initiative, ...], _catalogue: Catalogue, doubt: str) -> GridCell:
    names = [row.name for row in entries]
    return GridCell(
        state=CellState.FILLED,
        text=initiatives_text(names),
        words="; ".join(names),
        spoken=", ".join(names),
        entries=entries,
        doubt=doubt,
    )


def initiatives_text(names: Sequence[str]) -> str:
    """Return initiatives of one year as the grid shows them: the one there is, or how many."""
    return names[0] if len(names) == 1 else f"{len(names)} sáng kiến" if names else ""


CELLS: Mapping[GridField, Callable[[Any, Catalogue, str], GridCell]] = {
    GridField.GRADE: _graded,
    GridField.TITLE: _titled,
    GridField.REWARD: _rewarded,
    GridField.INITIATIVE: _improved,
    GridField.STATE: _stated,
}
"""Field → how its entries are shown; figures are shown by `figures`."""
