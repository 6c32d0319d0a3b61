"""Mutation check of the packs: each small change of a pack must make at least one case fail.

    python -m tests.rules.mutation [CODE …]

Asked of each mutant: the cases beside the pack, the acceptance cases, and the documented verdicts of the practice
records. What survives must be listed in `survivors.yaml` with its reason; anything else is printed, and the exit code
is 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from dienhinh_desktop import resources
from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.eligibility import AssessmentRequest, Stage, Verdict
from dienhinh_desktop.exchange.imports.workbook import read_records_workbook
from dienhinh_desktop.rules.book import Book
from dienhinh_desktop.rules.cases import CaseFile, failures, read_cases
from dienhinh_desktop.rules.document import PackError, read_document
from dienhinh_desktop.rules.engine import assess
from dienhinh_desktop.rules.milestones import milestone_rows
from dienhinh_desktop.rules.packs import Pack, read_pack
from dienhinh_desktop.rules.quotas import quota_rows
from dienhinh_desktop.services.plans import pack_files
from dienhinh_desktop.storage.catalogue import load_catalogue

from .mutants import Mutant, Mutator

CASES = Path(__file__).parents[1] / "acceptance" / "cases"
JUSTIFIED = Path(__file__).with_name("survivors.yaml")


class Judge:
    """Asks a pack everything that is known about its plan; tells whether all answers are the expected ones."""

    def __init__(self, file: Path, catalogue: Catalogue) -> None:
        self.file = file
        self.catalogue = catalogue
        told = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))
        self.cases: list[dict[str, Any]] = [case for case in told if case["plan"] == file.stem]
        self.books = {name: self._book(CASES / name) for name in sorted({case["workbook"] for case in self.cases})}
        self.facts: list[dict[str, Any]] = []
        facts = json.loads(resources.path("practice", "so_ngoai_vu_mau.facts.json").read_text(encoding="utf-8"))
        if facts["plan"] == file.stem:
            self.facts = facts["verdicts"]
            self.books["practice"] = self._book(resources.path("practice", facts["file"]))
        self.beside = list(self._beside())
        fields = read_document(file.read_text(encoding="utf-8"), file.name).mapping["fields"].mapping
        self.fields = {code: repr(item) for code, item in fields.items()}

    def _beside(self) -> Iterator[CaseFile]:
        """Yield the cases beside the pack, one a file, so that the one that caught the last mutant goes first."""
        beside = self.file.with_suffix(".cases.yaml")
        if beside.exists():
            pack = read_pack(self.file.read_text(encoding="utf-8"), self.file.name, self.catalogue)
            cases = read_cases(beside.read_text(encoding="utf-8"), beside.name, pack, self.catalogue)
            yield from (CaseFile((case,), ()) for case in cases.cases)
            yield from (CaseFile((), (case,)) for case in cases.unit_cases)

    def _book(self, path: Path) -> Book:
        return Book(read_records_workbook(path, self.catalogue).records, self.catalogue)

    def judged(self, text: str, code: str = "") -> str:
        """Return "refused" for a pack that cannot be read, "caught" for a wrong answer, "" when all is as expected.

        `code` tells where the pack was changed: what speaks of it is asked first.
        """
        try:
            pack = read_pack(text, self.file.name, self.catalogue)
            caught = any(not self._right(pack, case) for case in self.cases) if self._passes(pack, code) else True
            return "caught" if caught or self._wrong_facts(pack) else ""
        except PackError:
            return "refused"
        except KeyError:
            return "caught"

    def _passes(self, pack: Pack, code: str) -> bool:
        for cases in sorted(self.beside, key=lambda cases: not self._is_about(cases, code)):
            if next(failures(cases, pack, self.catalogue), None) is not None:
                self.beside.remove(cases)
                self.beside.insert(0, cases)
                return False
        return True

    def _is_about(self, cases: CaseFile, code: str) -> bool:
        if cases.unit_cases:
            return cases.unit_cases[0].code == code
        field = cases.cases[0].field
        return field == code or f"'{code}'" in self.fields.get(field, "")

    def _wrong_facts(self, pack: Pack) -> bool:
        asked: dict[tuple[str, str], dict[str, Verdict]] = {}
        for fact in self.facts:
            readings = fact.get("readings", {})
            key = (fact["on"], str(readings))
            if key not in asked:
                request = AssessmentRequest(pack.code, date.fromisoformat(fact["on"]), readings=readings)
                found = assess(pack, self.books["practice"], request)
                asked[key] = {item.subject: item.verdict for item in found if item.verdict is not Verdict.KHONG_AP_DUNG}
            verdict = asked[key].get(fact["subject"])
            if verdict is None or verdict.code != fact["verdict"]:
                return True
        return False

    def _right(self, pack: Pack, case: dict[str, Any]) -> bool:
        ask: dict[str, Callable[..., str | None]] = {"assess": _assess, "quota": _quota, "milestone": _milestone}
        if case["kind"] not in ask:
            return True
        questions = [({}, case["expect"]), *((item["set"], item["expect"]) for item in case["readings"])]
        book, on = self.books[case["workbook"]], date.fromisoformat(case["on"])
        return all(ask[case["kind"]](pack, book, case, on, readings) == expect for readings, expect in questions)


def _assess(pack: Pack, book: Book, case: dict[str, Any], on: date, readings: dict[str, str]) -> str | None:
    request = AssessmentRequest(pack.code, on, Stage(case["stage"]), case["field"], (case["subject"],), readings)
    found = assess(pack, book, request)
    if case["field"] is None:
        found = tuple(item for item in found if item.verdict is not Verdict.KHONG_AP_DUNG)
    return found[0].verdict.code if len(found) == 1 else None


def _quota(pack: Pack, book: Book, case: dict[str, Any], on: date, readings: dict[str, str]) -> str | None:
    rules = pack.rules(pack.readings(readings), Stage.REGISTRATION)
    rows = quota_rows(pack.code, case["code"], rules.quotas[case["code"]], book, on, pack.plan.years)
    return next((r.verdict.value for r in rows if (r.unit, r.year) == (case["subject"], case["year"])), None)


def _milestone(pack: Pack, book: Book, case: dict[str, Any], on: date, readings: dict[str, str]) -> str | None:
    rules = pack.rules(pack.readings(readings), Stage.REGISTRATION)
    rows = milestone_rows(pack.code, case["code"], "", rules.milestones[case["code"]], book, on)
    return next((row.verdict.value for row in rows if row.unit == case["subject"]), None)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a mutant of one line may live: it changes nothing, or only what is shown."""

    line: str
    changes: tuple[str, ...]
    """The changes spoken of; all changes of the line when none is named."""
    reason: str

    def covers(self, mutant: Mutant) -> bool:
        """Tell whether it speaks of this mutant."""
        return mutant.words == self.line and (not self.changes or mutant.change in self.changes)


