"""The set-up of a fresh machine: what it decides, and the pinned requirements it installs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import jobs
import project_environment as environment
import system_packages
from speech import SetupError, child_environment

ROOT = Path(__file__).resolve().parents[1]
START = ROOT / "packaging" / "start.py"
PINS = {name: ROOT / "packaging" / "requirements" / f"{name}.txt" for name in ("runtime", "dev")}


def pins(name: str) -> dict[str, str]:
    """Package → pinned version of a requirement file."""
    lines = PINS[name].read_text(encoding="utf-8").splitlines()
    found = [re.match(r"([a-z0-9-]+)==([^\s;]+)", line) for line in lines]
    return {pin[1]: pin[2] for pin in found if pin}


class Checkout:
    """A made-up checkout with an environment that looks filled."""

    def __init__(self, folder: Path) -> None:
        self.requirements = folder / "requirements"
        self.project = folder / "pyproject.toml"
        self.environment = folder / ".venv"
        self.requirements.mkdir()
        self.project.write_text("[project]")
        for name in ("runtime", "dev"):
            (self.requirements / f"{name}.txt").write_text(name)
        python = environment.interpreter(self.environment)
        python.parent.mkdir(parents=True)
        python.touch()
        self.configure("3.11.2")

    def configure(self, version: str) -> None:
        command = f"command = python -m venv {self.environment}\n"
        (self.environment / "pyvenv.cfg").write_text(f"version = {version}\n{command}", encoding="utf-8")

    def stamp(self, name: str) -> None:
        made_of = environment.fingerprint(self.environment, self.requirements / f"{name}.txt", self.project)
        environment.stamp_file(self.environment, name).write_text(made_of)

    def is_ready(self, name: str) -> bool:
        return environment.is_ready(self.environment, name, self.requirements, self.project)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_the_interpreter_lies_where_each_system_puts_it() -> None:
    assert environment.interpreter(Path("e"), windows=True) == Path("e/Scripts/python.exe")
    assert environment.interpreter(Path("e"), windows=False) == Path("e/bin/python")


def test_an_environment_is_ready_only_when_its_stamp_was_written(checkout: Checkout) -> None:
    assert not checkout.is_ready("runtime")
    checkout.stamp("runtime")
    assert checkout.is_ready("runtime")
    assert not checkout.is_ready("dev")


def test_what_the_tests_need_also_serves_the_program(checkout: Checkout) -> None:
    checkout.stamp("dev")
    assert checkout.is_ready("runtime")


def test_new_requirements_make_the_environment_stale(checkout: Checkout) -> None:
    checkout.stamp("runtime")
    (checkout.requirements / "runtime.txt").write_text("other")
    assert not checkout.is_ready("runtime")


def test_a_new_project_file_makes_the_environment_stale(checkout: Checkout) -> None:
    checkout.stamp("runtime")
    checkout.project.write_text("[project]\nname = 'x'")
    assert not checkout.is_ready("runtime")


def test_another_python_makes_the_environment_stale(checkout: Checkout) -> None:
    checkout.stamp("runtime")
    checkout.configure("3.12.1")
    assert not checkout.is_ready("runtime")


def test_a_missing_python_makes_the_environment_stale(checkout: Checkout) -> None:
    checkout.stamp("runtime")
    environment.interpreter(checkout.environment).unlink()
    assert not checkout.is_ready("runtime")


def test_an_interrupted_install_is_begun_anew(checkout: Checkout) -> None:
    checkout.stamp("runtime")
    environment.unfinished_mark(checkout.environment).touch()
    assert not checkout.is_ready("runtime")
    assert not environment.is_usable(checkout.environment)


def test_an_environment_made_for_another_place_is_not_used(checkout: Checkout, tmp_path: Path) -> None:
    assert not environment.is_moved(checkout.environment)
    moved = checkout.environment.rename(tmp_path / "elsewhere")
    assert environment.is_moved(moved)


def test_an_environment_without_working_python_is_not_used(checkout: Checkout) -> None:
    environment.interpreter(checkout.environment).write_text("not a program")
    environment.interpreter(checkout.environment).chmod(0o755)
    assert not environment.is_usable(checkout.environment)


def test_a_new_environment_is_usable(tmp_path: Path) -> None:
    folder = tmp_path / "Thư mục của tôi" / ".venv"
    environment.make(folder)
    assert environment.is_usable(folder)


@pytest.mark.parametrize("version", ["(3, 10, 13)", "(3, 6, 15)"])
def test_an_older_python_is_told_in_one_sentence_why_it_will_not_do(version: str) -> None:
    code = f"import sys; sys.version_info = {version}; exec(open({str(START)!r}, encoding='utf-8').read())"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "Cần Python 3.11 trở lên" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_older_python_can_read_the_script_that_tells_it() -> None:
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('ID=debian\nVERSION_ID="12"\n', True),
        ('NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', True),
        ("ID=fedora\n", False),
        ('ID="opensuse"\nID_LIKE="suse opensuse"\n', False),
    ],
)
def test_debian_and_its_children_are_known_by_their_release_file(text: str, expected: bool) -> None:
    assert system_packages.is_debian(text) is expected


def test_only_the_libraries_of_the_screen_in_use_are_asked_for() -> None:
    bare = system_packages.wanted_libraries({}, tests=False)
    assert bare == system_packages.QT_LIBRARIES
    assert "libxcb-cursor.so.0" in system_packages.wanted_libraries({"DISPLAY": ":0"}, tests=False)
    assert "libxcb-cursor.so.0" in system_packages.wanted_libraries({}, tests=True)
    assert "libwayland-cursor.so.0" in system_packages.wanted_libraries({"WAYLAND_DISPLAY": "w"}, tests=False)


def test_a_library_that_does_not_load_is_named_by_its_package() -> None:
    def load(library: str) -> None:
        if library == "libEGL.so.1":
            raise OSError(library)

    assert system_packages.missing_libraries(system_packages.QT_LIBRARIES, load) == ["libegl1"]


def test_every_missing_tool_is_named_by_its_package() -> None:
    expected = [
        "poppler-utils",
        "qpdf",
        "softhsm2",
        "xvfb",
        "xauth",
        "fontconfig",
        "libreoffice-calc",
        "libreoffice-writer",
    ]
    assert system_packages.missing_tools(lambda command: None) == expected


def test_libreoffice_without_its_spreadsheet_part_is_not_enough(tmp_path: Path) -> None:
    (tmp_path / "libswlo.so").touch()
    assert system_packages.missing_tools(lambda command: str(tmp_path / command)) == ["libreoffice-calc"]


def test_who_may_not_install_is_told_the_exact_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "can_install", lambda: False)
    with pytest.raises(SetupError) as refused:
        system_packages.provide(["libegl1", "libgl1"], ("Cửa sổ", "The window"))
    assert "sudo apt-get install --no-install-recommends libegl1 libgl1" in refused.value.vietnamese
    assert refused.value.english.startswith("The window needs")


@pytest.mark.parametrize(
    ("variables", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({}, "win32", True),
        ({"CI": "true"}, "win32", False),
    ],
)
def test_the_window_opens_only_where_somebody_can_see_it(
    variables: dict[str, str], platform: str, expected: bool
) -> None:
    assert jobs.has_display(variables, platform) is expected


def test_child_pythons_stay_in_the_projects_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_INDEX_URL", "kept: how pip reaches its index is the machine's business")
    child = child_environment()
    assert {"PYTHONPATH", "PIP_USER"}.isdisjoint(child)
    assert "PIP_INDEX_URL" in child
    assert child["PYTHONUTF8"] == "1"


def test_a_job_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        jobs.main(["dance"])
    assert stopped.value.code == 2
    assert "dance" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_every_pin_carries_its_hashes(name: str) -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", PINS[name].read_text(encoding="utf-8"))[1:]
    assert len(blocks) == len(pins(name)) > 15
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_requirement_files_name_no_index_and_no_machine(name: str) -> None:
    text = PINS[name].read_text(encoding="utf-8")
    assert re.findall(r"https?:|--(?:extra-)?index-url|--find-links|--trusted-host|file:|@ ", text) == []
    assert re.findall(r"(?m)(?<!\S)(?:/|[A-Z]:\\)\S+", text) == []


def test_the_tests_run_on_the_versions_the_program_runs_on() -> None:
    runtime, dev = pins("runtime"), pins("dev")
    assert {name: version for name, version in runtime.items() if dev.get(name) != version} == {}


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_the_pins_satisfy_the_project_file(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    if name == "dev":
        wanted += project["project"]["optional-dependencies"]["dev"]
    pinned = pins(name)
    asked = {requirement.name.lower(): requirement for requirement in map(Requirement, wanted)}
    unmet = [key for key, asked_for in asked.items() if key not in pinned or pinned[key] not in asked_for.specifier]
    assert unmet == []


def test_the_wheel_carries_the_program_and_every_resource(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    resources = [path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert [path for path in resources if f"dienhinh_desktop/_resources/{path.as_posix()}" not in names] == []
    assert "dienhinh_desktop/__main__.py" in names
    assert [name for name in names if not name.startswith("dienhinh_desktop")] == []


def test_qt_stays_below_the_version_that_loses_references() -> None:
    """PySide6 6.12.0 aborts on Linux with Python 3.11: each Qt call gives one reference to None away."""
    assert int(pins("runtime")["pyside6-essentials"].split(".")[1]) < 12
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for number in range(500):
        thing.setObjectName(str(number))
    assert before - sys.getrefcount(None) < 250
