"""The made-up records of a case, written short: attestations, ratings, figures, states of a household by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from ..domain.dates import DateError, parse_partial
from ..domain.records import (
    RECORD_TYPES,
    Attestation,
    Grade,
    HouseholdState,
    HouseholdStatus,
    Indicator,
    Rating,
    Records,
    Subject,
    SubjectKind,
)
from .document import Item
from .packs import Pack
from .vocabulary import Scope, read_dataclass

SUBJECT = "X"
"""Code of the subject a case is about."""
RECORD_KEYS = {"subject", "others", "attested", "other_ratings", "figures", "states", *RECORD_TYPES} - {"subjects"}
"""The keys of a case that hold records."""
_NOTHING = Item(None, 1, "")
_SUBJECT_KEYS = {"kind", "name", "category", "unit", "locality", "start", "traits", "leads"}
_CODES = {
    "awards": {"form": "awards"},
    "indicators": {"indicator": "indicators"},
    "initiatives": {"kind": "initiative_kinds", "level": "initiative_levels"},
    "contributions": {"kind": "contribution_kinds"},
    "registrations": {"level": "registration_levels"},
}
Known = TypeVar("Known")


class RecordsReader:
    """Reads the records of cases and notes what is wrong in them."""

    def __init__(self, scope: Scope, plan: str, attested: Mapping[str, str]) -> None:
        """Take the plan's code and its criteria: code → manner."""
        self.scope = scope
        self.plan = plan
        self.criteria = attested
        self.attestable = [code for code, manner in attested.items() if manner == "attested"]

    def records(self, parts: Mapping[str, Item], on: date) -> Records:
        """Read all records of one case; `attested` statements are given on the day `on`."""
        short = ("subjects", "ratings")
        found: dict[str, list[Any]] = {
            table: self._rows(table, parts.get(table, _NOTHING)) for table in RECORD_TYPES if table not in short
        }
        others = parts.get("others", _NOTHING).mapping.items()
        found["subjects"] = [
            self._subject(parts.get("subject", _NOTHING), SUBJECT),
            *(self._subject(part, code) for code, part in others),
        ]
        found["attestations"] = [*self._attested(parts.get("attested", _NOTHING), on), *found["attestations"]]
        told = self._rows("ratings", parts.get("other_ratings", _NOTHING))
        found["ratings"] = [*self._ratings(parts.get("ratings", _NOTHING)), *told]
        found["indicators"] += self._figures(parts.get("figures", _NOTHING))
        found["household_statuses"] += self._states(parts.get("states", _NOTHING))
        return Records(**{table: tuple(row for row in rows if row is not None) for table, rows in found.items()})

    def known_criterion(self, item: Item) -> str:
        """Return the criterion's code an item names; one the plan does not have is a mistake."""
        code = item.text or ""
        if code not in self.criteria:
            self.scope.mistake(item, f"kế hoạch không có tiêu chí “{code}”.")
        return code

    def _subject(self, item: Item, code: str) -> Subject:
        parts = item.mapping
        for key in parts.keys() - _SUBJECT_KEYS:
            self.scope.mistake(parts[key], f"đối tượng không có mục “{key}”.")
        given = {key: part.text for key, part in parts.items()}
        self._coded(parts.get("category"), "categories")
        start = None
        if given.get("start"):
            try:
                start = parse_partial(given["start"] or "")
            except DateError as error:
                self.scope.mistake(parts["start"], f"{error}.")
        return Subject(
            code=code,
            name=given.get("name") or code,
            kind=self._one_of({kind.value: kind for kind in SubjectKind}, parts.get("kind"), SubjectKind.PERSON),
            category=given.get("category"),
            unit=given.get("unit"),
            locality=given.get("locality"),
            start=start,
            traits=self._texts(parts.get("traits"), "traits"),
            leads=self._texts(parts.get("leads")),
        )

    def _texts(self, item: Item | None, coded: str = "") -> tuple[str, ...]:
        items = item.items if item is not None else ()
        if coded:
            for part in items:
                self._coded(part, coded)
        return tuple(part.text or "" for part in items)

    def _coded(self, item: Item | None, table: str) -> None:
        known: Any = self.scope.catalogue.awards if table == "awards" else self.scope.catalogue.lists[table]
        if item is not None and item.text not in known:
            self.scope.mistake(item, f"danh mục không có mã “{item.text}”.")

    def _one_of(self, known: Mapping[str, Known], item: Item | None, default: Known) -> Known:
        if item is None:
            return default
        if item.text not in known:
            self.scope.mistake(item, f"“{item.text}” không dùng được; dùng một trong: {', '.join(known)}.")
        return known.get(item.text or "", default)

    def _attested(self, item: Item, on: date) -> list[Attestation]:
        """Read `all`, a list of codes, or `{all_but: [codes], and: [codes]}`: complete statements."""
        if item.text == "all":
            codes = self.attestable
        elif "all_but" in item.mapping or "and" in item.mapping:
            left_out = {self.known_criterion(part) for part in item.mapping.get("all_but", _NOTHING).items}
            added = [self.known_criterion(part) for part in item.mapping.get("and", _NOTHING).items]
            codes = [*(code for code in self.attestable if code not in left_out), *added]
        else:
            codes = [self.known_criterion(part) for part in item.items]
        return [
            Attestation(
                subject=SUBJECT, criterion=code, passed=True, attester="Thủ trưởng", date=on, evidence="Biên bản"
            )
            for code in codes
        ]

    def _ratings(self, item: Item) -> list[Rating]:
        """Read `{2021: HTXSNV}`, or `{Y: {2021: HTXSNV}}` for another subject; each is signed on 12/12 of its year."""
        rows = []
        for subject, year, part in self._by_year(item):
            grade = self._one_of(Grade.__members__, part, Grade.HTXSNV)
            rows.append(Rating(subject=subject, year=year, grade=grade, decision="1/QĐ", date=date(year, 12, 12)))
        return rows

    def _states(self, item: Item) -> list[HouseholdStatus]:
        """Read `{2021: Nghèo, 2022: Không}`."""
        known = {state.value: state for state in HouseholdState}
        return [
            HouseholdStatus(subject=subject, year=year, state=self._one_of(known, part, HouseholdState.NEITHER))
            for subject, year, part in self._by_year(item)
        ]

    def _figures(self, item: Item) -> list[Indicator]:
        """Read `{DOANH_THU: {2022: 110/100}}`, what was done and its target, or one indicator level deeper `{Y: …}`."""
        rows: list[Indicator] = []
        for key, part in item.mapping.items():
            if key in self.scope.catalogue.lists["indicators"]:
                rows += self._figures_of(SUBJECT, key, part)
            elif any(inner.mapping for inner in part.mapping.values()):
                for code, inner in part.mapping.items():
                    self._coded(Item(code, inner.line, inner.way), "indicators")
                    rows += self._figures_of(key, code, inner)
            else:
                self._coded(Item(key, part.line, part.way), "indicators")
        return rows

    def _figures_of(self, subject: str, code: str, item: Item) -> Iterator[Indicator]:
        for _, year, part in self._by_year(item):
            actual, _, target = (part.text or "").partition("/")
            try:
                done, asked = (float(text) if text else None for text in (actual, target))
            except ValueError:
                self.scope.mistake(part, "cần dạng 110 hoặc 110/100 (thực hiện/chỉ tiêu).")
                continue
            yield Indicator(subject=subject, indicator=code, year=year, actual=done, target=asked)

    def _by_year(self, item: Item) -> Iterator[tuple[str, int, Item]]:
        for key, part in item.mapping.items():
            subject = key if part.mapping else SUBJECT
            for year, value in (part.mapping or {key: part}).items():
                if year.isdigit():
                    yield subject, int(year), value
                else:
                    self.scope.mistake(value, f"“{year}” không phải năm; cần dạng 2021: HTXSNV.")

    def _rows(self, table: str, item: Item) -> list[Any]:
        cls = RECORD_TYPES[table]
        named = {column.name for column in fields(cls)}
        rows = []
        for part in item.items:
            given = dict(part.mapping)
            for key, codes in _CODES.get(table, {}).items():
                self._coded(given.get(key), codes)
            if "subject" in named:
                given.setdefault("subject", Item(SUBJECT, part.line, part.way))
            if "plan" in named:
                given.setdefault("plan", Item(self.plan, part.line, part.way))
            rows.append(read_dataclass(cls, Item(given, part.line, part.way), self.scope))
        return rows


def read_readings(pack: Pack, scope: Scope, item: Item) -> dict[str, str]:
    """Read the readings of a question; one the plan does not know is a mistake and left out."""
    found = {}
    for code, part in item.mapping.items():
        try:
            pack.readings({code: part.text or ""})
            found[code] = part.text or ""
        except KeyError:
            scope.mistake(part, f"kế hoạch không có cách hiểu “{code}: {part.text}”.")
    return found
