"""Words a clerk typed into a paper where the records know nothing (chữ tự gõ), kept apart from what is computed."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as column


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledBlank:
    """Words for one blank of one paper of a round; `subject` None for a paper of the whole list.

    `paper` names the kind of paper, `place` the blank in it: the part it stands in and its label.
    """

    round_id: int
    paper: str
    subject: str | None = None
    place: str
    words: str
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A blank of a paper: its place, the part and label as they are read, how many lines it has, what was typed."""

    place: str
    part: str
    label: str
    lines: int
    words: str = ""
