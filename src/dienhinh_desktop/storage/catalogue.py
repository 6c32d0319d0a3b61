"""The catalogue of titles, awards and code lists, read from the resources and checked as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from .. import resources
from ..domain.catalogue import LISTS, AwardForm, Catalogue, Family, Term
from ..domain.council import MeetingPurpose
from ..domain.errors import UserError
from ..domain.records import SubjectKind
from ..domain.text import fold
from ..domain.votes import Threshold, VoteRule
from .catalogue_files import Entry, Mistakes, entries, plain, read_sections

LEVELS = ("CO_SO", "HUYEN", "TINH", "BO", "NHA_NUOC", "KHAC")
"""Levels of awards; HUYEN is kept for decisions dated before 01/7/2025, KHAC where the level differs case by case."""

_MOST_VARIANTS = 400
_TEXTS = {"code", "name", "short", "level", "parent", "issuer", "decided_by", "condition", "source", "doubt"}


def _kind(value: object) -> SubjectKind:
    return SubjectKind(str(value))


def _kinds(value: object) -> tuple[SubjectKind, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError("phải là danh sách, ít nhất một loại")
    return tuple(SubjectKind(str(item)) for item in value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError("phải là danh sách chữ")
    return tuple(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("phải là true hoặc false")
    return value


def _rank(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("phải là số nguyên")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("phải là chữ, không để trống")
    return value


_READERS: dict[str, Callable[[object], Any]] = {
    **dict.fromkeys(_TEXTS, _text),
    "family": lambda value: Family(str(value)),
    "kinds": _kinds,
    "kind": _kind,
    "aliases": _texts,
    "yearly": _flag,
    "quoted": _flag,
    "legacy": _flag,
    "rank": _rank,
}


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Return the shipped catalogue, or the one in `folder`.

    Raises UserError with one sentence per mistake (file, line, what is wrong) in `details`, all mistakes at once.
    """
    return _shipped() if folder is None else _load(folder)


@cache
def _shipped() -> Catalogue:
    return _load(resources.path("catalogue"))


@dataclass(slots=True)
class _Shelf:
    """One list being read: its entries by code, and where each stands."""

    name: str
    kind: type[Any]
    terms: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Entry] = field(default_factory=dict)


def _load(folder: Path) -> Catalogue:
    mistakes = Mistakes()
    sections = {path: read_sections(path, mistakes) for path in sorted(folder.glob("*.yaml"))}
    spellings = _spellings(sections, mistakes)
    rules: dict[str, dict[str, VoteRule]] = {name: {} for name in _RULES}
    shelves = {"awards": _Shelf("awards", AwardForm), **{name: _Shelf(name, Term) for name in LISTS}}
    for path, named in sections.items():
        for name, section in named.items():
            if name in shelves:
                used = spellings if name == "awards" else {}
                _collect(shelves[name], entries(path, section, mistakes), used, mistakes)
            elif name in rules:
                _collect_rules(rules[name], _RULES[name], entries(path, section, mistakes), mistakes)
            elif name != "spellings":
                mistakes.add(path.name, section[0], f"không có mục “{name}”")
    _check_whole(shelves, folder, mistakes)
    for award in sorted(rules["votes"].keys() - shelves["awards"].terms.keys()):
        mistakes.add(folder.name, 1, f"votes nhắc danh hiệu “{award}” không có trong danh mục")
    if mistakes.sentences:
        count = len(mistakes.sentences)
        raise UserError(
            f"Danh mục danh hiệu có {count} chỗ sai nên chương trình chưa chạy được; {mistakes.sentences[0]}.",
            details=tuple(mistakes.sentences),
        )
    return Catalogue(shelves["awards"].terms, {name: shelves[name].terms for name in LISTS}, **rules)


_RULES = {"votes": "awards", "quorums": "purposes"}
"""Section of rules for votes → the cell that says what each rule is for."""
_PURPOSES = {purpose.value for purpose in MeetingPurpose}


def _collect_rules(shelf: dict[str, VoteRule], target: str, found: Iterator[Entry], mistakes: Mistakes) -> None:
    for entry in found:
        try:
            rule = _vote_rule(entry.values, target)
            names = _texts(entry.values.get(target))
        except (ValueError, TypeError, KeyError) as reason:
            mistakes.at(entry, f"quy định về phiếu: {reason}")
            continue
        for name in names:
            if name in shelf or (target == "purposes" and name not in _PURPOSES):
                mistakes.at(entry, f"“{name}” đã có quy định, hoặc không phải mục đích họp")
            shelf[name] = rule


