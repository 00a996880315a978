"""The options that every command takes, and how faults are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from par_rules.criteria import CriteriaError, CriteriaSet, load_criteria
from par_rules.runs.year import InputError, open_year

Command = Callable[..., Any]


def _folder(name: str, text: str, metavar: str = "THƯ_MỤC") -> Command:
    return click.option(
        f"--{name}",
        type=click.Path(path_type=Path),
        default=Path(name),
        metavar=metavar,
        show_default=True,
        help=text,
    )


year_option = click.option(
    "--year", type=int, required=True, metavar="NĂM", help="Năm chấm điểm, ví dụ 2026."
)
unit_option = click.option(
    "--unit", metavar="XÃ", help="Tên thư mục của xã; bỏ trống nếu chỉ có một xã."
)
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%d/%m/%Y", "%Y-%m-%d"]),
    metavar="NGÀY",
    help="Ngày tính điểm, dd/mm/yyyy; bỏ trống là ngày ghi trong unit.yaml, không có thì hôm nay.",
)
criteria_option = _folder("criteria", "Thư mục bộ tiêu chí.")
evidence_option = _folder("evidence", "Thư mục minh chứng, số liệu của các xã.")
out_option = _folder("out", "Nơi ghi kết quả.")
set_option = click.option(
    "--set",
    "key",
    default="hai-phong-xa",
    metavar="BỘ",
    show_default=True,
    help="Tên bộ tiêu chí.",
)


finalise_option = click.option(
    "--finalise",
    is_flag=True,
    help="Chốt điểm theo quy tắc của bộ tiêu chí; chỉ sau thời điểm chốt số liệu.",
)


def set_options(command: Command) -> Command:
    """Add ``--criteria``, ``--set`` and ``--year``."""
    wrapped: Command = year_option(set_option(criteria_option(command)))
    return wrapped


def year_options(command: Command) -> Command:
    """Add the options of a unit and year; the command gets them as one ``run: YearRun``."""
    return _year_options(command, with_folder=True)


def criteria_year_options(command: Command) -> Command:
    """Add the same options for a command that does without the year's folder."""
    return _year_options(command, with_folder=False)


def _year_options(command: Command, *, with_folder: bool) -> Command:
    @wraps(command)
    def opened(
        *args: Any,
        unit: str | None,
        year: int,
        as_of: datetime | None,
        criteria: Path,
        evidence: Path,
        out: Path,
        **rest: Any,
    ) -> Any:
        day: date | None = as_of.date() if as_of is not None else None
        with told():
            run = open_year(unit, year, day, criteria, evidence, out, with_folder=with_folder)
            return command(*args, run=run, **rest)

    opened = out_option(opened)
    for option in (evidence_option, criteria_option, as_of_option, year_option, unit_option):
        opened = option(opened)
    return opened


class told:
    """Tells an ``InputError`` as lines, and leaves with exit code 1."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, InputError):
            stop(error.lines)


def loaded(criteria: Path, key: str, year: int) -> CriteriaSet:
    """Load the set, or list every fault and leave with exit code 1."""
    try:
        return load_criteria(criteria, key, year)
    except CriteriaError as error:
        stop(error.problems)


def stop(problems: Iterable[object]) -> NoReturn:
    """Print the problems, one a line, and leave with exit code 1."""
    found = list(problems)
    for problem in found:
        click.echo(str(problem), err=True)
    click.echo(f"Có {len(found)} lỗi.", err=True)
    raise SystemExit(1)
