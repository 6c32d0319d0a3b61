"""A scan that binds several signed papers: its pages in parts, each of one paper, none of them lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .errors import UserError
from .issued import IssuedPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPart:
    """Pages of a scan from `first` to `last`, both included and counted from 1, and the version they are of.

    `dropped`: the clerk said that they are of no paper (a blank back, a cover).
    """

    first: int
    last: int
    issued: IssuedPaper | None = None
    dropped: bool = False

    @property
    def settled(self) -> bool:
        """Whether it is said what becomes of these pages."""
        return self.issued is not None or self.dropped

    @property
    def count(self) -> int:
        """Number of pages."""
        return self.last - self.first + 1

    @property
    def words(self) -> str:
        """The pages in words: "3", "3–4"."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedScan:
    """A scan as it was understood: its parts cover every page once. `guessed`: by the order of the dossier alone."""

    name: str
    parts: tuple[ScanPart, ...]
    guessed: bool = False

    @property
    def pages(self) -> int:
        """Number of pages."""
        return self.parts[-1].last

    @property
    def several(self) -> bool:
        """Whether it looks like more than one paper."""
        return len({part.issued.key for part in self.parts if part.issued is not None}) > 1

    @property
    def single(self) -> IssuedPaper | None:
        """The version its pages tell of; None where they tell of none, or of several papers."""
        known = [part.issued for part in self.parts if part.issued is not None]
        return known[-1] if known and not self.several else None


def end_part(parts: Sequence[ScanPart], first: int, last: int) -> tuple[ScanPart, ...]:
    """Let the part that begins on page `first` end on page `last`; every page stays in just one part.

    What is cut off becomes a part of its own, what it reaches over is taken from the parts behind it. Raises UserError
    when the page is not of the scan, or before the part begins.
    """
    here = next(part for part in parts if part.first == first)
    total = parts[-1].last
    if not first <= last <= total:
        raise UserError(f"Trang {last} ngoài phần này: bắt đầu ở trang {first}, bản quét có {total} trang.")
    cut_off = [ScanPart(first=last + 1, last=here.last)] if last < here.last else []
    behind = [replace(part, first=max(part.first, last + 1)) for part in parts if part.first > first]
    kept = [part for part in parts if part.first < first]
    return (*kept, replace(here, last=last), *cut_off, *(part for part in behind if part.first <= part.last))


def settle_part(
    parts: Sequence[ScanPart], first: int, issued: IssuedPaper | None, *, dropped: bool = False
) -> tuple[ScanPart, ...]:
    """Say of which version the part that begins on a page is, or that it is of none."""
    return tuple(
        replace(part, issued=issued, dropped=dropped and issued is None) if part.first == first else part
        for part in parts
    )
