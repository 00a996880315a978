"""One run of a batch: orders and answers are plain JSON values, so that they travel anywhere."""

from __future__ import annotations

import errno
import time
import traceback
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from par_rules.files import write_atomic
from par_rules.runs.batch.inputs import are_as_written, file_sha256, inputs_sha256
from par_rules.runs.disk import refused
from par_rules.runs.notebooks import NO_MEMORY, NOTEBOOKS, StepError, run_notebooks
from par_rules.runs.steps import DOSSIER
from par_rules.runs.told import faults
from par_rules.runs.year import InputError, YearRun, open_year

SCORED = ("facts.json", "scorecard.json", "gaps.json", "manifest.json")
FAULT = "loi-chay-loat.txt"
OWN_FAULT = "lỗi của chương trình: gửi tệp {} cho người phụ trách bộ công cụ"
CRASHED = (
    "tiến trình chấm bị ngắt (mã {}), có thể do hết bộ nhớ: chạy lại; vẫn ngắt thì giảm --workers"
)

Answer = dict[str, Any]


def order(
    unit: str,
    year: int,
    folders: Mapping[str, Path],
    *,
    as_of: date | None = None,
    finalise: bool = False,
    notebooks: bool = False,
    known: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Give what :func:`carry_out` takes; ``known`` is what the journal has of the run."""
    return {
        "unit": unit,
        "year": year,
        **{name: str(folder.resolve()) for name, folder in folders.items()},
        "as_of": as_of.isoformat() if as_of else None,
        "finalise": finalise,
        "notebooks": notebooks,
        "known": dict(known) if known else None,
    }


def carry_out(asked: Mapping[str, Any]) -> Answer:
    """Run one unit's year; the answer says how it ended and never raises for what inputs hold.

    ``state``: "done", "unchanged" (the outputs of these very inputs are there), "failed" (with
    ``lines`` for the official); ``full`` says that the disk is, so that others need not try.
    """
    started = time.perf_counter()
    ended: Answer
    try:
        ended = _run(asked)
    except StepError as error:
        ended = failed([*error.lines, f"Chi tiết ở {error.notebook}"])
        ended["full"] = error.errno == errno.ENOSPC
    except InputError as error:
        ended = {"state": "failed", "lines": error.lines}
    except OSError as error:
        sentence = disk_sentence(error, Path(asked["out"]))
        ended = _broken(asked, error) if sentence is None else failed([sentence])
        ended["full"] = error.errno == errno.ENOSPC
    except MemoryError:
        ended = failed([NO_MEMORY])
    except Exception as error:
        ended = _broken(asked, error)
    return {**ended, "seconds": time.perf_counter() - started}


def carry_out_apart(asked: Mapping[str, Any]) -> Answer:
    """Carry out an order in a child of its own, which may crash; the set is loaded here before."""
    from par_rules.runs.batch.apart import Crashed, in_child
    from par_rules.runs.batch.warm import load_set

    load_set(asked)
    try:
        return in_child(asked, carry_out)
    except Crashed as crash:
        return crashed(asked, crash.code, crash.said)


def crashed(asked: Mapping[str, Any], code: int, said: str) -> Answer:
    """Tell of a run whose process ended without an answer; keep what it said last."""
    kept = keep_fault(_fault_file(asked), f"exit code {code}\n{said}")
    return failed([CRASHED.format(code), kept])


def _fault_file(asked: Mapping[str, Any]) -> Path:
    return Path(str(asked["out"]), str(asked["unit"]), str(asked["year"]), FAULT)


def disk_sentence(error: OSError, out: Path) -> str | None:
    """Say what the disk refused; None for an error that no official can mend.

    A write that fails for want of room does not name its file.
    """
    if error.errno is not None and error.filename is None:
        error = OSError(error.errno, error.strerror, str(out))
    return refused(error)


def failed(lines: Sequence[str]) -> Answer:
    """Give the answer of a run that did not end well."""
    return {"state": "failed", "lines": list(lines)}


def _broken(asked: Mapping[str, Any], error: Exception) -> Answer:
    return failed([keep_fault(_fault_file(asked), "".join(traceback.format_exception(error)))])


def keep_fault(path: Path, text: str) -> str:
    """Keep what the maintainer needs; give the official's sentence."""
    try:
        write_atomic(path, text)
    except OSError as error:
        sentence = disk_sentence(error, path)
        return sentence or f"{path}: lỗi của chương trình, không ghi lại được chi tiết"
    return OWN_FAULT.format(path)


def _run(asked: Mapping[str, Any]) -> Answer:
    run = open_year(
        asked["unit"],
        asked["year"],
        date.fromisoformat(asked["as_of"]) if asked["as_of"] else None,
        Path(asked["criteria"]),
        Path(asked["evidence"]),
        Path(asked["out"]),
        finalise=asked["finalise"],
    )
    inputs = inputs_sha256(run, notebooks=asked["notebooks"])
    known = asked["known"]
    # People go on writing in report and table: these need only be there.
    there = not asked["notebooks"] or all((run.out / name).is_file() for name in DOSSIER)
    if known and known["inputs"] == inputs and there and are_as_written(run.out, known["files"]):
        return {"state": "unchanged", **known}
    left_out = _notebooks(run) if asked["notebooks"] else _score(run)
    files = {n: file_sha256(run.out / n) for n in _outputs(notebooks=asked["notebooks"])}
    (run.out / FAULT).unlink(missing_ok=True)
    return {"state": "done", "inputs": inputs, "files": files, "left_out": left_out}


def _outputs(*, notebooks: bool) -> tuple[str, ...]:
    if not notebooks:
        return SCORED
    return (*SCORED, *(f"{name}.ipynb" for name in NOTEBOOKS), DOSSIER[0])


def _score(run: YearRun) -> list[str]:
    """Score as ``par score`` and find the gaps."""
    from par_rules.evidence.history import chained
    from par_rules.runs.scored import scored, write_json, write_score, write_text
    from par_rules.runs.year import collect
    from par_rules.scoring.gaps import find_gaps

    found = collect(run)
    card = scored(run, found.facts)
    gaps = find_gaps(run.criteria, found.facts, card, as_of=run.as_of, manifest=found.manifest)
    manifest = chained(found.manifest, run.out, datetime.now().astimezone())
    write_text(run.out / "manifest.json", manifest)
    write_score(run, found.facts, card)
    write_json(run.out / "gaps.json", gaps.to_json())
    return faults(found.problems)


def _notebooks(run: YearRun) -> list[str]:
    problems: list[str] = []
    for ran in run_notebooks(run, lambda line: None, engine="inline"):
        problems += ran.problems
    return faults(problems)
