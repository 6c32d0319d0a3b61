"""Every refusal of the command line: exit code 1, one Vietnamese sentence, no traceback, and nothing changed."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dienhinh_desktop import resources
from dienhinh_desktop.__main__ import main

SAMPLE = resources.path("practice", "so_ngoai_vu_mau.xlsx")
PLAN = ["--plan", "HT_SNGV_2021_2025", "--on", "2025-12-20"]
HEADINGS = ["Mã", "Loại", "Tên", "Đơn vị", "Ngày sinh"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "so"


@pytest.fixture
def refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command that must be refused; return its sentence after checking that nothing changed."""
    main(["--data", str(folder), "check"])

    def run(*words: str) -> str:
        before = _content(folder)
        capsys.readouterr()
        assert main(["--data", str(folder), *words]) == 1
        said = capsys.readouterr().err
        assert _content(folder) == before
        lines = said.strip().splitlines()
        assert len(lines) == 1, said
        assert lines[0].endswith(".")
        assert "Traceback" not in said
        assert "Error" not in said
        return lines[0]

    return run


def _content(folder: Path) -> list[tuple[str, int]]:
    file = folder / "dienhinh.sqlite"
    if not file.exists():
        return []
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table' order by 1")]
        return [(name, db.execute(f'select count(*) from "{name}"').fetchone()[0]) for name in tables]


def workbook(path: Path, *rows: list[Any], sheet: str = "Đối tượng", headings: list[str] = HEADINGS) -> str:
    book = openpyxl.Workbook()
    book.active.title = sheet  # type: ignore[union-attr]
    for row in (headings, *rows):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return str(path)


GOOD = ["A1", "Tập thể", "Phòng Một", None, None]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([GOOD, ["B1", "Cá nhân", "Nguyễn Văn An", "A1", "30/02/1980"]], ("Ngày sinh", 3)),
        ([GOOD, ["B1", "Người", "Nguyễn Văn An", "A1", None]], ("Loại", 3)),
        ([GOOD, ["A1", "Tập thể", "Phòng Hai", None, None]], ("Mã", 3)),
        ([GOOD, ["B1", "Cá nhân", "Nguyễn Văn An", "A9", None]], ("Đơn vị", 3)),
        ([GOOD, ["B1", "Cá nhân", None, "A1", None]], ("Tên", 3)),
    ],
    ids=["impossible date", "unknown code", "duplicated code", "reference to nobody", "no name"],
)
def test_a_wrong_cell_refuses_the_file_and_is_named(
    refused: Callable[..., str],
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rows: list[list[Any]],
    cell: tuple[str, int],
) -> None:
    file = workbook(tmp_path / "sai.xlsx", *rows)
    assert "sai.xlsx" in refused("import", file)
    assert main(["--data", str(folder), "import", file, "--json"]) == 1
    told = capsys.readouterr()
    assert told.out, told.err
    answer = json.loads(told.out)
    errors = [(issue["column"], issue["row"]) for issue in answer["issues"] if issue["level"] == "error"]
    assert cell in errors
    assert answer["batch"] is None


def test_a_file_that_is_no_workbook(refused: Callable[..., str], tmp_path: Path) -> None:
    text = tmp_path / "thu.xlsx"
    text.write_text("không phải Excel", encoding="utf-8")
    assert "thu.xlsx" in refused("import", str(text))
    text.write_bytes(b"")
    refused("import", str(text))
    refused("import", str(tmp_path / "khong_co.xlsx"))
    refused("import", str(tmp_path))


def test_a_workbook_without_a_known_sheet(refused: Callable[..., str], tmp_path: Path) -> None:
    file = workbook(tmp_path / "la.xlsx", ["x"], sheet="Báo cáo", headings=["Cột lạ"])
    refused("import", file)


