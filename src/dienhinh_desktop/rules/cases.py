"""Case files beside a pack: small made-up records and the verdict a careful reader reaches, in words of the pack.

A legal officer reads and extends them without Python; `plans check` asks every one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..domain.catalogue import Catalogue
from ..domain.dates import DateError, parse_date
from ..domain.eligibility import AssessmentRequest, Stage, Verdict
from ..domain.records import Records, SubjectKind
from .book import Book
from .case_records import RECORD_KEYS, SUBJECT, RecordsReader, read_readings
from .document import Item, PackError, read_document
from .engine import assess
from .packs import Pack
from .question import Window
from .unit_cases import UnitCase, UnitCaseReader, unit_failures
from .vocabulary import Scope

_NOTHING = Item(None, 1, "")
_ASKED_KEYS = {"on", "stage", "readings", "expect", "warns", "silent", "listed"}
_MERGED = "<<"
_CASE_KEYS = {"name", "why", "field", _MERGED} | _ASKED_KEYS | RECORD_KEYS
_VARIANTS = {"also", "each_needed", "by_category", "by_kind"}
"""Further questions of a case; a case made from another (`<<`) takes over its records and first question, not these."""
_UNWRITTEN = "khong_ghi"
"""Stands for a category that is not on record."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a case: its day, stage and readings, and the verdict expected.

    `warns` are words a warning must hold, `silent` words no warning may hold; `listed` tells whether the subject must
    stand in the list sent upward.
    """

    on: date
    stage: Stage
    readings: Mapping[str, str]
    expect: Verdict
    warns: str = ""
    silent: str = ""
    listed: bool | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """The first question of a case asked of slightly other records: a statement left out, another category or kind."""

    words: str
    records: Records
    expect: Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """A case: records of one subject (and of others it depends on), a field, and what is asked."""

    name: str
    line: int
    field: str
    records: Records
    asked: tuple[Asked, ...] = ()
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a case file holds: cases of subjects, and cases of quotas and milestones."""

    cases: tuple[Case, ...]
    unit_cases: tuple[UnitCase, ...]

    @property
    def asked(self) -> int:
        """How many questions it asks."""
        return sum(len(case.asked) + len(case.variants) for case in self.cases) + len(self.unit_cases)


def read_cases(text: str, name: str, pack: Pack, catalogue: Catalogue) -> CaseFile:
    """Read a case file. Raises PackError with every mistake and its line."""
    document = read_document(text, name)
    scope = Scope(catalogue, Window(pack.plan.period_from, pack.plan.period_to), {})
    reader = _Reader(pack, scope)
    for key, part in document.mapping.items():
        if key not in ("cases", "quotas", "milestones", "shared"):
            scope.mistake(part, f"không có mục “{key}”.")
    cases = [reader.case(item) for item in document.mapping.get("cases", _NOTHING).items]
    unit_cases = UnitCaseReader(pack, scope).read(document)
    if scope.mistakes:
        raise PackError(name, tuple(scope.mistakes))
    return CaseFile(tuple(case for case in cases if case is not None), unit_cases)


def failures(file: CaseFile, pack: Pack, catalogue: Catalogue) -> Iterator[str]:
    """Ask every case and yield one line for each that comes out otherwise than expected."""
    for case in file.cases:
        book = Book(case.records, catalogue)
        for asked in case.asked:
            if words := _wrong(pack, book, case, asked):
                yield f"{_question(case, asked)}: {words}"
        for other in case.variants:
            asked = replace(case.asked[0], expect=other.expect, warns="", silent="", listed=None)
            if words := _wrong(pack, Book(other.records, catalogue), case, asked):
                yield f"{_question(case, asked)}, {other.words}: {words}"
    yield from unit_failures(file.unit_cases, pack, catalogue)


def _wrong(pack: Pack, book: Book, case: Case, asked: Asked) -> str:
    """Return what came out otherwise than expected, or ""."""
    request = AssessmentRequest(pack.code, asked.on, asked.stage, case.field, (SUBJECT,), asked.readings)
    found = assess(pack, book, request)[0]
    if found.verdict is not asked.expect:
        return f"cần {asked.expect.code}, ra {found.verdict.code}."
    said = " ".join(found.warnings)
    if asked.warns and asked.warns not in said:
        return f"cần cảnh báo “{asked.warns}”; có: {said or 'không cảnh báo nào'}"
    if asked.listed is not None and _listed(pack, book, asked) is not asked.listed:
        return "không được có trong danh sách gửi lên." if not asked.listed else "phải có trong danh sách gửi lên."
    return f"không được cảnh báo “{asked.silent}”." if asked.silent and asked.silent in said else ""


