"""Signed papers in the data folder: what is trusted, what is kept, and that no secret ever lies there."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.signatures import KeyFile, Secret, SignatureVerdict, SigningRequest
from dienhinh_desktop.exchange.documents import form_pdf
from dienhinh_desktop.services import signatures, upkeep
from dienhinh_desktop.services.context import Context
from tests.exchange.paper_samples import form
from tests.exchange.signing_kit import PASSPHRASE, Authority, sign_elsewhere


@pytest.fixture
def authority(ctx: Context) -> Authority:
    return Authority()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "biểu mẫu.pdf"
    path.write_bytes(form_pdf(form()))
    return path


def wide(authority: Authority, folder: Path, ctx: Context) -> Path:
    """The authority's trust folder with lists fresh on the day the clock shows."""
    day = ctx.now().astimezone()
    trust = authority.trust(folder, lists=False)
    for issuer in (authority.root, authority.issuing):
        authority.revocations(trust, issuer, {}, day - timedelta(days=1), day + timedelta(days=1))
    return trust


def test_signed_and_checked_with_what_lies_in_the_trust_folder(
    ctx: Context, authority: Authority, paper: Path, tmp_path: Path
) -> None:
    who = authority.person(start=ctx.now().astimezone() - timedelta(days=9))
    target = tmp_path / "đã ký.pdf"
    request = SigningRequest(file=paper, target=target, key=KeyFile(who.p12(tmp_path)))
    done = signatures.sign(ctx, request, Secret(PASSPHRASE))
    assert done.at == ctx.now().astimezone()
    assert signatures.verify(ctx, target).verdict is SignatureVerdict.UNKNOWN
    wide(authority, ctx.db.folder / "trust", ctx)
    assert signatures.verify(ctx, target).verdict is SignatureVerdict.VALID
    assert signatures.verify(ctx, target, [tmp_path]).verdict is SignatureVerdict.UNKNOWN


def test_another_folder_is_trusted_when_it_is_set_and_no_longer_when_taken_back(
    ctx: Context, authority: Authority, paper: Path, tmp_path: Path
) -> None:
    who = authority.person(start=ctx.now().astimezone() - timedelta(days=9))
    paper.write_bytes(sign_elsewhere(paper.read_bytes(), who, ctx.now().astimezone()))
    other = wide(authority, tmp_path / "gốc chuyên dùng", ctx)
    assert signatures.save_trust_folders(ctx, [other]).act is not None
    assert signatures.trust_folders(ctx) == (ctx.db.folder / "trust", other)
    assert signatures.verify(ctx, paper).verdict is SignatureVerdict.VALID
    upkeep.undo_last(ctx)
    assert signatures.verify(ctx, paper).verdict is SignatureVerdict.UNKNOWN
    with pytest.raises(UserError, match="Không có thư mục"):
        signatures.save_trust_folders(ctx, [tmp_path / "không có"])


def test_a_paper_signed_elsewhere_is_kept_unchanged_with_what_the_check_found(
    ctx: Context, authority: Authority, paper: Path
) -> None:
    who = authority.person(start=ctx.now().astimezone() - timedelta(days=9))
    signed = sign_elsewhere(paper.read_bytes(), who, ctx.now().astimezone())
    paper.write_bytes(signed)
    for _ in range(2):
        report, kept = signatures.take_signed(ctx, paper)
        assert kept.parent == ctx.db.folder / "attachments" / "signed"
        assert kept.read_bytes() == signed
        found = json.loads(kept.with_suffix(".json").read_text(encoding="utf-8"))
        assert found["verdict"] == "chua_xac_dinh"
        assert found["digest"] == report.digest
        assert found["signatures"][0]["signer"] == "Trần Đức Hoà"
        assert len(list(kept.parent.iterdir())) == 2


def test_nothing_heavy_is_loaded_before_somebody_signs_or_checks() -> None:
    code = "import sys, dienhinh_desktop.cli.run; print(sorted({'pyhanko', 'pkcs11', 'asn1crypto'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_an_unsigned_paper_is_not_taken(ctx: Context, paper: Path) -> None:
    with pytest.raises(UserError, match="không có chữ ký số"):
        signatures.take_signed(ctx, paper)
    assert not (ctx.db.folder / "attachments" / "signed").exists()
