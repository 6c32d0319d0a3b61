"""Damaged lists brought in: all of it, or nothing; and what was written is taken back to the last row."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.lists import ListIssueKind
from dienhinh_desktop.exchange.imports.lists import opened
from dienhinh_desktop.exchange.imports.lists.grids import GridFile, ListRefused
from dienhinh_desktop.exchange.imports.lists.opening import parse
from dienhinh_desktop.services import imports
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.imports import lists
from dienhinh_desktop.storage import tables
from tests.exchange.lists.test_lists_fuzz import LONGEST, READABLE, damaged
from tests.services.list_work import everything, kept, office

__all__ = ["office"]

FILES = int(os.environ.get("DIENHINH_FUZZ_FILES", "120")) // 2


def _parsed(path: Path) -> GridFile:
    """Parse in this process, which spares a start of Python for each file; its errors are refusals, as over there."""
    try:
        return parse(path)
    except ListRefused:
        raise
    except Exception as fault:
        raise ListRefused(ListIssueKind.BROKEN, "tệp hỏng.") from fault


def _bring_in(ctx: Context, path: Path) -> tuple[str, int | None]:
    """Read, look and write as the command line does; return what came of it, and the number of the import."""
    try:
        task = lists.open_list(ctx, path)
    except UserError:
        return "không đọc được", None
    shown = lists.look(ctx, task, strict=False)
    try:
        report = lists.write(ctx, task, shown, strict=False)
    except UserError:
        return "có dòng chưa quyết", None
    return ("đã ghi" if report.batch else "không có gì mới"), report.batch


def test_damaged_lists_are_written_whole_or_not_at_all(
    office: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "open_list", _parsed)
    choice = random.Random(20261122)
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    before = everything(office, tables.JOURNALED)
    for place in range(FILES):
        source = READABLE[place % len(READABLE)]
        path = tmp_path / f"ds{source.suffix}"
        path.write_bytes(damaged(source, choice))
        began = time.perf_counter()
        outcome, batch = _bring_in(office, path)
        slowest = max(slowest, time.perf_counter() - began)
        outcomes[outcome] += 1
        if batch is not None:
            imports.undo(office, batch)
        assert everything(office, tables.JOURNALED) == before, f"{place}: {source.name}, {outcome}"
    assert kept(office) == before, "the file and its journal are sound as well"
    print(f"\n{FILES} damaged lists brought in: {dict(outcomes)}; slowest {slowest:.2f} s")
    assert outcomes["đã ghi"] > 0
    assert slowest < LONGEST