@dataclass
class Survey:
    """What became of the mutants of one pack."""

    tried: int = 0
    refused: int = 0
    justified: list[Mutant] = field(default_factory=list)
    unjustified: list[Mutant] = field(default_factory=list)
    unused: list[Reason] = field(default_factory=list)
    """Reasons of a full run that no survivor needs any more."""


def reasons(code: str) -> list[Reason]:
    """Read why mutants of a pack may live."""
    listed = yaml.safe_load(JUSTIFIED.read_text(encoding="utf-8")).get(code) or []
    return [Reason(entry["line"], tuple(entry.get("changes", ())), entry["reason"]) for entry in listed]


def survey(file: Path, catalogue: Catalogue, every: int = 1) -> Survey:
    """Try every n-th mutant of a pack. Raises AssertionError when the pack itself fails its cases."""
    judge, text = Judge(file, catalogue), file.read_text(encoding="utf-8")
    assert not judge.judged(text), f"{file.name}: the pack itself fails its cases"
    known, found, used = reasons(file.stem), Survey(), set()
    for mutant in list(Mutator(text, catalogue).mutants())[::every]:
        found.tried += 1
        verdict = judge.judged(mutant.text, mutant.code)
        found.refused += verdict == "refused"
        if not verdict:
            reason = next((reason for reason in known if reason.covers(mutant)), None)
            (found.justified if reason else found.unjustified).append(mutant)
            used.add(reason)
    found.unused = [reason for reason in known if reason not in used] if every == 1 else []
    return found


def main(codes: Iterable[str]) -> int:
    """Print what survives in the packs named (all when none is); return how many have no reason, or the reverse."""
    catalogue, left, wanted = load_catalogue(), 0, set(codes)
    for file in pack_files():
        if wanted and file.stem not in wanted:
            continue
        found = survey(file, catalogue)
        caught = found.tried - len(found.justified) - len(found.unjustified) - found.refused
        print(
            f"{file.stem}: {found.tried} changes, {caught} caught, {found.refused} refused, "
            f"{len(found.justified)} survive with a reason, {len(found.unjustified)} without"
        )
        for mutant in found.unjustified:
            print(f"  {mutant}")
        for reason in found.unused:
            print(f"  no longer needed: {reason.line}")
        left += len(found.unjustified) + len(found.unused)
    return left


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
