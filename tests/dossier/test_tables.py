"""Frames for the notebooks: Vietnamese heads, every text escaped, numbers at the right."""

from __future__ import annotations

import pytest

from par_rules.dossier import YearResult
from par_rules.dossier.comparison import field_rows
from par_rules.dossier.tables import (
    documents_frame,
    fields_frame,
    figures_frame,
    findings_frame,
    frame,
    frame_html,
    leaves_frame,
    office_frame,
    offices_frame,
    offices_html,
)
from par_rules.dossier.wording import interval, points


def test_each_frame_has_a_row_for_everything(result: YearResult) -> None:
    card, criteria = result.scorecard, result.criteria
    assert len(leaves_frame(card, criteria)) == len(card.leaves)
    assert len(fields_frame(card, criteria)) == 9  # eight fields and the total
    assert len(documents_frame(result.manifest)) == len(result.manifest.documents)
    assert len(findings_frame(result.manifest)) == len(result.manifest.findings)
    assert len(figures_frame(result.figures)) == len(result.figures.rows)
    assert len(offices_frame(result.gaps)) == len(result.gaps.offices)


def test_points_have_a_decimal_comma(result: YearResult) -> None:
    table = leaves_frame(result.scorecard, result.criteria)
    for row, leaf in zip(table.to_dict("records"), result.scorecard.leaves, strict=True):
        own = leaf.scored_by == "self"
        assert row["Đủ minh chứng"] == (points(leaf.points.secured) if own else "")
        assert "." not in str(row["Tự chấm"])


def test_what_others_score_has_no_points_of_ours(result: YearResult) -> None:
    rows = leaves_frame(result.scorecard, result.criteria).to_dict("records")
    penalty = next(row for row in rows if row["Số"] == "Đ.2")
    assert penalty["Tự chấm"] == "Cơ quan thẩm định chấm"
    assert "−2" not in penalty.values()


def test_the_origin_of_a_figure_is_told_in_words(result: YearResult) -> None:
    origins = {row["Nguồn"] for row in figures_frame(result.figures).to_dict("records")}
    assert origins == {"Bảng số liệu, trang Văn phòng, ô D7, tệp so-lieu.xlsx."}


def test_text_in_a_table_is_escaped(result: YearResult) -> None:
    html = frame_html(findings_frame(result.manifest)).html
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "<b>đậm" not in html


def test_numbers_stand_at_the_right(result: YearResult) -> None:
    html = frame_html(offices_frame(result.gaps)).html
    head = html[: html.index("</thead>")]
    assert head.count("text-align:right") == 5
    assert head.count("text-align:left") == 1


def test_a_table_without_rows_says_so() -> None:
    assert frame_html(frame([], ("Tiêu chí",)), "Phát hiện").html == "<p>Phát hiện: không có.</p>"


def test_every_office_has_its_list_under_its_name(result: YearResult) -> None:
    html = offices_html(result.gaps).html
    for office in result.gaps.offices:
        assert f"<h3>{office.title}</h3>" in html
        assert len(office_frame(office)) == len(office.gaps)


def test_a_field_is_compared_with_last_year_in_per_cent_of_its_maximum(
    result: YearResult,
) -> None:
    rows = {row.title[:2]: row for row in field_rows(result)}
    assert rows["1."].before == "80%"  # 8 of 10
    claimed = result.scorecard.fields[0].points.claimed
    low, high = (100 * end / 13 - 80 for end in (claimed.low, claimed.high))
    signs = ["+" if end > 0 else "−" for end in (low, high)]
    assert rows["1."].change.startswith(signs[0])
    assert rows["1."].change.split()[-1].startswith(signs[1])
    assert rows["8."].change == "–"  # the survey: not scored by the unit
    assert rows["Cộ"].claimed == interval(result.scorecard.self_points.claimed)


@pytest.mark.parametrize("last", [None, {"year": 2025, "fields": []}])
def test_without_last_year_there_is_nothing_to_compare(
    result: YearResult, last: dict[str, object] | None
) -> None:
    from dataclasses import replace

    assert {row.before for row in field_rows(replace(result, last_year=last))} == {"–"}
