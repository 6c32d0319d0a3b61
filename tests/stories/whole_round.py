"""What follows the papers of a whole round in the stories: a report signed with a key, the package, and its proof."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from dienhinh_desktop.domain.signatures import KeyFile, Secret, SigningRequest
from dienhinh_desktop.services import delivery, signatures
from dienhinh_desktop.services.context import Context
from tests.exchange.signing_kit import PASSPHRASE, Authority


def sign(ctx: Context, report: Path, folder: Path) -> Path:
    """Sign a paper with the key of a person of a made-up authority."""
    who = Authority().person(start=ctx.now().astimezone() - timedelta(days=9))
    target = folder / "da_ky.pdf"
    signatures.sign(ctx, SigningRequest(file=report, target=target, key=KeyFile(who.p12(folder))), Secret(PASSPHRASE))
    return target


def covered_whole(ctx: Context, signed: Path) -> list[bool]:
    """For every signature of a file, whether it is intact and covers the whole."""
    return [check.intact and check.whole for check in signatures.verify(ctx, signed).signatures]


def send(ctx: Context, plan: str, round_id: int, target: Path) -> None:
    """Issue the papers of the round and write the package upward."""
    delivery.issue(ctx, round_id)
    delivery.send(ctx, plan, target)


def put_forward(ctx: Context, package: Path) -> list[str]:
    """The names of everybody a package puts forward, once it was proved whole."""
    opened = delivery.open_package(ctx, package)
    names = {row.code: row.name for row in opened.workbook.records.subjects}
    return [names[code] for code in dict.fromkeys(item.subject for item in opened.candidates)]
