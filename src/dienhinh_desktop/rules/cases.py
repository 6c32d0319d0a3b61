"""Case files beside a pack: small made-up records and the verdict a careful reader reaches, in words of the pack.

A legal officer reads and extends them without Python; `plans check` asks every one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from ..domain.catalogue import Catalogue
from ..domain.dates import DateError, parse_date, parse_partial
from ..domain.eligibility import AssessmentRequest, Stage, Verdict
from ..domain.records import RECORD_TYPES, Attestation, Grade, Rating, Records, Subject, SubjectKind
from .book import Book
from .document import Item, PackError, read_document
from .engine import assess
from .packs import Pack
from .question import Window
from .unit_cases import UnitCase, read_unit_cases, unit_failures
from .vocabulary import Scope, read_dataclass

_SUBJECT = "X"
_NOTHING = Item(None, 1, "")
_CASE_KEYS = {
    *("name", "why", "field", "on", "stage", "readings", "expect", "also"),
    *("subject", "others", "attested", "other_ratings"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a case: its day, stage and readings, and the verdict expected."""

    on: date
    stage: Stage
    readings: Mapping[str, str]
    expect: Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """A case: records of one subject (and of others it depends on), a field, and what is asked."""

    name: str
    line: int
    field: str
    records: Records
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a case file holds: cases of subjects, and cases of quotas and milestones."""

    cases: tuple[Case, ...]
    unit_cases: tuple[UnitCase, ...]

    @property
    def asked(self) -> int:
        """How many questions it asks."""
        return sum(len(case.asked) for case in self.cases) + len(self.unit_cases)


def read_cases(text: str, name: str, pack: Pack, catalogue: Catalogue) -> CaseFile:
    """Read a case file. Raises PackError with every mistake and its line."""
    document = read_document(text, name)
    reader = _Reader(pack, catalogue)
    cases = [reader.case(item) for item in document.mapping.get("cases", _NOTHING).items]
    unit_cases = read_unit_cases(document, reader.scope.mistakes)
    if reader.scope.mistakes:
        raise PackError(name, tuple(reader.scope.mistakes))
    return CaseFile(tuple(case for case in cases if case is not None), unit_cases)


def failures(file: CaseFile, pack: Pack, catalogue: Catalogue) -> Iterator[str]:
    """Ask every case and yield one line for each that comes out otherwise than expected."""
    for case in file.cases:
        book = Book(case.records, catalogue)
        for asked in case.asked:
            request = AssessmentRequest(pack.code, asked.on, asked.stage, case.field, (_SUBJECT,), asked.readings)
            found = assess(pack, book, request)[0].verdict
            if found is not asked.expect:
                yield _failed(case, asked, found)
    yield from unit_failures(file.unit_cases, pack, catalogue)


def _failed(case: Case, asked: Asked, found: Verdict) -> str:
    readings = "".join(f", {code}={option}" for code, option in asked.readings.items())
    question = f"{asked.on:%d/%m/%Y}, {asked.stage.value}{readings}"
    return f"dòng {case.line}, “{case.name}” ({question}): cần {asked.expect.code}, ra {found.code}."


class _Reader:
    """Reads cases and notes what is wrong in them."""

    def __init__(self, pack: Pack, catalogue: Catalogue) -> None:
        self.pack = pack
        self.scope = Scope(catalogue, Window(pack.plan.period_from, pack.plan.period_to), {})
        self.attestable = [criterion.code for criterion in pack.plan.criteria if criterion.manner == "attested"]

    def case(self, item: Item) -> Case | None:
        parts = item.mapping
        for key, part in parts.items():
            if key not in _CASE_KEYS and key not in RECORD_TYPES:
                self.scope.mistake(part, f"không có mục “{key}”.")
        first = self._asked(item, None)
        if first is None:
            return None
        others = (self._asked(part, first) for part in parts.get("also", _NOTHING).items)
        asked = (first, *(one for one in others if one is not None))
        records = self._records(item, min(one.on for one in asked))
        field_code = self._text(item, "field")
        return Case(self._text(item, "name"), item.line, field_code, records, asked)

    def _text(self, item: Item, key: str) -> str:
        part = item.mapping.get(key)
        if part is None or part.text is None:
            self.scope.mistake(item, f"thiếu “{key}”.")
            return ""
        return part.text

    def _asked(self, item: Item, default: Asked | None) -> Asked | None:
        parts = item.mapping
        expect = self._text(item, "expect")
        on = self._day(parts["on"]) if "on" in parts else default.on if default else None
        if on is None or expect.upper() not in Verdict.__members__:
            self.scope.mistake(item, "cần “on” là ngày và “expect” là một kết luận (dat, thieu_du_lieu, chua_dat…).")
            return None
        stage = parts["stage"].text if "stage" in parts else default.stage.value if default else Stage.RECOGNITION.value
        readings = {code: part.text or "" for code, part in parts.get("readings", _NOTHING).mapping.items()}
        return Asked(on, Stage(stage or ""), readings, Verdict.of(expect))

    def _day(self, item: Item) -> date | None:
        try:
            return parse_date(item.text or "")
        except DateError as error:
            self.scope.mistake(item, f"{error}.")
            return None

    def _records(self, item: Item, on: date) -> Records:
        parts = item.mapping
        plain = [table for table in RECORD_TYPES if table not in ("subjects", "ratings")]
        found: dict[str, list[Any]] = {table: self._rows(table, parts.get(table, _NOTHING)) for table in plain}
        found["subjects"] = [self._subject(parts.get("subject", _NOTHING), _SUBJECT), *self._others(parts)]
        found["attestations"] = [*self._attested(parts.get("attested", _NOTHING), on), *found["attestations"]]
        told = self._rows("ratings", parts.get("other_ratings", _NOTHING))
        found["ratings"] = [*self._ratings(parts.get("ratings", _NOTHING)), *told]
        return Records(**{table: tuple(row for row in rows if row is not None) for table, rows in found.items()})

    def _others(self, parts: Mapping[str, Item]) -> list[Subject]:
        return [self._subject(part, code) for code, part in parts.get("others", _NOTHING).mapping.items()]

    def _subject(self, item: Item, code: str) -> Subject:
        given = {key: part.text for key, part in item.mapping.items() if key not in ("start", "traits", "leads")}
        start = item.mapping.get("start")
        traits, leads = (tuple(p.text or "" for p in item.mapping.get(k, _NOTHING).items) for k in ("traits", "leads"))
        return Subject(
            code=code,
            name=given.get("name") or code,
            kind=SubjectKind(given.get("kind") or SubjectKind.PERSON.value),
            category=given.get("category"),
            unit=given.get("unit"),
            locality=given.get("locality"),
            start=parse_partial(start.text) if start is not None and start.text else None,
            traits=traits,
            leads=leads,
        )

    def _attested(self, item: Item, on: date) -> list[Attestation]:
        """Read `all`, a list of codes, or `{all_but: [codes]}`: complete statements, given on the first day asked."""
        if item.text == "all":
            codes = self.attestable
        elif "all_but" in item.mapping:
            left_out = {part.text for part in item.mapping["all_but"].items}
            codes = [code for code in self.attestable if code not in left_out]
        else:
            codes = [part.text or "" for part in item.items]
        return [
            Attestation(
                subject=_SUBJECT, criterion=code, passed=True, attester="Thủ trưởng", date=on, evidence="Biên bản"
            )
            for code in codes
        ]

    def _ratings(self, item: Item) -> list[Rating]:
        """Read `{2021: HTXSNV}`, or `{Y: {2021: HTXSNV}}` for another subject; each is signed on 12/12 of its year."""
        rows = []
        for key, part in item.mapping.items():
            years = part.mapping or {key: part}
            subject = key if part.mapping else _SUBJECT
            for year, grade in years.items():
                if not year.isdigit() or grade.text not in Grade.__members__:
                    self.scope.mistake(grade, "cần dạng 2021: HTXSNV.")
                    continue
                day = date(int(year), 12, 12)
                rows.append(
                    Rating(subject=subject, year=int(year), grade=Grade[grade.text or ""], decision="1/QĐ", date=day)
                )
        return rows

    def _rows(self, table: str, item: Item) -> list[Any]:
        cls = RECORD_TYPES[table]
        named = {column.name for column in fields(cls)}
        rows = []
        for part in item.items:
            given = dict(part.mapping)
            if "subject" in named:
                given.setdefault("subject", Item(_SUBJECT, part.line, part.way))
            if "plan" in named:
                given.setdefault("plan", Item(self.pack.code, part.line, part.way))
            rows.append(read_dataclass(cls, Item(given, part.line, part.way), self.scope))
        return rows
