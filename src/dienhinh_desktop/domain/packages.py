"""The package (gói) a unit sends to the unit above: what it holds, where it stands, what would become of it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as column
from datetime import date as Day
from datetime import datetime
from enum import StrEnum

from .dates import short_date
from .eligibility import Stage
from .identity import Alike
from .imports import RowState, WorkbookContent
from .records import Records
from .rounds import FrozenVerdict

NEW_SUBJECT = "moi"
"""What is decided about a subject of a package that is nobody kept."""


class PackageState(StrEnum):
    """Where a unit stands with what it owes."""

    NOT_SENT = "chua_gui"
    RECEIVED = "da_nhan"
    RETURNED = "can_sua"
    MERGED = "da_gop"

    @property
    def label(self) -> str:
        """The word of the window."""
        return {"chua_gui": "Chưa gửi", "da_nhan": "Đã nhận", "can_sua": "Cần sửa", "da_gop": "Đã gộp"}[self.value]


@dataclass(frozen=True, slots=True)
class PackagePart:
    """One file inside a package."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageManifest:
    """What a package says of itself: who sent what under which plan, judged on which day, made when by what program.

    `round` is the name of the round its subjects were chosen in, "" where they are all registered. `fingerprint` is
    the same for two packages of equal content, whenever they were made.
    """

    program: str
    at: datetime
    plan: str
    plan_version: str
    plan_title: str
    unit: str
    unit_name: str
    round: str
    stage: Stage
    year: int | None
    on: Day
    subjects: int
    fingerprint: str = ""
    parts: tuple[PackagePart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedCandidate:
    """A subject put forward in a field, with the verdict its unit put it forward on; codes are the sender's."""

    subject: str
    name: str
    field: str
    order: int
    frozen: FrozenVerdict
    introducers: tuple[str, ...] = ()
    model: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageContent:
    """A package ready to be written: its manifest so far, the readings in force, who is put forward, the records."""

    manifest: PackageManifest
    readings: Mapping[str, str]
    candidates: tuple[PackagedCandidate, ...]
    records: Records


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPackage:
    """A package that was read and proved whole. `sha256` is that of the file, `digest` that of its manifest.

    The manifest holds the hash of every part, so two files of one digest hold the same, sealed or not.
    """

    file: str
    sha256: str
    digest: str
    manifest: PackageManifest
    readings: Mapping[str, str]
    candidates: tuple[PackagedCandidate, ...]
    workbook: WorkbookContent


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPackage:
    """A package this office sent, as it is kept."""

    plan: str
    plan_version: str
    round_id: int | None = None
    on: Day
    at: datetime
    file: str
    digest: str
    fingerprint: str
    subjects: int
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPackage:
    """A package of a unit below, as it is kept: where it stands, and who was put forward on which verdict.

    `reason` and `due` tell why it went back and by when the mended one is wanted.
    """

    unit: str
    plan: str
    plan_version: str
    state: PackageState
    at: datetime
    sent_at: datetime
    file: str
    sha256: str
    digest: str
    candidates: tuple[PackagedCandidate, ...]
    reason: str | None = None
    due: Day | None = None
    merged_at: datetime | None = None
    id: int | None = column(default=None, compare=False)

    @property
    def subjects(self) -> int:
        """How many subjects it puts forward."""
        return len({item.subject for item in self.candidates})


@dataclass(frozen=True, slots=True)
class SenderCode:
    """Which subject kept a code of one sender stands for."""

    unit: str
    theirs: str
    ours: str
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """What was sent: the file, its manifest, what it was made from, and the time before, if there was one."""

    file: str
    manifest: PackageManifest
    source: str
    sealed: bool = False
    earlier: SentPackage | None = None
    times: int = 1
    notes: tuple[str, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether the package holds what the one before held."""
        return self.earlier is not None and self.earlier.fingerprint == self.manifest.fingerprint


class MergeSide(StrEnum):
    """Whose value stands where the records and a package differ."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeConflict:
    """A cell the records and the package hold differently; `side` is what was decided, None while it is open."""

    key: str
    subject: str
    name: str
    where: str
    heading: str
    ours: str
    theirs: str
    side: MergeSide | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeDoubt:
    """A subject of the package that may be one of those kept; `who` is the answer, None while it is open."""

    code: str
    name: str
    alike: tuple[Alike, ...]
    who: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """One row of the package as the preview shows it; a row with an open conflict has the state ASK."""

    state: RowState
    table: str
    subject: str
    name: str
    text: str
    changes: tuple[tuple[str, str, str], ...] = ()
    conflicts: tuple[MergeConflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeDecisions:
    """What was decided about a package: sides by conflict, one side for all others, who is who by the sender's code.

    `reason` is kept with the package, for the minutes.
    """

    sides: Mapping[str, MergeSide] = column(default_factory=dict)
    keep: MergeSide | None = None
    who: Mapping[str, str] = column(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """Where one unit stands: owing, received, to be mended, merged; `due` is the day the plan asks for.

    `paper` is the day of the list that came on paper, where that is on record and no package came.

    `late` is how many days it is overdue, or came too late; 0 where it is in time.
    """

    unit: str
    name: str
    state: PackageState
    due: Day | None = None
    package: ReceivedPackage | None = None
    late: int = 0
    owed: tuple[str, ...] = ()
    paper: Day | None = None

    @property
    def when(self) -> str:
        """The column “Nhận lúc, hạn” in words."""
        if self.package is not None and self.state is not PackageState.RETURNED:
            return f"{self.package.at:%d/%m/%Y}"
        if self.paper is not None:
            return f"văn bản {short_date(self.paper)}"
        if self.late:
            return f"quá {self.late} ngày"
        return f"hạn {short_date(self.due)}" if self.due else "chưa có hạn"
