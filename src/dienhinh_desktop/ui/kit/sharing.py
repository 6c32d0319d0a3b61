"""How room is shared: the columns of a table, the parts of a line of words, the widgets of a bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame


def shared(room: int, widths: Sequence[int], needs: Sequence[int], stretching: Sequence[int]) -> list[int]:
    """Return the widths of columns in a table `room` px wide.

    `widths` is what each has at least, `needs` what its words need, `stretching` the places of those that take the
    rest. What is left over goes to the stretching ones that need more, in equal parts, then to others that need more,
    then to the stretching ones again.
    """
    given = list(widths)
    spare = max(0, room - sum(given))
    for places in (stretching, [place for place in range(len(given)) if place not in stretching]):
        spare = _satisfy(given, needs, places, spare)
    for number, place in enumerate(stretching):
        part = spare // (len(stretching) - number)
        given[place] += part
        spare -= part
    return given


def _satisfy(given: list[int], needs: Sequence[int], places: Sequence[int], spare: int) -> int:
    """Give equal parts of `spare` to the places that need more; return what is left of it."""
    while spare and (wanting := [place for place in places if needs[place] > given[place]]):
        part = max(1, spare // len(wanting))
        for place in wanting:
            more = min(part, needs[place] - given[place], spare)
            given[place] += more
            spare -= more
    return spare


def fitting(parts: Sequence[str], between: str, room: float, width: Callable[[str], int]) -> str:
    """Return as many of the first parts, joined, as there is room for in px; "" where not even one fits."""
    shown = list(parts)
    while shown and width(between.join(shown)) > room:
        shown.pop()
    return between.join(shown)


def folded(text: str, metrics: QFontMetrics, width: int, height: int) -> str:
    """Return as many words as lines of `width` px hold in a `height` of px, ending in "…" where that is not all."""
    room, folding = QRect(0, 0, max(1, width), 10_000), int(Qt.TextFlag.TextWordWrap)
    if metrics.boundingRect(room, folding, text).height() <= height:
        return text
    words = text.split(" ")
    for count in range(len(words), 1, -1):
        shown = " ".join(words[:count]).rstrip(",;") + "…"
        if metrics.boundingRect(room, folding, shown).height() <= height:
            return shown
    return f"{words[0]}…"


class Sharing(QFrame):
    """A frame that shares its room among its parts anew when it, or one of them, is another."""

    def share(self) -> None:
        """Give every part its room."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """Share the room anew."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.share()
        return super().event(event)
