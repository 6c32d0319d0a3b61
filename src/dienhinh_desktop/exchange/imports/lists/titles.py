"""Matching the words of lists to the catalogue: exact words are certain, slips likely, the rest is asked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.lists import Sureness
from dienhinh_desktop.domain.text import fold

# Words of award names in the one form they are compared in; applied to the catalogue and to the list alike.
_SAME: tuple[tuple[str, str], ...] = tuple(
    (pattern, same)
    for pattern, same in (
        (r"\bsy\b", "si"),
        (r"\bki\b", "ky"),
        (r"\bbk\b", "bang khen"),
        (r"\bgk\b", "giay khen"),
        (r"\bcs ?td ?(?=cs\b|co so)", "chien si thi dua "),
        (r"\bcs ?td ?tq\b", "chien si thi dua toan quoc"),
        (r"\bcs ?td\b", "chien si thi dua"),
        (r"\bchien si td\b", "chien si thi dua"),
        (r"\bcstt\b|\bcs tien tien\b", "chien si tien tien"),
        (r"\b(?:tt|tap the) ?ld ?tt\b", "tap the lao dong tien tien"),
        (r"\b(?:tt|tap the) ?ld ?xs\b", "tap the lao dong xuat sac"),
        (r"\bld ?tt\b", "lao dong tien tien"),
        (r"\btt lao dong\b", "tap the lao dong"),
        (r"\bldong\b", "lao dong"),
        (r"\bld tien tien\b", "lao dong tien tien"),
        (r"\buy ban nhan dan\b|\buy ban\b", "ubnd"),
        (r"\b(?:ct|chu tich) (?:ubnd)\b", "ubnd"),
        (r"\bubnd cap\b", "ubnd"),
        (r"\bcs\b", "co so"),
        (r"\bgdvh\b", "gia dinh van hoa"),
        (r"\bgd\b(?= so| cong ty| doanh)", "giam doc"),
        (r"\bvh\b", "van hoa"),
        (r"\bntm\b", "nong thon moi"),
        (r"\b(?:bch )?(?:tw|tu)\b", "trung uong"),
        (r"\b(?:bch|ban chap hanh)\b", ""),
        (r"\bvn\b", "viet nam"),
        (r"\b(?:ttgcp|ttcp|ttg)\b", "thu tuong chinh phu"),
        (r"\bthu tuong\b(?! chinh)", "thu tuong chinh phu"),
        (r"\btp\b", "thanh pho"),
        (r"\bnd (?=sxkd|san xuat)", "nong dan "),
        (r"\bsxkd ?g\b", "san xuat kinh doanh gioi"),
        (r"\bsxkd\b", "san xuat kinh doanh"),
        (r"\b(?:cua|cap|danh hieu|dat|tang|dat danh hieu)\b", ""),
        (r"\bhc\b", "huan chuong"),
        (r"\bknc\b", "ky niem chuong"),
        (r"\btd\b", "thi dua"),
        (r"\b(?:bo truong) (?=bo\b)", ""),
        (r"\bhtx\b", "hop tac xa"),
        (r"\bnv\b", "nhiem vu"),
        (r"\bmttq\b", "mat tran to quoc"),
        (r"\bgiam doc so\b|\bso\b", "so"),
    )
)
_SAME_PATTERNS = tuple((re.compile(pattern), same) for pattern, same in _SAME)
_SPACES = re.compile(r"\s+")

_ISSUERS: dict[str, tuple[tuple[str, str], ...]] = {
    "bang khen": (
        ("BK_TTG", r"^(?:thu tuong|chinh phu)"),
        ("BK_DT_TW", r"trung uong .*(?:hoi|doan|mat tran)|^(?:hoi|doan|tong lien doan).*(?:viet nam|trung uong)"),
        ("BK_DT", r"^(?:tinh doan|tinh uy|thanh uy|hoi|doan|lien doan|cong doan|mat tran|dang|thanh doan)"),
        ("BK_TINH", r"^(?:ubnd )?(?:tinh|thanh pho)\b"),
        ("BK_BO", r"^bo\b(?! chi huy| chqs)|^nganh\b"),
    ),
    "giay khen": (
        ("GK_HUYEN", r"^(?:ubnd )?(?:huyen|quan|thi xa|thanh pho)\b(?! uy)"),
        ("GK_XA", r"^(?:ubnd )?(?:xa|phuong|thi tran|dac khu)\b"),
        ("GK_SO", r"^so\b"),
        ("GK_DT", r"^(?:hoi|doan|huyen doan|lien doan|cong doan|dang uy|huyen uy|mat tran|chi bo|dang bo)\b"),
        ("GK_DN", r"^(?:tong )?(?:giam doc )?(?:cong ty|doanh nghiep|hop tac xa|tong giam doc)"),
        ("GK_DVTT", r"^(?:tong )?(?:cuc|vu) truong"),
    ),
    "chien si thi dua": (
        ("CSTD_CS", r"^co so\b"),
        ("CSTD_TINH", r"^(?:tinh|thanh pho)\b"),
        ("CSTD_BO", r"^(?:bo|nganh|toan nganh)\b"),
        ("CSTD_TQ", r"^toan quoc\b"),
    ),
    "co thi dua": (
        ("CTD_CP", r"^chinh phu"),
        ("CTD_TINH", r"^(?:ubnd )?(?:tinh|thanh pho)\b"),
        ("CTD_BO", r"^(?:bo|nganh)\b"),
    ),
}
_LEVELLESS = {
    "bang khen",
    "giay khen",
    "chien si thi dua",
    "co thi dua",
    "huan chuong",
    "huan chuong lao dong",
    "ky niem chuong",
    "thi dua",
    "giay khen bang khen",
}
_SHORTEST_SLIP, _LONG_SLIP, _LONGEST_SLIP = 6, 14, 80
_COUNTED, _PLACES = 6, 64


@dataclass(frozen=True, slots=True)
class Match:
    """The code some words stand for, and how sure; without a code, `level_missing` says that only the level is.

    `passed_over`: the clerk decided that the words name nothing.
    """

    code: str | None
    sureness: Sureness
    level_missing: bool = False
    passed_over: bool = False


UNKNOWN = Match(None, Sureness.UNKNOWN)


def _decided(meanings: Mapping[str, str]) -> dict[str, Match]:
    """Return what the clerk decided words mean, by their folded form; no meaning passes them over."""
    return {
        fold(words): Match(code or None, Sureness.CERTAIN, passed_over=not code) for words, code in meanings.items()
    }


@lru_cache(maxsize=16384)
def same_words(text: str) -> str:
    """Return the form in which names of awards and grades are compared."""
    key = fold(text)
    for pattern, same in _SAME_PATTERNS:
        key = pattern.sub(same, key)
    return _SPACES.sub(" ", key).strip()


class TitleWords:
    """The catalogue's award names, ready to be met in any spelling."""

    def __init__(self, catalogue: Catalogue, meanings: Mapping[str, str] = MappingProxyType({})) -> None:
        self._catalogue = catalogue
        self._decided = _decided(meanings)
        self._exact: dict[str, str] = {}
        for form in catalogue.awards.values():
            for name in (form.code, form.name, form.short, *form.aliases):
                self._exact.setdefault(same_words(name).replace(" ", ""), form.code)
        self._slips = Slips(self._exact)
        self._seen: dict[str, Match] = {}

    def match(self, words: str, aside: str = "") -> Match:
        """Return what the words of a piece stand for; the words it has in brackets may name the level."""
        if len(self._seen) > 20_000:
            self._seen.clear()
        key = f"{words}|{aside}"
        if key not in self._seen:
            found = self._decided.get(fold(words)) or self._match(words)
            if found.code is None and aside and not found.passed_over:
                longer = self._match(f"{words} {aside}")
                found = longer if longer.code else found
            self._seen[key] = found
        return self._seen[key]

    def is_name(self, words: str) -> bool:
        """Tell whether words as a whole are the name of one award."""
        return same_words(words).replace(" ", "") in self._exact or fold(words) in self._decided

    def _match(self, words: str) -> Match:
        key = same_words(words)
        code = self._exact.get(key.replace(" ", ""))
        if code is not None and key not in _LEVELLESS:
            return Match(code, Sureness.CERTAIN)
        if key in _LEVELLESS:
            return Match(None, Sureness.UNKNOWN, level_missing=True)
        for head, issuers in _ISSUERS.items():
            if key.startswith(f"{head} "):
                return self._by_issuer(key[len(head) + 1 :], issuers)
        slip = self._slips.closest(key.replace(" ", ""))
        return Match(slip, Sureness.LIKELY) if slip else UNKNOWN

    def _by_issuer(self, rest: str, issuers: tuple[tuple[str, str], ...]) -> Match:
        for code, pattern in issuers:
            if code in self._catalogue.awards and re.search(pattern, rest):
                return Match(self._narrowed(code, rest), Sureness.CERTAIN)
        return Match(None, Sureness.UNKNOWN, level_missing=True)

    def _narrowed(self, code: str, rest: str) -> str:
        """Return the form of a named giver where the catalogue has one (BK_BNG of BK_BO)."""
        for form in self._catalogue.awards.values():
            if form.parent == code and form.issuer and fold(form.issuer) in rest:
                return form.code
        return code