def test_unknown_plan_subject_field_and_reading(refused: Callable[..., str], folder: Path) -> None:
    main(["--data", str(folder), "import", str(SAMPLE)])
    assert "XX" in refused("assess", "--plan", "XX", "--on", "2025-12-20")
    assert "KHONG_CO" in refused("assess", *PLAN, "--subject", "KHONG_CO")
    assert "LA" in refused("assess", *PLAN, "--field", "LA")
    assert "N99" in refused("assess", *PLAN, "--reading", "N99=x")
    assert "N3=sai" in refused("assess", *PLAN, "--reading", "N3=sai")
    refused("undo-import", "999")


def test_nothing_to_list_is_said(refused: Callable[..., str], tmp_path: Path) -> None:
    refused("export", "forms", *PLAN, "--out", str(tmp_path / "ra"))
    refused("export", "list", *PLAN, "--kind", "bang_tong_hop", "--by", "don_vi", "--out", str(tmp_path / "ra"))
    assert not (tmp_path / "ra").exists()


def test_a_target_that_cannot_be_written(refused: Callable[..., str], folder: Path, tmp_path: Path) -> None:
    main(["--data", str(folder), "import", str(SAMPLE)])
    taken = tmp_path / "la_thu_muc.xlsx"
    taken.mkdir()
    refused("export", "records", "--out", str(taken))
    refused("export", "list", *PLAN, "--out", str(taken))
    blocker = tmp_path / "tep"
    blocker.write_text("", encoding="utf-8")
    refused("export", "records", "--out", str(blocker / "so.xlsx"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_the_old_file(refused: Callable[..., str], folder: Path, tmp_path: Path) -> None:
    main(["--data", str(folder), "import", str(SAMPLE)])
    target = tmp_path / "so.xlsx"
    target.write_bytes(b"cu")
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
    code = limit + "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    code += "from dienhinh_desktop.__main__ import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "--data", str(folder), "export", "records", "--out", str(target)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert target.read_bytes() == b"cu"
    assert [file.name for file in tmp_path.iterdir() if file.suffix in {".tmp", ".part"}] == []


def test_a_data_folder_held_by_another_program(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--data", str(folder), "check"])
    code = (
        "import sys; from pathlib import Path; from dienhinh_desktop.services.opening import open_context\n"
        "with open_context(Path(sys.argv[1]), 'khác'):\n    print('mở', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "mở"
        capsys.readouterr()
        assert main(["--data", str(folder), "check"]) == 1
        said = capsys.readouterr().err
        assert other.stdin is not None
        other.stdin.close()
        other.wait(10)
    assert len(said.strip().splitlines()) == 1
    assert main(["--data", str(folder), "check"]) == 0


def test_a_database_of_a_newer_version_is_not_touched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--data", str(folder), "check"])
    file = folder / "dienhinh.sqlite"
    with sqlite3.connect(file) as db:
        db.execute("pragma user_version = 9999")
    db.close()
    before = file.read_bytes()
    capsys.readouterr()
    assert main(["--data", str(folder), "check"]) == 1
    assert "cập nhật" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_wrong_words_exit_with_two_and_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["lạ"],
        ["assess", "--plan"],
        ["assess", "--on", "2025-12-20"],
        ["assess", "--plan", "X", "--on", "31/02/2025"],
        ["assess", "--plan", "X", "--on", "2025-12-20", "--reading", "N3"],
        ["export"],
        ["export", "template", "--out", "a.xlsx"],
        ["export", "template", "--unit", "VP", "--all-units", "--out", "a"],
        ["export", "template", "--unit", "VP", "--years", "từ 2021", "--out", "a.xlsx"],
        ["undo-import", "hai"],
    ):
        with pytest.raises(SystemExit) as stopped:
            main(words)
        assert stopped.value.code == 2
        said = capsys.readouterr().err
        assert "--help" in said
        for english in ("required", "invalid", "expected", "unrecognized", "allowed", "argument", "error:"):
            assert english not in said, said
