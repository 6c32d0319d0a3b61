"""The answers a clerk is offered for one row of a list, and the same answer for all rows like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....domain.identity import Alike
from ....domain.imports import IssueLevel, RowState
from ....domain.list_imports import NEW_SUBJECT, UNDECIDED, ListLine, RowDecision

_MOST_OFFERED = 3
_OWN_FIELDS = frozenset({"birth", "sex", "citizen_id", "ethnicity", "unit"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a key that is alike for rows like it, the words of the window, what it decides."""

    key: str
    text: str
    decision: RowDecision


def answers(line: ListLine) -> tuple[Answer, ...]:
    """Return what may be answered about a row, the likeliest first; leaving it out always is."""
    found: list[Answer] = []
    if line.said is not None:
        found += _who(line)
        if not found and line.conflicts:
            found += _conflicts(line)
        elif not found and line.state is not RowState.SKIPPED:
            found += _accepting(line)
    found.append(Answer("skip", "Bỏ dòng này, không ghi", RowDecision(skipped=True)))
    if line.decision != UNDECIDED:
        found.append(Answer("again", "Xét lại từ đầu", UNDECIDED))
    return tuple(found)


def _who(line: ListLine) -> list[Answer]:
    if line.code is not None or not line.alike:
        return []
    found = []
    for number, one in enumerate(line.alike[:_MOST_OFFERED]):
        who = replace(line.decision, who=one.subject.code, accepted=True)
        words = f"Là một với {_named(one)}"
        if one.against:
            found.append(Answer(f"keep{number}", f"{words}, giữ theo sổ", who))
            theirs = replace(who, take=_OWN_FIELDS)
            found.append(Answer(f"take{number}", f"{words}, lấy theo danh sách", theirs))
        else:
            found.append(Answer(f"same{number}", words, who))
    other = "Đối tượng khác, thêm hồ sơ mới"
    found.append(Answer("new", other, replace(line.decision, who=NEW_SUBJECT, accepted=True)))
    return found


def _named(one: Alike) -> str:
    code = one.subject.code
    place = f"dòng {code[1:]}" if code.startswith("@") else code
    return f"{one.subject.name} ({place})"


def _conflicts(line: ListLine) -> list[Answer]:
    keys = frozenset(one.key for one in line.conflicts)
    ours = replace(line.decision, keep=line.decision.keep | keys, accepted=True)
    theirs = replace(line.decision, take=line.decision.take | keys, accepted=True)
    return [Answer("keep", "Giữ theo sổ", ours), Answer("take", "Lấy theo danh sách", theirs)]


def _accepting(line: ListLine) -> list[Answer]:
    wrong = any(issue.level is IssueLevel.ERROR for issue in line.issues)
    if not wrong and not line.asks:
        return []
    words = "Ghi phần đã hiểu, bỏ chỗ sai" if wrong else "Hiểu như vậy là đúng"
    return [Answer("accept", words, replace(line.decision, accepted=True))]


def settle(line: ListLine, key: str, *, take: bool) -> RowDecision:
    """Return the decision with one conflict settled: for the list (`take`) or for the records."""
    decision = line.decision
    chosen, other = (decision.take, decision.keep) if take else (decision.keep, decision.take)
    chosen, other = chosen | {key}, other - {key}
    return replace(decision, take=chosen if take else other, keep=other if take else chosen)


def likewise(lines: Sequence[ListLine], line: ListLine, answer: Answer) -> dict[int, RowDecision]:
    """Return the same answer for every row still open that asks the same, the row itself among them."""
    found = {line.row: answer.decision}
    for other in lines:
        if other.row != line.row and other.state is line.state and _asks_alike(other, line):
            same = next((one for one in answers(other) if one.key == answer.key), None)
            if same is not None:
                found[other.row] = same.decision
    return found


def _asks_alike(one: ListLine, other: ListLine) -> bool:
    return _questions(one) == _questions(other)


def _questions(line: ListLine) -> tuple[object, ...]:
    unknown = line.code is None and bool(line.alike)
    sure = line.alike[0].likeness if unknown else None
    kinds = frozenset(issue.kind for issue in line.issues if issue.level is IssueLevel.ERROR)
    return unknown, sure, frozenset(one.heading for one in line.conflicts), kinds
