"""The digital signature of a document in a few words, for the evidence list."""

from __future__ import annotations

from par_rules.dossier.wording import day
from par_rules.evidence.document import Document
from par_rules.evidence.signatures.report import SignatureReport, Status

NONE = "không có chữ ký số"
# What is known of the last signature. Only a whole one is called whole.
WORDS: dict[Status, str] = {
    "unreadable": "có chữ ký số, không đọc được",
    "broken": "chữ ký số không khớp nội dung",
    "changed": "đã đổi sau khi ký số",
    "weak": "chữ ký số toàn vẹn, thuật toán yếu",
    "out_of_bounds": "chữ ký số toàn vẹn, ký ngoài thời hạn chứng thư",
    "revoked": "chữ ký số toàn vẹn, chứng thư bị thu hồi",
    "untrusted": "chữ ký số toàn vẹn, chứng thư gốc không có trong danh sách tin cậy",
    "trusted": "chữ ký số toàn vẹn, chứng thư gốc tin cậy",
}
UNCHECKED = "chữ ký số toàn vẹn, chưa có chứng thư gốc để đối chiếu"
NOT_READ = "chữ ký số trong tệp Word, Excel: chưa kiểm tra được"


def signature_words(document: Document | None, *, internal: bool) -> str:
    """Say how a document is signed; "" for one that is not there.

    The submission tells the fact of the paper alone, whole or not said to be whole: what the
    unit has yet to look into stays with the unit.
    """
    if document is None:
        return ""
    found = document.signature
    if found is None:
        if "xml_signature" not in document.active:
            return NONE
        return NOT_READ if internal else "có chữ ký số"
    return "; ".join(filter(None, (_state(found, internal=internal), _by(found))))


def _state(found: SignatureReport, *, internal: bool) -> str:
    if not internal:
        return "có chữ ký số, toàn vẹn" if found.whole else "có chữ ký số"
    if found.status == "untrusted" and found.trust == "unchecked":
        return UNCHECKED
    return WORDS[found.status]


def _by(found: SignatureReport) -> str:
    """Name the body that signed, and when; of a signature that is not whole nothing is believed."""
    if not found.whole:
        return ""
    when = f"ngày {day(found.signed_on)}" if found.signed_on else ""
    return " ".join(filter(None, (found.organisation, when)))
