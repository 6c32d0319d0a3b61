"""Every list of the folder, read by the command line as a clerk would, beside what a careful person gets out of it."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.acceptance.list_score import HEAD, Score, compare

from dienhinh_desktop.__main__ import main
from dienhinh_desktop.cli.lists import answer
from dienhinh_desktop.services.imports.lists import read_list

LISTS = Path(__file__).parent / "lists"
TRUTHS = sorted(LISTS.glob("*.truth.json"))
TODAY = date(2026, 11, 21)


def truth_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    found = []
    for path in TRUTHS:
        truth = truth_of(path)
        began = time.perf_counter()
        said = answer(read_list(LISTS / truth["file"], today=TODAY))
        found.append(compare(truth, said, time.perf_counter() - began))
    return found


def test_fields_of_all_lists_are_read_right_and_hardly_one_is_missed(
    scores: list[Score], capsys: pytest.CaptureFixture[str]
) -> None:
    total = Score("all together")
    for score in scores:
        for name in ("right", "wrong", "missed", "issues_found", "issues_needed", "seconds"):
            setattr(total, name, getattr(total, name) + getattr(score, name))
    with capsys.disabled():
        print("\n" + "\n".join([HEAD, *(score.line() for score in scores), total.line()]))
    notes = [f"{score.file}: {note}" for score in scores for note in score.notes]
    assert len(scores) == 14
    assert total.precision >= 0.98, notes
    assert total.recall >= 0.95, notes


def test_every_issue_a_careful_person_would_ask_about_is_raised(scores: list[Score]) -> None:
    for score in scores:
        assert score.issues_found == score.issues_needed, score.notes


def test_nothing_is_asked_that_a_careful_person_would_not_ask(scores: list[Score]) -> None:
    assert [(score.file, *extra) for score in scores for extra in score.extra_issues] == []


def test_no_wrong_value_is_taken_without_asking(scores: list[Score]) -> None:
    """A value that is wrong may only stand in a row about which something is asked."""
    assert [note for score in scores for note in score.notes] == []


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name[:2])
def test_each_list_is_answered_within_its_limit(path: Path, scores: list[Score]) -> None:
    truth = truth_of(path)
    score = next(one for one in scores if one.file == truth["file"])
    assert score.seconds < truth["limits"]["seconds"]


def test_the_command_prints_one_json_object_and_imports_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "du_lieu"
    source = LISTS / "01_de_nghi_khen_thuong_2024.xlsx"
    assert main(["--data", str(data), "read-list", str(source), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["header_row"] == 9
    assert len(said["rows"]) == 12
    assert not data.exists()


def test_a_refused_list_gives_the_same_object_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read-list", str(LISTS / "11_co_mat_khau.xlsx"), "--json"]) == 1
    printed = capsys.readouterr()
    said = json.loads(printed.out)
    assert said["rows"] == []
    assert [issue["kind"] for issue in said["issues"]] == ["TEP_CO_MAT_KHAU"]
    assert "mật khẩu" in printed.err


def test_another_sheet_can_be_asked_for_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    source = str(LISTS / "07_danh_sach_2025_nhieu_trang.xlsx")
    assert main(["read-list", source, "--sheet", "DS 2024", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["sheet"] == "DS 2024"
    assert len(said["rows"]) == 12
    assert main(["read-list", source, "--sheet", "Trang 9"]) == 1
    assert "không có trang" in capsys.readouterr().err
