"""Numbered steps from one shape of the database to the next, frozen as they were written; each is all or nothing."""

from __future__ import annotations

from . import (
    m0001_first,
    m0002_learned,
    m0003_lookups,
    m0004_packages,
    m0005_council,
    m0006_issued,
    m0007_proofs,
    m0008_lifecycle,
    m0009_blanks,
    m0010_signers,
    m0011_ballots,
)

STEPS: list[tuple[str, ...]] = [
    m0001_first.STATEMENTS,
    m0002_learned.STATEMENTS,
    m0003_lookups.STATEMENTS,
    m0004_packages.STATEMENTS,
    m0005_council.STATEMENTS,
    m0006_issued.STATEMENTS,
    m0007_proofs.STATEMENTS,
    m0008_lifecycle.STATEMENTS,
    m0009_blanks.STATEMENTS,
    m0010_signers.STATEMENTS,
    m0011_ballots.STATEMENTS,
]
"""Step n (counted from 1) leads to `user_version` n."""
