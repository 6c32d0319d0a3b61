"""The log says what failed where, and nothing that came out of the records, the files or the name of the user."""

from __future__ import annotations

import ast
import logging
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

import dienhinh_desktop
from dienhinh_desktop.domain.dates import parse_date
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.exchange.files import write_atomically
from dienhinh_desktop.exchange.upkeep import fault_log
from dienhinh_desktop.exchange.upkeep.fault_log import FILE, FOLDER, LARGEST, describe, open_log, read_log, scrub_crash

PACKAGE = Path(dienhinh_desktop.__file__).parent
PERSONAL = (
    "Nguyễn Thị Hồng Phượng",
    "042190001234",
    "14/02/1990",
    "412/QĐ-SNgV",
    "bao_cao_ba_Phuong.xlsx",
    "D:\\ha.le\\Documents",
)


def _refused_by_the_database(words: str) -> None:
    with create_engine("sqlite://").connect() as connection:
        connection.execute(text("SELECT * FROM nobody WHERE name = :name"), {"name": words})


def _refused_by_the_disk(words: str) -> None:
    Path(f"/không có/{words.replace(chr(0), '')}"[:100]).read_bytes()


def _no_date(words: str) -> None:
    parse_date(words + "x")


def _wrapped(words: str) -> None:
    try:
        dict[str, str]()[words]
    except KeyError as error:
        raise RuntimeError(f"người {words}") from error


def _attribute(words: str) -> None:
    getattr(object(), words)


FAILURES: tuple[Callable[[str], None], ...] = (
    _refused_by_the_database,
    _refused_by_the_disk,
    _no_date,
    _wrapped,
    _attribute,
)


def _told(fails: Callable[[str], None], words: str) -> str:
    try:
        fails(words)
    except Exception as error:  # whatever it is
        return describe(error)
    raise AssertionError("nothing failed")


@pytest.mark.parametrize("fails", FAILURES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(one=st.text(min_size=1, max_size=40), other=st.sampled_from(PERSONAL))
def test_the_log_is_the_same_whatever_the_value_was(fails: Callable[[str], None], one: str, other: str) -> None:
    assert _told(fails, one) == _told(fails, other)


@settings(max_examples=60, deadline=None)
@given(words=st.text(min_size=1, max_size=60))
def test_values_given_to_an_entry_are_left_out(words: str) -> None:
    entry = logging.LogRecord("x", logging.WARNING, "a.py", 7, "No backup before %s", (words,), None)
    other = logging.LogRecord("x", logging.WARNING, "a.py", 7, "No backup before %s", ("khác",), None)
    entry.created = other.created
    assert fault_log.FaultFormatter().format(entry) == fault_log.FaultFormatter().format(other)


def test_the_kind_the_place_and_the_line_of_the_program_are_told() -> None:
    told = _told(_no_date, "hôm qua")
    assert "dienhinh_desktop/domain/dates.py:" in told
    assert "raise DateError" in told
    assert told.splitlines()[-1].startswith("dienhinh_desktop.domain.dates.DateError")


def test_an_error_of_the_disk_keeps_its_number() -> None:
    assert "FileNotFoundError errno=2" in _told(_refused_by_the_disk, "x")


def test_what_an_error_came_from_is_told_before_it() -> None:
    told = _told(_wrapped, "x").splitlines()
    assert told.index("which led to") > told.index("KeyError")
    assert told[-1] == "RuntimeError"


def test_a_fixed_sentence_of_the_program_is_kept(tmp_path: Path) -> None:
    from dienhinh_desktop.storage.database import Database

    db = Database.open(tmp_path)
    db.close()
    with pytest.raises(RuntimeError) as caught, db.read():
        pass
    assert "(the database is closed)" in describe(caught.value)


def test_a_refusal_worded_with_a_file_name_keeps_only_its_kind(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write_atomically(tmp_path / "không có" / "bà Phượng.xlsx", b"")
    told = describe(caught.value)
    assert told.splitlines()[-1].startswith("dienhinh_desktop.domain.errors.UserError")
    assert "Phượng" not in told
    assert str(tmp_path) not in told


def test_the_log_stays_small(tmp_path: Path) -> None:
    handler = open_log(tmp_path)
    try:
        for number in range(12_000):
            handler.handle(logging.LogRecord("x", logging.ERROR, "a.py", number, "Use case failed " * 10, (), None))
    finally:
        handler.close()
    files = sorted((tmp_path / FOLDER).iterdir())
    assert [file.name for file in files] == [FILE, f"{FILE}.1", f"{FILE}.2"]
    assert all(file.stat().st_size <= LARGEST for file in files)
    assert "x:11999:" in read_log(tmp_path).splitlines()[-1]


def test_a_real_crash_of_the_interpreter_is_kept_without_paths(tmp_path: Path) -> None:
    folder = tmp_path / "ha.le"
    folder.mkdir()
    script = folder / "bà Phượng.py"
    script.write_text(
        "import ctypes, faulthandler, sys\n"
        "faulthandler.enable(open(sys.argv[1], 'w'))\n"
        "def break_down():\n    ctypes.string_at(0)\n"
        "break_down()\n",
        encoding="utf-8",
    )
    out = tmp_path / "crash.txt"
    assert subprocess.run([sys.executable, str(script), str(out)], check=False, capture_output=True).returncode != 0
    told = scrub_crash(out.read_text(encoding="utf-8", errors="replace"))
    assert re.search(r"^Fatal Python error|^Windows fatal exception", told)
    assert ":4 break_down" in told
    assert "ha.le" not in told
    assert str(Path(sys.prefix)) not in told


def test_a_line_nobody_foresaw_is_left_out() -> None:
    assert scrub_crash("Nguyễn Thị Hồng Phượng\nExtension modules: x\n") == ""


def test_every_entry_of_the_program_begins_with_a_fixed_sentence() -> None:
    """An f-string would put its values into the sentence itself, where no formatter finds them."""
    loose = [
        f"{path.name}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("debug", "info", "warning", "error", "exception", "critical")
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("log", "logger", "_log")
        and not (node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str))
    ]
    assert not loose
