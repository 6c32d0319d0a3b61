"""What goes to units below and above, and what comes back: templates, packages, who owes what, papers issued."""

from .issuing import fill, issue, note_printed, pdf_of, set_copies, versions
from .merging import MergePreview
from .receiving import (
    give_back,
    is_package,
    keep_package,
    kept_file,
    look,
    merge,
    open_package,
    received,
    verify_package,
)
from .round_papers import round_papers
from .sending import send, sent
from .standing import reminder, reminders, standing
from .templates import (
    find_unit,
    receiving_units,
    template_name,
    unit_template,
    write_returned,
    write_template,
    write_templates,
)

__all__ = [
    "MergePreview",
    "fill",
    "find_unit",
    "give_back",
    "is_package",
    "issue",
    "keep_package",
    "kept_file",
    "look",
    "merge",
    "note_printed",
    "open_package",
    "pdf_of",
    "received",
    "receiving_units",
    "reminder",
    "reminders",
    "round_papers",
    "send",
    "sent",
    "set_copies",
    "standing",
    "template_name",
    "unit_template",
    "verify_package",
    "versions",
    "write_returned",
    "write_template",
    "write_templates",
]
