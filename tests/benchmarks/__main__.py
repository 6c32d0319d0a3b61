"""Time and peak memory of the main job beside the bare libraries: `python -m tests.benchmarks --people 1000`.

Run on demand, at the top of the checkout; never part of the tests.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import make_list
from .list_costs import run_sizes
from .measure import Measurement, measure
from .setting import ON, PLAN, Setting

PAIRS = (
    ("import", "import_workbook", "read_and_insert", "calamine reads the cells, sqlite3 inserts the rows"),
    ("", "", "read_with_openpyxl", "openpyxl reads the cells, nothing is written"),
    ("assess", "assess", "select_all", "sqlite3 selects the same rows"),
    ("grid", "read_years", "select_years", "sqlite3 selects the same ratings, awards and subjects"),
    ("overview", "overview", "select_all", "sqlite3 selects the same rows"),
    ("search", "search", "like_scan", "sqlite3 scans the names with LIKE"),
    ("list", "export_list", "write_cells", "openpyxl writes the same cells, unstyled"),
    ("forms", "export_forms", "write_forms", "reportlab writes as many files and pages"),
)
"""Job, our function, the floor's function, what the floor does. A line without a job has the one above it."""

HEADING = f"{'job':9}{'s':>9}{'floor':>9}{'×':>7}{'MiB':>9}{'floor':>9}{'×':>7}  floor"


def line(job: str, ours: Measurement, floor: Measurement, words: str) -> str:
    times = f"{ours.seconds:9.3f}{floor.seconds:9.3f}{ours.seconds / floor.seconds:7.1f}"
    memory = f"{ours.memory:9.0f}{floor.memory:9.0f}{ours.memory / (floor.memory or 1):7.1f}"
    return f"{job:9}{times}{memory}  {words}"


def run(setting: Setting) -> None:
    """Measure every job on one workbook and print a line for each."""
    generator = Path(__file__).with_name("make_scale_data.py")
    command = [sys.executable, str(generator), "--people", str(setting.people), "--out", str(setting.workbook)]
    made = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    size = setting.workbook.stat().st_size / (1 << 20)
    print(f"\n{setting.people:,} people, workbook {size:.1f} MiB ({made.stdout.splitlines()[0]})")
    print(HEADING, flush=True)
    ours = None
    reports = {}
    for job, function, floor, words in PAIRS:
        if job:
            ours = measure("program", function, setting)
            reports[job] = ours.report
            (Path(setting.folder) / f"{job}.json").write_text(json.dumps(ours.report), encoding="utf-8")
        assert ours is not None
        bare = measure("floor", floor, setting)
        reports[floor] = bare.report
        print(line(job, ours, bare, words), flush=True)
    written = reports["write_forms"]
    print(f"import: {reports['import']['rows']:,} rows; assess: {reports['assess']['verdicts']}")
    print(
        f"list: {reports['write_cells']['rows']:,} rows; forms: {written['files']:,} files, {written['pages']:,} pages"
    )


def run_list(setting: Setting) -> None:
    """Measure the reading of a sub-unit's list, alone, beside empty records, and beside those it made itself."""
    make_list.write(setting.foreign_list, setting.people)
    size = setting.foreign_list.stat().st_size / (1 << 20)
    print(f"\nlist of {setting.people:,} rows, {len(make_list.HEAD)} columns, {size:.1f} MiB")
    print(HEADING, flush=True)
    bare = measure("floor", "read_list", setting)
    words = "calamine reads the cells"
    print(line("read", measure("program", "open_list", setting), bare, words), flush=True)
    empty = measure("program", "preview_list", setting)
    print(line("preview", empty, bare, words), flush=True)
    kept = measure("program", "keep_list", setting)
    print(line("write", kept, bare, words), flush=True)
    again = measure("program", "preview_list", setting)
    print(line("again", again, bare, words), flush=True)
    print(f"first: {empty.report['lines']}; written: {kept.report['rows']:,} records; again: {again.report['lines']}")


def run_drawing(setting: Setting) -> None:
    """Measure the drawing of papers alone, beside the same text by the bare libraries."""
    print(f"\n{setting.papers:,} reports, bound and one by one; a list of {setting.people:,} rows")
    print(HEADING, flush=True)
    for job, floor, words in (
        ("reports", "reports_bare", "reportlab writes the same text"),
        ("list", "list_bare", "openpyxl writes the same cells, unstyled"),
    ):
        ours = measure("drawing", f"draw_{job}", setting)
        print(line(job, ours, measure("drawing", f"draw_{floor}", setting), words), ours.report, flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and run each size in turn."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--people", type=int, action="append", help="size of the workbook; may be given again")
    parser.add_argument("--list", type=int, action="append", help="rows of a sub-unit's list; then only lists are read")
    parser.add_argument("--drawing", type=int, nargs=2, metavar=("REPORTS", "ROWS"), help="then only papers are drawn")
    parser.add_argument(
        "--listing",
        type=int,
        action="append",
        help="people in the list of records; then only the window is timed",
    )
    parser.add_argument(
        "--papers", type=int, default=500, help="the list and the forms hold at most so many candidates"
    )
    asked = parser.parse_args(arguments)
    print(f"plan {PLAN} on {ON}; s: seconds of the job; MiB: peak memory of its process; ×: ours to the floor")
    for rows in asked.list or []:
        with tempfile.TemporaryDirectory(prefix="dienhinh-benchmark-", ignore_cleanup_errors=True) as folder:
            run_list(Setting(rows, 0, folder))
    if asked.drawing:
        with tempfile.TemporaryDirectory(prefix="dienhinh-benchmark-", ignore_cleanup_errors=True) as folder:
            run_drawing(Setting(asked.drawing[1], asked.drawing[0], folder))
    if asked.listing:
        run_sizes(asked.listing)
    for people in asked.people or ([] if asked.list or asked.drawing or asked.listing else [1000]):
        with tempfile.TemporaryDirectory(prefix="dienhinh-benchmark-", ignore_cleanup_errors=True) as folder:
            run(Setting(people, min(asked.papers, people), folder))


if __name__ == "__main__":
    main()
