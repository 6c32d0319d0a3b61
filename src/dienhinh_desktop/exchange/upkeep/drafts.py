"""The file of what is being typed: one JSON file in the data folder, written whole or not at all."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from ...domain.drafts import Draft, DraftSet, PlaceValue, TypedField
from ..files import write_atomically

FILE = "dang_nhap.json"
VERSION = 1
_LARGEST = 4_000_000  # characters typed by hand never come near


def write(folder: Path, drafts: DraftSet) -> None:
    """Keep these drafts; none at all takes the file away. Raises UserError for what the disk refuses."""
    if drafts.drafts:
        write_atomically(folder / FILE, json.dumps(_dump(drafts), ensure_ascii=False).encode())
    else:
        (folder / FILE).unlink(missing_ok=True)


def read(folder: Path) -> DraftSet | None:
    """Return what was kept, or None: a file that cannot be understood holds nothing that could be offered."""
    file = folder / FILE
    try:
        if file.stat().st_size > _LARGEST:
            return None
        told = json.loads(file.read_text(encoding="utf-8"))
        return _load(told) if told["version"] == VERSION else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _dump(drafts: DraftSet) -> dict[str, Any]:
    return {
        "version": VERSION,
        "at": drafts.at.isoformat(timespec="seconds"),
        "drafts": [
            {
                "page": one.page,
                "title": one.title,
                "place": dict(one.place),
                "fields": [[field.name, field.words] for field in one.fields],
            }
            for one in drafts.drafts
        ],
    }


def _load(told: dict[str, Any]) -> DraftSet:
    drafts = tuple(
        Draft(
            page=_text(one["page"]),
            title=_text(one["title"]),
            place={_text(name): _value(value) for name, value in one["place"].items()},
            fields=tuple(TypedField(_text(name), _text(words)) for name, words in one["fields"]),
        )
        for one in told["drafts"]
    )
    return DraftSet(datetime.fromisoformat(told["at"]).replace(tzinfo=None), drafts)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _value(value: Any) -> PlaceValue:
    if value is not None and not isinstance(value, str | int | bool):
        raise TypeError("not a plain value")
    return value