def _vote_rule(values: Mapping[str, Any], target: str) -> VoteRule:
    unknown = values.keys() - {"code", target, "threshold", "secret", "source", "doubt"}
    if unknown:
        raise ValueError(f"không có ô “{min(unknown)}”")
    return VoteRule(
        threshold=Threshold.parse(_text(values.get("threshold"))),
        source=_text(values.get("source")),
        doubt=_text(values["doubt"]) if "doubt" in values else None,
        secret=_flag(values.get("secret", False)),
    )


def _spellings(sections: Mapping[Path, Mapping[str, Any]], mistakes: Mistakes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, named in sections.items():
        if "spellings" in named:
            line, node = named["spellings"]
            value = plain(node)
            if isinstance(value, dict) and all(isinstance(others, list) for others in value.values()):
                found.update(value)
            else:
                mistakes.add(path.name, line, "spellings phải ghi dạng “chữ: [cách viết khác]”")
    return found


def _collect(shelf: _Shelf, found: Iterator[Entry], spellings: Mapping[str, list[str]], mistakes: Mistakes) -> None:
    for entry in found:
        values = _values(shelf.kind, entry, mistakes)
        if values is None:
            continue
        if values["code"] in shelf.terms:
            mistakes.at(entry, f"mã “{values['code']}” đã có")
            continue
        names = [name for name in (values["name"], values.get("short"), *values.get("aliases", ())) if name]
        words = dict.fromkeys(word for name in names for word in variants(name, spellings))
        values["aliases"] = tuple(word for word in words if word not in names[:2])
        shelf.terms[values["code"]] = shelf.kind(**values)
        shelf.places[values["code"]] = entry


def _values(kind: type[Any], entry: Entry, mistakes: Mistakes) -> dict[str, Any] | None:
    known = {item.name for item in fields(kind)}
    required = {"code", "name"} if kind is Term else {"code", "name", "short", "family", "level", "kinds", "source"}
    before = len(mistakes.sentences)
    for name in sorted(required - entry.values.keys()):
        mistakes.at(entry, f"thiếu “{name}”")
    values: dict[str, Any] = {}
    for name, raw in entry.values.items():
        if name not in known:
            mistakes.at(entry, f"không có ô “{name}”")
            continue
        try:
            values[name] = _READERS[name](raw)
        except (ValueError, TypeError) as reason:
            mistakes.at(entry, f"ô “{name}” ghi “{raw}”: {reason}")
    if values.get("level", LEVELS[0]) not in LEVELS:
        mistakes.at(entry, f"cấp “{values['level']}” không có; chọn một trong {', '.join(LEVELS)}")
    return values if len(mistakes.sentences) == before else None


def variants(name: str, spellings: Mapping[str, list[str]]) -> list[str]:
    """Return a name in every combination of the known other writings of its words, itself first."""
    present = [key for key in spellings if key in name]
    choices = [[key, *spellings[key]] for key in present]
    found = []
    for combination in product(*choices):
        text = name
        for key, chosen in zip(present, combination, strict=True):
            text = text.replace(key, chosen)
        found.append(" ".join(text.split()))
        if len(found) == _MOST_VARIANTS:
            break
    return found


def _check_whole(shelves: Mapping[str, _Shelf], folder: Path, mistakes: Mistakes) -> None:
    for shelf in shelves.values():
        if not shelf.terms:
            mistakes.add(folder.name, 1, f"không có bảng mã “{shelf.name}”")
        _check_words(shelf, mistakes)
    awards = shelves["awards"]
    for form in awards.terms.values():
        if form.parent is not None and form.parent not in awards.terms:
            mistakes.at(awards.places[form.code], f"“{form.code}” thuộc “{form.parent}”, mã này không có")
        if form.issuer is not None and form.parent is None:
            mistakes.at(awards.places[form.code], f"“{form.code}” có issuer nhưng không có parent")


def _check_words(shelf: _Shelf, mistakes: Mistakes) -> None:
    owners: dict[str, str] = {}
    for term in shelf.terms.values():
        for word in sorted({fold(name) for name in (term.code, term.name, term.short or "", *term.aliases)} - {""}):
            owner = owners.setdefault(word, term.code)
            if owner != term.code:
                mistakes.at(
                    shelf.places[term.code], f"cách ghi “{word}” của “{term.code}” đã chỉ “{owner}” ở {shelf.name}"
                )
