"""Words typed by hand into papers: the blanks of a paper, the paper with them filled, keeping what was typed.

What is computed is never typed over: only what the records leave blank can be filled, and it stays when papers are made
again from the records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...domain.blanks import Blank, FilledBlank
from ...domain.documents import Form, FormLine, FormSection
from ...domain.text import nfc
from ...domain.upkeep import Changes, Kind
from ..context import Context

CHANGED = frozenset({Kind.ROUNDS})
MOST_LETTERS = 20_000
Words = Mapping[tuple[str, str | None], Mapping[str, str]]
"""Kind of paper and subject → place → words."""


def by_paper(rows: Sequence[FilledBlank]) -> Words:
    """Return what was typed, by paper and place."""
    found: dict[tuple[str, str | None], dict[str, str]] = {}
    for row in rows:
        found.setdefault((row.paper, row.subject), {})[row.place] = row.words
    return found


def paper_of(form: Form) -> str:
    """Return the kind of a paper without the kind of its subject."""
    return form.kind.partition(".")[0]


def blanks(form: Form, words: Mapping[str, str]) -> tuple[Blank, ...]:
    """Return the blanks of a paper as the records leave it, each with what was typed for it."""
    return tuple(
        Blank(place=place, part=part, label=line.label, lines=line.lines, words=words.get(place, ""))
        for part, place, line in _lines(form)
        if not line.value
    )


def with_words(form: Form, words: Mapping[str, str]) -> Form:
    """Return a paper with its blanks filled by what was typed; what is computed stays."""
    if not words:
        return form
    places = iter([place for _, place, _ in _lines(form)])
    intro = _filled(form.intro, words, places)
    sections = tuple(replace(part, lines=_filled(part.lines, words, places)) for part in form.sections)
    return replace(form, intro=intro, sections=sections)


def _filled(lines: Sequence[FormLine], words: Mapping[str, str], places: Iterator[str]) -> tuple[FormLine, ...]:
    made: list[FormLine] = []
    for line in lines:
        text = words.get(next(places), "")
        if line.value or not text:
            made.append(line)
            continue
        first, *rest = text.split("\n")
        made += [replace(line, value=first, lines=1), *(FormLine(label="", value=more) for more in rest if more)]
    return tuple(made)


def _lines(form: Form) -> Iterator[tuple[str, str, FormLine]]:
    """Yield every line with its part and its place, blank or not: places do not move when others are filled."""
    part = ""
    counted: dict[str, int] = {}
    for section in (FormSection(title="", lines=form.intro), *form.sections):
        part = section.title or part
        for line in section.lines:
            name = f"{_plain(part)}|{line.label}"
            if not line.label and line.value:
                yield part, "", line
                continue
            counted[name] = counted.get(name, 0) + 1
            yield part, name if counted[name] == 1 else f"{name}|{counted[name]}", line


def _plain(title: str) -> str:
    """Return a title without its number, which moves when a part is left out."""
    head, dot, rest = title.partition(". ")
    return rest if dot and (head.isdigit() or set(head) <= set("IVX")) else title


def save_words(ctx: Context, round_id: int, typed: Sequence[tuple[Form, Mapping[str, str]]]) -> Changes:
    """Keep what was typed into the blanks of papers, by place; what is empty is taken away. One act."""
    with ctx.db.read() as reader:
        held = reader.filled_blanks(round_id)
    wanted = {
        (paper_of(form), form.subject or None, place): words
        for form, given in typed
        for place, text in given.items()
        if (words := _clean(text))
    }
    papers = {(paper_of(form), form.subject or None) for form, _ in typed}
    kept = {(row.paper, row.subject, row.place): row for row in held if (row.paper, row.subject) in papers}
    gone = [row.id for key, row in kept.items() if row.id is not None and key not in wanted]
    changed = [
        replace(kept[key], words=text) for key, text in wanted.items() if key in kept and kept[key].words != text
    ]
    new = [
        FilledBlank(round_id=round_id, paper=paper, subject=subject, place=place, words=text)
        for (paper, subject, place), text in wanted.items()
        if (paper, subject, place) not in kept
    ]
    if not (gone or changed or new):
        return Changes(sentence="Chữ tự gõ không đổi.")
    name = typed[0][0].subject_name or typed[0][0].name
    with ctx.db.work(f"Điền chữ: {name}", ctx.who) as work:
        work.delete("filled_blanks", gone)
        work.update("filled_blanks", changed)
        work.insert("filled_blanks", new)
        act = work.act
    return Changes(CHANGED, f"Đã ghi {len(wanted)} chỗ tự gõ; lập lại từ dữ liệu vẫn giữ.", act)


def _clean(text: str) -> str:
    lines = (line.strip() for line in nfc(text).replace("\r", "").split("\n"))
    return "\n".join(lines).strip()[:MOST_LETTERS]
