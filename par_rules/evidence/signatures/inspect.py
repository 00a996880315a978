"""Reads the signatures of a PDF with pyHanko; runs where documents are read, in a child process.

Everything is told of the last signature, because each signature covers all before it. No network.
"""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from par_rules.evidence.signatures import no_network  # noqa: F401 - before pyHanko loads

# isort: split
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from par_rules.evidence.signatures import hex_strings
from par_rules.evidence.signatures.authorities import Authorities, authorities
from par_rules.evidence.signatures.holders import authority, body
from par_rules.evidence.signatures.report import HANOI, Note, SignatureReport, Status, TimeKind
from par_rules.evidence.signatures.report import Trust as TrustWord
from par_rules.evidence.signatures.trust_folder import TrustFolder

_WEAK = frozenset({"md2", "md5", "sha1"})
_SIGNING = frozenset({"digital_signature", "non_repudiation"})
_USAGE = KeyUsageConstraints(key_usage=set(_SIGNING), match_all_key_usages=False)
# One file of a real repository carried 11; a thousand are made to waste time.
MAX_SIGNATURES = 60

hex_strings.read_at_once()
# A damaged file makes the library tell its logger of every object; the report says enough.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def inspect_signatures(data: bytes, trust: TrustFolder) -> SignatureReport | None:
    """Give the report of a document's signatures, None if it has none.

    Whatever a broken file raises makes the signatures unreadable; only running out of memory goes
    through, as it tells of this process.
    """
    try:
        signatures = PdfFileReader(io.BytesIO(data), strict=False).embedded_regular_signatures
        if not signatures:
            return None
        if len(signatures) > MAX_SIGNATURES:
            return SignatureReport("unreadable", len(signatures))
        return _report(signatures, data, authorities(trust))
    except MemoryError:
        raise
    except Exception:
        return SignatureReport("unreadable", 0)


def _report(
    signatures: Sequence[EmbeddedPdfSignature], data: bytes, known: Authorities
) -> SignatureReport:
    last = signatures[-1]
    holders = _Holders.of(signatures)
    report = SignatureReport(
        "unreadable",
        len(signatures),
        signers=holders.count,
        organisations=holders.bodies,
    )
    try:
        found = _validated(last, known, last.self_reported_timestamp)
    except MemoryError:
        raise
    except Exception:
        return report
    certificate = found.signing_cert
    signed_at = _time(found.signer_reported_dt)
    report = replace(
        report,
        trust=_trust(found, known, signed_at),
        time=_time_kind(found, signed_at),
        organisation=body(_names(certificate.subject)),
        issued_by=authority(_names(certificate.issuer)),
        algorithm=found.md_algorithm,
        signed_at=signed_at.isoformat() if signed_at else None,
        valid_from=certificate.not_valid_before.astimezone(HANOI).date(),
        valid_until=certificate.not_valid_after.astimezone(HANOI).date(),
        notes=tuple(_notes(signatures, found, certificate, data)),
    )
    return replace(report, status=_status(last, found, report, signed_at))


def _validated(
    signature: EmbeddedPdfSignature, known: Authorities, moment: datetime | None
) -> PdfSignatureStatus:
    """Validate at the time that the signer claims, so that a certificate may have run out since."""
    at = _time(moment)
    context = known.at(at if at is not None and at <= datetime.now(HANOI) else None)
    return asyncio.run(
        async_validate_pdf_signature(signature, context, key_usage_settings=_USAGE, skip_diff=True)
    )


def _status(
    last: EmbeddedPdfSignature,
    found: PdfSignatureStatus,
    report: SignatureReport,
    signed_at: datetime | None,
) -> Status:
    if not found.intact or not found.valid or found.coverage == SignatureCoverageLevel.UNCLEAR:
        return "broken"
    if found.coverage != SignatureCoverageLevel.ENTIRE_FILE and _changed_after(last):
        return "changed"
    if found.md_algorithm.lower() in _WEAK:
        return "weak"
    certificate = found.signing_cert
    if signed_at is not None and not (
        certificate.not_valid_before <= signed_at <= certificate.not_valid_after
    ):
        return "out_of_bounds"
    if report.trust == "revoked":
        return "revoked"
    return "trusted" if report.trust == "trusted" else "untrusted"


