"""The annexes of the report: score table, evidence list, figures, gaps of each office."""

from __future__ import annotations

from par_rules.criteria.model import FieldOfSet
from par_rules.dossier.blocks import Annex, Block, Heading, Table
from par_rules.dossier.content import Content, used_text
from par_rules.dossier.evidence_list import EvidenceRow, evidence_rows
from par_rules.dossier.leaf_entry import LeafEntry, outside_text
from par_rules.dossier.plain_text import printable
from par_rules.dossier.wording import day, interval, points, sentence
from par_rules.scoring.scorecard import Views

# So many letters of what documents say of themselves stand in the evidence list on paper; the
# score table in Excel has all of them.
CODE, TITLE, ISSUER, FILE = 60, 300, 120, 150


def annexes(content: Content) -> tuple[Annex, ...]:
    """Give all annexes in order; the gaps of the offices are no matter for the submission."""
    year = content.result.year
    found = [
        Annex(f"Bảng tự chấm điểm chi tiết năm {year}", (_scores(content),), landscape=True),
        Annex("Danh mục minh chứng", tuple(_evidence(content)), landscape=True),
        Annex("Số liệu dùng để tính điểm", (_figures(content),), landscape=True),
    ]
    if content.result.internal:
        gaps = tuple(_gaps(content))
        found.append(Annex("Nội dung còn thiếu theo cơ quan chủ trì", gaps, landscape=True))
    grounds = tuple(_grounds(content))
    return (*found, Annex("Giả định và cách hiểu văn bản", grounds, landscape=True))


def _scores(content: Content) -> Table:
    rows: list[tuple[str, ...]] = []
    bold: set[int] = set()
    internal = content.result.internal
    fields = {g.key: g.points for g in content.result.scorecard.fields}
    last = None
    for entry in content.entries:
        if entry.field is not last:
            last = entry.field
            bold.add(len(rows))
            rows.append(_field(last, fields[last.key]))
        rows.append(_leaf(entry))
    heads = (
        "Số",
        "Tiêu chí",
        "Điểm tối đa",
        "Điểm tự chấm",
        "Đủ minh chứng",
        "Diễn giải cách tính, giải trình",
        "Minh chứng",
        "Điểm thẩm định",
    )
    widths = (14, 62, 16, 22, 18, 72, 30, 18)
    if internal:
        return Table(heads, widths, tuple(rows), frozenset({2, 3, 4}), frozenset(bold))
    wide = (14, 62, 16, 22, 90, 30, 18)
    cut = tuple((*row[:4], *row[5:]) for row in rows)
    return Table((*heads[:4], *heads[5:]), wide, cut, frozenset({2, 3}), frozenset(bold))


def _field(field: FieldOfSet, views: Views) -> tuple[str, ...]:
    """Head the leaves of a field; what stands outside the 100 points has no sum."""
    kinds = {leaf.scored_by for leaf in field.leaves()}
    if all(leaf.role for leaf in field.leaves()):
        return (field.number, field.title, "", outside_text(field), "", "", "", "")
    own = "self" in kinds
    claimed = interval(views.claimed) if own else ""
    secured = points(views.secured) if own else ""
    return (field.number, field.title, points(views.maximum), claimed, secured, "", "", "")


def _leaf(entry: LeafEntry) -> tuple[str, ...]:
    told = [sentence(entry.note)] if entry.own else []
    told += [f"Giải trình: {sentence(text)}" for text in entry.explanations]
    marks = dict.fromkeys(d.mark for line in entry.evidence for d in line.documents)
    return (
        entry.leaf.number,
        entry.leaf.title,
        entry.maximum,
        entry.points,
        points(entry.score.points.secured) if entry.own else "",
        " ".join(filter(None, told)),
        ", ".join(marks),
        "",
    )


