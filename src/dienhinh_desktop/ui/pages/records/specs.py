"""Which fields each kind of entry has in its form, and what each offers: data for the one entry form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from ....domain.catalogue import Catalogue
from ....domain.records import Grade, HouseholdState, SubjectKind
from ....services.entries import HEADINGS, REQUIRED
from ...kit.fields import Option
from . import inputs
from .inputs import Input


class How(Enum):
    """How a field is typed or chosen."""

    TEXT = auto()
    WORDS = auto()
    LINES = auto()
    DAY = auto()
    YEAR = auto()
    NUMBER = auto()
    THREE_WAY = auto()
    REFUSED = auto()
    PASSED = auto()
    GRADE = auto()
    STATE = auto()
    PICK = auto()


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: its name in the record, how it is typed, which list it takes from, half or full width."""

    name: str
    how: How
    source: str = ""
    half: bool = False
    label: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Lists:
    """What the forms choose from: the catalogue, the units, the criteria and plans in use."""

    catalogue: Catalogue
    units: tuple[Option, ...] = ()
    criteria: Mapping[str, str] = field(default_factory=dict)
    plans: tuple[Option, ...] = ()

    def options(self, source: str, kind: SubjectKind) -> tuple[Option, ...]:
        """Return what a field offers to a subject of that kind."""
        if source == "units":
            return self.units
        if source == "plans":
            return self.plans
        if source == "criteria":
            return tuple((code, f"{code} · {text}") for code, text in self.criteria.items())
        if source == "awards":
            forms = self.catalogue.awards.values()
            return tuple((form.code, form.name) for form in forms if kind in form.kinds)
        terms = self.catalogue.lists[source].values()
        return tuple((term.code, term.name) for term in terms if term.kind in (None, kind))


_DECISION = (
    Spec("decision", How.TEXT, half=True),
    Spec("date", How.DAY, half=True),
    Spec("issuer", How.WORDS),
)

ENTRIES: Mapping[str, tuple[Spec, ...]] = {
    "awards": (
        Spec("form", How.PICK, "awards", label="Danh hiệu hoặc hình thức"),
        Spec("year", How.YEAR, half=True),
        Spec("refused", How.REFUSED, half=True),
        *_DECISION,
        Spec("content", How.LINES),
        Spec("revoked", How.DAY, hint="Chỉ ghi khi đã bị thu hồi, hủy bỏ."),
    ),
    "ratings": (Spec("year", How.YEAR, half=True), Spec("grade", How.GRADE, half=True), *_DECISION),
    "initiatives": (
        Spec("name", How.LINES),
        Spec("kind", How.PICK, "initiative_kinds", half=True),
        Spec("level", How.PICK, "initiative_levels", half=True),
        *_DECISION,
        Spec("share", How.NUMBER, hint="Phần trăm đóng góp, 0 đến 100."),
        Spec("effective", How.THREE_WAY, half=True),
        Spec("effective_on", How.DAY, half=True),
    ),
    "positions": (
        Spec("title", How.WORDS),
        Spec("start", How.DAY, half=True),
        Spec("end", How.DAY, half=True, hint="Để trống khi đang giữ."),
        Spec("leading", How.THREE_WAY, half=True),
        Spec("head", How.THREE_WAY, half=True),
        Spec("collective", How.PICK, "units"),
    ),
    "attestations": (
        Spec("criterion", How.PICK, "criteria", label="Tiêu chí"),
        Spec("passed", How.PASSED, half=True),
        Spec("date", How.DAY, half=True),
        Spec("attester", How.WORDS, hint="Người hoặc cơ quan xác nhận."),
        Spec("evidence", How.LINES),
    ),
    "indicators": (
        Spec("indicator", How.PICK, "indicators"),
        Spec("year", How.YEAR, half=True),
        Spec("unit_of_measure", How.WORDS, half=True),
        Spec("target", How.NUMBER, half=True),
        Spec("actual", How.NUMBER, half=True),
        Spec("source", How.WORDS),
    ),
    "contributions": (
        Spec("kind", How.PICK, "contribution_kinds"),
        Spec("amount", How.NUMBER, half=True),
        Spec("unit_of_measure", How.WORDS, half=True),
        Spec("date", How.DAY, half=True),
        Spec("place", How.WORDS, half=True),
    ),
    "household_statuses": (Spec("year", How.YEAR, half=True), Spec("state", How.STATE, half=True)),
    "disciplines": (
        Spec("form", How.WORDS),
        Spec("decision", How.TEXT, half=True),
        Spec("date", How.DAY, half=True),
        Spec("expires", How.DAY),
    ),
    "registrations": (
        Spec("plan", How.PICK, "plans"),
        Spec("level", How.PICK, "registration_levels", half=True),
        Spec("date", How.DAY, half=True),
        Spec("introducer", How.PICK, "units"),
        Spec("year", How.YEAR, half=True),
        Spec("model", How.TEXT, half=True),
    ),
}
"""Table → fields of its form. `field` of registrations is kept as imported: its codes belong to the plan."""

TITLES: Mapping[str, str] = {
    "awards": "Danh hiệu, khen thưởng",
    "ratings": "Xếp loại năm",
    "initiatives": "Sáng kiến, đề tài",
    "positions": "Chức vụ",
    "attestations": "Xác nhận tiêu chí",
    "indicators": "Số liệu",
    "contributions": "Đóng góp",
    "household_statuses": "Tình trạng hộ",
    "disciplines": "Kỷ luật",
    "registrations": "Đăng ký theo kế hoạch",
}


def tables_of(kind: SubjectKind) -> tuple[str, ...]:
    """Return the kinds of entry a subject of that kind can have."""
    if kind is SubjectKind.HOUSEHOLD:
        return ("awards", "household_statuses", "indicators", "contributions", "attestations", "registrations")
    shared = ("awards", "ratings", "initiatives", "attestations", "indicators", "contributions", "registrations")
    return (*shared[:3], "positions", *shared[3:], "disciplines") if kind is SubjectKind.PERSON else shared


def label_of(table: str, spec: Spec) -> str:
    """Return the words over a field: those of the workbook."""
    return spec.label or HEADINGS[table, spec.name]


def is_required(table: str, spec: Spec) -> bool:
    """Tell whether the entry cannot be kept without it."""
    return (table, spec.name) in REQUIRED


def build(table: str, spec: Spec, kind: SubjectKind, lists: Lists) -> Input:
    """Make the input of a field."""
    name = label_of(table, spec)
    simple = {
        How.TEXT: inputs.text,
        How.WORDS: inputs.words,
        How.LINES: inputs.lines,
        How.DAY: inputs.day,
        How.YEAR: inputs.year,
        How.NUMBER: inputs.number,
        How.THREE_WAY: inputs.three_way,
    }
    if spec.how in simple:
        return simple[spec.how](name)
    if spec.how is How.REFUSED:
        return inputs.two_way(name, "Không đạt", "Đạt", first=False)
    if spec.how is How.PASSED:
        return inputs.two_way(name, "Đạt", "Không đạt", first=True)
    if spec.how is How.GRADE:
        grades = tuple((str(grade.value), grade.label) for grade in sorted(Grade, reverse=True))
        return inputs.pick(name, grades, required=True, made=lambda key: Grade(int(key)))
    if spec.how is How.STATE:
        states = tuple((state.value, state.value) for state in HouseholdState)
        return inputs.pick(name, states, required=True, made=HouseholdState)
    required, addable = is_required(table, spec), spec.source == "units"
    return inputs.pick(name, lists.options(spec.source, kind), required=required, addable=addable)
