"""Old Vietnamese encodings: TCVN3 (ABC) and VNI text into Unicode, and how Vietnamese a text looks.

Tables: TCVN 5712:1993 (TCVN3) and VNI-Windows as law and layout notes §7.1 give them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TCVN3, VNI = "TCVN3", "VNI"

_TCVN3_FROM = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ®¡¢£¤¥¦§"
_TCVN3_TO = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂÊÔƠƯĐ"
_TCVN3_TABLE = str.maketrans(_TCVN3_FROM, _TCVN3_TO)
# à (0xB5) often arrives as Greek μ, ư (0xAD, a soft hyphen) as a minus sign or a plain hyphen of other programs.
_STRAYED = str.maketrans({"\u03bc": "\xb5", "\u2212": "\xad", "\u2011": "\xad"})

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for base in "aeouyôö":
        letter = _VNI_ALONE.get(base, base)
        table.update({base + mark: letter + tone for mark, tone in _TONES.items()})
    for base in "aeo":
        table.update({base + mark: base + "\u0302" + tone for mark, tone in _CIRCUMFLEX.items()})
    table.update({"a" + mark: "a\u0306" + tone for mark, tone in _BREVE.items()})
    small = {key: unicodedata.normalize("NFC", value) for key, value in table.items()}
    large = {key.upper(): value.upper() for key, value in small.items()}
    mixed = {key[0].upper() + key[1]: value.upper() for key, value in small.items() if len(key) == 2}
    return {**mixed, **large, **small}


_VNI_TABLE = _vni_table()
_VNI_PIECES = re.compile("|".join(sorted(map(re.escape, _VNI_TABLE), key=len, reverse=True)))

# A Vietnamese syllable without its tone: an onset, a nucleus, an ending.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"(?:(?:iê|yê|uyê|uô|ươ|oa|oă|oe|uâ|uê|uy|oo|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?"
    r"|uya|uơ|ia|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iêu|iu|oai|oao|oay|oeo|oi|ôi|ơi|uây|ui|uôi|ươi|ươu|ưi|ưu|uyu|uêu|yêu)"
)
_TONE_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_WORD = re.compile(r"[^\W\d_]+|[¡-¿×÷\xad]+")


def from_tcvn3(text: str) -> str:
    """Return Unicode for text stored in TCVN3."""
    return text.translate(_STRAYED).translate(_TCVN3_TABLE)


def from_vni(text: str) -> str:
    """Return Unicode for text stored in VNI-Windows (a letter followed by its marks)."""
    return _VNI_PIECES.sub(lambda found: _VNI_TABLE[found[0]], text)


DECODERS = {TCVN3: from_tcvn3, VNI: from_vni}


def font_encoding(font: str) -> str | None:
    """Return the encoding a font stands for: .Vn…, Vn… of the ABC family are TCVN3, VNI-… is VNI."""
    name = font.strip().lower()
    if name.startswith("vni"):
        return VNI
    if name.startswith((".vn", "vntime", "vnarial", "vnsouthern", "vncentury", "vnhelv")):
        return TCVN3
    return None


def is_capital_font(font: str) -> bool:
    """Tell whether a TCVN3 font shows small codes as capitals (.VnTimeH, .VnArialH)."""
    return font_encoding(font) == TCVN3 and font.strip().endswith("H")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Tell whether a word can be a Vietnamese syllable: known onset, nucleus and ending, at most one tone."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    if sum(ord(char) in _TONE_MARKS for char in parts) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", parts.translate(_TONE_MARKS))) is not None


def marked_words(text: str) -> list[str]:
    """Return the words of a text that hold anything beyond ASCII."""
    return [word for word in _words(text) if not word.isascii()]


def _words(text: str) -> list[str]:
    # In old encodings marks such as ¸ or ª are letters: split at ASCII marks and spaces only.
    return [word for word in re.split(r"[\s\x21-\x40\x5b-\x60\x7b-\x7e]+", text) if word]


def fitness(text: str) -> tuple[int, int]:
    """Return (words with marks that are good syllables, words with marks)."""
    words = marked_words(unicodedata.normalize("NFC", text))
    return sum(is_syllable(word.strip("“”‘’\xa0")) for word in words), len(words)


def beyond_latin1(text: str) -> bool:
    """Tell whether a text holds letters no old encoding can hold: it is Unicode already."""
    return any(
        ord(char) > 0xFF and char not in "\u03bc\u2212\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2026" for char in text
    )
