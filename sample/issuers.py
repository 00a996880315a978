"""Who issues the sample documents: heading, sign of the issuer, place, and usual signer's post."""

from __future__ import annotations

from dataclasses import dataclass

COMMUNE = "xã Đại Sơn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """An issuing body; ``heading`` is printed in bold, ``above`` is the superior body's line."""

    key: str
    sign: str
    heading: tuple[str, ...]
    above: tuple[str, ...] = ()
    place: str = "Đại Sơn"
    post: tuple[str, ...] = ("GIÁM ĐỐC",)


_UNDER = ("UBND XÃ ĐẠI SƠN",)

ISSUERS = {
    issuer.key: issuer
    for issuer in (
        Issuer(
            key="ubnd_xa",
            sign="UBND",
            heading=("ỦY BAN NHÂN DÂN", "XÃ ĐẠI SƠN"),
            post=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ),
        Issuer(
            key="hdnd_xa",
            sign="HĐND",
            heading=("HỘI ĐỒNG NHÂN DÂN", "XÃ ĐẠI SƠN"),
            post=("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"),
        ),
        Issuer(
            key="vhxh",
            sign="VHXH",
            above=_UNDER,
            heading=("PHÒNG VĂN HÓA - XÃ HỘI",),
            post=("TRƯỞNG PHÒNG",),
        ),
        Issuer(
            key="vp",
            sign="VP",
            above=_UNDER,
            heading=("VĂN PHÒNG HĐND VÀ UBND",),
            post=("CHÁNH VĂN PHÒNG",),
        ),
        Issuer(
            key="kt",
            sign="KT",
            above=_UNDER,
            heading=("PHÒNG KINH TẾ",),
            post=("TRƯỞNG PHÒNG",),
        ),
        Issuer(
            key="pvhcc",
            sign="TTPVHCC",
            above=_UNDER,
            heading=("TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"),
        ),
        Issuer(
            key="dvsnc",
            sign="TTDVSNC",
            above=_UNDER,
            heading=("TRUNG TÂM DỊCH VỤ", "SỰ NGHIỆP CÔNG"),
        ),
        Issuer(
            key="bbt",
            sign="BBT",
            above=_UNDER,
            heading=("BAN BIÊN TẬP", "CỔNG THÔNG TIN ĐIỆN TỬ"),
            post=("TM. BAN BIÊN TẬP", "TRƯỞNG BAN"),
        ),
        Issuer(
            key="tcns",
            sign="TCNS",
            above=_UNDER,
            heading=("TỔ CÔNG NGHỆ SỐ", "CỘNG ĐỒNG"),
            post=("TỔ TRƯỞNG",),
        ),
        Issuer(
            key="ca",
            sign="CAX",
            above=("CÔNG AN THÀNH PHỐ HẢI PHÒNG",),
            heading=("CÔNG AN XÃ ĐẠI SƠN",),
            post=("TRƯỞNG CÔNG AN XÃ",),
        ),
        Issuer(
            key="mttq",
            sign="MTTQ-BTT",
            above=("ỦY BAN MTTQ VIỆT NAM", "THÀNH PHỐ HẢI PHÒNG"),
            heading=("BAN THƯỜNG TRỰC", "XÃ ĐẠI SƠN"),
            post=("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH"),
        ),
        Issuer(
            key="ubnd_tp",
            sign="UBND",
            heading=("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG"),
            place="Hải Phòng",
            post=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        Issuer(
            key="so_noi_vu",
            sign="SNV",
            above=("UBND THÀNH PHỐ HẢI PHÒNG",),
            heading=("SỞ NỘI VỤ",),
            place="Hải Phòng",
            post=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ),
    )
}
