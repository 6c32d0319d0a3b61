"""`import --as-results`: a decision list marks a round from the command line, twice without effect."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.services.decisions import one_title

from dienhinh_desktop.__main__ import main
from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.services import rounds, upkeep
from dienhinh_desktop.services.opening import open_context


@pytest.fixture
def folder(tmp_path: Path) -> tuple[Path, Path]:
    """A data folder with a round, and a decision that names one of its two candidates."""
    with open_context(tmp_path / "so", "x") as ctx:
        upkeep.load_practice(ctx)
        new = Round(
            plan="HT_SNGV_2021_2025", stage=Stage.RECOGNITION, year=2025, name="Công nhận", on=date(2025, 12, 20)
        )
        opened = rounds.open_round(ctx, new)
        choices = [Choice(subject="HTQT", field="TAP_THE"), Choice(subject="CB005", field="COT_CAN")]
        rounds.register(ctx, opened.id or 0, choices)
        row = rounds.candidates(ctx, opened.id or 0)[1]
    return tmp_path / "so", one_title(tmp_path / "qd.xlsx", [(row.name, row.unit_name, "")])


def test_results_are_read_written_and_read_again(folder: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    data, file = folder
    words = ["--data", str(data), "import", str(file), "--as-results", "--json"]
    assert main([*words, "--dry-run"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["added"], answer["unchanged"], answer["decision"]["number"]) == (1, 0, "125/QĐ-UBND")
    assert [line["state"] for line in answer["results"]] == ["khop", "khong_co_trong_quyet_dinh"]
    assert main(words) == 0
    capsys.readouterr()
    assert main(words) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["added"], again["unchanged"]) == (0, 1)
    with open_context(data, "x") as ctx, ctx.db.read() as reader:
        won = [row for row in reader.records(["CB005"], {"awards"}).awards if row.decision == "125/QĐ-UBND"]
    assert len(won) == 1


def test_an_unknown_round_or_nobody_matched_is_refused_in_words(
    folder: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data, file = folder
    assert main(["--data", str(data), "import", str(file), "--as-results", "--round", "9"]) == 1
    assert "Không có đợt số 9" in capsys.readouterr().err
    strangers = one_title(tmp_path / "la.xlsx", [("Phạm Văn Lạ", "Sở Y tế", "")])
    assert main(["--data", str(data), "import", str(strangers), "--as-results"]) == 1
    assert "Không ghi gì" in capsys.readouterr().err
