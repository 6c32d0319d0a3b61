"""What a verdict costs, and whether it stays so: `python -m tests.benchmarks.verdicts --size 1000 --size 20000`.

Every size is judged under plan HT (a department) and plan TC (a district with communes, households and movements),
beside plain SQL that counts the same records. Then one subject is judged again after one edit, and everybody is asked
for after one edit. Times are those of the processor. Ratios tell: the first × is ours to the floor; those after "each"
(one subject when all are judged), "again" (one subject judged after an edit) and "edit" are to the same at the first
size; that after "all" (everybody after an edit) says how many times as long judging them the first time took.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

from .measure import measure
from .scale import MADE
from .setting import ON, Setting

HEADING = (
    f"{'size':>8}{'subjects':>10}{'rows':>11}{'s':>9}{'floor':>8}{'×':>7}{'MiB':>8}{'ms each':>9}{'×':>7}"
    f"{'ms again':>10}{'×':>7}{'ms edit':>9}{'×':>7}{'ms all':>9}{'×':>7}"
)


SMALLEST = 1000
"""Below, there are too few units to edit ten of them."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one size cost: processor seconds for all and for the floor, MiB, milliseconds of one answer, of an edit.

    `all_again`: milliseconds of the answer about everybody after an edit.
    """

    size: int
    subjects: int
    rows: int
    seconds: float
    floor: float
    memory: float
    again: float
    edit: float
    all_again: float

    @property
    def each(self) -> float:
        """Milliseconds for one subject when all are judged."""
        return self.seconds / self.subjects * 1000

    def line(self, first: Cost) -> str:
        """Return the line of the table, with ratios to the first size."""
        return (
            f"{self.size:8,}{self.subjects:10,}{self.rows:11,}{self.seconds:9.2f}{self.floor:8.2f}"
            f"{self.seconds / self.floor:7.1f}{self.memory:8.0f}{self.each:9.2f}{self.each / first.each:7.2f}"
            f"{self.again:10.2f}{self.again / first.again:7.2f}{self.edit:9.2f}{self.edit / first.edit:7.2f}"
            f"{self.all_again:9.2f}{self.seconds * 1000 / self.all_again:7.0f}"
        )


def cost(plan: str, size: int) -> Cost:
    """Fill a folder and measure it, each job in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="dienhinh-benchmark-", ignore_cleanup_errors=True) as folder:
        setting = Setting(size, 0, folder, plan)
        made = measure("judging", "fill", setting).report
        judged = measure("judging", "judge_all", setting)
        floor = measure("judging", "count_all", setting).report
        again = measure("judging", "one_after_an_edit", setting).report
        all_again = measure("judging", "all_after_an_edit", setting).report
    assert floor["rows"] == sum(made.values()) - made["subjects"]
    return Cost(
        size=size,
        subjects=made["subjects"],
        rows=sum(made.values()),
        seconds=judged.report["seconds"],
        floor=floor["seconds"],
        memory=judged.memory,
        again=again["answer"] * 1000,
        edit=again["edit"] * 1000,
        all_again=all_again["answer"] * 1000,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and measure every size under every plan."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.verdicts", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="people and households; may be given again")
    parser.add_argument("--plan", choices=list(MADE), action="append", help="only this plan")
    asked = parser.parse_args(arguments)
    if any(size < SMALLEST for size in asked.size or ()):
        parser.error(f"every size must be {SMALLEST} or more")
    for plan in asked.plan or MADE:
        print(f"\n{plan} on {ON}; floor: sqlite3 counts the records of every subject, table by table\n{HEADING}")
        first: Cost | None = None
        for size in asked.size or [1000]:
            found = cost(plan, size)
            first = first or found
            print(found.line(first), flush=True)


if __name__ == "__main__":
    main()
