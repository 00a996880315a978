"""``ho-so.html`` in a real Chromium: filters, search, keys, what a reviewer writes, no request."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import nbformat
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from par_rules.criteria import CriteriaSet
from par_rules.dossier import YearResult
from par_rules.dossier.appraisal import json_schema, read_appraisal
from par_rules.dossier.html import content, render
from tests.dossier.hostile import TEXTS, hostile
from tests.dossier.test_safe_markup import RUNS

pytestmark = pytest.mark.needs_debian("chromium")
CHROMIUM = "/usr/bin/chromium"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BROAD = {"width": 1366, "height": 768}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(result: YearResult, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("trang")
    for edition in ("internal", "submission"):
        text = render(content(replace(result, edition=edition)))
        (folder / f"{edition}.html").write_text(text, encoding="utf-8", newline="\n")
        text = render(with_cells(content(hostile(replace(result, edition=edition)))))
        (folder / f"hostile-{edition}.html").write_text(text, encoding="utf-8", newline="\n")
    return {path.stem: path.as_uri() for path in folder.iterdir()}


def with_cells(notebook: Any) -> Any:
    """Add cells that try to run, to load and to leave, as an official might paste them."""
    v4: Any = nbformat.v4
    for text in (*TEXTS, *RUNS):
        output = v4.new_output("display_data", {"text/html": text})
        notebook.cells += [v4.new_markdown_cell(text), v4.new_code_cell("", outputs=[output])]
    return notebook


@pytest.fixture
def page(browser: Browser, pages: dict[str, str]) -> Iterator[Page]:
    """Open the submission; a console message or a second request fails the test."""
    opened = browser.new_page(viewport=BROAD)  # type: ignore[arg-type]
    said, asked = list[str](), list[str]()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(pages["submission"])
    yield opened
    opened.close()
    assert said == []
    assert {url.partition("#")[0] for url in asked if not url.startswith("blob:")} == {
        pages["submission"]
    }


@pytest.mark.parametrize("edition", ["internal", "submission"])
def test_hostile_text_runs_nothing_asks_nothing_and_leads_nowhere(
    edition: str, browser: Browser, pages: dict[str, str]
) -> None:
    page = browser.new_page(viewport=BROAD)  # type: ignore[arg-type]
    told, asked = list[str](), list[str]()
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[f"hostile-{edition}"])
    page.click("text=Mở tất cả")
    page.mouse.move(400, 400)
    page.wait_for_timeout(300)  # time for a refresh of 0 seconds to leave
    ran = page.evaluate("[window.ran, document.scripts.length, document.title]")
    links = page.evaluate(
        "[...document.querySelectorAll('a, area')].map((a) => new URL(a.href).protocol)"
    )
    leaves = shown(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert told == []
    assert asked == [pages[f"hostile-{edition}"]]
    assert ran[:2] == [None, 1]
    assert ran[2].endswith("UBND xã Đại Sơn: Chỉ số cải cách hành chính năm 2026")
    assert set(links) <= {"file:", "http:", "https:"}
    assert leaves == 72
    assert wide <= BROAD["width"]


def shown(page: Page) -> int:
    return page.locator(".leaf:visible").count()


def test_filters_narrow_and_can_be_taken_off(page: Page) -> None:
    whole = shown(page)
    page.select_option("#loc-field", index=3)
    some = shown(page)
    assert 0 < some < whole
    expect(page.locator("#so-tieu-chi")).to_have_text(f"Đang hiện {some} trên {whole} tiêu chí.")
    page.select_option("#loc-office", index=1)
    assert shown(page) < some
    page.click("text=Bỏ lọc")
    assert shown(page) == whole
    page.select_option("#loc-state", "Cơ quan khác chấm")
    assert 0 < shown(page) < whole


def test_states_of_the_internal_page_are_not_those_of_the_submission(
    browser: Browser, pages: dict[str, str], page: Page
) -> None:
    other = browser.new_page()
    other.goto(pages["internal"])
    kept = set(other.locator("#loc-state option").all_inner_texts())
    sent = set(page.locator("#loc-state option").all_inner_texts())
    other.close()
    assert {"Chưa có minh chứng", "Để mở", "Đã mất"} <= kept
    assert not {"Đủ minh chứng", "Chưa có minh chứng", "Để mở", "Đã mất"} & sent


@pytest.mark.parametrize("words", ["thời điểm", "thoi diem", "THOI ĐIEM"])
def test_search_finds_with_and_without_marks(words: str, page: Page) -> None:
    page.fill("#tim", words)
    assert 0 < shown(page) < 72
    assert page.locator("#tc-1\\.1\\.1").is_visible()
    page.fill("#tim", "thởi điệm")
    assert shown(page) == 0
    expect(page.locator("#so-tieu-chi")).to_contain_text("Không có tiêu chí nào phù hợp")


def test_the_keyboard_alone_finds_and_walks(page: Page) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "tim"
    page.keyboard.type("thu tuc")
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.id")
    assert first.startswith("tc-")
    assert second.startswith("tc-")
    assert first != second
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert shown(page) == page.locator(".leaf").count()


@pytest.mark.parametrize("edition", ["internal", "submission"])
def test_tab_reaches_every_control_and_shows_where_it_is(
    edition: str, browser: Browser, pages: dict[str, str]
) -> None:
    page = browser.new_page(viewport=BROAD)  # type: ignore[arg-type]
    page.goto(pages[edition])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung"
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    seen = []
    for _ in range(16):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "(({ id, dataset }) => id || dataset.do)(document.activeElement) + ' ' +"
                "getComputedStyle(document.activeElement).outlineStyle"
            )
        )
    page.close()
    wanted = ["tim", "loc-field", "loc-office", "loc-state", "clear", "open", "close", "theme"]
    wanted += ["phim-tat", "tham-dinh-lan", "tham-dinh-nguoi", "save", "load", "forget"]
    assert seen[: len(wanted)] == [f"{name} solid" for name in wanted]


def test_a_folded_part_opens_by_the_keyboard(page: Page) -> None:
    part = page.locator("#tc-1\\.1\\.1 details").first
    assert part.get_attribute("open") is None
    part.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert part.get_attribute("open") == ""


def test_a_link_to_a_leaf_shows_it_even_when_filtered_away(page: Page) -> None:
    page.fill("#tim", "khongcogi")
    page.evaluate("location.hash = '#tc-3.1.1'")
    expect(page.locator("#tc-3\\.1\\.1")).to_be_in_viewport()


def test_all_is_opened_closed_and_printed(page: Page) -> None:
    page.click("text=Mở tất cả")
    assert page.locator("details:not([open])").count() == 0
    page.click("text=Gập tất cả")
    assert page.locator("details[open]").count() == 0
    page.fill("#tim", "khongcogi")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("details:not([open])").count() == 0
    assert shown(page) == page.locator(".leaf").count()
    assert page.locator(".tools:visible").count() == 0


def test_dark_is_kept_over_a_reload(page: Page) -> None:
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("text=Nền tối")
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def write(page: Page, number: str, score: str, note: str) -> None:
    leaf = page.locator(f'.leaf[data-number="{number}"]')
    leaf.locator("summary", has_text="Thẩm định tiêu chí").click()
    leaf.get_by_label("Điểm thẩm định").fill(score)
    leaf.get_by_label("Ghi chú").fill(note)
    leaf.get_by_label("Cần giải trình").check()


def test_what_the_reviewer_writes_is_kept_saved_and_loaded_again(
    page: Page, criteria: CriteriaSet, tmp_path: Path
) -> None:
    note = "Thiếu </script> trang “ký” 🙂"
    write(page, "1.1.1", "0,75", note)
    page.reload()
    score = page.locator('.leaf[data-number="1.1.1"]').get_by_label("Điểm thẩm định")
    expect(score).to_have_value("0,75")
    expect(page.locator("#tham-dinh-tong")).to_contain_text("cộng 0,75 điểm")
    with page.expect_download() as waited:
        page.click("text=Lưu tệp thẩm định")
    assert waited.value.suggested_filename == f"tham-dinh-{data_unit(page)}-2026.json"
    saved = tmp_path / "tham-dinh.json"
    waited.value.save_as(saved)
    jsonschema.validate(json.loads(saved.read_text("utf-8")), json_schema())
    (leaf,) = read_appraisal(saved, criteria, unit="dai-son").leaves
    assert (leaf.number, float(leaf.score or 0), leaf.note) == ("1.1.1", 0.75, note)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("text=Xóa phần thẩm định")
    expect(score).to_have_value("")
    page.set_input_files("#tham-dinh-tep", saved)
    expect(page.locator("#tham-dinh-bao")).to_have_text("Đã nạp 1 tiêu chí từ tệp.")
    expect(score).to_have_value("0,75")
    page.select_option("#loc-state", "Cần giải trình")
    assert shown(page) == 1


def data_unit(page: Page) -> str:
    return str(page.locator(".cover").get_attribute("data-unit"))


def test_points_out_of_range_are_refused_before_saving(page: Page) -> None:
    write(page, "1.1.1", "7", "")
    expect(page.locator("#loi-tc-1\\.1\\.1")).to_have_text("Điểm phải từ 0 đến 1.")
    page.click("text=Lưu tệp thẩm định")
    expect(page.locator("#tham-dinh-bao")).to_contain_text("Chưa lưu: tiêu chí 1.1.1.")


@pytest.mark.parametrize("text", ["{", '{"schema": "khác"}', '{"schema": "par-appraisal/1"}'])
def test_a_file_that_does_not_belong_is_refused(text: str, page: Page, tmp_path: Path) -> None:
    path = tmp_path / "la.json"
    path.write_text(text, encoding="utf-8")
    page.set_input_files("#tham-dinh-tep", path)
    expect(page.locator("#tham-dinh-bao")).to_contain_text("Không nạp được tệp.")


@pytest.mark.parametrize(
    ("edition", "scheme", "width"),
    [
        ("internal", "light", 1366),
        ("internal", "dark", 1366),
        ("submission", "light", 1366),
        ("submission", "dark", 1366),
        ("internal", "light", 390),
    ],
)
def test_axe_finds_nothing(
    width: int, edition: str, scheme: Any, browser: Browser, pages: dict[str, str]
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(pages[edition])
    page.evaluate(  # the first leaves with all that is folded, the form of the reviewer too
        "document.querySelectorAll('.leaf').forEach((leaf, n) => { if (n < 9) leaf"
        ".querySelectorAll('details').forEach((part) => { part.open = true; }); })"
    )
    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    page.close()
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []


@pytest.mark.parametrize("edition", ["internal", "submission"])
def test_without_scripts_the_page_reads_whole_and_shows_no_dead_control(
    edition: str, browser: Browser, pages: dict[str, str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages[edition])
    assert page.locator(".leaf:visible").count() == 72
    assert page.locator("details:not([open])").count() == 0
    assert page.locator(".trace-sources:visible").count() >= 72
    assert page.locator("button, input, select, textarea").count() == 0
    context.close()


@pytest.mark.parametrize("edition", ["internal", "submission"])
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_basis_of_every_leaf_is_printed(
    scheme: Any, scripts: bool, edition: str, browser: Browser, pages: dict[str, str]
) -> None:
    context = browser.new_context(java_script_enabled=scripts, color_scheme=scheme)
    page = context.new_page()
    page.goto(pages[edition])
    if scripts:
        page.fill("#tim", "khongcogi")
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in printed]
    ink = printed[0].render(scale=0.2).to_pil().convert("L").getpixel((2, 2))
    context.close()
    assert sum(sheet.count("Căn cứ:") for sheet in sheets) >= 72
    assert sum(sheet.count("Cách tính điểm.") for sheet in sheets) == 72
    assert ink == 255  # on white paper, whatever the screen's colours


@pytest.mark.parametrize("width", [1366, 1024, 810, 390])
@pytest.mark.parametrize("name", ["internal", "submission", "hostile-internal"])
def test_nothing_is_wider_than_the_screen(
    name: str, width: int, browser: Browser, pages: dict[str, str]
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(pages[name])
    page.click("text=Mở tất cả")
    page.add_style_tag(content=".leaf { content-visibility: visible !important; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_on_a_telephone_a_row_takes_the_whole_width(
    browser: Browser, pages: dict[str, str]
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(pages["internal"])
    page.add_style_tag(content=".leaf { content-visibility: visible !important; }")
    narrow = page.evaluate(
        "[...document.querySelectorAll('main table.stack tbody tr > *')].filter((cell) =>"
        " cell.checkVisibility() && cell.clientWidth < 0.95 * cell.parentElement.clientWidth)"
        ".map((cell) => cell.outerHTML)"
    )
    page.close()
    assert narrow == []
