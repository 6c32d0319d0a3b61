"""Several facts in one cell: taking decisions, days and years out of a text and parting the rest into pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.text import clean, nfc

from .days import DAY, LONG_DAY, DayReading, day_of

_FIRST_MARK = 0xE000
_MOST_MARKS = 2_000
_MARK = re.compile("[\ue000-\uefff]")
_NUMBER = re.compile(
    r"(?:(?:quyết\s+định|qđ|số|:)[\s.:]*){0,4}"
    r"(?P<number>\d{1,6}[a-z]?\s*/\s*(?:\d{4}\s*/\s*)?(?:qđ|qd|nq|tb|ttr|bb|hd)\b(?:\s?[-–]\s?[^\W_][\w&.]*(?:-\w+)*)?)",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"(?:quyết\s+định|qđ)\s*(?:số)?\s*[:.]?\s*(?P<number>\d{1,6})(?![\d/.\-])", re.IGNORECASE)
_LONG = re.compile(rf"(?:ký\s*|,\s*)?{LONG_DAY}", re.IGNORECASE)
_DAY = re.compile(rf"(?:ký\s*|,\s*)?(?:ngày\s*)?(?<!\d){DAY}", re.IGNORECASE)
_MONTH = re.compile(r"(?:tháng\s*)?(?<![\d/.\-])(\d{1,2})\s*/\s*((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_RANGE = rf"{_YEAR}(?:\s*(?:-|–|—|đến|->|→)\s*(?:năm\s*)?{_YEAR})?"
_YEARS = re.compile(
    rf"(?:(?:trong\s+|liên\s+tục\s+)?(?:các\s+|từ\s+)?(?:năm|giai\s+đoạn)\s*(?:học\s*)?[:.]?\s*|từ\s+)?"
    rf"{_RANGE}(?:\s*(?:,|;|/|&|\+|và|năm|\s)+\s*{_RANGE})*(?=\s*[:,;.)\]\n/&+(-]|\s|$|[\ue000-\uefff])",
    re.IGNORECASE,
)
_ONE_YEARS = re.compile(rf"({_YEAR})(?:\s*(?:-|–|—|đến|->|→)\s*(?:năm\s*)?({_YEAR}))?", re.IGNORECASE)
_SHORT_SCHOOL = re.compile(
    r"(?:năm\s+học\s*)?(?<![\d/.\-])(\d\d)\s*[-–/]\s*(\d\d)(?![\d/.\-])(?:\s*(?:,|và)\s*(?<!\d)\d\d\s*[-–/]\s*\d\d(?![\d/.\-]))*"
)
_SHORT_ONE = re.compile(r"(\d\d)\s*[-–/]\s*(\d\d)")
_BREAK = re.compile(r"[;\n•●]")
# Names of ministries and departments hold commas and "và" themselves: Sở Văn hóa, Thể thao và Du lịch, Sở GD&ĐT.
_OF_AGENCY = (
    r"(?!\s*(?:thể thao|du lịch|truyền thông|thông tin|môi trường|đào tạo|công nghệ|phát triển|xã hội|thương binh"
    r"|đầu tư|đô thị|hạ tầng|kiểm lâm|chính sách|gia đình|đt|xh|dl|cn|mt|ptnt)\b)"
)
_SOFT_BREAK = re.compile(rf"[,+/]{_OF_AGENCY}|&{_OF_AGENCY}(?!\s*tt\b)|(?<=\s)và(?=\s){_OF_AGENCY}", re.IGNORECASE)
_ASKED = re.compile(r"đề\s*nghị|đề\s*xuất|đăng\s*ký|đăng\s*kí|\bđn\b", re.IGNORECASE)
_FILLER = re.compile(
    r"\b(?:quyết định|qđ|số|ngày|ký|năm học|các năm|năm|từ|đến|trong|giai đoạn|liên tục|liền|lần|theo|vào|tại|được)\b",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Year:
    """A year a piece names; `school`: it stands for a school year ending in it."""

    number: int
    school: bool = False


@dataclass(slots=True)
class Piece:
    """One part of a cell: its words, the words it has in brackets, and the facts taken out of it, in their order."""

    words: str = ""
    aside: str = ""
    years: list[Year] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    days: list[DayReading] = field(default_factory=list)
    asked: bool = False

    @property
    def decision(self) -> str | None:
        """The first decision it names."""
        return self.decisions[0] if self.decisions else None

    @property
    def day(self) -> DayReading | None:
        """The first day it names."""
        return self.days[0] if self.days else None

    @property
    def date(self) -> PartialDate | None:
        """The decision's date, where it is one."""
        return self.day.date if self.day else None

    def absorb(self, other: Piece) -> None:
        """Take over what a piece without words of its own says."""
        self.years.extend(other.years)
        self.decisions.extend(number for number in other.decisions if number not in self.decisions)
        self.days.extend(other.days)
        self.asked = self.asked or other.asked


