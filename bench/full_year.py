"""A made-up year at full size, as a ready scorecard: 100 leaves, 300 documents, figures."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

from bench.facts import made_up, pairs_of
from bench.hundred import hundred_leaves
from bench.units import AS_OF
from par_rules.bag.names import places, stored
from par_rules.criteria import CriteriaSet
from par_rules.criteria.model import FieldOfSet
from par_rules.criteria.readings import load_readings
from par_rules.dossier import YearResult
from par_rules.evidence.document import Document
from par_rules.evidence.manifest import Answer, Finding, Link, Manifest
from par_rules.evidence.unit import Unit
from par_rules.figures.model import FigureRow, Figures
from par_rules.figures.wording import said_text, state_text
from par_rules.scoring import Facts, score
from par_rules.scoring.gaps import find_gaps
from par_rules.scoring.trace import explain_leaves

DOCUMENTS = 300
UNIT = 7  # the seed of its figures
COMMUNE = Unit("dai-son", "UBND xã Đại Sơn", "Thành phố Hải Phòng", "xa", "hai-phong-xa")
# The lengths are those of the sample year: a title of some 45 letters, a path of 55.
KINDS = (("bao_cao", "Báo cáo", "BC"), ("ke_hoach", "Kế hoạch", "KH"), ("", "Công văn", "CV"))
ABOUT = (
    "kết quả thực hiện công tác cải cách hành chính",
    "rà soát, đơn giản hóa thủ tục hành chính năm 2026",
    "tuyên truyền, phổ biến, giáo dục pháp luật",
    "chuyển đổi số, cung cấp dịch vụ công trực tuyến",
    "quản lý, sử dụng biên chế và tài sản công",
)
FOLDERS = ("Phòng Văn hóa - Xã hội/Báo cáo", "Văn phòng HĐND và UBND", "Phòng Kinh tế/Tài chính")


@cache
def full_year() -> YearResult:
    """Give the internal edition; the same each time."""
    criteria = _numbered(hundred_leaves())
    facts = made_up(criteria, pairs_of(criteria), UNIT)
    manifest = _manifest(criteria, facts)
    facts = Facts(facts.inputs, manifest.proofs())
    card = score(criteria, facts, as_of=AS_OF)
    readings = load_readings(Path("criteria"), criteria.head.plans)
    return YearResult(
        unit=COMMUNE,
        year=criteria.head.year,
        as_of=AS_OF,
        criteria=criteria,
        facts=facts,
        figures=_figures(criteria, facts),
        manifest=manifest,
        scorecard=card,
        gaps=find_gaps(criteria, facts, card, as_of=AS_OF, manifest=manifest),
        last_year=None,
        traces=explain_leaves(criteria, facts, AS_OF, readings),
        files=stored(places(criteria, manifest)),
    )


def _numbered(criteria: CriteriaSet) -> CriteriaSet:
    """Give each field and leaf a number of its own; those counted twice have the same."""
    seen: set[str] = set()
    fields = []
    for place, field in enumerate(criteria.fields, 1):
        fields.append(_as_number(field, str(place)) if field.number in seen else field)
        seen.add(field.number)
    return criteria.model_copy(update={"fields": tuple(fields)})


def _as_number(field: FieldOfSet, number: str) -> FieldOfSet:
    def renamed(old: str) -> str:
        return number + old.removeprefix(field.number)

    parts = tuple(
        part.model_copy(
            update={
                "number": renamed(part.number),
                "leaves": tuple(
                    leaf.model_copy(update={"number": renamed(leaf.number)}) for leaf in part.leaves
                ),
            }
        )
        for part in field.criteria
    )
    return field.model_copy(update={"number": number, "criteria": parts})


def _manifest(criteria: CriteriaSet, facts: Facts) -> Manifest:
    """Link each document to one requirement or more, every tenth requirement to none."""
    asked = [(leaf, line) for leaf in criteria.leaves() for line in leaf.evidence]
    documents = [_document(number) for number in range(DOCUMENTS)]
    links: list[list[Link]] = [[] for _ in asked]
    for number in range(DOCUMENTS + 60):
        place = number % len(asked)
        if place % 10 != 9:
            links[place].append(_link(documents[number * 7 % DOCUMENTS]))
    linked = {link.path for some in links for link in some}
    links[0] += [_link(document) for document in documents if document.path not in linked]
    answers, findings = [], []
    for number, (leaf, line) in enumerate(asked):
        proof = facts.proof(leaf.key, line.key)
        if proof.answer == "fails" and number % 2:
            findings.append(_finding(leaf.key, line.key, leaf.lead_office, links[number]))
        answers.append(
            Answer(
                leaf=leaf.key,
                number=leaf.number,
                requirement=line.key,
                title=line.title,
                proof=proof,
                links=tuple(links[number]),
                due=AS_OF + timedelta(days=number % 30 - 15),
                explanation="Văn bản đã trình ký, chờ ban hành." if number % 12 == 3 else None,
            )
        )
    return Manifest(
        "dai-son", criteria.head.year, AS_OF, tuple(documents), tuple(answers), tuple(findings)
    )


def _document(number: int) -> Document:
    key, kind, symbol = KINDS[number % len(KINDS)]
    about, issued = ABOUT[number % len(ABOUT)], date(2026, 1, 5) + timedelta(days=number)
    path = f"{FOLDERS[number % len(FOLDERS)]}/{number:03d} {symbol} {about}.pdf"
    return Document(
        path=path,
        raw_path=path,
        size=200_000 + number,
        sha256=f"{number:064x}",
        media="pdf",
        pages=3 + number % 20,
        type_key=key or None,
        type_title=kind,
        code=f"{number + 1}/{symbol}-UBND",
        issued=issued,
        issuer="ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN",
        title=f"{about} tháng {issued.month}",
    )


def _link(document: Document) -> Link:
    return Link(document.path, 2, "Mục II", document.code, document.issued, document.sha256)


def _finding(leaf: str, requirement: str, office: str, links: list[Link]) -> Finding:
    path = links[0].path if links else None
    what = f"“{path}” chưa có số, ngày ban hành: chưa được tính" if path else "chưa có tài liệu nào"
    todo = "thay bằng văn bản đã ban hành, ghi lại số, ngày và trang trong danh mục minh chứng"
    code = "DRAFT" if path else "MISSING"
    return Finding(code, "blocks", leaf, requirement, path, office, what, todo)


def _figures(criteria: CriteriaSet, facts: Facts) -> Figures:
    rows = []
    for place, (name, spec) in enumerate(criteria.inputs.items(), 9):
        fact = facts.of(name)
        ceiling = fact.ceiling if isinstance(fact.ceiling, Fraction) else None
        rows.append(
            FigureRow(
                name=name,
                title=spec.title,
                office=criteria.head.offices[spec.office].title if spec.office else "",
                unit=spec.unit or "",
                state=state_text(fact),
                value_text=said_text(fact.value),
                ceiling_text=said_text(ceiling),
                said_by="Công chức theo dõi cải cách hành chính",
                said_on=AS_OF - timedelta(days=place % 5),
                document="Bảng theo dõi nhiệm vụ CCHC 2026.xlsx",
                page="1",
                note="",
                origin=f"so-lieu.xlsx: Phòng Văn hóa – Xã hội!E{place}",
            )
        )
    return Figures(facts.inputs, tuple(rows))
