"""Signs sample documents with the committed test certificate; the same bytes on every run.

Two things differ between runs of pyHanko, the clock and the random file id; both are given here.
RSA with PKCS #1 v1.5 padding adds no randomness of its own.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
from datetime import datetime, time, timedelta, timezone
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import NoOpStampStyle

from sample.documents import MARK, SIGNER, DocumentSpec
from sample.stamps import BLUE, Stamp, add_stamps, clerk_stamps
from sample.typeset import PAGE_HEIGHT, Slot, slots, typeset

CERTIFICATES = Path(__file__).resolve().parent / "test_certificate"
HANOI = timezone(timedelta(hours=7))
# Bytes kept free for one signature: 2048-bit key, two certificates.
RESERVED = 8192


class _StillWriter(IncrementalPdfFileWriter):
    """Adds a revision that leaves the information dictionary alone and counts up the file id."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        first, last = (part.original_bytes for part in prev.trailer["/ID"])
        following = hashlib.sha256(last).digest()[:16]
        return generic.ArrayObject(
            [generic.ByteStringObject(first), generic.ByteStringObject(following)]
        )

    def _update_meta(self) -> None:
        pass


def sign_document(spec: DocumentSpec, *, stamped: bool) -> bytes:
    """Give the PDF of ``spec`` signed by the leader, then by the organisation.

    ``stamped``: number and day are stamps, each signed by the organisation, as clerks do it.
    Signing times are 15 h on the printed day, two minutes apart. Raises ``ValueError`` for a
    document without a day.
    """
    if spec.issued is None:
        raise ValueError(f"{spec.id}: a signed document needs a day")
    places = slots(spec, stamped=stamped)
    fields = _signature_fields(spec, places["signature"])
    if stamped:
        fields += clerk_stamps(spec, places)
    pdf = add_stamps(typeset(spec, stamped=stamped), fields)
    at = datetime.combine(spec.issued, time(15), HANOI)
    for step, stamp in enumerate(fields):
        who = "leader" if step == 0 else "organisation"
        pdf = _sign_field(pdf, stamp.field, who, at + timedelta(minutes=2 * step))
    return pdf


def _signature_fields(spec: DocumentSpec, place: Slot) -> tuple[Stamp, ...]:
    """Give the leader's blue signature and the organisation's red one over its left third."""
    top = PAGE_HEIGHT - place.y - 12
    leader = (place.x - 45, top - 56, place.x + 95, top)
    organisation = (leader[0] - 75, top - 66, leader[0] + 55, top - 4)
    day = f"{spec.issued:%d/%m/%Y} 15:00:00 +07:00"
    return (
        Stamp(
            "ChuKy_LanhDao",
            place.page,
            leader,
            ("Đã ký số", SIGNER.removeprefix("Người ký: ")),
            BLUE,
            size=11,
        ),
        Stamp(
            "ChuKy_CoQuan",
            place.page,
            organisation,
            (MARK, "Chứng thư thử nghiệm", "UBND xã Đại Sơn", day),
            size=8.5,
            framed=True,
        ),
    )


def _sign_field(pdf: bytes, field: str, who: str, at: datetime) -> bytes:
    return asyncio.run(_sign(pdf, field, who, at))


async def _sign(pdf: bytes, field: str, who: str, at: datetime) -> bytes:
    signer: SimpleSigner = SimpleSigner.load(  # type: ignore[no-untyped-call]
        str(CERTIFICATES / f"{who}-TEST-ONLY.key"),
        str(CERTIFICATES / f"{who}-TEST-ONLY.pem"),
        ca_chain_files=(str(CERTIFICATES / "ca-TEST-ONLY.pem"),),
    )
    out = io.BytesIO(pdf)
    writer = _StillWriter(out)
    pdf_signer = PdfSigner(
        PdfSignatureMetadata(field_name=field, md_algorithm="sha256"),
        signer=signer,
        stamp_style=NoOpStampStyle(),
    )
    session = pdf_signer.init_signing_session(writer, existing_fields_only=True)
    session.system_time = at
    ready = session.prepare_tbs_document(validation_info=None, bytes_reserved=RESERVED)
    digest, file = ready.digest_tbs_document(in_place=True)
    signed = await ready.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    await signed.post_signature_processing(file)
    return out.getvalue()
