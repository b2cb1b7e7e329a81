"""Signs PDF files with certificates made on the spot, for invented bodies and persons."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any

from asn1crypto import keys
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp.noop import NoOpStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

HANOI = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Holder:
    """Whom a certificate is for: common name, body, department and number (MST:… of a body, CCCD:… of a person)."""

    name: str
    body: str | None = None
    department: str | None = None
    number: str | None = None


class _SignerAt(PdfSigner):
    """Signs as if it were another time."""

    time: datetime

    def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self.time
        return session


def sign(
    data: bytes,
    holder: Holder,
    time: str,
    *,
    field: str = "Signature1",
    box: tuple[int, int, int, int] | None = (380, 90, 540, 170),
    page: int = 0,
) -> bytes:
    """Return the file signed by a holder at a time (ISO 8601, of Việt Nam where no zone is said).

    `box` is left, bottom, right, top in points from the lower left corner; None draws nothing.
    """
    signer = _SignerAt(
        PdfSignatureMetadata(field_name=field),
        _make_key(holder),
        stamp_style=NoOpStampStyle(),
        new_field_spec=SigFieldSpec(field, on_page=page, box=box),
    )
    moment = datetime.fromisoformat(time)
    signer.time = moment if moment.tzinfo else moment.replace(tzinfo=HANOI)
    out = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)))
    return bytes(out.getvalue())


@cache
def _make_key(holder: Holder) -> SimpleSigner:
    """Return a key with a certificate that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    parts = [
        (NameOID.COUNTRY_NAME, "VN"),
        (NameOID.ORGANIZATION_NAME, holder.body),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, holder.department),
        (NameOID.COMMON_NAME, holder.name),
        (NameOID.USER_ID, holder.number),
    ]
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in parts if value])
    start = datetime(2024, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=9999))
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        signing_cert=Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=SimpleCertificateStore(),
    )
