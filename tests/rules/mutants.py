"""Small changes of a pack, one at a time: what a slip of the pen would make of its rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import timedelta
from typing import Any, Literal, get_args, get_origin, get_type_hints

import yaml

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import DateError, parse_date, short_date
from dienhinh_desktop.domain.records import Grade, SubjectKind
from dienhinh_desktop.rules import conditions, predicates
from dienhinh_desktop.rules.cautions import Caution
from dienhinh_desktop.rules.levels import ListLevels
from dienhinh_desktop.rules.milestones import MilestoneRule
from dienhinh_desktop.rules.notes import Note
from dienhinh_desktop.rules.question import RoleRule
from dienhinh_desktop.rules.quotas import QuotaPart, QuotaRule
from dienhinh_desktop.rules.units import UnitRule
from dienhinh_desktop.rules.vocabulary import CONDITIONS, PREDICATES

_REGISTERED = (conditions, predicates)
_OTHERS = (RoleRule, QuotaRule, QuotaPart, UnitRule, MilestoneRule, ListLevels, Note, Caution)
_KEY_SWAPS = {"all_of": "any_of", "any_of": "all_of", "all": "any", "any": "all"}
_WHOLE = ("period", "closed_from", "roles", "notes", "cautions", "list_levels", "shared")
_INNER = {
    "criteria": {"rule"},
    "fields": {"formula", "applies", "kinds"},
    "quotas": {"rule"},
    "milestones": {"rule"},
}
"""The parts of a pack that decide; everything else in it is only shown, or (priority) only orders a list."""
_SHOWN = {"text", "label", "otherwise", "unit", "reading"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed pack: the line, what was changed, and the whole text."""

    line: int
    words: str
    change: str
    text: str
    code: str = ""
    """The criterion, field, quota or milestone it stands in; "" elsewhere."""

    def __str__(self) -> str:
        return f"dòng {self.line}: {self.words}   [{self.change}]"


class Mutator:
    """Makes every change of a threshold, bound, level, word, code, list, AND/OR or choice of a reading of one pack."""

    def __init__(self, text: str, catalogue: Catalogue) -> None:
        self.text = text
        self.lines = text.splitlines()
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        assert root is not None
        self.parts = dict(_pairs(root))
        fields_ = [key.value for key, _ in self.parts["fields"].value] if "fields" in self.parts else []
        self.words = _alternatives(catalogue, fields_)
        self.seen: set[int] = set()

    def mutants(self) -> Iterator[Mutant]:
        """Yield them in the order of the file; a part used again by a name (anchor) is changed where it stands."""
        found = [replace(mutant, code=code) for code, node in self._ruled() for mutant in self._walk(node)]
        return iter(sorted(found, key=lambda mutant: mutant.line))

    def _ruled(self) -> Iterator[tuple[str, yaml.Node]]:
        for name, node in self.parts.items():
            if name in _WHOLE:
                yield "", node
            elif name in _INNER:
                for code, entry in _pairs(node):
                    yield from ((code, part) for key, part in _pairs(entry) if key in _INNER[name])

    def _walk(self, node: yaml.Node) -> Iterator[Mutant]:
        if id(node) in self.seen:
            return
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield from self._scalar(node)
        elif isinstance(node, yaml.SequenceNode):
            yield from self._shortened(node)
            for part in node.value:
                yield from self._walk(part)
        elif isinstance(node, yaml.MappingNode):
            yield from self._mapping(node)

    def _mapping(self, node: yaml.MappingNode) -> Iterator[Mutant]:
        keys = [key.value for key, _ in node.value]
        if "reading" in keys:
            yield from self._other_branch(node)
        for key, value in node.value:
            other = _KEY_SWAPS.get(key.value)
            if other is not None and other not in keys and not _is_single(value):
                yield self._changed(key, other, f"{key.value} → {other}")
            if key.value == "not":
                yield self._changed(key, "any", "bỏ not") if _is_single(value) else self._unnegated(node, value)
            if key.value not in _SHOWN:
                yield from self._walk(value)

    def _unnegated(self, node: yaml.MappingNode, value: yaml.Node) -> Mutant:
        return self._changed(node, self._source(value), "bỏ not")

    def _other_branch(self, node: yaml.MappingNode) -> Iterator[Mutant]:
        """Give each choice of a reading what the choice beside it says: a reading nobody asks about survives."""
        branches = [(key.value, value) for key, value in node.value if key.value != "reading"]
        for place, (option, value) in enumerate(branches):
            beside, other = branches[place - 1]
            if self._source(value) != self._source(other) and _on_one_line(value) and _on_one_line(other):
                yield self._changed(value, self._source(other), f"{option} như {beside}")

    def _scalar(self, node: yaml.ScalarNode) -> Iterator[Mutant]:
        text = node.value
        if text.isdigit():
            yield from (self._changed(node, other, f"→ {other}") for other in _numbers(node, int(text)))
        elif text in ("true", "false"):
            yield self._changed(node, "false" if text == "true" else "true", "đảo")
        elif (days := _days(text)) is not None:
            yield from (self._changed(node, other, f"→ {other}") for other in days)
        else:
            yield from (self._changed(node, other, f"{text} → {other}") for other in self.words.get(text, ()))

    def _shortened(self, node: yaml.SequenceNode) -> Iterator[Mutant]:
        for part in node.value:
            gone = self._source(part).split("\n")[0].strip()
            first, last = part.start_mark.index, part.end_mark.index
            if node.flow_style and node.value:
                yield self._cut(part, *self._with_comma(first, last), gone)
            elif len(node.value) > 1:
                start = self.text.rfind("\n", 0, first) + 1
                end = last if self.text[last - 1] == "\n" else self.text.find("\n", last) + 1
                yield self._cut(part, start, end, gone)

    def _with_comma(self, first: int, last: int) -> tuple[int, int]:
        alias = self.text.rfind("[", 0, first)
        comma = self.text.rfind(",", alias, first)
        following = self.text[last:].lstrip()
        if following.startswith(","):
            return first, self.text.index(",", last) + 1
        return (comma if comma > alias else first), last

    def _source(self, node: yaml.Node) -> str:
        return self.text[node.start_mark.index : node.end_mark.index].rstrip()

    def _changed(self, node: yaml.Node, new: str, change: str) -> Mutant:
        first = node.start_mark.index
        text = self.text[:first] + new + self.text[first + len(self._source(node)) :]
        return self._mutant(node, change, text)

    def _cut(self, part: yaml.Node, first: int, last: int, gone: str) -> Mutant:
        return self._mutant(part, f"bỏ {gone}", self.text[:first] + self.text[last:])

    def _mutant(self, node: yaml.Node, change: str, text: str) -> Mutant:
        line = node.start_mark.line
        return Mutant(line + 1, self.lines[line].strip(), change, text)


