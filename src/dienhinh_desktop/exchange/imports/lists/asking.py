"""What is told or asked about a list: issues with their level and a sentence the clerk can act on."""

from __future__ import annotations

from collections import Counter

from dienhinh_desktop.domain.imports import IssueLevel
from dienhinh_desktop.domain.lists import ListIssue, ListIssueKind

K = ListIssueKind
_ERRORS = {
    K.PASSWORD,
    K.BROKEN,
    K.EMPTY,
    K.TOO_LARGE,
    K.NO_NAME,
    K.ID_WRONG,
    K.ID_SHARED,
    K.NO_SUCH_DAY,
    K.FUTURE_DAY,
    K.TITLE_UNCLEAR,
    K.GRADES_DIFFER,
    K.FORMULA_ERROR,
    K.DITTO_UNCLEAR,
}
MOST_ALIKE = 2_000
"""Issues kept of one kind; the rest are counted in one closing sentence."""


class Asking:
    """Collects issues; one row and column asks a thing once, of each word."""

    def __init__(self) -> None:
        self.issues: list[ListIssue] = []
        self._met: set[tuple[int | None, str | None, ListIssueKind, str | None]] = set()
        self._counted: Counter[ListIssueKind] = Counter()

    def tell(
        self, kind: ListIssueKind, row: int | None, column: str | None, message: str, words: str | None = None
    ) -> None:
        """Note an issue: an error where a value was left out or cannot be right, else a warning."""
        key = (row, column, kind, words)
        if key in self._met:
            return
        self._met.add(key)
        self._counted[kind] += 1
        if self._counted[kind] > MOST_ALIKE:
            return
        level = IssueLevel.ERROR if kind in _ERRORS else IssueLevel.WARNING
        self.issues.append(ListIssue(row, column, level, kind, message, words))

    def sorted(self) -> tuple[ListIssue, ...]:
        """Return the issues: of the whole file first, then row by row."""
        left = [
            ListIssue(None, None, IssueLevel.WARNING, kind, f"Còn {count - MOST_ALIKE} chỗ cùng loại, không liệt kê.")
            for kind, count in self._counted.items()
            if count > MOST_ALIKE
        ]
        return (*left, *sorted(self.issues, key=lambda issue: (issue.row is not None, issue.row or 0)))
