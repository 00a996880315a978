"""The reconciliation of an import: what was read, what agrees, what a person has to settle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from par_rules.criteria.table_import.cells import Remark
from par_rules.criteria.table_import.tree import Sum
from par_rules.values import points_text
from par_rules.values.exact import decimal_text

SCHEMA = 1


@dataclass(frozen=True)
class Reconciliation:
    """What an import read. ``sums`` are of fields and criteria, ``total`` of the whole table.

    ``unread`` are leaves whose wording is no rule; ``faults`` what does not agree or could not be
    read; ``assumed`` what the usual reading adds; ``remarks`` what was left out of the file.
    """

    file: str
    tables: int
    rows: int
    leaves: int
    total: Sum
    fields: tuple[Sum, ...]
    sums: tuple[Sum, ...]
    unread: tuple[Remark, ...]
    faults: tuple[Remark, ...]
    assumed: tuple[Remark, ...]
    remarks: tuple[Remark, ...]

    @property
    def typed(self) -> int:
        """Count the leaves that have a rule."""
        return self.leaves - len(self.unread)

    def lines(self) -> Iterator[str]:
        """Write the reconciliation for people."""
        yield (
            f"Đã đọc {self.tables} bảng, {self.rows} dòng: {self.leaves} tiêu chí chấm điểm, "
            f"{self.typed} có cách tính, {len(self.unread)} chưa đọc được cách tính."
        )
        yield "Điểm theo lĩnh vực (bảng ghi; các dòng cộng lại):"
        for found in (*self.fields, self.total):
            mark = "" if found.agrees else "   KHÔNG KHỚP"
            name = f"{found.number} {found.title}".strip()
            yield f"  {name}: {_stated(found)}; {points_text(found.found)}{mark}"
        for heading, remarks in (
            ("Chỗ không khớp hoặc không đọc được", self.faults),
            ("CẦN LÀM: lời văn chưa thành quy tắc", self.unread),
            ("Bảng không nêu, đã hiểu thêm, cần đối chiếu", self.assumed),
            ("Không đọc", self.remarks),
        ):
            if remarks:
                yield f"{heading} ({len(remarks)}):"
                yield from (f"  {remark}" for remark in remarks)

    def to_json(self) -> dict[str, Any]:
        """Give the same for programs; points are decimal texts."""
        return {
            "schema": SCHEMA,
            "file": self.file,
            "tables": self.tables,
            "rows": self.rows,
            "leaves": self.leaves,
            "typed": self.typed,
            "total": _sum(self.total),
            "fields": [_sum(found) for found in self.fields],
            "sums": [_sum(found) for found in self.sums],
            **{
                name: [{"at": r.at, "text": r.text} for r in remarks]
                for name, remarks in (
                    ("unread", self.unread),
                    ("faults", self.faults),
                    ("assumed", self.assumed),
                    ("remarks", self.remarks),
                )
            },
        }


def _stated(found: Sum) -> str:
    return "không ghi" if found.stated is None else points_text(found.stated)


def _sum(found: Sum) -> dict[str, Any]:
    return {
        "number": found.number,
        "title": found.title,
        "stated": None if found.stated is None else decimal_text(found.stated),
        "found": decimal_text(found.found),
        "agrees": found.agrees,
        "at": found.at,
    }
