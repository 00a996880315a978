"""The yearly notebook in a real Chromium on a real JupyterLab server, as an official uses it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from par_rules.dossier.wording import interval
from par_rules.figures.read import read_workbook
from par_rules.runs.year import open_year
from par_rules.values import Interval, exact
from tests.lab.conftest import copy_project

pytestmark = pytest.mark.needs_debian("chromium")
CHROMIUM = "/usr/bin/chromium"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREEN = {"width": 1366, "height": 768}
# Milliseconds that a busy machine may take for one step.
PATIENCE = 120_000
FIGURE = "plan_tasks_on_time"
POST = "Công chức văn thư"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("so tay") / "Chấm điểm xã")


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    """Start ``par lab`` in the copy, as the start file does, and give the address it tells."""
    home = project.parent / "home"
    home.mkdir()
    started = subprocess.Popen(
        [sys.executable, "-c", "from par_rules.cli import main; main()", "lab", "--no-browser"],
        cwd=project,
        env={**os.environ, "HOME": str(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert started.stdout is not None
    first = started.stdout.readline()
    found = re.search(r"http://\S+token=\w+", first)
    try:
        assert found is not None, first
        yield found[0]
    finally:
        started.terminate()
        started.communicate(timeout=60)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=SCREEN)  # type: ignore[arg-type]
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """Open the notebook; an error of the page or a request to elsewhere fails the test."""
    opened = context.new_page()
    faults, elsewhere = list[str](), list[str]()
    opened.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda request: elsewhere.append(request.url))
    opened.goto(address)
    yield opened
    assert faults == []
    server = address.partition("/doc")[0]
    assert [u for u in elsewhere if not u.startswith((server, "data:", "blob:"))] == []


def cells(project: Path) -> list[Any]:
    text = (project / "notebooks" / "yearly_scoring.ipynb").read_text(encoding="utf-8")
    found: list[Any] = json.loads(text)["cells"]
    return found


def field(page: Page, label: str) -> Locator:
    """Find a field by its label; the same label stands hidden where another kind is asked for."""
    return page.get_by_label(label, exact=True).and_(page.locator(":visible"))


def choose(list_: Locator, part: str) -> None:
    """Choose the option that holds a text."""
    expect(list_.locator(f'option[value*="{part}"]')).not_to_have_count(0, timeout=PATIENCE)
    values = list_.locator("option").evaluate_all("all => all.map(one => one.value)")
    list_.select_option(value=next(value for value in values if part in value))


def test_an_official_goes_through_the_year_by_forms_alone(
    page: Page, context: BrowserContext, project: Path
) -> None:
    before = [cell["source"] for cell in cells(project)]
    run = open_year(
        "dai-son",
        2026,
        criteria=project / "criteria",
        evidence=project / "evidence",
        out=project / "out",
    )
    title = run.criteria.inputs[FIGURE].title

    # The interface speaks Vietnamese, and the code is out of sight.
    page.get_by_role("button", name="Chạy tất cả").click()
    expect(page.locator(".par-claimed")).to_be_visible(timeout=PATIENCE)
    menus = page.locator(".lm-MenuBar-itemLabel").all_inner_texts()
    assert menus == ["Tệp", "Chỉnh sửa", "Xem", "Chạy", "Bộ chạy"]
    page.locator(".lm-MenuBar-item", has_text="Bộ chạy").click()
    expect(page.get_by_role("menuitem", name="Khởi động lại bộ chạy…")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".jp-CodeCell .jp-InputArea:visible")).to_have_count(0)

    # A figure is entered, with its source, and stands in the workbook.
    choose(field(page, "Cơ quan"), "Phòng Văn hóa – Xã hội")
    choose(field(page, "Số liệu"), title)
    expect(page.get_by_text("nhiệm vụ. Ghi: từ 0 đến 200.")).to_be_visible(timeout=PATIENCE)
    field(page, "Giá trị").fill("38")
    field(page, "Ngày cung cấp").fill("")
    page.get_by_role("button", name="Ghi vào bảng số liệu").click()
    expect(page.get_by_text("Ngày cung cấp: còn trống")).to_be_visible(timeout=PATIENCE)
    field(page, "Ngày cung cấp").fill("21/11/2026")
    page.get_by_role("button", name="Ghi vào bảng số liệu").click()
    expect(page.get_by_text("Đã ghi vào so-lieu.xlsx")).to_be_visible(timeout=PATIENCE)
    said = read_workbook(run.criteria, run.folder, as_of=run.as_of).facts[FIGURE]
    assert said.value == 38

    # A kernel started anew shows what was entered.
    page.get_by_role("button", name="Chạy lại từ đầu").click()
    page.get_by_role("button", name="Khởi động lại", exact=True).click()
    expect(page.get_by_text("Đã ghi vào so-lieu.xlsx")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator(".par-claimed")).to_be_visible(timeout=PATIENCE)
    choose(field(page, "Số liệu"), title)
    expect(field(page, "Giá trị")).to_have_value("38", timeout=PATIENCE)

    # A document is confirmed, and the register says by whom.
    field(page, "Người xác nhận").fill(POST)
    document = field(page, "Tài liệu").first.input_value()
    page.get_by_role("button", name="Ghi vào danh mục").click()
    expect(page.get_by_text(f"Đã ghi {document.split(' – ')[0]}")).to_be_visible(timeout=PATIENCE)

    # All is run; the total is that of the scorecard; the dossier opens.
    page.get_by_role("button", name="Chạy cả năm").click()
    expect(page.get_by_text("Đã chạy xong")).to_be_visible(timeout=PATIENCE)
    card = json.loads((run.out / "scorecard.json").read_text(encoding="utf-8"))["self_points"]
    claimed = interval(Interval(exact(card["claimed_low"]), exact(card["claimed_high"])))
    expect(page.get_by_text(f"Điểm tự chấm {claimed} / 70")).to_be_visible(timeout=PATIENCE)
    with context.expect_page() as opened:
        page.get_by_role("link", name="Hồ sơ tự chấm điểm: ho-so.html").click()
    expect(opened.value.get_by_text(claimed).first).to_be_visible(timeout=PATIENCE)

    # Everybody can use the forms, by WCAG 2.2 AA.
    seen = Axe().run(page, context=".jp-OutputArea-output", options={"runOnly": WCAG}).response
    assert [(one["id"], one["nodes"]) for one in seen["violations"]] == []
    assert seen["passes"]

    # It fits a screen of 1366 points, and the notebook stays as it was, saved or not.
    panel = page.locator(".jp-WindowedPanel-outer")
    assert panel.evaluate("one => one.scrollWidth - one.clientWidth") == 0
    with page.expect_response(lambda r: r.request.method == "PUT" and "yearly_scoring" in r.url):
        page.get_by_title("Lưu và tạo điểm kiểm tra").click()
    after = cells(project)
    assert [cell["source"] for cell in after] == before
    assert [cell["outputs"] for cell in after if cell["cell_type"] == "code"] == [[]] * 7
