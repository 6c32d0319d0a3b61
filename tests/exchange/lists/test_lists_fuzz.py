"""Broken and hostile lists: thousands of damaged files give a reading or a refusal, never a crash or a hang."""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dienhinh_desktop.exchange.imports.lists.grids import Grid, GridCell, GridFile, ListRefused
from dienhinh_desktop.exchange.imports.lists.opened import OpenedList
from dienhinh_desktop.exchange.imports.lists.opening import parse
from dienhinh_desktop.exchange.imports.lists.reading import understand
from dienhinh_desktop.storage.catalogue import load_catalogue

from .making import TODAY

SAMPLES = Path(__file__).parents[2] / "acceptance" / "lists"
READABLE = sorted(path for path in SAMPLES.glob("*.xls*") if path.name[:2] not in {"11", "12", "13", "14"})
FILES = int(os.environ.get("DIENHINH_FUZZ_FILES", "300"))
LONGEST = 5.0
_SPLINTERS = (b"<", b'"', b"9" * 30, b"\x00", b"&#x0;", b"</row>", b"-1", b"XFD1048576")


def damaged(source: Path, choice: random.Random) -> bytes:
    """Return the file with some bytes changed: of the file itself, or inside a part of the package."""
    data = source.read_bytes()
    if not data.startswith(b"PK") or choice.random() < 0.3:
        return _scratched(data, choice)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels")) and "theme" not in name]
        hurt = choice.choice(names)
        for name in package.namelist():
            part = package.read(name)
            copy.writestr(name, _scratched(part, choice) if name == hurt else part)
    return out.getvalue()


def _scratched(data: bytes, choice: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(choice.choice((1, 3, 20))):
        if not found:
            break
        place = choice.randrange(len(found))
        what = choice.random()
        if what < 0.4:
            found[place] = choice.randrange(256)
        elif what < 0.6:
            found[place : place + choice.randrange(40)] = b""
        elif what < 0.8:
            found[place:place] = choice.choice(
                (b"<", b'"', b"9" * 30, b"\x00", b"&#x0;", b"</row>", b"-1", b"XFD1048576")
            )
        else:
            found[place:place] = found[place : place + choice.randrange(400)]
    return bytes(found)


def read_once(path: Path) -> str:
    """Read as the child process and the program after it do; the child's own errors are refusals there."""
    try:
        found = parse(path)
    except ListRefused as refused:
        return refused.kind.value
    except Exception:
        return "TEP_HONG"
    try:
        understand(OpenedList(path, found), load_catalogue(), today=TODAY)
    except ListRefused as refused:
        return refused.kind.value
    return "read"


def test_damaged_lists_are_read_or_refused_quickly(tmp_path: Path) -> None:
    choice = random.Random(20261121)
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for place in range(FILES):
        source = READABLE[place % len(READABLE)]
        path = tmp_path / f"ds{source.suffix}"
        path.write_bytes(damaged(source, choice))
        began = time.perf_counter()
        outcomes[read_once(path)] += 1
        slowest = max(slowest, time.perf_counter() - began)
    print(f"\n{FILES} damaged lists: {dict(outcomes)}; slowest {slowest:.2f} s")
    assert slowest < LONGEST
    assert outcomes["read"] > 0
    assert sum(outcomes.values()) == FILES


CELLS = st.one_of(
    st.text(max_size=60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.sampled_from(
        [
            "LĐTT 2021-2023",
            "nt",
            "//",
            "QĐ 12/QĐ-UBND ngày 30/2/2023",
            "HTXSNV/HTTNV",
            "(((((",
            "1,2,3;;;",
            "Tổng cộng: 3",
        ]
    ),
)
HEADINGS = st.sampled_from(
    [
        "STT",
        "Họ và tên",
        "Năm sinh",
        "Danh hiệu 2023",
        "Đề nghị",
        "Xếp loại",
        "Số QĐ",
        "Ngày ký",
        "CCCD",
        "Đơn vị",
        "Sáng kiến",
        "Chức vụ, đơn vị",
        "Năm",
    ]
)


@given(
    headings=st.lists(HEADINGS, min_size=2, max_size=8, unique=True),
    rows=st.lists(st.lists(st.one_of(st.none(), CELLS), max_size=9), max_size=12),
    merges=st.lists(st.tuples(*[st.integers(1, 12)] * 4), max_size=4),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_cells_under_any_heading_are_understood_or_refused(
    headings: list[str], rows: list[list[object]], merges: list[tuple[int, int, int, int]]
) -> None:
    grid = Grid("S")
    lines: list[list[object]] = [list(headings), *rows]
    for number, row in enumerate(lines, start=1):
        for place, value in enumerate(row, start=1):
            if value is not None:
                grid.put(number, place, GridCell(value))  # type: ignore[arg-type]
    grid.merges = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in merges]
    try:
        reading = understand(OpenedList(Path("ds.xlsx"), GridFile("xlsx", [grid])), load_catalogue(), today=TODAY)
    except ListRefused:
        return
    assert all(row.name for row in reading.rows)
