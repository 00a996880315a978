"""UNSIGNED and SIG_…: what the signatures of a document say, each question for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from par_rules.evidence.document import Document
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding
from par_rules.evidence.signatures.report import NOTE_TITLES, SignatureReport
from par_rules.letters import words

_GET = "lấy lại bản gốc đã ký từ hệ thống quản lý văn bản, chép đè lên tệp này"
_SHORT = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"))


def unsigned(exhibit: Exhibit) -> Iterator[Finding]:
    """Find that the signature asked for is not there."""
    document, wanted = exhibit.document, exhibit.requirement.signature
    assert document is not None
    if wanted == "none" or document.signed:
        return
    todo = "lấy bản đã ký số từ hệ thống quản lý văn bản"
    if wanted == "digital":
        what = f"{exhibit.name} chưa có chữ ký số"
        yield exhibit.finding("UNSIGNED", "blocks", what, todo)
    elif exhibit.row.confirmed_by is None:
        what = f"{exhibit.name} chưa có chữ ký số, cũng chưa ai xác nhận bản giấy đã ký, đóng dấu"
        todo += "; hoặc xem bản giấy rồi ghi cột Người xác nhận"
        yield exhibit.finding("UNSIGNED", "blocks", what, todo, "seal")


def signatures(exhibit: Exhibit, as_of: date) -> Iterator[Finding]:
    """Find all that the signatures of a document leave in doubt."""
    document = exhibit.document
    report = document.signature if document else None
    if document is None or report is None:
        return
    yield from _integrity(exhibit, report)
    if not report.whole:
        return
    if report.trust == "unknown":
        by = f" ({report.issued_by})" if report.issued_by else ""
        what = f"chữ ký trên {exhibit.name}: nơi cấp chứng thư{by} không có trong thư mục trust"
        todo = "tải chứng thư gốc từ trang của cơ quan cấp, chép vào thư mục trust"
        yield exhibit.finding("SIG_UNTRUSTED", "warns", what, todo)
    yield from _time(exhibit, report, as_of)
    yield from _who(exhibit, document, report)


def _integrity(exhibit: Exhibit, report: SignatureReport) -> Iterator[Finding]:
    name = exhibit.name
    if report.status == "broken":
        what = f"{name}: nội dung không phải là nội dung đã ký"
        yield exhibit.finding("SIG_BROKEN", "blocks", what, _GET)
    elif report.status == "unreadable":
        what = f"{name}: có chữ ký số nhưng không đọc được"
        yield exhibit.finding("SIG_BROKEN", "warns", what, "đối chiếu với bản gốc", "unread")
    elif report.status == "changed":
        what = f"{name}: tệp bị sửa sau chữ ký cuối cùng"
        yield exhibit.finding("SIG_CHANGED", "blocks", what, _GET)
    elif "appended" in report.notes:
        what = f"{name}: {NOTE_TITLES['appended']}"
        yield exhibit.finding("SIG_CHANGED", "warns", what, _GET, "appended")
    if report.status == "weak":
        what = f"{name}: ký bằng thuật toán yếu ({(report.algorithm or '').upper()})"
        yield exhibit.finding("SIG_WEAK", "warns", what, "đối chiếu với bản lưu ở văn thư")


def _time(exhibit: Exhibit, report: SignatureReport, as_of: date) -> Iterator[Finding]:
    name, todo = exhibit.name, "đối chiếu với bản lưu ở văn thư"
    signed, since, until = report.signed_on, report.valid_from, report.valid_until
    if report.status == "revoked":
        what = f"{name}: chứng thư của người ký đã bị thu hồi"
        yield exhibit.finding("SIG_TIME", "warns", what, todo, "revoked")
    elif signed and since and until and not since <= signed <= until:
        what = f"{name}: ký ngày {signed:%d/%m/%Y}, ngoài thời hạn của chứng thư "
        what += f"({since:%d/%m/%Y} – {until:%d/%m/%Y})"
        yield exhibit.finding("SIG_TIME", "warns", what, todo)
    elif until and until < as_of and report.time in ("none", "claimed"):
        what = f"{name}: chứng thư hết hạn ngày {until:%d/%m/%Y}, chữ ký không có dấu thời gian"
        yield exhibit.finding("SIG_TIME", "warns", what, todo, "ended")
    if signed and exhibit.issued and (signed - exhibit.issued).days > 1:
        what = f"{name}: ký số ngày {signed:%d/%m/%Y}, sau ngày ghi trên văn bản "
        what += f"{(signed - exhibit.issued).days} ngày"
        yield exhibit.finding("SIG_LATE", "informs", what, "không phải làm gì thêm")


def _who(exhibit: Exhibit, document: Document, report: SignatureReport) -> Iterator[Finding]:
    bodies = report.organisations
    if document.issuer and bodies and not any(_same(body, document.issuer) for body in bodies):
        what = f"{exhibit.name} do {document.issuer} ban hành, chứng thư ký là của "
        what += ", ".join(bodies)
        todo = "kiểm tra văn bản có đúng do cơ quan đó ban hành"
        yield exhibit.finding("SIG_WHO", "warns", what, todo)
    elif report.signers == 1:
        what = f"{exhibit.name} chỉ có một chữ ký số; văn bản điện tử cần chữ ký của người có "
        what += "thẩm quyền và của cơ quan"
        todo = "kiểm tra bản gốc; nếu đã đủ thì không phải làm gì thêm"
        yield exhibit.finding("SIG_WHO", "warns", what, todo, "alone")


def _same(body: str, heading: str) -> bool:
    """Say whether a certificate's body is the issuer, or the one it stands under by name."""
    said, printed = _plain(body), _plain(heading)
    return said in printed or printed in said or _place(said) == _place(printed)


def _plain(text: str) -> str:
    plain = " ".join(words(text))
    for long, short in _SHORT:
        plain = plain.replace(long, short)
    return plain


def _place(text: str) -> str | None:
    """Give "xa dai son" of whatever body of that commune."""
    for kind in (" xa ", " phuong ", " dac khu ", " thanh pho ", " tinh "):
        if kind in f" {text} ":
            return kind.strip() + " " + " ".join(f" {text} ".rpartition(kind)[2].split()[:4])
    return None


def unchecked(documents: Sequence[Document], linked: set[str]) -> Iterator[Finding]:
    """Say once that nothing can be verified while the folder of roots is empty."""
    count = sum(
        document.path in linked
        and document.signature is not None
        and document.signature.trust == "unchecked"
        and document.signature.whole
        for document in documents
    )
    if count:
        yield Finding(
            "SIG_UNTRUSTED",
            "informs",
            None,
            None,
            None,
            None,
            f"{count} tài liệu có chữ ký số nguyên vẹn nhưng chưa xác minh được nơi cấp chứng thư: "
            "thư mục trust còn trống",
            "tải chứng thư gốc từ trang của cơ quan cấp, chép vào thư mục trust",
            "no_roots",
        )
