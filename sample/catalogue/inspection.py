"""Documents of criteria 1.6 and 1.7: inspection and training on cải cách hành chính."""

from __future__ import annotations

from sample.catalogue.entry import S, entry, table
from sample.catalogue.folders import INCOMING, VHXH

INSPECTION = (
    entry(
        "CDDH-41",
        f"{VHXH}/Kiểm tra CCHC/Kế hoạch kiểm tra nội bộ.pdf",
        "ke_hoach",
        "Kiểm tra việc thực hiện nhiệm vụ cải cách hành chính năm 2026",
        "Kiểm tra trực tiếp 03 trên 05 bộ phận: Trung tâm Phục vụ hành chính công, Phòng Kinh "
        "tế, Văn phòng HĐND và UBND. Thời gian: tháng 9 và tháng 10/2026.",
        "Nội dung: phân công nhiệm vụ, giải quyết thủ tục hành chính, kỷ luật, kỷ cương hành "
        "chính, mô hình công sở thân thiện./.",
        no=67,
        on="2026-08-12",
        serves=(S("1.6.1", 1), S("5.5.1", 1), S("5.6.1", 1)),
    ),
    entry(
        "CDDH-42",
        f"{VHXH}/Kiểm tra CCHC/Ket luan kiem tra (Copy).pdf",
        "ket_luan",
        "Kiểm tra việc thực hiện nhiệm vụ cải cách hành chính năm 2026",
        "# I. KẾT QUẢ KIỂM TRA",
        "Đã kiểm tra 03/05 bộ phận (60%). Các bộ phận cơ bản thực hiện đúng nhiệm vụ được giao.",
        "# II. VẤN ĐỀ PHẢI KHẮC PHỤC",
        "1. Trung tâm Phục vụ hành chính công: 02 bảng niêm yết chưa cập nhật. 2. Phòng Kinh tế: "
        "chậm cập nhật kết quả số hóa. 3. Văn phòng: sổ văn bản đi thiếu trích yếu. 4. Phòng "
        "Kinh tế: chưa gửi phiếu xin lỗi với hồ sơ trễ hạn. Hạn khắc phục: ngày 13/11/2026./.",
        no=6,
        on="2026-10-23",
        medium="pdf_scan",
        figures={
            "Bộ phận được kiểm tra": "3",
            "Tổng số bộ phận": "5",
            "Vấn đề phải khắc phục": "4",
        },
        serves=(S("1.6.1", 1, "Phần I"), S("1.6.2", 1, "Phần II"), S("3.8.1", 1), S("5.5.1", 1)),
    ),
    entry(
        "CDDH-43",
        f"{VHXH}/Kiểm tra CCHC/BC kết quả kiểm tra gửi SNV.pdf",
        "bao_cao",
        "Kết quả kiểm tra cải cách hành chính năm 2026 tại xã Đại Sơn",
        "UBND xã đã kiểm tra 03/05 bộ phận và ban hành kết luận; nêu 04 vấn đề phải khắc phục, "
        "hạn ngày 13/11/2026./.",
        no=302,
        on="2026-10-29",
        to=("Sở Nội vụ thành phố Hải Phòng",),
        medium="pdf_widgets",
        serves=(S("1.6.1", 1),),
    ),
    entry(
        "CDDH-44",
        f"{VHXH}/Kiểm tra CCHC/CV chan chinh sau kiem tra.pdf",
        "cong_van",
        "chấn chỉnh, khắc phục các vấn đề sau kiểm tra cải cách hành chính",
        "UBND xã yêu cầu Trung tâm Phục vụ hành chính công, Phòng Kinh tế, Văn phòng HĐND và "
        "UBND khắc phục các vấn đề nêu trong kết luận, báo cáo trước ngày 13/11/2026./.",
        no=927,
        on="2026-10-26",
        sign="UBND-VHXH",
        to=("Trung tâm Phục vụ hành chính công;", "Phòng Kinh tế;", "Văn phòng HĐND và UBND."),
        serves=(S("1.6.2", 1),),
    ),
    entry(
        "CDDH-45",
        f"{VHXH}/Kiểm tra CCHC/BC khac phuc sau kiem tra.pdf",
        "bao_cao",
        "Kết quả khắc phục các vấn đề sau kiểm tra cải cách hành chính",
        "Đến ngày 13/11/2026, 03/04 vấn đề đã khắc phục xong; vấn đề thứ hai (cập nhật kết quả "
        "số hóa của Phòng Kinh tế) đang thực hiện, dự kiến xong trong tháng 11/2026./.",
        no=318,
        on="2026-11-13",
        to=("Chủ tịch UBND xã",),
        figures={"Vấn đề phải khắc phục": "4", "Đã khắc phục đúng hạn": "3"},
        serves=(S("1.6.2", 1),),
    ),
)

TRAINING = (
    entry(
        "CDDH-51",
        f"{INCOMING}/Giay trieu tap tap huan CCHC.pdf",
        "giay_trieu_tap",
        "Tập huấn nghiệp vụ cải cách hành chính cấp xã năm 2026",
        "Sở Nội vụ triệu tập công chức làm nhiệm vụ cải cách hành chính của UBND các xã, phường, "
        "đặc khu dự lớp tập huấn trong 02 ngày 13 và 14/5/2026./.",
        no=750,
        on="2026-05-05",
        by="so_noi_vu",
        to=("UBND các xã, phường, đặc khu",),
        recipients=("Như trên;", "Lưu: VT, CCHC."),
        serves=(S("1.7.1", 1),),
    ),
    entry(
        "CDDH-52",
        f"{VHXH}/Danh sach cong chuc tap huan CCHC.xlsx",
        "danh_sach",
        "Danh sách công chức làm nhiệm vụ cải cách hành chính dự tập huấn năm 2026",
        table(
            "TT|Vị trí công tác|Bộ phận|Đã dự",
            "1|Công chức theo dõi cải cách hành chính|Phòng VH-XH|Có",
            "2|Công chức kiểm soát thủ tục hành chính|Văn phòng|Có",
            "3|Công chức một cửa|TT PVHCC|Có",
            "4|Công chức một cửa|TT PVHCC|Có",
            "5|Công chức tài chính|Phòng Kinh tế|Có",
            "6|Công chức công nghệ thông tin|Phòng VH-XH|Có",
            widths=(8, 50, 26, 16),
        ),
        by="vhxh",
        on="2026-05-18",
        medium="xlsx",
        figures={"Công chức làm nhiệm vụ cải cách hành chính": "6", "Đã được tập huấn": "6"},
        serves=(S("1.7.1", 1), S("5.3.1", 1)),
    ),
    entry(
        "CDDH-53",
        f"{VHXH}/Báo cáo/BC ket qua tap huan CCHC.pdf",
        "bao_cao",
        "Kết quả tập huấn cải cách hành chính năm 2026",
        "06/06 công chức làm nhiệm vụ cải cách hành chính đã dự tập huấn do thành phố tổ chức./.",
        no=140,
        on="2026-05-20",
        to=("Sở Nội vụ thành phố Hải Phòng",),
        serves=(S("1.7.1", 1),),
    ),
)

DOCUMENTS = (*INSPECTION, *TRAINING)
