"""Bringing in the lists sub-units made themselves: any layout is read, shown, decided about, and written as one act."""

from .answers import Answer, answers, likewise, settle
from .learning import forget, learned, relearn
from .preview import ListPreview, look
from .reading import read_list
from .returning import give_back
from .task import (
    ListTask,
    choose_fields,
    choose_sender,
    choose_table,
    choose_words,
    decide,
    first_rows,
    mend,
    open_list,
    open_unless_records,
    paste_list,
    row_cells,
    with_sender,
)
from .writing import report_of, write

__all__ = [
    "Answer",
    "ListPreview",
    "ListTask",
    "answers",
    "choose_fields",
    "choose_sender",
    "choose_table",
    "choose_words",
    "decide",
    "first_rows",
    "forget",
    "give_back",
    "learned",
    "likewise",
    "look",
    "mend",
    "open_list",
    "open_unless_records",
    "paste_list",
    "read_list",
    "relearn",
    "report_of",
    "row_cells",
    "settle",
    "with_sender",
    "write",
]
