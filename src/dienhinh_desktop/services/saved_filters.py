"""Bộ lọc đã lưu: queries of the list of records kept under names, in the data folder, with what they find now."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any

from ..domain.errors import UserError
from ..domain.records import Sex, SubjectKind
from ..domain.text import clean, fold
from ..domain.upkeep import Changes, Kind
from ..domain.views import AwardAsked, Lack, SavedFilter, SubjectQuery
from .context import Context
from .record_search import count_of
from .register import register_of

if TYPE_CHECKING:
    from ..storage.reader import Reader
    from ..storage.work import Work

_SETTING = "list_filters"
_CHANGED = frozenset({Kind.OFFICE})
_READ: Mapping[str, Callable[[Any], Any]] = {
    "kind": SubjectKind,
    "sex": Sex,
    "lacks": lambda held: frozenset(map(Lack, held)),
    "award": lambda held: AwardAsked(**held),
}


def saved_filters(ctx: Context) -> tuple[SavedFilter, ...]:
    """Return the filters in the order the clerk gave them, each with how many subjects it finds now."""
    with ctx.db.read() as reader:
        kept = _kept(reader)
        register = register_of(ctx, reader) if kept else None
        if register is None:
            return ()
        return tuple(replace(one, count=count_of(register, reader, ctx.catalogue, one.query)) for one in kept)


def count_subjects(ctx: Context, query: SubjectQuery) -> int:
    """Return how many subjects a query finds."""
    with ctx.db.read() as reader:
        return count_of(register_of(ctx, reader), reader, ctx.catalogue, query)


def save_filter(ctx: Context, name: str, query: SubjectQuery, instead_of: str | None = None) -> Changes:
    """Keep a filter, in the place of another where it is that one changed or renamed.

    Raises UserError when the name is empty or another filter has it, or when the filter would leave everything.
    """
    name = clean(name)
    if not name:
        raise UserError("Tên bộ lọc để trống nên chưa lưu được; ghi một tên ngắn, như “Nữ dưới 35 tuổi”.")
    if query == SubjectQuery():
        raise UserError("Bộ lọc chưa có điều kiện nào nên chưa lưu được; chọn ít nhất một điều kiện.")
    made = SavedFilter(name=name, query=query)
    with ctx.db.work(f"Lưu bộ lọc {name}", ctx.who) as work:
        kept = _kept(work)
        if any(fold(one.name) == fold(name) and one.name != instead_of for one in kept):
            raise UserError(f"Đã có bộ lọc tên “{name}”; ghi tên khác, hoặc sửa bộ lọc ấy.")
        places = [place for place, one in enumerate(kept) if one.name == instead_of]
        changed = [made if place in places else one for place, one in enumerate(kept)]
        return _write(work, changed if places else [*kept, made], f"Đã lưu bộ lọc {name}.")


def delete_filter(ctx: Context, name: str) -> Changes:
    """Let a filter go; Ctrl+Z brings it back. The records it found stay as they are."""
    with ctx.db.work(f"Xóa bộ lọc {name}", ctx.who) as work:
        return _write(work, [one for one in _kept(work) if one.name != name], f"Đã xóa bộ lọc {name}.")


def move_filter(ctx: Context, name: str, steps: int) -> Changes:
    """Move a filter past its neighbours: before them with negative steps, at most to the end."""
    with ctx.db.work(f"Dời bộ lọc {name}", ctx.who) as work:
        kept = list(_kept(work))
        place = next((place for place, one in enumerate(kept) if one.name == name), None)
        if place is not None:
            kept.insert(max(place + steps, 0), kept.pop(place))
        return _write(work, kept, f"Đã dời bộ lọc {name}.")


def rename_units(work: Work, codes: Mapping[str, str]) -> None:
    """Let filters name units by their new codes (by old code)."""
    kept = _kept(work)
    named = [
        replace(one, query=replace(one.query, unit=codes.get(one.query.unit or "", one.query.unit))) for one in kept
    ]
    if named != list(kept):
        _write(work, named, "")


def _write(work: Work, kept: list[SavedFilter], sentence: str) -> Changes:
    work.set_setting(_SETTING, json.dumps([_plain(one) for one in kept], ensure_ascii=False))
    return Changes(_CHANGED, sentence, work.act if work.changed else None)


def _plain(one: SavedFilter) -> dict[str, Any]:
    """Return what is kept of a filter: only what differs from asking for everything."""
    held = asdict(one.query)
    asked = {item.name: held[item.name] for item in fields(SubjectQuery) if held[item.name] not in (None, "", False)}
    if asked.pop("lacks", None):
        asked["lacks"] = sorted(one.query.lacks)
    return {"name": one.name, **asked}


def _kept(reader: Reader) -> tuple[SavedFilter, ...]:
    written = json.loads(reader.setting(_SETTING) or "[]")
    return tuple(SavedFilter(name=held.pop("name"), query=_query(held)) for held in written)


def _query(held: dict[str, Any]) -> SubjectQuery:
    known = {item.name for item in fields(SubjectQuery)}
    return SubjectQuery(**{key: _READ.get(key, _same)(value) for key, value in held.items() if key in known})


def _same(value: Any) -> Any:
    return value
