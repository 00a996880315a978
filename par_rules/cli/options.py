"""The options that every command takes, and how faults are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from par_rules.criteria import CriteriaError, CriteriaSet, Problem, load_criteria

C = TypeVar("C", bound=Callable[..., Any])


def set_options(command: C) -> C:
    """Add ``--criteria``, ``--set`` and ``--year``."""
    for option in (
        click.option("--year", type=int, required=True, metavar="NĂM", help="Năm chấm điểm."),
        click.option("--set", "key", default="hai-phong-xa", metavar="BỘ", help="Tên bộ tiêu chí."),
        click.option(
            "--criteria",
            type=click.Path(path_type=Path),
            default=Path("criteria"),
            metavar="THƯ_MỤC",
            help="Thư mục bộ tiêu chí.",
        ),
    ):
        command = option(command)
    return command


def loaded(criteria: Path, key: str, year: int) -> CriteriaSet:
    """Load the set, or list every fault and leave with exit code 1."""
    try:
        return load_criteria(criteria, key, year)
    except CriteriaError as error:
        stop(error.problems)


def stop(problems: Iterable[Problem]) -> NoReturn:
    """Print the problems, one a line, and leave with exit code 1."""
    found = list(problems)
    for problem in found:
        click.echo(str(problem), err=True)
    click.echo(f"Có {len(found)} lỗi.", err=True)
    raise SystemExit(1)
