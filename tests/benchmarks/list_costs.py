"""The table of what the window and the list of records cost, size by size, beside the bare things."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .measure import Measurement, measure
from .setting import Setting

HEADING = (
    f"{'people':>8}{'window s':>10}{'empty':>7}{'×':>6}{'list s':>8}{'×':>6}{'key ms':>8}{'LIKE':>7}{'×':>6}"
    f"{'edit ms':>9}{'×':>6}{'MiB':>7}{'empty':>7}{'×':>6}"
)


@dataclass(frozen=True, slots=True)
class ListCost:
    """What one size cost: seconds, milliseconds of one search on average, MiB."""

    people: int
    usable: float
    empty: float
    opened: float
    key: float
    bare: float
    edit: float
    memory: float
    empty_memory: float

    def line(self, first: ListCost) -> str:
        """Return the line of the table; list and edit are beside those of the first size."""
        return (
            f"{self.people:8,}{self.usable:10.2f}{self.empty:7.2f}{self.usable / self.empty:6.1f}"
            f"{self.opened:8.2f}{self.opened / first.opened:6.1f}"
            f"{self.key * 1000:8.0f}{self.bare * 1000:7.1f}{self.key / self.bare:6.1f}"
            f"{self.edit * 1000:9.0f}{self.edit / first.edit:6.1f}"
            f"{self.memory:7.0f}{self.empty_memory:7.0f}{self.memory / (self.empty_memory or 1):6.1f}"
        )


def cost(setting: Setting) -> ListCost:
    """Fill a folder and measure each thing in a process of its own."""
    generator = Path(__file__).with_name("make_scale_data.py")
    command = [sys.executable, str(generator), "--people", str(setting.people), "--out", str(setting.workbook)]
    subprocess.run(command, check=True, capture_output=True)
    measure("program", "import_workbook", setting)
    empty = measure("listing", "empty_window", setting)
    window = measure("listing", "usable_window", setting)
    opened = measure("listing", "open_list", setting)
    typed, asked = (measure("listing", name, setting) for name in ("keystrokes", "queries"))
    edit = measure("listing", "edits", setting)
    for text, (_seconds, found) in asked.report.items():
        assert text.isdigit() or typed.report[text][1] == found, text  # digits are looked for in decisions as well
    return ListCost(
        people=setting.people,
        usable=window.report["usable"],
        empty=empty.report["usable"],
        opened=opened.report["shown"][0],
        key=_mean(typed),
        bare=_mean(asked),
        edit=edit.report["shown"][0],
        memory=window.memory,
        empty_memory=empty.memory,
    )


def _mean(measured: Measurement) -> float:
    return float(sum(seconds for seconds, _found in measured.report.values())) / len(measured.report)


def run_sizes(sizes: Sequence[int]) -> None:
    """Measure every size and print a line for each."""
    print("\nTimes of the processor. window: until it takes keys, beside an empty one; list: opened, beside the")
    print("list of the first size; key: a text typed until its hits are painted, beside LIKE over the same names;")
    print("edit: one record saved until the list shows it")
    print(HEADING)
    first: ListCost | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="dienhinh-benchmark-", ignore_cleanup_errors=True) as folder:
            found = cost(Setting(size, 0, folder))
        first = first or found
        print(found.line(first), flush=True)
