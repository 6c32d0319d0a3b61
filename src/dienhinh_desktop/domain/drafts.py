"""What was being typed when the window went away, kept so that it can be offered at the next start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

PlaceValue = str | int | bool | None


@dataclass(frozen=True, slots=True)
class TypedField:
    """A field by its name on the page, and the words in it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one page held that was typed and not kept. `place`: what the page needs to open the same form again."""

    page: str
    title: str
    place: Mapping[str, PlaceValue]
    fields: tuple[TypedField, ...]


@dataclass(frozen=True, slots=True)
class DraftSet:
    """All drafts of a window as one moment saw them; `at` is local time."""

    at: datetime
    drafts: tuple[Draft, ...]
