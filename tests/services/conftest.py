"""A context that holds the sample records, for the tests of what is done to records."""

from __future__ import annotations

import pytest

from dienhinh_desktop.services.context import Context
from tests.storage.samples import RECORDS


@pytest.fixture
def filled(ctx: Context) -> Context:
    """A context with one record of every kind, brought in as an import."""
    with ctx.db.work("Nhập mẫu", "Văn thư", "import") as work:
        for table, found in RECORDS.tables():
            work.insert(table, found)
    return ctx
