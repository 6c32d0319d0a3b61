"""Inputs of the record forms: one widget with how its value is read and written, whatever kind it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from ....domain.dates import FIRST_YEAR, LAST_YEAR, DateError
from ....domain.text import number_text, parse_number
from ... import theme
from ...kit.boxes import bare, column
from ...kit.fields import Choice, DateField, FindChoice, Option, TextField
from ...kit.learn_field import LearnField

FEW = 8


@dataclass(frozen=True, slots=True)
class Input:
    """`read` raises DateError (what is wrong, in Vietnamese) when the words in the widget are no value."""

    widget: QWidget
    read: Callable[[], Any]
    write: Callable[[Any], None]


def text(name: str) -> Input:
    """Return a line of text."""
    field = TextField(name)
    return Input(field, field.value, lambda value: _show(field, value))


def words(name: str) -> Input:
    """Return a line of text that offers what was typed in its like before."""
    field = LearnField(name)
    return Input(field, field.value, lambda value: _show(field, value))


def _show(field: TextField, value: object) -> None:
    field.setText("" if value is None else str(value))
    field.setCursorPosition(0)


def lines(name: str) -> Input:
    """Return a few lines of text; Tab moves on, Enter is a new line."""
    field = QPlainTextEdit()
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setFixedHeight(theme.current().px(62))
    return Input(field, lambda: field.toPlainText().strip() or None, lambda value: field.setPlainText(str(value or "")))


def day(name: str) -> Input:
    """Return a day."""
    field = DateField(name)
    return Input(field, field.day, field.show_day)


def partial_day(name: str) -> Input:
    """Return a day, a month or a year."""
    field = DateField(name, partial=True)
    field.setPlaceholderText("ngày, hoặc năm")
    return Input(field, field.partial_day, field.show_day)


def year(name: str) -> Input:
    """Return a year of four digits."""
    field = TextField(name, hint="năm", width=80)

    def read() -> int | None:
        written = field.value()
        if written is None:
            return None
        if not written.isdigit() or not FIRST_YEAR <= int(written) <= LAST_YEAR:
            raise DateError(f"“{written}” không phải năm; viết bốn chữ số, như 2025")
        return int(written)

    return Input(field, read, lambda value: _show(field, value))


def number(name: str) -> Input:
    """Return a number written the Vietnamese way: 1.234,5."""
    field = TextField(name, width=128)
    return Input(field, lambda: read_number(field.text()), lambda value: _show(field, _written(value)))


def _written(value: float | None) -> str | None:
    if value is None:
        return None
    return number_text(int(value) if float(value).is_integer() else value)


def read_number(written: str) -> float | None:
    """Read 1.234,5 (or 1234.5), None when empty. Raises DateError when it is no number."""
    try:
        return parse_number(written)
    except ValueError:
        raise DateError(f"“{written.strip()}” không phải số; viết như 1.234,5") from None


def three_way(name: str) -> Input:
    """Return yes, no, or not known."""
    field = Choice(name, (("", "chưa rõ"), ("1", "Có"), ("0", "Không")))
    return Input(
        field,
        lambda: {"": None, "1": True, "0": False}[field.key],
        lambda value: field.choose("" if value is None else "1" if value else "0"),
    )


def two_way(name: str, yes: str, no: str, *, first: bool) -> Input:
    """Return one of two; `first` is offered first."""
    options = [("1", yes), ("0", no)]
    field = Choice(name, options if first else options[::-1])
    return Input(
        field, lambda: field.key == "1", lambda value: field.choose("" if value is None else "1" if value else "0")
    )


def pick(
    name: str,
    options: Sequence[Option],
    *,
    required: bool,
    made: Callable[[str], Any] = str,
    addable: bool = False,
) -> Input:
    """Return one of a list: a plain list when it is short, found by typing when it is long or may be added to."""
    if len(options) > FEW or addable:
        return _find(name, options, made, addable=addable)
    field = Choice(name, options if required else (("", "chưa ghi"), *options))
    return Input(
        field,
        lambda: made(field.key) if field.key else None,
        lambda value: field.choose("" if value is None else _key(value)),
    )


def _find(name: str, options: Sequence[Option], made: Callable[[str], Any], *, addable: bool) -> Input:
    field = FindChoice(name, options, addable=addable)

    def read() -> Any:
        if wrong := field.fault():
            raise DateError(wrong)
        return made(field.key) if field.key else None

    return Input(field, read, lambda value: field.choose(None if value is None else _key(value)))


def _key(value: object) -> str:
    return str(getattr(value, "value", value))


def ticks(name: str, options: Sequence[Option]) -> Input:
    """Return any of a list, as tick boxes."""
    boxes = {key: QCheckBox(words) for key, words in options}
    for key, box in boxes.items():
        box.setAccessibleName(f"{name}: {dict(options)[key]}")
        box.clicked.connect(lambda _on, box=box: box.setProperty("by_hand", True))
    holder = bare(column(*boxes.values(), gap=4))

    def read() -> tuple[str, ...]:
        return tuple(key for key, box in boxes.items() if box.isChecked())

    def write(value: Sequence[str] | None) -> None:
        for key, box in boxes.items():
            box.setChecked(key in (value or ()))
            box.setProperty("by_hand", False)

    return Input(holder, read, write)
