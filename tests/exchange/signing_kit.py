"""A made-up certificate authority, its people, keys, revocation lists, tokens and pictures. All names are invented."""

from __future__ import annotations

import asyncio
import os
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pkcs11
import pypdfium2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from PIL import Image, ImageDraw
from pkcs11 import Attribute, CertificateType, ObjectClass
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import DummyTimeStamper

PASSPHRASE = "mật khẩu Đặng 7#"
PIN = "648219"
NOW = datetime(2026, 11, 15, 2, 5, 7, tzinfo=UTC)
"""A quarter past nine in Vietnam, less ten minutes."""
SOFTHSM = next(
    (
        Path(folder) / "libsofthsm2.so"
        for folder in (
            "/usr/lib/softhsm",
            "/usr/lib/x86_64-linux-gnu/softhsm",
            "/usr/lib64/pkcs11",
            "/usr/local/lib/softhsm",
        )
        if (Path(folder) / "libsofthsm2.so").exists()
    ),
    None,
)
Key = rsa.RSAPrivateKey


@cache
def key(number: int, bits: int = 2048) -> Key:
    """The same few keys serve the whole run; making one takes a tenth of a second."""
    return rsa.generate_private_key(public_exponent=65537 if number >= 0 else 3, key_size=bits)


def name(common: str, organization: str = "Sở Ngoại vụ tỉnh Hà Tĩnh") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


@dataclass
class Identity:
    """A key with its certificate and the chain above it, root last."""

    common: str
    private: Key
    certificate: x509.Certificate
    chain: list[x509.Certificate] = field(default_factory=list)

    def p12(self, folder: Path, passphrase: str = PASSPHRASE) -> Path:
        path = folder / f"{self.certificate.serial_number:x}.p12"
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                self.common.encode(),
                self.private,
                self.certificate,
                self.chain,
                serialization.BestAvailableEncryption(passphrase.encode()),
            )
        )
        return path


