"""What every use case receives: the open data folder, the catalogue, the plans, who works, and the clock."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import RLock
from typing import TYPE_CHECKING

from ..domain.catalogue import Catalogue
from ..domain.eligibility import Assessment, AssessmentRequest
from ..domain.gaps import GapAnalysis
from ..domain.identity import Twins

if TYPE_CHECKING:
    from ..rules.book import Book
    from ..rules.packs import Pack
    from ..storage.database import Database
    from .register import Register


@dataclass(frozen=True, slots=True)
class Judged:
    """What one question about everybody was answered, by subject in the order of the records it was asked of.

    `asked`: what each verdict leaned on beside the rows of its own subject. `stale`: whose verdicts may be others now.
    `near` (None: not near) and `earned` are answered beside a verdict when they are first asked for.
    """

    book: Book
    question: AssessmentRequest
    verdicts: Mapping[str, tuple[Assessment, ...]]
    asked: dict[str, set[Hashable]]
    stale: frozenset[str] = frozenset()
    near: dict[tuple[str, str], GapAnalysis | None] = field(default_factory=dict)
    earned: dict[tuple[str, str], bool] = field(default_factory=dict)

    def revised(self, book: Book, changed: Collection[str]) -> Judged:
        """Return what still holds of it by a book in which rows changed; `changed`: whose verdicts may be others."""
        near = {key: found for key, found in self.near.items() if key[0] not in changed}
        earned = {key: found for key, found in self.earned.items() if key[0] not in changed}
        return replace(
            self, book=book, asked=dict(self.asked), stale=self.stale.union(changed), near=near, earned=earned
        )


@dataclass(slots=True)
class Memory:
    """What a context keeps between questions: the records read last, and the act they were read after.

    `judged`: the last answer about everybody; pages ask the same question one after another. `trouble`: why the last
    backup that was to be made unasked could not be made; empty when it was. `twins`: the pairs that may be one, with
    the act after which they were found. `reading` is held while records are read, so that none are read twice.
    """

    book: Book | None = None
    act: int = -1
    judged: Judged | None = None
    trouble: str = ""
    twins: tuple[int, tuple[Twins, ...]] | None = None
    register: Register | None = None
    reading: RLock = field(default_factory=RLock)


@dataclass(frozen=True, slots=True)
class Context:
    """Built once by `app` or `cli`. `who` is the name kept with every act; `now` returns local time."""

    db: Database
    catalogue: Catalogue
    packs: Mapping[str, Pack]
    who: str
    now: Callable[[], datetime] = datetime.now
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)
