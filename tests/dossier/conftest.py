"""A made-up result of the real criteria set, with hostile text where documents bring text in."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet, Leaf, load_criteria
from par_rules.criteria.readings import load_readings
from par_rules.dossier import YearResult
from par_rules.evidence.document import Document
from par_rules.evidence.manifest import Answer, Finding, Link, Manifest
from par_rules.evidence.unit import Unit
from par_rules.figures.model import FigureRow, Figures
from par_rules.scoring import score
from par_rules.scoring.examples import read_examples
from par_rules.scoring.facts import Fact, Facts, Proof
from par_rules.scoring.gaps import find_gaps
from par_rules.scoring.trace import explain_leaves
from par_rules.values import points_text

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 24)
UNIT = Unit("dai-son", "UBND xã Đại Sơn", "Thành phố Hải Phòng", "xa", "hai-phong-xa")
SCRIPT = "<script>alert('x')</script>"
FORMULA = "=cmd|' /C calc'!A0"


@pytest.fixture(scope="session")
def criteria() -> CriteriaSet:
    return load_criteria(ROOT / "criteria", "hai-phong-xa", 2026)


@pytest.fixture(scope="session")
def result(criteria: CriteriaSet) -> YearResult:
    return made_up(criteria)


def made_up(criteria: CriteriaSet) -> YearResult:
    """Take inputs from the examples beside the set, every seventh unknown; evidence in turns."""
    manifest = _manifest(criteria)
    facts = Facts(_inputs(criteria), manifest.proofs())
    card = score(criteria, facts, as_of=AS_OF)
    return YearResult(
        unit=UNIT,
        year=2026,
        as_of=AS_OF,
        criteria=criteria,
        facts=facts,
        figures=_figures(criteria, facts),
        manifest=manifest,
        scorecard=card,
        gaps=find_gaps(criteria, facts, card, as_of=AS_OF, manifest=manifest),
        last_year={
            "schema": "par-last-year/1",
            "year": 2025,
            "set_title": f"Bộ tiêu chí năm 2025 {SCRIPT}",
            "index": "81.25",
            "fields": [
                {"number": f.number, "title": f.title, "max": "10", "points": f"{8 - n / 2}"}
                for n, f in enumerate(criteria.fields[:7])
            ],
        },
        traces=explain_leaves(
            criteria, facts, AS_OF, load_readings(ROOT / "criteria", criteria.head.plans)
        ),
    )


def _inputs(criteria: CriteriaSet) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for path in sorted((ROOT / "criteria/hai-phong-xa/2026/examples").glob("*.yaml")):
        examples, problems = read_examples(path, path.name, criteria)
        assert not problems
        for leaf in criteria.leaves():
            chosen = [e for e in examples if e.leaf == leaf.key]
            example = chosen[min(len(chosen) - 1, len(leaf.key) % 4)] if chosen else None
            for name, fact in example.facts.inputs.items() if example else ():
                found.setdefault(name, fact)
    kept = list(found.items())
    return {name: fact for n, (name, fact) in enumerate(kept) if n % 7 != 3}


def _figures(criteria: CriteriaSet, facts: Facts) -> Figures:
    rows = []
    for name, spec in criteria.inputs.items():
        value = facts.of(name).value
        text = points_text(value) if isinstance(value, Fraction) else str(value or "")
        office = criteria.head.offices[spec.office].title if spec.office else ""
        rows.append(
            FigureRow(
                name,
                spec.title,
                office,
                spec.unit or "",
                "đã có số liệu" if text else "chưa có số liệu",
                f"{value:%d/%m/%Y}" if isinstance(value, date) else text,
                "",
                "Công chức tổng hợp",
                AS_OF,
                FORMULA,
                "2",
                SCRIPT,
                "so-lieu.xlsx: Văn phòng!D7",
            )
        )
    return Figures(facts.inputs, tuple(rows))


def _manifest(criteria: CriteriaSet) -> Manifest:
    documents: list[Document] = []
    answers: list[Answer] = []
    findings: list[Finding] = []
    for n, leaf in enumerate(criteria.leaves()):
        for m, requirement in enumerate(leaf.evidence):
            kind = ("passes", "passes", "fails", "passes", "not_due")[(n + m) % 5]
            links: tuple[Link, ...] = ()
            if kind == "passes" or (n + m) % 10 == 2:
                document = _document(len(documents) + 1)
                documents.append(document)
                links = (
                    Link(document.path, 3, "Mục II", document.code, document.issued, "0" * 64),
                )
            if kind == "fails":
                findings.append(_finding(leaf, requirement.key, links))
            answers.append(
                Answer(
                    leaf=leaf.key,
                    number=leaf.number,
                    requirement=requirement.key,
                    title=requirement.title,
                    proof=_proof(kind),
                    links=links,
                    due=AS_OF if kind != "not_due" else date(2026, 12, 14),
                    explanation=f"Giải trình {SCRIPT}" if n % 9 == 4 else None,
                )
            )
    documents.append(_document(999))
    findings.append(
        Finding(
            "ORPHAN",
            "informs",
            None,
            None,
            documents[-1].path,
            None,
            "Tài liệu không gắn với tiêu chí nào",
            "ghi vào danh mục hoặc bỏ khỏi thư mục",
        )
    )
    return Manifest("dai-son", 2026, AS_OF, tuple(documents), tuple(answers), tuple(findings))


def _proof(kind: str) -> Proof:
    if kind == "passes":
        return Proof("passes", passing=50)
    return Proof("not_due") if kind == "not_due" else Proof("fails", codes=("MISSING",))


def _document(number: int) -> Document:
    return Document(
        path=f"Lĩnh vực 1/{number:03d} báo cáo <b>đậm</b> & {FORMULA}.pdf",
        raw_path=f"Lĩnh vực 1/{number:03d} báo cáo <b>đậm</b> & {FORMULA}.pdf",
        size=20_000,
        sha256=f"{number:064x}",
        media="pdf",
        pages=4,
        type_key="bao_cao",
        code=f"{number:02d}/BC-UBND" if number % 3 else None,
        issued=date(2026, 3, 1 + number % 28),
        issuer="ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN",
        title=(FORMULA, SCRIPT, "Báo cáo kết quả thực hiện nhiệm vụ")[number % 3],
    )


def _finding(leaf: Leaf, requirement: str, links: tuple[Link, ...]) -> Finding:
    return Finding(
        "DRAFT" if links else "MISSING",
        "blocks",
        leaf.key,
        requirement,
        links[0].path if links else None,
        leaf.lead_office,
        f"Văn bản chưa có số, ngày {SCRIPT}" if links else "Chưa có tài liệu nào",
        "thay bằng bản đã ban hành" if links else "nộp tài liệu và ghi trang",
    )