class GradeWords:
    """The catalogue's grades, ready to be met in any spelling."""

    def __init__(self, catalogue: Catalogue, meanings: Mapping[str, str] = MappingProxyType({})) -> None:
        self._decided = _decided(meanings)
        self._exact: dict[str, str] = {}
        for term in catalogue.lists["grades"].values():
            for name in (term.code, term.name, term.short or "", *term.aliases):
                for key in _grade_keys(name):
                    self._exact.setdefault(key, term.code)
        self._exact.pop("", None)
        self._slips = Slips(self._exact)

    def match(self, words: str) -> Match:
        """Return the grade some words stand for."""
        if decided := self._decided.get(fold(words)):
            return decided
        for key in _grade_keys(words):
            if key in self._exact:
                return Match(self._exact[key], Sureness.CERTAIN)
        slip = self._slips.closest(fold(words).replace(" ", ""))
        return Match(slip, Sureness.LIKELY) if slip else UNKNOWN


def _grade_keys(text: str) -> tuple[str, str]:
    """Return the letters of a grade as written, and spelled out without "nhiệm vụ"."""
    full = fold(text)
    for short, long in ((r"\bht ?xs\b", "ht xuat sac"), (r"\bxs\b", "xuat sac"), (r"\bht\b", "hoan thanh")):
        full = re.sub(short, long, full)
    return fold(text).replace(" ", ""), re.sub(r"\b(?:nhiem vu|nv|duoc giao|muc|loai)\b| ", "", full)


