"""``ho-so.html`` opens offline, runs nothing, escapes all, and says what the scorecard says."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest

from bench.full_year import full_year
from par_rules.dossier import YearResult
from par_rules.dossier.comparison import field_rows
from par_rules.dossier.html import content, render, write_html, write_page
from par_rules.dossier.pages import PAGES
from par_rules.dossier.plain_text import printable
from par_rules.dossier.safe_markup import LEFT_OUT, safe_html
from par_rules.dossier.shown import LONGEST
from par_rules.dossier.wording import interval, points, sentence
from tests.dossier.hostile import LONG, TEXTS, WHOLE, hostile

MEGABYTE = 1_000_000
VOID = {"meta", "br", "img", "link", "hr", "input", "path"}


@pytest.fixture(scope="module")
def page(result: YearResult) -> str:
    return render(content(result))


class Outline(HTMLParser):
    """Gathers headings, ids and links, and holds that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.addresses: list[str] = []
        self.elements: list[str] = []
        self.attributes: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append(tag)
        self.attributes += found
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a":
            self.links.append(str(found["href"]))
        self.addresses += [str(found[n]) for n in ("src", "data", "action") if n in found]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    return parsed(page)


def test_nothing_in_the_page_runs_or_asks_the_network(page: str, outline: Outline) -> None:
    assert page.lower().count("<script") == 1
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)", page)
    assert not re.search(r"<[a-z][^>]*\son[a-z]+=", page)
    assert outline.addresses == []


