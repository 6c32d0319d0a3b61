"""A plan (kế hoạch) as it is shown and reported on: its facts, criteria, readings, quotas and milestones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .lifecycle import LifeState, Register
from .records import Subject, SubjectKind
from .votes import VoteRule

_ITSELF = ("Điều ", "Luật ", "Dự thảo ")


def cited(section: str) -> str:
    """Cite a section of a plan ("mục III.1"), or an article of a law as it names itself ("Điều 24 khoản 1")."""
    return section if section.startswith(_ITSELF) else f"mục {section}"


def chapter(section: str) -> str:
    """Return the part a section belongs to, as a heading: "Mục III.1", "Điều 24", "Dự thảo tháng 12/2025 …"."""
    if section.startswith("Điều "):
        return " ".join(section.split(" ")[:2])
    return section.partition(" (")[0] if section.startswith(_ITSELF) else f"Mục {section.split(' ')[0].rstrip(',')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One reading of a doubtful wording."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A doubtful wording of the plan (chỗ chưa rõ) with its readings; the first option is the default."""

    code: str
    wording: str
    options: tuple[Option, ...]

    @property
    def default(self) -> str:
        """The code of the default reading."""
        return self.options[0].code

    def text(self, option: str) -> str:
        """Return the words of an option."""
        return next(item.text for item in self.options if item.code == option)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion of the plan: concise wording of our own, and the section it stands in."""

    code: str
    text: str
    short: str
    source: str
    manner: str
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanField:
    """A field (lĩnh vực, nhóm xét) in which a subject is judged; `awards` are the titles it is judged for, by code."""

    code: str
    name: str
    short: str
    kinds: tuple[SubjectKind, ...]
    awards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """A text the plan rests on; number and date may be unknown."""

    text: str
    number: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the process (quy trình) with who does it and what comes out ("" where the plan names nothing).

    `states`: the states of a chosen subject the step leads to, with `short` as the word for a single one; `milestone`:
    the one that dates it; `register`: what it keeps a register of; `channels`: by which publicity goes out; `years`:
    those in which subjects may be added.
    """

    name: str
    who: str
    product: str
    source: str
    states: tuple[LifeState, ...] = ()
    short: str | None = None
    milestone: str | None = None
    register: Register | None = None
    channels: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeStep:
    """A state as the plan names it: the word for it, and what is owed of whom, dated by a milestone."""

    state: LifeState
    name: str
    who: str
    document: str
    milestone: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaInfo:
    """A quota (chỉ tiêu) in words."""

    code: str
    text: str
    who: str
    recipient: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneInfo:
    """A milestone (mốc): the source's wording beside the day the machine reads, and what is doubtful about it."""

    code: str
    wording: str
    earliest: date | None
    latest: date | None
    fuzzy: bool
    who: str
    product: str
    recipient: str | None
    source: str
    correction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """A trait (đặc điểm) the plan prefers in a list, or prefers the want of; it never changes a verdict.

    `fields`, `kinds`: only in these fields, only for these kinds of subject (any when empty).
    """

    trait: str
    absent: bool = False
    fields: tuple[str, ...] = ()
    kinds: tuple[SubjectKind, ...] = ()

    def holds(self, subject: Subject, fields: Collection[str]) -> bool:
        """Tell whether the subject, listed in these fields, is preferred."""
        concerned = (not self.fields or any(field in self.fields for field in fields)) and (
            not self.kinds or subject.kind in self.kinds
        )
        return concerned and (self.trait in subject.traits) is not self.absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a page or a paper says about a plan. `lost` lists facts missing from the scan, in words.

    `list_milestones` are the codes of the milestones by which sub-units send their lists. `vote`, `quorum`: how many
    votes, and how many present, a meeting on its candidates needs, where the plan itself says so. `chosen_state` is
    where the life of a subject put on the list of a round begins (the first state when it is not named).
    """

    code: str
    version: str
    title: str
    number: str | None
    issuer: str
    place: str | None
    issued: date | None
    signer: str | None
    signer_post: str | None
    period_from: date
    period_to: date
    fields: tuple[PlanField, ...]
    criteria: tuple[Criterion, ...]
    readings: tuple[Reading, ...]
    quotas: tuple[QuotaInfo, ...] = ()
    milestones: tuple[MilestoneInfo, ...] = ()
    steps: tuple[Step, ...] = ()
    movements: tuple[str, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    recipients: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    responsibilities: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    list_recipient: str | None = None
    list_milestones: tuple[str, ...] = ()
    priority: tuple[Preference, ...] = ()
    vote: VoteRule | None = None
    quorum: VoteRule | None = None
    chosen_state: LifeState | None = None

    @property
    def life(self) -> tuple[LifeStep, ...]:
        """The states of the life cycle this plan names, in its order."""
        return tuple(
            LifeStep(
                state=state,
                name=step.short if step.short and len(step.states) == 1 else state.label,
                who=step.who,
                document=step.product,
                milestone=step.milestone,
                source=step.source,
            )
            for step in self.steps
            for state in step.states
        )

    def register(self, register: Register) -> Step | None:
        """Return the step that keeps a register, or None when the plan asks for none."""
        return next((step for step in self.steps if step.register is register), None)

    def preference(self, subject: Subject, fields: Collection[str] = ()) -> int:
        """Return how a list orders the subject within one unit and field: the smaller number first (ưu tiên)."""
        return -sum(item.holds(subject, fields) for item in self.priority)

    @property
    def years(self) -> range:
        """The years of the period."""
        return range(self.period_from.year, self.period_to.year + 1)

    def reading(self, code: str) -> Reading:
        """Return the reading of that code."""
        return next(item for item in self.readings if item.code == code)

    def field(self, code: str) -> PlanField:
        """Return the field of that code."""
        return next(item for item in self.fields if item.code == code)


class QuotaVerdict(StrEnum):
    """State of a quota row."""

    MET = "du"
    SHORT = "thieu"
    OVER = "vuot"
    NOT_APPLICABLE = "khong_ap_dung"

    @property
    def label(self) -> str:
        """The word of the window."""
        return {"du": "Đủ", "thieu": "Thiếu", "vuot": "Vượt", "khong_ap_dung": "Không áp dụng"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRow:
    """How far a quota is met by one unit (None: the whole agency) in one year; `parts` are its compound minimums."""

    code: str
    unit: str | None
    unit_name: str
    year: int | None
    verdict: QuotaVerdict
    have: int
    minimum: int | None
    maximum: int | None
    subjects: tuple[str, ...] = ()
    message: str = ""
    parts: tuple[QuotaRow, ...] = ()


class MilestoneVerdict(StrEnum):
    """State of a milestone row."""

    IN_TIME = "dung_han"
    LATE = "tre_han"
    UPCOMING = "sap_toi"
    DUE = "den_han"
    NO_DAY = "chua_co"

    @property
    def label(self) -> str:
        """The word of the window."""
        return {
            "dung_han": "Đúng hạn",
            "tre_han": "Trễ hạn",
            "sap_toi": "Sắp tới",
            "den_han": "Đến hạn",
            "chua_co": "Chưa có ngày",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRow:
    """How one unit (None: the whole agency) stands at a milestone."""

    code: str
    unit: str | None
    unit_name: str
    wording: str
    earliest: date | None
    latest: date | None
    verdict: MilestoneVerdict
    document: str | None = None
    document_date: date | None = None
