"""The council (hội đồng thi đua, khen thưởng), its meetings on a round, who was there, and the votes."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as column
from datetime import date as Day
from datetime import datetime
from enum import StrEnum

from .rounds import Round
from .votes import Threshold, Turnout, VoteResult, VoteRule


class CouncilPost(StrEnum):
    """What somebody is in the council, the highest first."""

    CHAIR = "chu_tich"
    DEPUTY = "pho_chu_tich"
    SECRETARY = "thu_ky"
    MEMBER = "uy_vien"

    @property
    def label(self) -> str:
        """The words of papers and window."""
        return {
            "chu_tich": "Chủ tịch",
            "pho_chu_tich": "Phó Chủ tịch",
            "thu_ky": "Thư ký",
            "uy_vien": "Ủy viên",
        }[self.value]


class MeetingPurpose(StrEnum):
    """What a meeting is held for."""

    REVIEW = "binh_xet"
    HONOUR = "suy_ton"
    AWARD = "xet_tang"

    @property
    def label(self) -> str:
        """The words of papers and window."""
        return {"binh_xet": "Bình xét", "suy_ton": "Suy tôn", "xet_tang": "Xét tặng"}[self.value]


class VoteManner(StrEnum):
    """How a meeting votes."""

    SECRET = "bo_phieu_kin"
    HANDS = "bieu_quyet"

    @property
    def label(self) -> str:
        """The words of papers and window."""
        return {"bo_phieu_kin": "Bỏ phiếu kín", "bieu_quyet": "Biểu quyết giơ tay"}[self.value]


class TellerPost(StrEnum):
    """What somebody is in the board that counts the ballots (tổ kiểm phiếu)."""

    HEAD = "to_truong"
    SECRETARY = "thu_ky"
    MEMBER = "thanh_vien"

    @property
    def label(self) -> str:
        """The words of papers and window."""
        return {"to_truong": "Tổ trưởng", "thu_ky": "Thư ký", "thanh_vien": "Thành viên"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilMember:
    """A member of the council from a day to a day, both included. `position`, `agency`: what else the member is."""

    name: str
    post: CouncilPost
    position: str = ""
    agency: str = ""
    start: Day | None = None
    end: Day | None = None
    order: int = 0
    id: int | None = column(default=None, compare=False)

    def serves(self, on: Day) -> bool:
        """Tell whether the member is one on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting (phiên họp) of the council, or of a unit that honours its own, on one round.

    The numbers are those typed; where people are named one by one (`Attendance`), members, present and written are
    counted from them instead. `threshold`, `basis`: how many votes the office's own rules ask for, and which rules.
    `begins`, `ends` are hours as written ("14 giờ 00").
    """

    round_id: int
    day: Day
    purpose: MeetingPurpose = MeetingPurpose.REVIEW
    manner: VoteManner = VoteManner.SECRET
    place: str = ""
    begins: str = ""
    ends: str = ""
    chair: str = ""
    secretary: str = ""
    members: int | None = None
    present: int | None = None
    written: int = 0
    given: int | None = None
    collected: int | None = None
    valid: int | None = None
    threshold: Threshold | None = None
    basis: str = ""
    discussion: str = ""
    conclusion: str = ""
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One member at one meeting, as the member was on that day.

    `written`: absent, but asked in writing (lấy phiếu bằng văn bản). `teller`: the part in counting the ballots.
    """

    meeting_id: int
    name: str
    post: CouncilPost
    position: str = ""
    agency: str = ""
    present: bool = True
    reason: str = ""
    written: bool = False
    teller: TellerPost | None = None
    order: int = 0
    id: int | None = column(default=None, compare=False)

    @property
    def office(self) -> str:
        """What the member is outside the council: "Phó Giám đốc, Sở Ngoại vụ"."""
        return ", ".join(filter(None, (self.position, self.agency)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The votes for one subject in one field at one meeting. `disagree` None: whoever did not agree otherwise.

    `reason`: why the subject goes on without votes enough, printed in the minutes.
    """

    meeting_id: int
    subject: str
    field: str
    agree: int
    disagree: int | None = None
    other: int = 0
    reason: str = ""
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLock:
    """A meeting was closed (khóa), or opened again and why."""

    meeting_id: int
    at: datetime
    who: str
    closed: bool
    reason: str = ""
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meeting with all that belongs to it: who was there, the votes in the order of the list, what is wrong.

    `faults` keep it from being closed; `cautions` only warn. `quorum`: how many must be present, where a text says so.
    """

    round: Round
    meeting: Meeting
    attendances: tuple[Attendance, ...]
    turnout: Turnout
    results: tuple[VoteResult, ...]
    faults: tuple[str, ...]
    cautions: tuple[str, ...]
    locks: tuple[MeetingLock, ...]
    rule: VoteRule | None = None
    quorum: VoteRule | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing may be changed."""
        return bool(self.locks) and self.locks[-1].closed

    @property
    def voted(self) -> tuple[VoteResult, ...]:
        """The candidates that were voted on."""
        return tuple(item for item in self.results if item.agree is not None)

    @property
    def quorate(self) -> bool | None:
        """Whether enough members were present; None where no text says how many, or it is not known who was."""
        if self.quorum is None or self.turnout.members is None or self.turnout.present is None:
            return None
        return self.quorum.threshold.met(self.turnout.present, self.turnout.members)

    def result(self, subject: str, field: str) -> VoteResult | None:
        """Return what the meeting said of a subject in a field."""
        return next((item for item in self.results if (item.subject, item.field) == (subject, field)), None)
