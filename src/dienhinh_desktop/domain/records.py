"""The records an office keeps of its people, collectives and households: one frozen dataclass per kind of row.

Fields mirror the records workbook, version 1. Optional fields hold None for "not known", which never means "no".
`id` is the row's identity in one data folder; it takes no part in comparison, so equal rows are equal content.
Subjects refer to one another by `code` (Mã).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from dataclasses import field as column
from datetime import date as Day
from enum import IntEnum, StrEnum
from typing import Any

from .dates import PartialDate


class SubjectKind(StrEnum):
    """Loại đối tượng."""

    PERSON = "CA_NHAN"
    COLLECTIVE = "TAP_THE"
    HOUSEHOLD = "HO_GIA_DINH"

    @property
    def label(self) -> str:
        """The word of the workbook and the window."""
        return {"CA_NHAN": "Cá nhân", "TAP_THE": "Tập thể", "HO_GIA_DINH": "Hộ gia đình"}[self.value]


class Sex(StrEnum):
    """Giới tính."""

    MALE = "Nam"
    FEMALE = "Nữ"


class Grade(IntEnum):
    """Mức xếp loại chất lượng hằng năm, from low to high (KHT < HT < HTT < HTXS)."""

    KHTNV = 1
    HTNV = 2
    HTTNV = 3
    HTXSNV = 4

    @property
    def label(self) -> str:
        """The grade spelled out."""
        return (
            "Không hoàn thành nhiệm vụ",
            "Hoàn thành nhiệm vụ",
            "Hoàn thành tốt nhiệm vụ",
            "Hoàn thành xuất sắc nhiệm vụ",
        )[self - 1]

    @property
    def short(self) -> str:
        """The grade as grids write it."""
        return ("KHT", "HT", "HTT", "HTXS")[self - 1]

    @property
    def letter(self) -> str:
        """One letter for a year cell: X xuất sắc, T tốt, H hoàn thành, K không."""
        return "KHTX"[self - 1]


class HouseholdState(StrEnum):
    """Tình trạng hộ."""

    POOR = "Nghèo"
    NEAR_POOR = "Cận nghèo"
    NEITHER = "Không"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Đối tượng: a person, a collective (office, unit, place, party cell…) or a household."""

    code: str
    kind: SubjectKind
    name: str
    category: str | None = None
    unit: str | None = None
    birth: PartialDate | None = None
    sex: Sex | None = None
    citizen_id: str | None = None
    ethnicity: str | None = None
    start: PartialDate | None = None
    locality: str | None = None
    traits: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    note: str | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Chức vụ held from a day to a day, both included."""

    subject: str
    title: str
    leading: bool | None = None
    head: bool | None = None
    collective: str | None = None
    start: Day
    end: Day | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """Xếp loại of one year."""

    subject: str
    year: int
    grade: Grade
    decision: str | None = None
    date: Day | None = None
    issuer: str | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """Khen thưởng: a title (danh hiệu) or a form of reward (hình thức), granted or refused.

    `form` is a code of the catalogue; `written` keeps the words of the source where they were not the code.
    `refused` is True for a yearly title that was considered and refused (Kết quả = Không đạt).
    """

    subject: str
    form: str
    written: str | None = None
    year: int | None = None
    decision: str | None = None
    date: Day | None = None
    issuer: str | None = None
    refused: bool = False
    revoked: Day | None = None
    content: str | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """Sáng kiến, cải tiến, đề tài or mô hình; `share` in per cent; `effective` = Áp dụng hiệu quả."""

    subject: str
    name: str
    kind: str | None = None
    level: str | None = None
    decision: str | None = None
    date: Day | None = None
    issuer: str | None = None
    share: float | None = None
    effective: bool | None = None
    effective_on: Day | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Số liệu of one year: what was asked (chỉ tiêu) and what was done (thực hiện), in `unit_of_measure`."""

    subject: str
    indicator: str
    year: int
    target: float | None = None
    actual: float | None = None
    unit_of_measure: str | None = None
    source: str | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdStatus:
    """Tình trạng hộ of one year."""

    subject: str
    year: int
    state: HouseholdState
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """Đóng góp: land, money, goods or days of labour given."""

    subject: str
    kind: str
    amount: float | None = None
    unit_of_measure: str | None = None
    date: Day | None = None
    place: str | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """Xác nhận: a named person states that a criterion of a plan is met or not."""

    subject: str
    criterion: str
    passed: bool
    attester: str | None = None
    date: Day | None = None
    evidence: str | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discipline:
    """Kỷ luật."""

    subject: str
    form: str
    decision: str | None = None
    date: Day
    expires: Day | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Đăng ký of a subject under a plan; `model` is the name of the model (mô hình), where it is one."""

    subject: str
    plan: str
    field: str | None = None
    level: str | None = None
    introducer: str | None = None
    date: Day | None = None
    year: int | None = None
    model: str | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocument:
    """Văn bản a unit signed or sent for a milestone of a plan; `unit` None is the agency itself."""

    plan: str
    milestone: str
    unit: str | None = None
    number: str | None = None
    date: Day
    id: int | None = column(default=None, compare=False)


Record = (
    Subject
    | Position
    | Rating
    | Award
    | Initiative
    | Indicator
    | HouseholdStatus
    | Contribution
    | Attestation
    | Discipline
    | Registration
    | PlanDocument
)


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a folder, a file or a unit, one tuple per kind, in the order they were entered."""

    subjects: tuple[Subject, ...] = ()
    positions: tuple[Position, ...] = ()
    ratings: tuple[Rating, ...] = ()
    awards: tuple[Award, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    household_statuses: tuple[HouseholdStatus, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    registrations: tuple[Registration, ...] = ()
    plan_documents: tuple[PlanDocument, ...] = ()

    def tables(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Yield every kind with its rows, subjects first."""
        for item in fields(self):
            yield item.name, getattr(self, item.name)


RECORD_TYPES: dict[str, type[Any]] = {
    "subjects": Subject,
    "positions": Position,
    "ratings": Rating,
    "awards": Award,
    "initiatives": Initiative,
    "indicators": Indicator,
    "household_statuses": HouseholdStatus,
    "contributions": Contribution,
    "attestations": Attestation,
    "disciplines": Discipline,
    "registrations": Registration,
    "plan_documents": PlanDocument,
}
"""Name of each kind of record (as in `Records`) → its dataclass."""
RECORD_LABELS: dict[str, str] = {
    "subjects": "Đối tượng",
    "positions": "Chức vụ",
    "ratings": "Xếp loại",
    "awards": "Khen thưởng",
    "initiatives": "Sáng kiến",
    "indicators": "Số liệu",
    "household_statuses": "Tình trạng hộ",
    "contributions": "Đóng góp",
    "attestations": "Xác nhận",
    "disciplines": "Kỷ luật",
    "registrations": "Đăng ký",
    "plan_documents": "Văn bản",
}
"""Name of each kind of record → the words for it, which head its sheet in the workbook."""
