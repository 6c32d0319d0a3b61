"""Vietnamese text: cleaning, comparing without marks, sorting by given name, writing numbers as offices do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import isfinite

_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()]
_NO_TEXT = [*range(0xD800, 0xE000), 0xFFFE, 0xFFFF]  # halves of a pair, no characters: XML and files cannot hold them
_INVISIBLE = dict.fromkeys([*map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), *_CONTROLS, *_NO_TEXT])
_LOOK_ALIKE = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})
_SPACE = re.compile(r"\s+")
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}(\.\d{3})+$")
_HOUSEHOLD = re.compile(r"^[Hh]ộ (?:gia đình )?(?:(?:ông|bà|anh|chị) |(?=[^\W\d_a-zđà-ỹ]))")
_NOT_WORD = re.compile(r"[^0-9a-z%]+")

# Vietnamese alphabet and tone order (as CLDR "vi"): letters first, then tones, then case.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_TONES = {"": "0", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5", "\u0300": "1"}
_SHAPES = {"\u0306": {"a": "ă"}, "\u0302": {"a": "â", "e": "ê", "o": "ô"}, "\u031b": {"o": "ơ", "u": "ư"}}


def nfc(text: str) -> str:
    """Return the text in Unicode NFC, the only form kept by the program."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """Return NFC text without invisible and control characters, with single spaces and look-alikes of Đ mended."""
    return _SPACE.sub(" ", nfc(text.translate(_INVISIBLE).translate(_LOOK_ALIKE))).strip()


def _strip_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the search key of a text: lower case, no marks, đ as d, words parted by single spaces.

    Two spellings of one word (hoà, hòa) fold alike because tone marks are dropped altogether.
    """
    return _NOT_WORD.sub(" ", _strip_marks(clean(text)).casefold()).strip()


def capitalised(text: str) -> str:
    """Return a text that begins with a capital letter, as a cell or a sentence does; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def householder(name: str) -> str:
    """Return who heads a household by its name: "Hộ ông Trần Tiến Lâm" gives "Trần Tiến Lâm"; else the name itself."""
    return _HOUSEHOLD.sub("", name, count=1)


def matches(key: str, words: Sequence[str]) -> bool:
    """Tell whether every folded word begins a word of the folded key, in any order."""
    padded = f" {key}"
    return all(f" {word}" in padded for word in words)


def decision_key(number: str) -> str:
    """Return the form in which decision numbers are compared: NFC, no white space, no case (Q5 of the cases)."""
    return _SPACE.sub("", nfc(number)).casefold()


@lru_cache(maxsize=16384)
def _letters(word: str) -> tuple[str, str, str]:
    primary: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for char in nfc(word):
        base = "đ" if char in "đĐ" else ""
        tone = ""
        for part in unicodedata.normalize("NFD", char):
            lower = part.lower()
            if part in _TONES:
                tone = part
            elif part in _SHAPES:
                base = _SHAPES[part].get(base, base)
            elif not base:
                base = lower
        primary.append(_LETTER.get(base, base))
        tones.append(_TONES[tone])
        cases.append("1" if char.isupper() else "0")
    return "".join(primary), "".join(tones), "".join(cases)


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[str, ...]:
    """Return the key that puts any Vietnamese text in dictionary order."""
    return _sort_key(clean(text).split())


def _sort_key(words: Sequence[str]) -> tuple[str, ...]:
    found = [_letters(word) for word in words]
    return tuple(" ".join(word[level] for word in found) for level in range(3))


@lru_cache(maxsize=4096)
def name_sort_key(name: str) -> tuple[str, ...]:
    """Return the key that orders people as Vietnamese offices do: given name, family name, middle names."""
    return _sort_key(_given_first(clean(name).split()))


def _given_first(words: Sequence[str]) -> Sequence[str]:
    return words if len(words) < 2 else [words[-1], words[0], *words[1:-1]]


def sort_words(text: str) -> str:
    """Return the key of `sort_key` as one text, which takes less room where very many are kept."""
    return "\x01".join(_sort_key(text.split()))


def name_words(name: str) -> str:
    """Return the key of `name_sort_key` as one text, which takes less room where very many are kept."""
    return "\x01".join(_sort_key(_given_first(name.split())))


def two_digits(number: int) -> str:
    """Write a count as documents do: below ten with a leading zero ("05 cá nhân")."""
    return f"{number:02d}"


def number_text(value: float | int) -> str:
    """Write a number the Vietnamese way: 1.234,5."""
    whole = f"{value:,.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return whole.replace(",", "\0").replace(".", ",").replace("\0", ".")


def parse_number(written: str) -> float | None:
    """Read 1.234,5 (or 1234.5), None when empty. Raises ValueError when it is no number."""
    tight = _SPACE.sub("", clean(written))
    if not tight:
        return None
    found = float(tight.replace(".", "").replace(",", ".") if "," in tight or _THOUSANDS.match(tight) else tight)
    if not isfinite(found):
        raise ValueError(written)
    return found


def join_words(words: Iterable[str], last: str = "và") -> str:
    """Join words as a sentence does: "a, b và c"."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def join_years(years: Iterable[int]) -> str:
    """Join years for a sentence: "2021, 2023, 2024"."""
    return ", ".join(str(year) for year in sorted(set(years)))


def initials(name: str) -> str:
    """Return at most two letters for a round badge: the last two words of the name."""
    words = clean(name).split()[-2:]
    return "".join(word[0].upper() for word in words)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the form in which names are one: no case, spaces or apostrophes; a tone belongs to its word, wherever put.

    "Hoà" and "HÒA" are one name, "An" and "Ân" are two.
    """
    words = (_letters(word) for word in clean(name).replace("'", "").split())
    return " ".join(letters + "".join(sorted(tones.replace("0", ""))) for letters, tones, _ in words)
