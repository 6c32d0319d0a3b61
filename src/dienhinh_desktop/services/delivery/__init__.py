"""What goes to units below and above, and what comes back: templates, packages and their merge, who owes what."""

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
    "find_unit",
    "give_back",
    "is_package",
    "keep_package",
    "kept_file",
    "look",
    "merge",
    "open_package",
    "received",
    "receiving_units",
    "reminder",
    "reminders",
    "send",
    "sent",
    "standing",
    "template_name",
    "unit_template",
    "verify_package",
    "write_returned",
    "write_template",
    "write_templates",
]
