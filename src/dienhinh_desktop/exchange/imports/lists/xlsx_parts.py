"""The shared parts of an .xlsx package: fonts and date formats of cell styles, shared strings."""

from __future__ import annotations

import re
import zipfile
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from ..container import check_markup
from ..survey import Refused, TooLarge
from .grids import LONGEST_TEXT

CHUNK = 2**18
_MOST_STRINGS = 2_000_000
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_DATE_LETTERS = re.compile(r"[dyhs]|m(?!\w)", re.IGNORECASE)
_NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")

Pieces = tuple[tuple[str, str], ...]


def local(tag: str) -> str:
    """Return the name of an element without its namespace."""
    return tag.rpartition("}")[2]


def unescaped(text: str) -> str:
    """Return a text with Excel's own escapes (_x000D_) as the characters they stand for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class Styles:
    """Font and date-ness of every cell style."""

    def __init__(self, root: ElementTree.Element | None) -> None:
        self.fonts: list[str] = []
        self.dates: list[bool] = []
        if root is None:
            return
        groups = {local(child.tag): child for child in root}
        names = [
            next((part.get("val", "") for part in font if local(part.tag) in ("name", "rFont")), "")
            for font in groups.get("fonts", ())
        ]
        written = {item.get("numFmtId", ""): item.get("formatCode", "") for item in groups.get("numFmts", ())}
        for style in groups.get("cellXfs", ()):
            place = int(style.get("fontId", 0))
            self.fonts.append(names[place] if place < len(names) else "")
            number = style.get("numFmtId", "0")
            self.dates.append(int(number) in _DATE_FORMATS or is_date_format(written.get(number, "")))

    def font(self, style: int) -> str:
        """Return the name of the font of a cell style."""
        return self.fonts[style] if style < len(self.fonts) else ""

    def is_date(self, style: int) -> bool:
        """Tell whether a cell style shows numbers as days."""
        return style < len(self.dates) and self.dates[style]


def is_date_format(code: str) -> bool:
    """Tell whether a number format shows days: it has d, y or m left once quoted words are out."""
    return code.lower() != "general" and _DATE_LETTERS.search(_NO_LETTERS.sub("", code)) is not None


def read_strings(package: zipfile.ZipFile, names: set[str]) -> list[tuple[str, Pieces]]:
    """Return every shared string, with its pieces where it is written in several fonts."""
    part = next((name for name in names if name.lower() == "xl/sharedstrings.xml"), None)
    if part is None:
        return []
    reader = _StringReader()
    with package.open(part) as stream:
        _feed(reader.parser, stream)
    return reader.found


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    tail = b""
    while chunk := stream.read(CHUNK):
        check_markup(tail + chunk)
        parser.Parse(chunk, False)
        tail = chunk[-16:]
    parser.Parse(b"", True)


def new_parser() -> expat.XMLParserType:
    """Return a parser that refuses document types and tells elements with their namespace."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def _no_doctype(*_: object) -> None:
    raise Refused("tệp có khai báo DOCTYPE lạ, có thể gây hại. Mở bằng Excel rồi lưu lại.")


class _StringReader:
    """Collects shared strings, with the font of each piece where a text has several."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Pieces]] = []
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._inside = False
        self._pieces: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._font = ""
        self._phonetic = False

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "si":
            self._pieces, self._font = [], ""
        elif name == "r":
            self._font = ""
        elif name == "rFont":
            self._font = attributes.get("val", "")
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._inside, self._words = not self._phonetic, []

    def _text(self, data: str) -> None:
        if self._inside:
            self._words.append(data)

    def _end(self, tag: str) -> None:
        name = local(tag)
        if name == "t" and self._inside:
            self._pieces.append((unescaped("".join(self._words)), self._font))
            self._inside = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            if len(self.found) >= _MOST_STRINGS:
                raise TooLarge("tệp nén bung ra quá lớn. Tách thành nhiều tệp.")
            text = "".join(words for words, _ in self._pieces)[:LONGEST_TEXT]
            fonts = any(font for _, font in self._pieces)
            self.found.append((text, tuple(self._pieces) if fonts else ()))
