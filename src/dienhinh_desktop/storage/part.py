"""What the parts of the Reader, each in a module of its own, ask of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection

from .rows import Shape


class ReaderPart(ABC):
    """A part of what is kept, as it stands in one transaction; the Reader itself reads the rows."""

    _connection: Connection

    @abstractmethod
    def _select(self, shape: Shape, *conditions: ColumnElement[bool]) -> list[Any]: ...

    @abstractmethod
    def _among(self, column: ColumnElement[int], subjects: Collection[str] | None) -> ColumnElement[bool]: ...
