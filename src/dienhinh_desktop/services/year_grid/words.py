"""Understanding what is typed or pasted into a cell: keys, codes, any spelling, and what the clerk decided before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ...domain.catalogue import Catalogue, Family
from ...domain.lists import LearnedWord, Sureness, WordKind
from ...domain.records import Grade, HouseholdState, Subject
from ...domain.text import clean, fold
from ...domain.year_grid import CellReading, CellWords, CommonDecision, GridColumn, GridField, Understood
from ...exchange.imports.lists.titles import GradeWords, Match, TitleWords
from ..context import Context
from ..year_boxes import is_rated
from .cells import rewards_text, title_text, titles_text
from .figures import read_figure
from .initiatives import read_initiatives
from .reading import is_early

OWN_WORDS = ""
"""The sender under which decisions about words of the grid are kept: nobody sent them."""

GRADE_KEYS = {grade.letter.lower(): grade for grade in Grade} | {
    str(place): grade for place, grade in enumerate(sorted(Grade, reverse=True), start=1)
}
"""X T H K, and 1 2 3 4 in the same order."""

_STATES = {
    "ngheo": HouseholdState.POOR,
    "hongheo": HouseholdState.POOR,
    "n": HouseholdState.POOR,
    "canngheo": HouseholdState.NEAR_POOR,
    "hocanngheo": HouseholdState.NEAR_POOR,
    "cn": HouseholdState.NEAR_POOR,
    "c": HouseholdState.NEAR_POOR,
    "khong": HouseholdState.NEITHER,
    "k": HouseholdState.NEITHER,
    "khongngheo": HouseholdState.NEITHER,
    "thoatngheo": HouseholdState.NEITHER,
    "dathoatngheo": HouseholdState.NEITHER,
}
_BETWEEN = re.compile(r"\s*[;,+\n]\s*")
_ELSEWHERE = {
    GridField.TITLE: "ghi ở kiểu nhập “Bằng khen, giấy khen”",
    GridField.REWARD: "ghi ở kiểu nhập “Xếp loại và danh hiệu”",
}
Meanings = Mapping[tuple[WordKind, str], str]
_NONE: Meanings = MappingProxyType({})


class GridWords:
    """The words of cells, with what the clerk decided about some of them: (kind, words) → code, none for "nothing"."""

    def __init__(self, catalogue: Catalogue, meanings: Meanings = _NONE) -> None:
        self._catalogue = catalogue
        decided = {(kind, fold(words)): code for (kind, words), code in meanings.items()}
        self._titles = TitleWords(catalogue, _of(decided, WordKind.TITLE))
        self._grades = GradeWords(catalogue, _of(decided, WordKind.GRADE))
        self._plain = {fold(name) for name in (*Grade.__members__, *(grade.label for grade in Grade))}
        self._plain |= {fold(grade.short) for grade in Grade}
        for form in catalogue.awards.values():
            self._plain |= {fold(form.code), fold(form.name), fold(form.short), fold(title_text(form))}

    def read(self, cell: CellWords, subject: Subject | None, shared: CommonDecision | None = None) -> CellReading:
        """Return what the words of a cell mean for a subject; None is a subject that is not there any more.

        `shared`: the decision new initiatives are kept by.
        """
        if subject is None:
            return _refused(cell, f"Không có hồ sơ mã “{cell.subject}”; có thể đã bị xóa, tải lại lưới.")
        if cell.column.field is GridField.GRADE and not is_rated(subject):
            return _refused(cell, f"{subject.name} không thuộc diện xếp loại hằng năm; bỏ ô này.")
        words = clean(cell.words)
        early = bool(words) and is_early(subject, cell.column)
        if not words:
            return CellReading(cell, Understood.AT_ONCE)
        if cell.column.field is GridField.GRADE:
            return self._grade(cell, words, early)
        if cell.column.field in (GridField.TITLE, GridField.REWARD):
            return self._title(cell, words, subject, early)
        if cell.column.field is GridField.INITIATIVE:
            return read_initiatives(cell, words, shared, early=early)
        if cell.column.field.figure:
            return read_figure(cell, words, early=early)
        return _state(cell, words, early)

    def _grade(self, cell: CellWords, words: str, early: bool) -> CellReading:
        if (key := GRADE_KEYS.get(words.lower())) is not None:
            # A bare number in a pasted block may stand for something else: it is shown before it is kept.
            how = Understood.OTHERWISE if words.isdigit() else Understood.AT_ONCE
            return CellReading(cell, how, (key.name,), key.short, early=early)
        found = self._grades.match(words)
        if found.code is None:
            listed = ", ".join(grade.short for grade in sorted(Grade, reverse=True))
            return CellReading(
                cell, Understood.NOT, sentence=f"“{words}” không phải mức xếp loại; chọn trong {listed}.", early=early
            )
        return CellReading(cell, self._how(words, found), (found.code,), Grade[found.code].short, early=early)

    def _title(self, cell: CellWords, words: str, subject: Subject, early: bool) -> CellReading:
        codes: list[str] = []
        how = Understood.AT_ONCE
        named = self._titles.is_name(words)
        parts = [words] if named else [part for part in _BETWEEN.split(words) if part] or [words]
        for part in parts:
            found = self._titles.match(part)
            if found.code is None:
                return _unknown_title(cell, part, found, early=early)
            if sentence := self._misfit(found.code, subject, cell.column.field):
                return CellReading(cell, Understood.REFUSED, sentence=sentence)
            codes.append(found.code)
            if self._how(part, found) is Understood.OTHERWISE:
                how = Understood.OTHERWISE
        # A title is won once a year; the same reward may be won twice.
        unique = tuple(dict.fromkeys(codes) if cell.column.field is GridField.TITLE else codes)
        forms = [self._catalogue.awards[code] for code in unique]
        text = titles_text(forms) if cell.column.field is GridField.TITLE else rewards_text(forms)
        return CellReading(cell, how, unique, text, early=early)

    def _misfit(self, code: str, subject: Subject, field: GridField) -> str:
        form = self._catalogue.awards[code]
        if form.family is not Family.TITLE and field is GridField.TITLE:
            return f"“{form.name}” là hình thức khen thưởng, không phải danh hiệu; {_ELSEWHERE[field]}."
        if form.family is Family.TITLE and field is GridField.REWARD:
            return f"“{form.name}” là danh hiệu thi đua, không phải hình thức khen thưởng; {_ELSEWHERE[field]}."
        if subject.kind not in form.kinds:
            what, other = ("Danh hiệu", "danh hiệu") if field is GridField.TITLE else ("Hình thức", "hình thức")
            return f"{what} “{form.name}” không dành cho {subject.kind.label.lower()}; chọn {other} khác."
        return ""

    def _how(self, words: str, found: Match) -> Understood:
        plain = fold(words) in self._plain and found.sureness is Sureness.CERTAIN
        return Understood.AT_ONCE if plain else Understood.OTHERWISE


def _of(decided: Meanings, kind: WordKind) -> dict[str, str]:
    return {words: code for (held, words), code in decided.items() if held is kind and code}


def _refused(cell: CellWords, sentence: str) -> CellReading:
    return CellReading(cell, Understood.REFUSED, sentence=sentence)


def _unknown_title(cell: CellWords, words: str, found: Match, *, early: bool) -> CellReading:
    why = "chưa ghi cấp; ghi thêm, như “CSTĐ cơ sở”" if found.level_missing else "không có trong danh mục"
    what = "danh hiệu" if cell.column.field is GridField.TITLE else "hình thức"
    sentence = f"“{words}” {why}; chọn {what} tương ứng."
    return CellReading(cell, Understood.NOT, text=words, sentence=sentence, early=early)


def _state(cell: CellWords, words: str, early: bool) -> CellReading:
    key = fold(words).replace(" ", "")
    state = _STATES.get(key)
    if state is None:
        listed = ", ".join(one.value for one in HouseholdState)
        sentence = f"“{words}” không phải tình trạng hộ; chọn trong {listed}."
        return CellReading(cell, Understood.NOT, sentence=sentence, early=early)
    plain = key in {fold(one.value).replace(" ", "") for one in HouseholdState}
    how = Understood.AT_ONCE if plain or len(key) < 3 else Understood.OTHERWISE
    return CellReading(cell, how, (state.name,), state.value, early=early)


def meanings_of(words: Iterable[LearnedWord]) -> dict[tuple[WordKind, str], str]:
    """Return what was decided before."""
    return {(word.kind, word.words): word.meaning for word in words}


def grid_words(ctx: Context, meanings: Meanings = _NONE) -> GridWords:
    """Return the words as they are understood today, with decisions not kept yet over those kept."""
    with ctx.db.read() as reader:
        held = meanings_of(reader.learned_words(OWN_WORDS))
    return GridWords(ctx.catalogue, {**held, **meanings})


def unclear_words(reading: CellReading) -> tuple[WordKind, str] | None:
    """Return the word of a cell to be asked about, once for all cells that use it; None where none is."""
    kind = reading.cell.column.field.word_kind
    if reading.how is not Understood.NOT or kind is None:
        return None
    return kind, clean(reading.text or reading.cell.words)


def column_words(columns: Iterable[GridColumn]) -> str:
    """Name the columns of an act: "xếp loại 2025", "năm 2025", "năm 2021–2025"."""
    seen = set(columns)
    years = sorted({column.year for column in seen})
    if len(seen) == 1:
        return next(iter(seen)).words
    return f"năm {years[0]}" if len(years) == 1 else f"năm {years[0]}–{years[-1]}"
