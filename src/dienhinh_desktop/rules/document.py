"""Pack files as trees that remember their lines, with every reading and stage switch chosen before rules are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from ..domain.text import nfc

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Item:
    """A value of the file (text, list, mapping or nothing) with the line it stands on and the way to it."""

    value: str | tuple[Item, ...] | dict[str, Item] | None
    line: int
    way: str

    @property
    def mapping(self) -> dict[str, Item]:
        """The mapping, or an empty one when this is none."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> tuple[Item, ...]:
        """The list; a single value counts as a list of one, nothing as an empty list."""
        if isinstance(self.value, tuple):
            return self.value
        return () if self.value is None else (self,)

    @property
    def text(self) -> str | None:
        """The text, or None when this is no text."""
        return self.value if isinstance(self.value, str) else None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a pack: where, and what, in a Vietnamese sentence."""

    line: int
    way: str
    message: str

    def __str__(self) -> str:
        """Write it as one line of a report."""
        return f"dòng {self.line}, {self.way or 'đầu tệp'}: {self.message}"


class PackError(Exception):
    """A pack cannot be used; `mistakes` lists everything wrong at once."""

    def __init__(self, name: str, mistakes: tuple[Mistake, ...]) -> None:
        """Keep the name of the file and all its mistakes."""
        super().__init__(f"{name}: " + "; ".join(str(mistake) for mistake in mistakes))
        self.name = name
        self.mistakes = mistakes


def read_document(text: str, name: str) -> Item:
    """Read YAML text into items. Raises PackError when it is no YAML, or a key stands twice."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise PackError(
            name, (Mistake(line, "", "không phải YAML đọc được; xem lại thụt dòng và dấu hai chấm."),)
        ) from error
    mistakes: list[Mistake] = []
    item = _item(node, "", mistakes) if node is not None else Item(None, 1, "")
    if mistakes:
        raise PackError(name, tuple(mistakes))
    return item


def _item(node: yaml.Node, way: str, mistakes: list[Mistake]) -> Item:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Item(_mapping(node, way, mistakes), line, way)
    if isinstance(node, yaml.SequenceNode):
        return Item(
            tuple(_item(part, f"{way}[{place}]", mistakes) for place, part in enumerate(node.value, 1)), line, way
        )
    empty = node.tag == "tag:yaml.org,2002:null"
    return Item(None if empty else nfc(str(node.value)), line, way)


def _mapping(node: yaml.MappingNode, way: str, mistakes: list[Mistake]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for key_node, value_node in node.value:
        key = nfc(str(key_node.value))
        inner = f"{way}.{key}" if way else key
        if key in found:
            mistakes.append(Mistake(key_node.start_mark.line + 1, inner, f"“{key}” ghi hai lần."))
        found[key] = _item(value_node, inner, mistakes)
    return found


READING, STAGE = "reading", "by_stage"


def chosen(item: Item, readings: Mapping[str, str], stage: str) -> Item:
    """Return the tree with every `{reading: N3, option: …}` and `{by_stage: {dang_ky: …}}` replaced by its choice."""
    if isinstance(item.value, tuple):
        return replace(item, value=tuple(chosen(part, readings, stage) for part in item.value))
    if not isinstance(item.value, dict):
        return item
    if READING in item.value:
        option = readings.get(item.value[READING].text or "", "")
        return _branch(item, item.value.get(option), readings, stage)
    if STAGE in item.value and len(item.value) == 1:
        return _branch(item, item.value[STAGE].mapping.get(stage), readings, stage)
    return replace(item, value={key: chosen(part, readings, stage) for key, part in item.value.items()})


def _branch(item: Item, branch: Item | None, readings: Mapping[str, str], stage: str) -> Item:
    return chosen(branch, readings, stage) if branch is not None else replace(item, value=None)


def switches(item: Item) -> Iterator[Item]:
    """Yield every reading switch of the tree."""
    if isinstance(item.value, dict):
        if READING in item.value:
            yield item
        for part in item.value.values():
            yield from switches(part)
    elif isinstance(item.value, tuple):
        for part in item.value:
            yield from switches(part)
