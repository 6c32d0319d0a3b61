"""Counting votes without rounding: how many are enough, whether the ballots add up, who has enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor

from .text import clean

_OVER = re.compile(r"^(?:trên|hơn|quá|>)\s*", re.IGNORECASE)
_FROM = re.compile(r"^(?:từ|ít nhất|tối thiểu|>=|≥)\s*", re.IGNORECASE)
_PERCENT = re.compile(r"^(\d{1,3}(?:[.,]\d{1,4})?)\s*%?$")
_PARTS = re.compile(r"^(\d{1,3})\s*/\s*(\d{1,3})$")
_MOST_PLACES = 4
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share that is enough (ngưỡng): exact, above 0 and at most 1; `over` asks for more than it (quá bán)."""

    share: Fraction
    over: bool = False

    @classmethod
    def parse(cls, text: str) -> Threshold:
        """Read "80 %", "66,7", "2/3", "trên 50 %", "quá bán". Raises ValueError with the reason, in Vietnamese."""
        words = clean(text)
        over = bool(_OVER.match(words))
        said = _FROM.sub("", _OVER.sub("", words))
        share = Fraction(1, 2) if said.casefold() in ("bán", "nửa", "một nửa") else _share(said, text)
        if not 0 < share <= _ONE or (over and share == _ONE):
            raise ValueError(f"tỷ lệ “{text}” phải lớn hơn 0 và không quá 100 %")
        return cls(share, over)

    @property
    def text(self) -> str:
        """Write it as `parse` reads it: "80 %", "trên 50 %", "2/3"."""
        percent = self.share * 100
        # A share whose percent never ends ("2/3") is written as the fraction it is.
        plain = (percent * 10**_MOST_PLACES).denominator == 1
        said = f"{_decimal(percent)} %" if plain else f"{self.share.numerator}/{self.share.denominator}"
        return f"trên {said}" if self.over else said

    @property
    def words(self) -> str:
        """Write it inside a sentence: "từ 80 %", "trên 50 %"."""
        return self.text if self.over else f"từ {self.text}"

    def needed(self, total: int) -> int:
        """Return how many of `total` are enough."""
        exact = self.share * total
        return floor(exact) + 1 if self.over else ceil(exact)

    def met(self, part: int, total: int) -> bool:
        """Tell whether `part` of `total` is enough; of nobody nothing is."""
        return total > 0 and part >= self.needed(total)


def _share(said: str, text: str) -> Fraction:
    if found := _PERCENT.match(said):
        return Fraction(found[1].replace(",", ".")) / 100
    found = _PARTS.match(said)
    if found is None or int(found[2]) == 0:
        raise ValueError(f"“{text}” không đọc được là tỷ lệ; viết 80 %, 2/3 hoặc trên 50 %")
    return Fraction(int(found[1]), int(found[2]))


def _decimal(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}".replace(".", ",")


def percent(part: int, whole: int, places: int = 0, against: Threshold | None = None) -> str:
    """Write a share as percent, halves up, without the sign: "84", "78,9"; "" of nobody.

    Rounding never carries a share over a threshold, nor to all or none: 159 of 200 against 80 % is "79,5", not "80".
    """
    if whole <= 0:
        return ""
    exact = Fraction(part, whole)
    for digits in range(places, _MOST_PLACES + 1):
        rounded = _rounded(exact, digits)
        if _tells(rounded / 100, exact, against):
            return _written(rounded, digits)
    return _written(Fraction(floor(exact * 100 * 10**_MOST_PLACES), 10**_MOST_PLACES), _MOST_PLACES)


def _tells(shown: Fraction, exact: Fraction, against: Threshold | None) -> bool:
    """Tell whether a rounded share still says what the exact one does."""
    if (shown >= 1, shown <= 0) != (exact >= 1, exact <= 0):
        return False
    return against is None or _is_met(shown, against) == _is_met(exact, against)


def _is_met(share: Fraction, against: Threshold) -> bool:
    return share > against.share if against.over else share >= against.share


def _rounded(exact: Fraction, digits: int) -> Fraction:
    scaled = exact * 100 * 10**digits
    return Fraction(floor(scaled + Fraction(1, 2)), 10**digits)


