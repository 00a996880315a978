"""Documents of criteria 1.1 to 1.3: the yearly plan, periodic reports, self-scoring."""

from __future__ import annotations

from datetime import date

from sample.catalogue.entry import S, entry, table
from sample.catalogue.folders import INCOMING, VHXH, ZALO
from sample.documents import DocumentSpec
from sample.plan_text import plan_basis, plan_body, plan_recipients

_TO_CITY = ("UBND thành phố Hải Phòng;", "Sở Nội vụ thành phố Hải Phòng.")
_NQ76 = (
    "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể "
    "cải cách hành chính nhà nước giai đoạn 2021 - 2030;"
)
_QD282 = (
    "Căn cứ Quyết định số 282/QĐ-TTg ngày 12/02/2026 của Thủ tướng Chính phủ ban hành Kế hoạch "
    "cải cách hành chính nhà nước trọng tâm giai đoạn 2026 - 2030;"
)

_YEARLY_TASKS = table(
    "TT|Nhiệm vụ|Chủ trì|Phối hợp|Hạn|Sản phẩm",
    "1|Báo cáo cải cách hành chính định kỳ|Phòng VH-XH|Các phòng, trung tâm|20/3, 20/6, 20/9, "
    "20/12|Báo cáo",
    "2|Kiểm tra nội bộ việc thực hiện nhiệm vụ|Phòng VH-XH|Văn phòng|30/11|Kết luận, báo cáo",
    "3|Tuyên truyền cải cách hành chính hằng tuần|TT DVSNC|Phòng VH-XH|Hằng tuần|Tin, bài",
    "4|Theo dõi thi hành pháp luật|Văn phòng|Các phòng|Cả năm|Kế hoạch, báo cáo",
    "5|Công khai, niêm yết thủ tục hành chính|TT PVHCC|Các phòng|Thường xuyên|Danh mục, niêm yết",
    "6|Giải quyết hồ sơ đúng và trước hạn từ 95% trở lên|TT PVHCC|Các phòng|Hằng tháng|Báo cáo "
    "tháng",
    "7|Số hóa hồ sơ, cấp kết quả điện tử|TT PVHCC|Các phòng|Cả năm|Báo cáo",
    "8|Đào tạo, bồi dưỡng công chức|Phòng VH-XH|Các phòng|30/10|Danh sách, kết quả",
    "9|Lập dự toán, công khai ngân sách|Phòng Kinh tế|Văn phòng|Theo quý|Quyết định, báo cáo",
    "10|Văn bản điện tử, ký số 100%|Văn phòng|Các phòng|Thường xuyên|Thống kê HPnet",
    widths=(5, 34, 17, 17, 13, 14),
)

_DONE = table(
    "TT|Nhiệm vụ|Chủ trì|Hạn|Kết quả",
    "1|Báo cáo cải cách hành chính quý I, 6 tháng, quý III|Phòng VH-XH|20/9|Hoàn thành đúng hạn",
    "2|Kiểm tra nội bộ|Phòng VH-XH|30/11|Hoàn thành",
    "3|Công khai, niêm yết thủ tục hành chính|TT PVHCC|Thường xuyên|Hoàn thành",
    "4|Công khai ngân sách quý III|Phòng Kinh tế|20/10|Hoàn thành",
    "5|Đào tạo, bồi dưỡng công chức|Phòng VH-XH|30/10|Chưa hoàn thành",
    widths=(6, 46, 20, 12, 16),
)


