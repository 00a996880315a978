"""Faults planted into a copy of the sample year, from the real PDF to the score.

They stay out of the committed sample: a state secret, a signature forged in three ways, and one
number given to two papers. Each must cost its own leaf what the document proved, and no other.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from par_rules.bag.names import kept_names
from par_rules.evidence import Document, Manifest
from par_rules.evidence.register_layout import DOCUMENT_FOLDER
from par_rules.runs.scored import scored
from par_rules.runs.year import Collected, YearRun, collect, open_year
from sample.catalogue import document as sample_document
from sample.kinds import ROOT
from sample.typeset import typeset, typeset_stamp
from tests.evidence.folders import made
from tests.evidence.signatures.forged import added, authority, signed

PLAN, REPORT = sample_document("CDDH-01"), sample_document("CDDH-33")
# What the plan proves, and 1.1.3, which has no points where 1.1.1 has none.
LEAVES_OF_PLAN = {"1.1.1", "1.1.2", "1.1.3"}


def opened(folder: Path) -> YearRun:
    return open_year(
        None, 2026, date(2026, 11, 24), ROOT / "criteria", folder / "evidence", folder / "out"
    )


def planted(folder: Path, files: Mapping[str, bytes], roots: tuple[bytes, ...] = ()) -> YearRun:
    """Copy the sample year and put ``files`` into it; ``roots`` are trusted."""
    shutil.copytree(ROOT / "evidence" / "dai-son", folder / "evidence" / "dai-son")
    run = opened(folder)
    for path, data in files.items():
        run.folder.joinpath(DOCUMENT_FOLDER, *path.split("/")).write_bytes(data)
    for number, root in enumerate(roots):
        run.trust.mkdir(exist_ok=True)
        (run.trust / f"{number}.cer").write_bytes(root)
    return run


def secured(run: YearRun, found: Collected) -> dict[str, Fraction]:
    """Give the secured points by printed leaf."""
    card = scored(run, found.facts)
    return {leaf.number: leaf.points.secured for leaf in card.leaves}


@cache
def untouched() -> dict[str, Fraction]:
    run = open_year(None, 2026, date(2026, 11, 24), ROOT / "criteria", ROOT / "evidence")
    return secured(run, collect(run))


def lost(run: YearRun, found: Collected) -> dict[str, Fraction]:
    """Give what each leaf lost against the untouched sample; the others lost nothing."""
    after = secured(run, found)
    return {leaf: was - after[leaf] for leaf, was in untouched().items() if was != after[leaf]}


def told(manifest: Manifest, path: str) -> list[tuple[str, str, str]]:
    """Give code, case and severity of what is found about a file, each once."""
    found = [(f.code, f.case, f.severity) for f in manifest.findings if f.path == path]
    return list(dict.fromkeys(found))


def read(manifest: Manifest, path: str) -> Document:
    return next(document for document in manifest.documents if document.path == path)


def marked(pdf: bytes, mark: str) -> bytes:
    """Stamp a page with the mark of a secret, under the issuer, as the clerk does."""
    stamp = typeset_stamp((mark,), width=90, height=24, framed=True)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as page, pikepdf.open(io.BytesIO(stamp)) as seal:
        page.pages[0].add_overlay(seal.pages[0], pikepdf.Rectangle(80, 690, 170, 714))
        page.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("mark", "grade"), [("MẬT", "mat"), ("TUYỆT MẬT", "tuyet_mat")])
def test_a_secret_proves_nothing_and_is_never_handed_out(
    tmp_path: Path, mark: str, grade: str
) -> None:
    stray = "Văn bản đến/mật lạc.pdf"
    run = planted(
        tmp_path, {PLAN.path: marked(made("CDDH-01"), mark), stray: marked(made("LAC-02"), mark)}
    )
    found = collect(run)
    manifest = found.manifest
    assert ("SECRET", "", "blocks") in told(manifest, PLAN.path)
    assert told(manifest, stray) == [("SECRET", "", "blocks")]
    kept = read(manifest, PLAN.path)
    assert (kept.secrecy, kept.code, kept.title, kept.text_sha256, kept.text_sketch) == (
        grade, None, None, "", "",
    )  # fmt: skip
    assert {PLAN.path, stray} <= set(manifest.withheld)
    assert not {PLAN.path, stray} & set(kept_names(run.criteria, manifest))
    assert set(lost(run, found)) == LEAVES_OF_PLAN
    assert secured(run, found)["1.1.1"] == 0


def flipped(pdf: bytes) -> bytes:
    """Change one byte of the text that was signed, and nothing else."""
    place = pdf.index(b"/MediaBox") + 12
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


@pytest.mark.parametrize(
    ("forge", "code"),
    [(flipped, "SIG_BROKEN"), (added, "SIG_CHANGED")],
    ids=["byte changed inside", "note added after"],
)
def test_a_document_altered_after_it_was_signed_proves_nothing(
    tmp_path: Path, forge: object, code: str
) -> None:
    run = planted(tmp_path, {REPORT.path: forge(made("CDDH-33"))})  # type: ignore[operator]
    found = collect(run)
    assert (code, "", "blocks") in told(found.manifest, REPORT.path)
    assert set(lost(run, found)) == {"1.5.1"}
    proof = found.manifest.proofs()["satisfaction_measured", "survey_report"]
    assert (proof.answer, code in proof.codes) == ("fails", True)


def test_a_signature_under_a_certificate_that_names_itself_the_commune_is_told(
    tmp_path: Path,
) -> None:
    """The forger's text is whole as he signed it: only the folder of roots can tell."""
    forged = signed(typeset(REPORT), authority(2))
    run = planted(tmp_path, {REPORT.path: forged}, roots=(authority().der,))
    found = collect(run)
    said = told(found.manifest, REPORT.path)
    assert ("SIG_UNTRUSTED", "", "warns") in said
    assert ("SIG_WHO", "", "warns") in said
    assert read(found.manifest, REPORT.path).signature is not None


def test_one_number_on_two_papers_blocks_both_until_one_is_right(tmp_path: Path) -> None:
    twin = "Phòng Kinh tế/KH 156 (bản sửa).pdf"
    body = tuple(
        block.replace("95%", "70%") if isinstance(block, str) else block for block in PLAN.body
    )
    changed = typeset(replace(PLAN, body=body))
    run = planted(tmp_path, {twin: changed})
    found = collect(run)
    numbers = {one.path: one.code for one in found.manifest.documents if one.code == "156/KH-UBND"}
    assert set(numbers) == {PLAN.path, twin}
    assert ("DUP_ID", "", "blocks") in told(found.manifest, PLAN.path)
    # Nothing uses the second: it has no points to lose. And it is told of once, not as alike too.
    assert told(found.manifest, twin) == [("DUP_ID", "", "warns")]
    assert set(lost(run, found)) == LEAVES_OF_PLAN


def test_the_plain_copy_loses_nothing(tmp_path: Path) -> None:
    run = planted(tmp_path, {})
    assert lost(run, collect(run)) == {}
