"""Which backups rotation lets go: worked out on made-up years, with the promises it must keep whatever the dates."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dienhinh_desktop.domain.backups import (
    DAYS,
    LATEST,
    MONTHS,
    WEEKS,
    Backup,
    BackupManifest,
    BackupReason,
    BackupStanding,
    expendable,
)

NOW = datetime(2025, 12, 20, 8, 0)  # noqa: DTZ001


def backup(at: datetime, reason: BackupReason = BackupReason.OPENING, fault: str = "") -> Backup:
    manifest = BackupManifest(
        program="0.1.0", schema=1, at=at, reason=reason, counts={"subjects": 1}, last_act=1, head="ab"
    )
    file = Path(f"sao_luu_{at:%Y%m%d_%H%M%S_%f}_{reason.value}{len(fault)}.zip")
    return Backup(file=file, at=at, size=1000, manifest=manifest, fault=fault)


def days(found: list[Backup]) -> list[int]:
    return [(NOW - item.at).days for item in found]


def test_two_years_of_daily_backups_come_down_to_days_weeks_and_months() -> None:
    daily = [backup(NOW - timedelta(days=days)) for days in range(730)]
    gone = {item.file for item in expendable(daily)}
    kept = [item for item in daily if item.file not in gone]
    # The ten latest; the Sundays of the weeks before; then the last day of each month, for a year.
    month_ends = [20, 50, 81, 111, 142, 173, 203, 234, 264, 295, 323]
    assert days(kept) == sorted({*range(10), 6, 13, *month_ends})


def test_many_backups_of_one_day_leave_the_latest_ones() -> None:
    today = [backup(NOW - timedelta(minutes=minutes)) for minutes in range(30)]
    gone = {item.file for item in expendable(today)}
    assert [item.file in gone for item in today] == [False] * LATEST + [True] * (30 - LATEST)


def test_backups_made_by_hand_and_files_that_are_none_never_go() -> None:
    old = NOW - timedelta(days=4000)
    held = [backup(old, BackupReason.BY_HAND), backup(old, fault="hỏng"), Backup(file=Path("la.zip"), at=old, size=1)]
    daily = [backup(NOW - timedelta(days=days)) for days in range(400)]
    gone = expendable([*held, *daily])
    assert len(gone) > 300
    assert not {item.file for item in held} & {item.file for item in gone}


@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001
            st.sampled_from(BackupReason),
            st.sampled_from(["", "hỏng"]),
        ),
        max_size=60,
    )
)
def test_rotation_keeps_its_promises_on_any_dates(told: list[tuple[datetime, BackupReason, str]]) -> None:
    backups = [backup(*each) for each in told]
    gone = {item.file for item in expendable(backups)}
    good = sorted((item for item in backups if item.good), key=lambda item: item.at)
    if good:
        assert good[-1].file not in gone or good[-1].at == good[-2].at
    assert all(item.good and item.automatic for item in backups if item.file in gone)
    left = {item.file for item in backups if item.good and item.automatic} - gone
    assert len(left) <= LATEST + DAYS + WEEKS + MONTHS
    # Once more lets nothing more go.
    assert expendable([item for item in backups if item.file not in gone]) == ()


def test_the_age_of_a_backup_is_counted_by_the_calendar() -> None:
    late = backup(NOW.replace(hour=23) - timedelta(days=1))
    assert BackupStanding(newest=late, empty=False).days_old(NOW) == 1
    assert BackupStanding(newest=None, empty=False).days_old(NOW) == 0


def test_a_reason_is_said_with_what_it_was_made_before() -> None:
    manifest = BackupManifest(
        program="1", schema=1, at=NOW, reason=BackupReason.IMPORT, note="a.xlsx", counts={}, last_act=1, head="ab"
    )
    assert Backup(file=Path("x.zip"), at=NOW, size=1, manifest=manifest).reason == "trước khi nhập a.xlsx"
    assert Backup(file=Path("x.zip"), at=NOW, size=1).reason == ""
