"""Running use cases off the window's thread: one worker, progress, "Dừng", and one place that knows errors."""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from ..domain.errors import Cancelled, UserError
from ..domain.upkeep import Changes, Progress
from ..services import support

log = logging.getLogger(__name__)
T = TypeVar("T")

UNEXPECTED = (
    "Việc này chưa làm được vì chương trình gặp một lỗi lạ; sổ giữ nguyên như trước. "
    "Chi tiết đã ghi vào nhật ký trong thư mục dữ liệu."
)


class Unexpected(str):
    """The sentence for a fault of ours, with the report a clerk can copy for whoever supports the program."""

    report: str

    @classmethod
    def of(cls, fault: BaseException) -> Unexpected:
        """Word a fault."""
        made = cls(UNEXPECTED)
        made.report = support.describe(fault)
        return made


_REPORT_EVERY = 0.05


class Owner(Protocol):
    """Who asked for the work and is told when it fails: a page."""

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        """Show why the work was refused."""

    def clear_failure(self) -> None:
        """Take an earlier failure away, because new work began."""


@dataclass
class Job:
    """One use case waiting for the worker, or in its hands."""

    run: Callable[[Progress], Any]
    then: Callable[[Any], object]
    owner: Owner
    label: str
    key: str | None
    changes: Callable[[Any], Changes | None] | None = None
    stopped: Event = field(default_factory=Event)
    stale: bool = False
    behind: bool = False
    while_shown: bool = False


class _Worker(QThread):
    """A thread that does jobs one by one: one for what the clerk asks, one for what goes on behind it."""

    began = Signal(object)
    advanced = Signal(object, int, int, str)
    ended = Signal(object, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()

    def run(self) -> None:
        """Take jobs one by one until told to end."""
        while (job := self.jobs.get()) is not None:
            if job.stale or job.stopped.is_set():
                self.ended.emit(job, None, Cancelled())
                continue
            self.began.emit(job)
            self.ended.emit(job, *self._outcome(job))

    def _outcome(self, job: Job) -> tuple[Any, BaseException | None]:
        last = 0.0

        def report(done: int, total: int, what: str) -> None:
            nonlocal last
            if job.stopped.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - last >= _REPORT_EVERY:
                last = now
                self.advanced.emit(job, done, total, what)

        try:
            return job.run(report), None
        except (Cancelled, UserError) as refused:
            return None, refused
        except Exception as fault:  # the one place that owns unexpected faults of use cases
            log.exception("Use case failed: %s", job.label)
            return None, fault


class Operations(QObject):
    """The door between pages and use cases.

    `ask` reads, `act` changes something. Both return at once; `then` gets the result on the window's thread. What an
    act changed is told to everybody through `changed`, and whose act it was through `acted`.
    """

    changed = Signal(object)
    acted = Signal(object)
    began = Signal(object)
    advanced = Signal(object, int, int, str)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pending: list[Job] = []
        self._closed = False
        self._worker, self._behind = _Worker(self), _Worker(self)
        self._worker.began.connect(self.began)
        self._worker.advanced.connect(self.advanced)
        for worker in (self._worker, self._behind):
            worker.ended.connect(self._end)
            worker.start()

    def ask(
        self,
        owner: Owner,
        work: Callable[[], T],
        then: Callable[[T], object],
        *,
        key: str | None = None,
        label: str = "Đang mở",
    ) -> None:
        """Read off the window's thread. Of questions with one `key` only the newest is answered."""
        self._put(Job(lambda _progress: work(), then, owner, label, key))

    def compute(
        self,
        owner: Owner,
        work: Callable[[Progress], T],
        then: Callable[[T], object],
        *,
        key: str | None = None,
        label: str = "Đang tính",
        while_shown: bool = False,
    ) -> None:
        """Like `ask`, for long reading that reports progress and can be stopped.

        `while_shown`: nobody waits for the answer once the page is left (see `put_off`).
        """
        self._put(Job(work, then, owner, label, key, while_shown=while_shown))

    def act(
        self,
        owner: Owner,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        *,
        label: str = "Đang ghi",
        changes: Callable[[T], Changes | None] | None = None,
    ) -> None:
        """Change something. `changes` says what, where the result is not a `Changes` itself."""
        self._put(Job(work, then or _nothing, owner, label, None, changes or _own_changes))

    def behind(
        self,
        owner: Owner,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        *,
        key: str | None = None,
        changes: Callable[[T], Changes | None] | None = None,
    ) -> None:
        """Do something long behind the clerk's own work: nothing waits for it, and the status bar does not show it.

        It shares the database with the clerk's work turn by turn, so each of its own turns must be short. Of works
        with one `key` only the newest is done.
        """
        job = Job(work, then or _nothing, owner, "", key, changes or _own_changes, behind=True)
        if not self._closed:
            self._outdate(key)
            self._pending.append(job)
            self._behind.jobs.put(job)

    def stop(self) -> None:
        """Stop the work in hand ("Dừng"); it leaves everything as it was."""
        for job in self._pending:
            if not job.behind:
                job.stopped.set()

    def put_off(self, page: str) -> bool:
        """Stop what a page reads only to show it, so that the next page need not wait; tell whether there was any."""
        reading = [job for job in self._pending if job.while_shown and (job.key or "").startswith(f"{page}.")]
        for job in reading:
            job.stale = True
            job.stopped.set()
        return bool(reading)

    @property
    def busy(self) -> bool:
        """Whether any work waits or runs."""
        return bool(self._pending)

    def close(self) -> None:
        """Let the work in hand end, forget what waits, end the threads; nothing is told or taken on afterwards.

        What the threads said last still waits in the queue of events, and the window it was for may be gone by then.
        """
        self._closed = True
        self.blockSignals(True)
        for job in self._pending:
            job.stopped.set()
        for worker in (self._worker, self._behind):
            worker.jobs.put(None)
        for worker in (self._worker, self._behind):
            worker.wait()
        self._pending.clear()

    def _put(self, job: Job) -> None:
        if self._closed:
            return
        self._outdate(job.key)
        self._pending.append(job)
        self._worker.jobs.put(job)

    def _outdate(self, key: str | None) -> None:
        for other in self._pending:
            other.stale = other.stale or (key is not None and other.key == key)

    def _end(self, job: Job, result: Any, failure: BaseException | None) -> None:
        if job not in self._pending:
            return
        self._pending.remove(job)
        if not job.behind:
            self.ended.emit(job)
        if job.stale:
            return
        if failure is not None:
            _tell(job.owner, failure)
            return
        job.owner.clear_failure()
        job.then(result)
        told = job.changes(result) if job.changes else None
        if job.changes is not None and not job.behind:
            self.acted.emit(job.owner)
        if told is not None:
            self.changed.emit(told)


def _tell(owner: Owner, failure: BaseException) -> None:
    if isinstance(failure, Cancelled):
        return
    if isinstance(failure, UserError):
        owner.fail(failure.sentence, failure.details)
    else:
        owner.fail(Unexpected.of(failure))


def _own_changes(result: object) -> Changes | None:
    return result if isinstance(result, Changes) else None


def _nothing(_result: object) -> None:
    """Wait for nothing."""
