"""Seals a year: what was written for it and all its evidence, as the manifest has it, in a bag."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import par_rules
from par_rules.bag.evidence_files import gather
from par_rules.bag.names import places
from par_rules.bag.pack import BagFile, Packed, PackError, pack
from par_rules.runs.record import set_sha256
from par_rules.runs.steps import read_manifest
from par_rules.runs.year import InputError, YearRun

REPORT = "bao-cao.docx"
SCORECARD = "scorecard.json"
# What the bag holds beside the evidence: written by `par run`, in this order.
DATA = (SCORECARD, "manifest.json", "facts.json")
WRITTEN = (REPORT, "bang-diem.xlsx", "ho-so.html")
IF_THERE = ("bao-cao.pdf",)


@dataclass(frozen=True)
class Sealed:
    """The bag, and what the official is to know of it."""

    packed: Packed
    notes: tuple[str, ...]


def seal(run: YearRun, *, by_criterion: bool, signed: Path | None, today: date) -> Sealed:
    """Write ``ho-so-<unit>-<year>.zip`` into the year's output folder.

    ``by_criterion`` copies a document into the folder of every leaf that it serves. ``signed`` is
    the report as it came back, whose text was found to be the report's; it takes the report's
    place. Raises ``InputError`` with every file that is missing, older than the score, or other
    than the manifest says.
    """
    manifest = read_manifest(run)
    found = list(places(run.criteria, manifest))
    gathered = gather(manifest, found, run.folder, copies=by_criterion)
    faults = [*_faults(run), *gathered.faults]
    if faults:
        raise InputError(faults)
    name = f"ho-so-{run.unit.key}-{run.year}"
    info = {
        "Source-Organization": run.unit.title,
        "External-Identifier": name,
        "External-Description": f"Hồ sơ tự chấm điểm Chỉ số cải cách hành chính năm {run.year}",
        "Bagging-Date": today.isoformat(),
        "Bag-Software-Agent": f"par-rules {par_rules.__version__}",
    }
    files = [*_outputs(run, signed), *gathered.files]
    try:
        packed = pack(files, info, name, run.out / f"{name}.zip", run.as_of)
    except PackError as error:
        raise InputError(error.lines) from None
    return Sealed(packed, gathered.notes)


def reports(run: YearRun) -> list[Path]:
    """Give the report as it was written, in each form that is there."""
    found = [run.out / name for name in (REPORT, *IF_THERE) if (run.out / name).is_file()]
    return found or [run.out / REPORT]


def _outputs(run: YearRun, signed: Path | None) -> Iterator[BagFile]:
    for name in (*WRITTEN, *IF_THERE, *DATA):
        path = run.out / name
        if signed is not None and name.startswith("bao-cao."):
            continue
        if name not in IF_THERE or path.is_file():
            yield BagFile(name, path, str(path))
    if signed is not None:
        yield BagFile(f"bao-cao-da-ky{signed.suffix.lower()}", signed, str(signed))


def _faults(run: YearRun) -> Iterator[str]:
    """Say of each output what is missing or belongs to another score."""
    missing = [name for name in (*WRITTEN, *DATA) if not (run.out / name).is_file()]
    for name in missing:
        yield f"{run.out / name}: chưa có: chạy par run rồi niêm phong"
    if SCORECARD in missing:
        return
    scored = run.out / SCORECARD
    yield from _other_criteria(run, scored)
    for name in (*WRITTEN, *IF_THERE):
        path = run.out / name
        if path.is_file() and path.stat().st_mtime_ns < scored.stat().st_mtime_ns:
            yield f"{path}: lập trước lần chấm điểm cuối cùng: chạy lại par run rồi niêm phong"


def _other_criteria(run: YearRun, path: Path) -> Iterator[str]:
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
        scored, as_of = card["set_sha256"], card["as_of"]
    except (OSError, ValueError, KeyError, TypeError):
        yield f"{path}: không đọc được: chạy lại par run rồi niêm phong"
        return
    head = run.criteria.head
    if scored != set_sha256(run.criteria_folder, head.key, run.year, head.plans):
        yield f"{path}: bộ tiêu chí đã đổi từ khi chấm điểm: chạy lại par run rồi niêm phong"
    if as_of != run.as_of.isoformat():
        yield f"{path}: chấm cho ngày khác ngày {run.as_of:%d/%m/%Y}: chạy lại par run"
