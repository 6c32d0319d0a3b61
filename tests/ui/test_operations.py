"""Work off the window's thread: answers, refusals, faults, stopping, and what changed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from dienhinh_desktop.domain.errors import Cancelled, UserError
from dienhinh_desktop.domain.upkeep import Changes, Kind, Progress
from dienhinh_desktop.ui.operations import UNEXPECTED, Operations


class Clerk:
    """Who asks, and remembers what was said."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.details: tuple[str, ...] = ()
        self.cleared = 0

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        self.told.append(sentence)
        self.details = details

    def clear_failure(self) -> None:
        self.cleared += 1


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


def _rest(qtbot: QtBot, operations: Operations) -> None:
    qtbot.waitUntil(lambda: not operations.busy)


def test_an_answer_comes_back_to_the_window(qtbot: QtBot, operations: Operations) -> None:
    answers: list[int] = []
    operations.ask(Clerk(), lambda: 42, answers.append)
    _rest(qtbot, operations)
    assert answers == [42]


def test_of_questions_with_one_key_only_the_newest_is_answered(qtbot: QtBot, operations: Operations) -> None:
    gate, answers = Event(), list[int]()
    operations.ask(Clerk(), lambda: (gate.wait(5), 0)[1], answers.append, key="list")
    for number in (1, 2, 3):
        operations.ask(Clerk(), lambda number=number: number, answers.append, key="list")  # type: ignore[misc]
    gate.set()
    _rest(qtbot, operations)
    assert answers == [3]


def test_a_refusal_is_told_to_who_asked_as_it_stands(qtbot: QtBot, operations: Operations) -> None:
    clerk = Clerk()

    def refuse(_progress: Progress) -> Changes:
        raise UserError("Tệp đang mở trong Excel. Đóng tệp rồi bấm Thử lại.", details=("dòng 3",))

    operations.act(clerk, refuse)
    _rest(qtbot, operations)
    assert clerk.told == ["Tệp đang mở trong Excel. Đóng tệp rồi bấm Thử lại."]
    assert clerk.details == ("dòng 3",)


def test_a_fault_of_ours_is_logged_and_told_calmly(
    qtbot: QtBot, operations: Operations, caplog: pytest.LogCaptureFixture
) -> None:
    clerk = Clerk()
    with caplog.at_level(logging.ERROR):
        operations.ask(clerk, lambda: str(1 // 0), clerk.told.append)
        _rest(qtbot, operations)
    assert clerk.told == [UNEXPECTED]
    assert "ZeroDivisionError" in caplog.text


def test_stopping_long_work_shows_nothing(qtbot: QtBot, operations: Operations) -> None:
    clerk, began, answers = Clerk(), Event(), list[int]()

    def long(progress: Progress) -> int:
        began.set()
        for step in range(10_000):
            progress(step, 10_000, "Đang tính")
            Event().wait(0.001)
        raise AssertionError("it was not stopped")

    operations.compute(clerk, long, answers.append)
    qtbot.waitUntil(began.is_set)
    operations.stop()
    _rest(qtbot, operations)
    assert clerk.told == []
    assert answers == []


def test_cancelled_work_shows_nothing(qtbot: QtBot, operations: Operations) -> None:
    clerk = Clerk()

    def cancel(_progress: Progress) -> Changes:
        raise Cancelled

    operations.act(clerk, cancel)
    _rest(qtbot, operations)
    assert clerk.told == []


def test_what_an_act_changed_is_told_to_everybody(qtbot: QtBot, operations: Operations) -> None:
    heard: list[Changes] = []
    operations.changed.connect(heard.append)
    operations.act(Clerk(), lambda _progress: Changes(frozenset({Kind.RECORDS}), "Đã ghi."))
    operations.act(Clerk(), lambda _progress: 3, changes=lambda n: Changes(frozenset({Kind.PLANS}), f"{n} bản"))
    _rest(qtbot, operations)
    assert [change.sentence for change in heard] == ["Đã ghi.", "3 bản"]


def test_an_earlier_failure_is_taken_away_when_work_succeeds(qtbot: QtBot, operations: Operations) -> None:
    clerk = Clerk()
    operations.ask(clerk, lambda: 1, lambda _answer: None)
    _rest(qtbot, operations)
    assert clerk.cleared == 1


def test_nothing_is_told_or_taken_on_after_closing(qtbot: QtBot, operations: Operations) -> None:
    heard: list[object] = []
    answers: list[int] = []
    began = Event()
    operations.began.connect(heard.append)
    operations.ended.connect(heard.append)

    def work() -> int:
        began.set()
        return 1

    operations.ask(Clerk(), work, answers.append)
    assert began.wait(5), "the thread has begun; what it said waits in the queue of events"
    operations.close()
    operations.ask(Clerk(), lambda: 2, answers.append)
    operations.behind(Clerk(), lambda _progress: None)
    assert not operations.busy
    qtbot.wait(20)
    assert heard == []
    assert answers == []
