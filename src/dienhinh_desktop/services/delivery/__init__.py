"""What goes to units below and above, and what comes back: templates, packages, who owes what, papers issued."""

from .dispatching import note_sent, sending_milestones, set_goes, write_folder
from .handing_out import hand_out
from .issuing import fill, issue, note_printed, pages_of, pdf_of, set_copies, versions
from .merging import MergePreview
from .official import export_list, export_papers
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
from .signed import SCANS, sign, take_back, told_of, version_under
from .splitting import open_scan, split_scan
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
    "SCANS",
    "MergePreview",
    "export_list",
    "export_papers",
    "fill",
    "find_unit",
    "give_back",
    "hand_out",
    "is_package",
    "issue",
    "keep_package",
    "kept_file",
    "look",
    "merge",
    "note_printed",
    "note_sent",
    "open_package",
    "open_scan",
    "pages_of",
    "pdf_of",
    "received",
    "receiving_units",
    "reminder",
    "reminders",
    "round_papers",
    "send",
    "sending_milestones",
    "sent",
    "set_copies",
    "set_goes",
    "sign",
    "split_scan",
    "standing",
    "take_back",
    "template_name",
    "told_of",
    "unit_template",
    "verify_package",
    "version_under",
    "versions",
    "write_folder",
    "write_returned",
    "write_template",
    "write_templates",
]
