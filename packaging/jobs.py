"""The two jobs of the README: the main job on the made-up department, and the tests."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from project_environment import ROOT, prepare
from speech import SetupError, child_environment, say, say_error, speak_utf8
from system_packages import missing_libraries, missing_tools, provide, wanted_libraries

DEMO = ("demo", "--out", "out/demo")
"""Arguments of the main job, run at the top of the checkout."""

DEMO_DATA = "out/demo/so_tap_lam"
"""Data folder of the made-up department, which the main job leaves behind."""

IN_PARALLEL = ("-n", "auto", "--dist", "worksteal")
"""One pytest process for each core; whoever is done takes over tests still waiting."""

NO_TESTS = 5
"""pytest's exit code when nothing was collected."""


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a window can be shown to somebody."""
    if environment.get("CI"):
        return False
    if platform == "linux":
        return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
    return True


def run(python: Path, *arguments: str) -> int:
    """Run the project's Python at the top of the checkout and return its exit code."""
    return subprocess.run([python, *arguments], cwd=ROOT, env=child_environment(), check=False).returncode


def show(*, window: bool) -> int:
    """Set up, do the main job on the made-up department, then open the window. Returns the exit code.

    The main job itself needs no Qt: where Qt's libraries cannot be had, it is done all the same before that is said.
    """
    python = prepare("runtime")
    without_qt = provide_qt(tests=False)
    say("Chạy việc chính với đơn vị mẫu", "Doing the main job on the made-up department")
    failed = run(python, "-m", "dienhinh_desktop", *DEMO)
    if failed:
        return failed
    if without_qt is not None:
        say_error(without_qt)
        return int(window)
    if not window:
        say("Không mở cửa sổ.", "No window is opened.")
        return 0
    say("Mở cửa sổ với dữ liệu của đơn vị mẫu", "Opening the window on the made-up department")
    return run(python, "-m", "dienhinh_desktop", "--data", DEMO_DATA)


def provide_qt(*, tests: bool) -> SetupError | None:
    """Install Qt's system libraries where they are missing; return why that was not possible, or None."""
    if sys.platform != "linux":
        return None
    try:
        missing = missing_libraries(wanted_libraries(os.environ, tests=tests))
        provide(missing, ("Cửa sổ chương trình (Qt)", "The window (Qt)"))
    except SetupError as error:
        return error
    return None


def test(arguments: Sequence[str]) -> int:
    """Set up with everything the tests need and run them, the quick ones first. Returns the exit code."""
    python = prepare("dev")
    without_qt = provide_qt(tests=True)
    if without_qt is not None:
        raise without_qt
    left_out = provide_tools()
    if arguments:
        return run(python, "-m", "pytest", *arguments)
    failed = run(python, "-m", "pytest", *IN_PARALLEL, "-m", "not slow")
    if failed or left_out:
        return failed
    slow = run(python, "-m", "pytest", *IN_PARALLEL, "-m", "slow")
    return 0 if slow == NO_TESTS else slow


def provide_tools() -> bool:
    """Install the programs the slow tests call; tell whether those tests must be left out.

    Raises SetupError under CI, where leaving tests out would pass unseen.
    """
    if sys.platform != "linux":
        say("Bỏ qua phần kiểm thử chậm: chỉ chạy trên Linux.", "The slow tests are left out: they run on Linux only.")
        return True
    try:
        provide(missing_tools(), ("Phần kiểm thử chậm", "The slow part of the tests"))
    except SetupError as error:
        if os.environ.get("CI"):
            raise
        say_error(error)
        say("Bỏ qua phần kiểm thử chậm.", "The slow tests are left out.")
        return True
    return False


def main(arguments: Sequence[str]) -> int:
    """Do the job named on the command line. Returns the exit code."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="start.py", description="Set up this checkout and run it.")
    parser.add_argument("job", nargs="?", choices=["demo", "test"], default="demo", help="default: demo")
    parser.add_argument("--no-window", action="store_true", help="demo: do not open the window afterwards")
    asked, rest = parser.parse_known_args(arguments)
    if rest and asked.job != "test":
        parser.error(f"unknown: {' '.join(rest)}")
    try:
        if asked.job == "test":
            return test(rest)
        return show(window=not asked.no_window and has_display(os.environ))
    except SetupError as error:
        say_error(error)
        return 1
    except KeyboardInterrupt:
        say("Đã dừng. Chạy lại lệnh này để làm tiếp.", "Stopped. Run this command again to go on.")
        return 130
