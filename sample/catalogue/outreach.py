"""Documents of criteria 1.4 and 1.5: propaganda and the measuring of satisfaction."""

from __future__ import annotations

import unicodedata

from sample.catalogue.entry import S, entry, table
from sample.catalogue.folders import DVSNC, PHOTOS, VHXH

PROPAGANDA = (
    entry(
        "CDDH-21",
        f"{DVSNC}/Danh sách tin bài CCHC 2026.xlsx",
        "danh_sach",
        "Danh sách tin, bài tuyên truyền cải cách hành chính đã đăng",
        table(
            "TT|Tuần|Ngày đăng|Tên tin, bài|Nơi đăng",
            "1|15/12 – 21/12/2025|17/12/2025|Người dân quen nộp hồ sơ trực tuyến|Cổng TTĐT",
            "2|22/12 – 28/12/2025|24/12/2025|Trung tâm Phục vụ hành chính công làm việc sáng thứ "
            "Bảy|Cổng TTĐT",
            "3|29/12 – 04/01/2026|31/12/2025|Xã ban hành Kế hoạch cải cách hành chính năm "
            "2026|Cổng TTĐT",
            "4|05/01 – 11/01/2026|07/01/2026|Hướng dẫn thanh toán phí, lệ phí trực tuyến|Fanpage",
            "5|12/01 – 18/01/2026|14/01/2026|Tổ công nghệ số cộng đồng xuống thôn|Zalo",
            "6|19/01 – 25/01/2026|21/01/2026|Công khai thủ tục hành chính lĩnh vực đất đai|Cổng "
            "TTĐT",
            "7|26/01 – 01/02/2026|28/01/2026|Không phải nộp giấy tờ đã có trong cơ sở dữ "
            "liệu|Truyền thanh",
            widths=(6, 20, 14, 44, 16),
        ),
        by="dvsnc",
        on="2026-11-20",
        taken_at="17 giờ 00 ngày 20/11/2026",
        medium="xlsx",
        figures={"Số tuần trọn trong kỳ đến ngày chốt": "48", "Số tuần có tin, bài": "47"},
        serves=(S("1.4.1", 1), S("1.4.2", 1)),
    ),
    entry(
        "CDDH-22",
        f"{DVSNC}/Sổ phát thanh 2026 (quét).pdf",
        "so_theo_doi",
        "Sổ theo dõi phát thanh chuyên mục cải cách hành chính năm 2026",
        table(
            "TT|Ngày phát|Giờ phát|Nội dung|Thời lượng",
            "1|05/01/2026|17:00|Kế hoạch cải cách hành chính năm 2026|8 phút",
            "2|12/01/2026|17:00|Nộp hồ sơ trên Cổng Dịch vụ công quốc gia|7 phút",
            "3|19/01/2026|17:00|Thanh toán trực tuyến phí, lệ phí|6 phút",
            "4|26/01/2026|17:00|Cấp kết quả điện tử thay bản giấy|7 phút",
            "5|02/02/2026|17:00|Lịch tiếp nhận hồ sơ dịp Tết Nguyên đán|5 phút",
            widths=(7, 17, 13, 48, 15),
        ),
        by="dvsnc",
        on="2026-11-16",
        medium="pdf_scan",
        serves=(S("1.4.1", 1), S("1.4.2", 1)),
    ),
    entry(
        "CDDH-23",
        f"{PHOTOS}/z5123456790_abc1f0.jpg",
        "anh",
        "Loa truyền thanh phát chuyên mục cải cách hành chính",
        "Cụm loa thôn – phát lúc 17:00",
        "Chuyên mục: Cải cách hành chính",
        "Ngày 12/01/2026",
        by="dvsnc",
        on="2026-01-12",
        medium="photo",
        drawn="speaker",
        serves=(S("1.4.2", 1),),
    ),
    entry(
        "CDDH-24",
        f"{PHOTOS}/Hội nghị thôn tuyên truyền CCHC.jpg",
        "anh",
        "Hội nghị thôn tuyên truyền cải cách hành chính, ngày 22/4/2026",
        "HỘI NGHỊ TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH",
        "Nhà văn hóa thôn – ngày 22/4/2026",
        by="dvsnc",
        on="2026-04-22",
        medium="photo",
        drawn="meeting",
        serves=(S("1.4.2", 1),),
    ),
    entry(
        "CDDH-25",
        unicodedata.normalize("NFD", f"{DVSNC}/Biên bản hội nghị thôn tháng 4.pdf"),
        "bien_ban",
        "Hội nghị tuyên truyền cải cách hành chính tại thôn",
        "Hội nghị bắt đầu lúc 19 giờ 30, tại nhà văn hóa thôn; có 64 người dự.",
        "Nội dung: giới thiệu dịch vụ công trực tuyến, thanh toán trực tuyến, cấp kết quả điện "
        "tử; giải đáp 7 câu hỏi của người dân về hồ sơ đất đai và hộ tịch.",
        "Hội nghị kết thúc lúc 21 giờ cùng ngày./.",
        no=7,
        on="2026-04-22",
        by="dvsnc",
        serves=(S("1.4.2", 1),),
    ),
    entry(
        "CDDH-26",
        f"{DVSNC}/chup man hinh fanpage.png",
        "ban_chup",
        "Trang mạng xã hội của xã: bài về cải cách hành chính",
        "07/01/2026 – Hướng dẫn thanh toán phí, lệ phí trực tuyến",
        "11/3/2026 – Cấp kết quả điện tử có giá trị như bản giấy",
        "15/7/2026 – Tra cứu tình trạng hồ sơ trên điện thoại",
        by="dvsnc",
        on="2026-11-17",
        taken_at="ngày 17/11/2026",
        medium="screenshot",
        drawn="https://mang-xa-hoi.example/xa-dai-son",
        serves=(S("1.4.2", 1),),
    ),
)

