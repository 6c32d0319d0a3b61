"""Reading a records workbook: every row a record or a named mistake, nothing written anywhere."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.imports import SourceRow, WorkbookContent
from dienhinh_desktop.domain.records import RECORD_TYPES, Records
from dienhinh_desktop.domain.upkeep import Progress, silent

from .isolation import workbook_messages
from .issues import IssueLog
from .rows import Message, Rows, SheetEnd, SheetStart
from .sheet_reader import SheetReader
from .sheets import SHEET_BY_KEY, SHEETS, heading_key


def read_records_workbook(path: Path, catalogue: Catalogue, progress: Progress = silent) -> WorkbookContent:
    """Read a records workbook (.xlsx, .xlsm), version 1: its records, their places, and every doubt and mistake.

    Nothing in the file is run; formulas count by the result Excel stored. References between subjects are not checked
    here. `progress` counts sheets. Raises UserError when the file is no workbook, cannot be read, or has no sheet of
    the contract.
    """
    content = _Content(catalogue, progress)
    with closing(workbook_messages(path)) as messages:
        for message in messages:
            content.take(message)
    if not content.readers:
        names = ", ".join(sheet.name for sheet in SHEETS[:4])
        raise UserError(
            f"Không đọc được {path.name}: không có trang nào của sổ dữ liệu ({names}…)."
            " Dùng mẫu sổ dữ liệu, hoặc nhập như danh sách."
        )
    return content.result(path.name)


class _Content:
    """The file as it comes in, sheet after sheet."""

    def __init__(self, catalogue: Catalogue, progress: Progress) -> None:
        self.readers: list[SheetReader] = []
        self._catalogue, self._progress = catalogue, progress
        self._issues = IssueLog()
        self._start: SheetStart | None = None
        self._reader: SheetReader | None = None

    def take(self, message: Message) -> None:
        if isinstance(message, SheetStart):
            self._start = message
            self._reader = self._reader_for(message)
        if self._start is not None:
            self._progress(self._start.place, self._start.total, f"Đọc trang “{self._start.name}”")
        if self._reader is None:
            return
        if isinstance(message, Rows):
            self._reader.take(message.rows)
        elif isinstance(message, SheetEnd):
            self._reader.finish(message)

    def _reader_for(self, start: SheetStart) -> SheetReader | None:
        sheet = SHEET_BY_KEY.get(heading_key(start.name))
        if sheet is None:
            self._issues.warning(
                start.name, None, None, f"Trang “{start.name}” không có trong sổ dữ liệu; không đọc trang này."
            )
            return None
        if start.hidden:
            self._issues.warning(start.name, None, None, f"Trang “{start.name}” đang ẩn; vẫn đọc. Kiểm tra lại.")
        reader = SheetReader(sheet, start, self._catalogue, self._issues)
        self.readers.append(reader)
        return reader

    def result(self, file: str) -> WorkbookContent:
        records: dict[str, tuple[Any, ...]] = {}
        places: dict[str, tuple[SourceRow, ...]] = {}
        for table in RECORD_TYPES:
            readers = [reader for reader in self.readers if reader.sheet.table == table]
            records[table] = tuple(record for reader in readers for record in reader.records)
            places[table] = tuple(place for reader in readers for place in reader.places)
        self._check_codes(records["subjects"], places["subjects"])
        skipped = sum(reader.skipped for reader in self.readers)
        return WorkbookContent(file, Records(**records), places, self._issues.closed(), skipped)

    def _check_codes(self, subjects: tuple[Any, ...], places: tuple[SourceRow, ...]) -> None:
        """Note every code given twice, at the later row."""
        seen: dict[str, SourceRow] = {}
        for subject, place in zip(subjects, places, strict=True):
            first = seen.setdefault(subject.code, place)
            if first is not place:
                where = f"dòng {first.row}" + (f" trang “{first.sheet}”" if first.sheet != place.sheet else "")
                self._issues.error(
                    place.sheet, place.row, "Mã", f"Mã “{subject.code}” đã có ở {where}. Đổi mã, hoặc xóa một dòng."
                )
