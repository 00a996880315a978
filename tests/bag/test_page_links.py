"""The links of the dossier's page: each one leads to a file of the bag, or of the folder."""

import hashlib
import re
import zipfile
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from par_rules.bag.seal import seal
from par_rules.dossier import YearResult
from par_rules.dossier.edition import EDITIONS, file_name
from par_rules.dossier.html import content, render
from par_rules.evidence.manifest import Answer, Finding, Manifest
from par_rules.runs.evidence_links import address, evidence_links
from par_rules.runs.year import YearRun
from tests.bag.test_seal import LETTER, PHOTO, PLAN, answer, document, keep, made, manifest, run

__all__ = ["manifest", "run"]  # fixtures
TODAY = date(2026, 12, 9)
HARD = "50% “a&b'c” #1?\u202e\u0065\u0302.pdf"


def written(run: YearRun, manifest: Manifest, result: YearResult) -> Path:
    """Write all that ``par run`` leaves, with the page as it would be."""
    keep(run, manifest)
    found = replace(
        result, manifest=manifest, edition=run.edition, files=evidence_links(run, manifest)
    )
    page = run.out / file_name("ho-so.html", run.edition)
    page.write_text(render(content(found)), encoding="utf-8", newline="\n")
    return page


def links(page: str) -> list[str]:
    """Give the addresses of the page's links to files, as a browser asks for them."""
    found = re.findall(r'<a class="file" href="([^"]*)"', page)
    return [unquote(unescape(link).partition("#")[0]) for link in found]


def in_bag(run: YearRun, *, by_criterion: bool = False) -> tuple[str, dict[str, bytes]]:
    """Seal; give the bag's page, and the bytes of each of its files by name."""
    sealed = seal(run, by_criterion=by_criterion, signed=None, today=TODAY)
    with zipfile.ZipFile(sealed.packed.path) as archive:
        files = {n.partition("/data/")[2]: archive.read(n) for n in archive.namelist()}
    return files["ho-so.html"].decode("utf-8"), files


@pytest.fixture(params=[False, True], ids=["once", "by-criterion"])
def by_criterion(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def sums(run: YearRun, *paths: str) -> set[str]:
    return {
        hashlib.sha256((run.folder / "tai-lieu" / path).read_bytes()).hexdigest() for path in paths
    }


def test_the_page_that_is_sent_leads_to_files_of_its_bag(
    run: YearRun, manifest: Manifest, result: YearResult, by_criterion: bool
) -> None:
    page = written(run, manifest, result)
    sent, files = in_bag(run, by_criterion=by_criterion)
    assert sent == page.read_text("utf-8")
    assert {hashlib.sha256(files[link]).hexdigest() for link in links(sent)} == sums(
        run, PLAN, PHOTO, LETTER
    )
    assert "Bấm vào tên tệp để mở tài liệu, khi trang này nằm trong gói hồ sơ đã giải nén." in sent


def test_the_page_that_stays_leads_to_the_folder_and_in_its_bag_to_the_bag(
    run: YearRun, manifest: Manifest, result: YearResult, by_criterion: bool
) -> None:
    stays = replace(run, edition="internal")
    vars(stays)["criteria"] = run.criteria
    page = written(stays, manifest, result)
    there = {(page.parent / link).resolve() for link in links(page.read_text("utf-8"))}
    assert {path.relative_to(run.folder / "tai-lieu").as_posix() for path in there} == {
        *(PLAN, PHOTO, LETTER)
    }
    assert all(path.is_file() for path in there)
    kept, files = in_bag(stays, by_criterion=by_criterion)
    assert {hashlib.sha256(files[link]).hexdigest() for link in links(kept)} == sums(
        run, PLAN, PHOTO, LETTER
    )


def test_a_pdf_opens_at_the_page_that_was_named(
    run: YearRun, manifest: Manifest, result: YearResult
) -> None:
    sent = written(run, manifest, result).read_text("utf-8")
    assert '1.1.1_156-KH-UBND_2025-12-31.pdf#page=1">156/KH-UBND</a>' in sent
    assert ".jpg#page" not in sent.lower()


def test_names_with_signs_and_marks_lead_to_their_file(run: YearRun, result: YearResult) -> None:
    stays = replace(run, edition="internal")
    vars(stays)["criteria"] = run.criteria
    hard = document(run, HARD, None, None)
    found = made(stays, hard, answers=(answer(run, "1.1.1", HARD),))
    page = written(stays, found, result)
    text = page.read_text("utf-8")
    assert "\u202e" not in text
    assert {(page.parent / link).name for link in links(text)} == {HARD}
    assert all((page.parent / link).is_file() for link in links(text))


def test_what_is_not_in_the_bag_is_not_linked(
    run: YearRun, manifest: Manifest, result: YearResult
) -> None:
    first, second = manifest.answers
    kept_back = replace(first, links=tuple(replace(x, withheld=True) for x in first.links))
    finding = Finding("SECRET", "blocks", None, None, PHOTO, None, "Mật", "giữ lại")
    lost = answer(run, "1.2.1", "không còn.pdf")
    answers: tuple[Answer, ...] = (kept_back, second, lost)
    found = replace(manifest, answers=answers, findings=(finding,))
    written(run, found, result)
    sent, files = in_bag(run)
    assert {hashlib.sha256(files[link]).hexdigest() for link in links(sent)} == sums(run, LETTER)
    assert "Kế hoạch CCHC &lt;script&gt;.pdf (không có tệp kèm theo)" in sent


@pytest.mark.parametrize("name", ["trang.html", "Ảnh.svg", "chạy.EXE", "lệnh.cmd", "không đuôi"])
def test_what_would_run_instead_of_showing_is_not_linked(
    run: YearRun, result: YearResult, name: str
) -> None:
    found = made(run, document(run, name, None, None), answers=(answer(run, "1.1.1", name),))
    for edition in EDITIONS:
        one = replace(run, edition=edition)
        vars(one)["criteria"] = run.criteria
        assert evidence_links(one, found) == {}


def test_outputs_outside_the_project_folder_link_to_nothing(
    run: YearRun, manifest: Manifest, tmp_path: Path
) -> None:
    away = replace(run, edition="internal", out_folder=tmp_path.parent / "nơi khác")
    assert evidence_links(away, manifest) == {}
    sent = replace(away, edition="submission")
    vars(sent)["criteria"] = run.criteria
    assert set(evidence_links(sent, manifest)) == {PLAN, PHOTO, LETTER}


def test_an_address_quotes_what_has_a_meaning_and_keeps_letters() -> None:
    assert address("a b/Đ%#?\n.pdf") == "a%20b/Đ%25%23%3F%0A.pdf"
