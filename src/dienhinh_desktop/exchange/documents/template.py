"""An office's own template of a paper (mẫu): the original as a Word file with fields, checked, and filled again.

A template comes from outside: it is read only after its package was found harmless (no macro, nothing fetched from
elsewhere, nothing embedded), and what it lacks or does not know is named.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from dienhinh_desktop.domain.documents import Form
from dienhinh_desktop.domain.errors import UserError

from . import word
from .fonts import BOLD, text_width
from .form_pages import TITLE_RULE
from .paper import AGENCY_RULE
from .template_fields import BASES, DAY, FIELD, SIGNING, Fields, specimen
from .word_paper import finished, mark_across
from .word_styles import LOOKS
from .word_xml import paragraph, plain, style_id, twips

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BYTES = 10 << 20
_MOST_UNPACKED = 60 << 20
_MOST_PARTS = 500
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HARMFUL = (
    (re.compile(r"vbaProject|vbaData", re.IGNORECASE), "có macro"),
    (re.compile(r"activeX|embeddings|oleObject", re.IGNORECASE), "có tệp nhúng"),
    (re.compile(r"afchunk|altChunk", re.IGNORECASE), "có tệp ghép"),
)
_FETCHING = re.compile(rb"INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|(?<!HYPER)LINK|IMPORT")
_OUTSIDE = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.IGNORECASE)
_CODES = re.compile(rb"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr\s*=\s*\"([^\"]*)\"", re.DOTALL)


def original(form: Form) -> bytes:
    """Return the original template of a paper: its layout with fields in place of what comes from the records."""
    shown, _ = specimen(form)
    document = Document(BytesIO(word.forms_bytes([shown])))
    for line in _lines(document):
        if line.style is not None and line.style == style_id("Địa danh và ngày"):
            _set_text(line, f"{{{{{DAY}}}}}")
    return finished(document, None)


def prove(template: bytes, form: Form, name: str) -> None:
    """Raise UserError, naming what is wrong, when a file cannot be the template of such a paper (`name` says which)."""
    _prove_harmless(template, name)
    document = _opened(template, name)
    _, fields = specimen(form)
    found = {used.lower() for line in _lines(document) for used in FIELD.findall(_text(line))}
    missing = [field for field in fields.needed if field not in found]
    unknown = sorted(found - set(fields.known))
    again = "Sửa trong Word rồi dùng lại, hoặc về mẫu gốc."
    if missing:
        raise UserError(f"Mẫu {name} thiếu ô {_told(missing)}. {again}")
    if unknown:
        raise UserError(f"Mẫu {name} có ô không biết: {_told(unknown)}. {again}")
    styles = {style.name for style in document.styles}
    lost = [look.name for look in LOOKS if look.name not in styles]
    if lost:
        raise UserError(f"Mẫu {name} không còn kiểu chữ {', '.join(f'“{style}”' for style in lost[:5])}. {again}")


def _told(names: Iterable[str]) -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in names)


def _prove_harmless(template: bytes, name: str) -> None:
    def refuse(why: str) -> UserError:
        return UserError(f"Không dùng được mẫu {name}: {why}. Bỏ phần đó trong Word, ghi lại dạng .docx rồi chọn lại.")

    if len(template) > _MOST_BYTES:
        raise refuse("tệp lớn hơn 10 MB")
    try:
        with zipfile.ZipFile(BytesIO(template)) as package:
            entries = package.infolist()
            if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
                raise refuse("tệp bung ra quá lớn")
            parts = {entry.filename: package.read(entry) for entry in entries}
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError) as error:
        raise refuse("tệp không phải Word (.docx) hoặc đã hỏng") from error
    if _MAIN not in parts.get("[Content_Types].xml", b""):
        raise refuse("tệp không phải Word (.docx) thường, có thể là .docm hay .dotx")
    for part, content in parts.items():
        for pattern, why in _HARMFUL:
            if pattern.search(part):
                raise refuse(why)
        if part.endswith(".rels") and _OUTSIDE.search(content):
            raise refuse("có liên kết ra ngoài")
        if part.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
            raise refuse("có phần không đọc an toàn được")
        codes = b"".join(left or right for left, right in _CODES.findall(content))  # Word cuts codes into runs too
        if _FETCHING.search(codes):
            raise refuse("có trường lấy nội dung từ nơi khác")


def _opened(template: bytes, name: str) -> Paper:
    try:
        return Document(BytesIO(template))
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise UserError(f"Không đọc được mẫu {name}: tệp hỏng. Mở bằng Word rồi ghi lại dạng .docx.") from error


def filled(template: bytes, form: Form) -> bytes:
    """Return the paper in the office's template, the same bytes for the same content."""
    document = Document(BytesIO(template))
    _, fields = specimen(form)
    lines = list(_lines(document))
    present = {used.lower() for line in lines for used in FIELD.findall(_text(line))}
    blocks = _placed(fields, present)
    for line in lines:
        alone = FIELD.fullmatch(_text(line).strip())
        name = alone[1].lower() if alone else ""
        if name == SIGNING:
            _replace(line, word.signing(form))
        elif name == BASES and name in blocks:
            _replace(line, (paragraph("Căn cứ", text) for part in blocks[name] for text in part.paragraphs))
        elif name in blocks:
            _replace(line, (part for section in blocks[name] for part in word.section(section)))
        else:
            _fill_words(line, fields)
    _draw_rules(lines, form)
    if form.across:
        mark_across(document, form.across)
    facts = document.core_properties
    facts.title, facts.subject = form.name, ", ".join(form.keywords)
    return finished(document, form.letterhead.day)


