"""Titles, grades and initiatives out of the cells of one row, with what must be asked about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.lists import (
    ListAward,
    ListInitiative,
    ListIssueKind,
    ListProposal,
    ListRating,
    Sureness,
    WordKind,
)
from dienhinh_desktop.domain.text import clean, fold

from .asking import Asking
from .beside import Beside, Sharing, Signature
from .days import FUTURE, NO_DAY, UNREADABLE, DayReading, read_day
from .ditto import says_nothing
from .facts import Piece, Year, issuer_in, number_text, pieces_of, read_decision
from .grids import GridCell
from .layout import ListColumn
from .titles import GradeWords, Match, TitleWords

K = ListIssueKind
Words = Mapping[tuple[WordKind, str], str]
"""(kind, words as written) → what the clerk decided they mean."""
_DENIED = re.compile(
    r"\b(?:khong (?:dat|duoc|cong nhan|xet|tang|khen)|chua (?:dat|duoc|co|cong nhan|xet)|thu hoi"
    r"|huy bo|bi huy|da huy|truot)\b"
)
_SHORTEST_NAME = 3
"""Letters of the shortest name of an initiative; a mark (x) names none."""
_REMEMBERED = 10_000
_TITLE_YEAR = re.compile(
    r"\(\s*(?:năm\s*)?(?P<year>(?:19|20)\d\d)(?:\s*-\s*(?:19|20)?\d\d)?\s*\)\s*$"
    r"|[,;\s-]+năm\s+(?P<named>(?:19|20)\d\d)\s*$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^\s*(?:[-+*•]|\d{1,2}[.)])\s*")


@dataclass(frozen=True, slots=True)
class _Slot:
    """One title for one year, with the decision and the day its own words give it."""

    piece: Piece
    year: Year | None
    decision: str | None
    day: DayReading | None


class Merits:
    """Reads cells of titles, grades and initiatives."""

    def __init__(self, catalogue: Catalogue, today: date, asking: Asking, words: Words | None = None) -> None:
        self.titles = TitleWords(catalogue, _meanings(words, WordKind.TITLE))
        self.grades = GradeWords(catalogue, _meanings(words, WordKind.GRADE))
        self._catalogue, self._today, self._asking = catalogue, today, asking
        self._pieces_of: dict[tuple[str, bool, bool], list[Piece]] = {}

    def day(self, reading: DayReading, row: int, heading: str) -> PartialDate | None:
        """Return a day, asking where there is none such or it is still to come."""
        if reading.wrong == NO_DAY:
            self._asking.tell(K.NO_SUCH_DAY, row, heading, f"Không có ngày {reading.text}.")
        elif reading.wrong == FUTURE:
            self._asking.tell(K.FUTURE_DAY, row, heading, f"Ngày {reading.text} còn ở tương lai; kiểm tra lại năm.")
        elif reading.wrong == UNREADABLE and any(char.isdigit() for char in reading.text):
            self._asking.tell(K.NO_SUCH_DAY, row, heading, f"“{reading.text}” không đọc được là ngày; ghi lại.")
        return reading.date

    def is_award(self, text: str) -> str | None:
        """Return the code of a text that as a whole names an award."""
        return self.titles.match(clean(text)).code if self.titles.is_name(clean(text)) else None

    def awards(
        self, cell: GridCell, column: ListColumn, row: int, beside: Beside
    ) -> Iterator[ListAward | ListProposal]:
        """Yield the titles of a cell; a piece marked "đề nghị" is a proposal."""
        if says_nothing(cell.text):
            return
        slots = list(self._slots(cell.text, column, row, beside))
        sharing = Sharing(self._asking, row, column.heading, len(slots))
        found: list[ListAward | ListProposal] = []
        for place, slot in enumerate(slots):
            decision = sharing.of(beside.decisions, place, "quyết định")
            day = sharing.of(beside.days, place, "ngày quyết định")
            issuer = sharing.of(beside.issuers, place, "cơ quan ban hành")
            found += self._of_slot(slot, column, row, Signature(decision, day, issuer))
        self._ask_shared_decision(found, beside, column, row)
        yield from found

    def _slots(self, text: str, column: ListColumn, row: int, beside: Beside) -> Iterator[_Slot]:
        """Yield every title of a text with every year it is named for."""
        pieces = [one for one in self._pieces(text, column) if one.words and not says_nothing(one.words)]
        sharing = Sharing(self._asking, row, column.heading, len(pieces))
        for place, piece in enumerate(pieces):
            years = self._years(piece, column, row)
            if not piece.years and beside.years:
                whole = len(pieces) == 1
                years = list(beside.years) if whole else [sharing.of(beside.years, place, "năm")]
            own = Sharing(self._asking, row, column.heading, len(years))
            days = piece.days if len(piece.decisions) > 1 else piece.days[:1]
            for at, year in enumerate(years):
                decision = own.of(piece.decisions, at, "quyết định")
                yield _Slot(piece, year, decision, own.of(days, at, "ngày quyết định"))

    def _ask_shared_decision(
        self, found: list[ListAward | ListProposal], beside: Beside, column: ListColumn, row: int
    ) -> None:
        """Ask where one decision stands beside titles of different levels: nobody signs for two levels at once."""
        for decision in dict.fromkeys(beside.decisions):
            shared = [fact for fact in found if isinstance(fact, ListAward) and fact.decision == decision]
            codes = dict.fromkeys(fact.title_code for fact in shared if fact.title_code)
            forms = [self._catalogue.awards[code] for code in codes if code in self._catalogue.awards]
            if len({form.level for form in forms}) > 1:
                names = ", ".join(form.name for form in forms)
                message = f"Một quyết định {decision} cho danh hiệu, hình thức khác cấp ({names}); hỏi nơi gửi."
                self._asking.tell(K.TITLE_UNCLEAR, row, column.heading, message)

    def _pieces(self, text: str, column: ListColumn) -> list[Piece]:
        school = "hoc" in fold(column.heading).split()
        return self._remembered(text, school=school, whole=self.titles.is_name)

    def _remembered(self, text: str, *, school: bool, whole: Callable[[str], bool] | None = None) -> list[Piece]:
        """Return the pieces of a text; lists repeat themselves, so those met before are kept."""
        key = (text, school, whole is None)
        if key not in self._pieces_of:
            if len(self._pieces_of) > _REMEMBERED:
                self._pieces_of.clear()
            self._pieces_of[key] = pieces_of(text, self._today, school=school, whole=whole)
        return self._pieces_of[key]

    def _of_slot(
        self, slot: _Slot, column: ListColumn, row: int, beside: Signature
    ) -> Iterator[ListAward | ListProposal]:
        piece, year = slot.piece, slot.year
        match = self.titles.match(piece.words, piece.aside or beside.issuer or "")
        if not self._told(match, piece.words, column, row) or self._denied(piece, column, row):
            return
        number = year.number if year else None
        if piece.asked or column.field == "proposed":
            yield ListProposal(title_code=match.code, year=number, sureness=match.sureness, text=piece.words)
            return
        award = ListAward(
            title_code=match.code,
            year=number,
            decision=slot.decision or beside.decision,
            date=self.day(slot.day, row, column.heading) if slot.day else beside.day,
            issuer=beside.issuer,
            sureness=match.sureness,
            text=piece.words,
        )
        self._check_year(award, year, column, row)
        yield award

    def _denied(self, piece: Piece, column: ListColumn, row: int) -> bool:
        """Tell whether the words say that a title was not won or was taken back; that is asked about."""
        if not _DENIED.search(fold(f"{piece.words} {piece.aside}")):
            return False
        said = f"{piece.words} ({piece.aside})" if piece.aside else piece.words
        message = f"“{said}” nói là chưa đạt hoặc đã thu hồi; không ghi là đã đạt, kiểm tra lại."
        self._asking.tell(K.TITLE_UNCLEAR, row, column.heading, message)
        return True

    def _told(self, match: Match, words: str, column: ListColumn, row: int) -> bool:
        """Tell what is doubtful; return whether the piece names a title at all."""
        if match.passed_over:
            return False
        if match.sureness is Sureness.LIKELY and match.code:
            name = self._catalogue.award_name(match.code)
            self._asking.tell(K.TITLE_SLIP, row, column.heading, f"“{words}” hiểu là “{name}”; kiểm tra lại.", words)
        elif match.code is None and match.level_missing:
            self._asking.tell(K.TITLE_UNCLEAR, row, column.heading, f"“{words}” chưa rõ cấp nào; hỏi nơi gửi.", words)
        elif match.code is None:
            message = f"“{words}” chưa rõ là danh hiệu, hình thức nào."
            self._asking.tell(K.TITLE_UNCLEAR, row, column.heading, message, words)
            return False
        return True

    def _years(self, piece: Piece, column: ListColumn, row: int) -> list[Year | None]:
        for year in piece.years:
            if year.school:
                self._asking.tell(
                    K.SCHOOL_YEAR,
                    row,
                    column.heading,
                    f"Năm học {year.number - 1}-{year.number} được tính cho năm {year.number}.",
                )
        if piece.years:
            return list(piece.years)
        return [Year(column.year, column.school)] if column.year else [None]

    def _check_year(self, award: ListAward, year: Year | None, column: ListColumn, row: int) -> None:
        if award.date is not None and year is not None and year.number - year.school > award.date.year:
            self._asking.tell(
                K.YEAR_MISFIT,
                row,
                column.heading,
                f"Danh hiệu năm {year.number} nhưng quyết định ký năm {award.date.year}; kiểm tra lại năm.",
            )

    def ratings(self, cell: GridCell, column: ListColumn, row: int, beside: Beside) -> Iterator[ListRating]:
        """Yield the grades of a cell; two different ones for a year are asked about and neither is taken."""
        if says_nothing(cell.text):
            return
        near: list[int | None] = [year.number for year in beside.years] if not column.year else []
        slots = [
            (piece, match, year)
            for piece, match in self._graded(cell.text, column, row)
            for year in ([one.number for one in piece.years] or near or [column.year])
        ]
        sharing = Sharing(self._asking, row, column.heading, len(slots))
        found: dict[int | None, list[ListRating]] = {}
        for place, (piece, match, year) in enumerate(slots):
            rating = ListRating(
                year=year,
                grade=match.code or "",
                decision=piece.decision or sharing.of(beside.decisions, place, "quyết định"),
                date=piece.date or sharing.of(beside.days, place, "ngày quyết định"),
                issuer=sharing.of(beside.issuers, place, "cơ quan ban hành"),
                sureness=match.sureness,
                text=piece.words,
            )
            found.setdefault(year, []).append(rating)
        for of_year, ratings in found.items():
            if len({rating.grade for rating in ratings}) > 1:
                both = ", ".join(dict.fromkeys(rating.grade for rating in ratings))
                when = f"Năm {of_year}" if of_year else "Một năm chưa rõ"
                self._asking.tell(K.GRADES_DIFFER, row, column.heading, f"{when} có hai mức xếp loại: {both}.")
            else:
                yield ratings[0]

    def _graded(self, text: str, column: ListColumn, row: int) -> Iterator[tuple[Piece, Match]]:
        """Yield the parts of a text that name a grade; the others are asked about."""
        for piece in self._remembered(text, school="hoc" in fold(column.heading).split()):
            if not piece.words or says_nothing(piece.words):
                continue
            match = self.grades.match(piece.words)
            if match.passed_over:
                continue
            if match.code is None:
                message = f"“{piece.words}” chưa rõ là mức xếp loại nào."
                self._asking.tell(K.TITLE_UNCLEAR, row, column.heading, message, piece.words)
                continue
            if match.sureness is Sureness.LIKELY:
                message = f"“{piece.words}” hiểu là {match.code}; kiểm tra lại."
                self._asking.tell(K.TITLE_SLIP, row, column.heading, message, piece.words)
            yield piece, match

    def initiatives(self, cell: GridCell, column: ListColumn, row: int, beside: Beside) -> Iterator[ListInitiative]:
        """Yield the initiatives of a cell, one a line: title, year of recognition, level, decision."""
        lines = [_LEAD.sub("", clean(line)) for line in re.split(r"[\n;]", cell.text)]
        lines = [line for line in lines if line and not says_nothing(line)]
        sharing = Sharing(self._asking, row, column.heading, len(lines))
        for place, text in enumerate(lines):
            facts = read_decision(text, self._today)
            found = _TITLE_YEAR.search(text)
            title = text[: found.start()] if found else text
            if facts.decision:
                title = re.split(r"\(|\bQĐ\b|Quyết định", title)[0]
            years = [int(found["year"] or found["named"])] if found else [one.number for one in facts.years][-1:]
            title = clean(title).strip(' -–,;:."“”')
            year = sharing.of(beside.years, place, "năm")
            decision = sharing.of(beside.decisions, place, "quyết định")
            day = sharing.of(beside.days, place, "ngày quyết định")
            issuer = sharing.of(beside.issuers, place, "cấp công nhận") or ""
            if title and sum(char.isalpha() for char in title) < _SHORTEST_NAME:
                message = f"“{text}” không phải tên sáng kiến; ghi tên sáng kiến."
                self._asking.tell(K.TITLE_UNCLEAR, row, column.heading, message)
            elif title:
                yield ListInitiative(
                    title=title[:1].upper() + title[1:],
                    year=years[0] if years else (year.number if year else column.year),
                    level=self._level(text) or self._level(issuer) or self._level(beside.said),
                    decision=facts.decision or decision,
                    date=facts.date or day,
                )

    def _level(self, text: str) -> str | None:
        found = re.search(r"cấp\s+(cơ sở|tỉnh|bộ|ngành|toàn quốc|nhà nước|thành phố)", text, re.IGNORECASE)
        term = self._catalogue.find("initiative_levels", found[1]) if found else None
        return term.code if term else None

    def beside(self, cells: dict[str, GridCell], heading: dict[str, str], row: int) -> Beside:
        """Read the columns beside a title: award_year, decision, decision_no, decision_date, issuer."""
        decisions: list[str] = []
        days: list[PartialDate | None] = []
        signers: list[str] = []
        for name in ("decision", "decision_no"):
            if cell := cells.get(name):
                facts = read_decision(cell.text, self._today)
                bare = [number_text(cell.text)] if name == "decision_no" else []
                decisions = facts.decisions or bare or decisions
                read = facts.days if len(facts.decisions) > 1 else facts.days[:1]
                days = [self.day(one, row, heading[name]) for one in read] or days
                signers = [signer] if (signer := issuer_in(cell.text)) else signers
        if cell := cells.get("decision_date"):
            days = self._days(cell, row, heading["decision_date"])
        if (cell := cells.get("issuer")) and not says_nothing(cell.text):
            signers = [clean(line) for line in re.split(r"[\n;]", cell.text) if clean(line)]
        years = self._years_beside(cells.get("award_year"), heading.get("award_year", ""), row)
        said = " ".join(cell.text for name in ("decision", "decision_no") if (cell := cells.get(name)))
        return Beside(tuple(years), tuple(decisions), tuple(days), tuple(signers), said)

    def _days(self, cell: GridCell, row: int, heading: str) -> list[PartialDate | None]:
        """Read a cell of days; it may hold several, for as many titles."""
        reading = read_day(cell.value, self._today)
        several = read_decision(cell.text, self._today).days if reading.wrong == UNREADABLE else []
        return [self.day(one, row, heading) for one in (several if len(several) > 1 else [reading])]

    def _years_beside(self, cell: GridCell | None, heading: str, row: int) -> list[Year]:
        if cell is None:
            return []
        facts = self._remembered(cell.text, school="hoc" in fold(heading).split())
        years = [year for piece in facts for year in piece.years]
        for year in years:
            if year.school:
                self._asking.tell(
                    K.SCHOOL_YEAR,
                    row,
                    heading,
                    f"Năm học {year.number - 1}-{year.number} được tính cho năm {year.number}.",
                )
        return years


def _meanings(words: Words | None, kind: WordKind) -> dict[str, str]:
    return {written: meaning for (sort, written), meaning in (words or {}).items() if sort is kind}
