"""The list of what is doubtful or wrong in a file: every place, but never twenty thousand times the same."""

from __future__ import annotations

from collections import Counter

from dienhinh_desktop.domain.imports import Issue, IssueLevel

MOST_ALIKE = 100
"""Issues kept of one level in one column of one sheet; the rest are counted in one closing sentence."""


class IssueLog:
    """Collects issues in the order they are met."""

    def __init__(self) -> None:
        self._issues: list[Issue] = []
        self._met: Counter[tuple[str | None, str | None, IssueLevel]] = Counter()

    def error(self, sheet: str | None, row: int | None, column: str | None, message: str) -> None:
        """Note what refuses the file."""
        self._add(Issue(sheet, row, column, IssueLevel.ERROR, message))

    def warning(self, sheet: str | None, row: int | None, column: str | None, message: str) -> None:
        """Note what is let through but told."""
        self._add(Issue(sheet, row, column, IssueLevel.WARNING, message))

    def closed(self) -> tuple[Issue, ...]:
        """Return the issues, with the number of those left out."""
        return (*self._issues, *(self._rest(key, met) for key, met in self._met.items() if met > MOST_ALIKE))

    def _add(self, issue: Issue) -> None:
        key = (issue.sheet, issue.column, issue.level)
        self._met[key] += 1
        if self._met[key] <= MOST_ALIKE:
            self._issues.append(issue)

    @staticmethod
    def _rest(key: tuple[str | None, str | None, IssueLevel], met: int) -> Issue:
        sheet, column, level = key
        word = "lỗi" if level is IssueLevel.ERROR else "chỗ cần xem"
        left = f"{met - MOST_ALIKE:,}".replace(",", ".")
        return Issue(sheet, None, column, level, f"Còn {left} {word} cùng chỗ này, không liệt kê.")