def _report_body(period: str, done: str, plan_note: str) -> tuple[str, ...]:
    """Give the sections of a periodic report on cải cách hành chính."""
    return (
        "# I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        f"Trong {period}, UBND xã triển khai các nhiệm vụ theo Kế hoạch số 156/KH-UBND ngày "
        f"31/12/2025; đến thời điểm báo cáo đã hoàn thành {done} nhiệm vụ phải hoàn thành trong "
        f"kỳ. {plan_note}",
        "Tin, bài về cải cách hành chính được đăng hằng tuần trên Cổng Thông tin điện tử, phát "
        "trên hệ thống truyền thanh xã và nhóm Zalo cộng đồng.",
        "# II. CẢI CÁCH THỂ CHẾ",
        "Văn phòng HĐND và UBND tham mưu triển khai các văn bản của Trung ương, thành phố; theo "
        "dõi thi hành pháp luật và phổ biến, giáo dục pháp luật theo kế hoạch.",
        "# III. CẢI CÁCH THỦ TỤC HÀNH CHÍNH",
        "Danh mục thủ tục hành chính thuộc thẩm quyền được niêm yết tại Trung tâm Phục vụ hành "
        "chính công và công khai trên Cổng Thông tin điện tử. Kết quả giải quyết hồ sơ, hồ sơ "
        "trực tuyến, số hóa và thanh toán trực tuyến nêu tại bảng số liệu kèm theo.",
        "# IV. CẢI CÁCH TỔ CHỨC BỘ MÁY",
        "Bộ máy sau sắp xếp vận hành ổn định; biên chế có mặt không vượt số được giao.",
        "# V. CẢI CÁCH CHẾ ĐỘ CÔNG VỤ",
        "Công chức được bố trí theo vị trí việc làm; thực hiện kỷ luật, kỷ cương hành chính và "
        "mô hình Chính quyền thân thiện, công sở thân thiện.",
        "# VI. CẢI CÁCH TÀI CHÍNH CÔNG",
        "Ngân sách được điều hành theo dự toán HĐND xã quyết nghị; số liệu ngân sách được công "
        "khai theo quý.",
        "# VII. XÂY DỰNG CHÍNH QUYỀN ĐIỆN TỬ, CHÍNH QUYỀN SỐ",
        "Văn bản trao đổi (trừ văn bản mật) được gửi, nhận trên HPnet; Tổ công nghệ số cộng đồng "
        "hỗ trợ người dân nộp hồ sơ trực tuyến.",
        "Trên đây là báo cáo của UBND xã Đại Sơn, kính báo cáo UBND thành phố, Sở Nội vụ./.",
    )


def _report_figures(received: str, online: str, on_time: str) -> dict[str, str]:
    return {
        "Hồ sơ TTHC tiếp nhận trong kỳ": received,
        "Tỷ lệ hồ sơ trực tuyến": online,
        "Tỷ lệ hồ sơ giải quyết đúng và trước hạn": on_time,
    }


def _sending(id: str, period: str, name: str, day: str, hour: str) -> DocumentSpec:
    """Give the sending slip of a periodic report, with the hour at which it went out."""
    shown = date.fromisoformat(day).strftime("%d/%m/%Y")
    return entry(
        id,
        f"{VHXH}/HPnet/dau gui BC CCHC {name}.png",
        "dau_gui",
        f"Dấu gửi báo cáo cải cách hành chính {period}",
        f"Văn bản: Báo cáo công tác cải cách hành chính {period} năm 2026",
        "Nơi nhận: UBND thành phố, Sở Nội vụ thành phố Hải Phòng",
        f"Gửi lúc: {hour} ngày {shown} – Trạng thái: đã tiếp nhận",
        by="vp",
        on=day,
        taken_at=f"ngày {shown}",
        medium="screenshot",
        drawn="https://hpnet.example/van-ban-di/chi-tiet",
        serves=(S("1.2.1", 1),),
    )


