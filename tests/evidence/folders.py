"""Folders of a unit's year with a few real documents of the sample and a register, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.evidence import Document, Finding, Manifest, Unit, load_unit
from par_rules.evidence import register_layout as layout
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.register import RegisterRow
from par_rules.evidence.register_write import register_bytes
from par_rules.evidence.take import take_evidence
from sample.catalogue import document as sample_document
from sample.kinds import ROOT
from sample.write import DOCUMENT_FOLDER

AS_OF = date(2026, 11, 24)
SOMEBODY = "Công chức Phòng Văn hóa – Xã hội"


@cache
def the_set() -> CriteriaSet:
    """Give the criteria set of 2026."""
    return load_criteria(ROOT / "criteria", "hai-phong-xa", 2026)


@cache
def the_unit() -> Unit:
    """Give the sample's unit."""
    return load_unit(ROOT / "evidence", "dai-son")


def made(id: str) -> bytes:
    """Give the bytes of a document of the sample year."""
    return DOCUMENT_FOLDER.joinpath(*sample_document(id).path.split("/")).read_bytes()


def row(leaf: str, requirement: str, file: str, **cells: str) -> dict[str, str]:
    """Give a row of the register; ``cells`` by the names of ``register_layout`` in small letters.

    The row is confirmed unless ``confirmed_by`` is "".
    """
    titles = {r.key: r.title for r in the_set().leaf(leaf).evidence}
    given = {"confirmed_by": SOMEBODY, **cells}
    return {
        layout.LEAF: leaf,
        layout.REQUIREMENT: titles.get(requirement, requirement),
        layout.FILE: file,
        **{getattr(layout, name.upper()): value for name, value in given.items()},
    }


def year_folder(
    folder: Path,
    files: Mapping[str, bytes],
    rows: Sequence[Mapping[str, str]] = (),
    explanations: Sequence[Mapping[str, str]] = (),
) -> Path:
    """Write documents and register and give the year's folder."""
    documents = folder / layout.DOCUMENT_FOLDER
    documents.mkdir(parents=True)
    for name, data in files.items():
        path = documents.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    data = register_bytes(the_set(), "UBND xã Đại Sơn", sorted(files), rows, explanations)
    (folder / layout.FILE_NAME).write_bytes(data)
    return folder


def take(folder: Path, as_of: date = AS_OF, **more: Any) -> Manifest:
    """Take the evidence of a year's folder."""
    return take_evidence(the_set(), the_unit(), 2026, folder, as_of=as_of, **more)


def document(**fields: Any) -> Document:
    """Give an issued plan as it is read from its page, changed by ``fields``."""
    usual: dict[str, Any] = {
        "path": "Kế hoạch.pdf",
        "raw_path": "Kế hoạch.pdf",
        "size": 1000,
        "sha256": "a" * 64,
        "media": "pdf",
        "pages": 2,
        "type_key": "ke_hoach",
        "type_title": "Kế hoạch",
        "code": "12/KH-UBND",
        "issued": date(2026, 1, 20),
        "issuer": "ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN",
        "title": "Cải cách hành chính năm 2026",
        "signed": True,
        "read_from": "page",
    }
    return Document(**{**usual, **fields})


def exhibit(
    leaf: str = "1.1.1",
    requirement: str = "plan",
    shown: Document | None = None,
    gone: bool = False,
    requires: Mapping[str, Any] | None = None,
    **cells: Any,
) -> Exhibit:
    """Give a document offered for a requirement; ``requires`` changes the requirement."""
    found = the_set().leaf(leaf)
    asked = next(r for r in found.evidence if r.key == requirement)
    shown = None if gone else (shown or document())
    path = shown.path if shown else cells.pop("path", "Kế hoạch.pdf")
    fields: dict[str, Any] = {"confirmed_by": SOMEBODY, "page": 1, **cells}
    return Exhibit(
        leaf=found,
        requirement=asked.model_copy(update=dict(requires or {})),
        row=RegisterRow(place="danh-muc: Minh chứng!C5", leaf=found, requirement=asked, path=path,
                        **fields),
        document=shown,
        code=(shown.code if shown else None) or fields.get("code"),
        issued=(shown.issued if shown else None) or fields.get("issued"),
        type_key=shown.type_key if shown else None,
        issuer=None,
    )  # fmt: skip


def told(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Give code and severity of each finding."""
    return [(finding.code, finding.severity) for finding in findings]
