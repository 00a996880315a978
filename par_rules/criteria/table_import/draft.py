"""Writes the tree of a table as a criteria set, with what a person still has to settle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet, DocumentType
from par_rules.criteria.table_import.cells import Remark
from par_rules.criteria.table_import.head import assumption, deadline_of, head_of
from par_rules.criteria.table_import.keys import Keys
from par_rules.criteria.table_import.leaf import LeafDraft, draft_leaf
from par_rules.criteria.table_import.offices import Offices
from par_rules.criteria.table_import.papers import requirements
from par_rules.criteria.table_import.reading import Written
from par_rules.criteria.table_import.tree import Node, Sum, Tree
from par_rules.criteria.unread import TO_DO
from par_rules.letters import fold

ZERO = Fraction(0)
DOC = "bang_tieu_chi"


@dataclass
class Draft:
    """The set as files write it, comments by leaf key, and what was read of each row.

    ``rows`` are leaves with their cells; ``unread`` the leaves whose wording is no rule, each with
    the reason; ``faults`` what kept a row out or changed its points.
    """

    head: Written
    sources: Written
    inputs: Written = field(default_factory=dict)
    fields: list[Written] = field(default_factory=list)
    comments: dict[str, list[str]] = field(default_factory=dict)
    leaves: int = 0
    unread: list[Remark] = field(default_factory=list)
    assumed: list[Remark] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)

    def criteria(self, types: Mapping[str, DocumentType]) -> CriteriaSet:
        """Give the set as the model has it; raises ``ValidationError`` where it is unsound."""
        return CriteriaSet.model_validate(
            {
                "head": self.head,
                "fields": self.fields,
                "inputs": self.inputs,
                "sources": self.sources,
                "targets": {},
                "document_types": dict(types),
            }
        )


def draft_set(
    tree: Tree,
    file: str,
    *,
    key: str,
    year: int,
    like: CriteriaSet | None,
    types: Mapping[str, DocumentType],
    told: Iterable[str] = (),
) -> Draft:
    """Write the set ``key`` of ``year``; ``like`` is an older one whose keys and offices stay.

    ``told`` are the cells of which something wrong has been said already.
    """
    writer = _Writer(tree, file, key, year, like, types)
    writer.told = frozenset(told)
    return writer.draft()


class _Writer:
    def __init__(
        self,
        tree: Tree,
        file: str,
        key: str,
        year: int,
        like: CriteriaSet | None,
        types: Mapping[str, DocumentType],
    ) -> None:
        self.tree, self.year, self.types = tree, year, types
        self.offices = Offices(like.head.offices if like else {})
        self.keys, self.inputs = Keys(), Keys()
        self.known = _keys_of(like)
        self.told: frozenset[str] = frozenset()
        self.assumptions: Written = {}
        head = head_of(key, year, file, like)
        source = {"title": f"Bảng tiêu chí nhập từ tệp {file}", "kind": "decision"}
        self.made = Draft(head, {DOC: source}, sums=tree.sums)

    def draft(self) -> Draft:
        """Give the whole set."""
        made = self.made
        made.faults += self.tree.faults
        fields = [self._field(node) for node in self.tree.fields]
        made.fields = [f for f in fields if f["criteria"]]
        self._outside()
        for n, fault in enumerate((f for f in self.tree.faults if "cộng" in f.text), 1):
            self.assumptions[f"{TO_DO}_tong_{n}"] = assumption(str(fault), "Bảng có số không khớp.")
        if self.offices.unnamed:
            self.assumptions[f"{TO_DO}_co_quan"] = assumption(
                "Có tiêu chí mà bảng không ghi cơ quan chủ trì: ghi lead_office.",
                "Bảng không có cột cơ quan chủ trì, hoặc ô bỏ trống.",
            )
        made.head["offices"] = self.offices.written()
        made.head["assumptions"] |= self.assumptions
        made.head["max_points"] = sum(
            (leaf["max_points"] for leaf in _leaves(made.fields) if "role" not in leaf), ZERO
        )
        waiting = len(made.unread) + len(made.faults)
        made.head["provisional"] = {
            "reason": "Bộ tiêu chí vừa nhập từ bảng, chưa ai đối chiếu; "
            f"còn {waiting} chỗ cần làm; không xếp loại."
        }
        return made

    def _field(self, node: Node) -> Written:
        groups = node.children if any(child.children for child in node.children) else [node]
        if node.children and groups == [node]:
            groups = list(node.children)
        criteria = [self._criterion(child, node) for child in groups]
        criteria = [c for c in criteria if c["leaves"]]
        return {
            "key": self._key(node, "linh_vuc"),
            **_named(node),
            "max_points": sum((c["max_points"] for c in criteria), ZERO),
            "criteria": criteria,
        }

    def _criterion(self, node: Node, above: Node) -> Written:
        leaves = [self._leaf(leaf, above) for leaf in node.leaves()]
        written = [leaf for leaf in leaves if leaf is not None]
        return {
            "key": self._key(node, "tieu_chi"),
            **_named(node),
            "max_points": sum((leaf["max_points"] for leaf in written), ZERO),
            "leaves": written,
        }

    def _key(self, node: Node, otherwise: str) -> str:
        known = self.known.get((otherwise, fold(node.row.title)))
        return self.keys.take(known) if known else self.keys.new(node.row.title, otherwise)

    def _leaf(self, node: Node, above: Node) -> Written | None:
        row, role = node.row, node.role
        if not role and row.points is not None and row.points < 0:
            role = "penalty"
        least = None
        if role == "penalty":
            least = -abs(row.points) if row.points else None
        elif row.points is None or row.points <= 0:
            self._left_out(node)
            return None
        maximum = ZERO if role == "penalty" else row.points or ZERO
        key = self._key(node, "tieu_chi_thanh_phan")
        lead, others = self.offices.of(row.texts.get("office") or above.row.texts.get("office", ""))
        read = draft_leaf(
            row,
            maximum,
            key=key,
            year=self.year,
            role=role,
            least=least,
            office=lead,
            keys=self.inputs,
        )
        if role == "penalty":
            least = read.rule.get("floor", least)
            if least is None:
                self._left_out(node)
                return None
        self.made.leaves += 1
        self.made.inputs |= read.inputs
        self.made.comments[key] = read.comments
        where = row.lines[0][1] if row.lines else row.at
        number = row.number.text if row.number else ""
        if read.unread:
            self.made.unread.append(Remark(where, f"dòng {number} “{row.title}”: {read.unread}"))
        self.made.assumed += [
            Remark(where, f"dòng {number}: {text}") for text in dict.fromkeys(read.assumed)
        ]
        leaf: Written = {"key": key, **_named(node), "max_points": maximum}
        leaf |= {"min_points": least} if role == "penalty" and least else {}
        leaf |= {"role": role} if role else {}
        leaf |= {"lead_office": lead} | ({"co_offices": others} if others else {})
        leaf |= {"scored_by": "survey"} if _surveyed(read, row.title, above.row.title) else {}
        leaf |= deadline_of(row.texts.get("deadline", ""))
        leaf |= {"note": row.texts["note"].replace("\n", " ")} if "note" in row.texts else {}
        leaf["rule"] = read.rule
        source = {"doc": DOC, "at": where}
        if read.not_arisen:
            leaf["not_arisen"] = {**read.not_arisen, "source": source}
        asked = list(requirements(row.texts.get("evidence", ""), self.types))
        leaf |= {"evidence": asked} if asked else {}
        leaf["source"] = [source, *self._assumed(read)]
        return leaf

    def _assumed(self, read: LeafDraft) -> list[Written]:
        """Cite what the usual reading adds to the words."""
        cited = []
        for text in dict.fromkeys(read.assumed):
            key = Keys().new(text.split(":")[0], "hieu")
            self.assumptions[key] = assumption(
                f"{text[:1].upper()}{text[1:]}.",
                "Cách hiểu thông thường khi nhập bảng; cần đối chiếu.",
            )
            cited.append({"assumption": key})
        return cited

    def _left_out(self, node: Node) -> None:
        row = node.row
        number = row.number.text if row.number else ""
        said = f"dòng {number} “{row.title}” chưa nhập: không đọc được điểm tối đa"
        if row.points_at not in self.told:
            self.made.faults.append(Remark(row.points_at or row.at, said))
        name = f"{TO_DO}_dong_{len(self.assumptions) + 1}"
        self.assumptions[name] = assumption(
            f"{row.points_at or row.at}: {said}.", "Ô điểm bỏ trống hoặc không phải một số."
        )

    def _outside(self) -> None:
        """Declare the caps of bonus and penalty, where the table has such rows."""
        for role in ("bonus", "penalty"):
            nodes = _roots(self.tree.fields, role)
            leaves = [x for x in _leaves(self.made.fields) if x.get("role") == role]
            if not leaves:
                continue
            stated = [abs(n.row.points) for n in nodes if n.children and n.row.points]
            found = sum((abs(x["max_points"] or x.get("min_points", ZERO)) for x in leaves), ZERO)
            at = nodes[0].row.at if nodes else leaves[0]["source"][0]["at"]
            self.made.head[role] = {
                "cap": stated[0] if stated else found,
                "counted": False,
                "source": {"doc": DOC, "at": at},
            }
            name = "điểm thưởng" if role == "bonus" else "điểm trừ"
            self.assumptions[f"{TO_DO}_{'diem_thuong' if role == 'bonus' else 'diem_tru'}"] = (
                assumption(
                    f"Kiểm tra mức tối đa của {name} và việc có tính vào tổng điểm (counted).",
                    f"Bảng không nói rõ {name} có tính vào tổng điểm.",
                )
            )


def _keys_of(like: CriteriaSet | None) -> dict[tuple[str, str], str]:
    """Give the keys of an older set by kind and title."""
    found: dict[tuple[str, str], str] = {}
    for group in like.fields if like else ():
        found["linh_vuc", fold(group.title)] = group.key
        for criterion in group.criteria:
            found["tieu_chi", fold(criterion.title)] = criterion.key
            for leaf in criterion.leaves:
                found["tieu_chi_thanh_phan", fold(leaf.title)] = leaf.key
    return found


def _roots(nodes: list[Node], role: str) -> list[Node]:
    return [n for n in nodes if n.role == role] or [
        c for n in nodes for c in _roots(n.children, role)
    ]


def _leaves(fields: list[Written]) -> list[Written]:
    return [leaf for f in fields for c in f["criteria"] for leaf in c["leaves"]]


def _named(node: Node) -> Written:
    number = node.row.number.text if node.row.number else "–"
    return {"number": number, "title": node.row.title}


def _surveyed(read: LeafDraft, *titles: str) -> bool:
    said = " ".join(map(fold, titles))
    return read.rule.get("by") == "survey" or "dieu tra xa hoi hoc" in said
