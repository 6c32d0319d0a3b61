"""Forms: label above field, one column, Enter to the next field, the sentence under a wrong one."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from .. import theme
from .boxes import column
from .fields import helped_by, mark_invalid
from .labels import label


class FormField(QWidget):
    """A field under its label, with room for the sentence that says what is wrong."""

    def __init__(self, text: str, editor: QWidget, *, hint: str = "", required: bool = False) -> None:
        super().__init__()
        self.editor = editor
        self.heading = label(f"{text} (cần có)" if required else text, "field", buddy=editor)
        self.hint = label(hint, "caption", wrap=True)
        if not hint:
            self.hint.hide()
        self.fault = label("", "bad", wrap=True)
        self.fault.hide()
        inside = column(self.heading, editor, self.hint, self.fault, gap=3)
        inside.setAlignment(editor, Qt.AlignmentFlag.AlignLeft if _is_narrow(editor) else Qt.AlignmentFlag(0))
        inside.addStretch(1)
        self.setLayout(inside)

    def say(self, fault: str | None) -> None:
        """Show what is wrong, or that nothing is."""
        mark_invalid(self.editor, fault is not None)
        self.fault.setText(_sentence(fault) if fault else "")
        self.fault.setVisible(fault is not None)


def _is_narrow(editor: QWidget) -> bool:
    return editor.minimumWidth() == editor.maximumWidth()


def _sentence(fault: str) -> str:
    text = fault[0].upper() + fault[1:]
    return text if text.endswith(".") else f"{text}."


class Form(QWidget):
    """A grid of form fields, two columns wide.

    `topic` is what the help calls its fields by: "topic.key".
    `finished` comes when Ctrl+Enter is pressed in a field, `ended` when Enter goes on from the last one.
    """

    finished = Signal()
    ended = Signal()

    def __init__(self, topic: str) -> None:
        super().__init__()
        self.topic = topic
        px = theme.current().px
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(10))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self.fields: dict[str, FormField] = {}
        self._row, self._half = 0, False

    def add(
        self, key: str, text: str, editor: QWidget, *, half: bool = False, hint: str = "", required: bool = False
    ) -> FormField:
        """Add a field under its label; two `half` fields in a row stand side by side."""
        made = FormField(text, editor, hint=hint, required=required)
        self.fields[key] = made
        helped_by(editor, f"{self.topic}.{key}")
        editor.setAccessibleName(editor.accessibleName() or text)
        if half and self._half:
            self._grid.addWidget(made, self._row, 1)
            self._row, self._half = self._row + 1, False
        else:
            self._row += self._half
            self._grid.addWidget(made, self._row, 0, 1, 1 if half else 2)
            self._half = half
            self._row += not half
        for inner in (editor, *editor.findChildren(QWidget)):
            inner.installEventFilter(self)
        return made

    def add_widget(self, widget: QWidget) -> None:
        """Add anything over both columns."""
        self._row += self._half
        self._half = False
        self._grid.addWidget(widget, self._row, 0, 1, 2)
        self._row += 1

    def focus_first(self, filled: Collection[str] = ()) -> None:
        """Put the cursor in the first field, past those that are filled already."""
        open_fields = [made for key, made in self.fields.items() if key not in filled]
        first = next(iter([*open_fields, *self.fields.values()]), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_faults(self, faults: dict[str, str]) -> bool:
        """Show every fault under its field and put the cursor in the first; tell whether there is none."""
        for key, made in self.fields.items():
            made.say(faults.get(key))
        wrong = next((made for key, made in self.fields.items() if key in faults), None)
        if wrong is not None:
            wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return wrong is None

    def _last(self) -> QWidget | None:
        """Return the editor of the last field shown that takes the keyboard; a mere group of buttons does not."""
        shown = [made.editor for made in self.fields.values() if made.isVisibleTo(self)]
        typed = [one for one in shown if one.focusPolicy() != Qt.FocusPolicy.NoFocus or one.focusProxy() is not None]
        return typed[-1] if typed else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make Enter go to the next field, Shift+Enter back, Ctrl+Enter finish."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_enter(event):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.finished.emit()
                return True
            if isinstance(watched, QLineEdit | QComboBox) and not _list_is_open(watched):
                forward = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                if forward and watched is self._last():
                    self.ended.emit()
                else:
                    self.focusNextPrevChild(forward)
                return True
        return super().eventFilter(watched, event)


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _list_is_open(field: QLineEdit | QComboBox) -> bool:
    if isinstance(field, QComboBox):
        popup: QAbstractItemView | None = field.view()
    else:
        completer = field.completer()
        popup = completer.popup() if completer is not None else None
    return popup is not None and popup.isVisible()
