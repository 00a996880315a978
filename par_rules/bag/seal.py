"""Seals a year: what was written for it and all its evidence, as the manifest has it, in a bag."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import par_rules
from par_rules.bag.evidence_files import gather
from par_rules.bag.names import places
from par_rules.bag.pack import BagFile, Packed, PackError, pack
from par_rules.bag.report_text import printed_hash, read_report
from par_rules.bag.sent import (
    facts_data,
    json_text,
    manifest_text,
    scorecard_data,
    sent_manifest,
)
from par_rules.dossier.edition import file_name
from par_rules.evidence.manifest import Manifest
from par_rules.evidence.office_files import Unreadable
from par_rules.runs.evidence_links import into_bag
from par_rules.runs.record import set_sha256
from par_rules.runs.steps import read_manifest
from par_rules.runs.year import InputError, YearRun

SCORECARD, MANIFEST, FACTS = "scorecard.json", "manifest.json", "facts.json"
DATA = (SCORECARD, MANIFEST, FACTS)
PAGE = "ho-so.html"
WRITTEN = ("bao-cao.docx", "bang-diem.xlsx", PAGE)
IF_THERE = ("bao-cao.pdf",)


@dataclass(frozen=True)
class Sealed:
    """The bag, and what the official is to know of it.

    ``evidence_sha256`` is the hash of the list of evidence in it, as the report prints it.
    """

    packed: Packed
    evidence_sha256: str
    notes: tuple[str, ...]


def seal(run: YearRun, *, by_criterion: bool, signed: Path | None, today: date) -> Sealed:
    """Write ``ho-so-<unit>-<year>.zip`` of the run's edition into the year's output folder.

    ``by_criterion`` copies a document into the folder of every leaf that it serves. ``signed`` is
    the report as it came back, whose text was found to be the report's; it takes the report's
    place. Raises ``InputError`` with every file that is missing, older than the score, or other
    than the manifest says.
    """
    whole = read_manifest(run)
    manifest = sent_manifest(whole) if run.edition == "submission" else whole
    gathered = gather(
        manifest,
        places(run.criteria, manifest),
        run.folder,
        copies=by_criterion,
        sent=run.edition == "submission",
    )
    faults = [*_faults(run), *gathered.faults]
    if faults:
        raise InputError(faults)
    data = tuple(_data(run, whole))
    evidence = _sha256(next(item for item in data if item.name == MANIFEST))
    notes = (*gathered.notes, *_unanchored(run, evidence))
    name = bag_name(run)
    info = {
        "Source-Organization": run.unit.title,
        "External-Identifier": name,
        "External-Description": f"Hồ sơ tự chấm điểm Chỉ số cải cách hành chính năm {run.year}",
        "Bagging-Date": today.isoformat(),
        "Bag-Software-Agent": f"par-rules {par_rules.__version__}",
    }
    files = [*_outputs(run, manifest, signed), *data, *gathered.files]
    try:
        packed = pack(files, info, name, run.out / f"{name}.zip", run.as_of)
    except PackError as error:
        raise InputError(error.lines) from None
    return Sealed(packed, evidence, notes)


def bag_name(run: YearRun) -> str:
    """Give the bag's name, which is its file's and its folder's."""
    ending = "" if run.edition == "submission" else "-noi-bo"
    return f"ho-so-{run.unit.key}-{run.year}{ending}"


def reports(run: YearRun) -> list[Path]:
    """Give the report as it was written, in each form that is there."""
    names = [file_name(name, run.edition) for name in (WRITTEN[0], *IF_THERE)]
    found = [run.out / name for name in names if (run.out / name).is_file()]
    return found or [run.out / names[0]]


def _outputs(run: YearRun, manifest: Manifest, signed: Path | None) -> Iterator[BagFile]:
    for name in (*WRITTEN, *IF_THERE):
        path = run.out / file_name(name, run.edition)
        if signed is not None and name.startswith("bao-cao."):
            continue
        if name == PAGE and run.edition == "internal":  # written to be read beside evidence/
            page = into_bag(path.read_text(encoding="utf-8"), run, manifest)
            yield BagFile(name, page.encode("utf-8"), str(path))
        elif name not in IF_THERE or path.is_file():
            yield BagFile(name, path, str(path))
    if signed is not None:
        yield BagFile(f"bao-cao-da-ky{signed.suffix.lower()}", signed, str(signed))


def _data(run: YearRun, manifest: Manifest) -> Iterator[BagFile]:
    if run.edition == "internal":
        yield from (BagFile(name, run.out / name, str(run.out / name)) for name in DATA)
        return
    for name, text in {
        SCORECARD: json_text(scorecard_data(_read(run.out / SCORECARD))),
        MANIFEST: manifest_text(run.criteria, manifest),
        FACTS: json_text(facts_data(_read(run.out / FACTS))),
    }.items():
        yield BagFile(name, text.encode("utf-8"), name)


def _sha256(item: BagFile) -> str:
    data = item.source if isinstance(item.source, bytes) else item.source.read_bytes()
    return hashlib.sha256(data).hexdigest()


def _unanchored(run: YearRun, evidence: str) -> Iterator[str]:
    """Note a report without the hash of the list of evidence; raises where it prints another."""
    path = run.out / file_name(WRITTEN[0], run.edition)
    try:
        printed = printed_hash(read_report(path).text)
    except Unreadable as error:
        raise InputError([f"{path}: {error}"]) from None
    if printed is None:
        yield f"{path}: báo cáo không in mã danh mục minh chứng, nên không đối chiếu được với gói"
    elif printed != evidence:
        again = "par run" + " --edition submission" * (run.edition == "submission")
        raise InputError(
            [
                f"{path}: báo cáo in mã của danh mục minh chứng khác với danh mục sẽ vào gói: "
                f"chạy lại {again} rồi niêm phong"
            ]
        )


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        data = None
    if not isinstance(data, dict):
        raise InputError([f"{path}: không đọc được: chạy lại par run rồi niêm phong"])
    return data


def _faults(run: YearRun) -> Iterator[str]:
    """Say of each output what is missing or belongs to another score."""
    again = "par run" + " --edition submission" * (run.edition == "submission")
    names = [*(file_name(name, run.edition) for name in WRITTEN), *DATA]
    missing = [name for name in names if not (run.out / name).is_file()]
    for name in missing:
        yield f"{run.out / name}: chưa có: chạy {again} rồi niêm phong"
    if SCORECARD in missing:
        return
    scored = run.out / SCORECARD
    yield from _other_score(run, scored, again)
    for name in (*WRITTEN, *IF_THERE):
        path = run.out / file_name(name, run.edition)
        if path.is_file() and path.stat().st_mtime_ns < scored.stat().st_mtime_ns:
            yield f"{path}: lập trước lần chấm điểm cuối cùng: chạy lại {again} rồi niêm phong"


def _other_score(run: YearRun, path: Path, again: str) -> Iterator[str]:
    card = _read(path)
    head = run.criteria.head
    hashed = set_sha256(run.criteria_folder, head.key, run.year, head.plans)
    if card.get("set_sha256") != hashed:
        yield f"{path}: bộ tiêu chí đã đổi từ khi chấm điểm: chạy lại {again} rồi niêm phong"
    if card.get("as_of") != run.as_of.isoformat():
        yield f"{path}: chấm cho ngày khác ngày {run.as_of:%d/%m/%Y}: chạy lại {again}"
