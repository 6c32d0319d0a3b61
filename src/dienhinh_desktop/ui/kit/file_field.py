"""A field that names a file: typed, or chosen with the system's own dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from .boxes import row
from .buttons import tool
from .fields import TextField


class FileField(QWidget):
    """A path with a button beside it; `ask` shows the dialog and returns a file, or None when the clerk went back."""

    def __init__(self, name: str, ask: Callable[[], Path | None], *, hint: str = "") -> None:
        super().__init__()
        self.field = TextField(name, hint=hint)
        self._ask = ask
        inside = row(gap=6)
        inside.addWidget(self.field, 1)
        inside.addWidget(tool(f"Chọn tệp: {name.lower()}", "folder-open", self._choose))
        self.setLayout(inside)
        self.setFocusProxy(self.field)
        self.setAccessibleName(name)

    @property
    def path(self) -> Path | None:
        """The file, or None when the field is empty."""
        text = self.field.text().strip().strip('"')
        return Path(text) if text else None

    def show_path(self, path: Path | None) -> None:
        """Show another file."""
        self.field.setText(str(path) if path is not None else "")
        self.field.setCursorPosition(0)

    def _choose(self) -> None:
        found = self._ask()
        if found is not None:
            self.show_path(found)
            self.field.setFocus()
