"""The words of a list that are not surely understood, each asked about once, however many rows use it."""

from __future__ import annotations

from collections import defaultdict

from ....domain.list_imports import WordDoubt
from ....domain.lists import ListAward, ListIssueKind, ListProposal, ListRow, Sureness, WordKind
from .task import ListTask
from .units import UnitWords

K = ListIssueKind
_ASKED = {K.TITLE_SLIP, K.TITLE_UNCLEAR}


def word_doubts(task: ListTask, units: UnitWords) -> tuple[WordDoubt, ...]:
    """Return the doubtful words: titles and grades first, most used first; then units."""
    rows: dict[tuple[WordKind, str], list[int]] = defaultdict(list)
    for issue in task.reading.issues:
        if issue.kind in _ASKED and issue.words and issue.row is not None:
            field = task.reading.columns.get(issue.column or "") or ""
            kind = WordKind.GRADE if field.startswith("rating") else WordKind.TITLE
            rows[kind, issue.words].append(issue.row)
    likely = _likely(task.reading.rows)
    found = [
        WordDoubt(kind, words, tuple(dict.fromkeys(at)), likely.get((kind, words)))
        for (kind, words), at in sorted(rows.items(), key=lambda item: -len(item[1]))
    ]
    return (*found, *_units(task, units))


def _likely(rows: tuple[ListRow, ...]) -> dict[tuple[WordKind, str], str]:
    found: dict[tuple[WordKind, str], str] = {}
    for row in rows:
        titles: tuple[ListAward | ListProposal, ...] = (*row.awards, *row.proposals)
        for award in titles:
            if award.sureness is Sureness.LIKELY and award.title_code:
                found[WordKind.TITLE, award.text] = award.title_code
        for rating in row.ratings:
            if rating.sureness is Sureness.LIKELY:
                found[WordKind.GRADE, rating.text] = rating.grade
    return found


def _units(task: ListTask, units: UnitWords) -> list[WordDoubt]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row in task.reading.rows:
        if row.unit:
            rows[row.unit].append(row.row)
    found = []
    for text, at in rows.items():
        match = units.match(text)
        if units.is_new(text):
            found.append(WordDoubt(WordKind.UNIT, text, tuple(at), new=True))
        elif match.sureness is not Sureness.CERTAIN:
            found.append(WordDoubt(WordKind.UNIT, text, tuple(at), match.code))
    return sorted(found, key=lambda doubt: (doubt.new, -len(doubt.rows)))
