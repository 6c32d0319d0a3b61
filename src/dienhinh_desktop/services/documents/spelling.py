"""Names and posts spelled in two ways across the papers: what a reader would take for two people or two posts."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.documents import ExportCheck
from ...domain.text import clean, name_key
from .checked import page_warn, warn
from .dossier import Dossier, Entry


def spelled_alike(dossier: Dossier) -> Iterator[ExportCheck]:
    """Yield where one post, one unit or one signer is written in two ways."""
    yield from _posts(dossier)
    yield from _signer(dossier)
    yield from _twice(dossier)


def _posts(dossier: Dossier) -> Iterator[ExportCheck]:
    found: dict[str, dict[str, Entry]] = {}
    for entry in dossier.entries:
        for post in entry.posts:
            found.setdefault(name_key(post.title), {}).setdefault(clean(post.title), entry)
    for spellings in found.values():
        if len(spellings) > 1:
            told = ", ".join(f"“{spelling}” ({entry.subject.name})" for spelling, entry in spellings.items())
            yield warn(f"Một chức vụ ghi hai cách: {told}", "Danh sách, biểu mẫu", list(spellings.values())[-1])


def _signer(dossier: Dossier) -> Iterator[ExportCheck]:
    usual = () if dossier.signers else (dossier.office.signer,)
    names = {name_key(clean(name)): clean(name) for name in (*usual, *(item.name for item in dossier.signers)) if name}
    for subject in dossier.book.subjects.values() if names else ():
        signer = names.get(name_key(subject.name), subject.name)
        if subject.name != signer:
            words = f"Người ký ghi “{signer}”, hồ sơ ghi “{subject.name}”"
            yield page_warn(words, "Cài đặt, người ký", "settings", "signers")
            return


def _twice(dossier: Dossier) -> Iterator[ExportCheck]:
    """Yield people of one unit and one year of birth whose names differ by case or the place of a tone alone."""
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in dossier.entries:
        birth = entry.subject.birth
        key = (name_key(entry.subject.name), entry.subject.unit, birth.year if birth else None, entry.subject.kind)
        other = seen.setdefault(key, entry)
        if other is not entry:
            yield warn(
                f"{other.subject.name} và {entry.subject.name} có thể là một: cùng tên, đơn vị, năm sinh",
                f"Danh sách, dòng {other.number} và {entry.number}",
                entry,
            )
