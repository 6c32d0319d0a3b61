"""Which indicators (Chỉ số) a plan asks for, found in its rules whatever conditions they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from ..domain.eligibility import Stage
from .packs import Pack
from .vocabulary import IndicatorCode


def indicators_asked(pack: Pack) -> tuple[str, ...]:
    """Return the codes of the indicators the rules of a pack name under its default readings, in their order."""
    rules = [pack.rules(pack.readings({}), stage) for stage in Stage]
    return tuple(dict.fromkeys(code for each in rules for code in _codes(each, set())))


def _codes(thing: Any, seen: set[int]) -> Iterator[str]:
    if id(thing) in seen or isinstance(thing, str):
        return
    seen.add(id(thing))
    if isinstance(thing, Mapping):
        parts: list[Any] = list(thing.values())
    elif isinstance(thing, list | tuple):
        parts = list(thing)
    elif is_dataclass(thing) and not isinstance(thing, type):
        parts = [getattr(thing, each.name) for each in fields(thing)]
        yield from _named(thing)
    else:
        return
    for part in parts:
        yield from _codes(part, seen)


def _named(thing: Any) -> Iterator[str]:
    """Yield the values of the parameters that are declared to be codes of indicators."""
    for name, hint in get_type_hints(type(thing)).items():
        if hint is IndicatorCode:
            yield str(getattr(thing, name))
        elif IndicatorCode in get_args(hint):
            yield from (str(code) for code in getattr(thing, name) or ())
