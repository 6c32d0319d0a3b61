"""Every acceptance case of an installed plan, asked as a script would ask it: through the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Import a workbook into a folder of its own, once, and answer one command about it as JSON."""
    folders: dict[str, Path] = {}

    def run(workbook: str, *words: str) -> dict[str, Any]:
        if workbook not in folders:
            folders[workbook] = tmp_path_factory.mktemp("data")
            dienhinh(folders[workbook], "import", str(CASES_FOLDER / workbook), "--json")
        answer: dict[str, Any] = json.loads(dienhinh(folders[workbook], *words, "--json"))
        return answer

    return run


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
    judges = {"assess": _assess, "quota": _quota, "milestone": _milestone}
    if case["kind"] in judges:
        judges[case["kind"]](ask, case, readings, expect)
    else:
        _listed(case)


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


def _listed(case: dict[str, Any]) -> None:
    raise AssertionError(case["kind"])
