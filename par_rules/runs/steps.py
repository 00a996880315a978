"""The four steps of a year: evidence, score, gaps, dossier. Each writes its files and returns.

A step starts from the files of the steps before it, so that each may run in a notebook of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from par_rules.dossier.edition import Edition, file_name
from par_rules.dossier.year_result import YearResult
from par_rules.evidence.history import chained
from par_rules.evidence.manifest import Manifest, manifest_from_json
from par_rules.evidence.register_layout import DOCUMENT_FOLDER
from par_rules.evidence.unchanged import changed_documents
from par_rules.figures.read import Figures
from par_rules.runs.found_once import score_and_gaps
from par_rules.runs.scored import scored, write_json, write_score, write_text
from par_rules.runs.year import InputError, Progress, YearRun, judged_evidence, with_figures
from par_rules.scoring import Scorecard
from par_rules.scoring.facts import Facts
from par_rules.scoring.facts_file import FactsFileError, read_facts
from par_rules.scoring.gaps import Gaps

# What a dossier is made of, by the names of the internal edition.
DOSSIER = ("ho-so.html", "bao-cao.docx", "bao-cao.pdf", "bang-diem.xlsx")


@dataclass(frozen=True)
class YearScore:
    """What the second step gives; ``problems`` are the faults found in figures and register."""

    scorecard: Scorecard
    facts: Facts
    figures: Figures
    manifest: Manifest
    problems: Problems


@dataclass(frozen=True)
class Written:
    """The files of the dossier: the name each should have, and the path it was written to.

    ``left`` are lines on files of the other edition that lie beside them from an earlier run.
    """

    files: tuple[tuple[str, Path], ...]
    left: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Say of each file where it is, of one held open what to do, and what not to send."""
        written = [
            f"Đã ghi {path.name}"
            if path.name == name
            else f"{name} đang mở ở chương trình khác nên bản mới ghi vào: {path.name}"
            for name, path in self.files
        ]
        return [*written, *self.left]

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in self.lines()) + "</ul>"


@dataclass(frozen=True)
class Problems:
    """Faults found in figures and register, shown as lines."""

    lines: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_html_(self) -> str:
        if not self.lines:
            return "<p>Số liệu và danh mục minh chứng không có lỗi.</p>"
        return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in self.lines) + "</ul>"


def take_evidence_step(run: YearRun, progress: Progress | None = None) -> Manifest:
    """Read and judge all documents of the year, held against the figures; writes
    ``manifest.json`` and keeps it in the history."""
    manifest = judged_evidence(run, progress)
    with suppress(InputError):  # the next step tells of figures that cannot be read
        manifest = with_figures(run, manifest).manifest
    text = chained(manifest, run.out, datetime.now().astimezone())
    write_text(run.out / "manifest.json", text)
    return manifest


def score_step(run: YearRun) -> YearScore:
    """Score the year; writes ``facts.json``, ``scorecard.json`` and a line of the record.

    Raises ``InputError`` where the first step has not been done for the same day.
    """
    manifest = read_manifest(run)
    found = with_figures(run, manifest)
    card = scored(run, found.facts)
    write_score(run, found.facts, card)
    return YearScore(card, found.facts, found.figures, found.manifest, Problems(found.problems))


def gaps_step(run: YearRun) -> Gaps:
    """Find what is missing, office by office; writes ``gaps.json``."""
    manifest, facts = read_manifest(run), read_score_facts(run)
    _, gaps = score_and_gaps(run, facts, manifest)
    write_json(run.out / "gaps.json", gaps.to_json())
    return gaps


def dossier_step(run: YearRun) -> YearResult:
    """Put together all that the dossier shows, from the files of the steps before."""
    from par_rules.criteria.readings import load_readings
    from par_rules.runs.evidence_links import evidence_links
    from par_rules.scoring.trace import explain_leaves

    manifest, facts = read_manifest(run), read_score_facts(run)
    _same_documents(run, manifest)
    found = with_figures(run, manifest)
    if found.facts != facts:
        raise InputError(
            [
                f"{run.folder}: số liệu hoặc minh chứng đã đổi từ khi chấm điểm: "
                "chạy lại từ sổ tay thứ nhất"
            ]
        )
    card, gaps = score_and_gaps(run, facts, manifest)
    return YearResult(
        run.unit,
        run.year,
        run.as_of,
        run.criteria,
        facts,
        found.figures,
        manifest,
        card,
        gaps,
        read_last_year(run),
        explain_leaves(
            run.criteria,
            facts,
            run.as_of,
            load_readings(run.criteria_folder, run.criteria.head.plans),
            card.closed,
        ),
        run.edition,
        evidence_links(run, manifest),
        _manifest_sha256(run, manifest),
    )


