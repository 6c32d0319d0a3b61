"""Bringing in the lists sub-units made themselves: any layout is read, shown, decided about, and written as one act."""

from .preview import ListPreview, look
from .reading import read_list
from .task import (
    ListTask,
    choose_fields,
    choose_sender,
    choose_table,
    choose_words,
    decide,
    mend,
    open_list,
    paste_list,
)
from .writing import report_of, write

__all__ = [
    "ListPreview",
    "ListTask",
    "choose_fields",
    "choose_sender",
    "choose_table",
    "choose_words",
    "decide",
    "look",
    "mend",
    "open_list",
    "paste_list",
    "read_list",
    "report_of",
    "write",
]
