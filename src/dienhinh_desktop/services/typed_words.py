"""What fields learn from what was typed before: words by use, the rest of a known decision, a unit not there yet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from ..domain.errors import UserError
from ..domain.records import Subject, SubjectKind
from ..domain.text import clean, fold
from ..domain.upkeep import Changes
from ..domain.year_grid import CommonDecision
from .context import Context
from .records import new_code, save_subject

UNWANTED_SETTING = "khong_goi_y"
"""Name of the setting that keeps the words no field offers any more, by the sort of field."""

MOST = 200
"""Words offered by a field: the most used ones; any other is still typed in full."""

_SORTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "issuer": (("awards", "issuer"), ("ratings", "issuer"), ("initiatives", "issuer")),
    "title": (("positions", "title"),),
    "attester": (("attestations", "attester"),),
    "unit_of_measure": (("indicators", "unit_of_measure"), ("contributions", "unit_of_measure")),
    "source": (("indicators", "source"),),
    "place": (("contributions", "place"),),
    "ethnicity": (("subjects", "ethnicity"),),
    "discipline": (("disciplines", "form"),),
    "award": (("awards", "form"),),
    "indicator": (("indicators", "indicator"),),
}
"""Sort of word → the fields it is typed in; fields of one sort learn from one another."""


def sort_of(table: str, field: str) -> str | None:
    """Return which sort of word a field holds, None where it learns nothing."""
    return next((sort for sort, places in _SORTS.items() if (table, field) in places), None)


def words_used(ctx: Context, table: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return for every field of a table that learns its words with how often they are kept, the most used first."""
    sorts = {field: sort for sort, places in _SORTS.items() for where, field in places if where == table}
    with ctx.db.read() as reader:
        unwanted = _unwanted(reader.setting(UNWANTED_SETTING))
        found = {field: reader.words_used(_SORTS[sort], MOST) for field, sort in sorts.items()}
    return {
        field: tuple((words, used) for words, used in rows if fold(words) not in unwanted.get(sorts[field], ()))
        for field, rows in found.items()
    }


def forget_word(ctx: Context, table: str, field: str, words: str) -> Changes:
    """Offer a word no more in fields of its sort; records that hold it keep it. Ctrl+Z offers it again."""
    sort = sort_of(table, field)
    if sort is None:
        raise UserError(f"Ô này không có gợi ý nên không bỏ được “{words}”; gõ tiếp chữ cần ghi.")
    with ctx.db.work(f"Không gợi ý “{clean(words)}” nữa", ctx.who) as work:
        unwanted = _unwanted(work.setting(UNWANTED_SETTING))
        unwanted[sort] = sorted({*unwanted.get(sort, ()), fold(words)})
        work.set_setting(UNWANTED_SETTING, json.dumps(unwanted, ensure_ascii=False, sort_keys=True))
        return Changes(frozenset(), f"Không gợi ý “{clean(words)}” nữa; hồ sơ đã ghi giữ nguyên.", work.act)


def _unwanted(kept: str | None) -> dict[str, list[str]]:
    return dict(json.loads(kept)) if kept else {}


def known_decision(ctx: Context, number: str) -> CommonDecision | None:
    """Return day and issuer most entries keep with a decision number, None when nobody names it."""
    if not clean(number):
        return None
    with ctx.db.read() as reader:
        uses = reader.decision_uses(number)
    if not uses:
        return None
    days = Counter(use.day for use in uses if use.day is not None).most_common(1)
    issuers = Counter(use.issuer for use in uses if use.issuer).most_common(1)
    return CommonDecision(
        number=uses[0].number, day=days[0][0] if days else None, issuer=issuers[0][0] if issuers else None
    )


def add_unit(ctx: Context, name: str) -> tuple[str, Changes]:
    """Add a unit by its name alone and return its code; the rest is filled in on its own card.

    Raises UserError when the name is empty or is a unit's already.
    """
    written = clean(name)
    with ctx.db.read() as reader:
        known = [row for row in reader.of_kind(SubjectKind.COLLECTIVE) if fold(row.name) == fold(written)]
    if known:
        raise UserError(f"Đã có tập thể “{known[0].name}”; chọn trong danh sách.")
    code = new_code(ctx, SubjectKind.COLLECTIVE)
    return code, save_subject(ctx, Subject(code=code, kind=SubjectKind.COLLECTIVE, name=written))
