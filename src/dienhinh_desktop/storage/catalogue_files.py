"""Reading the catalogue's YAML files while remembering the line of every entry, for mistakes to name their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a platform without the C parser reads the same files more slowly
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file with the line it begins on."""

    file: str
    line: int
    values: Mapping[str, Any]


@dataclass(slots=True)
class Mistakes:
    """Every mistake found so far, each with its file and line."""

    sentences: list[str] = field(default_factory=list)

    def add(self, file: str, line: int, sentence: str) -> None:
        """Note a mistake at a place."""
        self.sentences.append(f"{file}, dòng {line}: {sentence}")

    def at(self, entry: Entry, sentence: str) -> None:
        """Note a mistake in an entry."""
        self.add(entry.file, entry.line, sentence)


def read_sections(path: Path, mistakes: Mistakes) -> dict[str, tuple[int, yaml.Node]]:
    """Return the top-level sections of a file: name → line and node. A file that is no YAML mapping is a mistake."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except (OSError, UnicodeDecodeError) as reason:
        mistakes.add(path.name, 1, f"không đọc được tệp ({reason})")
        return {}
    except yaml.MarkedYAMLError as reason:
        line = reason.problem_mark.line + 1 if reason.problem_mark else 1
        mistakes.add(path.name, line, f"không phải YAML ({reason.problem})")
        return {}
    if not isinstance(node, yaml.MappingNode):
        mistakes.add(path.name, 1, "tệp phải gồm các mục có tên")
        return {}
    return {key.value: (key.start_mark.line + 1, value) for key, value in node.value}


def entries(path: Path, section: tuple[int, yaml.Node], mistakes: Mistakes) -> Iterator[Entry]:
    """Yield the mappings of a section's list."""
    line, node = section
    if not isinstance(node, yaml.SequenceNode):
        mistakes.add(path.name, line, "mục này phải là danh sách")
        return
    for item in node.value:
        at = item.start_mark.line + 1
        value = plain(item)
        if isinstance(value, dict):
            yield Entry(path.name, at, value)
        else:
            mistakes.add(path.name, at, "mỗi dòng phải gồm các ô có tên")


def plain(node: yaml.Node) -> Any:
    """Return a node as Python values; only text, whole numbers, true and false are scalars here."""
    if isinstance(node, yaml.MappingNode):
        return {str(plain(key)): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    kind = node.tag.rpartition(":")[2]
    if kind == "int":
        return int(node.value)
    if kind == "bool":
        return node.value.lower() == "true"
    return node.value