def _changed_after(last: EmbeddedPdfSignature) -> bool:
    """Say whether a revision after the last signature did more than keep proofs for later."""
    if last.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return True
    return _modified(last) not in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)


def _modified(signature: EmbeddedPdfSignature) -> ModificationLevel:
    try:
        signature.compute_integrity_info()  # type: ignore[no-untyped-call]
    except MemoryError:
        raise
    except Exception:
        return ModificationLevel.OTHER
    found = signature.diff_result
    if found is None:
        return ModificationLevel.NONE
    return found.modification_level if isinstance(found, DiffResult) else ModificationLevel.OTHER


def _notes(
    signatures: Sequence[EmbeddedPdfSignature],
    found: PdfSignatureStatus,
    certificate: Any,
    data: bytes,
) -> list[Note]:
    notes: list[Note] = []
    if len(signatures) > 1 and _modified(signatures[0]) == ModificationLevel.OTHER:
        notes.append("amended")
    for earlier in signatures[:-1]:
        notes.extend(_note_of_earlier(earlier))
    if found.coverage != SignatureCoverageLevel.ENTIRE_FILE and _rest(signatures[-1], data).strip():
        notes.append("appended")
    usage = certificate.key_usage_value
    if usage is not None and not _SIGNING & set(usage.native):
        notes.append("usage")
    return list(dict.fromkeys(notes))


def _note_of_earlier(earlier: EmbeddedPdfSignature) -> list[Note]:
    try:
        digest = earlier.compute_digest()
        told = next(
            attribute["values"][0].native
            for attribute in earlier.signer_info["signed_attrs"]
            if attribute["type"].native == "message_digest"
        )
    except MemoryError:
        raise
    except Exception:
        return ["earlier_unread"]
    return [] if digest == told else ["earlier_broken"]


def _rest(last: EmbeddedPdfSignature, data: bytes) -> bytes:
    """Give what stands behind the bytes that the last signature covers."""
    *_, start, length = (int(number) for number in last.byte_range)
    return data[start + length :]


def _trust(found: PdfSignatureStatus, known: Authorities, signed_at: datetime | None) -> TrustWord:
    """Say whether a root vouches for the signer; a time that nobody proves helps no one who was
    taken off later."""
    problem, taken_back = found.trust_problem_indic, known.revoked_on(found.signing_cert)
    if taken_back is not None and not (
        signed_at and signed_at < taken_back and _time_kind(found, signed_at) == "proved"
    ):
        return "revoked"
    if not known.roots:
        return "unchecked"
    if found.revocation_details is not None or "REVOKED" in str(problem):
        return "revoked"
    return "trusted" if found.trusted else "unknown"


def _time_kind(found: PdfSignatureStatus, signed_at: datetime | None) -> TimeKind:
    stamp = found.timestamp_validity
    if stamp is not None and stamp.intact and stamp.valid:
        return "proved" if stamp.trusted else "stamped"
    return "none" if signed_at is None else "claimed"


def _time(moment: datetime | None) -> datetime | None:
    """Give a time in Hanoi's zone; one without a zone is taken for Hanoi's."""
    if moment is None:
        return None
    return moment.replace(tzinfo=HANOI) if moment.tzinfo is None else moment.astimezone(HANOI)


@dataclass(frozen=True, slots=True)
class _Holders:
    count: int
    bodies: tuple[str, ...]

    @classmethod
    def of(cls, signatures: Sequence[EmbeddedPdfSignature]) -> _Holders:
        seen: dict[bytes, str | None] = {}
        for signature in signatures:
            try:
                certificate = signature.signer_cert
                seen.setdefault(certificate.sha256, body(_names(certificate.subject)))
            except MemoryError:
                raise
            except Exception:
                continue
        return cls(len(seen), tuple(dict.fromkeys(name for name in seen.values() if name)))


def _names(name: Any) -> dict[str, tuple[str, ...]]:
    """Give the parts of a certificate's name, each with all its values."""
    found: dict[str, tuple[str, ...]] = {}
    for part in name.chosen:
        for pair in part:
            key = pair["type"].native
            found[key] = (*found.get(key, ()), str(pair["value"].native))
    return found