def _pairs(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    return [(key.value, value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []


def _is_single(node: yaml.Node) -> bool:
    return isinstance(node, yaml.SequenceNode) and len(node.value) < 2


def _on_one_line(node: yaml.Node) -> bool:
    flow = not isinstance(node, yaml.CollectionNode) or bool(node.flow_style)
    return flow and node.start_mark.line == node.end_mark.line


def _numbers(node: yaml.ScalarNode, number: int) -> list[str]:
    quote = '"' if node.style else ""
    return [f"{quote}{other}{quote}" for other in (number - 1, number + 1) if other >= 0]


def _days(text: str) -> list[str] | None:
    try:
        day = parse_date(text)
    except DateError:
        return None
    return [short_date(day - timedelta(days=1)), short_date(day + timedelta(days=1))]


def _alternatives(catalogue: Catalogue, plan_fields: list[str]) -> Mapping[str, tuple[str, ...]]:
    """Return for every word and code of the vocabulary what could stand in its place.

    A choice of few words gets each of the others, a code of a long list the one after it.
    """
    found: dict[str, list[str]] = {}
    for words in [*_choices(), ["period", "until_end", "before_period"]]:
        for word in words:
            found.setdefault(word, []).extend(other for other in words if other != word)
    lists = [list(Grade.__members__), [kind.value for kind in SubjectKind], plan_fields]
    for codes in [*lists, list(catalogue.awards), *(list(table) for table in catalogue.lists.values())]:
        for place, code in enumerate(codes):
            if len(codes) > 1:
                found.setdefault(code, []).append(codes[place - 1])
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


def _choices() -> Iterator[list[str]]:
    for cls in [*CONDITIONS.values(), *PREDICATES.values(), *_OTHERS]:
        assert is_dataclass(cls)
        hints = get_type_hints(cls)
        for column in fields(cls):
            yield from _literals(hints[column.name])


def _literals(hint: Any) -> Iterator[list[str]]:
    if get_origin(hint) is Literal:
        yield [str(word) for word in get_args(hint)]
    else:
        for inner in get_args(hint):
            yield from _literals(inner)
