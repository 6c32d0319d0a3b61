"""Mutation check of the packs: each small change of a pack must make at least one case fail.

    python -m tests.rules.mutation [CODE …]

prints every surviving change with its line. Asked of each mutant: the cases beside the pack, the acceptance cases, and
the documented verdicts of the practice records.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dienhinh_desktop import resources
from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import parse_date, short_date
from dienhinh_desktop.domain.eligibility import AssessmentRequest, Stage, Verdict
from dienhinh_desktop.exchange.imports.workbook import read_records_workbook
from dienhinh_desktop.rules.book import Book
from dienhinh_desktop.rules.cases import failures, read_cases
from dienhinh_desktop.rules.document import PackError
from dienhinh_desktop.rules.engine import assess
from dienhinh_desktop.rules.milestones import milestone_rows
from dienhinh_desktop.rules.packs import Pack, read_pack
from dienhinh_desktop.rules.quotas import quota_rows
from dienhinh_desktop.services.plans import pack_files
from dienhinh_desktop.storage.catalogue import load_catalogue

CASES = Path(__file__).parents[1] / "acceptance" / "cases"
_SWAPS = {
    "all_of": "any_of",
    "any_of": "all_of",
    "HTXSNV": "HTTNV",
    "HTTNV": "HTXSNV",
    "exceeded": "met",
    "met": "exceeded",
    "founding": "period",
    "confirmed": "recognised",
    "recognised": "confirmed",
    "leader": "member",
    "only_member": "leader",
    "year": "sign_date",
    "period": "until_end",
    "every": "any",
    "hamlet": "district",
    "on_31_december": "current",
    "latest": "every",
}
_WORDS_ONLY = {
    *("text", "short", "wording", "section", "who", "product", "recipient"),
    *("otherwise", "name", "correction", "fuzzy"),
}
_COUNT = re.compile(r"\b(at_least|at_most|presupposes): (\d+)")
_WORD = re.compile(rf"(?<=[\s:\[{{,])({'|'.join(_SWAPS)})(?=[\s:\]}},]|$)")
_DAY = re.compile(r"(?<=[\s:,])\d{1,2}/\d{1,2}/\d{4}(?=[\s,}]|$)")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed pack: the line, what stood there and what stands there now."""

    line: int
    before: str
    after: str
    text: str

    def __str__(self) -> str:
        return f"dòng {self.line}: {self.before.strip()}  →  {self.after.strip()}"


def mutants(text: str) -> Iterator[Mutant]:
    """Yield every change of a threshold, a bound, a level or an AND/OR of a pack, one at a time."""
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(("shared:", "criteria:")))
    ruled = {
        at for at, line in enumerate(lines) if at >= start or line.startswith(("period:", "  rating:", "  title:"))
    }
    for at in sorted(ruled):
        line = lines[at]
        if line.lstrip().startswith("#") or _is_shown_only(line):
            continue
        for changed in _changes(line):
            yield Mutant(at + 1, line, changed, "\n".join([*lines[:at], changed, *lines[at + 1 :]]) + "\n")


def _is_shown_only(line: str) -> bool:
    key = line.strip().partition(":")[0].lstrip("- ")
    return key in _WORDS_ONLY or line.strip().startswith("- {name:")


def _changes(line: str) -> Iterator[str]:
    for found in _COUNT.finditer(line):
        for other in {int(found[2]) - 1, int(found[2]) + 1} - {-1}:
            yield f"{line[: found.start()]}{found[1]}: {other}{line[found.end() :]}"
    for found in _WORD.finditer(line):
        yield line[: found.start()] + _SWAPS[found[1]] + line[found.end() :]
    for found in _DAY.finditer(line):
        day = parse_date(found[0])
        for other_day in (day - timedelta(days=1), day + timedelta(days=1)):
            yield line[: found.start()] + short_date(other_day) + line[found.end() :]
    for found in re.finditer(r"\bday: (\d+)", line):
        yield f"{line[: found.start()]}day: {int(found[1]) + 1}{line[found.end() :]}"


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

    def _book(self, path: Path) -> Book:
        return Book(read_records_workbook(path, self.catalogue).records, self.catalogue)

    def kills(self, text: str) -> bool:
        """Tell whether the pack in `text` is refused, or answers at least one question otherwise than expected."""
        try:
            pack = read_pack(text, self.file.name, self.catalogue)
            beside = self.file.with_suffix(".cases.yaml")
            if beside.exists():
                cases = read_cases(beside.read_text(encoding="utf-8"), beside.name, pack, self.catalogue)
                if next(failures(cases, pack, self.catalogue), None) is not None:
                    return True
            return any(not self._right(pack, case) for case in self.cases) or self._wrong_facts(pack)
        except (PackError, KeyError):
            return True

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


def main(codes: list[str]) -> int:
    """Print the survivors of the packs named (all when none is); return how many there are."""
    catalogue = load_catalogue()
    left = 0
    for file in pack_files():
        if codes and file.stem not in codes:
            continue
        judge, text = Judge(file, catalogue), file.read_text(encoding="utf-8")
        if judge.kills(text):
            raise SystemExit(f"{file.name}: the pack itself fails its cases")
        tried = list(mutants(text))
        survivors = [mutant for mutant in tried if not judge.kills(mutant.text)]
        left += len(survivors)
        print(f"{file.stem}: {len(tried)} mutants, {len(survivors)} survivors")
        for mutant in survivors:
            print(f"  {mutant}")
    return left


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