PLANS = (
    entry(
        "CDDH-01",
        f"{VHXH}/156-KH-UBND Kế hoạch CCHC năm 2026.pdf",
        "ke_hoach",
        "Cải cách hành chính nhà nước năm 2026 của xã Đại Sơn",
        "# I. MỤC ĐÍCH, YÊU CẦU",
        "Triển khai đồng bộ các nội dung cải cách hành chính năm 2026 trên địa bàn xã; phân công "
        "rõ cơ quan chủ trì, cơ quan phối hợp, sản phẩm và thời hạn của từng nhiệm vụ; gắn kết "
        "quả thực hiện với trách nhiệm của người đứng đầu.",
        "# II. CHỈ TIÊU NĂM 2026",
        "Tỷ lệ hồ sơ giải quyết đúng và trước hạn đạt từ 95% trở lên; hồ sơ tiếp nhận trực tuyến "
        "từ 80% trở lên; số hóa hồ sơ, kết quả đạt 100%; văn bản điện tử đạt 100%.",
        "# III. TỔ CHỨC THỰC HIỆN",
        "Phòng Văn hóa - Xã hội là cơ quan thường trực, theo dõi, đôn đốc, tổng hợp báo cáo UBND "
        "xã và gửi Sở Nội vụ. Các phòng, trung tâm thực hiện nhiệm vụ được phân công tại Phụ lục.",
        "Kinh phí thực hiện bố trí trong dự toán ngân sách xã năm 2026./.",
        "~~~",
        "---",
        "> PHỤ LỤC",
        "> PHÂN CÔNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026",
        _YEARLY_TASKS,
        no=156,
        on="2025-12-31",
        basis=(_NQ76,),
        recipients=(
            "Sở Nội vụ thành phố;",
            "TT ĐU, TT HĐND xã;",
            "Các phòng, trung tâm thuộc xã;",
            "Lưu: VT, VHXH.",
        ),
        medium="pdf_widgets",
        pages=2,
        serves=(S("1.1.1", 1, "Phần I"), S("1.1.2", 2, "Phụ lục"), S("1.1.3", 2, "Phụ lục")),
        fault="REPLACED",
    ),
    entry(
        "CDDH-02",
        f"{VHXH}/ke hoach-signed-signed.pdf",
        "ke_hoach",
        "Cải cách hành chính nhà nước trọng tâm giai đoạn 2026 – 2030 của xã Đại Sơn",
        *plan_body(),
        basis=plan_basis(),
        recipients=plan_recipients(),
        post=("CHỦ TỊCH",),
        draft_month="tháng 4 năm 2026",
        pages=22,
        serves=(S("1.1.1", 1), S("1.1.2", 14, "Phụ lục II")),
        fault="DRAFT",
    ),
    entry(
        "CDDH-03",
        f"{VHXH}/CV gửi Sở Nội vụ Kế hoạch CCHC 2026.pdf",
        "cong_van",
        "gửi Kế hoạch cải cách hành chính nhà nước năm 2026",
        "Thực hiện chế độ thông tin, báo cáo về cải cách hành chính, UBND xã Đại Sơn gửi Sở Nội "
        "vụ Kế hoạch số 156/KH-UBND ngày 31/12/2025 về cải cách hành chính nhà nước năm 2026 của "
        "xã.",
        "UBND xã trân trọng đề nghị Sở Nội vụ theo dõi, hướng dẫn./.",
        no=19,
        on="2026-01-06",
        sign="UBND-VHXH",
        to=("Sở Nội vụ thành phố Hải Phòng",),
        serves=(S("1.1.2", 1),),
    ),
    entry(
        "CDDH-04",
        f"{VHXH}/HPnet/dau gui KH 156.png",
        "dau_gui",
        "Dấu gửi văn bản số 156/KH-UBND",
        "Văn bản: 156/KH-UBND ngày 31/12/2025",
        "Nơi nhận: Sở Nội vụ thành phố Hải Phòng",
        "Gửi lúc: 09:14 ngày 06/01/2026 – Trạng thái: đã tiếp nhận",
        medium="screenshot",
        drawn="https://hpnet.example/van-ban-di/chi-tiet",
        taken_at="ngày 06/01/2026",
        on="2026-01-06",
        serves=(S("1.1.2", 1),),
    ),
    entry(
        "CDDH-05",
        f"{VHXH}/Bảng theo dõi nhiệm vụ CCHC 2026.xlsx",
        "bang_tong_hop",
        "Bảng theo dõi tiến độ nhiệm vụ cải cách hành chính năm 2026",
        _DONE,
        by="vhxh",
        on="2026-11-20",
        medium="xlsx",
        taken_at="17 giờ 00 ngày 20/11/2026",
        figures={"Nhiệm vụ phải hoàn thành trong kỳ": "40", "Nhiệm vụ hoàn thành đúng hạn": "37"},
        serves=(S("1.1.3", 1),),
    ),
)

