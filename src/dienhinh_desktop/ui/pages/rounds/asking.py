"""What is asked before something is done: a card with fields beside the list, never a window over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ....domain.dates import DateError
from ....domain.drafts import PlaceValue
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, column, row
from ...kit.buttons import button
from ...kit.fields import Choice, DateField, FindChoice, TextField
from ...kit.form import Form
from ...kit.labels import hairline, label
from ...kit.marks import Mark
from ...kit.notice import Notice


class AskCard(Card):
    """A form with its reason above it. `given(values)` on the primary button or Ctrl+Enter, `dropped` on Thôi or Esc.

    `topic` is what the help calls its fields by; `place` says in plain values what the card was opened for. Values
    are keyed as the fields were added: text or None, a day or None, the key of a choice or None.
    """

    given = Signal(object)
    dropped = Signal()

    def __init__(
        self, title: str, verb: str, words: str = "", *, topic: str, icon: str = "check", note: str = ""
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.form = Form(topic)
        self.place: Mapping[str, PlaceValue] = {}
        self._required: dict[str, str] = {}
        self._below = column(gap=8)
        head = CardHead(title)
        head.note.setText(note)
        inside = column(gap=10, margins=(14, 10, 14, 12))
        if words:
            inside.addWidget(label(words, "second", wrap=True))
        inside.addLayout(self._below)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self.primary = button(verb, self.finish, icon=icon, kind="primary", tip=f"{verb} (Ctrl+Enter)")
        self.cancel = button("Thôi", self.dropped.emit, tip="Thôi (Esc)")
        self.body.addWidget(head)
        self.body.addWidget(hairline())
        self.body.addWidget(Scroll(bare(inside), title), 1)
        self.body.addWidget(Box(row(None, self.cancel, self.primary, margins=(12, 7, 12, 7)), "foot"))
        self.form.finished.connect(self.finish)

    def add(
        self, key: str, text: str, editor: QWidget, *, needed: str = "", half: bool = False, hint: str = ""
    ) -> None:
        """Add a field; `needed` is the sentence shown when it is left empty."""
        self.form.add(key, text, editor, half=half, hint=hint, required=bool(needed))
        if needed:
            self._required[key] = needed

    def editor(self, key: str) -> Any:
        """Return the editor of a field."""
        return self.form.fields[key].editor

    def say(self, mark: Mark, text: str, *, details: tuple[str, ...] = (), action: Any = None) -> Notice:
        """Put a notice above the fields."""
        made = Notice(mark, text, details=details, action=action)
        self._below.addWidget(made)
        return made

    def hush(self) -> None:
        """Take the notices away."""
        while (item := self._below.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def finish(self) -> None:
        """Give the values, or say under each field what is wrong."""
        values, faults = self.values()
        if self.form.show_faults(faults):
            self.given.emit(values)

    def values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Return what the fields hold, and what is wrong with them."""
        values: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for key, made in self.form.fields.items():
            try:
                values[key] = _value(made.editor)
            except DateError as wrong:
                faults[key] = str(wrong)
                continue
            if isinstance(made.editor, FindChoice) and (fault := made.editor.fault()):
                faults[key] = fault
            elif values[key] is None and key in self._required:
                faults[key] = self._required[key]
        return values, faults


def _value(editor: QWidget) -> Any:
    if isinstance(editor, DateField):
        return editor.day()
    if isinstance(editor, FindChoice | Choice):
        return editor.key or None
    if isinstance(editor, TextField):
        return editor.value()
    assert isinstance(editor, QLineEdit)
    return editor.text().strip() or None


Given = Callable[[Mapping[str, Any]], None]
"""Told what was filled in."""
