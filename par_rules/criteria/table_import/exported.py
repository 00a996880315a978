"""Reads tables that ``par export-criteria`` wrote, edited or not, back as a criteria set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from par_rules.criteria.table_export.general import read_general
from par_rules.criteria.table_export.layout import (
    APPENDICES,
    ASSUMPTIONS,
    DOCUMENTS,
    EVIDENCE,
    GENERAL,
    INPUTS,
    MAIN,
    MORE,
    OFFICES,
    Layout,
    column_of,
)
from par_rules.criteria.table_import.cells import Cell, Remark, SourceFile, SourceTable
from par_rules.criteria.table_import.draft import Draft
from par_rules.criteria.table_import.keys import Keys
from par_rules.criteria.table_import.leaf import RULE, draft_leaf
from par_rules.criteria.table_import.numbers import printed
from par_rules.criteria.table_import.reading import Written
from par_rules.criteria.table_import.rows import Row, Rows
from par_rules.criteria.table_import.rule_reader import (
    Known,
    read_conditions,
    read_not_arisen,
    read_rule,
)
from par_rules.criteria.table_import.tree import Node, Sum, Tree
from par_rules.values import points_text

ZERO = Fraction(0)


@dataclass(frozen=True)
class ReadRow:
    """A row by the keys of its columns: what was read, and the cells."""

    values: Written
    cells: Mapping[str, Cell]


@dataclass
class Exported:
    """The tables of an exported set by layout, and what in them could not be read."""

    rows: dict[str, list[ReadRow]] = field(default_factory=dict)
    faults: list[Remark] = field(default_factory=list)
    tables: int = 0

    def of(self, layout: Layout) -> list[ReadRow]:
        """Give the rows of a table."""
        return self.rows.get(layout.title, [])


def find_exported(source: SourceFile) -> Exported | None:
    """Give the tables where a file holds an exported set; None for another file."""
    found = Exported()
    for table in source.tables:
        layout = _layout(table)
        if layout is not None:
            found.tables += 1
            rows = found.rows.setdefault(layout.title, [])
            rows += _rows(table, layout, found.faults)
    return found if found.of(MAIN) and found.of(MORE) and found.of(GENERAL) else None


def _layout(table: SourceTable) -> Layout | None:
    heads = [cell.text for cell in table.rows[0] if cell.text] if table.rows else []
    for layout in (MAIN, *APPENDICES):
        needed = [c.heading for c in layout.columns[:2]]
        known = heads and all(column_of(layout, head) for head in heads)
        if known and all(n in heads for n in needed):
            return layout
    return None


def _rows(table: SourceTable, layout: Layout, faults: list[Remark]) -> Iterator[ReadRow]:
    columns = [column_of(layout, cell.text) for cell in table.rows[0]]
    for cells in table.rows[1:]:
        values: Written = {}
        held: dict[str, Cell] = {}
        for column, cell in zip(columns, cells, strict=False):
            if column is None:
                continue
            held[column.key] = cell
            if cell.fault:
                faults.append(Remark(cell.at, cell.fault))
            elif cell.text:
                try:
                    values[column.key] = column.codec.read(cell.text)
                except ValueError as error:
                    faults.append(Remark(cell.at, f"cột “{column.heading}”: {error}"))
        if values:
            yield ReadRow(values, held)


def read_exported(found: Exported, year: int, key: str) -> tuple[Draft, Rows, Tree]:
    """Give the set as files write it, with what could not be read; under ``key`` and ``year``."""
    return _Reader(found, year, key).read()


class _Reader:
    def __init__(self, found: Exported, year: int, key: str) -> None:
        self.found, self.year, self.key = found, year, key
        titles: dict[str, list[str]] = {}
        for row in found.of(INPUTS):
            titles.setdefault(row.values.get("title", ""), []).append(row.values.get("key", ""))
        leaves = [r.values for r in found.of(MORE) if r.values.get("level") == "leaf"]
        numbers: dict[str, list[str]] = {}
        for values in leaves:
            numbers.setdefault(values.get("number", ""), []).append(values.get("key", ""))
        self.known = Known(
            {title: keys[0] for title, keys in titles.items() if len(keys) == 1},
            {number: keys[0] for number, keys in numbers.items() if len(keys) == 1},
        )
        self.offices = {r.values.get("title"): r.values.get("key") for r in found.of(OFFICES)}
        self.keys = Keys(row.values.get("key", "") for row in found.of(INPUTS))
        self.made = Draft({}, _by_key(found.of(DOCUMENTS)), _by_key(found.of(INPUTS)))
        self.sums: list[Sum] = []

    def read(self) -> tuple[Draft, Rows, Tree]:
        made = self.made
        made.faults += self.found.faults
        made.head = self._head()
        nodes = self._fields()
        inside = sum(
            (
                leaf["max_points"]
                for f in made.fields
                for c in f["criteria"]
                for leaf in c["leaves"]
                if "role" not in leaf
            ),
            ZERO,
        )
        total = Sum("", "Tổng cộng", made.head.get("max_points"), inside, "")
        if not total.agrees:
            made.faults.append(_unequal(total))
        made.head["max_points"] = inside
        made.sums = self.sums
        rows = Rows(read=len(self.found.of(MAIN)), tables=self.found.tables)
        return made, rows, Tree(nodes, self.sums, [], total)

    def _head(self) -> Written:
        rows = [
            (r.values.get("name", ""), r.values.get("value", "")) for r in self.found.of(GENERAL)
        ]
        at = self.found.of(GENERAL)[0].cells["name"].at
        try:
            head = read_general(rows, lambda text: read_conditions(text, self.known))
        except (ValueError, KeyError) as error:
            self.made.faults.append(Remark(at, f"phụ lục điều chung: {error}"))
            head = {}
        head |= {"key": self.key, "year": self.year}
        head["offices"] = _by_key(self.found.of(OFFICES))
        assumptions = _by_key(self.found.of(ASSUMPTIONS))
        return head | ({"assumptions": assumptions} if assumptions else {})

    def _fields(self) -> list[Node]:
        """Go through the main table beside the appendix of keys, row by row."""
        more = [row.values for row in self.found.of(MORE)]
        main = [row for row in self.found.of(MAIN) if "number" in row.values]
        if len(more) != len(main):
            at = self.found.of(MAIN)[0].cells["number"].at
            text = f"bảng tiêu chí có {len(main)} dòng, phụ lục khóa có {len(more)} dòng"
            self.made.faults.append(Remark(at, f"{text}: thêm, bớt dòng ở cả hai bảng"))
        nodes: list[Node] = []
        for row, own in zip(main, more, strict=False):
            level = own.get("level")
            if own.get("number") != row.values.get("number"):
                text = (
                    f"dòng {row.values.get('number')} không khớp phụ lục khóa ({own.get('number')})"
                )
                self.made.faults.append(Remark(row.cells["number"].at, text))
            group: Written = {
                **{k: v for k, v in own.items() if k not in ("level", "number")},
                **{k: row.values[k] for k in ("number", "title", "max_points") if k in row.values},
            }
            if level == "field":
                self.made.fields.append(group | {"criteria": []})
                nodes.append(_node(row, 0))
            elif level == "criterion" and self.made.fields:
                self.made.fields[-1]["criteria"].append(group | {"leaves": []})
                nodes[-1].children.append(_node(row, 1))
            elif self.made.fields and self.made.fields[-1]["criteria"]:
                leaf = self._leaf(row, group)
                if leaf is not None:
                    self.made.fields[-1]["criteria"][-1]["leaves"].append(leaf)
                    nodes[-1].children[-1].children.append(_node(row, 2, leaf.get("role", "")))
        self._sums(main)
        return nodes

    def _leaf(self, row: ReadRow, group: Written) -> Written | None:
        if "max_points" not in group:
            at = row.cells["max_points"].at
            if not any(fault.at == at for fault in self.made.faults):
                self.made.faults.append(Remark(at, f"dòng {group['number']} chưa có điểm"))
            return None
        leaf = dict(group)
        self.made.leaves += 1
        self._office(row, leaf)
        leaf |= {k: row.values[k] for k in ("deadline", "note") if k in row.values}
        cell = row.cells.get("rule")
        try:
            leaf["rule"] = read_rule(row.values.get("rule", ""), self.known)
        except ValueError as error:
            self._reworded(row, leaf, str(error))
        if "not_arisen" in row.values:
            try:
                leaf["not_arisen"] = read_not_arisen(row.values["not_arisen"], self.known)
            except ValueError as error:
                self.made.faults.append(Remark(row.cells["not_arisen"].at, str(error)))
        papers = [
            {k: v for k, v in paper.values.items() if k != "leaf"}
            for paper in self.found.of(EVIDENCE)
            if paper.values.get("leaf") == leaf["key"]
        ]
        papers = self._proving(papers, leaf, row)
        said = row.values.get("evidence", "")
        if said != "\n".join(f"- {paper.get('title', '')}" for paper in papers):
            text = f"tài liệu của dòng {group['number']} khác phụ lục tài liệu: lấy theo phụ lục"
            self.made.faults.append(Remark(row.cells["evidence"].at, text))
        leaf |= {"evidence": papers} if papers else {}
        if "source" in row.values:
            leaf["source"] = row.values["source"]
        elif cell is not None:
            self.made.faults.append(Remark(cell.at, f"dòng {group['number']} chưa có căn cứ"))
        return leaf

    def _proving(self, papers: list[Written], leaf: Written, row: ReadRow) -> list[Written]:
        """Drop what evidence proves of figures that a rule worded anew no longer reads."""
        if leaf["key"] not in self.made.comments:
            return papers
        reads = set(RULE.validate_python(leaf["rule"]).reads())
        kept = []
        for paper in papers:
            named = [*paper.get("proves", ()), *filter(None, [paper.get("counts")])]
            if named and not set(named) <= reads:
                paper = {k: v for k, v in paper.items() if k not in ("proves", "counts")}
                text = f"tài liệu “{paper.get('title', '')}” chứng minh số liệu không còn dùng"
                at = row.cells["evidence"].at
                self.made.faults.append(Remark(at, f"{text}: ghi lại proves"))
            kept.append(paper)
        return kept

    def _office(self, row: ReadRow, leaf: Written) -> None:
        keys = []
        for name in row.values.get("offices", "").split("\n"):
            if name not in self.offices:
                text = f"cơ quan “{name}” không có trong phụ lục cơ quan"
                self.made.faults.append(Remark(row.cells["offices"].at, text))
            else:
                keys.append(self.offices[name])
        if keys:
            leaf["lead_office"] = keys[0]
            leaf |= {"co_offices": keys[1:]} if len(keys) > 1 else {}

    def _reworded(self, row: ReadRow, leaf: Written, why: str) -> None:
        """Read a rule that somebody worded anew, as in any other table."""
        cell = row.cells["rule"] if "rule" in row.cells else row.cells["title"]
        found = Row(printed(leaf["number"]), leaf["title"], cell.at, leaf["max_points"])
        found.lines = [(cell.text, cell.at)] if cell.text else []
        read = draft_leaf(
            found,
            leaf["max_points"],
            key=leaf["key"],
            year=self.year,
            role=leaf.get("role", ""),
            least=leaf.get("min_points"),
            office=leaf.get("lead_office", ""),
            keys=self.keys,
        )
        leaf["rule"] = read.rule
        self.made.inputs |= read.inputs
        self.made.comments[leaf["key"]] = read.comments
        if read.unread:
            said = f"dòng {leaf['number']} “{leaf['title']}”: {why}; {read.unread}"
            self.made.unread.append(Remark(cell.at, said))
        self.made.assumed += [Remark(cell.at, f"dòng {leaf['number']}: {t}") for t in read.assumed]

    def _sums(self, main: list[ReadRow]) -> None:
        """Compare each group's points with its leaves', and keep the leaves' sum."""
        at = {row.values.get("number"): row.cells["max_points"].at for row in main}
        for group in self.made.fields:
            for criterion in group["criteria"]:
                found = sum((leaf["max_points"] for leaf in criterion["leaves"]), ZERO)
                self._sum(criterion, found, at)
            self._sum(group, sum((c["max_points"] for c in group["criteria"]), ZERO), at)

    def _sum(self, group: Written, found: Fraction, at: Mapping[Any, str]) -> None:
        stated = group.get("max_points")
        one = Sum(group["number"], group["title"], stated, found, at.get(group["number"], ""))
        self.sums.append(one)
        if not one.agrees:
            self.made.faults.append(_unequal(one))
        group["max_points"] = found


def _node(row: ReadRow, level: int, role: Any = "") -> Node:
    values = row.values
    cell = row.cells["max_points"]
    made = Row(
        printed(values["number"]), values.get("title", ""), cell.at, values.get("max_points")
    )
    made.points_at = cell.at
    return Node(made, level, role=role)


def _by_key(rows: list[ReadRow]) -> dict[str, Written]:
    return {
        row.values["key"]: {k: v for k, v in row.values.items() if k != "key"}
        for row in rows
        if "key" in row.values
    }


def _unequal(found: Sum) -> Remark:
    name = f"{found.number} “{found.title}”" if found.number else "tổng cộng"
    return Remark(
        found.at,
        f"{name} ghi {points_text(found.stated or ZERO)} điểm nhưng các dòng bên dưới cộng lại "
        f"{points_text(found.found)} điểm: nhập theo tổng các dòng",
    )
