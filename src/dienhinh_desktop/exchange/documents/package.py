"""The zip an office file is: its parts taken out and packed again with nothing in it that depends on the hour."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def parts_of(file: bytes) -> dict[str, bytes]:
    """Return the parts of an office file by their names."""
    with zipfile.ZipFile(BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def timed(parts: dict[str, bytes], day: date) -> None:
    """Set the times of making and changing to `day`."""
    parts[_CORE] = _TIMES.sub(rb"\g<1>%sT00:00:00Z" % day.isoformat().encode(), parts[_CORE])


def packed(parts: dict[str, bytes]) -> bytes:
    """Return the office file; equal parts give equal bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        # The list of content types stands first, as Excel writes it; some readers look no further.
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, parts[name])
    return stream.getvalue()
