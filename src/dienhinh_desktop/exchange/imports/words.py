"""Kinds of cell that hold words: text, codes, terms of the catalogue, closed choices, citizen numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.records import Grade
from dienhinh_desktop.domain.text import clean, fold

from .values import LONGEST_CELL, NOTHING, Cell, Kind, Reading, cell_text

_PARTED = re.compile(r"[,;\n]")
_ID_FILLING = re.compile(r"[\s.\-']")
_TICKS = {"x", "v", "✓", "✔", "☑"}


def _too_long(text: str) -> bool:
    return len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_CELL


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Words on one line. A date here is mostly Excel's doing ("12/2023" typed as a number of a decision)."""

    text_format: bool = False

    def read(self, raw: Cell, _catalogue: Catalogue, /) -> Reading:
        """Return the cleaned words."""
        text = clean(cell_text(raw))
        if not text:
            return NOTHING
        if _too_long(text):
            return Reading(error=f"Ô dài quá {LONGEST_CELL} ký tự. Rút ngắn lại.")
        if isinstance(raw, date):
            return Reading(text, f"Ô này là ngày ({text}) trong cột chữ; có thể Excel đã tự đổi. Kiểm tra lại.")
        return Reading(text)


@dataclass(frozen=True, slots=True)
class Lines(Kind):
    """Words on one line or several; empty lines are dropped, the others kept apart."""

    long = True

    def read(self, raw: Cell, _catalogue: Catalogue, /) -> Reading:
        """Return the cleaned lines."""
        text = "\n".join(line for part in cell_text(raw).splitlines() if (line := clean(part)))
        if _too_long(text):
            return Reading(error=f"Ô dài quá {LONGEST_CELL} ký tự. Rút ngắn lại.")
        return Reading(text or None)


@dataclass(frozen=True, slots=True)
class Codes(Kind):
    """Codes separated by commas; those of a catalogue list where one is named."""

    terms: str | None = None
    called: str = ""
    text_format = True

    def read(self, raw: Cell, catalogue: Catalogue, /) -> Reading:
        """Return each code once, in the order written."""
        words = [word for part in _PARTED.split(cell_text(raw)) if (word := clean(part))]
        if self.terms is None:
            return Reading(tuple(dict.fromkeys(words)))
        found = [catalogue.find(self.terms, word) for word in words]
        for word, term in zip(words, found, strict=True):
            if term is None:
                return _unknown(word, self.called, catalogue.lists[self.terms])
        return Reading(tuple(dict.fromkeys(term.code for term in found if term)))

    def write(self, value: Any, _catalogue: Catalogue, /) -> Cell:
        """Join the codes."""
        return ", ".join(value) or None


@dataclass(frozen=True, slots=True)
class TermOf(Kind):
    """One term of a catalogue list; the workbook shows its code, or its name where `named`."""

    terms: str
    called: str
    named: bool = False

    def read(self, raw: Cell, catalogue: Catalogue, /) -> Reading:
        """Return the code of the term."""
        word = clean(cell_text(raw))
        if not word:
            return NOTHING
        term = catalogue.find(self.terms, word)
        if term is None:
            return _unknown(word, self.called, self.choices(catalogue))
        return Reading(self._value(term.code))

    def write(self, value: Any, catalogue: Catalogue, /) -> Cell:
        """Return the word the contract names."""
        code = self._code(value)
        return catalogue.name(self.terms, code) if self.named else code

    def choices(self, catalogue: Catalogue, /) -> tuple[str, ...]:
        """Return the words the contract names, in the order of the catalogue."""
        terms = catalogue.lists[self.terms].values()
        return tuple(term.name if self.named else term.code for term in terms)

    def _value(self, code: str) -> Any:
        return code

    def _code(self, value: Any) -> str:
        return str(value)


