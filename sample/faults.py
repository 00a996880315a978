"""The faults planted in the sample's documents: one row each, with the reason it stands there.

A code is that of the check which must find it. A fault of a document that is not there at all
(``document`` None) is found at the leaf. ``leaves`` are those at which the register links the
document to a requirement. ``blocks`` says whether the leaf may lose secured points: LATE is
information where a rule reads the date itself, REPLACED is a warning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sample.catalogue import document
from sample.documents import FaultCode
from sample.render import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One planted fault; ``confirmed`` are the figures a changed file showed when last "
    "confirmed."""

    id: str
    code: FaultCode
    document: str | None
    leaves: tuple[str, ...]
    why: str
    blocks: bool = True
    confirmed: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str | None:
        """The file's path under the document folder, None where no document exists."""
        return None if self.document is None else document(self.document).path


FAULTS = (
    Fault(
        id="L01",
        code="DRAFT",
        document="CDDH-02",
        leaves=("1.1.1", "1.1.2"),
        why="Dự thảo Kế hoạch 2026 – 2030: không số, không ngày, chưa ký (M01); tên tệp có chữ "
        "signed mà không có chữ ký nào; không chứng minh được gì",
    ),
    Fault(
        id="L02",
        code="REPLACED",
        document="CDDH-01",
        leaves=("1.1.1", "1.1.2"),
        why="Kế hoạch số 156/KH-UBND bị Kế hoạch 2026 – 2030 thay thế (M04): cảnh báo, phải "
        "giải trình; ngày 31/12/2025 không phải là sai năm",
        blocks=False,
    ),
    Fault(
        id="L03",
        code="DRAFT",
        document="CDDH-15",
        leaves=("1.3.1",),
        why="Báo cáo tự chấm điểm còn là dự thảo bản Word; tiêu chí chưa đến hạn nên để mở",
    ),
    Fault(
        id="L04",
        code="DUP_BYTES",
        document="CDDH-16",
        leaves=(),
        why="Bản sao qua Zalo của báo cáo 6 tháng (CDDH-12), trùng từng byte, tên khác; danh mục "
        "minh chứng chỉ dẫn bản gốc",
        blocks=False,
    ),
    Fault(
        id="L05",
        code="LATE",
        document="TC-03",
        leaves=("2.1.2",),
        why="Kế hoạch theo dõi thi hành pháp luật ban hành 11/02/2026, hạn 31/01/2026; luật "
        "2.1.2 đã chấm theo ngày nên chỉ là thông tin; ở 2.1.3 chỉ là tài liệu bổ trợ",
        blocks=False,
    ),
    Fault(
        id="L06",
        code="MISSING",
        document=None,
        leaves=("2.3.1",),
        why="Có danh sách mẫu 50 văn bản nhưng chưa có báo cáo kiểm tra thể thức; đã có giải trình",
    ),
    Fault(
        id="L07",
        code="MISSING",
        document=None,
        leaves=("3.2.2",),
        why="Thiếu báo cáo tháng 02/2026 (kỳ nghỉ Tết); còn 11 trên 12 báo cáo; đã có giải trình",
    ),
    Fault(
        id="L08",
        code="LATE",
        document="BCT-2026-08",
        leaves=("3.2.2",),
        why="Báo cáo tháng 8 ký ngày 25/8/2026, hạn ngày 20; mỗi tháng chậm mất 0,1 điểm theo luật",
    ),
    Fault(
        id="L09",
        code="ALTERED",
        document="TTHC-15",
        leaves=("3.7.2",),
        why="Kết xuất thanh toán trực tuyến bị thay sau khi xác nhận: số hồ sơ thanh toán đổi "
        "từ 7.460 thành 7.640",
        confirmed={"Hồ sơ thanh toán trực tuyến": "7.460"},
    ),
    Fault(
        id="L10",
        code="NO_PAGE",
        document="BM-04",
        leaves=("4.2.1",),
        why="Báo cáo biên chế được dẫn mà không ghi trang, mục",
        blocks=False,
    ),
    Fault(
        id="L11",
        code="NO_PAGE",
        document="CV-16",
        leaves=("5.2.2",),
        why="Dẫn trang 9 của một quyết định chỉ có 1 trang",
        blocks=False,
    ),
    Fault(
        id="L12",
        code="MISSING",
        document="CV-22",
        leaves=("5.3.1",),
        why="Danh sách bồi dưỡng có trong danh mục minh chứng nhưng tệp đã mất",
    ),
    Fault(
        id="L13",
        code="NO_EXPLAIN",
        document="CV-22",
        leaves=("5.3.1",),
        why="Thiếu danh sách bồi dưỡng mà chưa có giải trình",
        blocks=False,
    ),
    Fault(
        id="L14",
        code="LATE",
        document="CV-51",
        leaves=("5.6.1",),
        why="Báo cáo kỷ luật, kỷ cương 6 tháng ký ngày 03/7/2026, hạn 20/6/2026; luật 5.6.1 đọc "
        "chính ngày này nên chỉ là thông tin",
        blocks=False,
    ),
    Fault(
        id="L15",
        code="LATE",
        document="TCC-03",
        leaves=("6.1.1",),
        why="Báo cáo ngân sách quý I ký ngày 28/4/2026, hạn 20/4/2026; luật chỉ đếm báo cáo "
        "đúng hạn",
    ),
    Fault(
        id="L16",
        code="WRONG_YEAR",
        document="TCC-11",
        leaves=("6.2.1",),
        why="Báo cáo đánh giá cơ chế tự chủ của năm 2024, ngày 15/01/2025, trước cả ngày xã "
        "thành lập",
    ),
    Fault(
        id="L17",
        code="BAD_TYPE",
        document="TCC-22",
        leaves=("6.3.1",),
        why="Tệp Word mang tên đuôi .pdf",
    ),
    Fault(
        id="L18",
        code="DRAFT",
        document="TCC-51",
        leaves=("6.6.1",),
        why="Kế hoạch tiết kiệm, chống lãng phí chỉ có dự thảo bản Word; nội dung nhắc số "
        "156/KH-UBND",
    ),
    Fault(
        id="L19",
        code="MISSING",
        document=None,
        leaves=("7.5.1",),
        why="Kê khai tỷ lệ cuộc họp trực tuyến nhưng không có lịch họp, thống kê nào",
    ),
    Fault(
        id="L20",
        code="NO_EXPLAIN",
        document=None,
        leaves=("7.5.1",),
        why="Số liệu không có minh chứng, cũng không có giải trình",
        blocks=False,
    ),
    Fault(
        id="L21",
        code="ORPHAN",
        document="LAC-01",
        leaves=(),
        why="Thông báo nghỉ Tết nằm ở thư mục gốc, không tiêu chí nào dùng",
        blocks=False,
    ),
    Fault(
        id="L22",
        code="ORPHAN",
        document="LAC-02",
        leaves=(),
        why="Giấy mời họp thôn, không tiêu chí nào dùng",
        blocks=False,
    ),
    Fault(
        id="L23",
        code="ORPHAN",
        document="LAC-03",
        leaves=(),
        why="Ảnh lễ ra quân vệ sinh, không tiêu chí nào dùng",
        blocks=False,
    ),
    Fault(
        id="L24",
        code="BAD_TYPE",
        document="LAC-04",
        leaves=(),
        why="Ảnh PNG mang tên đuôi .jpg, tải từ Zalo; không tiêu chí nào dùng",
        blocks=False,
    ),
    Fault(
        id="L25",
        code="DRAFT",
        document="LAC-05",
        leaves=(),
        why="Bản PDF chưa có số, ngày; phần thân nhắc số 156/KH-UBND để thử việc đọc nhầm số; "
        "không tiêu chí nào dùng",
        blocks=False,
    ),
    Fault(
        id="L26",
        code="SIG_UNTRUSTED",
        document=None,
        leaves=(),
        why="Bốn tài liệu ký bằng chứng thư thử nghiệm; thư mục trust phát hành để trống nên chưa "
        "xác minh được nơi cấp, nói một lần cho cả năm",
        blocks=False,
    ),
)


def confirmed_sha256(fault: Fault) -> str:
    """Give the hash that an ALTERED file had when it was last confirmed.

    Raises ``ValueError`` for a fault of another kind.
    """
    if fault.document is None or not fault.confirmed:
        raise ValueError(f"{fault.id}: no confirmed state to go back to")
    return hashlib.sha256(render(document(fault.document), fault.confirmed)).hexdigest()
