"""Everything tasks are found in, read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ...domain.backups import BackupStanding
from ...domain.documents import ExportCheck
from ...domain.eligibility import Assessment
from ...domain.overview import MilestoneStanding
from ...domain.plans import Plan
from ...domain.records import Subject, SubjectKind
from ...domain.rounds import Candidate, Round
from ...domain.text import number_text
from ...rules.book import Book
from .completeness import Lacking

_NAMED = 3
_KINDS = (
    (SubjectKind.PERSON, "người"),
    (SubjectKind.COLLECTIVE, "tập thể"),
    (SubjectKind.HOUSEHOLD, "hộ"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A round on a day. `judged` holds only what applies; `blocking` what keeps the papers drafts.

    `root` is the agency itself among its units. `papers` were issued, `signed` of them are signed; `sent`: the dossier
    went.
    """

    round: Round
    plan: Plan
    today: date
    now: datetime
    book: Book
    judged: tuple[Assessment, ...]
    chosen: tuple[Candidate, ...]
    blocking: tuple[ExportCheck, ...]
    lacking: Lacking
    milestones: tuple[MilestoneStanding, ...]
    backups: BackupStanding
    root: str | None = None
    papers: int = 0
    signed: int = 0
    sent: bool = False

    @property
    def due(self) -> date | None:
        """The day of the nearest milestone ahead that is not met: what the list of the round is needed for."""
        ahead = [item.latest for item in self.milestones if not item.met and item.latest and item.latest >= self.today]
        return min(ahead, default=None)

    def names(self, codes: Iterable[str]) -> str:
        """Name the first subjects: "Lưu Hoàng An, Đinh Thị Bích Hậu và 4 đối tượng nữa"."""
        return some([self.book.subjects[code].name for code in codes if code in self.book.subjects], "đối tượng")

    def counted(self, codes: Iterable[str]) -> str:
        """Count subjects by kind: "6 người, 1 tập thể"."""
        return counted([self.book.subjects[code] for code in codes if code in self.book.subjects])


def counted(subjects: Iterable[Subject]) -> str:
    """Count subjects by kind, in words."""
    kinds = [subject.kind for subject in subjects]
    return ", ".join(f"{number_text(kinds.count(kind))} {word}" for kind, word in _KINDS if kind in kinds)


def some(names: list[str], what: str) -> str:
    """Name the first few and count the rest."""
    shown = ", ".join(names[:_NAMED])
    return f"{shown} và {number_text(len(names) - _NAMED)} {what} nữa" if len(names) > _NAMED else shown
