"""A unit and year opened: folders, day, criteria set, and what is read from them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from par_rules.criteria import CriteriaError, CriteriaSet
from par_rules.criteria.kind_words import for_kind
from par_rules.dossier.edition import Edition
from par_rules.evidence.signatures.trust_folder import FOLDER as TRUST
from par_rules.runs.loaded_set import loaded_set
from par_rules.runs.told import caution, kept
from par_rules.scoring.facts import Facts
from par_rules.scoring.facts_file import contradictory_leaves

if TYPE_CHECKING:
    from par_rules.evidence.manifest import Manifest
    from par_rules.evidence.unit import Unit
    from par_rules.figures.read import Figures

Progress = Callable[[int, int, str], None]


class InputError(Exception):
    """An input is at fault; ``lines`` say in Vietnamese where, what, and what to do."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        super().__init__("\n".join(self.lines))

    def _render_traceback_(self) -> list[str]:
        """Show the lines in a notebook in place of a traceback."""
        return self.lines


_NO_REGISTER = (
    "Chưa chấm điểm: không đọc được danh mục minh chứng thì không biết tài liệu nào chứng minh "
    "điểm nào, mọi điểm sẽ thành chưa có minh chứng."
)


@dataclass(frozen=True)
class YearRun:
    """One unit and year: where its inputs stand, where outputs go, and the day of the score.

    ``finalise`` asks for the score as closed by the set's own rule, after the cut-off;
    ``edition`` says for whom the dossier is.
    """

    unit: Unit
    year: int
    as_of: date
    criteria_folder: Path
    evidence_folder: Path
    out_folder: Path
    finalise: bool = False
    edition: Edition = "internal"

    @property
    def folder(self) -> Path:
        """Give the folder of the unit's documents and figures of the year."""
        return self.evidence_folder / self.unit.key / str(self.year)

    @property
    def out(self) -> Path:
        """Give the folder that the outputs of the year go to."""
        return self.out_folder / self.unit.key / str(self.year)

    @property
    def description_cache(self) -> Path:
        """Give the file that remembers what documents were read as, by their SHA-256."""
        return self.out_folder / self.unit.key / ".tai-lieu-da-doc.json"

    @property
    def recognition_cache(self) -> Path:
        """Give the file that remembers what was recognised of scans, by their SHA-256."""
        return self.out_folder / self.unit.key / ".nhan-dang.json"

    @property
    def trust(self) -> Path:
        """Give the folder of certificates that signatures are held against, beside evidence/."""
        return self.evidence_folder.parent / TRUST

    @cached_property
    def criteria(self) -> CriteriaSet:
        """Give the criteria set in the words of the unit's kind; raises ``InputError``.

        The error tells every fault of the set.
        """
        from par_rules.evidence.unit import KINDS

        try:
            found = loaded_set(self.criteria_folder, self.unit.set_key, self.year, self.as_of)
        except CriteriaError as error:
            raise InputError([str(problem) for problem in error.problems]) from None
        return for_kind(found, KINDS[self.unit.kind])


@dataclass(frozen=True)
class Collected:
    """All that a score starts from, and what was found wrong on the way, cautions last.

    ``problems`` are lines as ``par_rules.runs.told`` marks them.
    """

    facts: Facts
    figures: Figures
    manifest: Manifest
    problems: tuple[str, ...]


def open_year(
    unit: str | None,
    year: int,
    as_of: date | None = None,
    criteria: Path = Path("criteria"),
    evidence: Path = Path("evidence"),
    out: Path = Path("out"),
    *,
    with_folder: bool = True,
    finalise: bool = False,
    edition: Edition = "internal",
) -> YearRun:
    """Open a unit's year; the day is the unit's own fixed one, else today.

    Without ``unit`` the only one of the evidence folder is taken. Raises ``InputError`` where the
    unit, the criteria folder or (``with_folder``) the year's folder is not there.
    """
    from par_rules.evidence.unit import UnitError, load_unit

    key = _unit_key(evidence, unit)
    try:
        found = load_unit(evidence, key)
    except UnitError as error:
        raise InputError(error.lines) from None
    if not criteria.is_dir():
        raise InputError([f"{criteria}: không có thư mục bộ tiêu chí: xem lại --criteria"])
    if not 2000 <= year <= 2100:
        raise InputError([f"năm {year} không phải là năm chấm điểm: viết bốn chữ số, ví dụ 2026"])
    if out.exists() and not out.is_dir():
        raise InputError([f"{out}: là tệp, không phải thư mục: xem lại --out"])
    day = as_of or found.as_of or date.today()
    run = YearRun(found, year, day, criteria, evidence, out, finalise, edition)
    if with_folder and not run.folder.is_dir():
        years = [p.name for p in run.folder.parent.iterdir() if p.is_dir() and p.name.isdigit()]
        raise InputError(
            [
                f"{run.folder}: chưa có dữ liệu năm {year} của {found.title}: "
                f"đã có các năm {', '.join(sorted(years)) or '(chưa có năm nào)'}; "
                f"để lập năm mới, gõ par init --unit {key} --year {year}"
            ]
        )
    return run


