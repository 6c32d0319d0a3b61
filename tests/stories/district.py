"""The made-up district of the stories: its folder before anybody has sent, and the packages of its twelve communes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.rules.packs import Pack
from dienhinh_desktop.services import documents, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.documents.dossier import gather
from tests.services.package_offices import PLAN, Clock, district, office, packages_of, twelve_parts, units_of

NOW = datetime(2021, 11, 12, 15, 0)  # noqa: DTZ001
"""The afternoon after the last day for packages."""
ROUND = "Công nhận 2021"


def prepare(folder: Path, catalogue: Catalogue, packs: Mapping[str, Pack]) -> dict[str, Path]:
    """Make the district's folder under `folder` and return the packages of the twelve."""
    with office(folder / "huyen", catalogue, packs, units_of(district()), "H", Clock(NOW)) as ctx:
        rounds.open_round(ctx, Round(plan=PLAN, stage=Stage.RECOGNITION, year=2021, name=ROUND, on=NOW.date()))
    (folder / "xa").mkdir()
    return packages_of(folder / "xa", catalogue, packs, twelve_parts())


def altered(package: Path, target: Path) -> Path:
    """The package with one byte of a part changed on the way."""
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)
    return target


def choose_everybody(ctx: Context) -> None:
    """Put everybody registered on the list of the round, whatever the verdict."""
    held = next(item for item in rounds.rounds(ctx) if item.name == ROUND)
    assert held.id is not None
    entries = gather(ctx, PLAN, NOW.date()).entries
    choices = [
        Choice(subject=entry.subject.code, field=item.field, introducer=unit.code, reason="Đăng ký từ xã")
        for entry in entries
        for item in entry.fields[:1]
        for unit in entry.introducers[:1]
    ]
    rounds.register(ctx, held.id, choices)


def introducers(ctx: Context, name: str) -> list[tuple[str, ...]]:
    """Who introduces the subject of that name, for each of its rows on the registration list."""
    listed = documents.build_list(ctx, PLAN, date(2021, 11, 12))
    rows = [row for group in listed.groups for unit in group.units for row in unit.rows]
    return [row.introducers for row in rows if name in row.name]
