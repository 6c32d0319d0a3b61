"""What was decided about the words of lists, by sender: kept with an import, seen, changed, forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ....domain.errors import UserError
from ....domain.lists import LearnedWord, WordKind, field_label
from ....domain.upkeep import Changes, Kind
from ....storage.work import Work
from ...context import Context

_CHANGED = frozenset({Kind.IMPORTS})
PASSED_OVER = "bỏ qua"
ANY_SENDER = "không ghi đơn vị gửi"


@dataclass(frozen=True, slots=True)
class LearnedLine:
    """One decision as the window shows it: the sender's name, and the meaning in words."""

    word: LearnedWord
    sender_name: str
    meaning_name: str


def learned(ctx: Context) -> tuple[LearnedLine, ...]:
    """Return everything decided about words of lists, by sender, kind and word."""
    with ctx.db.read() as reader:
        names = {code: name for code, (name, _unit) in reader.names().items()}
        words = reader.learned_words()
    lines = [
        LearnedLine(word, names.get(word.sender, word.sender) or ANY_SENDER, _meaning(ctx, word, names))
        for word in words
    ]
    return tuple(sorted(lines, key=lambda line: (line.sender_name, line.word.kind, line.word.words)))


def _meaning(ctx: Context, word: LearnedWord, names: Mapping[str, str]) -> str:
    if not word.meaning:
        return PASSED_OVER
    if word.kind is WordKind.TITLE:
        return ctx.catalogue.award_name(word.meaning)
    if word.kind is WordKind.GRADE:
        return ctx.catalogue.name("grades", word.meaning)
    return names.get(word.meaning, word.meaning) if word.kind is WordKind.UNIT else field_label(word.meaning)


def learn(work: Work, sender: str, decided: Mapping[tuple[WordKind, str], str]) -> None:
    """Keep decisions for a sender as part of an act; a newer one goes over an older one."""
    held = {(item.kind, item.words): item for item in work.learned_words(sender)}
    new, changed = [], []
    for (kind, words), meaning in decided.items():
        known = held.get((kind, words))
        if known is None:
            new.append(LearnedWord(sender=sender, kind=kind, words=words, meaning=meaning))
        elif known.meaning != meaning:
            changed.append(LearnedWord(sender=sender, kind=kind, words=words, meaning=meaning, id=known.id))
    work.insert("learned_words", new)
    work.update("learned_words", changed)


def relearn(ctx: Context, word: LearnedWord, meaning: str) -> Changes:
    """Give a word another meaning from now on; what was imported stays. Raises UserError when it was forgotten."""
    with ctx.db.work(f"Đổi cách hiểu “{word.words}”", ctx.who) as work:
        changed = LearnedWord(sender=word.sender, kind=word.kind, words=word.words, meaning=meaning, id=word.id)
        work.update("learned_words", [changed])
        return Changes(_CHANGED, f"Từ nay “{word.words}” được hiểu như vừa chọn.", work.act if work.changed else None)


def forget(ctx: Context, word: LearnedWord) -> Changes:
    """Forget a decision: the word is asked about again. Raises UserError when it was forgotten already."""
    if word.id is None:
        raise UserError(f"“{word.words}” chưa được nhớ nên không có gì để quên; chọn một dòng trong danh sách.")
    with ctx.db.work(f"Quên cách hiểu “{word.words}”", ctx.who) as work:
        work.delete("learned_words", [word.id])
        return Changes(_CHANGED, f"Đã quên cách hiểu “{word.words}”; lần nhập sau sẽ hỏi lại.", work.act)
