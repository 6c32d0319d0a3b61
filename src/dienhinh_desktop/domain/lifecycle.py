"""The life of a chosen subject: the states a plan may name, each step taken, and the registers kept on the way."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as column
from datetime import date as Day
from datetime import datetime
from enum import StrEnum


class LifeState(StrEnum):
    """A state of the life cycle (vòng đời điển hình); which ones there are, and their order, is said by the plan."""

    FOUND = "phat_hien"
    SELECTED = "lua_chon"
    ELECTED = "suy_ton"
    REGISTERED = "dang_ky"
    NURTURED = "boi_duong"
    INTRODUCED = "binh_chon"
    REPLICATED = "nhan_rong"
    HONOURED = "bieu_duong"
    REWARDED = "khen_thuong"
    HALF_WAY = "so_ket"
    CONCLUDED = "tong_ket"

    @property
    def label(self) -> str:
        """The word of the window, where the plan has no shorter one of its own."""
        return {
            "phat_hien": "Phát hiện",
            "lua_chon": "Đã chọn",
            "suy_ton": "Suy tôn",
            "dang_ky": "Đăng ký",
            "boi_duong": "Bồi dưỡng",
            "binh_chon": "Giới thiệu",
            "nhan_rong": "Nhân rộng",
            "bieu_duong": "Biểu dương",
            "khen_thuong": "Khen thưởng",
            "so_ket": "Sơ kết",
            "tong_ket": "Tổng kết",
        }[self.value]


class Register(StrEnum):
    """What a step of a plan keeps a register of, beside the states (sổ theo dõi)."""

    NURTURING = "boi_duong"
    PUBLICITY = "tuyen_truyen"
    INSPECTION = "kiem_tra"
    ADJUSTMENT = "dieu_chinh"


class Left(StrEnum):
    """How a subject left the list of a round."""

    WITHDRAWN = "rut"
    REPLACED = "thay"

    @property
    def label(self) -> str:
        """The word of the window."""
        return {"rut": "Đã rút", "thay": "Đã thay"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAsked:
    """What is asked when candidates move on to a state (chuyển bước): the day, the unit, who, on what paper."""

    state: LifeState
    date: Day
    unit: str | None = None
    people: str | None = None
    number: str | None = None
    document_date: Day | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateStep(StepAsked):
    """A step a candidate has taken, as it was asked."""

    candidate: int
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingAsked:
    """What is asked when a subject leaves the list (rút, thay): since when, why, by which paper, who comes instead."""

    how: Left
    date: Day
    reason: str
    number: str | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEntry:
    """An entry of one of the registers a plan asks for: whose, under which plan, of which day."""

    subject: str
    plan: str
    date: Day
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NurturingNote(LifeEntry):
    """An entry of the nurturing log (nhật ký bồi dưỡng): who leads, help given, difficulty, evaluation."""

    leader: str | None = None
    help: str | None = None
    difficulty: str | None = None
    evaluation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replication(LifeEntry):
    """A place where the model was taken over (nơi nhân rộng): a unit on record, or a place in words."""

    unit: str | None = None
    place: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityItem(LifeEntry):
    """A piece of publicity (tin bài, hình thức tuyên truyền) with its channel."""

    channel: str
    title: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(LifeEntry):
    """A look at what an example brings about (kiểm tra tác dụng): effect, prospects, influence, difficulty."""

    people: str | None = None
    effect: str | None = None
    prospects: str | None = None
    influence: str | None = None
    difficulty: str | None = None
    number: str | None = None


LIFE_TYPES: dict[str, type[LifeEntry]] = {
    "nurturing": NurturingNote,
    "replications": Replication,
    "publicity": PublicityItem,
    "inspections": Inspection,
}
"""Name of a register → its entry, in the order the window shows them."""

LIFE_LABELS = {
    "nurturing": "Nhật ký bồi dưỡng",
    "replications": "Nơi nhân rộng",
    "publicity": "Tuyên truyền",
    "inspections": "Kiểm tra tác dụng",
}
"""Words for the registers."""

LIFE_HEADINGS = {
    "nurturing": {
        "date": "Ngày",
        "leader": "Người phụ trách",
        "help": "Việc đã giúp",
        "difficulty": "Khó khăn",
        "evaluation": "Đánh giá",
    },
    "replications": {"date": "Ngày", "unit": "Đơn vị áp dụng", "place": "Nơi áp dụng", "result": "Kết quả"},
    "publicity": {"date": "Ngày", "channel": "Kênh", "title": "Tên tin bài, buổi giới thiệu", "source": "Nơi đăng"},
    "inspections": {
        "date": "Ngày",
        "people": "Người kiểm tra",
        "effect": "Hiệu quả",
        "prospects": "Khả năng phát triển",
        "influence": "Mức ảnh hưởng",
        "difficulty": "Khó khăn",
        "number": "Số biên bản",
    },
}
"""Headings of the fields of a register, in their order."""


class Outcome(StrEnum):
    """What the decision of the unit above says of a candidate."""

    GRANTED = "duoc_tang"
    OTHER = "muc_khac"
    REFUSED = "khong"

    @property
    def label(self) -> str:
        """The word of the window."""
        return {"duoc_tang": "Được tặng", "muc_khac": "Mức khác", "khong": "Không được tặng"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateResult:
    """The result that came back for a candidate (kết quả): which title, by which decision, of whom.

    `form` is a code of the catalogue, `award` the row of the award history it wrote (neither where it was refused).
    """

    candidate: int
    outcome: Outcome
    form: str | None = None
    year: int | None = None
    number: str | None = None
    date: Day | None = None
    issuer: str | None = None
    note: str | None = None
    award: int | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLock:
    """The list of a round was locked or unlocked (khóa, mở khóa danh sách chọn): when, by whom, why."""

    round_id: int
    at: datetime
    who: str
    locked: bool
    reason: str | None = None
    id: int | None = column(default=None, compare=False)


class WaiverKind(StrEnum):
    """What a unit was granted about a quota."""

    RELIEVED = "mien"
    EXTENDED = "gia_han"

    @property
    def label(self) -> str:
        """The word of the window."""
        return {"mien": "Miễn", "gia_han": "Gia hạn"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaWaiver:
    """A quota one unit (None: the whole agency) need not meet in a year, or may meet later, with the reason."""

    plan: str
    quota: str
    unit: str | None = None
    year: int | None = None
    kind: WaiverKind
    reason: str
    until: Day | None = None
    who: str = ""
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What a candidate still owes (còn nợ): of which state, what is missing, by when, of whom, in which section."""

    state: LifeState
    state_name: str
    what: str
    latest: Day | None
    who: str
    source: str
