"""Where a command takes its facts from: the year's folder, or the facts file of an earlier run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from par_rules.cli.options import stop
from par_rules.cli.progress import reading_documents
from par_rules.runs.told import closing, faults
from par_rules.runs.year import YearRun, collect
from par_rules.scoring.facts import Facts

if TYPE_CHECKING:
    from par_rules.evidence.manifest import Finding, Manifest

facts_option: Callable[..., Any] = click.option(
    "--facts",
    "facts_file",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Tệp facts.json của một lần chấm trước; bỏ trống là đọc thư mục của năm.",
)


@dataclass(frozen=True)
class Taken:
    """The facts, the run for their day, and what could not be used."""

    run: YearRun
    facts: Facts
    manifest: Manifest | None
    problems: tuple[str, ...]


def take(run: YearRun, facts_file: Path | None) -> Taken:
    """Read the facts; a facts file is for its own day unless another was asked for."""
    if facts_file is None:
        with reading_documents() as progress:
            found = collect(run, progress)
        return Taken(run, found.facts, found.manifest, found.problems)
    from par_rules.scoring.facts_file import FactsFileError, read_facts

    try:
        read = read_facts(facts_file, run.criteria)
    except FactsFileError as error:
        stop(error.lines)
    asked = click.get_current_context().params.get("as_of") is not None
    day = run.as_of if asked or read.as_of is None else read.as_of
    return Taken(replace(run, as_of=day), read.facts, None, ())


def head(run: YearRun) -> None:
    """Print whose year it is, on which day, and that a provisional set is one."""
    click.echo(f"{run.unit.title}, năm {run.year}, tính đến ngày {run.as_of:%d/%m/%Y}")
    if run.criteria.head.provisional is not None:
        click.echo("Bộ tiêu chí tạm thời, điểm tối đa là giả định; không xếp loại.")


def tell_blocking(findings: Sequence[Finding]) -> None:
    """Say how many findings take points out of what is secured, or will."""
    blocking = sum(finding.severity == "blocks" for finding in findings)
    if blocking:
        click.echo(f"{blocking} phát hiện về minh chứng làm mất hoặc treo điểm: xem par gaps.")


def tell_left_out(problems: Sequence[str]) -> None:
    """Print what is wrong or odd, and leave with exit code 3 where there is something to mend."""
    if problems:
        for problem in problems:
            click.echo(problem, err=True)
        click.echo(closing(problems), err=True)
    if faults(problems):
        raise SystemExit(3)
