"""Documents of field IV, Cải cách tổ chức bộ máy hành chính nhà nước."""

from __future__ import annotations

from sample.catalogue.entry import S, entry, table
from sample.catalogue.folders import INCOMING, VHXH, VP

DOCUMENTS = (
    entry(
        "BM-01",
        f"{INCOMING}/QD sap xep don vi su nghiep.pdf",
        "quyet_dinh",
        "Phê duyệt phương án sắp xếp đơn vị sự nghiệp công lập thuộc UBND xã Đại Sơn",
        "Điều 1. Phê duyệt phương án sắp xếp 07 đơn vị sự nghiệp công lập thuộc UBND xã Đại Sơn; "
        "thời hạn hoàn thành ngày 30/9/2026.",
        "Điều 2. Giám đốc Sở Nội vụ, Chủ tịch UBND xã Đại Sơn chịu trách nhiệm thi hành./.",
        no=1078,
        on="2026-04-08",
        by="ubnd_tp",
        recipients=("Như Điều 2;", "Lưu: VT."),
        serves=(S("4.1.1", 1, "Điều 1"), S("6.2.1", 1, "Điều 1")),
    ),
    entry(
        "BM-02",
        f"{VHXH}/BC sap xep don vi su nghiep.pdf",
        "bao_cao",
        "Kết quả sắp xếp các đơn vị sự nghiệp công lập thuộc xã",
        "Đến ngày 30/9/2026, 06/07 đơn vị đã sắp xếp xong và hoạt động ổn định; 01 đơn vị chờ "
        "kiện toàn người đứng đầu./.",
        no=279,
        on="2026-10-06",
        to=("Sở Nội vụ thành phố Hải Phòng",),
        medium="pdf_widgets",
        figures={"Đơn vị phải sắp xếp": "7", "Đã sắp xếp xong": "6"},
        serves=(S("4.1.1", 1),),
    ),
    entry(
        "BM-03",
        f"{INCOMING}/QD giao bien che 2026.pdf",
        "quyet_dinh",
        "Giao biên chế công chức năm 2026 cho UBND xã Đại Sơn",
        "Điều 1. Giao UBND xã Đại Sơn 44 biên chế công chức năm 2026; chỉ tiêu tinh giản: 02 "
        "người.",
        "Điều 2. Giám đốc Sở Nội vụ, Chủ tịch UBND xã Đại Sơn chịu trách nhiệm thi hành./.",
        no=154,
        on="2026-01-14",
        by="ubnd_tp",
        recipients=("Như Điều 2;", "Lưu: VT."),
        serves=(S("4.2.1", 1, "Điều 1"),),
    ),
    entry(
        "BM-04",
        f"{VHXH}/BC quan ly su dung bien che 2026.pdf",
        "bao_cao",
        "Tình hình quản lý, sử dụng biên chế và tinh giản biên chế năm 2026",
        "Biên chế được giao 44, có mặt 42; đã giải quyết tinh giản 02/02 người theo chỉ tiêu "
        "được giao./.",
        no=310,
        on="2026-11-06",
        to=("Sở Nội vụ thành phố Hải Phòng",),
        figures={"Biên chế được giao": "44", "Biên chế có mặt": "42", "Đã tinh giản": "2"},
        serves=(S("4.2.1"),),
        fault="NO_PAGE",
    ),
    entry(
        "BM-05",
        f"{INCOMING}/QD tinh gian bien che dot 1.pdf",
        "quyet_dinh",
        "Phê duyệt danh sách tinh giản biên chế đợt 1 năm 2026",
        "Điều 1. Phê duyệt 02 trường hợp tinh giản biên chế thuộc UBND xã Đại Sơn (danh sách lưu "
        "tại hồ sơ).",
        "Điều 2. Giám đốc Sở Nội vụ, Chủ tịch UBND xã Đại Sơn chịu trách nhiệm thi hành./.",
        no=1914,
        on="2026-06-23",
        by="ubnd_tp",
        recipients=("Như Điều 2;", "Lưu: VT."),
        medium="pdf_scan",
        serves=(S("4.2.1", 1),),
    ),
    entry(
        "BM-06",
        f"{VP}/QĐ Quy chế làm việc UBND xã.pdf",
        "quyet_dinh",
        "Ban hành Quy chế làm việc của UBND xã Đại Sơn nhiệm kỳ 2021 - 2026",
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc của UBND xã Đại Sơn.",
        "Điều 2. Phân công nhiệm vụ Chủ tịch, các Phó Chủ tịch và từng phòng, trung tâm theo Phụ "
        "lục; mỗi việc chỉ một cơ quan chủ trì.",
        "Điều 3. Các thành viên UBND xã, Trưởng các phòng, Giám đốc các trung tâm chịu trách "
        "nhiệm thi hành./.",
        "~~~",
        "---",
        "> PHỤ LỤC PHÂN CÔNG NHIỆM VỤ",
        table(
            "TT|Lĩnh vực|Cơ quan chủ trì",
            "1|Cải cách hành chính|Phòng VH-XH",
            "2|Kiểm soát thủ tục hành chính|Văn phòng HĐND và UBND",
            "3|Tiếp nhận, trả kết quả|TT Phục vụ hành chính công",
            "4|Tài chính, ngân sách|Phòng Kinh tế",
            widths=(10, 50, 40),
        ),
        no=38,
        on="2025-07-15",
        pages=2,
        serves=(S("4.3.1", 2, "Phụ lục"),),
    ),
    entry(
        "BM-07",
        f"{VHXH}/BC xac nhan phan anh dun day trach nhiem.pdf",
        "bao_cao",
        "Xác nhận phản ánh về đùn đẩy, né tránh trách nhiệm năm 2026",
        "Qua Sổ theo dõi phản ánh và kết luận kiểm tra, trong kỳ có 01 phản ánh được xác minh là "
        "đúng (chậm chuyển hồ sơ giữa hai bộ phận); đã chấn chỉnh./.",
        no=314,
        on="2026-11-10",
        figures={"Phản ánh được xác minh là đúng": "1"},
        serves=(S("4.3.1", 1),),
    ),
)
