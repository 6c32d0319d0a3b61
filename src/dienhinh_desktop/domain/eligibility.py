"""Verdicts: what the engine answers for one subject, with every reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as column
from datetime import date as Day
from enum import IntEnum, StrEnum


class Verdict(IntEnum):
    """Kết luận, from low to high; KHONG_AP_DUNG stands outside the order."""

    KHONG_DAT = 0
    CHUA_DAT = 1
    THIEU_DU_LIEU = 2
    DAT = 3
    KHONG_AP_DUNG = 4

    @property
    def code(self) -> str:
        """The word of the command line, such as `thieu_du_lieu`."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """The word of the window."""
        return ("Không đạt", "Chưa đạt", "Thiếu dữ liệu", "Đạt", "Không áp dụng")[self]

    @classmethod
    def of(cls, code: str) -> Verdict:
        """Return the verdict of a command-line word."""
        return cls[code.upper()]


def lowest(verdicts: Iterable[Verdict]) -> Verdict:
    """Combine by AND (và): the lowest, leaving out what does not apply (Q1)."""
    return min((v for v in verdicts if v is not Verdict.KHONG_AP_DUNG), default=Verdict.KHONG_AP_DUNG)


def highest(verdicts: Iterable[Verdict]) -> Verdict:
    """Combine by OR (hoặc): the highest, leaving out what does not apply (Q1)."""
    return max((v for v in verdicts if v is not Verdict.KHONG_AP_DUNG), default=Verdict.KHONG_AP_DUNG)


class Stage(StrEnum):
    """Giai đoạn xét."""

    REGISTRATION = "dang_ky"
    RECOGNITION = "cong_nhan"

    @property
    def label(self) -> str:
        """The word of the window."""
        return "Đăng ký" if self is Stage.REGISTRATION else "Công nhận"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record a criterion leaned on: what it is, and its decision where it has one."""

    text: str
    decision: str | None = None
    date: Day | None = None
    issuer: str | None = None
    table: str | None = None
    record_id: int | None = None

    def __str__(self) -> str:
        """Write it in one line."""
        return self.text


@dataclass(frozen=True, slots=True)
class Door:
    """Where a missing thing is entered: the kind of record, and the year, award form or criterion asked for.

    Of a subject itself `code` is the field, or with `unit` the kind of the subject that is missing below that unit.
    `subject`: whose entry it is, where it is another than the one judged. `unit`: the entries are those of its members.
    """

    table: str
    year: int | None = None
    code: str | None = None
    subject: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion or group of criteria judged at a date.

    `need`, `have` and `missing` are counts (awards, years, initiatives…) or None where nothing is counted. `manner` is
    "attested", "counted", "figures" or "group". `children` hold the parts of a group, or of a composite criterion.
    `code` is None for a mere grouping of the formula.
    """

    code: str | None
    label: str
    verdict: Verdict
    message: str
    source: str | None = None
    manner: str = "group"
    need: float | None = None
    have: float | None = None
    missing: float | None = None
    evidence: tuple[Evidence, ...] = ()
    doors: tuple[Door, ...] = ()
    warnings: tuple[str, ...] = ()
    children: tuple[CriterionResult, ...] = ()
    any_of: bool = False
    lack: str = ""
    """What is missing, as a short phrase for lists ("1 CSTĐ cơ sở"); empty when nothing is."""

    def walk(self) -> Iterator[CriterionResult]:
        """Yield this result and everything under it, depth first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def basis(self) -> tuple[Evidence, ...]:
        """Return the records it leans on: its own, else those of its parts without a code that are met."""
        if self.evidence:
            return self.evidence
        met = [part for part in self.children if part.code is None and part.verdict is Verdict.DAT]
        return tuple(dict.fromkeys(line for part in met for line in part.basis()))

    def under(self, code: str, label: str, source: str | None, lack: str) -> CriterionResult:
        """Return the same result under the code, words and section of its criterion."""
        return CriterionResult(
            code,
            label,
            self.verdict,
            self.message,
            source,
            self.manner,
            self.need,
            self.have,
            self.missing,
            self.evidence,
            self.doors,
            self.warnings,
            self.children,
            self.any_of,
            lack,
        )


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on one subject in one field of a plan, reproducible from its date, version and readings."""

    plan: str
    plan_version: str
    on: Day
    stage: Stage
    readings: Mapping[str, str]
    subject: str
    subject_name: str
    field: str
    field_label: str
    verdict: Verdict
    root: CriterionResult
    warnings: tuple[str, ...] = ()
    shortfall: str = ""
    """One phrase for lists: the nearest thing missing ("thiếu 1 CSTĐ cơ sở"), empty when đạt."""

    def criteria(self) -> Iterator[CriterionResult]:
        """Yield every result that carries a code of the plan, once each."""
        seen: set[str] = set()
        for result in self.root.walk():
            if result.code is not None and result.code not in seen:
                seen.add(result.code)
                yield result


@dataclass(frozen=True, slots=True)
class AssessmentRequest:
    """What is asked: a plan, a day, a stage; optionally one field, some subjects, other readings."""

    plan: str
    on: Day
    stage: Stage = Stage.RECOGNITION
    field: str | None = None
    subjects: tuple[str, ...] | None = None
    readings: Mapping[str, str] = column(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """One subject whose verdict a changed pack would change; `before` is None where it was not judged."""

    subject: str
    name: str
    field: str
    before: Verdict | None
    after: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class PackTrial:
    """A dry run of a changed pack against the records (chạy thử). `passed`: how many verdicts are đạt without it."""

    plan: str
    on: Day
    changes: tuple[VerdictChange, ...]
    passed: int = 0

    @property
    def gained(self) -> tuple[VerdictChange, ...]:
        """Who would become đạt."""
        return tuple(item for item in self.changes if item.after is Verdict.DAT)

    @property
    def lost(self) -> tuple[VerdictChange, ...]:
        """Who would no longer be đạt."""
        return tuple(item for item in self.changes if item.before is Verdict.DAT)
