"""Backups: why one was made, what it says it holds, and which of many may go."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from .upkeep import Act

HEAD = 8
"""How many of the last acts the mark of a journal is made of."""

OLD_AFTER = 7
"""Days after which the newest backup is old and the window warns (interface notes 4.1)."""

LATEST, DAYS, WEEKS, MONTHS = 10, 7, 4, 12
"""How many of the automatic backups stay: the latest ones, and the last one of so many days, weeks and months."""


class BackupReason(StrEnum):
    """Why a backup was made; the value stands in the file's name and its manifest."""

    OPENING = "mo_chuong_trinh"
    IMPORT = "truoc_khi_nhap"
    UPGRADE = "truoc_khi_nang_cap"
    RESTORE = "truoc_khi_khoi_phuc"
    LARGE = "truoc_viec_lon"
    BY_HAND = "sao_luu_tay"

    @property
    def label(self) -> str:
        """The words a clerk reads."""
        return _REASONS[self]

    @property
    def automatic(self) -> bool:
        """Whether the program made it unasked; only such backups are ever taken away again."""
        return self is not BackupReason.BY_HAND


_REASONS = {
    BackupReason.OPENING: "mở chương trình",
    BackupReason.IMPORT: "trước khi nhập",
    BackupReason.UPGRADE: "trước khi nâng cấp",
    BackupReason.RESTORE: "trước khi khôi phục",
    BackupReason.LARGE: "trước khi",
    BackupReason.BY_HAND: "sao lưu bằng tay",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPart:
    """One file inside a backup. `size` in bytes, `sha256` in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseCopy:
    """What a copy of the database holds. `schema`: its `user_version`; `last_act`: 0 when nothing was ever done."""

    schema: int
    counts: Mapping[str, int]
    last_act: int
    acts: tuple[Act, ...] = ()


def head_of(acts: Iterable[Act]) -> str:
    """Return the mark of the last acts, newest first: two folders with the same one hold the same work.

    It stands in the manifest, outside the database, where a journal cut short or written anew does not reach.
    """
    told = [f"{act.id} {act.at.isoformat()} {act.undone:d} {act.who} {act.label}" for act in acts]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupManifest:
    """What a backup says of itself.

    `program`: the version that made it; `note`: what it was made before; `last_act`, `head`: how far its journal goes.
    """

    program: str
    schema: int
    at: datetime
    reason: BackupReason
    note: str = ""
    counts: Mapping[str, int]
    last_act: int
    head: str
    parts: tuple[BackupPart, ...] = ()
    left_out: int = 0
    """Files of the folder of attachments whose names not every system takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup file. A good one was read back when it was made; `fault` says why another cannot be used."""

    file: Path
    at: datetime
    size: int
    manifest: BackupManifest | None = None
    fault: str = ""

    @property
    def good(self) -> bool:
        """Whether it can be restored, as far as its list of contents tells."""
        return self.manifest is not None and not self.fault

    @property
    def automatic(self) -> bool:
        """Whether the program made it unasked."""
        return self.manifest is not None and self.manifest.reason.automatic

    @property
    def reason(self) -> str:
        """Why it was made, in words: "trước khi nhập so_du_lieu.xlsx"."""
        if self.manifest is None:
            return ""
        return " ".join(word for word in (self.manifest.reason.label, self.manifest.note) if word)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupView:
    """A backup looked into: what it holds beside what is kept now. `later`: acts done since it was made."""

    backup: Backup
    held: Mapping[str, int]
    now: Mapping[str, int]
    acts: tuple[Act, ...]
    later: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupStanding:
    """How safe the folder is: the newest good backup, whether there is anything to keep, and what went wrong last."""

    newest: Backup | None
    empty: bool
    trouble: str = ""

    def days_old(self, now: datetime) -> int:
        """Return whole days since the newest good backup, by the calendar; 0 when there is none."""
        return (now.date() - self.newest.at.date()).days if self.newest else 0


def expendable(backups: Sequence[Backup]) -> tuple[Backup, ...]:
    """Return the automatic backups that may be taken away, oldest last.

    The latest ones stay, and the last one of each of the last days, weeks and months that have any. Backups made by
    hand, and files that are no good backup, are never among them; so neither is the newest good one.
    """
    ours = sorted((item for item in backups if item.good and item.automatic), key=lambda item: item.at, reverse=True)
    kept = {item.file for item in ours[:LATEST]}
    periods: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAYS, lambda at: at.date()),
        (WEEKS, lambda at: at.isocalendar()[:2]),
        (MONTHS, lambda at: (at.year, at.month)),
    )
    for most, period in periods:
        kept |= _last_of_each(ours, most, period)
    return tuple(item for item in ours if item.file not in kept)


def _last_of_each(ours: Iterable[Backup], most: int, period: Callable[[datetime], Hashable]) -> set[Path]:
    newest: dict[Hashable, Path] = {}
    for item in ours:
        newest.setdefault(period(item.at), item.file)
    return set(list(newest.values())[:most])
