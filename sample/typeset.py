"""Sets a document as PDF pages after Nghị định 30/2020/NĐ-CP, with typst and the bundled fonts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from par_rules.dossier.typeset import FONTS
from sample.colours import name_device_colours
from sample.documents import MARK, SIGNER, Block, DocumentSpec, Table
from sample.issuers import ISSUERS
from sample.kinds import KINDS

HERE = Path(__file__).resolve().parent
PURPOSE = "dùng để thử phần mềm, không có giá trị pháp lý"
SYSTEMS = {
    "pvhcc": "HỆ THỐNG THÔNG TIN GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH THÀNH PHỐ HẢI PHÒNG",
    "vp": "HỆ THỐNG QUẢN LÝ VĂN BẢN VÀ ĐIỀU HÀNH (HPnet)",
    "bbt": "QUẢN TRỊ CỔNG THÔNG TIN ĐIỆN TỬ XÃ ĐẠI SƠN",
}
# Points of an A4 page.
PAGE_HEIGHT = 841.89
EXPORTS = ("ket_xuat", "dau_gui")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the page, in points from its top left corner; ``page`` counts from 1."""

    name: str
    page: int
    x: float
    y: float


def typeset(spec: DocumentSpec, *, stamped: bool = False) -> bytes:
    """Give the PDF of ``spec``; ``stamped`` leaves number and day blank for the clerk's stamps."""
    return _compile("page.typ", page_data(spec, stamped=stamped))


def slots(spec: DocumentSpec, *, stamped: bool = True) -> dict[str, Slot]:
    """Give by name the places of the signature and, on a stamped page, of number, day, month."""
    compiler = _compiler("page.typ", page_data(spec, stamped=stamped))
    found = json.loads(compiler.query("<slot>", field="value"))
    return {slot["name"]: Slot(**slot) for slot in found}


def typeset_stamp(
    lines: tuple[str, ...],
    *,
    width: float,
    height: float,
    size: float = 13,
    colour: str = "#1c3f94",
    framed: bool = False,
) -> bytes:
    """Give a PDF page of ``width`` × ``height`` points that shows ``lines``."""
    data = {
        "lines": lines,
        "width": width,
        "height": height,
        "size": size,
        "colour": colour,
        "framed": framed,
    }
    return _compile("stamp.typ", data)


def date_words(spec: DocumentSpec) -> str:
    """Give "ngày 05 tháng 3 năm 2026" (leading 0 for days below 10 and months 1 and 2)."""
    if spec.issued is None:
        return ""
    month = f"{spec.issued.month:02}" if spec.issued.month < 3 else str(spec.issued.month)
    return f"ngày {spec.issued.day:02} tháng {month} năm {spec.issued.year}"


def page_data(spec: DocumentSpec, *, stamped: bool) -> dict[str, Any]:
    """Give what the page template reads, as plain values."""
    issuer, kind = ISSUERS[spec.issuer], KINDS[spec.type_key]
    is_draft = kind.numbered and spec.number is None
    return {
        "mark": MARK,
        "purpose": PURPOSE,
        "layout": "export" if spec.type_key in EXPORTS else "letter",
        "system": SYSTEMS.get(spec.issuer, SYSTEMS["pvhcc"]),
        "unit": "UBND xã Đại Sơn",
        "period": spec.period or "",
        "taken_at": spec.taken_at or "",
        "taken_by": "Tài khoản kết xuất: (tài liệu mẫu)",
        "above": issuer.above,
        "heading": issuer.heading,
        "place": issuer.place,
        "numbered": kind.numbered,
        "number": "" if stamped or spec.number is None else f"{spec.number:02}",
        "symbol": spec.symbol or "",
        "date": "" if stamped else date_words(spec),
        "draft_month": spec.draft_month or "",
        "year": str(spec.issued.year if spec.issued else 2026),
        "letter": spec.type_key == "cong_van",
        "kind": "" if spec.type_key == "cong_van" else kind.title.upper(),
        "title": spec.title,
        "to": spec.addressees,
        "basis": spec.basis,
        "body": [_block(block) for block in spec.body],
        "figures_head": "Chỉ tiêu",
        "figures": list(spec.figures.items()),
        "post": spec.signer_post,
        "signer": SIGNER,
        "recipients": spec.recipients if kind.numbered else (),
        "sealed": kind.numbered and not is_draft and not spec.medium.startswith("signed"),
    }


def _block(block: Block) -> str | dict[str, Any]:
    if isinstance(block, Table):
        return {
            "head": block.head,
            "rows": block.rows,
            "widths": block.widths or (1,) * len(block.head),
        }
    return block


def _compile(template: str, data: dict[str, Any]) -> bytes:
    pdf = _compiler(template, data).compile(format="pdf", pdf_tags=False)
    if not isinstance(pdf, bytes):
        raise TypeError(f"{template}: typst gave no single file")
    return name_device_colours(pdf)


def _compiler(template: str, data: dict[str, Any]) -> typst.Compiler:
    return typst.Compiler(
        input=str(HERE / template),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