def _evidence(content: Content) -> list[Block]:
    """Lay the list out after Phụ lục V of Nghị định số 30/2020/NĐ-CP.

    What is linked and does not count stands apart, in the internal edition only.
    """
    rows = evidence_rows(content)
    blocks: list[Block] = [_listed([row for row in rows if row.counts])]
    others = [row for row in rows if not row.counts]
    if others:
        blocks.append(Heading("Tài liệu đã gắn với tiêu chí nhưng chưa được tính", 2))
        blocks.append(_listed(others))
    return blocks


def _listed(rows: list[EvidenceRow]) -> Table:
    return Table(
        (
            "STT",
            "Số, ký hiệu văn bản",
            "Ngày, tháng, năm văn bản",
            "Tên loại và trích yếu nội dung văn bản",
            "Tác giả văn bản",
            "Số trang",
            "Tệp",
            "Chữ ký số",
            "Ghi chú (tiêu chí)",
        ),
        (16, 28, 22, 56, 34, 12, 32, 28, 24),
        tuple(
            (
                row.mark,
                printable(row.code, CODE),
                row.issued,
                printable(row.title, TITLE),
                printable(row.issuer, ISSUER),
                row.pages,
                printable(row.file, FILE),
                row.signature,
                "; ".join(filter(None, (", ".join(row.serves), row.standing))),
            )
            for row in rows
        ),
        frozenset({5}),
    )


def _figures(content: Content) -> Table:
    rows = []
    for row in content.figures.values():
        value = " ".join(filter(None, (row.value_text, row.unit))) if row.value_text else row.state
        page = f"trang {row.page}" if row.page else ""
        rows.append(
            (
                ", ".join(content.read_by[row.name]),
                printable(row.title, TITLE),
                printable(value, TITLE),
                row.office,
                ", ".join(filter(None, (printable(content.figure_document(row), FILE), page))),
                ", ".join(filter(None, (printable(row.said_by, ISSUER), day(row.said_on)))),
            )
        )
    return Table(
        ("Tiêu chí", "Số liệu", "Giá trị", "Cơ quan cung cấp", "Tài liệu", "Người, ngày cung cấp"),
        (18, 74, 28, 40, 46, 46),
        tuple(rows),
        frozenset({2}),
    )


def _gaps(content: Content) -> list[Block]:
    blocks: list[Block] = []
    for number, office in enumerate(content.result.gaps.offices, 1):
        blocks.append(
            Heading(
                f"{number}. {office.title}: chưa có minh chứng {points(office.unproved)} điểm; "
                f"để mở {points(office.open)} điểm; còn có thể đạt thêm "
                f"{points(office.winnable)} điểm; đã mất {points(office.lost)} điểm",
                2,
            )
        )
        blocks.append(
            Table(
                ("Tiêu chí", "Tình trạng", "Nội dung", "Việc cần làm", "Số điểm phụ thuộc", "Hạn"),
                (17, 32, 78, 82, 20, 23),
                tuple(
                    (
                        gap.number,
                        gap.heading,
                        sentence(gap.what),
                        sentence(gap.todo),
                        points(gap.stake),
                        day(gap.due),
                    )
                    for gap in office.gaps
                ),
                frozenset({4}),
            )
        )
    return blocks


def _grounds(content: Content) -> list[Block]:
    """List what no document says, and how unclear places were read."""
    known = content.result.criteria.head.assumptions
    blocks: list[Block] = [
        Heading("1. Giả định", 2),
        Table(
            ("Giả định", "Lý do"),
            (120, 132),
            tuple((item.text, item.reason) for item in known.values()),
        ),
    ]
    if content.readings:
        blocks.append(Heading("2. Chỗ văn bản chưa thống nhất và cách hiểu được dùng", 2))
        rows = [(r.key, r.title, used_text(r), r.why) for r in content.readings]
        heads = ("Mã", "Nội dung", "Cách hiểu được dùng", "Vì sao")
        blocks.append(Table(heads, (14, 50, 94, 94), tuple(rows)))
    return blocks