def _written(value: Fraction, digits: int) -> str:
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}".replace(".", ",")


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRule:
    """How many votes, or how many present, are enough, and who says so; `doubt` where the source is not certain.

    `secret`: it has to be voted with ballots.
    """

    threshold: Threshold
    source: str
    doubt: str | None = None
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """Who took part, in numbers. None: not entered yet. `written`: absent members asked in writing.

    `given`, `collected`, `valid` are ballots, those in writing among them; where hands are shown there are none.
    """

    members: int | None
    present: int | None
    written: int = 0
    given: int | None = None
    collected: int | None = None
    valid: int | None = None
    secret: bool = True

    @property
    def absent(self) -> int | None:
        """Members who were not there."""
        return None if self.members is None or self.present is None else self.members - self.present

    @property
    def invalid(self) -> int | None:
        """Ballots that count for nobody."""
        return None if self.collected is None or self.valid is None else self.collected - self.valid

    @property
    def voices(self) -> int | None:
        """How many voices each candidate was decided by: valid ballots, or everybody asked where hands were shown."""
        if self.secret:
            return self.valid
        return None if self.present is None else self.present + self.written

    @property
    def whole(self) -> bool:
        """Whether every number needed to read the result is there."""
        needed = [self.members, self.present, *([self.collected, self.valid] if self.secret else [])]
        return None not in needed

    def faults(self) -> Iterator[str]:
        """Yield one sentence for every sum that cannot be."""
        if self.members is not None and self.members < 1:
            yield "Hội đồng phải có ít nhất một thành viên."
        for what, part, whole_words, whole in self._within():
            if part is not None and whole is not None and part > whole:
                yield f"{what} ({part}) nhiều hơn {whole_words} ({whole})."

    def _within(self) -> Iterator[tuple[str, int | None, str, int | None]]:
        yield "Số người có mặt", self.present, "số thành viên", self.members
        yield "Số người lấy phiếu bằng văn bản", self.written, "số người vắng", self._still_absent
        if self.secret:
            asked = None if self.present is None else self.present + self.written
            yield "Phiếu phát", self.given, "số người có mặt và lấy phiếu bằng văn bản", asked
            yield "Phiếu thu", self.collected, "số người có mặt và lấy phiếu bằng văn bản", asked
            yield "Phiếu thu", self.collected, "phiếu phát", self.given
            yield "Phiếu hợp lệ", self.valid, "phiếu thu", self.collected

    @property
    def _still_absent(self) -> int | None:
        return None if self.absent is None or self.absent < 0 else self.absent


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteResult:
    """What a meeting said of one candidate. `agree` None: not voted on yet.

    `order` is the place on the list, `rank` the place by votes (equal votes share it, `tied`); `members` is what the
    share is of. `rule` None: no text says how many votes are enough. `reason`: why a candidate without enough goes on.
    """

    subject: str
    field: str
    name: str
    order: int
    detail: str = ""
    agree: int | None = None
    disagree: int | None = None
    other: int = 0
    members: int | None = None
    rule: VoteRule | None = None
    rank: int | None = None
    tied: bool = False
    reason: str = ""

    @property
    def need(self) -> int | None:
        """How many votes are enough."""
        return None if self.rule is None or self.members is None else self.rule.threshold.needed(self.members)

    @property
    def missing(self) -> int | None:
        """How many votes are missing; 0 when there are enough."""
        return None if self.need is None or self.agree is None else max(0, self.need - self.agree)

    @property
    def passed(self) -> bool | None:
        """Whether there are enough votes; None while that cannot be told."""
        return None if self.missing is None else self.missing == 0

    @property
    def lack(self) -> str:
        """Say whose votes are too few, and by how many: "Sùng A Chứ có 15/19 phiếu, cần 16, thiếu 1"."""
        return f"{self.name} có {self.agree}/{self.members} phiếu, cần {self.need}, thiếu {self.missing}"

    def share(self, places: int = 0) -> str:
        """Write the share of all members in percent, "" before the vote."""
        if self.agree is None or self.members is None:
            return ""
        return percent(self.agree, self.members, places, self.rule.threshold if self.rule else None)

    @property
    def explanation(self) -> str:
        """Say what was needed, what there is, what is missing, and who says so."""
        if self.agree is None or self.members is None:
            return "Chưa bỏ phiếu."
        have = f"{self.agree}/{self.members} phiếu đồng ý ({self.share(1)} %)"
        if self.rule is None:
            return f"Có {have}. Chưa đặt tỷ lệ cần đạt."
        lack = f"; thiếu {self.missing}" if self.missing else ""
        need = f"Cần {self.need}/{self.members} ({self.rule.threshold.words} tổng số thành viên)"
        doubt = f" {self.rule.doubt}" if self.rule.doubt else ""
        return f"{need}; có {have}{lack}. Theo {self.rule.source}.{doubt}"
