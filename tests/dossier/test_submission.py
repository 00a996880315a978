"""What goes to the Department holds nothing of what the unit still doubts, in any byte."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest

from par_rules.dossier import YearResult
from par_rules.dossier.comparison import field_rows
from par_rules.dossier.html import content, render
from par_rules.dossier.wording import points
from par_rules.runs.steps import (
    dossier_step,
    gaps_step,
    score_step,
    take_evidence_step,
    write_dossier,
)
from par_rules.runs.year import open_year
from par_rules.scoring.scorecard import Views

ROOT = Path(__file__).parents[2]
NAMES = ["bang-diem-gui.xlsx", "bao-cao-gui.docx", "ho-so-gui.html"]
FORBIDDEN = re.compile(
    "đủ minh chứng|còn có thể đạt|tối đa còn|chưa có minh chứng|để mở|đã mất|nguy cơ|đang thiếu"
    "|nội dung còn thiếu|việc cần làm|số điểm phụ thuộc|nội bộ – không gửi|bản nội bộ|không gửi|phát hiện khi kiểm tra"
    "|chưa được tính|ket-qua\\.json|so-lieu|inputs\\.|\\.ya?ml|sha256"
    "|dòng \\d|từng byte|secured|attainable|unproved|winnable",
    re.IGNORECASE,
)
PATHS = re.compile(
    r"(?:/|\\)(?:home|work|root|tmp|users|mnt)(?:/|\\)|[a-z]:\\|file:", re.IGNORECASE
)
NUMBER = re.compile(r"(?<![\d,.])-?\d+(?:,\d+)?(?![\d,])")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[YearResult, Path]:
    """Write both editions of the sample year, as the notebooks do."""
    out = tmp_path_factory.mktemp("gui")
    run = open_year(
        "dai-son", 2026, None, ROOT / "criteria", ROOT / "evidence", out, edition="submission"
    )
    take_evidence_step(run)
    score_step(run)
    gaps_step(run)
    result = dossier_step(run)
    write_dossier(run, result)
    return result, run.out


def texts(path: Path) -> Iterator[str]:
    """Give every part of a file as text; office files unpacked, markup taken out."""
    parts = [path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            parts = [package.read(name) for name in package.namelist()]
            parts += [name.encode() for name in package.namelist()]
    for part in parts:
        yield unescape(re.sub(r"<[^>]+>", " ", part.decode("utf-8", "replace")))
        yield part.decode("utf-8", "replace") if b"<w:" not in part else ""


def said(path: Path) -> str:
    return "\n".join(texts(path))


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_what_is_secured_open_or_at_risk(
    name: str, sample: tuple[YearResult, Path]
) -> None:
    _, out = sample
    text = said(out / name)
    assert "Số hồ sơ TTHC" in text
    css = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    assert [css[m.start() - 40 : m.end() + 40] for m in FORBIDDEN.finditer(_words(css))] == []


def _words(text: str) -> str:
    """Blank out what the rule names are for: class names and the style sheet."""
    return re.sub(r'class="[^"]*"|\.par[^{]*\{[^}]*\}', lambda m: " " * len(m[0]), text)


@pytest.mark.parametrize("name", NAMES)
def test_no_path_of_the_machine_and_no_folder_of_the_unit(
    name: str, sample: tuple[YearResult, Path]
) -> None:
    result, out = sample
    text = said(out / name)
    assert not PATHS.search(text)
    folders = {p.rsplit("/", 1)[0] + "/" for d in result.manifest.documents if "/" in (p := d.path)}
    assert folders
    assert [folder for folder in folders if folder in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_row_of_the_case_export(name: str, sample: tuple[YearResult, Path]) -> None:
    _, out = sample
    (export,) = sorted((ROOT / "evidence/dai-son/2026").glob("ho-so-tthc-*.csv"))[:1]
    with export.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    codes = {row[0] for row in rows[1:2000]}
    assert len(codes) > 1000
    found = set(re.findall(r"[\w.\-/]+", said(out / name)))
    assert not codes & found


def _secret(views: Views) -> set[Fraction]:
    known = {views.claimed.low, views.claimed.high, views.maximum, Fraction(0)}
    known.add(views.claimed.high - views.claimed.low)
    known.add(views.maximum - views.claimed.high)
    told = {views.secured, views.attainable, views.unproved, views.open, views.winnable, views.lost}
    return told - known


@pytest.mark.parametrize("name", NAMES)
def test_no_total_but_those_of_the_self_score(name: str, sample: tuple[YearResult, Path]) -> None:
    result, out = sample
    card = result.scorecard
    secret = _secret(card.self_points)
    assert len(secret) >= 4
    numbers = set(NUMBER.findall(said(out / name)))
    stored = set(re.findall(r"<v>([^<]+)</v>", said(out / name)))
    assert [points(n) for n in secret if points(n) in numbers] == []
    assert [float(n) for n in secret if repr(float(n)) in stored] == []


def test_a_leaf_shows_its_maximum_and_self_score_and_no_more(
    sample: tuple[YearResult, Path],
) -> None:
    result, out = sample
    page = (out / NAMES[2]).read_text("utf-8")
    for leaf in result.scorecard.leaves:
        start = page.index(f'id="tc-{leaf.number}"')
        shown = re.findall(r"<dt>(.*?)</dt>", page[start : page.index("</dl>", start)])
        scored = ["Tự chấm" if leaf.scored_by == "self" else "Cách chấm"]
        assert shown == ([] if leaf.role == "penalty" else ["Tối đa"]) + scored


def test_drafts_and_missing_files_are_no_evidence_to_send(
    sample: tuple[YearResult, Path],
) -> None:
    result, out = sample
    drafts = [
        f.path.rsplit("/", 1)[-1]
        for f in result.manifest.findings
        if f.code == "DRAFT" and f.severity == "blocks" and f.path
    ]
    assert drafts
    for name in NAMES:
        text = said(out / name)
        assert [draft for draft in drafts if draft in text] == []


def test_the_self_score_and_the_explanations_are_there(sample: tuple[YearResult, Path]) -> None:
    result, out = sample
    total = field_rows(result)[-1].claimed
    explained = [a.explanation for a in result.manifest.answers if a.explanation]
    assert explained
    for name in NAMES:
        text = said(out / name)
        assert [line for line in explained if line not in text] == []
        if not name.endswith("xlsx"):
            assert total in text


def test_parts_are_numbered_on_where_one_is_left_out(result: YearResult) -> None:
    page = render(content(replace(result, edition="submission")))
    assert re.findall(r"<h2 id=[^>]+>(\d+)\. ", page) == ["1", "2", "3", "4", "5", "6"]
    assert "<svg" not in page


def test_documents_have_the_same_number_in_both_editions(result: YearResult) -> None:
    sent = render(content(replace(result, edition="submission")))
    kept = render(content(result))
    rows = re.findall(r'id="mc-\d+">(MC \d+)</th><td data-label="Số, ký hiệu">(.*?)</td>', sent)
    assert len(rows) > 50
    assert set(rows) < set(re.findall(
        r'id="mc-\d+">(MC \d+)</th><td data-label="Số, ký hiệu">(.*?)</td>', kept
    ))  # fmt: skip
