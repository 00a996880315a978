"""Documents of criteria 3.4, 3.5 and 3.8: data for papers, proposals to cut, conduct."""

from __future__ import annotations

import unicodedata

from sample.catalogue.entry import S, entry, table
from sample.catalogue.folders import KT, PVHCC, VHXH, VP, ZALO

_PERIOD = "15/12/2025 – 20/11/2026"
_OFFICE = "Văn phòng UBND thành phố Hải Phòng"

DATA = (
    entry(
        "TTHC-21",
        f"{PVHCC}/DM TTHC su dung du lieu ket noi.pdf",
        "danh_muc",
        "Danh mục thủ tục hành chính sử dụng dữ liệu đã kết nối thay giấy tờ",
        table(
            "TT|Giấy tờ không phải nộp|Cơ sở dữ liệu|Số thủ tục",
            "1|Bản sao căn cước|Cơ sở dữ liệu quốc gia về dân cư|288",
            "2|Giấy khai sinh, kết hôn|Cơ sở dữ liệu hộ tịch điện tử|61",
            "3|Giấy xác nhận cư trú|Cơ sở dữ liệu quốc gia về dân cư|143",
            widths=(8, 38, 38, 16),
        ),
        by="pvhcc",
        on="2026-06-10",
        serves=(S("3.4.1", 1),),
    ),
    entry(
        "TTHC-22",
        f"{PVHCC}/BC xac nhan khong yeu cau nop lai giay to.pdf",
        "bao_cao",
        "Xác nhận việc không yêu cầu nộp lại giấy tờ đã có trong cơ sở dữ liệu",
        "Từ ngày 15/12/2025 đến ngày 18/11/2026, Trung tâm tiếp nhận 02 phản ánh; đã xác minh, "
        "không có trường hợp nào công chức yêu cầu nộp lại giấy tờ đã có trong cơ sở dữ liệu đã "
        "kết nối./.",
        no=35,
        on="2026-11-18",
        by="pvhcc",
        to=("UBND xã Đại Sơn",),
        serves=(S("3.4.1", 1),),
    ),
)

PROPOSALS = (
    entry(
        "TTHC-31",
        f"{PVHCC}/Danh sách TTHC đề xuất cắt giảm.xlsx",
        "danh_sach",
        "Danh sách thủ tục hành chính đề xuất cắt giảm, đơn giản hóa năm 2026",
        table(
            "TT|Thủ tục|Thời hạn hiện nay|Đề xuất",
            "1|Xác nhận tình trạng hôn nhân|3 ngày|1 ngày",
            "2|Hưởng trợ cấp xã hội hằng tháng|22 ngày|15 ngày",
            "3|Cấp đổi giấy chứng nhận quyền sử dụng đất|7 ngày|5 ngày",
            widths=(8, 52, 20, 20),
        ),
        by="pvhcc",
        on="2026-08-18",
        medium="xlsx",
        figures={"Thủ tục có thời hạn từ 03 ngày trở lên": "186", "Thủ tục có đề xuất": "41"},
        serves=(S("3.5.1", 1),),
    ),
    entry(
        "TTHC-32",
        f"{PVHCC}/CV de xuat cat giam TTHC.pdf",
        "cong_van",
        "đề xuất cắt giảm, đơn giản hóa thủ tục hành chính năm 2026",
        "UBND xã đề xuất cắt giảm thời gian giải quyết, đơn giản hóa thành phần hồ sơ đối với 41 "
        "trên 186 thủ tục có thời hạn từ 03 ngày trở lên (22,0%), có danh sách kèm theo./.",
        no=716,
        on="2026-08-19",
        sign="UBND-PVHCC",
        to=(_OFFICE,),
        medium="pdf_widgets",
        serves=(S("3.5.1", 1),),
    ),
    entry(
        "TTHC-33",
        f"{KT}/CV de xuat cat giam TTHC san xuat kinh doanh (NQ 66).pdf",
        "cong_van",
        "đề xuất đơn giản hóa thủ tục liên quan đến sản xuất, kinh doanh theo Nghị quyết số "
        "66/NQ-CP",
        "UBND xã đề xuất đơn giản hóa 06 thủ tục về hộ kinh doanh, an toàn thực phẩm và sử dụng "
        "tạm lòng đường./.",
        no=608,
        on="2026-07-15",
        sign="UBND-KT",
        to=(_OFFICE,),
        serves=(S("3.5.2", 1),),
    ),
    entry(
        "TTHC-34",
        f"{PVHCC}/CV de xuat don gian hoa dua tren du lieu.pdf",
        "cong_van",
        "đề xuất đơn giản hóa thủ tục dựa trên dữ liệu theo Nghị quyết số 66.7/2025/NQ-CP",
        "UBND xã đề xuất thay thế giấy tờ bằng dữ liệu đối với 17 thủ tục về cư trú, hộ tịch, "
        "bảo trợ xã hội./.",
        no=629,
        on="2026-07-22",
        sign="UBND-PVHCC",
        to=(_OFFICE,),
        serves=(S("3.5.3", 1),),
    ),
    entry(
        "TTHC-35",
        f"{VP}/Danh muc TTHC noi bo.pdf",
        "quyet_dinh",
        "Ban hành Danh mục thủ tục hành chính nội bộ của UBND xã Đại Sơn",
        "Điều 1. Ban hành Danh mục 28 thủ tục hành chính nội bộ giữa các bộ phận thuộc UBND xã, "
        "thực hiện trên môi trường điện tử.",
        "Điều 2. Chánh Văn phòng HĐND và UBND, Trưởng các phòng, Giám đốc các trung tâm chịu "
        "trách nhiệm thi hành./.",
        no=185,
        on="2026-03-25",
        serves=(S("3.5.4", 1),),
    ),
    entry(
        "TTHC-36",
        f"{VP}/Kết xuất TTHC nội bộ.pdf",
        "ket_xuat",
        "Thống kê xử lý thủ tục hành chính nội bộ trên môi trường điện tử",
        by="vp",
        on="2026-11-19",
        period=_PERIOD,
        taken_at="16 giờ 30 ngày 19/11/2026",
        figures={"Thủ tục nội bộ": "28", "Xử lý điện tử": "27"},
        serves=(S("3.5.4", 1),),
    ),
    entry(
        "TTHC-37",
        f"{VP}/BC TTHC noi bo 2026.pdf",
        "bao_cao",
        "Kết quả xử lý thủ tục hành chính nội bộ trên môi trường điện tử năm 2026",
        "27/28 thủ tục nội bộ đã xử lý trên môi trường điện tử; 01 thủ tục về thanh lý tài sản "
        "còn ký bản giấy, dự kiến chuyển trong tháng 12/2026./.",
        no=19,
        on="2026-11-19",
        by="vp",
        to=("Chủ tịch UBND xã",),
        serves=(S("3.5.4", 1),),
    ),
)

