"""All that a context keeps, for the tests of what is done to records."""

from __future__ import annotations

from dienhinh_desktop.domain.records import Records
from dienhinh_desktop.services.context import Context


def kept(ctx: Context) -> Records:
    """Return everything kept, once the file is found sound."""
    with ctx.db.read() as reader:
        assert reader.check() == ()
        return reader.records()
