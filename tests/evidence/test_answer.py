"""The answer to a requirement, row by row of its table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from par_rules.evidence import Document
from par_rules.evidence.answer import answer
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Answer, Finding
from par_rules.scoring.facts import Proof
from tests.evidence.folders import document, exhibit, the_set

BEFORE, AFTER = date(2026, 11, 24), date(2026, 12, 15)
GOOD = exhibit("1.1.3", "completion_report", document(path="tốt.pdf"))
LATE = exhibit("1.1.3", "completion_report", document(path="chậm.pdf"))
DRAFT = exhibit("1.1.3", "completion_report", document(path="dự thảo.pdf"))
GONE = exhibit("1.1.3", "completion_report", gone=True)
BLOCKED = [
    LATE.finding("LATE", "blocks", "", ""),
    DRAFT.finding("DRAFT", "blocks", "", ""),
    GONE.finding("MISSING", "blocks", "", ""),
    GOOD.finding("NO_PAGE", "warns", "", ""),
]


def answered(offered: Sequence[Exhibit], as_of: date, findings: list[Finding] = BLOCKED) -> Answer:
    leaf = the_set().leaf("1.1.3")
    paths = {shown.path for shown in offered}
    own = [finding for finding in findings if finding.path in paths]
    return answer(leaf, leaf.evidence[0], offered, own, None, the_set(), as_of)


@pytest.mark.parametrize(
    ("offered", "before", "after"),
    [
        ([], Proof("not_due"), Proof("fails")),
        ([DRAFT], Proof("not_due", 0, ("DRAFT",)), Proof("fails", 0, ("DRAFT",))),
        ([GONE], Proof("fails", 0, ("MISSING",)), Proof("fails", 0, ("MISSING",))),
        ([GONE, GOOD], Proof("fails", 0, ("MISSING",)), Proof("fails", 0, ("MISSING",))),
        ([GOOD], Proof("passes", 1), Proof("passes", 1)),
        ([GOOD, DRAFT], Proof("passes", 1, ("DRAFT",)), Proof("passes", 1, ("DRAFT",))),
        ([LATE], Proof("fails", 0, ("LATE",)), Proof("fails", 0, ("LATE",))),
    ],
)
def test_documents_and_day_decide(offered: list[Exhibit], before: Proof, after: Proof) -> None:
    assert answered(offered, BEFORE).proof == before
    assert answered(offered, AFTER).proof == after


def test_the_due_day_itself_is_not_past() -> None:
    assert answered([], date(2026, 12, 14)).proof.answer == "not_due"


def test_a_warning_takes_nothing_away() -> None:
    assert answered([GOOD], BEFORE, [GOOD.finding("NO_PAGE", "warns", "", "")]).proof.codes == ()


def test_one_more_good_document_never_turns_an_answer_down() -> None:
    rank = {"fails": 0, "not_due": 1, "passes": 2}
    for offered in ([], [DRAFT], [LATE], [GONE], [DRAFT, LATE]):
        less, more = answered(offered, BEFORE), answered([*offered, GOOD], BEFORE)
        assert rank[more.proof.answer] >= rank[less.proof.answer] or GONE in offered


def report(day: date) -> Document:
    return document(path=f"{day}.pdf", sha256=f"{day}", issued=day)


def monthly(*days: date) -> list[Exhibit]:
    return [exhibit("3.2.2", "monthly_reports", report(day)) for day in days]


def series(offered: list[Exhibit], as_of: date, *blocked: int) -> Answer:
    leaf = the_set().leaf("3.2.2")
    found = [offered[number].finding("ALTERED", "blocks", "", "") for number in blocked]
    return answer(leaf, leaf.evidence[0], offered, found, None, the_set(), as_of)


def test_a_series_counts_what_stands() -> None:
    offered = monthly(date(2025, 12, 18), date(2026, 1, 19), date(2026, 2, 19))
    assert series(offered, date(2026, 2, 25)).proof == Proof("passes", 3)
    assert series(offered, date(2026, 2, 25), 1).proof == Proof("passes", 2, ("ALTERED",))
    assert series(offered, date(2026, 2, 25), 0, 1, 2).proof == Proof("fails", 0, ("ALTERED",))


def test_a_series_is_not_due_until_its_first_day_has_passed() -> None:
    assert series([], date(2025, 12, 20)).proof.answer == "not_due"
    assert series([], date(2025, 12, 21)).proof.answer == "fails"


def test_the_day_of_a_series_is_the_next_one_without_document() -> None:
    offered = monthly(date(2025, 12, 18), date(2026, 1, 19))
    assert series(offered, date(2026, 1, 20)).due == date(2026, 2, 20)
    assert series(offered, date(2026, 12, 1)).due == date(2026, 11, 20)


def test_more_documents_than_days_count_once_for_each_day() -> None:
    offered = monthly(*(date(2026, 1, day) for day in range(1, 19)))
    assert series(offered, date(2026, 12, 1)).proof.passing == 12


def counted(*shown: Exhibit) -> int:
    leaf = the_set().leaf("2.5.1")
    asked = next(r for r in leaf.evidence if r.counts is not None)
    return answer(leaf, asked, shown, [], None, the_set(), BEFORE).proof.passing


def letter(path: str, sha256: str, code: str = "542/UBND-KT") -> Exhibit:
    shown = document(path=path, sha256=sha256, code=code, type_key="cong_van")
    return exhibit("2.5.1", "opinions", shown)


def test_copies_of_one_paper_count_once() -> None:
    assert counted(letter("a.pdf", "1"), letter("b.pdf", "2", "543/UBND-KT")) == 2
    assert counted(letter("a.pdf", "1"), letter("b.pdf", "1")) == 1  # the same bytes
    assert counted(letter("a.pdf", "1"), letter("b.pdf", "2")) == 1  # saved again, the same number


def test_a_copy_does_not_answer_the_day_of_a_missing_report() -> None:
    offered = monthly(date(2026, 5, 19))
    copy = exhibit("3.2.2", "monthly_reports", document(path="z.pdf", issued=date(2026, 5, 19)))
    assert series([*offered, copy], date(2026, 6, 30)).proof.passing == 1