class Authority:
    """A root and an issuing authority under it, trusted through a folder that holds the root alone."""

    def __init__(self, common: str = "CA gốc thử nghiệm", number: int = 0) -> None:
        self.root = self._made(common, None, key(number), ca=True)
        self.issuing = self._made(f"{common} – cấp phát", self.root, key(number + 1), ca=True)

    def person(
        self,
        common: str = "Trần Đức Hoà",
        number: int = 10,
        start: datetime = NOW - timedelta(days=300),
        end: datetime = NOW + timedelta(days=300),
        bits: int = 2048,
        signing: bool = True,
        stamping: bool = False,
    ) -> Identity:
        return self._made(
            common, self.issuing, key(number, bits), start=start, end=end, signing=signing, stamping=stamping
        )

    def trust(self, folder: Path, *, lists: bool = True, revoked: dict[int, datetime] | None = None) -> Path:
        """Write the trust folder: the root, and fresh revocation lists of both levels unless left out."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "goc.cer").write_bytes(self.root.certificate.public_bytes(serialization.Encoding.DER))
        if lists:
            self.revocations(folder, self.root, {})
            self.revocations(folder, self.issuing, revoked or {})
        return folder

    def revocations(
        self,
        folder: Path,
        issuer: Identity,
        revoked: dict[int, datetime],
        made: datetime = NOW - timedelta(days=1),
        until: datetime = NOW + timedelta(days=6),
        signer: Key | None = None,
    ) -> None:
        """Write a revocation list of an authority; `signer` forges it."""
        builder = x509.CertificateRevocationListBuilder(issuer.certificate.subject, made, until)
        for serial, at in revoked.items():
            entry = x509.RevokedCertificateBuilder(serial, at).build()
            builder = builder.add_revoked_certificate(entry)
        builder = builder.add_extension(x509.CRLNumber(1), critical=False).add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.private.public_key()), critical=False
        )
        signed = builder.sign(signer or issuer.private, hashes.SHA256())
        (folder / f"{issuer.certificate.serial_number:x}_{made:%Y%m%d%H}.crl").write_bytes(
            signed.public_bytes(serialization.Encoding.DER)
        )

    def _made(
        self,
        common: str,
        issuer: Identity | None,
        private: Key,
        *,
        ca: bool = False,
        start: datetime = NOW - timedelta(days=3000),
        end: datetime = NOW + timedelta(days=3000),
        signing: bool = True,
        stamping: bool = False,
    ) -> Identity:
        subject = name(common, "Ban Cơ yếu thử nghiệm" if ca else "Sở Ngoại vụ tỉnh Hà Tĩnh")
        above = issuer.private if issuer else private
        builder = (
            x509.CertificateBuilder(
                issuer.certificate.subject if issuer else subject,
                subject,
                private.public_key(),
                x509.random_serial_number(),
                start,
                end,
            )
            .add_extension(x509.BasicConstraints(ca, None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not ca and signing,
                    content_commitment=not ca and signing,
                    key_encipherment=not ca and not signing,
                    data_encipherment=False,
                    key_agreement=False,
                    key_cert_sign=ca,
                    crl_sign=ca,
                    encipher_only=False,
                    decipher_only=False,
                ),
                critical=True,
            )
        )
        if issuer:
            # Addresses nobody may ever ask: the program works offline.
            address = x509.UniformResourceIdentifier("http://ca.invalid/ca.crl")
            point = x509.DistributionPoint([address], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
            ocsp = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, address)
            builder = builder.add_extension(x509.AuthorityInformationAccess([ocsp]), critical=False)
        if stamping:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        chain = [issuer.certificate, *issuer.chain] if issuer else []
        return Identity(common, private, builder.sign(above, hashes.SHA256()), chain)


def sign_elsewhere(
    content: bytes, who: Identity, at: datetime = NOW, stamper: Identity | None = None, **more: Any
) -> bytes:
    """Sign as another program would, which asks none of our questions."""
    signer = pyhanko_signer(who)
    stamps = None
    if stamper is not None:
        stamps = DummyTimeStamper(
            tsa_cert=pyhanko_signer(stamper).signing_cert,
            tsa_key=pyhanko_signer(stamper).signing_key,
            certs_to_embed=pyhanko_signer(stamper).cert_registry,
            fixed_dt=at,
        )
    given: dict[str, Any] = {
        "field_name": "Signature1",
        "md_algorithm": "sha256",
        "subfilter": SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
    }
    terms = PdfSignatureMetadata(**(given | more))
    writer = IncrementalPdfFileWriter(BytesIO(content))

    async def run() -> bytes:
        session = PdfSigner(terms, signer, timestamper=stamps).init_signing_session(writer)
        session.system_time = at
        paper = session.prepare_tbs_document(None, 16384)
        stream = BytesIO()
        digest, _ = paper.digest_tbs_document(output=stream)
        await paper.perform_signature(digest.document_digest, PdfCMSSignedAttributes(signing_time=at))
        return stream.getvalue()

    return asyncio.run(run())


def pyhanko_signer(who: Identity) -> SimpleSigner:
    data = pkcs12.serialize_key_and_certificates(
        b"", who.private, who.certificate, who.chain, serialization.NoEncryption()
    )
    signer = SimpleSigner.load_pkcs12_data(data, other_certs=[])
    assert isinstance(signer, SimpleSigner)
    return signer


def scanned(pdf: bytes) -> bytes:
    """Return the pages as a scanner gives them: pictures without words."""
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [opened[n].render(scale=1).to_pil().convert("RGB") for n in range(len(opened))]
    stream = BytesIO()
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:])
    return stream.getvalue()


def picture(path: Path, *, seal: bool, dots: int | None = 300, transparent: bool = True) -> Path:
    """Write a drawn signature (blue strokes, 40 × 16 mm) or a seal (a red ring, 36 mm) with a wide empty border."""
    wide, high = (36, 36) if seal else (40, 16)
    per_mm = 300 / 25.4
    border = 5 * per_mm
    size = (round(wide * per_mm + 2 * border), round(high * per_mm + 2 * border))
    image = Image.new("RGBA", size, (255, 255, 255, 0 if transparent else 255))
    draw = ImageDraw.Draw(image)
    box = [border, border, size[0] - border, size[1] - border]
    if seal:
        draw.ellipse(box, outline=(214, 20, 30, 255), width=round(1.2 * per_mm))
        draw.ellipse(
            [side + (40 if at < 2 else -40) for at, side in enumerate(box)], outline=(214, 20, 30, 255), width=4
        )
        draw.regular_polygon((size[0] / 2, size[1] / 2, 9 * per_mm), 5, fill=(214, 20, 30, 255))
    else:
        left, top, right, bottom = box
        waves = [(left + (right - left) * step / 60, top + (bottom - top) * (step * 7 % 12) / 11) for step in range(61)]
        draw.line(waves, fill=(24, 56, 190, 255), width=7)
    image.save(path, dpi=(dots, dots)) if dots else image.save(path)
    return path


def picture_bytes(mode: str, colour: tuple[int, ...]) -> bytes:
    stream = BytesIO()
    Image.new(mode, (60, 60), colour).save(stream, "PNG")
    return stream.getvalue()


class Token:
    """A SoftHSM2 token in a folder of its own, with keys and certificates brought in."""

    def __init__(self, folder: Path, label: str = "VNToken") -> None:
        assert SOFTHSM is not None
        self.folder, self.label = folder, label
        (folder / "tokens").mkdir(parents=True)
        config = folder / "softhsm2.conf"
        config.write_text(
            f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
        )
        os.environ["SOFTHSM2_CONF"] = str(config)
        self.tool("--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", PIN)

    def tool(self, *words: str) -> None:
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)

    def add(self, identity: Identity, label: str, number: int) -> None:
        """Bring in a key, its certificate and those of the chain."""
        pem = self.folder / f"{label}.pem"
        pem.write_bytes(
            identity.private.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        identifier = f"{number:02x}"
        self.tool("--import", str(pem), "--token", self.label, "--label", label, "--id", identifier, "--pin", PIN)
        library = pkcs11.lib(str(SOFTHSM))
        library.reinitialize()
        with library.get_token(token_label=self.label).open(rw=True, user_pin=PIN) as session:
            for at, certificate in enumerate((identity.certificate, *identity.chain)):
                session.create_object(
                    {
                        Attribute.CLASS: ObjectClass.CERTIFICATE,
                        Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                        Attribute.TOKEN: True,
                        Attribute.LABEL: label if at == 0 else f"{label} chain {at}",
                        Attribute.ID: bytes([number + 100 * at]),
                        Attribute.SUBJECT: certificate.subject.public_bytes(),
                        Attribute.VALUE: certificate.public_bytes(serialization.Encoding.DER),
                    }
                )