def _listed(pack: Pack, book: Book, asked: Asked) -> bool:
    levels = pack.rules(pack.readings(asked.readings), asked.stage).levels
    known = [row for row in book.registered(pack.code) if row.date is None or row.date <= asked.on]
    return any(row.subject == SUBJECT for row in (levels.upper_list(known) if levels is not None else known))


def _question(case: Case, asked: Asked) -> str:
    readings = "".join(f", {code}={option}" for code, option in asked.readings.items())
    return f"dòng {case.line}, “{case.name}” ({asked.on:%d/%m/%Y}, {asked.stage.value}{readings})"


class _Reader:
    """Reads cases and notes what is wrong in them."""

    def __init__(self, pack: Pack, scope: Scope) -> None:
        self.pack = pack
        self.scope = scope
        manners = {criterion.code: criterion.manner for criterion in pack.plan.criteria}
        self.rows = RecordsReader(scope, pack.code, manners)

    def case(self, item: Item) -> Case | None:
        item = _merged(item)
        parts = item.mapping
        self._only(item, _CASE_KEYS | _VARIANTS)
        first = self._asked(item, None)
        field, name = self._text(item, "field"), self._text(item, "name")
        if field and all(field != known.code for known in self.pack.plan.fields):
            self.scope.mistake(parts["field"], f"kế hoạch không có lĩnh vực “{field}”.")
        if first is None:
            return None
        others = (self._also(part, first) for part in parts.get("also", _NOTHING).items)
        asked = (first, *(one for one in others if one is not None))
        records = self.rows.records(parts, min(one.on for one in asked))
        return Case(name, item.line, field, records, asked, tuple(self._variants(parts, records)))

    def _variants(self, parts: Mapping[str, Item], records: Records) -> Iterator[Variant]:
        for part in parts.get("each_needed", _NOTHING).items:
            code = self.rows.known_criterion(part)
            kept = tuple(row for row in records.attestations if row.criterion != code)
            changed = replace(records, attestations=kept)
            yield Variant(f"bỏ xác nhận {code}", changed, Verdict.THIEU_DU_LIEU)
        first, *others = records.subjects
        for key, part in parts.get("by_category", _NOTHING).mapping.items():
            if key != _UNWRITTEN and key not in self.scope.catalogue.lists["categories"]:
                self.scope.mistake(part, f"danh mục không có mã “{key}”.")
            subject = replace(first, category=None if key == _UNWRITTEN else key)
            yield Variant(f"phân loại {key}", replace(records, subjects=(subject, *others)), self._verdict(part))
        for key, part in parts.get("by_kind", _NOTHING).mapping.items():
            if key not in set(SubjectKind):
                self.scope.mistake(part, f"“{key}” không dùng được; dùng một trong: {', '.join(SubjectKind)}.")
                continue
            subject = replace(first, kind=SubjectKind(key))
            yield Variant(f"loại {key}", replace(records, subjects=(subject, *others)), self._verdict(part))

    def _verdict(self, item: Item) -> Verdict:
        if (item.text or "").upper() not in Verdict.__members__:
            self.scope.mistake(item, f"“{item.text}” không phải kết luận (dat, thieu_du_lieu, chua_dat…).")
            return Verdict.DAT
        return Verdict.of(item.text or "")

    def _also(self, item: Item, first: Asked) -> Asked | None:
        self._only(item, _ASKED_KEYS)
        return self._asked(item, first)

    def _only(self, item: Item, known: set[str]) -> None:
        for key, part in item.mapping.items():
            if key not in known:
                self.scope.mistake(part, f"không có mục “{key}”.")

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
        stage = parts["stage"].text if "stage" in parts else default.stage.value if default else Stage.RECOGNITION.value
        if on is None or expect.upper() not in Verdict.__members__:
            self.scope.mistake(item, "cần “on” là ngày và “expect” là một kết luận (dat, thieu_du_lieu, chua_dat…).")
            return None
        if stage not in set(Stage):
            self.scope.mistake(parts["stage"], f"“{stage}” không dùng được; dùng một trong: {', '.join(Stage)}.")
            return None
        readings = read_readings(self.pack, self.scope, parts.get("readings", _NOTHING))
        words = {key: parts[key].text or "" for key in ("warns", "silent") if key in parts}
        listed = parts["listed"].text == "true" if "listed" in parts else None
        return Asked(on, Stage(stage), readings, Verdict.of(expect), listed=listed, **words)

    def _day(self, item: Item) -> date | None:
        try:
            return parse_date(item.text or "")
        except DateError as error:
            self.scope.mistake(item, f"{error}.")
            return None


def _merged(item: Item) -> Item:
    """Return a case with what it takes over from the case named under `<<`, where it says nothing else."""
    base = item.mapping.get(_MERGED)
    if base is None:
        return item
    taken = {key: part for key, part in _merged(base).mapping.items() if key not in _VARIANTS}
    return replace(item, value={**taken, **item.mapping})
