"""Small workbooks for the tests of import and export: made, bent and read back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.imports import Issue, IssueLevel, WorkbookContent
from dienhinh_desktop.exchange.imports.workbook import read_records_workbook
from dienhinh_desktop.storage.catalogue import load_catalogue

CASES = Path(__file__).parents[1] / "acceptance" / "cases"
PRACTICE = Path(__file__).parents[2] / "resources" / "practice" / "so_ngoai_vu_mau.xlsx"
SUBJECT_HEADINGS = ("Mã", "Loại", "Tên")
ONE_SUBJECT = {"Đối tượng": [SUBJECT_HEADINGS, ("CB1", "Cá nhân", "Nguyễn Văn An")]}

Sheets = Mapping[str, Sequence[Sequence[Any]]]


@lru_cache
def catalogue() -> Catalogue:
    """The catalogue that ships with the program."""
    return load_catalogue()


def make(path: Path, sheets: Sheets) -> Path:
    """Write sheets of plain rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    book.close()
    return path


def read(path: Path) -> WorkbookContent:
    """Read as the program does."""
    return read_records_workbook(path, catalogue())


def read_sheets(folder: Path, sheets: Sheets) -> WorkbookContent:
    """Write and read at once."""
    return read(make(folder / "so.xlsx", sheets))


def rewrite(source: Path, target: Path, edits: Mapping[str, Callable[[bytes], bytes] | None]) -> Path:
    """Copy a package with some parts edited or, where None, left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            edit = edits.get(name, _as_it_is)
            if edit is not None:
                new.writestr(name, edit(old.read(name)))
    return target


def _as_it_is(data: bytes) -> bytes:
    return data


def errors(issues: Iterable[Issue]) -> list[tuple[str | None, int | None, str | None, str]]:
    """Sheet, row, column and sentence of the errors."""
    return [(i.sheet, i.row, i.column, i.message) for i in issues if i.level is IssueLevel.ERROR]


def warnings(issues: Iterable[Issue]) -> list[tuple[str | None, int | None, str | None, str]]:
    """Sheet, row, column and sentence of the warnings."""
    return [(i.sheet, i.row, i.column, i.message) for i in issues if i.level is IssueLevel.WARNING]
