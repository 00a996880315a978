"""A criteria set as tables of text: the decision's table, then its appendices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from par_rules.criteria.model import CriteriaSet, Leaf
from par_rules.criteria.table_export.codec import number_text
from par_rules.criteria.table_export.general import general_rows
from par_rules.criteria.table_export.layout import (
    ASSUMPTIONS,
    DOCUMENTS,
    EVIDENCE,
    GENERAL,
    INPUTS,
    MAIN,
    MORE,
    OFFICES,
    Column,
    Layout,
    other,
)
from par_rules.criteria.table_export.names import Names
from par_rules.criteria.table_export.rule_text import not_arisen_text, rule_text

Level = Literal["field", "criterion", "leaf", "total", ""]
TOTAL = "Tổng cộng"
# What the main table shows of a row; its number stands in both.
SHOWN = frozenset(
    """
    title max_points rule not_arisen evidence lead_office co_offices deadline source note
    criteria leaves
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class TextTable:
    """One table: the columns that hold something, its rows as texts, the level of each row."""

    layout: Layout
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    levels: tuple[Level, ...]


def tables_of(criteria: CriteriaSet) -> list[TextTable]:
    """Give all tables of a set; empty appendices are left out."""
    names = Names(criteria)
    made = [_main(criteria, names), _more(criteria)]
    for layout, rows in (
        (INPUTS, [{"key": key} | _written(s) for key, s in criteria.inputs.items()]),
        (
            EVIDENCE,
            [
                {"leaf": leaf.key} | _written(requirement)
                for leaf in criteria.leaves()
                for requirement in leaf.evidence
            ],
        ),
        (OFFICES, [{"key": k} | _written(o) for k, o in criteria.head.offices.items()]),
        (ASSUMPTIONS, [{"key": k} | _written(a) for k, a in criteria.head.assumptions.items()]),
        (DOCUMENTS, [{"key": k} | _written(d) for k, d in criteria.sources.items()]),
        (GENERAL, [{"name": n, "value": v} for n, v in general_rows(criteria.head, names)]),
    ):
        if rows:
            made.append(_table(layout, rows))
    return made


def _main(criteria: CriteriaSet, names: Names) -> TextTable:
    rows: list[dict[str, Any]] = []
    levels: list[Level] = []
    for field in criteria.fields:
        rows.append(_group(field))
        levels.append("field")
        for criterion in field.criteria:
            rows.append(_group(criterion))
            levels.append("criterion")
            for leaf in criterion.leaves:
                rows.append(_leaf(leaf, criteria, names))
                levels.append("leaf")
    rows.append({"title": TOTAL, "max_points": criteria.head.max_points})
    levels.append("total")
    return _table(MAIN, rows, levels)


def _group(found: Any) -> dict[str, Any]:
    return {"number": found.number, "title": found.title, "max_points": found.max_points}


def _leaf(leaf: Leaf, criteria: CriteriaSet, names: Names) -> dict[str, Any]:
    offices = [criteria.head.offices[key].title for key in (leaf.lead_office, *leaf.co_offices)]
    row: dict[str, Any] = _group(leaf)
    row |= {"rule": rule_text(leaf.rule, names), "offices": "\n".join(offices)}
    row |= {"source": leaf.source}
    if leaf.not_arisen is not None:
        row["not_arisen"] = not_arisen_text(leaf.not_arisen, names)
    if leaf.evidence:
        row["evidence"] = "\n".join(f"- {requirement.title}" for requirement in leaf.evidence)
    return row | {k: v for k in ("deadline", "note") if (v := getattr(leaf, k)) is not None}


def _more(criteria: CriteriaSet) -> TextTable:
    rows: list[dict[str, Any]] = []
    for field in criteria.fields:
        rows.append(_own("field", field))
        for criterion in field.criteria:
            rows.append(_own("criterion", criterion))
            for leaf in criterion.leaves:
                rows.append(_own("leaf", leaf))
    return _table(MORE, rows)


def _own(level: Level, model: BaseModel) -> dict[str, Any]:
    """Give what the main table does not show of a row."""
    own = {key: value for key, value in _written(model).items() if key not in SHOWN}
    return {"level": level} | own


def _written(model: BaseModel) -> dict[str, Any]:
    """Give what of a model is not as by default, by the names that files use."""
    found = {}
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        default = info.get_default(call_default_factory=True, validated_data={})
        if default is PydanticUndefined or value != default:
            found[info.alias or name] = value
    return found


def _table(
    layout: Layout, rows: Sequence[dict[str, Any]], levels: Sequence[Level] = ()
) -> TextTable:
    used = {key for row in rows for key in row}
    columns = tuple(column for column in layout.columns if column.key in used)
    laid_out = {column.key for column in layout.columns}
    columns += tuple(other(key) for key in sorted(used - laid_out))
    texts = tuple(
        tuple(
            column.codec.write(row[column.key]) if column.key in row else "" for column in columns
        )
        for row in rows
    )
    plain: list[Level] = ["" for _ in rows]
    return TextTable(layout, columns, texts, tuple(levels or plain))


def summary(criteria: CriteriaSet) -> Iterator[str]:
    """Say what of a set no table carries."""
    yield "chú thích (#) trong các tệp YAML"
    yield "việc chia số liệu ra nhiều tệp inputs-….yaml: nhập lại thành một tệp"
    yield "cách ghi theo năm trước (giữ, thay, thêm, bỏ): nhập lại thành một bộ đầy đủ"
    yield "ví dụ tính điểm trong thư mục examples"
    if criteria.targets:
        yield "chỉ tiêu của Kế hoạch, loại văn bản, mã kiểm tra: nằm chung ở thư mục criteria"


def points_number(text: str) -> float | None:
    """Give points as a number for a cell; None where the text is none or is not exact."""
    try:
        found = float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return None
    return found if number_text_of(found) == text else None


def number_text_of(found: float) -> str:
    """Write a number of a cell as the importer reads it."""
    from fractions import Fraction

    return number_text(Fraction(repr(found)))
