"""Every acceptance case of an installed plan, asked as a script would ask it: through the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dienhinh_desktop.services.plans import pack_files

CASES_FOLDER = Path(__file__).parent / "cases"
INSTALLED = {file.stem for file in pack_files()}
CASES: list[dict[str, Any]] = [
    case
    for case in json.loads((CASES_FOLDER / "expected.json").read_text(encoding="utf-8"))
    if case["plan"] in INSTALLED
]
ASKED = [
    pytest.param(case, readings, expect, id=" ".join([case["id"], *(f"{k}={v}" for k, v in readings.items())]))
    for case in CASES
    for readings, expect in [({}, case["expect"]), *((item["set"], item["expect"]) for item in case["readings"])]
]


class Ask:
    """Answers commands about the workbooks of the cases, each imported once into a folder of its own."""

    def __init__(self, new_folder: Callable[[], Path]) -> None:
        self._new_folder = new_folder
        self._folders: dict[str, Path] = {}

    def __call__(self, workbook: str, *words: str) -> dict[str, Any]:
        """Run a command and read its JSON."""
        answer: dict[str, Any] = json.loads(dienhinh(self._folder(workbook), *words, "--json"))
        return answer

    def listed(self, workbook: str, plan: str, on: str) -> list[str]:
        """Export the registration list and return the words of each of its rows."""
        folder = self._folder(workbook)
        target = folder / f"{plan}_{on}.xlsx"
        dienhinh(folder, "export", "list", "--plan", plan, "--on", on, "--out", str(target))
        sheet = openpyxl.load_workbook(target).active
        assert sheet is not None
        return [" | ".join(str(v) for v in row if v is not None) for row in sheet.iter_rows(values_only=True)]

    def _folder(self, workbook: str) -> Path:
        if workbook not in self._folders:
            self._folders[workbook] = self._new_folder()
            dienhinh(self._folders[workbook], "import", str(CASES_FOLDER / workbook), "--json")
        return self._folders[workbook]


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return Ask(lambda: tmp_path_factory.mktemp("data"))


def dienhinh(folder: Path, *words: str) -> str:
    """Run the program as a process of its own, without a display; return its standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "dienhinh_desktop", "--data", str(folder), *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def _with(readings: dict[str, str]) -> list[str]:
    return [word for code, option in readings.items() for word in ("--reading", f"{code}={option}")]


@pytest.mark.parametrize(("case", "readings", "expect"), ASKED)
def test_the_verdict_is_the_careful_readers(
    ask: Ask, case: dict[str, Any], readings: dict[str, str], expect: str
) -> None:
    judges = {"assess": _assess, "quota": _quota, "milestone": _milestone, "order": _order, "merge": _merge}
    judges[case["kind"]](ask, case, readings, expect)


def _assess(ask: Ask, case: dict[str, Any], readings: dict[str, str], expect: str) -> None:
    words = [
        "assess",
        "--plan",
        case["plan"],
        "--on",
        case["on"],
        "--stage",
        case["stage"],
        "--subject",
        case["subject"],
    ]
    field = ["--field", case["field"]] if case["field"] else []
    answer = ask(case["workbook"], *words, *field, *_with(readings))
    results = answer["results"]
    if not case["field"]:
        results = [result for result in results if result["verdict"] != "khong_ap_dung"]
    assert [result["verdict"] for result in results] == [expect], case["why"]
    assert readings.items() <= answer["readings"].items()
    if not readings:
        below = {c["code"] for c in results[0]["criteria"] if c["verdict"] not in ("dat", "khong_ap_dung")}
        assert set(case["must_mention"]) <= below
        assert results[0]["warnings"] or not case.get("must_warn")
    for criterion in results[0]["criteria"]:
        assert criterion["message"]
        assert criterion["source"]


def _quota(ask: Ask, case: dict[str, Any], readings: dict[str, str], expect: str) -> None:
    answer = ask(case["workbook"], "quota", "--plan", case["plan"], "--on", case["on"], *_with(readings))
    rows = [
        r for r in answer["rows"] if (r["code"], r["unit"], r["year"]) == (case["code"], case["subject"], case["year"])
    ]
    assert [row["verdict"] for row in rows] == [expect], case["why"]


def _milestone(ask: Ask, case: dict[str, Any], readings: dict[str, str], expect: str) -> None:
    answer = ask(case["workbook"], "milestones", "--plan", case["plan"], "--on", case["on"], *_with(readings))
    rows = [row for row in answer["rows"] if (row["code"], row["unit"]) == (case["code"], case["subject"])]
    assert [row["verdict"] for row in rows] == [expect], case["why"]


def _order(ask: Ask, case: dict[str, Any], readings: dict[str, str], expect: str) -> None:
    assert expect == "truoc"
    names = _names(case)
    listed = ask.listed(case["workbook"], case["plan"], case["on"])
    first, second = (
        next(at for at, line in enumerate(listed) if names[code] in line) for code in (case["subject"], case["other"])
    )
    assert first < second, case["why"]


def _merge(ask: Ask, case: dict[str, Any], readings: dict[str, str], expect: str) -> None:
    assert expect == "1_muc_2_nguon"
    names = _names(case)
    rows = [line for line in ask.listed(case["workbook"], case["plan"], case["on"]) if names[case["subject"]] in line]
    assert len(rows) == 1, case["why"]
    quotas = ask(case["workbook"], "quota", "--plan", case["plan"], "--on", case["on"])["rows"]
    for code, unit in case["units"]:
        assert names[unit] in rows[0]
        row = next(row for row in quotas if (row["code"], row["unit"]) == (code, unit))
        assert case["subject"] in row["subjects"]


def _names(case: dict[str, Any]) -> dict[str, str]:
    """Names of the subjects of a case's workbook by their code."""
    book = openpyxl.load_workbook(CASES_FOLDER / case["workbook"], read_only=True)
    rows = list(book["Đối tượng"].iter_rows(values_only=True))
    book.close()
    return {str(row[0]): str(row[2]) for row in rows[1:] if row[0]}