def test_the_policy_forbids_all_but_styles_and_images_of_the_page_itself(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    own = page[page.index("<script>") + len("<script>") : page.index("</script>")]
    digest = base64.b64encode(hashlib.sha384(own.encode("utf-8")).digest()).decode("ascii")
    assert policy[1] == (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha384-{digest}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert page.index("Content-Security-Policy") < page.index("<style")


def test_text_from_documents_is_escaped(page: str, result: YearResult) -> None:
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page
    assert "báo cáo &lt;b&gt;đậm&lt;/b&gt; &amp; =cmd|" in page


def parsed(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    assert found.open == []
    return found


@pytest.mark.parametrize("edition", ["internal", "submission"])
def test_hostile_texts_stay_texts(edition: Any, result: YearResult) -> None:
    page = render(content(replace(hostile(result), edition=edition)))
    found = parsed(page)
    shown = set(parsed(render(content(replace(result, edition=edition)))).elements)
    assert set(found.elements) - shown == set()
    assert page.lower().count("<script") == 1
    assert found.addresses == []
    assert {link for link in found.links if not link.startswith("#")} == set()
    assert [name for name in found.attributes if name.startswith("on")] == []
    assert len(found.ids) == len(set(found.ids))
    for text in TEXTS[:5]:
        assert printable(text) in found.text


@pytest.mark.parametrize("edition", ["internal", "submission"])
def test_letters_that_cannot_be_seen_are_not_in_the_page(edition: Any, result: YearResult) -> None:
    page = render(content(replace(hostile(result), edition=edition)))
    assert (
        re.findall(
            r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", page
        )
        == []
    )
    assert "Quyết định fdp.cod số 5" in page
    assert "Hai dòng[31m một số" in page


def test_a_long_title_is_folded_and_its_whole_text_is_there(result: YearResult) -> None:
    page = render(content(hostile(result)))
    for text in (LONG, WHOLE):
        assert text in page.replace("kế hoạch Kế hoạch", "Kế hoạch Kế hoạch")
    folded = re.findall(r'<details class="long"><summary>(.*?)</summary>(.*?)</details>', page)
    assert folded
    for short, whole in folded:
        assert len(unescape(short)) <= LONGEST
        assert short.endswith("…")
        assert len(unescape(whole)) > LONGEST
    unfolded = re.sub(r'<details class="long">.*?</details>', "", page[: page.index("<script>")])
    assert WHOLE not in unfolded.replace(f"<strong>Giải trình.</strong> {WHOLE}.", "")


def test_the_parts_of_the_dossier_pass_as_they_are(result: YearResult) -> None:
    for edition in ("internal", "submission"):
        for _, part in PAGES:
            html = part(replace(hostile(result), edition=edition)).html
            assert safe_html(html) == html


def test_the_page_is_vietnamese_and_its_title_says_whether_it_may_be_sent(
    page: str, result: YearResult
) -> None:
    assert page.startswith('<!DOCTYPE html>\n<html lang="vi">')
    name = "UBND xã Đại Sơn: Chỉ số cải cách hành chính năm 2026</title>"
    assert f"<title>Bản nội bộ, không gửi – {name}" in page
    assert '<strong class="own">Bản nội bộ, không gửi ra ngoài</strong>' in page
    sent = render(content(replace(result, edition="submission")))
    assert f"<title>{name}" in sent
    assert "Bản nội bộ" not in sent


def test_headings_go_down_one_level_at_a_time(outline: Outline) -> None:
    levels = [int(tag[1]) for tag in outline.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(levels) == 4
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_every_link_leads_to_a_place_in_the_page(outline: Outline) -> None:
    assert len(outline.ids) == len(set(outline.ids))
    assert {link for link in outline.links if link.removeprefix("#") not in outline.ids} == set()


def test_every_leaf_is_there_with_the_score_of_the_scorecard(page: str, result: YearResult) -> None:
    for leaf in result.scorecard.leaves:
        start = page.index(f'id="tc-{leaf.number}"')
        part = page[start : page.index("</dl>", start)]
        assert f"<dd>{points(leaf.points.secured)}</dd>" in part or leaf.scored_by != "self"
        if leaf.scored_by == "self" and leaf.arises != "no":
            assert f"<dt>Tự chấm</dt><dd>{interval(leaf.points.claimed)}</dd>" in part


def test_the_first_part_shows_the_three_totals_and_the_five_parts(
    page: str, result: YearResult
) -> None:
    own = result.scorecard.self_points
    first = page[: page.index('<div class="page">')]
    for text in (interval(own.claimed), points(own.secured), points(own.attainable)):
        assert f"<b>{text}</b>" in first
    for part in (own.secured, own.unproved, own.open, own.winnable, own.lost):
        assert f"<b>{points(part)}</b>" in first
    assert own.maximum == own.secured + own.unproved + own.open + own.winnable + own.lost


def test_the_first_part_sets_the_fields_against_last_year(page: str, result: YearResult) -> None:
    first = page[: page.index('<div class="page">')]
    rows = [row for row in field_rows(result) if not row.total]
    assert len(rows) == 8
    for row in rows:
        start = first.index(f'<th scope="row">{row.title}</th>')
        line = first[start : first.index("</tr>", start)]
        assert f'data-label="Tự chấm">{row.claimed} / {row.maximum}</td>' in line
        assert f'data-label="2026">{row.share}</td>' in line
        assert f'data-label="2025">{row.before}</td>' in line


def test_a_provisional_set_is_said_to_be_so_and_gives_no_class(page: str) -> None:
    assert "Tạm tính, không xếp loại." in page
    assert not re.search(r"xếp loại\s*:?\s*(tốt|khá|trung bình|xuất sắc)", page, re.IGNORECASE)


def test_a_class_is_shown_only_where_the_scorecard_gives_one(result: YearResult) -> None:
    named = replace(result, scorecard=replace(result.scorecard, class_name="Tốt <b>"))
    assert "Xếp loại: <strong>Tốt &lt;b&gt;</strong>" in render(content(named))
    assert "Xếp loại:" not in render(content(result))


def test_every_assumption_and_every_reading_of_a_leaf_is_printed(
    page: str, result: YearResult
) -> None:
    for key in result.criteria.head.assumptions:
        assert f'id="gd-{key}"' in page
    for leaf in result.criteria.leaves():
        for key in leaf.readings:
            assert f'id="ch-{key}"' in page


def test_each_leaf_names_its_assumptions_and_leads_to_their_reasons(
    page: str, result: YearResult
) -> None:
    for leaf in result.criteria.leaves():
        start = page.index(f'id="tc-{leaf.number}"')
        part = page[start : page.index("</article>", start)]
        for source in leaf.source:
            if source.assumption:
                text = result.criteria.head.assumptions[source.assumption].text
                assert (
                    f'<a href="#gd-{source.assumption}">Giả định</a>: {escape(sentence(text))}'
                    in part
                )
    assert "; lý do: " not in page[: page.index('id="gia-dinh"')]


@pytest.mark.parametrize("edition", ["internal", "submission"])
def test_the_page_of_a_hundred_leaves_and_three_hundred_documents_stays_small(
    edition: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    year = full_year()
    assert len(list(year.criteria.leaves())) == 100
    assert len(year.manifest.documents) == 300
    page = render(content(replace(year, edition=edition)))
    assert len(page.encode("utf-8")) <= 1.5 * MEGABYTE
    found = parsed(page)
    assert len(found.ids) == len(set(found.ids))
    assert page.count('<article class="leaf"') == 100


def test_the_same_result_gives_the_same_bytes(page: str, result: YearResult) -> None:
    assert render(content(result)) == page


def test_the_notebook_as_it_ran_gives_the_same_page(
    page: str, result: YearResult, tmp_path: Path
) -> None:
    write: Any = nbformat.write
    write(content(result), tmp_path / "4_dossier.ipynb")
    written = write_html(result, tmp_path / "ho-so.html", tmp_path / "4_dossier.ipynb")
    assert written.read_text(encoding="utf-8") == page


def test_what_officials_add_is_shown_and_code_they_bring_is_left_out(
    result: YearResult, tmp_path: Path
) -> None:
    notebook = content(result)
    v4: Any = nbformat.v4
    hostile = v4.new_output("display_data", {"text/html": "<SCRIPT>alert(1)</SCRIPT>"})
    printed = v4.new_output("stream", text="in ra màn hình")
    notebook.cells += [
        v4.new_markdown_cell("**Nhận xét** của xã <script>alert(2)</script>"),
        v4.new_code_cell("an_di = 41", outputs=[hostile, printed]),
        v4.new_markdown_cell("Hướng dẫn", metadata={"tags": ["remove_cell"]}),
    ]
    write: Any = nbformat.write
    write(notebook, tmp_path / "4_dossier.ipynb")
    page = write_page(tmp_path / "4_dossier.ipynb", tmp_path / "ho-so.html").read_text("utf-8")
    assert "<strong>Nhận xét</strong> của xã &lt;script&gt;alert(2)&lt;/script&gt;" in page
    assert LEFT_OUT in page
    assert page.lower().count("<script") == 1
    assert "an_di" not in page
    assert "in ra màn hình" not in page
    assert "Hướng dẫn" not in page


def test_the_parts_are_numbered_in_order(page: str) -> None:
    found = re.findall(r"<h2 id=[^>]+>(\d+)\. ", page)
    assert found == [str(n) for n in range(1, len(PAGES) + 2)]


def test_a_page_that_says_the_same_already_is_left_alone(
    page: str, result: YearResult, tmp_path: Path
) -> None:
    write: Any = nbformat.write
    write(content(result), tmp_path / "4_dossier.ipynb")
    there = tmp_path / "ho-so.html"
    there.write_text(page, encoding="utf-8", newline="\n")
    before = there.stat()
    assert write_page(tmp_path / "4_dossier.ipynb", there) == there
    assert (there.stat().st_mtime_ns, there.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_who_runs_no_script_reads_and_prints_what_the_script_folds(page: str) -> None:
    body = page[: page.index("<script>")]
    assert body.count("<details open") > 100
    assert set(re.findall(r"<details(?! open)[^>]*>", body)) <= {
        '<details class="long">',
        '<details class="review">',  # a form of the script, in its template
    }
    assert body.count('<ul class="trace-sources">') >= body.count('<article class="leaf"')


def test_a_browser_that_can_prints_what_is_folded(page: str) -> None:
    rules = page[page.index("@media print") : page.index("</style>")]
    opened = re.search(r"details::details-content \{([^}]*)\}", rules)
    assert opened is not None
    assert "content-visibility: visible" in opened[1]
    assert "details:not([open])" not in page


def test_no_table_is_too_wide_for_a_telephone(page: str) -> None:
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        columns = re.findall(r'<th scope="col"', table)
        classes = re.match(r'<table class="([^"]*)"', table)
        if len(columns) > 2:
            assert classes is not None
            assert {"stack", "brief"} & set(classes[1].split())
    for row in re.findall(r"<tbody>.*?</tbody>", page, re.DOTALL):
        assert row.count("<td") == row.count("data-label=") + row.count('<td class="bars">') or (
            "<code>" in row
        )


def test_a_chart_too_small_to_read_gives_way_to_its_numbers(page: str) -> None:
    assert re.search(r"max-width: 700px\) \{\s*\.par \.chart svg \{ display: none; \}", page)
    assert page.count("Số liệu của biểu đồ") == 2


def test_an_assumed_deadline_is_marked(page: str) -> None:
    assert "Hạn nộp hồ sơ: 10/12/2026 (giả định)" in page


def test_a_leaf_that_others_score_has_no_points_of_ours(page: str) -> None:
    start = page.index('id="tc-Đ.2"')
    part = page[start : page.index("</article>", start)]
    assert "Cơ quan thẩm định chấm" in part
    assert "trên tối đa 0" not in part
    assert "−2 đến 0" not in part
    assert "Căn cứ:" in part


def test_no_word_of_the_program_reaches_the_page(page: str) -> None:
    text = re.sub(r"<style>.*?</style>|<script>.*?</script>|<[^>]+>", " ", page, flags=re.DOTALL)
    wrong = re.compile(r"\.ya?ml|SHA-?256|ket-qua\.json|inputs\.|\\geq|\bPL I|dòng \d{3}|từng byte")
    assert wrong.findall(text) == []


def test_a_nameless_file_is_listed_under_what_it_answers(result: YearResult) -> None:
    documents = [replace(d, title=None, path=d.path) for d in result.manifest.documents]
    manifest = replace(result.manifest, documents=tuple(documents))
    page = render(content(replace(result, manifest=manifest)))
    first = next(a for a in manifest.answers if a.links)
    start = page.index('id="mc-01"')
    row = page[start : page.index("</tr>", start)]
    assert f'<td data-label="Trích yếu">{first.title}' in row
    assert 'data-label="Tệp"' in row
    assert "báo cáo &lt;b&gt;đậm" in row


def test_where_nothing_can_be_done_no_list_is_headed(page: str) -> None:
    assert "Việc cần làm:</strong></p>" in page
    assert not re.search(r'<ul class="todo">\s*</ul>', page)