def _unit_key(evidence: Path, unit: str | None) -> str:
    if not evidence.is_dir():
        raise InputError([f"{evidence}: không có thư mục minh chứng: xem lại --evidence"])
    known = sorted(path.parent.name for path in evidence.glob("*/unit.yaml"))
    if unit is None:
        if len(known) == 1:
            return known[0]
        raise InputError(
            [f"{evidence}: chưa có xã nào: gõ par init để lập thư mục cho xã"]
            if not known
            else [
                f"{evidence}: có {len(known)} xã ({', '.join(known)}): thêm --unit để chọn một xã"
            ]
        )
    if unit not in known:
        near = difflib.get_close_matches(unit, known, 1)
        hint = (
            f"Ý bạn là “{near[0]}”?" if near else f"Đã có: {', '.join(known) or 'chưa có xã nào'}."
        )
        raise InputError([f"{evidence}: không có xã “{unit}”. {hint}"])
    return unit


def collect(run: YearRun, progress: Progress | None = None) -> Collected:
    """Read the figures and the documents of the year.

    Figures that contradict each other are set back to unknown and named among the problems. A file
    of figures or a register that is there and cannot be read at all raises ``InputError``: better
    no score than one in which nobody has said anything.
    """
    return with_figures(run, judged_evidence(run, progress))


def judged_evidence(run: YearRun, progress: Progress | None = None) -> Manifest:
    """Read all documents of the year and hold them against what the criteria demand."""
    from par_rules.evidence.take import take_evidence

    return take_evidence(
        run.criteria,
        run.unit,
        run.year,
        run.folder,
        as_of=run.as_of,
        cache=run.description_cache,
        trust=run.trust,
        recognised=run.recognition_cache,
        progress=progress,
    )


def with_figures(run: YearRun, manifest: Manifest) -> Collected:
    """Read the figures of the year and join them with evidence already judged.

    The manifest comes back with what no document proves of the figures declared.
    """
    from par_rules.evidence.claims import with_claims
    from par_rules.runs.older_evidence import older_evidence
    from par_rules.runs.published_index import published_index
    from par_rules.runs.read_once import figures_of

    last_year = run.evidence_folder / run.unit.key / str(run.year - 1)
    figures = figures_of(run.criteria, run.folder, run.as_of, last_year)
    facts = Facts({**figures.facts, **manifest.register_dates}, manifest.proofs())
    unread = [str(p) for p in figures.problems if not p.where and (run.folder / p.file).is_file()]
    whole = [str(problem) for problem in manifest.problems if problem.whole]
    if unread or whole:
        raise InputError([*unread, *whole, *([_NO_REGISTER] if whole else [])])
    problems = [*_not_read(run.folder, {name for name, _ in (*figures.sources, *manifest.sources)})]
    problems += [str(problem) for problem in manifest.problems]
    problems += [kept(p) if p.kept else str(p) for p in figures.problems]
    problems += [str(d) if d.leaves_unknown else kept(d) for d in figures.differences]
    inputs = dict(facts.inputs)
    for leaf, text in contradictory_leaves(run.criteria, facts):
        problems.append(f"{run.folder}: {text}")
        for name in leaf.reads():
            inputs.pop(name, None)
    manifest = with_claims(run.criteria, manifest, inputs)
    older = older_evidence(run.criteria, manifest, inputs)
    index = published_index(run.criteria_folder, run.year, run.as_of, inputs)
    problems += map(caution, (*manifest.cautions, *figures.cautions, *older, *index))
    return Collected(Facts(inputs, facts.proofs, facts.given), figures, manifest, tuple(problems))


def _not_read(folder: Path, read: set[str]) -> Iterator[str]:
    """Name the files beside the figures that nothing reads, so that none is passed over unsaid."""
    names = {Path(name).name for name in read}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name not in names and not path.name.startswith((".", "~$")):
            yield (
                f"{path}: tệp này không được đọc: đặt tên so-lieu….xlsx, ho-so-tthc-….csv hoặc "
                "danh-muc-minh-chung.xlsx; không phải số liệu, danh mục thì để chỗ khác"
            )
