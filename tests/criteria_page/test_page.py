"""The page of a set: whole, escaped, without script or request, and readable by everybody."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

from par_rules.cli import par
from par_rules.criteria import load_criteria
from par_rules.criteria.readings import load_readings
from par_rules.criteria_page.page import page_of
from par_rules.scoring.examples import read_folder

CRITERIA = Path(__file__).parents[2] / "criteria"
CHROMIUM = "/usr/bin/chromium"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def page(year: int) -> str:
    found = load_criteria(CRITERIA, "hai-phong-xa", year)
    examples, _ = read_folder(found, CRITERIA / "hai-phong-xa" / str(year) / "examples")
    return page_of(found, examples, load_readings(CRITERIA, found.head.plans))


@pytest.mark.parametrize("year", [2026, 2028])
def test_every_leaf_stands_on_the_page_with_rule_examples_and_grounds(year: int) -> None:
    text = page(year)
    found = load_criteria(CRITERIA, "hai-phong-xa", year)
    assert text.count("<article ") == sum(1 for _ in found.leaves())
    assert text.count("<strong>Cách tính.</strong>") == text.count("<article ")
    assert "Chưa có ví dụ" not in text
    assert "<svg" in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_what_was_dropped_is_told_with_its_source() -> None:
    assert "Tiêu chí đã bỏ so với năm trước" in page(2027)
    assert "Phụ lục II, mục V.2" in page(2027).split('id="da-bo"')[-1]
    assert "Tiêu chí đã bỏ so với năm trước" not in page(2026)


def test_what_a_set_says_is_text_and_never_markup() -> None:
    found = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    head = found.head.model_copy(update={"title": evil})
    spec = found.inputs["received"].model_copy(update={"title": evil})
    hostile = found.model_copy(update={"head": head, "inputs": {**found.inputs, "received": spec}})
    text = page_of(hostile, [], {})
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text


def test_the_command_writes_the_page_where_it_is_asked(tmp_path: Path) -> None:
    target = tmp_path / "bo.html"
    told = CliRunner().invoke(
        par, ["criteria", "--year", "2027", "--criteria", str(CRITERIA), "--html", str(target)]
    )
    assert (told.exit_code, told.output) == (
        0,
        f"Đã ghi {target}: 70 tiêu chí chấm điểm, 944 ví dụ.\n",
    )
    assert target.read_text(encoding="utf-8") == page(2027)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.mark.needs_debian("chromium")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_shows_it_to_everybody_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    file = tmp_path / "trang.html"
    file.write_text(page(2026), encoding="utf-8")
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": 390, "height": 844},
    )
    shown = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("console", lambda message: said.append(message.text))
    shown.goto(file.as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth") == 390
    found = Axe().run(shown, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.response["violations"] == []
    assert asked == [file.as_uri()]
    assert said == []
    context.close()
