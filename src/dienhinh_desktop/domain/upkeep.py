"""Things about the data folder itself: the office it belongs to, what changed, what a check found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of thing that can change; pages say which they show and refresh themselves."""

    RECORDS = "records"
    ROUNDS = "rounds"
    IMPORTS = "imports"
    OFFICE = "office"
    PLANS = "plans"
    BACKUPS = "backups"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Changes:
    """What an act changed, and the sentence for the status bar ("Đã ghi 25 dòng: 18 mới, 7 cập nhật.")."""

    kinds: frozenset[Kind] = frozenset()
    sentence: str = ""
    act: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office that keeps the folder, as its papers name it (Decree 30/2020, boxes 1–7).

    `root` is the code of the agency among the records. `signer`, `signer_post`: who signs for the agency.
    """

    root: str | None = None
    name: str = ""
    superior: str = ""
    place: str = ""
    abbreviation: str = ""
    signer: str = ""
    signer_post: str = ""
    superior_signer_post: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One named step a clerk can take back."""

    id: int
    at: datetime
    who: str
    label: str
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What `check` found: nothing, or one sentence per fault.

    `cautions`: what is wrong beside the data, such as a backup that cannot be read; `notes`: what else was looked at.
    """

    faults: tuple[str, ...]
    counted: dict[str, int]
    cautions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


Progress = Callable[[int, int, str], None]
"""Told (done, total, what is being done) during long work; raises Cancelled when the clerk pressed "Dừng"."""


def silent(done: int, total: int, what: str) -> None:
    """Report progress to nobody."""
