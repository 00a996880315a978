"""Holds a Word file against Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I.

What the decree leaves open was taken so: tables keep the font, but may be set smaller; a sheet on
its side has the margins as written or turned with it; distance of paragraphs is what comes after
the one and before the other; a number or day left blank is the clerk's to fill; a copy marked for
the house only (mục III.2.c) has no addressee.
"""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.dossier.decree.annexes import annex_findings
from par_rules.dossier.decree.body import (
    addressee_findings,
    body_findings,
    ground_findings,
    title_findings,
)
from par_rules.dossier.decree.ending import ending_findings
from par_rules.dossier.decree.finding import DECREE, Finding
from par_rules.dossier.decree.head import head_findings
from par_rules.dossier.decree.letters import letter_findings
from par_rules.dossier.decree.page import page_findings
from par_rules.dossier.decree.paper import Paper
from par_rules.dossier.decree.parts import find_parts
from par_rules.dossier.decree.read_paper import read_paper

__all__ = ["DECREE", "Finding", "check_decree"]


def check_decree(data: bytes) -> list[Finding]:
    """Give every rule that a DOCX breaks, from the first page on; raises ``Unreadable``."""
    return list(_found(read_paper(data)))


def _found(paper: Paper) -> Iterator[Finding]:
    parts = find_parts(paper)
    yield from page_findings(paper, parts)
    yield from letter_findings(paper)
    yield from head_findings(parts)
    yield from title_findings(parts)
    yield from addressee_findings(parts)
    yield from ground_findings(parts)
    yield from body_findings(parts, paper.tab)
    yield from ending_findings(parts)
    yield from annex_findings(parts)
