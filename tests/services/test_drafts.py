"""What is being typed is kept beside the records, whole or not at all, and never as an act."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dienhinh_desktop.domain.drafts import Draft, DraftSet, TypedField
from dienhinh_desktop.exchange.upkeep import drafts as file
from dienhinh_desktop.services import backups, drafts, upkeep
from dienhinh_desktop.services.context import Context

FORM = Draft(
    page="records",
    title="Thêm thành tích, Nguyễn Thị Hồng Phượng",
    place={"form": "entry", "subject": "CB002", "table": "awards", "id": None, "given_year": 2025},
    fields=(TypedField("Số quyết định", "412/QĐ-SNgV"), TypedField("Ghi chú", "dòng một\ndòng hai")),
)


def test_a_draft_comes_back_as_it_was_kept(ctx: Context) -> None:
    drafts.keep(ctx, (FORM,))
    assert drafts.kept(ctx) == DraftSet(ctx.now(), (FORM,))


def test_keeping_nothing_takes_the_file_away(ctx: Context) -> None:
    drafts.keep(ctx, (FORM,))
    drafts.keep(ctx, ())
    assert drafts.kept(ctx) is None
    assert not (ctx.db.folder / file.FILE).exists()


def test_a_draft_is_no_act_and_in_no_backup(ctx: Context) -> None:
    drafts.keep(ctx, (FORM,))
    assert upkeep.acts(ctx) == ()
    made = backups.make(ctx)
    assert "412/QĐ-SNgV".encode() not in made.file.read_bytes()
    assert file.FILE.encode() not in made.file.read_bytes()


_TEXTS = st.text(max_size=60)
_DRAFTS = st.builds(
    Draft,
    page=_TEXTS,
    title=_TEXTS,
    place=st.dictionaries(_TEXTS, _TEXTS | st.integers() | st.booleans() | st.none(), max_size=4),
    fields=st.lists(st.builds(TypedField, _TEXTS, _TEXTS), max_size=4).map(tuple),
)


@settings(max_examples=80, deadline=None)
@given(held=st.lists(_DRAFTS, min_size=1, max_size=3).map(tuple))
def test_whatever_is_typed_comes_back(tmp_path_factory: pytest.TempPathFactory, held: tuple[Draft, ...]) -> None:
    folder = tmp_path_factory.getbasetemp()
    at = datetime(2025, 12, 20, 9, 10)  # noqa: DTZ001 - an office's clock shows local time
    file.write(folder, DraftSet(at, held))
    assert file.read(folder) == DraftSet(at, held)


@pytest.mark.parametrize(
    "told",
    [
        "",
        "{",
        "[]",
        "null",
        '{"version": 2, "at": "2025-12-20T09:10:00", "drafts": []}',
        '{"version": 1, "at": "hôm qua", "drafts": []}',
        json.dumps({"version": 1, "at": "2025-12-20T09:10:00", "drafts": [{"page": 3}]}),
        json.dumps({"version": 1, "at": "2025-12-20T09:10:00", "drafts": ["x"]}),
        json.dumps(
            {
                "version": 1,
                "at": "2025-12-20T09:10:00",
                "drafts": [{"page": "x", "title": "", "place": {"a": [1]}, "fields": []}],
            }
        ),
    ],
)
def test_a_file_that_cannot_be_understood_holds_nothing(tmp_path: Path, told: str) -> None:
    (tmp_path / file.FILE).write_text(told, encoding="utf-8")
    assert file.read(tmp_path) is None