class _Marks:
    """Facts taken out of a text, each replaced by one private character."""

    def __init__(self) -> None:
        self.facts: list[object] = []

    def add(self, fact: object) -> str:
        if len(self.facts) >= _MOST_MARKS:
            return " "
        self.facts.append(fact)
        return f" {chr(_FIRST_MARK + len(self.facts) - 1)} "

    def of(self, text: str) -> list[object]:
        places = [ord(found[0]) - _FIRST_MARK for found in _MARK.finditer(text)]
        return [self.facts[place] for place in places if place < len(self.facts)]


def read_decision(text: str, today: date) -> Piece:
    """Return the number and the day of a cell that holds both: "QĐ 312/QĐ-UBND ngày 15/3/2022"."""
    pieces = pieces_of(text, today)
    whole = Piece(words=clean(text))
    for piece in pieces:
        whole.absorb(piece)
    return whole


_ISSUER = re.compile(r"\bcủa\s+([^();,\n]+?)\s*(?:[();,\n]|về\s+việc|v/v|$)", re.IGNORECASE)


def issuer_in(text: str) -> str | None:
    """Return who signed as the words of a decision say: "… của Chủ tịch UBND huyện"."""
    found = _ISSUER.search(text)
    return " ".join(found[1].split()).strip(" .") or None if found else None


def number_text(number: str) -> str:
    """Return a decision number without spaces and with plain hyphens."""
    return re.sub(r"\s+", "", nfc(number)).replace("–", "-").strip(".,;")


def pieces_of(
    text: str, today: date, *, school: bool = False, whole: Callable[[str], bool] | None = None
) -> list[Piece]:
    """Part a cell into pieces at semicolons, line breaks, commas and "và"; `school`: year pairs are school years.

    `whole` is asked of every text before it is parted at a comma: a name may hold one ("bộ, ban, ngành").
    """
    marks = _Marks()
    marked = _take_facts(_lines(text), marks, today, school=school)
    found: list[Piece] = []
    waiting: Piece | None = None
    for part in _parted(marked, whole):
        piece = _piece(part, marks)
        if piece.words or piece.aside:
            if waiting is not None:
                piece.absorb(waiting)
                waiting = None
            found.append(piece)
        elif found:
            found[-1].absorb(piece)
        elif piece.years or piece.decision or piece.day:
            if waiting is None:
                waiting = piece
            else:
                waiting.absorb(piece)
    if not found and waiting is not None:
        found.append(waiting)
    return found


def _lines(text: str) -> str:
    return "\n".join(clean(line) for line in text.replace("\r", "\n").split("\n"))


