"""The folders of the sample's documents, named as a commune's shared drive names them."""

from __future__ import annotations

VHXH = "Phòng Văn hóa - Xã hội"
VP = "Văn phòng HĐND và UBND"
KT = "Phòng Kinh tế"
PVHCC = "TT Phục vụ HCC"
DVSNC = "TT Dịch vụ SNC"
BBT = "Ban Biên tập Cổng TTĐT"
CA = "Công an xã"
INCOMING = "Văn bản đến"
PHOTOS = "Ảnh minh chứng"
ZALO = "Zalo tải về"
