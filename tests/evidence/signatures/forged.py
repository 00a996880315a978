"""Signed PDFs made for tests, with certificates of a day: sound, altered, weak, out of time."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pikepdf
from asn1crypto import keys, x509  # type: ignore[import-untyped]
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from par_rules.evidence.signatures.report import HANOI

SIGNED_AT = datetime(2026, 6, 17, 15, tzinfo=HANOI)
FIRST = datetime(2025, 7, 1, tzinfo=HANOI)
LAST = datetime(2035, 7, 1, tzinfo=HANOI)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: made.Certificate
    key: rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@cache
def _key(number: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(common: str, body: str) -> made.Name:
    parts = ((NameOID.ORGANIZATION_NAME, body), (NameOID.COMMON_NAME, common))
    return made.Name([made.NameAttribute(kind, value) for kind, value in parts])


@cache
def authority(number: int = 0) -> Holder:
    """Give a root of its own."""
    key, name = _key(number), _name(f"CA {number}", "CA")
    builder = (
        made.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(100 + number)
        .not_valid_before(FIRST)
        .not_valid_after(LAST)
        .add_extension(made.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(signing=False), critical=True)
        .add_extension(made.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Holder(builder.sign(key, hashes.SHA256()), key)


@cache
def holder(
    common: str = "Ủy ban nhân dân xã Đại Sơn",
    body: str = "UBND xã Đại Sơn",
    *,
    first: datetime = FIRST,
    last: datetime = LAST,
    serial: int = 7,
) -> Holder:
    """Give a certificate of the first authority."""
    root, key = authority(), _key(10)
    builder = (
        made.CertificateBuilder()
        .subject_name(_name(common, body))
        .issuer_name(root.certificate.subject)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(made.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signing=True), critical=True)
    )
    return Holder(builder.sign(root.key, hashes.SHA256()), key)


def _usage(*, signing: bool) -> made.KeyUsage:
    return made.KeyUsage(
        digital_signature=signing,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signing,
        crl_sign=not signing,
        encipher_only=False,
        decipher_only=False,
    )


def revoked(serial: int, on: datetime) -> bytes:
    """Give the first authority's list of revoked certificates."""
    root = authority()
    entry = made.RevokedCertificateBuilder().serial_number(serial).revocation_date(on).build()
    return (
        made.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        .last_update(on)
        .next_update(on + timedelta(days=3650))
        .add_revoked_certificate(entry)
        .sign(root.key, hashes.SHA256())
        .public_bytes(serialization.Encoding.DER)
    )


def page() -> bytes:
    """Give a PDF of one empty page."""
    with pikepdf.new() as document:
        document.add_blank_page()
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def signed(
    pdf: bytes | None = None,
    who: Holder | None = None,
    *,
    field: str = "ChuKy",
    at: datetime = SIGNED_AT,
    digest: str = "sha256",
) -> bytes:
    """Sign ``pdf`` (an empty page) in a new field."""
    return asyncio.run(_sign(pdf or page(), who or holder(), field, at, digest))


async def _sign(pdf: bytes, who: Holder, field: str, at: datetime, digest: str) -> bytes:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(_parsed(authority()))
    key: Any = keys.PrivateKeyInfo.load(
        who.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    signer: Any = SimpleSigner(signing_cert=_parsed(who), signing_key=key, cert_registry=store)
    out = io.BytesIO(pdf)
    writer = IncrementalPdfFileWriter(out)
    append_signature_field(writer, SigFieldSpec(field))
    tool = PdfSigner(PdfSignatureMetadata(field_name=field, md_algorithm=digest), signer=signer)
    session = tool.init_signing_session(writer, existing_fields_only=True)
    session.system_time = at
    ready = session.prepare_tbs_document(validation_info=None, bytes_reserved=8192)
    told, file = ready.digest_tbs_document(in_place=True)
    done = await ready.perform_signature(
        document_digest=told.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    await done.post_signature_processing(file)
    return out.getvalue()


def _parsed(who: Holder) -> x509.Certificate:
    return x509.Certificate.load(who.der)


def added(pdf: bytes) -> bytes:
    """Add a comment to page 1 as a revision of its own."""
    from pyhanko.pdf_utils import generic

    out = io.BytesIO(pdf)
    writer = IncrementalPdfFileWriter(out)
    note = generic.DictionaryObject(  # type: ignore[no-untyped-call]
        {
            generic.NameObject("/Type"): generic.NameObject("/Annot"),
            generic.NameObject("/Subtype"): generic.NameObject("/Text"),
            generic.NameObject("/Rect"): generic.ArrayObject(
                [generic.NumberObject(n) for n in (10, 10, 30, 30)]  # type: ignore[no-untyped-call]
            ),
            generic.NameObject("/Contents"): generic.pdf_string("đã sửa"),
        }
    )
    reference, _ = writer.find_page_for_modification(0)  # type: ignore[no-untyped-call]
    first = reference.get_object()
    notes = first["/Annots"] if "/Annots" in first else generic.ArrayObject()
    notes = generic.ArrayObject([*notes, writer.add_object(note)])
    first[generic.NameObject("/Annots")] = notes
    writer.update_container(first)
    writer.write_in_place()  # type: ignore[no-untyped-call]
    return out.getvalue()