@dataclass(frozen=True, slots=True)
class GradeOf(TermOf):
    """A yearly grade (mức xếp loại)."""

    terms: str = "grades"
    called: str = "mức xếp loại"

    def _value(self, code: str) -> Any:
        return Grade[code]

    def _code(self, value: Any) -> str:
        return str(value.name)


@dataclass(frozen=True, slots=True)
class AwardOf(Kind):
    """A title or award: its code, and the words of the cell where they are not the code."""

    def read(self, raw: Cell, catalogue: Catalogue, /) -> Reading:
        """Return (code, words or None)."""
        word = clean(cell_text(raw))
        if not word:
            return NOTHING
        form = catalogue.find_award(word)
        if form is None:
            return Reading(
                error=f"“{word}” không có trong danh mục hình thức khen thưởng. "
                "Sửa theo danh mục, hoặc ghi mã như BK_TINH, CSTD_CS."
            )
        return Reading((form.code, None if word.upper() == form.code else word))

    def write(self, value: Any, catalogue: Catalogue, /) -> Cell:
        """Return the words as long as they still name the code, else the code."""
        code, written = value
        form = catalogue.find_award(written) if written else None
        return str(written if form is not None and form.code == code else code)


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of a few fixed words; `values` maps each accepted word to its value, the shown words first.

    `silent` values are written as an empty cell.
    """

    values: Mapping[str, Any]
    shown: int
    silent: tuple[Any, ...] = ()
    ticks: bool = False

    def read(self, raw: Cell, catalogue: Catalogue, /) -> Reading:
        """Return the value of the word."""
        word = clean(cell_text(raw))
        if not word:
            return NOTHING
        if self.ticks and word.casefold() in _TICKS:
            return Reading(True)
        key = fold(word)
        for name, value in self.values.items():
            if fold(name) == key:
                return Reading(value)
        return Reading(error=f"“{word}” không dùng được ở cột này. Ghi {_either(self.choices(catalogue))}.")

    def write(self, value: Any, _catalogue: Catalogue, /) -> Cell:
        """Return the first word of the value."""
        if value in self.silent:
            return None
        return next(name for name, known in self.values.items() if known == value)

    def choices(self, _catalogue: Catalogue, /) -> tuple[str, ...]:
        """Return the words of the contract."""
        return tuple(self.values)[: self.shown]


@dataclass(frozen=True, slots=True)
class CitizenId(Kind):
    """Số CCCD: 12 digits, kept as text; nine are the old CMND (law and layout notes §7.5)."""

    text_format = True

    def read(self, raw: Cell, _catalogue: Catalogue, /) -> Reading:
        """Return the digits, with lost leading zeros put back under a warning."""
        text = clean(cell_text(raw))
        digits = _ID_FILLING.sub("", text)
        if not digits:
            return NOTHING
        if not (digits.isascii() and digits.isdigit()):
            return Reading(text, f"CCCD “{text}” có chữ hoặc dấu lạ; giữ nguyên. Kiểm tra lại.")
        if len(digits) == 12:
            return Reading(digits)
        if len(digits) in (10, 11):
            whole = digits.zfill(12)
            return Reading(whole, f"CCCD {digits} chỉ có {len(digits)} số, đã thêm số 0 ở đầu thành {whole}. Kiểm tra.")
        if len(digits) == 9:
            return Reading(digits, f"{digits} là số CMND cũ (9 số). Nên thay bằng CCCD 12 số.")
        return Reading(digits, f"CCCD {digits} có {len(digits)} số, phải là 12 số; giữ nguyên. Kiểm tra lại.")


def _unknown(word: str, called: str, words: tuple[str, ...] | Mapping[str, Any]) -> Reading:
    known = ", ".join(words)
    known = known if len(known) < 120 else f"{', '.join(list(words)[:6])}…"
    return Reading(error=f"“{word}” không có trong danh mục {called}. Ghi một trong: {known}.")


def _either(words: tuple[str, ...]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} hoặc {quoted[-1]}"
