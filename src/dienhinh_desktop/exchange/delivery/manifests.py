"""The manifest and the candidates of a package as JSON, and back: what comes from a file is checked field by field."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.frozen import candidate_of_plain, plain_candidate
from dienhinh_desktop.domain.packages import PackagedCandidate, PackageManifest, PackagePart
from dienhinh_desktop.exchange.imports.survey import Refused

FORMAT = "dienhinh-package"
VERSION = 1
"""Moves on when an older program could no longer read the package."""
NEWER = "gói do bản chương trình mới hơn ({program}) lập. Cập nhật chương trình rồi nhận lại."

_LONGEST = 20_000
_MOST = 20_000


def dump(manifest: PackageManifest) -> bytes:
    """Return the manifest as it stands in the package."""
    told = {
        "format": FORMAT,
        "format_version": VERSION,
        "program": manifest.program,
        "at": manifest.at.isoformat(timespec="seconds"),
        "plan": {"code": manifest.plan, "version": manifest.plan_version, "title": manifest.plan_title},
        "unit": {"code": manifest.unit, "name": manifest.unit_name},
        "round": {
            "name": manifest.round,
            "stage": manifest.stage.value,
            "year": manifest.year,
            "on": manifest.on.isoformat(),
        },
        "subjects": manifest.subjects,
        "fingerprint": manifest.fingerprint,
        "parts": [{"name": part.name, "size": part.size, "sha256": part.sha256} for part in manifest.parts],
    }
    return as_json(told)


def as_json(told: Any) -> bytes:
    """Return JSON a person can read, in UTF-8."""
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def load(data: bytes) -> PackageManifest:
    """Read what `dump` wrote.

    Raises Refused when a newer program wrote it, ValueError, TypeError or KeyError when it is no manifest of ours.
    """
    held = _fields(json.loads(data.decode("utf-8")))
    if held["format"] != FORMAT:
        raise ValueError("not our format")
    program = _text(held["program"])[:40]
    if _count(held["format_version"]) > VERSION:
        raise Refused(NEWER.format(program=program))
    plan, unit, asked = (_fields(held[name]) for name in ("plan", "unit", "round"))
    return PackageManifest(
        program=program,
        at=datetime.fromisoformat(_text(held["at"])).replace(tzinfo=None),
        plan=_word(plan["code"]),
        plan_version=_word(plan["version"]),
        plan_title=_text(plan["title"])[:500],
        unit=_word(unit["code"]),
        unit_name=_word(unit["name"]),
        round=_text(asked["name"])[:200],
        stage=Stage(_text(asked["stage"])),
        year=None if asked["year"] is None else _count(asked["year"]),
        on=date.fromisoformat(_text(asked["on"])),
        subjects=_count(held["subjects"]),
        fingerprint=_text(held["fingerprint"]),
        parts=tuple(_part(part) for part in _list(held["parts"])),
    )


def _part(told: Any) -> PackagePart:
    held = _fields(told)
    return PackagePart(name=_text(held["name"]), size=_count(held["size"]), sha256=_text(held["sha256"]))


def dump_candidates(candidates: Sequence[PackagedCandidate], readings: Mapping[str, str]) -> bytes:
    """Return who is put forward, and the readings in force, as they stand in the package."""
    return as_json({"readings": dict(readings), "candidates": [plain_candidate(item) for item in candidates]})


def load_candidates(data: bytes) -> tuple[dict[str, str], tuple[PackagedCandidate, ...]]:
    """Read what `dump_candidates` wrote. Raises ValueError, TypeError or KeyError where anything is of another kind."""
    held = _fields(json.loads(data.decode("utf-8")))
    readings = {_word(code): _word(option) for code, option in _fields(held["readings"]).items()}
    return readings, tuple(_candidate(item) for item in _list(held["candidates"]))


def _candidate(told: Any) -> PackagedCandidate:
    held = _fields(told)
    for name in ("subject", "name", "field"):
        _word(held[name])
    for name in ("model", "note"):
        if held[name] is not None:
            _text(held[name])
    _count(held["order"])
    for code in _list(held["introducers"]):
        _word(code)
    frozen = _fields(held["frozen"])
    for name in ("verdict", "on", "plan_version", "frozen_at"):
        _word(frozen[name])
    for code, option in _fields(frozen["readings"]).items():
        _word(code), _word(option)
    for line in _list(frozen["warnings"]):
        _text(line)
    for item in _list(frozen["criteria"]):
        _criterion(_fields(item))
    return candidate_of_plain(held)


def _criterion(told: Mapping[str, Any]) -> None:
    for name in ("code", "verdict", "message"):
        _text(told[name])
    if told["source"] is not None:
        _text(told["source"])
    for name in ("need", "have", "missing"):
        if told[name] is not None and (isinstance(told[name], bool) or not isinstance(told[name], int | float)):
            raise TypeError("not a number")
    for line in _list(told["evidence"]):
        _text(line)


def _fields(told: Any) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise TypeError("not an object")
    return told


def _list(told: Any) -> list[Any]:
    if not isinstance(told, list) or len(told) > _MOST:
        raise TypeError("not a list")
    return told


def _text(told: Any) -> str:
    if not isinstance(told, str) or len(told) > _LONGEST:
        raise TypeError("not a text")
    told.encode("utf-8")  # lone surrogates are no text
    return told


def _word(told: Any) -> str:
    if not _text(told).strip() or len(told) > 500:
        raise ValueError("empty or too long")
    return str(told)


def _count(told: Any) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or not 0 <= told < 2**53:
        raise TypeError("not a count")
    return told
