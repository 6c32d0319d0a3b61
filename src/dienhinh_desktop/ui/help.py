"""Help (F1): the field in hand, how each task is done, and every key; a window beside the work."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from ..domain.help import FieldHelp, HelpBook, TaskHelp
from ..services.help import find_tasks
from . import theme
from .keys import KEYS, TOLD, Key
from .kit.boxes import Scroll, bare, clear, column, row
from .kit.buttons import button
from .kit.columns import Column
from .kit.fields import SearchField, helped_by
from .kit.labels import label
from .kit.marks import Mark
from .kit.notice import Notice
from .kit.table import Table

_LABELS = re.compile(r"\[([^\]]+)\]")
KEYS_TITLE = "Phím tắt"


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of the list: a task, or the keys (no task)."""

    title: str
    task: TaskHelp | None = None


def topic_of(widget: QWidget | None) -> tuple[str, str] | None:
    """Return which field a widget stands in, as its help topic and its name; None outside fields with help."""
    name = widget.accessibleName() if widget is not None else ""
    while widget is not None:
        topic = widget.property("help")
        if topic:
            return str(topic), str(widget.property("help_name") or widget.accessibleName() or name)
        widget = widget.parentWidget()
    return None


class Help(QDialog):
    """A small window that can stay open beside the work. `print_keys` writes the keys as one page."""

    def __init__(self, parent: QWidget, book: HelpBook, print_keys: Callable[[], object]) -> None:
        super().__init__(parent)
        self._book = book
        self.setWindowTitle("Trợ giúp")
        px = theme.current().px
        self.search = SearchField("Tìm trong hướng dẫn", "Tìm việc, không cần dấu", width=318)
        helped_by(self.search, "find.tasks")
        self.search.asked.connect(self._find)
        self.table = Table(
            "Hướng dẫn theo việc",
            [Column(key="title", heading="Hướng dẫn theo việc", text=lambda topic: topic.title, tip=_title)],
            key=_title,
        )
        self.table.chosen.connect(self._choose)
        self._content = column(gap=8, margins=(16, 12, 16, 12))
        self.well = Scroll(bare(self._content), "Nội dung trợ giúp")
        left = bare(column(self.search, self.table, gap=8))
        left.setFixedWidth(px(318))
        middle = row(left, gap=12)
        middle.addWidget(self.well, 1)
        whole = column(gap=10, margins=(14, 12, 14, 12))
        whole.addLayout(middle, 1)
        foot = row(button("In bảng phím", print_keys, icon="scroll-text"), None, button("Đóng", self.hide))
        whole.addLayout(foot)
        self.setLayout(whole)
        self.resize(px(860), px(420))
        self._find("")

    def keys(self) -> list[Key]:
        """Return the keys told."""
        return [*KEYS, *TOLD]

    def open_at(self, field: tuple[str, str] | None) -> None:
        """Show the help of a field, else the list of tasks."""
        found = self._book.of_field(field[0]) if field is not None else None
        if field is not None and found is not None:
            self._show_field(field[1], found)
        else:
            self._choose(self.table.current())
        self.show()
        self.raise_()

    # --- the list -----------------------------------------------------------------------------------------------------

    def _find(self, text: str) -> None:
        tasks = [Topic(task.title, task) for task in find_tasks(self._book, text)]
        self.table.show_rows([*tasks, Topic(KEYS_TITLE)], choose_first=True)
        self._choose(self.table.current())

    def _choose(self, topic: Topic | None) -> None:
        if topic is not None:
            self._show_task(topic.task) if topic.task is not None else self._show_keys()

    # --- what is told -------------------------------------------------------------------------------------------------

    def _begin(self, title: str, about: str) -> None:
        clear(self._content)
        self._content.addWidget(label(title, "section", wrap=True))
        self._content.addWidget(label(about, "caption", wrap=True))

    def _show_field(self, name: str, told: FieldHelp) -> None:
        self._begin(name, "Ô đang đứng")
        for heading, text in (("Ghi gì", told.means), ("Viết thế nào", told.written), ("Ví dụ", told.example)):
            self._content.addWidget(label(heading, "strong"))
            self._content.addWidget(_words(text))
        if told.law:
            self._content.addWidget(label("Căn cứ", "strong"))
            self._content.addWidget(_words(told.law))
        if told.doubt:
            self._content.addWidget(Notice(Mark.WARN, told.doubt))
        self._content.addStretch(1)

    def _show_task(self, task: TaskHelp) -> None:
        self._begin(task.title, "Hướng dẫn theo việc")
        for number, step in enumerate(task.steps, start=1):
            line = row(column(label(f"{number}.", "strong"), None, gap=0), gap=8)
            line.addWidget(_words(step), 1)
            self._content.addWidget(bare(line))
        self._content.addStretch(1)

    def _show_keys(self) -> None:
        self._begin(KEYS_TITLE, "Mọi việc làm được bằng bàn phím; các phím này cũng ghi ở từng nút.")
        for key in self.keys():
            name = label(key.keys, "strong", wrap=True)
            name.setFixedWidth(theme.current().px(150))
            line = row(name, gap=8)
            line.addWidget(_words(key.text), 1)
            self._content.addWidget(bare(line))
        self._content.addStretch(1)


def _title(topic: Topic) -> str:
    return topic.title


def _words(text: str) -> QLabel:
    """Return a sentence with the labels of the window in it set bold."""
    made = label("", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(_LABELS.sub(r"<b>\1</b>", escape(text)))
    return made


def labels_in(steps: Sequence[str]) -> list[str]:
    """Return the labels named in some steps."""
    return [found for step in steps for found in _LABELS.findall(step)]
