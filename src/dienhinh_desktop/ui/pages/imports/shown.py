"""A preview made ready to be looked at: counts for the chips and as many rows as a table can show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ....domain.imports import Issue, IssueLevel, PreviewRow, RowState
from ....domain.text import number_text
from ....domain.upkeep import Progress
from ....services import imports
from ....services.context import Context
from ....services.imports import ImportPreview
from ....services.imports.lists import ListTask, open_unless_records
from ....services.imports.preview import PreviewRows

MOST_ROWS = 2000
ORDER = (RowState.NEW, RowState.CHANGED, RowState.SAME, RowState.WRONG)
FILTERS = {state.value: state for state in ORDER}


@dataclass(frozen=True, slots=True)
class ShownPreview:
    """A preview with the state of every row."""

    path: Path
    preview: ImportPreview
    states: tuple[RowState, ...]

    def counts(self) -> dict[str, int]:
        """Count what each chip would leave."""
        found = Counter(self.states)
        return {"": len(self.states), **{key: found[state] for key, state in FILTERS.items()}}

    def rows(self, chip: str) -> tuple[PreviewRow, ...]:
        """Return the first rows a chip leaves, at most `MOST_ROWS`: in the order of the file, unchanged ones last."""
        wanted = FILTERS.get(chip)
        places = [place for place, state in enumerate(self.states) if wanted is None or state is wanted]
        places.sort(key=lambda place: self.states[place] is RowState.SAME)
        return tuple(self.preview.rows[place] for place in places[:MOST_ROWS])

    def row_of(self, issue: Issue) -> tuple[str, int] | None:
        """Return the key of the row an issue stands in."""
        return None if issue.sheet is None or issue.row is None else (issue.sheet, issue.row)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Errors before warnings, in the order of the file."""
        return tuple(sorted(self.preview.report.issues, key=lambda issue: issue.level is not IssueLevel.ERROR))

    @property
    def errors(self) -> int:
        """How many errors refuse the file."""
        return sum(issue.level is IssueLevel.ERROR for issue in self.preview.report.issues)

    @property
    def writes(self) -> int:
        """How many rows would be written."""
        return self.preview.report.added + self.preview.report.updated


def look(ctx: Context, path: Path, progress: Progress) -> ShownPreview:
    """Read a workbook and lay it beside what is kept."""
    found = imports.preview(ctx, path, progress)
    rows = found.rows
    states = rows.states() if isinstance(rows, PreviewRows) else [row.state for row in rows]
    return ShownPreview(path, found, tuple(states))


def look_at_any(ctx: Context, path: Path, progress: Progress) -> ShownPreview | ListTask:
    """Lay a records workbook beside what is kept; open any other file as a list."""
    task = open_unless_records(ctx, path, progress=progress)
    return look(ctx, path, progress) if task is None else task


def counted(added: int, updated: int) -> str:
    """Say how many rows: "25 dòng: 18 mới, 7 cập nhật"."""
    parts = [
        f"{number_text(number)} {word}" for number, word in ((added, "mới"), (updated, "cập nhật")) if number
    ]  # fmt: skip
    return f"{number_text(added + updated)} dòng" + (f": {', '.join(parts)}" if parts else "")


def about(shown: ShownPreview) -> str:
    """Say what the file holds."""
    sheets = len({at.sheet for places in shown.preview.content.places.values() for at in places})
    words = f"{number_text(len(shown.states))} dòng trong {sheets} trang."
    skipped = shown.preview.report.skipped
    return words + (f" Bỏ qua {number_text(skipped)} dòng." if skipped else "")
