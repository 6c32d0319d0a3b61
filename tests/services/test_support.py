"""What is handed to whoever supports the program, and how the next start knows that the last one was cut off."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.records import RECORD_TYPES
from dienhinh_desktop.domain.text import clean
from dienhinh_desktop.exchange.upkeep import session
from dienhinh_desktop.services import records, support, upkeep
from dienhinh_desktop.services.context import Context

MACHINE = {"Qt": "6.11", "Màn hình": "1366×768, tỷ lệ 1"}


@pytest.fixture
def running(ctx: Context) -> Iterator[support.Session]:
    begun = support.begin(ctx.db.folder)
    yield begun
    begun.end()


def _values(ctx: Context) -> Iterator[str]:
    """Yield every text, date and number of every record that could tell somebody from another."""
    with ctx.db.read() as reader:
        kept = reader.records()
    for table in RECORD_TYPES:
        for record in getattr(kept, table):
            for field in fields(record):
                value = getattr(record, field.name)
                if isinstance(value, date | PartialDate):
                    yield str(value)
                elif isinstance(value, str) and len(value) >= 4:
                    yield value
    yield from (row.name for row in kept.subjects)


def test_no_value_of_any_record_is_handed_on(ctx: Context, running: support.Session) -> None:
    upkeep.load_practice(ctx)
    values = set(_values(ctx))
    assert len(values) > 300
    log = logging.getLogger("dienhinh_desktop.tests")
    for value in sorted(values):
        try:
            records.open_card(ctx, value + " không có")
        except Exception:  # whatever refuses it
            log.exception("Use case failed: %s", value)
    told = support.report(ctx, MACHINE)
    assert "Use case failed: %s" in told
    fixed = clean("\n".join(told.split("NHẬT KÝ")[:1]))
    found = {value for value in values if value in told and value not in fixed}
    assert not found
    assert str(ctx.db.folder) not in told


def test_the_report_says_what_whoever_helps_needs_first(ctx: Context) -> None:
    told = support.report(ctx, MACHINE)
    for words in (
        "Bản chương trình: ",
        "Hệ điều hành: ",
        "Màn hình: 1366×768",
        "Trong sổ: 0 hồ sơ",
        "(chưa có lỗi nào)",
    ):
        assert words in told


def test_what_was_shown_is_what_is_written(ctx: Context, tmp_path: Path) -> None:
    told = support.report(ctx, MACHINE)
    support.write_report(told, tmp_path / "nhat_ky.txt")
    assert (tmp_path / "nhat_ky.txt").read_text(encoding="utf-8") == told


def test_a_session_that_was_closed_is_not_taken_for_one_cut_off(ctx: Context) -> None:
    first = support.begin(ctx.db.folder)
    assert not first.cut_off
    first.end()
    second = support.begin(ctx.db.folder)
    assert not second.cut_off
    second.end()


def test_a_session_cut_off_is_noticed_once_and_logged(ctx: Context) -> None:
    session.begin(ctx.db.folder)  # and never ended
    session.crash_file(ctx.db.folder).write_text(
        "Fatal Python error: Aborted\n\nCurrent thread 0x00007f (most recent call first):\n"
        '  File "/nhà/ha.le/a.py", line 3 in f\n',
        encoding="utf-8",
    )
    second = support.begin(ctx.db.folder)
    second.end()
    third = support.begin(ctx.db.folder)
    third.end()
    assert (second.cut_off, third.cut_off) == (True, False)
    told = support.report(ctx, MACHINE)
    assert told.count("The last session ended without being closed.") == 1
    assert told.count("Fatal Python error: Aborted") == 1
    assert "a.py:3 f" in told
    assert "ha.le" not in told
