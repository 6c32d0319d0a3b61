"""The named fields of a paper: its own words stay where they are, what comes from the records becomes a field.

What a part holds, with the parts under it, is one block that stands alone in a paragraph ("{{thanh_tich_dat_duoc}}"),
because how many lines and tables it has differs from subject to subject. A field written in capitals gives its words in
capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dienhinh_desktop.domain.documents import Form, FormSection
from dienhinh_desktop.domain.text import fold

from .paper import place_and_day

FIELD = re.compile(r"\{\{\s*([0-9A-Za-z_]+)\s*\}\}")
DAY, BASES, SIGNING = "dia_danh_ngay", "can_cu", "khoi_ky"
_NUMBERING = re.compile(r"^(?:[IVX]+|\d+)\.\s*")
_LONGEST = 40


@dataclass(slots=True)
class Fields:
    """The fields of one paper: words to stand inside a line, blocks that take a paragraph, counts that may be used."""

    words: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, list[FormSection]] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def needed(self) -> list[str]:
        """The fields a template must have."""
        return [*self.words, *self.blocks, SIGNING]

    @property
    def known(self) -> list[str]:
        """The fields a template may have."""
        return [*self.needed, *self.extra]


def specimen(form: Form) -> tuple[Form, Fields]:
    """Return the paper with fields in place of what comes from the records, and what each field stands for."""
    found = Fields(extra=dict(form.facts))
    head = form.letterhead
    given = {
        name: _marked(found, name, text)
        for name, text in (
            ("co_quan_chu_quan", head.superior),
            ("co_quan", head.agency),
            ("so_ky_hieu", head.number),
            ("trich_yeu_cong_van", head.about),
        )
    }
    if head.dated:
        found.words[DAY] = place_and_day(head)
    shown = replace(
        head,
        superior=given["co_quan_chu_quan"],
        agency=given["co_quan"],
        number=given["so_ky_hieu"],
        about=given["trich_yeu_cong_van"],
    )
    title = (*form.title[:1], *(_marked(found, "trich_yeu", text) for text in form.title[1:]))
    whom = (_marked(found, "kinh_gui", "; ".join(form.addressees)),) if form.addressees else ()
    bases = _block(found, BASES, [FormSection(title="", paragraphs=form.bases)]) if form.bases else ""
    intro = _block(found, "thong_tin", [FormSection(title="", lines=form.intro)]) if form.intro else ""
    sections = (
        *(FormSection(title="", paragraphs=(mark,)) for mark in (bases, intro) if mark),
        *_sections(found, form.sections),
        FormSection(title="", paragraphs=(_mark(SIGNING),)),
    )
    plain = replace(
        form,
        letterhead=shown,
        title=title,
        addressees=whom,
        bases=(),
        intro=(),
        sections=sections,
        signatures=(),
        recipients=(),
        draft=False,
        subject_name="",
    )
    return plain, found


def _sections(found: Fields, sections: Sequence[FormSection]) -> Iterator[FormSection]:
    for group in _groups(sections):
        first = group[0]
        parts = (replace(first, title=""), *group[1:])
        inner = [part for part in parts if part.title or part.lines or part.paragraphs or part.table]
        marks = (_block(found, _name(first.title) or "doan", inner),) if inner else ()
        yield FormSection(title=_title(found, first.title), level=first.level, paragraphs=marks)


def _groups(sections: Sequence[FormSection]) -> list[list[FormSection]]:
    """Return each part of the first level with the parts under it; parts before the first stand alone."""
    groups: list[list[FormSection]] = []
    for part in sections:
        under = bool(groups) and groups[-1][0].level == 1 and bool(groups[-1][0].title) and not _heads(part)
        if under and (part.level > 1 or not part.title):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _heads(part: FormSection) -> bool:
    return part.level == 1 and bool(part.title)


def _title(found: Fields, title: str) -> str:
    """Return a title; one that tells a day is a field."""
    return _marked(found, "de_muc", title) if re.search(r"\d+/\d+/\d{4}", title) else title


def _marked(found: Fields, name: str, text: str) -> str:
    if not text:
        return ""
    free = _free(name, found)
    found.words[free] = text
    return _mark(free)


def _block(found: Fields, name: str, sections: list[FormSection]) -> str:
    free = _free(name, found)
    found.blocks[free] = sections
    return _mark(free)


def _free(name: str, found: Fields) -> str:
    taken: Mapping[str, object] = {**found.words, **found.blocks}
    number = 2
    free = name
    while free in taken:
        free = f"{name}_{number}"
        number += 1
    return free


def _name(words: str) -> str:
    plain = re.sub(r"\(.*?\)", "", _NUMBERING.sub("", words))
    return "_".join(fold(plain).split())[:_LONGEST].strip("_")


def _mark(name: str) -> str:
    return f"{{{{{name}}}}}"
