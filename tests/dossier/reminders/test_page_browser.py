"""The pages in a real Chromium: nothing asked for, nothing amiss, read on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from par_rules.dossier import YearResult
from par_rules.dossier.chairman import chairman_page
from par_rules.dossier.chairman.page import page as chairman
from par_rules.dossier.reminders import reminders
from par_rules.dossier.reminders.page import page

pytestmark = pytest.mark.needs_debian("chromium")
CHROMIUM = "/usr/bin/chromium"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(
    sample: YearResult, hostile_year: YearResult, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("trang")
    lists, bad = reminders(sample), reminders(hostile_year)
    texts = {
        "vhxh": page(lists, lists.office("vhxh")),
        "dvsnc": page(lists, lists.office("dvsnc")),
        "hostile": page(bad, bad.office("vhxh")),
        "chairman": chairman(chairman_page(sample)),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")
    return {name: (folder / f"{name}.html").as_uri() for name in texts}


@pytest.mark.parametrize("name", ["vhxh", "dvsnc", "hostile", "chairman"])
@pytest.mark.parametrize("width", [1366, 390])
def test_a_page_reads_on_every_screen_and_asks_for_nothing(
    browser: Browser, pages: dict[str, str], name: str, width: int
) -> None:
    said, asked = list[str](), list[str]()
    shown = browser.new_page(viewport={"width": width, "height": 800})
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(pages[name])
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert shown.evaluate("getComputedStyle(document.querySelector('.mark')).fontWeight") == "700"
    assert shown.evaluate("window.ran === undefined")
    found = Axe().run(shown, options={"runOnly": {"type": "tag", "values": WCAG}})
    shown.close()
    assert found.response["violations"] == []
    assert said == []
    assert asked == [pages[name]]
