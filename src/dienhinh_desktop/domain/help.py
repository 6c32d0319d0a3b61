"""Help for the clerk: what each field of a form means, how each task is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldHelp:
    """What a field means, how it is written, an example, the law behind it, and what is doubtful about that."""

    means: str
    written: str
    example: str
    law: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskHelp:
    """How a task is done, on one screen: steps in which [words] are labels of the window; `words` help to find it."""

    title: str
    steps: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class HelpBook:
    """All help there is: by field, as "table.field" or "*.field" for every table that has it, and by task."""

    fields: Mapping[str, FieldHelp] = field(default_factory=dict)
    tasks: tuple[TaskHelp, ...] = ()

    def of_field(self, topic: str) -> FieldHelp | None:
        """Return the help for a field, its own or that of all its like; None where nobody wrote any."""
        return self.fields.get(topic) or self.fields.get(f"*.{topic.partition('.')[2]}")
