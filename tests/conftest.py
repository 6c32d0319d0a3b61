"""What most tests need: a data folder, its database, the catalogue, and a context with a fixed clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.rules.packs import Pack
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.plans import load_packs
from dienhinh_desktop.storage.catalogue import load_catalogue
from dienhinh_desktop.storage.database import Database

NOW = datetime(2025, 12, 20, 9, 30)  # noqa: DTZ001 - an office's clock shows local time


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "so"


@pytest.fixture
def db(folder: Path) -> Iterator[Database]:
    with Database.open(folder, now=lambda: NOW) as opened:
        yield opened


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def packs(catalogue: Catalogue) -> Mapping[str, Pack]:
    return load_packs(catalogue)


@pytest.fixture
def ctx(db: Database, catalogue: Catalogue, packs: Mapping[str, Pack]) -> Context:
    return Context(db=db, catalogue=catalogue, packs=packs, who="Văn thư", now=lambda: NOW)
