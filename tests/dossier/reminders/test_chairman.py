"""The chairman's page: one A4 page whatever the titles, and what it says of the sample year."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from par_rules.criteria import CriteriaSet
from par_rules.dossier import YearResult
from par_rules.dossier.chairman import ChairmanPage, chairman_page
from par_rules.dossier.chairman.actions import actions
from par_rules.dossier.chairman.fit import fitted, line_count
from par_rules.dossier.chairman.page import page
from par_rules.dossier.chairman.pdf import pdf
from par_rules.dossier.chairman.signing import to_sign
from par_rules.dossier.chairman.word import word
from par_rules.dossier.text_width import width_mm
from par_rules.scoring.facts import Facts
from par_rules.scoring.gaps import find_gaps
from par_rules.scoring.levers import levers

A4_TWIPS = (11906, 16838)


@pytest.fixture(scope="module")
def shown(sample: YearResult) -> ChairmanPage:
    return chairman_page(sample)


def renamed(criteria: CriteriaSet, title: str) -> CriteriaSet:
    """Give the set with one title for every leaf, figure, document and office."""
    to: dict[str, Any] = {"title": title}

    def leaf(old: Any) -> Any:
        evidence = tuple(r.model_copy(update=to) for r in old.evidence)
        return old.model_copy(update={**to, "evidence": evidence})

    def criterion(old: Any) -> Any:
        return old.model_copy(update={"leaves": tuple(map(leaf, old.leaves))})

    fields = tuple(
        f.model_copy(update={"criteria": tuple(map(criterion, f.criteria))})
        for f in criteria.fields
    )
    offices = {key: o.model_copy(update=to) for key, o in criteria.head.offices.items()}
    head = criteria.head.model_copy(update={"offices": offices})
    inputs = {name: spec.model_copy(update=to) for name, spec in criteria.inputs.items()}
    return criteria.model_copy(update={"fields": fields, "head": head, "inputs": inputs})


def with_titles(result: YearResult, title: str) -> YearResult:
    """The same year under long titles, every office in the list, every paper a draft at hand."""
    criteria = renamed(result.criteria, title)
    gaps = find_gaps(
        criteria, result.facts, result.scorecard, as_of=result.as_of, manifest=result.manifest
    )
    offices = [
        replace(o, gaps=tuple(replace(g, codes=("DRAFT",)) for g in o.gaps)) for o in gaps.offices
    ]
    more = [replace(offices[0], key=f"o{n}", gaps=()) for n in range(9)]
    return replace(
        result,
        unit=replace(result.unit, title=f"UBND {title}"),
        criteria=criteria,
        gaps=replace(gaps, offices=(*offices, *more)),
    )


TITLES = {
    "wide": "W" * 10_000,
    "words": "Quyết định phê duyệt " * 500,
    "marks": "Ệ̂̃̄̅" * 2000,
    "double": "字" * 3000,
}


def pages_of(file: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    return [p.get_textpage().get_text_bounded() for p in document]


@pytest.mark.parametrize("kind", ["sample", *TITLES])
def test_the_pdf_is_exactly_one_page(sample: YearResult, kind: str) -> None:
    year = with_titles(sample, TITLES[kind]) if kind in TITLES else sample
    made = chairman_page(year)
    (told,) = pages_of(pdf(made, year.as_of))
    assert made.week in told
    assert len(made.actions) == 10
    assert all(row[3] in told and row[4] in told for row in made.actions)
    assert len(made.to_sign) == (2 if kind == "sample" else 4)
    assert all(row[2] in told for row in made.to_sign)


def height_of(file: bytes) -> float:
    """Add up every fixed height of a Word file, in points; nothing in it may grow."""
    body = docx.Document(io.BytesIO(file)).element.body
    total = 0.0
    for block in body.iterchildren():
        if block.tag == qn("w:tbl"):
            for row in block.iter(qn("w:trHeight")):
                assert row.get(qn("w:hRule")) == "exact"
                total += int(row.get(qn("w:val"))) / 20
            assert len(list(block.iter(qn("w:trHeight")))) == len(list(block.iter(qn("w:tr"))))
        elif block.tag == qn("w:p"):
            spacing = block.find(qn("w:pPr")).find(qn("w:spacing"))
            assert spacing.get(qn("w:lineRule")) == "exact"
            size = int(next(block.iter(qn("w:sz"))).get(qn("w:val"))) / 2
            text = "".join(t.text or "" for t in block.iter(qn("w:t")))
            lines = line_count(text, 175, size)
            total += (
                int(spacing.get(qn("w:before"))) + lines * int(spacing.get(qn("w:line")))
            ) / 20
    return total


@pytest.mark.parametrize("kind", ["sample", *TITLES])
def test_the_word_file_holds_on_one_page(sample: YearResult, kind: str) -> None:
    year = with_titles(sample, TITLES[kind]) if kind in TITLES else sample
    file = word(chairman_page(year), year.as_of)
    sheet = docx.Document(io.BytesIO(file)).sections[0]
    room = (297 - 2 * 13) / 25.4 * 72
    assert [round((side or 0) / 12700, 1) for side in (sheet.page_height, sheet.top_margin)] == [
        841.9,
        36.9,
    ]
    assert room * 0.6 < height_of(file) <= room - 6


def test_the_fonts_are_those_that_come_along(sample: YearResult, shown: ChairmanPage) -> None:
    with pikepdf.open(io.BytesIO(pdf(shown, sample.as_of))) as file:
        fonts = {
            str(font["/BaseFont"]).partition("+")[2]
            for sheet in file.pages
            for font in sheet.resources["/Font"].values()
        }
    assert fonts
    assert all(name.startswith("LiberationSerif") for name in fonts)


def test_the_same_year_gives_the_same_bytes(sample: YearResult) -> None:
    first, again = chairman_page(sample), chairman_page(sample)
    assert pdf(first, sample.as_of) == pdf(again, sample.as_of)
    assert word(first, sample.as_of) == word(again, sample.as_of)
    assert page(first) == page(again)


def test_the_index_is_an_interval_in_words_and_there_is_no_class(shown: ChairmanPage) -> None:
    assert shown.standing == (
        "Điểm tự chấm: từ 63,04 đến 66,79 trên 70 điểm (từ 90,1% đến 95,4%).",
        "Chỉ số CCHC cả bộ tiêu chí: từ 63,04 đến 96,79 trên 100, vì 30 điểm điều tra xã hội học "
        "chưa có kết quả.",
        "Không xếp loại: bộ tiêu chí là bản tạm tính, điểm tối đa là giả định.",
        "Năm 2025 đạt 76,1% điểm tự chấm; năm nay từ 90,1% đến 95,4% (+14 đến +19,3 điểm "
        "phần trăm), bộ tiêu chí hai năm khác nhau.",
    )


def test_secured_at_risk_and_lost_are_told_and_add_up(
    sample: YearResult, shown: ChairmanPage
) -> None:
    numbers = [float(row[1].replace(",", ".")) for row in shown.parts]
    assert [row[1] for row in shown.parts] == ["57,57", "2,99", "6,23", "1,55", "1,66"]
    assert round(sum(numbers), 2) == float(sample.scorecard.self_points.maximum)
    assert shown.offices[0][0] == "Phòng Văn hóa – Xã hội"
    assert shown.offices[-1] == ("Cộng", "2,99", "6,23", "1,55", "1,66")


def test_the_ten_actions_are_the_largest_gains_each_told_once(sample: YearResult) -> None:
    found = actions(sample)
    gains = [float(a.gain.split()[1].replace(",", ".")) for a in found]
    assert gains == sorted(gains, reverse=True)
    assert len(found) == 10
    top = levers(sample.criteria, sample.facts, sample.as_of)[0]
    assert found[0].leaves == top.leaves == ("1.3.1",)
    assert found[0].text.startswith("Gửi báo cáo tự chấm điểm và hồ sơ minh chứng")
    assert (found[0].office, found[0].gain) == ("Phòng Văn hóa – Xã hội", "thêm 1,5")
    # three figures of 5.4.1 win 1 point together; none of them is told again alone
    whole = [a for a in found if a.leaves == ("5.4.1",)]
    assert [a.text[:29] for a in whole] == ["Làm xong và khai đủ 3 số liệu"]


def test_what_evidence_lacks_is_kept_and_not_won(sample: YearResult) -> None:
    kept = next(a for a in actions(sample) if a.leaves == ("3.7.2",))
    assert kept.gain == "giữ 1,18"
    assert kept.text.startswith("Nộp Bảng tổng hợp thanh toán trực tuyến")
    grown = next(a for a in actions(sample, 30) if a.leaves == ("7.3.1",))
    assert grown.text.startswith("Từ 2 hạng mục thành 3 hạng mục: Số hạng mục hạ tầng")


def test_drafts_at_hand_wait_for_the_signature(sample: YearResult) -> None:
    papers = to_sign(sample)
    assert [(p.office, p.state) for p in papers] == [
        ("Phòng Văn hóa – Xã hội", "đã có dự thảo"),
        ("Phòng Kinh tế", "đã có dự thảo"),
    ]
    # 324/BC-UBND is in the register of outgoing documents: signed already
    assert not any("thể thức" in p.title for p in papers)


def test_what_is_due_within_a_week_waits_too(sample: YearResult) -> None:
    before = replace(sample, as_of=sample.as_of + timedelta(days=13))  # 07/12/2026
    titles = {p.title: p for p in to_sign(before)}
    report = titles["Báo cáo kỷ luật, kỷ cương hành chính năm 2026"]  # due 14/12
    assert report.state == "chưa có dự thảo"
    assert "Báo cáo cải cách hành chính năm 2026" not in titles  # due 20/12
    late = replace(sample, as_of=sample.as_of + timedelta(days=21))  # 15/12/2026
    assert {p.title: p.state for p in to_sign(late)}[report.title] == "chưa có dự thảo, quá hạn"


def test_a_year_with_nothing_left_says_so(sample: YearResult) -> None:
    empty = replace(
        sample,
        gaps=replace(sample.gaps, offices=(), survey=(), outside=()),
        facts=Facts({}, {}),
        criteria=sample.criteria.model_copy(update={"fields": ()}),
        last_year=None,
    )
    made = chairman_page(empty)
    assert (made.actions, made.to_sign) == ((), ())
    (told,) = pages_of(pdf(made, empty.as_of))
    assert "Không còn việc nào làm tăng điểm" in told
    assert "Không có văn bản nào phải ký trong tuần." in told
    assert "Năm 2025" not in told
    in_word = "\n".join(
        p.text for p in docx.Document(io.BytesIO(word(made, empty.as_of))).paragraphs
    )
    assert "Không có văn bản nào phải ký trong tuần." in in_word
    assert "Không có văn bản nào phải ký trong tuần." in page(made)


def test_all_three_forms_are_marked_internal(sample: YearResult, shown: ChairmanPage) -> None:
    (told,) = pages_of(pdf(shown, sample.as_of))
    in_word = docx.Document(io.BytesIO(word(shown, sample.as_of))).paragraphs[0].text
    assert "NỘI BỘ" in told
    assert in_word.endswith("\tNỘI BỘ")
    assert '<p class="mark">NỘI BỘ</p>' in page(shown)


def test_hostile_titles_stay_text(sample: YearResult) -> None:
    bad = with_titles(sample, "<script>window.ran=1</script> #panic() \u202eab\x00\x1b")
    made = chairman_page(bad)
    text = page(made)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    (told,) = pages_of(pdf(made, bad.as_of))
    assert "#panic()" in told
    assert not re.search("[\u202e\x00\x1b]", text + told)
    assert word(made, bad.as_of)


@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("text", [*TITLES.values(), "Kế hoạch " + "W" * 300, "a b c"])
def test_a_cut_text_fits_its_lines_and_says_that_it_was_cut(text: str, lines: int) -> None:
    made = fitted(text, lines, 60, 11)
    assert line_count(made, 60, 11) <= lines
    assert made == text or "…" in made
    assert all(width_mm(word, 11) <= 60 for word in made.split())
    assert made == text or width_mm(made, 11) > 20
