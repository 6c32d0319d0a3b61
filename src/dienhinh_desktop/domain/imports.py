"""What an import says of itself: the issues it found, what it would change, what it changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .records import Records


class IssueLevel(StrEnum):
    """An error refuses the file; a warning is told and let through."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """One doubtful or wrong cell: sheet, row (1-based, as Excel counts), column heading, and a Vietnamese sentence."""

    sheet: str | None
    row: int | None
    column: str | None
    level: IssueLevel
    message: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a record was read: sheet and row of the workbook."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """What a records workbook holds, before anything is written: records, the place of each, issues, rows left out.

    `places[table][i]` is where `getattr(records, table)[i]` stands in the file.
    """

    file: str
    records: Records
    places: dict[str, tuple[SourceRow, ...]]
    issues: tuple[Issue, ...] = ()
    skipped: int = 0

    @property
    def errors(self) -> tuple[Issue, ...]:
        """Issues that refuse the file."""
        return tuple(issue for issue in self.issues if issue.level is IssueLevel.ERROR)


class RowState(StrEnum):
    """What an import does with a row."""

    NEW = "moi"
    CHANGED = "cap_nhat"
    SAME = "khong_doi"
    ASK = "can_xem"
    WRONG = "loi"
    SKIPPED = "bo"

    @property
    def label(self) -> str:
        """The word of the window."""
        return {
            "moi": "Mới",
            "cap_nhat": "Cập nhật",
            "khong_doi": "Không đổi",
            "can_xem": "Cần xem",
            "loi": "Lỗi",
            "bo": "Bỏ",
        }[self.value]


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the file as the preview shows it: state, subject, what it says, what changes, notes."""

    sheet: str
    row: int
    state: RowState
    subject: str
    subject_name: str
    text: str
    changes: tuple[tuple[str, str, str], ...] = ()
    """(heading, old, new) of every changed cell."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of a preview or an import: counts of rows, issues, and the batch that can be taken back."""

    file: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    issues: tuple[Issue, ...] = ()
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One past import (lần nhập), newest first in lists."""

    id: int
    at: datetime
    file: str
    added: int
    updated: int
    undone: bool
    issues: tuple[Issue, ...] = field(default=())
