"""Reading the help files shipped with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from .. import resources
from ..domain.help import FieldHelp, HelpBook, TaskHelp


def load_help() -> HelpBook:
    """Return the help of `resources/help/`. Raises TypeError or KeyError for a file that is not what it ought to be."""
    fields = {topic: FieldHelp(**parts) for topic, parts in _read("fields.yaml")["fields"].items()}
    tasks = tuple(
        TaskHelp(title=task["title"], steps=tuple(task["steps"]), words=task.get("words", ""))
        for task in _read("tasks.yaml")["tasks"]
    )
    return HelpBook(fields, tasks)


def _read(name: str) -> Any:
    path: Path = resources.path("help", name)
    return yaml.safe_load(path.read_text(encoding="utf-8"))