CONDUCT = (
    entry(
        "TTHC-41",
        f"{VHXH}/KL xac minh phan anh nhung nhieu.pdf",
        "ket_luan",
        "Xác minh phản ánh về thái độ phục vụ tại Trung tâm Phục vụ hành chính công",
        "Phản ánh nhận ngày 19/5/2026 qua nhóm Zalo. Qua xác minh: công chức hướng dẫn thiếu một "
        "lần thành phần hồ sơ, không có hành vi nhũng nhiễu, không vòi vĩnh.",
        "Yêu cầu rút kinh nghiệm; công khai kết quả xác minh tại Trung tâm và trên Cổng TTĐT./.",
        no=3,
        on="2026-06-02",
        medium="pdf_scan",
        figures={"Phản ánh tiếp nhận": "2", "Đã xác minh, xử lý, công khai": "2"},
        serves=(S("3.8.1", 1), S("4.3.1", 1)),
    ),
    entry(
        "TTHC-42",
        f"{VHXH}/cong khai ket qua xac minh.png",
        "ban_chup",
        "Công khai kết quả xác minh phản ánh của người dân",
        "04/6/2026 – Kết quả xác minh phản ánh ngày 19/5/2026",
        "20/8/2026 – Kết quả xác minh phản ánh ngày 03/8/2026",
        by="bbt",
        on="2026-08-20",
        taken_at="ngày 20/8/2026",
        medium="screenshot",
        drawn="https://daison.example/phan-anh/ket-qua",
        serves=(S("3.8.1", 1),),
    ),
    entry(
        "TTHC-44",
        f"{VHXH}/Báo cáo/BC xu ly phan anh nhung nhieu 2026.pdf",
        "bao_cao",
        "Tiếp nhận, xử lý phản ánh về nhũng nhiễu trong giải quyết thủ tục hành chính năm 2026",
        "Từ ngày 15/12/2025 đến ngày 13/11/2026, UBND xã tiếp nhận 02 phản ánh; 02/02 phản ánh "
        "đã xác minh, xử lý và công khai kết quả; không có công chức bị xử lý kỷ luật./.",
        no=319,
        on="2026-11-13",
        to=("Sở Nội vụ thành phố Hải Phòng",),
        figures={"Phản ánh tiếp nhận": "2", "Đã xác minh, xử lý, công khai": "2"},
        serves=(S("3.8.1", 1),),
    ),
    entry(
        "TTHC-43",
        unicodedata.normalize("NFD", f"{ZALO}/Quầy tiếp nhận hồ sơ.jpg"),
        "anh",
        "Quầy tiếp nhận hồ sơ tại Trung tâm Phục vụ hành chính công",
        by="pvhcc",
        on="2026-09-07",
        medium="photo",
        drawn="desk",
        serves=(S("3.1.1", 1),),
    ),
)

DOCUMENTS = (*DATA, *PROPOSALS, *CONDUCT)
