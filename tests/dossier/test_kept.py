"""What is made of a year's result is made once for page, report and table, and never mixed up."""

from __future__ import annotations

from dataclasses import replace

from par_rules.dossier import YearResult
from par_rules.dossier.content import content_of
from par_rules.dossier.evidence_list import evidence_rows
from par_rules.dossier.report import report


def test_word_and_pdf_share_one_report(result: YearResult) -> None:
    assert report(result) is report(result)
    assert evidence_rows(content_of(result)) is evidence_rows(content_of(result))


def test_the_other_edition_has_a_report_and_a_list_of_its_own(result: YearResult) -> None:
    sent = replace(result, edition="submission")
    assert [bool(report(r).to) for r in (result, sent, result)] == [False, True, False]
    lists = [evidence_rows(content_of(r)) for r in (result, sent, result)]
    assert [all(row.counts for row in rows) for rows in lists] == [False, True, False]
