"""Cases of quotas and milestones in a case file: how many are registered, what was signed when, what is expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..domain.catalogue import Catalogue
from ..domain.dates import DateError, PartialDate, parse_date
from ..domain.eligibility import Stage
from ..domain.plans import MilestoneVerdict, QuotaVerdict
from ..domain.records import PlanDocument, Records, Registration, Subject, SubjectKind
from .book import Book
from .document import Item, Mistake
from .milestones import milestone_rows
from .packs import Pack
from .quotas import quota_rows

_ROOT, _UNIT = "ROOT", "UNIT"
_NOTHING = Item(None, 1, "")
_WORDS = {verdict.value for verdict in (*QuotaVerdict, *MilestoneVerdict)}


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
    leads: tuple[str, ...] = ()
    registered: Mapping[str, int] = field(default_factory=dict)
    """How many of each kind are registered; the kind `MO_HINH` is a collective registered as a model."""
    fields: tuple[str, ...] = ()
    level: str | None = None
    signed: date | None = None
    readings: Mapping[str, str] = field(default_factory=dict)


def read_unit_cases(document: Item, mistakes: list[Mistake]) -> tuple[UnitCase, ...]:
    """Read the sections `quotas` and `milestones` of a case file, noting what is wrong."""
    parts = document.mapping
    listed = [*parts.get("quotas", _NOTHING).items, *parts.get("milestones", _NOTHING).items]
    found = (_read(item, mistakes) for item in listed)
    return tuple(case for case in found if case is not None)


def _read(item: Item, mistakes: list[Mistake]) -> UnitCase | None:
    words = {key: part.text or "" for key, part in item.mapping.items()}
    try:
        signed = parse_date(words["signed"]) if "signed" in words else None
        on = parse_date(words["on"]) if "on" in words else signed or date.min
    except DateError as error:
        mistakes.append(Mistake(item.line, item.way, f"{error}."))
        return None
    if "code" not in words or words.get("expect") not in _WORDS or on == date.min:
        mistakes.append(
            Mistake(item.line, item.way, "cần “code”, “on” (hoặc “signed”) và “expect” (du, thieu, dung_han…).")
        )
        return None
    return UnitCase(
        line=item.line,
        code=words["code"],
        on=on,
        expect=words["expect"],
        year=int(words["year"]) if words.get("year", "").isdigit() else None,
        category=words.get("category"),
        leads=_texts(item, "leads"),
        registered={key: int(part.text or 0) for key, part in item.mapping.get("registered", _NOTHING).mapping.items()},
        fields=_texts(item, "fields"),
        level=words.get("level"),
        signed=signed,
        readings={key: part.text or "" for key, part in item.mapping.get("readings", _NOTHING).mapping.items()},
    )


def _texts(item: Item, key: str) -> tuple[str, ...]:
    return tuple(part.text or "" for part in item.mapping.get(key, _NOTHING).items)


def unit_failures(cases: tuple[UnitCase, ...], pack: Pack, catalogue: Catalogue) -> Iterator[str]:
    """Ask every case and yield one line for each that comes out otherwise than expected."""
    for case in cases:
        found = _ask(case, pack, Book(_records(case, pack.code), catalogue))
        if found != case.expect:
            seen = found or "không có dòng nào"
            yield f"dòng {case.line}, {case.code} ({case.on:%d/%m/%Y}): cần {case.expect}, ra {seen}."


def _ask(case: UnitCase, pack: Pack, book: Book) -> str | None:
    rules = pack.rules(pack.readings(case.readings), Stage.REGISTRATION)
    units = (None, _ROOT) if case.category is None and not case.leads else (_UNIT,)
    if case.year is not None:
        quota = rules.quotas.get(case.code)
        rows = quota_rows(pack.code, case.code, quota, book, case.on, pack.plan.years) if quota else []
        return next((row.verdict.value for row in rows if row.unit in units and row.year == case.year), None)
    rule = rules.milestones.get(case.code)
    met = milestone_rows(pack.code, case.code, "", rule, book, case.on) if rule else []
    return next((row.verdict.value for row in met if row.unit in units), None)


def _records(case: UnitCase, plan: str) -> Records:
    """Make an agency, one unit below it, and as many subjects as the case registers, one a field in turn."""
    start = PartialDate(2000)
    own = case.category is not None or bool(case.leads)
    subjects = [
        Subject(code=_ROOT, kind=SubjectKind.COLLECTIVE, name="Cơ quan", category="CO_QUAN", start=start),
        Subject(
            code=_UNIT,
            kind=SubjectKind.COLLECTIVE,
            name="Phòng",
            category=case.category or "CO_QUAN",
            unit=_ROOT,
            start=start,
            leads=case.leads,
        ),
    ]
    rows = []
    for kind, count in case.registered.items():
        for number in range(count):
            code = f"{kind}{number}"
            model = kind == "MO_HINH"
            one = SubjectKind.COLLECTIVE if model else SubjectKind(kind)
            subjects.append(Subject(code=code, kind=one, name=code, unit=_UNIT, start=start))
            rows.append(
                Registration(
                    subject=code,
                    plan=plan,
                    field=case.fields[number % len(case.fields)] if case.fields else None,
                    level=case.level,
                    introducer=_UNIT if own else _ROOT,
                    date=case.on,
                    year=case.year,
                    model="Mô hình" if model else None,
                )
            )
    signed = case.signed
    papers = (
        [PlanDocument(plan=plan, milestone=case.code, unit=_UNIT if own else _ROOT, number="1/BC", date=signed)]
        if signed
        else []
    )
    return Records(subjects=tuple(subjects), registrations=tuple(rows), plan_documents=tuple(papers))