REPORTS = (
    entry(
        "CDDH-11",
        f"{VHXH}/Báo cáo/BC CCHC quý I-2026.pdf",
        "bao_cao",
        "Công tác cải cách hành chính quý I năm 2026",
        *_report_body("quý I", "8/8", "Kế hoạch năm đã được gửi Sở Nội vụ ngày 06/01/2026."),
        no=77,
        on="2026-03-18",
        to=_TO_CITY,
        medium="pdf_widgets",
        pages=2,
        figures=_report_figures("4.480", "82,4%", "97,6%"),
        serves=(S("1.2.1", 1, "Phần I"), S("1.4.1", 1, "Phần I"), S("4.3.1", 2, "Phần IV")),
    ),
    entry(
        "CDDH-12",
        f"{VHXH}/Báo cáo/BC CCHC 6 tháng 2026.pdf",
        "bao_cao",
        "Công tác cải cách hành chính 6 tháng đầu năm 2026",
        *_report_body("6 tháng đầu năm", "19/20", "Một nhiệm vụ về đào tạo chuyển sang quý III."),
        no=168,
        on="2026-06-17",
        to=_TO_CITY,
        medium="signed_pdf",
        pages=2,
        figures=_report_figures("9.760", "83,1%", "97,2%"),
        serves=(
            S("1.2.1", 1, "Phần I"),
            S("1.1.3", 1, "Phần I"),
            S("2.1.1", 1, "Phần II"),
            S("5.6.1", 2, "Phần V"),
            S("7.4.1", 2, "Phần VII"),
        ),
    ),
    entry(
        "CDDH-13",
        f"{VHXH}/Báo cáo/z5123456789012_8f3a1c77e0d94b52a6de.pdf",
        "bao_cao",
        "Công tác cải cách hành chính quý III năm 2026",
        *_report_body(
            "quý III", "30/32", "UBND xã đã soạn dự thảo Kế hoạch giai đoạn 2026 - 2030."
        ),
        no=261,
        on="2026-09-18",
        to=_TO_CITY,
        medium="pdf_scan",
        pages=2,
        figures=_report_figures("14.820", "83,9%", "96,8%"),
        serves=(S("1.2.1", 1, "Phần I"), S("1.1.3", 1, "Phần I"), S("3.2.1", 2, "Bảng số liệu")),
    ),
    _sending("CDDH-14", "quý I", "quy 1", "2026-03-18", "15:32"),
    _sending("CDDH-18", "6 tháng đầu năm", "6 thang", "2026-06-17", "16:05"),
    _sending("CDDH-19", "quý III", "quy 3", "2026-09-18", "10:47"),
    entry(
        "CDDH-15",
        f"{VHXH}/Báo cáo/DỰ THẢO báo cáo tự chấm điểm CCHC 2026 (sửa lần 3).docx",
        "bao_cao",
        "Tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm 2026 của xã Đại Sơn",
        "Căn cứ Kế hoạch số 156/KH-UBND ngày 31/12/2025 và kết quả thực hiện đến tháng 11/2026, "
        "UBND xã tự chấm điểm các tiêu chí theo bộ tiêu chí của thành phố.",
        "Số liệu đang được các phòng, trung tâm rà soát; điểm tự chấm sẽ cập nhật trước khi "
        "trình ký.",
        to=_TO_CITY,
        draft_month="tháng 11 năm 2026",
        medium="docx",
        serves=(S("1.3.1", 1),),
        fault="DRAFT",
    ),
    entry(
        "CDDH-16",
        f"{ZALO}/Bao cao (1)(2).pdf",
        "bao_cao",
        "Công tác cải cách hành chính 6 tháng đầu năm 2026",
        no=168,
        on="2026-06-17",
        to=_TO_CITY,
        medium="signed_pdf",
        pages=2,
        copy_of="CDDH-12",
        fault="DUP_BYTES",
    ),
    entry(
        "CDDH-17",
        f"{INCOMING}/CV huong dan tu cham diem CCHC cap xa 2026.pdf",
        "cong_van",
        "hướng dẫn tự đánh giá, chấm điểm Chỉ số cải cách hành chính cấp xã năm 2026",
        "Để việc xác định Chỉ số cải cách hành chính cấp xã năm 2026 đúng tiến độ, Sở Nội vụ đề "
        "nghị UBND các xã, phường, đặc khu tự chấm điểm, gửi báo cáo và hồ sơ minh chứng theo "
        "thời hạn được thông báo.",
        "Minh chứng phải do cơ quan có thẩm quyền ban hành, ghi rõ trang, mục; trường hợp không "
        "có minh chứng phải giải trình cách tính điểm./.",
        no=1878,
        on="2026-11-09",
        by="so_noi_vu",
        sign="SNV-CCHC",
        to=("UBND các xã, phường, đặc khu",),
        recipients=("Như trên;", "Lưu: VT, CCHC."),
        serves=(S("1.3.1", 1),),
    ),
)

DOCUMENTS = (*PLANS, *REPORTS)
