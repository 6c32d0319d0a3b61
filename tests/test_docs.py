"""What the documents at the top of the checkout say is true of the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import dienhinh_desktop
import jobs
from dienhinh_desktop.cli.demo import FOLDER

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dienhinh_desktop"
DOCUMENTS = ["README.md", "ARCHITECTURE.md", "GLOSSARY.md", "CHANGELOG.md", "packaging/requirements/README.md"]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def glossary_names() -> list[str]:
    return re.findall(r"^\| `([\w.]+)` \|", read("GLOSSARY.md"), re.MULTILINE)


def names_in_source() -> set[str]:
    """Classes, their members and fields, functions."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found.add(node.name)
            if isinstance(node, ast.ClassDef):
                found.add(node.name)
                for part in node.body:
                    targets = part.targets if isinstance(part, ast.Assign) else [getattr(part, "target", None)]
                    members = [target.id for target in targets if isinstance(target, ast.Name)]
                    found.update(members, (f"{node.name}.{member}" for member in members))
    return found


def test_every_name_of_the_glossary_exists_in_the_source() -> None:
    assert sorted(set(glossary_names()) - names_in_source()) == []


def test_every_public_type_of_the_domain_stands_in_the_glossary() -> None:
    types = {
        node.name
        for path in (PACKAGE / "domain").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
    assert sorted(types - set(glossary_names())) == []


def test_no_word_of_the_glossary_is_explained_twice() -> None:
    names = glossary_names()
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_every_row_of_the_glossary_gives_the_vietnamese_term() -> None:
    rows = re.findall(r"^\| `[\w.]+` \|(.*)\|$", read("GLOSSARY.md"), re.MULTILINE)
    assert [row for row in rows if row.count("|") != 1 or not row.split("|")[0].strip()] == []


def test_the_readme_names_the_two_commands_the_set_up_implements() -> None:
    readme = read("README.md")
    assert "`python3 packaging/start.py`" in readme
    assert "`python3 packaging/start.py test`" in readme
    assert f"`dienhinh {' '.join(jobs.DEMO)}`" in readme
    assert f"{jobs.DEMO[-1]}/{FOLDER}" == jobs.DEMO_DATA


def test_ci_runs_the_readmes_test_command_then_lint_types_and_contracts() -> None:
    steps = [line for line in read(".ci/run").splitlines() if line and not line.startswith("#")]
    order = ["python3 packaging/start.py test", "ruff", "mypy", "lint-imports"]
    places = [next(place for place, line in enumerate(steps) if word in line) for word in order]
    assert places == sorted(places)
    assert "set -euo pipefail" in steps


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_a_document_points_to_is_there(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", read(name))
    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_a_document_names_is_there(name: str) -> None:
    named = re.findall(r"`((?:src|resources|tests|packaging)/[\w./-]*)`", read(name))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md"])
def test_every_layer_is_described(name: str) -> None:
    layers = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())
    assert len(layers) >= 6
    assert [layer for layer in layers if f"{layer}/" not in read(name)] == []


def test_the_changelog_begins_with_the_version_being_built() -> None:
    headings = re.findall(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == dienhinh_desktop.__version__
