"""The project's own Python environment in `.venv`: made once, renewed when the pinned requirements change."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from speech import SetupError, child_environment, say
from system_packages import provide

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".venv"
REQUIREMENTS = ROOT / "packaging" / "requirements"
SETS = {"runtime": ("runtime", "dev"), "dev": ("dev",)}
"""For each set of requirements the sets that hold all of it."""


def interpreter(folder: Path, *, windows: bool = os.name == "nt") -> Path:
    """Return the Python of an environment."""
    return folder / "Scripts" / "python.exe" if windows else folder / "bin" / "python"


def configuration(folder: Path) -> dict[str, str]:
    """Return what `pyvenv.cfg` says of an environment; nothing when there is none."""
    file = folder / "pyvenv.cfg"
    if not file.exists():
        return {}
    pairs = (line.partition("=") for line in file.read_text(encoding="utf-8").splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def fingerprint(folder: Path, requirements: Path, project: Path) -> str:
    """Return what an environment is made of, as one hash: pinned requirements, project file, Python, place."""
    python = configuration(folder).get("version", "")
    parts = (requirements.read_bytes(), project.read_bytes(), python.encode(), str(folder).encode())
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def stamp_file(folder: Path, name: str) -> Path:
    """Return the file that says that a set of requirements is installed whole; it is written last."""
    return folder / f"installed-{name}.txt"


def unfinished_mark(folder: Path) -> Path:
    """Return the file that lies in an environment while it is being filled."""
    return folder / "being-filled.txt"


def is_ready(folder: Path, name: str, requirements: Path, project: Path) -> bool:
    """Tell whether all of a set is installed, from files alone."""
    if unfinished_mark(folder).exists() or not interpreter(folder).exists():
        return False
    for larger in SETS[name]:
        stamp = stamp_file(folder, larger)
        expected = fingerprint(folder, requirements / f"{larger}.txt", project)
        if stamp.exists() and stamp.read_text(encoding="ascii") == expected:
            return True
    return False


def is_moved(folder: Path) -> bool:
    """Tell whether the environment was made for another place: its scripts then point there."""
    command = configuration(folder).get("command", "")
    return bool(command) and not command.rstrip().endswith(str(folder))


def is_usable(folder: Path) -> bool:
    """Tell whether packages can be installed into the environment as it is."""
    if unfinished_mark(folder).exists() or is_moved(folder) or not interpreter(folder).exists():
        return False
    check = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    command = [str(interpreter(folder)), "-c", check]
    try:
        return subprocess.run(command, env=child_environment(), capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make(folder: Path) -> None:
    """Make an empty environment, in place of any unusable one. Raises SetupError."""
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        provide(
            [f"python{version}-venv"], ("Môi trường Python riêng của dự án", "The project's own Python environment")
        )
    say("Tạo môi trường Python riêng trong .venv", "Making the project's own Python environment in .venv")
    run_or_refuse(
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        "Không tạo được thư mục .venv; kiểm tra quyền ghi và chỗ trống trên đĩa rồi chạy lại lệnh này.",
        "The folder .venv could not be made; check the right to write and the room on the disk, then run this again.",
    )


def fill(folder: Path, name: str) -> None:
    """Install a set of requirements, every file checked against its hash, then the project. Raises SetupError."""
    say(
        "Cài các gói Python đã ghim phiên bản (lần đầu tải khoảng 140 MB)",
        "Installing the pinned Python packages (about 140 MB to fetch the first time)",
    )
    pip = [str(interpreter(folder)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    if not sys.stdout.isatty():
        pip += ["--quiet", "--progress-bar", "off"]
    advice = (
        "Không cài được các gói Python; kiểm tra mạng tới kho gói và chỗ trống trên đĩa rồi chạy lại lệnh này.",
        "The Python packages could not be installed; check the way to the package index and the room on the disk, "
        "then run this again.",
    )
    requirements = REQUIREMENTS / f"{name}.txt"
    run_or_refuse([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(requirements)], *advice)
    run_or_refuse([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], *advice)


def run_or_refuse(command: list[str], vietnamese: str, english: str) -> None:
    """Run a command. Raises SetupError with the sentences when it fails."""
    done = subprocess.run(command, env=child_environment(), stdin=subprocess.DEVNULL, cwd=ROOT, check=False)
    if done.returncode != 0:
        raise SetupError(vietnamese, english)


def prepare(name: str) -> Path:
    """Bring the environment up to a set of requirements and return its Python; at once when it is there already.

    Raises SetupError. An interrupted run leaves a mark, and the next one begins with an empty environment: pip keeps
    what it fetched, so that little is fetched twice.
    """
    project = ROOT / "pyproject.toml"
    if not is_ready(FOLDER, name, REQUIREMENTS, project):
        if not is_usable(FOLDER):
            make(FOLDER)
        unfinished_mark(FOLDER).write_text("see packaging/project_environment.py\n", encoding="ascii")
        fill(FOLDER, name)
        stamp = stamp_file(FOLDER, name)
        stamp.write_text(fingerprint(FOLDER, REQUIREMENTS / f"{name}.txt", project), encoding="ascii")
        unfinished_mark(FOLDER).unlink()
    return interpreter(FOLDER)
