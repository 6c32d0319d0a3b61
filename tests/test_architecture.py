"""The house rules that import contracts, lint and types do not see, and the contracts themselves."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dienhinh_desktop"
SOURCES = sorted(PACKAGE.rglob("*.py"))
OWN_CODE = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "packaging").rglob("*.py"))]

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
PLAN_CODE = re.compile(r"\b(?:HT_SNGV|QB_SXD|KG_SXD|TC_UBND|(?:HT|QB|KG|TC)_[A-Z]{1,5}_?\d\d)")
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:root|home|work|tmp|Users)/|\b[A-Z]:\\\\?Users")
FORBIDDEN_WORDS = re.compile(
    r"vui lòng|bạn có chắc|\bOK\b|\bimport\b|\bexport\b|\bNULL\b|\bN/A\b|file excel|!(?!=)", re.IGNORECASE
)


def place(path: Path, line: int | None = None) -> str:
    name = path.relative_to(ROOT).as_posix()
    return name if line is None else f"{name}:{line}"


def matches(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{place(path, number)}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every text of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def test_imports_keep_every_contract() -> None:
    # A process of its own: the linter sets up logging anew, and that would silence the loggers of the program.
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_every_layer_of_the_package_is_named_in_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layered = next(contract for contract in contracts if contract["type"] == "layers")
    named = {name.strip() for layer in layered["layers"] for name in layer.split("|")}
    modules = [path for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    there = {path.stem for path in modules} - {"__init__"}
    assert there <= named
    assert layered["exhaustive"] is True


def test_no_source_file_is_too_long_to_read() -> None:
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long_to_grasp() -> None:
    lengths = {
        f"{place(path, node.lineno)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in [*SOURCES, *sorted((ROOT / "packaging").rglob("*.py"))]
        for node in functions(path)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_only_the_two_doors_of_the_program_print() -> None:
    printing = [
        place(path, node.lineno)
        for path in SOURCES
        if path.relative_to(PACKAGE).parts[0] not in ("cli", "app.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_no_plan_is_written_in_code() -> None:
    assert matches(PLAN_CODE, SOURCES) == []


def test_no_path_of_a_machine_is_written_in_code() -> None:
    assert matches(MACHINE_PATH, OWN_CODE) == []


def test_every_module_is_named_for_what_it_does() -> None:
    vague = [place(path) for path in OWN_CODE if NAMES_THAT_SAY_NOTHING & {path.stem, *path.relative_to(ROOT).parts}]
    assert vague == []


def test_the_window_speaks_plain_office_vietnamese() -> None:
    spoken = list(strings(PACKAGE / "ui" / "texts.py"))
    assert len(spoken) > 50
    assert [(line, text) for line, text in spoken if FORBIDDEN_WORDS.search(text)] == []


@pytest.mark.parametrize(
    ("pattern", "caught", "let_through"),
    [
        (PLAN_CODE, "HT_TT_05", "BK_BNG"),
        (PLAN_CODE, "TC_CT_04", "CSTD_CS"),
        (MACHINE_PATH, "open('/" + "home/clerk/x')", "packaging/requirements/dev.txt"),
        (FORBIDDEN_WORDS, "Đã ghi!", "Đã ghi 25 dòng."),
        (FORBIDDEN_WORDS, "Vui lòng chọn tệp", "Chọn tệp"),
    ],
)
def test_the_searches_of_this_file_find_what_they_look_for(
    pattern: re.Pattern[str], caught: str, let_through: str
) -> None:
    assert pattern.search(caught)
    assert not pattern.search(let_through)
