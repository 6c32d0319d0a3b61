"""Writing a package: every part under its SHA-256, the same bytes for the same content but for the time."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.frozen import plain_candidate
from dienhinh_desktop.domain.packages import PackageContent, PackageManifest, PackagePart
from dienhinh_desktop.exchange.files import write_atomically
from dienhinh_desktop.exchange.records.workbook import records_workbook

from . import manifests, sealing

WORDS = "DOC_TRUOC.txt"
MANIFEST = "manifest.json"
LIST = "danh_sach.xlsx"
RECORDS = "so_du_lieu.xlsx"
CANDIDATES = "goi.json"
FORMS = "bieu_mau/"
BOUND = f"{FORMS}bo_ho_so.pdf"
PAPERS = "van_ban/"
"""Where papers of the whole list and signed copies lie, in the order of the dossier."""

_FIXED_TIME = (2000, 1, 1, 0, 0, 0)


def pack(content: PackageContent, papers: Mapping[str, bytes], words: str, catalogue: Catalogue) -> PackedPackage:
    """Return a package: the papers by their names in it, the records, the candidates, words to read first.

    Raises UserError when the records do not fit a workbook.
    """
    parts = {
        **papers,
        RECORDS: records_workbook(content.records, catalogue),
        CANDIDATES: manifests.dump_candidates(content.candidates, content.readings),
    }
    fingerprint = _fingerprint(content, parts)
    parts = {WORDS: ("\ufeff" + words.replace("\n", "\r\n")).encode(), **parts}  # as the Notepad of any Windows reads
    listed = tuple(PackagePart(name, len(data), sha256(data)) for name, data in sorted(parts.items()))
    manifest = replace(content.manifest, fingerprint=fingerprint, parts=listed)
    return PackedPackage(manifest, {**parts, MANIFEST: manifests.dump(manifest)})


class PackedPackage:
    """A package not yet written."""

    def __init__(self, manifest: PackageManifest, parts: Mapping[str, bytes]) -> None:
        """Keep the manifest and the parts by name, the manifest among them."""
        self.manifest, self._parts = manifest, parts

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest, which vouches for every part."""
        return sha256(self._parts[MANIFEST])

    def bytes(self) -> bytes:
        """Return the zip."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as packed:
            for name, data in sorted(self._parts.items()):
                entry = zipfile.ZipInfo(name, _FIXED_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                packed.writestr(entry, data)
        return stream.getvalue()


def write_package(packed: PackedPackage, target: Path, passphrase: str | None = None) -> None:
    """Write a package, sealed where a passphrase is given. Raises UserError when the target refuses."""
    data = packed.bytes()
    write_atomically(target, data if passphrase is None else sealing.seal(data, passphrase))


def sha256(data: bytes) -> str:
    """Return the hash of some bytes."""
    return hashlib.sha256(data).hexdigest()


def _fingerprint(content: PackageContent, parts: Mapping[str, bytes]) -> str:
    """Return a hash of what is said, leaving out when it was judged or packed."""
    said = [plain_candidate(item) for item in content.candidates]
    for item in said:
        item["frozen"].pop("frozen_at")
    manifest = content.manifest
    asked = [manifest.plan, manifest.plan_version, manifest.unit, manifest.round, manifest.on.isoformat()]
    hashes = {name: sha256(data) for name, data in sorted(parts.items()) if name != CANDIDATES}
    return sha256(manifests.as_json([asked, dict(content.readings), said, hashes]))
