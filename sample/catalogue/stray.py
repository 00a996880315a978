"""Files that no leaf uses, as every shared drive holds them."""

from __future__ import annotations

from sample.catalogue.entry import entry
from sample.catalogue.folders import PHOTOS, VP, ZALO

DOCUMENTS = (
    entry(
        "LAC-01",
        "Thong bao lich nghi Tet.pdf",
        "thong_bao",
        "Lịch nghỉ Tết Nguyên đán và phân công trực năm 2026",
        "UBND xã thông báo lịch nghỉ Tết từ ngày 16/02/2026 đến hết ngày 20/02/2026; Trung tâm "
        "Phục vụ hành chính công trực tiếp nhận hồ sơ khai tử./.",
        no=18,
        on="2026-02-06",
        fault="ORPHAN",
    ),
    entry(
        "LAC-02",
        f"{VP}/Giay moi hop thon.pdf",
        "giay_moi",
        "Dự họp triển khai đường giao thông nông thôn",
        "Thời gian: 14 giờ 00 ngày 16/9/2026. Địa điểm: nhà văn hóa thôn./.",
        no=152,
        on="2026-09-11",
        to=("Trưởng các thôn",),
        fault="ORPHAN",
    ),
    entry(
        "LAC-03",
        f"{PHOTOS}/z5123456799_le ra quan.jpg",
        "anh",
        "Lễ ra quân vệ sinh môi trường",
        "LỄ RA QUÂN VỆ SINH MÔI TRƯỜNG",
        medium="photo",
        drawn="meeting",
        on="2026-06-05",
        fault="ORPHAN",
    ),
    # A PNG under the name of a JPEG, sent by Zalo.
    entry(
        "LAC-04",
        f"{ZALO}/z5123456800_chup bang gia.jpg",
        "ban_chup",
        "Phí, lệ phí lĩnh vực hộ tịch",
        "Đăng ký kết hôn: miễn lệ phí",
        "Cấp bản sao trích lục: 8.000 đồng",
        by="pvhcc",
        on="2026-08-11",
        taken_at="ngày 11/8/2026",
        medium="screenshot",
        drawn="https://daison.example/phi-le-phi",
        fault="BAD_TYPE",
    ),
    # An issued paper whose number was never filled in, cited documents in its text notwithstanding.
    entry(
        "LAC-05",
        f"{ZALO}/bao cao tuyen truyen cchc.pdf",
        "bao_cao",
        "Kết quả tuyên truyền cải cách hành chính năm 2026",
        "Thực hiện Kế hoạch số 156/KH-UBND ngày 31/12/2025 của UBND xã, Trung tâm đã đăng 61 "
        "tin, bài, phát 94 buổi truyền thanh./.",
        by="dvsnc",
        to=("UBND xã Đại Sơn",),
        draft_month="tháng 11 năm 2026",
        fault="DRAFT",
    ),
)
