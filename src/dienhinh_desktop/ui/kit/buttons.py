"""Buttons by what they do: primary, plain, quiet, tool; each with a name for screen readers and no default button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from .. import icons, theme


def button(
    text: str,
    pressed: Callable[[], object] | None = None,
    *,
    icon: str | None = None,
    kind: str = "",
    key: str = "",
    tip: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """Return a button. `kind`: "" plain, "primary", "quiet", "small", "danger"; `key` is shown beside the words.

    The key itself is bound by the window (keys.py), never here.
    """
    words = f"{text}  {key}" if key else text
    made = QPushButton(f" {words}" if icon else words, parent)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        token = {"primary": "on_accent", "quiet": "accent", "danger": "bad"}.get(kind, "text2")
        made.setIcon(icons.icon(icon, token))
        made.setIconSize(_icon_size(16))
    made.setAccessibleName(text)
    made.setToolTip(tip or (f"{text} ({key})" if key else ""))
    if pressed:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def tool(name: str, icon: str, pressed: Callable[[], object] | None = None, *, token: str = "text2") -> QPushButton:
    """Return a button that is an icon alone; `name` is its tooltip and what screen readers say."""
    made = QPushButton()
    made.setAutoDefault(False)
    made.setProperty("kind", "tool")
    made.setIcon(icons.icon(icon, token))
    made.setIconSize(_icon_size(16))
    made.setAccessibleName(name)
    made.setToolTip(name)
    if pressed:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def _icon_size(size: int) -> QSize:
    pixels = theme.current().px(size)
    return QSize(pixels, pixels)


def retitle(made: QPushButton, text: str) -> None:
    """Give a button other words, for the eye and for screen readers."""
    made.setText(text if made.icon().isNull() else f" {text}")
    made.setAccessibleName(text)
