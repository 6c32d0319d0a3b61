"""Who signs for the office (người ký): from when to when, with which authority, and for which papers by default."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from enum import StrEnum

from .documents import PaperKind
from .issued import ATTACHED, LIST, NOMINATION, REPORT

EVERY_OTHER = "khac"
"""Stands for every paper nobody else is named for."""
SIGNED_PAPERS = {
    EVERY_OTHER: "Mọi văn bản khác",
    PaperKind.REQUEST.value: PaperKind.REQUEST.label,
    LIST: "Danh sách, bảng tổng hợp",
    REPORT: "Xác nhận bản đăng ký, báo cáo",
    PaperKind.ASSESSMENT.value: PaperKind.ASSESSMENT.label,
    PaperKind.NURTURING.value: PaperKind.NURTURING.label,
    PaperKind.REMINDER.value: PaperKind.REMINDER.label,
    PaperKind.MIDTERM.value: PaperKind.MIDTERM.label,
    PaperKind.FINAL.value: PaperKind.FINAL.label,
}
"""The papers somebody signs for the office, by their words, as the window names them."""


class SigningAuthority(StrEnum):
    """By which authority somebody signs (Decree 30/2020, article 13 and box 7a)."""

    OWN = ""
    FOR_ALL = "TM"
    FOR_HEAD = "KT"
    BY_ORDER = "TL"
    BY_MANDATE = "TUQ"
    ACTING = "Q"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {
            "": "Ký chức vụ của mình",
            "TM": "TM. – thay mặt tập thể",
            "KT": "KT. – ký thay cấp trưởng",
            "TL": "TL. – thừa lệnh",
            "TUQ": "TUQ. – thừa ủy quyền",
            "Q": "Q. – quyền cấp trưởng",
        }[self.value]

    @property
    def needs_principal(self) -> bool:
        """Whether it must be said for whom somebody signs: the body (TM.) or the post (KT., TL., TUQ.)."""
        return self not in (SigningAuthority.OWN, SigningAuthority.ACTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Somebody who signs for the office from a day to a day, both included, None without an end on that side.

    `principal` is for whom: "Ủy ban nhân dân" (TM.), "Giám đốc" (KT., TL., TUQ.). `papers` are words of SIGNED_PAPERS
    this one signs by default. `order` is the clerk's own.
    """

    name: str
    post: str
    authority: SigningAuthority = SigningAuthority.OWN
    principal: str = ""
    start: Day | None = None
    end: Day | None = None
    papers: tuple[str, ...] = (EVERY_OTHER,)
    order: int = 0
    id: int | None = field(default=None, compare=False)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of authority and post over the name: "KT. Giám đốc", "Phó Giám đốc"."""
        if self.authority is SigningAuthority.OWN:
            return (self.post,)
        if self.authority is SigningAuthority.ACTING:
            return (f"Q. {self.post}",)
        return (f"{self.authority.value}. {self.principal}", self.post)

    def serves(self, day: Day) -> bool:
        """Tell whether the authority holds on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def meets(self, other: Signer) -> bool:
        """Tell whether there is a day on which both hold authority."""
        first = max(self.start or Day.min, other.start or Day.min)
        return first <= min(self.end or Day.max, other.end or Day.max)


def signer_of(signers: Sequence[Signer], paper: str, day: Day) -> Signer | None:
    """Return who signs a paper on a day: whoever is named for it, else for every other; None where nobody may."""
    serving = [item for item in signers if item.serves(day)]
    wanted = LIST if paper in ATTACHED else REPORT if paper == NOMINATION else paper
    return _named(serving, wanted) or _named(serving, EVERY_OTHER)


def _named(serving: Iterable[Signer], paper: str) -> Signer | None:
    return next((item for item in serving if paper in item.papers), None)
