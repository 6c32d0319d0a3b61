"""Cases of quotas and milestones in a case file: how many are registered, what was signed when, what is expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..domain.catalogue import Catalogue
from ..domain.dates import DateError, PartialDate, parse_date, short_date
from ..domain.eligibility import Stage
from ..domain.plans import MilestoneVerdict, QuotaVerdict
from ..domain.records import PlanDocument, Records, Registration, Subject, SubjectKind
from .book import Book
from .case_records import read_readings
from .document import Item
from .milestones import milestone_rows
from .packs import Pack
from .quotas import quota_rows
from .vocabulary import Scope

_ROOT, _UNIT, _ELSEWHERE = "ROOT", "UNIT", "ELSEWHERE"
_MODEL = "MO_HINH"
_NOTHING = Item(None, 1, "")
_WORDS = {verdict.value for verdict in (*QuotaVerdict, *MilestoneVerdict)}
_KEYS = {
    *("code", "on", "expect", "year", "category", "unit_name", "leads", "registered", "fields", "level"),
    *("base_level", "first_elsewhere", "signed", "window", "readings", "why"),
}


@dataclass(frozen=True, slots=True)
class UnitCase:
    """One question about one unit (or the agency): a quota of a year, or a milestone on a day."""

    line: int
    code: str
    on: date
    expect: str
    year: int | None = None
    """Given for a quota, None for a milestone."""
    category: str | None = None
    unit_name: str = "Phòng"
    leads: tuple[str, ...] = ()
    registered: Mapping[str, int] = field(default_factory=dict)
    """How many of each kind are registered; the kind `MO_HINH` is a collective registered as a model."""
    fields: tuple[str, ...] = ()
    level: str | None = None
    base_level: str | None = None
    """The level of a second list that holds the same subjects."""
    first_elsewhere: int = 0
    """How many of them another unit had registered the day before."""
    signed: date | None = None
    readings: Mapping[str, str] = field(default_factory=dict)

    @property
    def below(self) -> bool:
        """Whether a unit below the agency is asked about, not the agency itself."""
        return self.category is not None or bool(self.leads)


class UnitCaseReader:
    """Reads the sections `quotas` and `milestones` of a case file, noting what is wrong."""

    def __init__(self, pack: Pack, scope: Scope) -> None:
        """Take what the cases are read against."""
        self.pack = pack
        self.scope = scope

    def read(self, document: Item) -> tuple[UnitCase, ...]:
        """Return the cases that could be read."""
        parts, plan = document.mapping, self.pack.plan
        quotas, milestones = ({info.code for info in known} for known in (plan.quotas, plan.milestones))
        found = [
            *(self._case(item, quotas, quota=True) for item in parts.get("quotas", _NOTHING).items),
            *(
                case
                for item in parts.get("milestones", _NOTHING).items
                for case in (
                    self._window(item, milestones)
                    if "window" in item.mapping
                    else [self._case(item, milestones, quota=False)]
                )
            ),
        ]
        return tuple(case for case in found if case is not None)

    def _window(self, item: Item, codes: set[str]) -> Iterator[UnitCase]:
        """Yield the cases on both sides of a window's first and last day, without a document and with one."""
        days = [self._read_day(part) for part in item.mapping["window"].items]
        if len(days) != 2 or None in days:
            self.scope.mistake(item.mapping["window"], "cần ngày đầu và ngày cuối: [01/4/2023, 30/6/2023].")
            return
        first, last = (Item(short_date(day), item.line, item.way) for day in days if day is not None)
        before, after = (
            Item(short_date(day + timedelta(days=step)), item.line, item.way)
            for day, step in zip(days, (-1, 1), strict=True)
            if day is not None
        )
        asked = [("on", before, "sap_toi"), ("on", first, "den_han"), ("on", last, "den_han"), ("on", after, "tre_han")]
        for key, day, expect in [*asked, ("signed", last, "dung_han"), ("signed", after, "tre_han")]:
            parts = {**item.mapping, key: day, "expect": Item(expect, item.line, item.way)}
            case = self._case(Item(parts, item.line, item.way), codes, quota=False)
            if case is not None:
                yield case

    def _case(self, item: Item, codes: set[str], *, quota: bool) -> UnitCase | None:
        parts = item.mapping
        words = {key: part.text or "" for key, part in parts.items()}
        for key in parts.keys() - _KEYS:
            self.scope.mistake(parts[key], f"không có mục “{key}”.")
        signed, on = self._day(item, "signed"), self._day(item, "on")
        asked = on or signed
        if words.get("code") not in codes or words.get("expect") not in _WORDS or asked is None:
            self.scope.mistake(
                item, "cần “code” của kế hoạch, “on” (hoặc “signed”) và “expect” (du, thieu, vuot, dung_han…)."
            )
            return None
        year = self._number(item, "year")
        if quota and not year:
            self.scope.mistake(item, "chỉ tiêu cần “year”.")
        return UnitCase(
            line=item.line,
            code=words["code"],
            on=asked,
            expect=words["expect"],
            year=year if quota else None,
            category=self._coded(item, "category", "categories"),
            unit_name=words.get("unit_name", "Phòng"),
            leads=_texts(item, "leads"),
            registered=self._registered(item),
            fields=self._fields(item),
            level=self._coded(item, "level", "registration_levels"),
            base_level=self._coded(item, "base_level", "registration_levels"),
            first_elsewhere=self._number(item, "first_elsewhere"),
            signed=signed,
            readings=read_readings(self.pack, self.scope, parts.get("readings", _NOTHING)),
        )

    def _day(self, item: Item, key: str) -> date | None:
        part = item.mapping.get(key)
        return self._read_day(part) if part is not None else None

    def _read_day(self, item: Item) -> date | None:
        try:
            return parse_date(item.text or "")
        except DateError as error:
            self.scope.mistake(item, f"{error}.")
            return None

    def _number(self, item: Item, key: str) -> int:
        part = item.mapping.get(key)
        if part is None:
            return 0
        if not (part.text or "").isdigit():
            self.scope.mistake(part, f"“{part.text}” không phải số.")
            return 0
        return int(part.text or "")

    def _coded(self, item: Item, key: str, table: str) -> str | None:
        part = item.mapping.get(key)
        if part is not None and part.text not in self.scope.catalogue.lists[table]:
            self.scope.mistake(part, f"danh mục không có mã “{part.text}”.")
        return part.text if part is not None else None

    def _fields(self, item: Item) -> tuple[str, ...]:
        fields = _texts(item, "fields")
        for code in fields:
            if all(code != known.code for known in self.pack.plan.fields):
                self.scope.mistake(item.mapping["fields"], f"kế hoạch không có lĩnh vực “{code}”.")
        return fields

    def _registered(self, item: Item) -> dict[str, int]:
        counts = item.mapping.get("registered", _NOTHING)
        known = {_MODEL, *SubjectKind}
        for key in counts.mapping.keys() - known:
            self.scope.mistake(counts.mapping[key], f"“{key}” không dùng được; dùng một trong: {', '.join(known)}.")
        return {key: self._number(counts, key) for key in counts.mapping if key in known}