SATISFACTION = (
    entry(
        "CDDH-31",
        f"{VHXH}/KH do luong su hai long 2026.pdf",
        "ke_hoach",
        "Đo lường sự hài lòng của người dân, doanh nghiệp năm 2026",
        "Khảo sát người dân, doanh nghiệp đã giải quyết thủ tục hành chính tại xã; chọn mẫu ngẫu "
        "nhiên theo danh sách hồ sơ do Trung tâm Phục vụ hành chính công cung cấp; phiếu theo "
        "phương pháp hiện hành của Bộ Nội vụ.",
        "Cỡ mẫu tối thiểu 380 phiếu hợp lệ. Thời gian phát phiếu: tháng 8 và tháng 9/2026./.",
        no=56,
        on="2026-07-06",
        serves=(S("1.5.1", 1),),
    ),
    entry(
        "CDDH-32",
        f"{VHXH}/Phiếu khảo sát hài lòng (mẫu).docx",
        "phieu",
        "Phiếu khảo sát sự hài lòng của người dân, tổ chức năm 2026",
        "Ông/Bà vui lòng đánh dấu vào một mức: Rất hài lòng – Hài lòng – Bình thường – Không hài "
        "lòng – Rất không hài lòng.",
        table(
            "TT|Nội dung",
            "1|Tiếp cận dịch vụ",
            "2|Thủ tục hành chính",
            "3|Công chức giải quyết công việc",
            "4|Kết quả giải quyết",
            "5|Tiếp nhận, xử lý phản ánh, kiến nghị",
            widths=(10, 90),
        ),
        by="vhxh",
        on="2026-07-06",
        medium="docx",
        serves=(S("1.5.1", 1),),
    ),
    entry(
        "CDDH-33",
        f"{VHXH}/Báo cáo/BC Chi so hai long 2026-signed.pdf",
        "bao_cao",
        "Kết quả đo lường sự hài lòng của người dân, doanh nghiệp năm 2026",
        "UBND xã phát 420 phiếu, thu về 402 phiếu, trong đó 391 phiếu hợp lệ, đạt cỡ mẫu theo Kế "
        "hoạch. Kết quả được niêm yết tại Trung tâm Phục vụ hành chính công và đăng trên Cổng "
        "Thông tin điện tử xã.",
        "Nội dung được đánh giá thấp nhất là thời gian giải quyết hồ sơ đất đai; UBND xã yêu cầu "
        "Phòng Kinh tế rà soát quy trình./.",
        no=281,
        on="2026-10-08",
        to=("Sở Nội vụ thành phố Hải Phòng",),
        medium="signed_widgets",
        figures={"Phiếu phát ra": "420", "Phiếu hợp lệ": "391", "Tỷ lệ hài lòng chung": "93,6%"},
        serves=(S("1.5.1", 1),),
    ),
    entry(
        "CDDH-34",
        f"{PHOTOS}/niem yet hai long (1).jpg",
        "anh",
        "Niêm yết kết quả đo lường sự hài lòng tại Trung tâm, ngày 12/10/2026",
        "Báo cáo Chỉ số hài lòng năm 2026",
        "Kết quả theo từng nội dung",
        "Đường dây nóng tiếp nhận phản ánh",
        by="vhxh",
        on="2026-10-12",
        medium="photo",
        drawn="board",
        serves=(S("1.5.1", 1),),
    ),
    entry(
        "CDDH-35",
        f"{VHXH}/cong khai ket qua hai long tren Cong.png",
        "ban_chup",
        "Công khai kết quả đo lường sự hài lòng năm 2026",
        "13/10/2026 – Báo cáo kết quả đo lường sự hài lòng năm 2026",
        by="bbt",
        on="2026-10-13",
        taken_at="ngày 13/10/2026",
        medium="screenshot",
        drawn="https://daison.example/cong-khai/chi-so-hai-long-2026",
        serves=(S("1.5.1", 1),),
    ),
)

DOCUMENTS = (*PROPAGANDA, *SATISFACTION)