def _manifest_sha256(run: YearRun, manifest: Manifest) -> str:
    """Hash the list of evidence that the bag of this edition will hold, to be printed."""
    from par_rules.bag.sent import manifest_text

    if run.edition == "internal":
        return hashlib.sha256((run.out / "manifest.json").read_bytes()).hexdigest()
    return hashlib.sha256(manifest_text(run.criteria, manifest).encode("utf-8")).hexdigest()


def _same_documents(run: YearRun, manifest: Manifest) -> None:
    """Hash every document again: a dossier must not rest on what a disk tells of its files."""
    changed = changed_documents(manifest, run.folder / DOCUMENT_FOLDER)
    if changed:
        named = ", ".join(changed[:3]) + (", …" if len(changed) > 3 else "")
        raise InputError(
            [
                f"{run.folder}: {len(changed)} tài liệu đã đổi từ khi đọc minh chứng ({named}): "
                "chạy lại từ sổ tay thứ nhất"
            ]
        )


def write_dossier(run: YearRun, result: YearResult) -> Written:
    """Write ``ho-so.html``, ``bao-cao.docx``, ``bao-cao.pdf``, ``bang-diem.xlsx`` of the edition.

    Those of the submission are ``ho-so-gui.html`` and so on.
    """
    from par_rules.dossier.docx import write_report
    from par_rules.dossier.html import write_html
    from par_rules.dossier.pdf import write_report_pdf
    from par_rules.dossier.xlsx import write_score_table

    writers = (write_html, write_report, write_report_pdf, write_score_table)
    wanted = dict(zip(DOSSIER, writers, strict=True))
    named = {file_name(name, result.edition): write for name, write in wanted.items()}
    with ThreadPoolExecutor(1) as beside:  # typst sets the pages while Python writes the others
        pages = file_name("bao-cao.pdf", result.edition)
        waited = beside.submit(named[pages], result, run.out / pages)
        paths = {
            name: write(result, run.out / name) for name, write in named.items() if name != pages
        }
        paths[pages] = waited.result()
    return Written(tuple((name, paths[name]) for name in named), _left(run, tuple(wanted)))


def _left(run: YearRun, names: tuple[str, ...]) -> tuple[str, ...]:
    """Tell of the other edition's files from an earlier run, so that nobody sends them."""
    internal = run.edition == "internal"
    other: Edition = "submission" if internal else "internal"
    there = [n for name in names if (run.out / (n := file_name(name, other))).is_file()]
    if not there:
        return ()
    listed = ", ".join(there)
    if internal:
        text = (
            f"Bản gửi Sở Nội vụ lập từ lần chạy trước vẫn còn ({listed}): trước khi gửi, chạy lại"
        )
        return (f"{text} par run --edition submission",)
    return (
        f"Cùng thư mục còn bản nội bộ lập từ lần chạy trước ({listed}): không gửi các tệp này; "
        "chỉ gửi tệp có đuôi -gui, hoặc gói do par seal lập",
    )


def read_manifest(run: YearRun) -> Manifest:
    """Read ``manifest.json`` of this unit, year and day."""
    path = run.out / "manifest.json"
    manifest = manifest_from_json(_read_json(path, "chạy sổ tay thứ nhất (danh mục minh chứng)"))
    if (manifest.unit, manifest.year, manifest.as_of) != (run.unit.key, run.year, run.as_of):
        raise InputError(
            [f"{path}: lập cho ngày {manifest.as_of:%d/%m/%Y}: chạy lại sổ tay thứ nhất"]
        )
    return manifest


def read_score_facts(run: YearRun) -> Facts:
    """Read ``facts.json`` of this day."""
    path = run.out / "facts.json"
    if not path.is_file():
        raise InputError([f"{path}: chưa có: chạy sổ tay thứ hai (chấm điểm)"])
    try:
        read = read_facts(path, run.criteria)
    except FactsFileError as error:
        raise InputError(error.lines) from None
    if read.as_of != run.as_of:
        raise InputError([f"{path}: lập cho ngày khác: chạy lại sổ tay thứ hai"])
    return read.facts


def read_last_year(run: YearRun) -> Mapping[str, Any] | None:
    """Read last year's ``ket-qua.json``; None where there is none."""
    path = run.folder.parent / str(run.year - 1) / "ket-qua.json"
    return _read_json(path, "xem lại tệp kết quả năm trước") if path.is_file() else None


def _read_json(path: Path, todo: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError([f"{path}: chưa có: {todo}"]) from None
    except (OSError, ValueError):
        raise InputError([f"{path}: không đọc được: {todo}"]) from None
    if not isinstance(data, dict):
        raise InputError([f"{path}: không đúng dạng: {todo}"])
    return data
