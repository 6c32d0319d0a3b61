"""One value of a record in words, as histories and comparisons show it; numbers of identity stay covered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from ..domain.catalogue import Catalogue
from ..domain.dates import short_date
from ..domain.lifecycle import Left
from ..domain.records import Grade, SubjectKind
from ..domain.text import number_text
from .entries import REFERENCES

NOTHING = "chưa có"
COVER = "•••• •••• "
_TERMS = {"category": "categories", "indicator": "indicators", "traits": "traits"}
_YES_NO = {"passed": ("đạt", "không đạt"), "refused": ("không đạt", "đạt")}


def value_words(field: str, value: Any, catalogue: Catalogue, names: Mapping[str, str]) -> str:
    """Return the value of a field in words; `names` gives the name of a subject by its code."""
    if value is None or value in ((), ""):
        return NOTHING
    if isinstance(value, bool):
        return _YES_NO.get(field, ("có", "không"))[not value]
    if isinstance(value, Grade | SubjectKind | Left):
        return value.label
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, tuple):
        return ", ".join(_term(field, item, catalogue) for item in value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, int | float):
        return str(value) if field in ("year", "supplemented") else number_text(value)
    return _text(field, str(value), catalogue, names)


def _text(field: str, text: str, catalogue: Catalogue, names: Mapping[str, str]) -> str:
    if field in REFERENCES:
        return names.get(text, text)
    if field == "citizen_id":
        return f"{COVER}{text[-4:]}"
    if field == "form" and text in catalogue.awards:
        return catalogue.award_name(text)
    return _term(field, text, catalogue)


def _term(field: str, code: str, catalogue: Catalogue) -> str:
    terms = _TERMS.get(field)
    return catalogue.name(terms, code) if terms and code in catalogue.lists[terms] else code