def _take_facts(text: str, marks: _Marks, today: date, *, school: bool) -> str:
    text = _NUMBER.sub(lambda found: marks.add(number_text(found["number"])), text)
    text = _BARE_NUMBER.sub(lambda found: marks.add(found["number"]), text)
    text = _LONG.sub(lambda found: marks.add(day_of(int(found[1]), int(found[2]), found[3], today)), text)
    text = _DAY.sub(lambda found: marks.add(day_of(int(found[1]), int(found[2]), found[3], today)), text)
    text = _MONTH.sub(lambda found: _month(found, marks), text)
    named_school = school or re.search(r"năm\s+học", text, re.IGNORECASE) is not None
    text = _YEARS.sub(lambda found: marks.add(_years(found[0], school=named_school)), text)
    return _SHORT_SCHOOL.sub(lambda found: _short_school(found, marks, today), text)


def _month(found: re.Match[str], marks: _Marks) -> str:
    month = int(found[1])
    return marks.add(DayReading(PartialDate(int(found[2]), month))) if 1 <= month <= 12 else found[0]


def _years(text: str, *, school: bool) -> list[Year]:
    years: list[Year] = []
    pairs = [(int(found[1]), int(found[2] or found[1])) for found in _ONE_YEARS.finditer(text)]
    # Pairs that go on from each other (2021-2022, 2022-2023) are school years: ranges would name 2022 twice.
    school = school or (len(pairs) > 1 and all(last == first + 1 for first, last in pairs) and _go_on(pairs))
    for first, last in pairs:
        if school and last == first + 1:
            years.append(Year(last, school=True))
        elif first <= last <= first + 30:
            years.extend(Year(year) for year in range(first, last + 1))
        else:
            years.extend((Year(first), Year(last)))
    return years


def _go_on(pairs: list[tuple[int, int]]) -> bool:
    return any(later[0] == earlier[1] for earlier, later in pairwise(pairs))


def _short_school(found: re.Match[str], marks: _Marks, today: date) -> str:
    pairs = [(int(first), int(last)) for first, last in _SHORT_ONE.findall(found[0])]
    newest = today.year % 100 + 1
    if all(last == first + 1 and last <= newest for first, last in pairs):
        return marks.add([Year(2000 + last, school=True) for _, last in pairs])
    return found[0]


def _parted(text: str, whole: Callable[[str], bool] | None) -> Iterator[str]:
    for chunk in _split(text, _BREAK):
        words = _bare(chunk)
        if whole is not None and words and whole(words):
            yield chunk
        else:
            yield from _split(chunk, _SOFT_BREAK)


def _split(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Split outside brackets."""
    depth = 0
    start = 0
    depths: dict[int, int] = {}
    for place, char in enumerate(text):
        depth = max(0, depth + (char in "([") - (char in ")]"))
        depths[place] = depth
    for found in pattern.finditer(text):
        if not depths[found.start()]:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _piece(part: str, marks: _Marks) -> Piece:
    piece = Piece()
    for fact in marks.of(part):
        if isinstance(fact, str):
            piece.decisions.extend([fact] if fact not in piece.decisions else [])
        elif isinstance(fact, DayReading):
            piece.days.append(fact)
        elif isinstance(fact, list):
            piece.years.extend(fact)
    aside = " ".join(filter(None, (found[1] or found[2] for found in _PARENTHESES.finditer(part))))
    piece.asked = _ASKED.search(part) is not None
    piece.words = _said_once(_bare(part))
    piece.aside = _bare(aside)
    return piece


def _said_once(words: str) -> str:
    """Return words without the giver said again: "Bằng khen của UBND tỉnh, theo quyết định … của UBND tỉnh"."""
    parts = words.split(" của ")
    return " của ".join(parts[:-1] if len(parts) > 2 and parts[-1] == parts[-2] else parts)


def _bare(text: str) -> str:
    """Return the words of a part without brackets, marks, filler and the points around them."""
    text = _PARENTHESES.sub(" ", _PARENTHESES.sub(" ", text))
    text = _FILLER.sub(" ", _MARK.sub(" ", text))
    return clean(re.sub(r"[()\[\]]", " ", text)).strip(" -–—+*.:,;=/\"“”'")
