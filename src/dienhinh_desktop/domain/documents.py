"""Papers as content, before they are drawn: built once from the records, written as Excel and PDF alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of a paper (Decree 30/2020, boxes 1, 2, 4). `day` None leaves the date to be filled by hand."""

    superior: str
    agency: str
    place: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature block: lines of authority and post ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), a hint, the name or ""."""

    lines: tuple[str, ...]
    name: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One subject of the registration list."""

    number: int
    subject: str
    name: str
    birth_year: str
    sex: str
    position: str
    unit: str
    field: str
    achievements: tuple[str, ...]
    verdict: str
    missing: str
    introducers: tuple[str, ...]
    model: str
    registered: date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUnit:
    """The rows of one unit."""

    unit: str
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGroup:
    """Collectives, individuals, households or models, by unit. The title has no number: "TẬP THỂ"."""

    title: str
    units: tuple[ListUnit, ...]

    @property
    def count(self) -> int:
        """Number of subjects."""
        return sum(len(unit.rows) for unit in self.units)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationList:
    """The registration list of a plan at a day (danh sách đăng ký). A `draft` carries the words DỰ THẢO."""

    letterhead: Letterhead
    title: tuple[str, ...]
    attached_to: str
    groups: tuple[ListGroup, ...]
    total: str
    quota: str
    recipients: tuple[str, ...]
    signature: Signature
    data_date: date
    footnotes: tuple[str, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A table in a form: headings, rows of text, and relative column widths."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    empty: str = "Chưa có."


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """A "label: value" line of a form; an empty value leaves a dotted line to be filled by hand."""

    label: str
    value: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """A titled part of a form. `level` 1 is "I. …", 2 is "1. …". Parts come in the order lines, paragraphs, table."""

    title: str
    level: int = 1
    lines: tuple[FormLine, ...] = ()
    paragraphs: tuple[str, ...] = ()
    table: FormTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of one subject: nomination form (bản đăng ký) or achievement report (báo cáo thành tích).

    `signatures` stand side by side in rows: first row left to right, then the next.
    """

    subject: str
    subject_name: str
    file_stem: str
    letterhead: Letterhead
    title: tuple[str, ...]
    intro: tuple[FormLine, ...]
    sections: tuple[FormSection, ...]
    signatures: tuple[tuple[Signature, ...], ...]
    draft: bool = False
    keywords: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFiles:
    """Files an export wrote, in order, as absolute paths."""

    files: tuple[str, ...]
    bound: str | None = None


class CheckLevel(StrEnum):
    """How loud a check before export is."""

    BLOCKING = "loi"
    WARNING = "canh_bao"
    FINE = "dat"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCheck:
    """One line of the check before export: what, where, and the subject whose record mends it."""

    level: CheckLevel
    text: str
    where: str = ""
    subject: str | None = None
