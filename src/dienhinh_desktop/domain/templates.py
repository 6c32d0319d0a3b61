"""An office's own templates of papers (mẫu của cơ quan) and their versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateVersion:
    """One Word file an office gave as template: when, by whom, under what file name; its content in base 64."""

    at: datetime
    who: str
    name: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTemplate:
    """The template of one kind of paper: versions from old to new, and which is in use (None: the original)."""

    kind: str
    versions: tuple[TemplateVersion, ...] = ()
    used: int | None = None

    @property
    def current(self) -> TemplateVersion | None:
        """The version in use; None where it is the original."""
        return None if self.used is None else self.versions[self.used]
