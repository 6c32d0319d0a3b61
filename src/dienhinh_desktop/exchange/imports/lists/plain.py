"""Sheets out of text files: which encoding, which separator, quoted cells with line breaks."""

from __future__ import annotations

import csv
import io
import unicodedata

from .encodings import DECODERS, fitness
from .grids import LONGEST_TEXT, MOST_LIST_COLUMNS, MOST_LIST_ROWS, Grid, GridCell, GridFile

_SEPARATORS = (";", "\t", ",", "|")
_SAMPLE = 200_000


def decode_text(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its old encoding, empty for Unicode.

    Byte order mark, then UTF-8, then UTF-16 by its zero bytes; else the one of CP1258, TCVN3, VNI and CP1252 in
    which most words with marks are Vietnamese syllables.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ""
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace"), ""
    if (zeros := data[:2000].count(0)) > len(data[:2000]) // 5:
        little = data[1:2000:2].count(0) * 2 >= zeros
        return data.decode("utf-16-le" if little else "utf-16-be", "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _old_text(data)


def _old_text(data: bytes) -> tuple[str, str]:
    latin = data.decode("latin-1")
    windows = data.decode("cp1252", "replace")
    found = [(unicodedata.normalize("NFC", data.decode("cp1258", "replace")), "CP1258"), (windows, "CP1252")]
    # VNI marks live in the Windows page as well as in Latin-1: both give the same letters.
    found.extend((decode(latin), name) for name, decode in DECODERS.items())
    return max(found, key=lambda choice: _share(choice[0][:_SAMPLE]))


def _share(text: str) -> float:
    good, marked = fitness(text)
    return good / marked if marked else 0.0


def read_text(data: bytes) -> GridFile:
    """Return the records of a separated text file as one sheet; a row is the line its record begins on."""
    text, encoding = decode_text(data)
    grid = Grid()
    lines = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=_separator(text))
    first = 1
    previous, csv_limit = csv.field_size_limit(), 2**20
    csv.field_size_limit(csv_limit)
    try:
        for record in lines:
            for column, value in enumerate(record[:MOST_LIST_COLUMNS], start=1):
                if value.strip():
                    grid.put(first, column, GridCell(value[:LONGEST_TEXT]))
            first = lines.line_num + 1
            if first > MOST_LIST_ROWS:
                grid.cut_at = first
                break
    finally:
        csv.field_size_limit(previous)
    return GridFile("text", [grid], encoding="" if encoding == "CP1252" else encoding)


def _separator(text: str) -> str:
    lines = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:200]
    return max(
        _SEPARATORS, key=lambda mark: (sum(mark in line for line in lines), sum(line.count(mark) for line in lines))
    )
