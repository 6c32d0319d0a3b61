"""What a clerk has typed into the fields of a page and not yet had written, and how it is put back.

Qt itself knows whether a line of text was changed by hand or by the program; switches and lists are told to remember.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from .chips import Segmented
from .fields import is_passing
from .form import Form

_BY_HAND = "by_hand"


def fields(page: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Yield what can be typed into on a page as it stands, by name; the second of one name is called "name#2"."""
    seen: dict[str, int] = {}
    for widget in page.findChildren(QWidget):
        if not _is_content(widget) or not widget.isVisibleTo(page):
            continue
        name = widget.accessibleName()
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), widget


def typed(page: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Yield the fields that hold something typed or chosen by hand and not kept."""
    yield from ((name, field) for name, field in fields(page) if _by_hand(field))


def words(field: QWidget) -> str:
    """Return what a field says, as text."""
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, Segmented):
        return field.key
    return "x" if isinstance(field, QCheckBox) and field.isChecked() else ""


def put(field: QWidget, text: str) -> None:
    """Put words back as if they had just been typed and the field been left."""
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.textEdited.emit(text)
        field.editingFinished.emit()
        field.setModified(True)
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        field.setPlainText(text)
        field.document().setModified(True)
    elif isinstance(field, QComboBox):
        place = field.findText(text)
        if place >= 0:
            field.setCurrentIndex(place)
            field.activated.emit(place)
    elif isinstance(field, Segmented):
        field.take(text)
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(text))
        field.setProperty(_BY_HAND, True)


def let_go(page: QWidget) -> None:
    """Take what the fields of a page say as kept: from now on only what is typed anew counts."""
    for _name, field in typed(page):
        if isinstance(field, QLineEdit):
            field.setModified(False)
        elif isinstance(field, QPlainTextEdit | QTextEdit):
            field.document().setModified(False)
        else:
            field.setProperty(_BY_HAND, False)


def _is_content(widget: QWidget) -> bool:
    """Tell a field from a filter, a secret, and the line inside another field."""
    if isinstance(widget, QLineEdit):
        inside = isinstance(widget.parentWidget(), QComboBox)
        hidden = widget.echoMode() != QLineEdit.EchoMode.Normal
        return not (inside or hidden or widget.isReadOnly() or is_passing(widget))
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox | QCheckBox | Segmented) and _in_form(widget)


def _in_form(widget: QWidget) -> bool:
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Form):
        above = above.parentWidget()
    return above is not None


def _by_hand(field: QWidget) -> bool:
    if isinstance(field, QLineEdit):
        return field.isModified()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isModified()
    return bool(field.property(_BY_HAND))
