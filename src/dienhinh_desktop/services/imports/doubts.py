"""What is wrong or doubtful about a file beside what is already known: references, days, doubles, contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from ...domain.catalogue import Catalogue
from ...domain.imports import Issue, IssueLevel, WorkbookContent
from ...domain.records import RECORD_TYPES, Records, SubjectKind
from ...domain.text import decision_key, fold
from ...exchange.imports.issues import IssueLog
from ..entries import HEADINGS, REFERENCES
from ..record_checks import FIRST_YEAR, citizen_id_doubt, date_order, odd_years
from ..wording import award_text, decision_text
from .matching import Match


class Doubts:
    """Goes through a file once and notes every issue at its sheet, row and column."""

    def __init__(
        self, content: WorkbookContent, held: Records, matches: Mapping[str, Sequence[Match]], latest: int
    ) -> None:
        """Take what the file says, what is kept today, and what would become of each row."""
        self._content, self._held, self._matches, self._latest = content, held, matches, latest
        self._log = IssueLog()
        self._subjects = {row.code: row for row in held.subjects}
        self._subjects.update((item.kept.code, item.kept) for item in matches["subjects"])
        self._folded: dict[str, str] = {fold(code): code for code in self._subjects}

    def issues(self, catalogue: Catalogue) -> tuple[Issue, ...]:
        """Return all issues found."""
        self._codes()
        for table in RECORD_TYPES:
            references = [item.name for item in fields(RECORD_TYPES[table]) if item.name in REFERENCES]
            for place, row in enumerate(getattr(self._content.records, table)):
                self._references(table, place, row, references)
                self._days(table, place, row)
        self._subject_rows()
        self._ratings()
        self._awards(catalogue)
        return self._log.closed()

    def _note(self, level: IssueLevel, table: str, place: int, field: str, message: str) -> None:
        at = self._content.places[table][place]
        note = self._log.error if level is IssueLevel.ERROR else self._log.warning
        note(at.sheet, at.row, HEADINGS[table, field], message)

    def _codes(self) -> None:
        told = {(item.sheet, item.row) for item in self._content.errors if item.column == HEADINGS["subjects", "code"]}
        seen: dict[str, int] = {}
        for place, row in enumerate(self._content.records.subjects):
            first = seen.setdefault(row.code, place)
            at = self._content.places["subjects"][place]
            if first != place and (at.sheet, at.row) not in told:
                line = self._content.places["subjects"][first].row
                message = f"Mã “{row.code}” đã có ở dòng {line}. Đổi mã, hoặc xóa một dòng."
                self._note(IssueLevel.ERROR, "subjects", place, "code", message)

    def _references(self, table: str, place: int, row: Any, names: Sequence[str]) -> None:
        for name in names:
            code = getattr(row, name)
            if code is None:
                continue
            target = self._subjects.get(code)
            if target is None:
                near = self._folded.get(fold(code))
                hint = f"Có phải “{near}”?" if near else "Sửa mã, hoặc thêm dòng ở trang Đối tượng."
                message = f"Không có đối tượng mã “{code}” trong tệp và trong dữ liệu. {hint}"
                self._note(IssueLevel.ERROR, table, place, name, message)
            elif name != "subject" and target.kind is not SubjectKind.COLLECTIVE and name != "introducer":
                message = (
                    f"“{code}” ({target.name}) là {target.kind.label.lower()}, không phải tập thể. Kiểm tra lại mã."
                )
                self._note(IssueLevel.WARNING, table, place, name, message)

    def _days(self, table: str, place: int, row: Any) -> None:
        for field, sentence in date_order(row):
            self._note(IssueLevel.WARNING, table, place, field, f"{sentence}. Kiểm tra hai ngày.")
        for field, year in odd_years(row, self._latest):
            message = f"Năm {year} nằm ngoài khoảng {FIRST_YEAR}–{self._latest}. Kiểm tra lại."
            self._note(IssueLevel.WARNING, table, place, field, message)

    def _subject_rows(self) -> None:
        numbers: dict[str, str] = {}
        for subject in self._subjects.values():
            if subject.citizen_id:
                numbers.setdefault(subject.citizen_id, subject.code)
        for place, item in enumerate(self._matches["subjects"]):
            row = item.kept
            if item.held is not None and item.held.kind is not row.kind:
                message = (
                    f"Mã “{row.code}” đang là {item.held.kind.label.lower()} {item.held.name}, tệp ghi"
                    f" {row.kind.label.lower()}. Đổi mã, hoặc sửa Loại."
                )
                self._note(IssueLevel.ERROR, "subjects", place, "kind", message)
            doubt = citizen_id_doubt(row)
            if doubt:
                self._note(IssueLevel.WARNING, "subjects", place, "citizen_id", f"{doubt}. Kiểm tra lại.")
            other = numbers.get(row.citizen_id or "", row.code)
            if other != row.code:
                message = f"CCCD {row.citizen_id} đã có ở {other} ({self._subjects[other].name}). Kiểm tra lại."
                self._note(IssueLevel.WARNING, "subjects", place, "citizen_id", message)
        self._circles()

    def _circles(self) -> None:
        safe: set[str] = set()
        for place, item in enumerate(self._matches["subjects"]):
            path: dict[str, None] = {}
            code: str | None = item.kept.code
            while code is not None and code in self._subjects and code not in safe and code not in path:
                path[code] = None
                code = self._subjects[code].unit
            if code is not None and code in path:
                message = f"Đơn vị của “{item.kept.code}” dẫn vòng về chính nó ({' → '.join([*path, code])}). Sửa lại."
                self._note(IssueLevel.ERROR, "subjects", place, "unit", message)
            safe.update(path)

    def _standing(self, table: str) -> tuple[list[Any], list[tuple[int, Any]]]:
        """Return rows kept that the file leaves alone, and the file's rows (with their place) as they will be kept."""
        matches = self._matches[table]
        touched = {item.held.id for item in matches if item.held is not None}
        return [row for row in getattr(self._held, table) if row.id not in touched], [
            (place, item.kept) for place, item in enumerate(matches)
        ]

    def _ratings(self) -> None:
        others, ours = self._standing("ratings")
        grades: dict[tuple[str, int], set[Any]] = defaultdict(set)
        for row in others:
            grades[row.subject, row.year].add(row.grade)
        for place, row in ours:
            found = grades[row.subject, row.year]
            found.add(row.grade)
            if len(found) > 1:
                listed = ", ".join(grade.name for grade in sorted(found, reverse=True))
                message = (
                    f"“{row.subject}” có xếp loại khác nhau trong năm {row.year} ({listed}); năm này là thiếu dữ liệu"
                    " đến khi bỏ mức sai."
                )
                self._note(IssueLevel.WARNING, "ratings", place, "grade", message)

    def _awards(self, catalogue: Catalogue) -> None:
        others, ours = self._standing("awards")
        seen = {_award_key(row) for row in others}
        for place, row in ours:
            key = _award_key(row)
            if key in seen and row.decision:
                message = (
                    f"“{row.subject}” đã có {award_text(row, catalogue)}, {decision_text(row.decision, row.date)};"
                    " giữ cả hai dòng, chỉ tính một lần. Xóa dòng thừa nếu nhập trùng."
                )
                self._note(IssueLevel.WARNING, "awards", place, "form", message)
            seen.add(key)
            form = catalogue.awards.get(row.form)
            if form is not None and form.yearly and row.year and row.date and row.date.year < row.year:
                message = f"Ngày ký {row.date:%d/%m/%Y} trước năm đạt {row.year}. Kiểm tra năm và ngày."
                self._note(IssueLevel.WARNING, "awards", place, "year", message)


def _award_key(row: Any) -> tuple[object, ...]:
    return row.subject, row.form, decision_key(row.decision) if row.decision else "", row.date
