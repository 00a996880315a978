"""Every output speaks of the same leaves, documents and figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from par_rules.dossier import YearResult
from par_rules.dossier.content import Content
from par_rules.dossier.edition import Edition
from par_rules.dossier.evidence_list import evidence_rows, finding_rows, unlinked
from par_rules.evidence.manifest import Answer
from par_rules.scoring.facts import Proof


@pytest.fixture(scope="module")
def content(result: YearResult) -> Content:
    return Content(result)


def test_documents_are_numbered_as_the_leaves_come_to_them(content: Content) -> None:
    marks = [d.mark for e in content.entries for line in e.evidence for d in line.documents]
    rows = evidence_rows(content)
    counted = {row.mark for row in rows if row.counts}
    first = [mark for mark in dict.fromkeys(marks) if mark in counted]
    rest = [mark for mark in dict.fromkeys(marks) if mark not in counted]
    assert [*first, *rest] == [row.mark for row in rows]
    assert first
    assert rest
    assert marks[0] == "MC 01"


def test_a_document_that_serves_two_leaves_stands_in_the_list_once(result: YearResult) -> None:
    first, *others = result.manifest.answers
    shared = [replace(a, links=first.links) if a.leaf != first.leaf else a for a in others[:6]]
    manifest = replace(result.manifest, answers=(first, *shared))
    content = Content(replace(result, manifest=manifest))
    rows = [row for row in evidence_rows(content) if row.path == first.links[0].path]
    assert len(rows) == 1
    assert len(rows[0].serves) > 1


def test_what_serves_no_leaf_is_named_apart(content: Content) -> None:
    (path,) = unlinked(content)
    assert path.startswith("Lĩnh vực 1/999")
    assert path not in [row.path for row in evidence_rows(content)]


def test_findings_that_block_come_first(content: Content) -> None:
    order = [row.severity for row in finding_rows(content)]
    assert order == sorted(order, key=["blocks", "warns", "informs"].index)


def test_every_figure_says_which_leaves_read_it(content: Content) -> None:
    assert set(content.read_by) == set(content.result.criteria.inputs)
    for entry in content.entries:
        for figure in entry.figures:
            assert entry.leaf.number in content.read_by[figure.name]


@pytest.mark.parametrize(
    ("passing", "state", "text"),
    [(11, "fails", "11/12 tài liệu"), (12, "passes", "12/12 tài liệu")],
)
def test_counted_documents_are_set_against_the_figure_they_prove(
    result: YearResult, passing: int, state: str, text: str
) -> None:
    leaf = result.criteria.leaf("monthly_case_reports")
    answers: list[Answer] = [
        replace(a, proof=Proof("passes", passing=passing)) if a.leaf == leaf.key else a
        for a in result.manifest.answers
    ]
    manifest = replace(result.manifest, answers=tuple(answers))
    content = Content(replace(result, manifest=manifest))
    (line,) = next(e for e in content.entries if e.leaf is leaf).evidence
    assert result.facts.of("monthly_reports_on_time").value == 12
    assert (line.state, line.answer) == (state, text)


@pytest.mark.parametrize(("kind", "name"), [("xa", "xã"), ("phuong", "phường")])
def test_the_kind_of_copy_is_told_and_inside_the_house_who_says_so(
    result: YearResult, kind: str, name: str
) -> None:
    path = next(row.path for row in evidence_rows(Content(result)))
    answers = tuple(
        replace(
            answer,
            links=tuple(
                replace(link, copy="sao_y") if link.path == path else link for link in answer.links
            ),
        )
        for answer in result.manifest.answers
    )
    copied = replace(
        result,
        unit=replace(result.unit, kind=kind),
        manifest=replace(result.manifest, answers=answers),
    )
    words: dict[Edition, str] = {
        "internal": f"bản sao y (do {name} khai)",
        "submission": "bản sao y",
    }
    for edition, said in words.items():
        about = [row.about for row in evidence_rows(Content(replace(copied, edition=edition)))]
        assert [text.split("; ").count(said) for text in about] == [1] + [0] * (len(about) - 1)