class Slips:
    """Names that may be met with a slip of the pen, and the code each stands for.

    Names whose letters alone differ too much are passed over before letters are compared in order: the names of the
    schools of a province are thousands, and alike.
    """

    def __init__(self, names: Mapping[str, str] = MappingProxyType({})) -> None:
        self._of_length: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        for name, code in names.items():
            self.add(name, code)

    def add(self, name: str, code: str) -> None:
        """Make a name known."""
        self._of_length[len(name)].append((_letters(name), name, code))

    def closest(self, key: str) -> str | None:
        """Return the only code a slip away: one letter, two in long names; None where several are near."""
        if not _SHORTEST_SLIP <= len(key) <= _LONGEST_SLIP:
            return None
        most, letters = 2 if len(key) >= _LONG_SLIP else 1, _letters(key)
        near: dict[str, int] = {}
        for length in range(max(_SHORTEST_SLIP - 1, len(key) - most), len(key) + most + 1):
            for held, name, code in self._of_length.get(length, ()):
                if (held ^ letters).bit_count() <= 2 * most and (away := distance(key, name, most)) <= most:
                    near[code] = min(away, near.get(code, away))
        best = min(near.values(), default=0)
        codes = [code for code, away in near.items() if away == best]
        return codes[0] if len(codes) == 1 else None


def _letters(name: str) -> int:
    """Return which letters a name has and how many of each: a slip of one letter changes at most two bits of it."""
    found = 0
    for letter, count in Counter(name).items():
        found |= ((1 << min(count, _COUNTED)) - 1) << (_COUNTED * (ord(letter) % _PLACES))
    return found


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters were added, lost, changed or swapped, up to `most` + 1."""
    alike = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if alike is None:
        return min(abs(len(one) - len(other)), most + 1)
    one, other = one[alike:], other[alike:]
    before: list[int] = []
    last: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, last, row = last, row, [place]
        for column, wanted in enumerate(other, start=1):
            steps = min(last[column] + 1, row[-1] + 1, last[column - 1] + (letter != wanted))
            swapped = place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == wanted
            if swapped:
                steps = min(steps, before[column - 2] + 1)
            row.append(steps)
        if min(row) > most:
            return most + 1
    return row[-1]
