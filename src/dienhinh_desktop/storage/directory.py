"""Codes of subjects and the row ids behind them, learned as they are asked for: one subject never costs all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from . import tables
from .journal import chunks

_MANY = 2000
"""From so many unknown ones on, reading all of them at once is quicker than asking."""


class Directory:
    """What is known so far of the codes and ids of one transaction; a subject that is not there stays unknown."""

    def __init__(self, connection: Connection) -> None:
        """Know nothing yet."""
        self._connection = connection
        self._ids: dict[str, int] = {}
        self._codes: dict[int, str] = {}
        self._whole = False

    def ids(self, codes: Iterable[str]) -> Mapping[str, int]:
        """Return the ids by code, where these codes are among them when they exist."""
        self._learn([code for code in set(codes) if code not in self._ids], tables.subjects.c.code)
        return self._ids

    def codes(self, ids: Iterable[int]) -> Mapping[int, str]:
        """Return the codes by id, where these ids are among them when they exist."""
        self._learn([number for number in set(ids) if number not in self._codes], tables.subjects.c.id)
        return self._codes

    def all_ids(self) -> Mapping[str, int]:
        """Return the ids of all subjects by code."""
        self._learn_all()
        return self._ids

    def all_codes(self) -> Mapping[int, str]:
        """Return the codes of all subjects by id."""
        self._learn_all()
        return self._codes

    def forget(self) -> None:
        """Know nothing again: subjects were changed."""
        self._ids, self._codes, self._whole = {}, {}, False

    def _learn(self, unknown: Sequence[Any], column: Any) -> None:
        if self._whole or not unknown:
            return
        if len(unknown) > _MANY:
            self._learn_all()
            return
        for piece in chunks(sorted(unknown)):
            self._note(select(tables.subjects.c.code, tables.subjects.c.id).where(column.in_(piece)))

    def _learn_all(self) -> None:
        if not self._whole:
            self._note(select(tables.subjects.c.code, tables.subjects.c.id).order_by(tables.subjects.c.id))
            self._whole = True

    def _note(self, statement: Any) -> None:
        for code, number in self._connection.execute(statement).all():
            self._ids[code] = number
            self._codes[number] = code
