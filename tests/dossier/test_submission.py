"""What goes to the Department holds nothing of what the unit still doubts, in any byte."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from html import unescape
from pathlib import Path

import pypdfium2
import pytest

from par_rules.bag.seal import seal
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
from par_rules.scoring.scorecard import Scorecard

ROOT = Path(__file__).parents[2]
PAGE = "ho-so-gui.html"
NAMES = ["bang-diem-gui.xlsx", "bao-cao-gui.docx", "bao-cao-gui.pdf", PAGE]
BAG = "ho-so-dai-son-2026.zip"
# What the bag holds beside the files above and the documents themselves.
IN_BAG = [
    *("data/facts.json", "data/manifest.json", "data/scorecard.json", "data/muc-luc.txt"),
    *("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"),
]
FORBIDDEN = re.compile(
    "đủ minh chứng|còn có thể đạt|tối đa còn|chưa có minh chứng|để mở(?! tài liệu)|đã mất"
    "|nguy cơ|đang thiếu"
    "|nội dung còn thiếu|việc cần làm|số điểm phụ thuộc|nội bộ – không gửi|bản nội bộ|không gửi"
    "|phát hiện khi kiểm tra"
    "|chưa được tính|ket-qua\\.json|so-lieu|inputs\\.|\\.ya?ml|sha256"
    "|dòng \\d|từng byte|secured|attainable|unproved|winnable",
    re.IGNORECASE,
)
PATHS = re.compile(
    r"(?:/|\\)(?:home|work|root|tmp|users|mnt)(?:/|\\)|[a-z]:\\|file:", re.IGNORECASE
)
# The keys of the bag's own lists.
KEYS = re.compile('"sha256"|(?:tag)?manifest-sha256|"set_sha256"')
# An identity number: twelve digits, the first of a province below 100.
PERSON = re.compile(r"(?<![0-9a-fA-F.,])0\d{11}(?![0-9a-fA-F])")
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
    seal(run, by_criterion=False, signed=None, today=date(2026, 12, 9))
    return result, run.out


def texts(path: Path) -> Iterator[str]:
    """Give every part of a file as text; office files unpacked, markup taken out."""
    if path.suffix == ".pdf":
        yield " ".join(pdf_words(path))
        return
    parts = [path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            parts = [package.read(name) for name in package.namelist()]
            parts += [name.encode() for name in package.namelist()]
    for part in parts:
        yield unescape(re.sub(r"<[^>]+>", " ", part.decode("utf-8", "replace")))
        yield part.decode("utf-8", "replace") if b"<w:" not in part else ""


def pdf_words(path: Path) -> Iterator[str]:
    """Give the words of every page, and what the file says of itself and of its pages."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage().get_text_bounded()
        yield from re.sub("\u200b\\s*", "", text).split()  # a long word goes on in the next line
    yield from (f"{value}" for value in document.get_metadata_dict().values())
    yield from (bookmark.get_title() for bookmark in document.get_toc())


def said(path: Path) -> str:
    return "\n".join(texts(path))


@cache
def every_output(out: Path) -> dict[str, str]:
    """Give what leaves the office: the files, and what the bag adds to them."""
    found = {name: said(out / name) for name in NAMES}
    with zipfile.ZipFile(out / BAG) as bag:
        root = BAG.removesuffix(".zip")
        held = {name.removeprefix(f"{root}/") for name in bag.namelist()}
        for name in IN_BAG:
            found[name] = bag.read(f"{root}/{name}").decode("utf-8")
    written = {f"data/{name.replace('-gui', '')}" for name in NAMES}
    rest = held - written - set(IN_BAG)
    assert rest
    assert all(name.startswith("data/minh-chung/") for name in rest)
    found["names in the bag"] = "\n".join(sorted(held))
    return found


def test_no_word_of_it_in_what_the_bag_adds(sample: tuple[YearResult, Path]) -> None:
    for name, text in every_output(sample[1]).items():
        if name not in NAMES:
            found = FORBIDDEN.finditer(KEYS.sub("", text))
            assert [(name, text[m.start() - 40 : m.end() + 40]) for m in found] == []


def test_no_identity_number_of_a_person(sample: tuple[YearResult, Path]) -> None:
    assert PERSON.search("CCCD 031089001234")
    found = {name: PERSON.findall(text) for name, text in every_output(sample[1]).items()}
    assert {name: numbers for name, numbers in found.items() if numbers} == {}


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


def test_no_path_of_the_machine_and_no_folder_of_the_unit(
    sample: tuple[YearResult, Path],
) -> None:
    result, out = sample
    folders = {p.rsplit("/", 1)[0] + "/" for d in result.manifest.documents if "/" in (p := d.path)}
    assert folders
    for name, text in every_output(out).items():
        assert (name, PATHS.findall(text)) == (name, [])
        assert (name, [folder for folder in folders if folder in text]) == (name, [])


def test_no_row_of_the_case_export(sample: tuple[YearResult, Path]) -> None:
    _, out = sample
    (export,) = sorted((ROOT / "evidence/dai-son/2026").glob("ho-so-tthc-*.csv"))[:1]
    with export.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    codes = {row[0] for row in rows[1:2000]}
    assert len(codes) > 1000
    for name, text in every_output(out).items():
        assert (name, codes & set(re.findall(r"[\w.\-/]+", text))) == (name, set())


def _secret(card: Scorecard) -> set[Fraction]:
    """Give the sums that stay at home, less numbers that the self-score shows elsewhere."""
    views = card.self_points
    known = {Fraction(0), views.claimed.high - views.claimed.low}
    lines = [x.points for x in card.leaves] + [x.points for x in (*card.criteria, *card.fields)]
    for line in lines:
        known |= {line.claimed.low, line.claimed.high, line.maximum}
    known |= {views.claimed.low, views.claimed.high, views.maximum}
    known.add(views.maximum - views.claimed.high)
    told = {views.secured, views.attainable, views.unproved, views.open, views.winnable, views.lost}
    return told - known


def test_no_total_but_those_of_the_self_score(sample: tuple[YearResult, Path]) -> None:
    result, out = sample
    secret = _secret(result.scorecard)
    assert len(secret) >= 4
    for name, text in every_output(out).items():
        numbers = set(NUMBER.findall(text))
        stored = set(re.findall(r"<v>([^<]+)</v>", text)) | set(re.findall(r'"([\d.]+)"', text))
        assert (name, [points(n) for n in secret if points(n) in numbers]) == (name, [])
        assert (name, [float(n) for n in secret if repr(float(n)) in stored]) == (name, [])


def test_a_leaf_shows_its_maximum_and_self_score_and_no_more(
    sample: tuple[YearResult, Path],
) -> None:
    result, out = sample
    page = (out / PAGE).read_text("utf-8")
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
    for name, text in every_output(out).items():
        assert (name, [draft for draft in drafts if draft in text]) == (name, [])


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
