"""Writes one line of the catalogue: fills in what follows from type and issuer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sample.documents import Block, DocumentSpec, FaultCode, Medium, Serves, Table
from sample.issuers import ISSUERS
from sample.kinds import KINDS

# What stands between a decision's grounds and its first article.
_FORMULAS = {"quyet_dinh": "> QUYẾT ĐỊNH:", "nghi_quyet": "> QUYẾT NGHỊ:"}
_DECISION_BASIS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025;",
    "Theo đề nghị của cơ quan chủ trì tham mưu.",
)
_DEFAULT_RECIPIENTS = ("Như trên;", "Chủ tịch, các PCT UBND xã;", "Lưu: VT.")


def entry(
    id: str,
    path: str,
    type_key: str,
    title: str,
    *body: Block,
    no: int | None = None,
    on: str | None = None,
    by: str = "ubnd_xa",
    sign: str | None = None,
    medium: Medium = "pdf_text",
    to: tuple[str, ...] = (),
    basis: tuple[str, ...] = (),
    post: tuple[str, ...] | None = None,
    recipients: tuple[str, ...] = (),
    serves: tuple[Serves, ...] = (),
    figures: Mapping[str, str] | None = None,
    period: str | None = None,
    taken_at: str | None = None,
    drawn: str | None = None,
    draft_month: str | None = None,
    pages: int = 1,
    fault: FaultCode | None = None,
    copy_of: str | None = None,
    on_disk: bool = True,
) -> DocumentSpec:
    """Give the document of one catalogue line; ``on`` is its day as YYYY-MM-DD.

    ``sign`` replaces the symbol where it does not follow from type and issuer ("UBND-VHXH" of a
    letter). Raises ``ValueError`` for a day that is none, ``KeyError`` for an unknown type or
    issuer.
    """
    kind, issuer = KINDS[type_key], ISSUERS[by]
    if type_key in _FORMULAS:
        basis, body = basis or _DECISION_BASIS, (_FORMULAS[type_key], *body)
    symbol = None
    if kind.numbered:
        symbol = sign or (f"{kind.symbol}-{issuer.sign}" if kind.symbol else issuer.sign)
    return DocumentSpec(
        id=id,
        path=path,
        type_key=type_key,
        title=title,
        issuer=by,
        number=no,
        symbol=symbol,
        issued=date.fromisoformat(on) if on else None,
        draft_month=draft_month,
        signer_post=post or issuer.post,
        addressees=to,
        basis=basis,
        body=body,
        recipients=recipients or _DEFAULT_RECIPIENTS,
        figures=dict(figures or {}),
        period=period,
        taken_at=taken_at,
        drawn=drawn,
        pages=pages,
        medium=medium,
        serves=serves,
        fault=fault,
        copy_of=copy_of,
        on_disk=on_disk,
    )


def table(head: str, *rows: str, widths: tuple[int, ...] = ()) -> Table:
    """Give a table from lines whose cells are parted by "|"."""

    def cells(line: str) -> tuple[str, ...]:
        return tuple(cell.strip() for cell in line.split("|"))

    return Table(head=cells(head), rows=tuple(cells(row) for row in rows), widths=widths)


S = Serves
