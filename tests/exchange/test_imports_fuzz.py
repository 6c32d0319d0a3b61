"""Bent and broken workbooks: whatever the bytes, reading ends soon, with content or with one sentence."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.imports import WorkbookContent
from dienhinh_desktop.exchange.imports.sheets import SHEETS
from tests.exchange.workbook_samples import CASES, make, read, rewrite

SOURCES = (CASES / "ht_dang_ky.xlsx", CASES / "qb.xlsx")
Bend = Callable[[random.Random, bytes], bytes]


def _flip(rng: random.Random, data: bytes) -> bytes:
    bent = bytearray(data)
    for _ in range(rng.randint(1, 20)):
        bent[rng.randrange(len(bent))] = rng.randrange(256)
    return bytes(bent)


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def _drop(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randint(1, 200) :]


def _double(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start : start + rng.randint(1, 2_000)] * rng.randint(2, 5) + data[start:]


def _number(rng: random.Random, data: bytes) -> bytes:
    """Put an extreme number where one stood: a row, a style, a string, a count."""
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    spot = rng.choice(found)
    extreme = rng.choice([b"0", b"-1", b"1048577", b"99999999999", b"1e308", b"nan", b"x", b"4294967295"])
    return data[: spot.start()] + extreme + data[spot.end() :]


def _attribute(rng: random.Random, data: bytes) -> bytes:
    found = list(re.finditer(rb'(\w+)="[^"]*"', data))
    if not found:
        return data
    spot = rng.choice(found)
    extreme = rng.choice([b"", b"e", b"b", b"d", b"inlineStr", b"str", b"XFD1048576", b"A0", b"\xff\xfe", b"'"])
    return data[: spot.start()] + spot[1] + b'="' + extreme + b'"' + data[spot.end() :]


BENDS: tuple[Bend, ...] = (_flip, _cut, _drop, _double, _number, _attribute)


def _bent_files(folder: Path, seeds: range) -> Iterator[Path]:
    for seed in seeds:
        rng = random.Random(seed)
        source, target = rng.choice(SOURCES), folder / f"{seed}.xlsx"
        if rng.random() < 0.2:
            target.write_bytes(rng.choice(BENDS[:4])(rng, source.read_bytes()))
        else:
            with zipfile.ZipFile(source) as package:
                part = rng.choice(package.namelist())
            bends = [rng.choice(BENDS) for _ in range(rng.randint(1, 3))]

            def edit(data: bytes, bends: list[Bend] = bends, rng: random.Random = rng) -> bytes:
                for bend in bends:
                    data = bend(rng, data) or b" "
                return data

            rewrite(source, target, {part: edit})
        yield target


def _outcome(path: Path) -> WorkbookContent | str:
    try:
        return read(path)
    except UserError as refused:
        return refused.sentence


@pytest.mark.parametrize("seeds", [range(40), pytest.param(range(40, 190), marks=pytest.mark.slow)], ids=len)
@pytest.mark.timeout(120)
def test_no_bent_workbook_escapes_as_an_exception_or_hangs(tmp_path: Path, seeds: range) -> None:
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(_outcome, _bent_files(tmp_path, seeds)))
    sentences = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert all(sentence.startswith("Không đọc được ") and sentence.endswith(".") for sentence in sentences)
    contents = [outcome for outcome in outcomes if not isinstance(outcome, str)]
    assert len(sentences) > len(seeds) // 10, "the bends are too mild to prove anything"
    assert len(contents) > len(seeds) // 10, "the bends are too harsh to prove anything"
    assert all(
        len(content.places[name]) == len(rows) for content in contents for name, rows in content.records.tables()
    )


STRANGE = ("🎖️", "a" * 40_000, "-", "%", "0", "1e999", "30/2/2023", "Có", "x", "'", "９", "٣/٣/٢٠٢٣", "\ufffd", "#1")


def test_any_words_in_any_column_become_records_or_named_mistakes(tmp_path: Path) -> None:
    sheets = {
        sheet.name: [[column.heading for column in sheet.columns], *([word] * len(sheet.columns) for word in STRANGE)]
        for sheet in SHEETS
    }
    content = read(make(tmp_path / "la.xlsx", sheets))
    assert sum(len(rows) for _, rows in content.records.tables()) + content.skipped == len(SHEETS) * len(STRANGE)
    assert content.errors