def _draw_rules(lines: Iterable[Any], form: Form) -> None:
    """Give the lines under agency and title the length the decree asks of the words now above them."""
    shown, _ = specimen(form)
    rules = {
        style_id("Đường kẻ"): (shown.letterhead.agency.upper(), form.letterhead.agency.upper(), 12.0, AGENCY_RULE),
        style_id("Đường kẻ tên loại"): ("".join(shown.title[-1:]), "".join(form.title[-1:]), 14.0, TITLE_RULE),
    }
    for line in lines:
        found = rules.pop(line.style or "", None)
        sides = line.pPr.find(f"{_W}ind") if found and line.pPr is not None else None
        if found is None or sides is None:
            continue
        before, after, size, share = found
        room = 2 * int(sides.get(f"{_W}left", 0)) / 20 + text_width(before, BOLD, size) * share
        length = min(text_width(after, BOLD, size), room) * share
        for side in ("left", "right"):
            sides.set(f"{_W}{side}", str(twips(max(0.0, (room - length) / 2))))


def _placed(fields: Fields, present: set[str]) -> dict[str, list[Any]]:
    """Return the blocks; one the template has no place for, such as a remark few papers have, joins the one before."""
    placed: dict[str, list[Any]] = {}
    waiting: list[Any] = []
    for name, sections in fields.blocks.items():
        if name in present:
            placed[name] = [*waiting, *sections]
            waiting = []
        elif placed:
            placed[next(reversed(placed))] += sections
        else:
            waiting += sections
    return placed


def _lines(document: Paper) -> Iterator[Any]:
    roots: list[Element] = [document.element.body]
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            roots += [] if part.is_linked_to_previous else [part._element]
    for root in roots:
        yield from root.iter(f"{_W}p")


def _text(line: Any) -> str:
    return "".join(piece.text or "" for piece in line.iter(f"{_W}t"))


def _set_text(line: Any, text: str) -> None:
    pieces = list(line.iter(f"{_W}t"))
    for place, piece in enumerate(pieces):
        piece.text = "" if place else text


def _replace(line: Any, blocks: Iterable[Element]) -> None:
    parent = line.getparent()
    last = None
    for block in blocks:
        line.addprevious(block)
        last = block
    if last is None or not last.tag.endswith("}p"):
        line.addprevious(paragraph("Ngăn"))  # neither a cell nor a paper may end with a table
    parent.remove(line)


def _fill_words(line: Any, fields: Fields) -> None:
    """Put the words of fields in their place, however Word has cut the field into runs."""
    text = _text(line)
    for match in reversed(list(FIELD.finditer(text))):
        name = match[1].lower()
        value = plain(" ".join(fields.words.get(name, fields.extra.get(name, "")).split("\n")))
        _put(line, match.start(), match.end(), value.upper() if match[1].isupper() else value)


def _put(line: Any, start: int, end: int, value: str) -> None:
    at = 0
    first = True
    for piece in list(line.iter(f"{_W}t")):
        words = piece.text or ""
        begin, finish = max(start - at, 0), min(end - at, len(words))
        if begin < finish:
            piece.text = words[:begin] + (value if first else "") + words[finish:]
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            first = False
        at += len(words)