def _texts(item: Item, key: str) -> tuple[str, ...]:
    return tuple(part.text or "" for part in item.mapping.get(key, _NOTHING).items)


def unit_failures(cases: tuple[UnitCase, ...], pack: Pack, catalogue: Catalogue) -> Iterator[str]:
    """Ask every case and yield one line for each that comes out otherwise than expected."""
    for case in cases:
        found = _ask(case, pack, Book(_records(case, pack.code), catalogue))
        if found != case.expect:
            readings = "".join(f", {code}={option}" for code, option in case.readings.items())
            yield f"dòng {case.line}, {case.code} ({case.on:%d/%m/%Y}{readings}): cần {case.expect}, ra {found}."


def _ask(case: UnitCase, pack: Pack, book: Book) -> str:
    """Return the verdict of the unit's row; a unit the plan does not ask has none: khong_ap_dung."""
    rules = pack.rules(pack.readings(case.readings), Stage.REGISTRATION)
    units = (_UNIT,) if case.below else (None, _ROOT)
    if case.year is not None:
        quota = rules.quotas.get(case.code)
        rows = quota_rows(pack.code, case.code, quota, book, case.on, pack.plan.years) if quota else []
        found = (row.verdict.value for row in rows if row.unit in units and row.year == case.year)
    else:
        rule = rules.milestones.get(case.code)
        met = milestone_rows(pack.code, case.code, "", rule, book, case.on) if rule else []
        found = (row.verdict.value for row in met if row.unit in units)
    return next(found, QuotaVerdict.NOT_APPLICABLE.value)


def _records(case: UnitCase, plan: str) -> Records:
    """Make an agency, one unit below it, and as many subjects as the case registers, one a field in turn."""
    start = PartialDate(2000)
    offices = {_ROOT: "Cơ quan", _UNIT: case.unit_name, _ELSEWHERE: "Nơi khác"}
    subjects = [
        Subject(
            code=code,
            kind=SubjectKind.COLLECTIVE,
            name=name,
            category=(case.category if code == _UNIT else None) or "CO_QUAN",
            unit=None if code == _ROOT else _ROOT,
            start=start,
            leads=case.leads if code == _UNIT else (),
        )
        for code, name in offices.items()
    ]
    rows: list[Registration] = []
    for kind, count in case.registered.items():
        one = SubjectKind.COLLECTIVE if kind == _MODEL else SubjectKind(kind)
        for number in range(count):
            code = f"{kind}{number}"
            subjects.append(Subject(code=code, kind=one, name=code, unit=_UNIT, start=start))
            rows += _registered(case, plan, code, number, model=kind == _MODEL)
    unit = _UNIT if case.below else _ROOT
    papers = [PlanDocument(plan=plan, milestone=case.code, unit=unit, number="1/BC", date=case.signed or case.on)]
    return Records(
        subjects=tuple(subjects),
        registrations=tuple(rows),
        plan_documents=tuple(papers) if case.signed is not None else (),
    )


def _registered(case: UnitCase, plan: str, code: str, number: int, *, model: bool) -> Iterator[Registration]:
    row = Registration(
        subject=code,
        plan=plan,
        field=case.fields[number % len(case.fields)] if case.fields else None,
        level=case.level,
        introducer=_UNIT if case.below else _ROOT,
        date=case.on,
        year=case.year,
        model="Mô hình" if model else None,
    )
    yield row
    if case.base_level is not None:
        yield replace(row, level=case.base_level)
    if number < case.first_elsewhere:
        yield replace(row, introducer=_ELSEWHERE, date=case.on - timedelta(days=1))
