"""``par explain``: how one criterion's points came about, in words."""

from __future__ import annotations

import difflib
import unicodedata
from fractions import Fraction

import click

from par_rules.cli.options import year_options
from par_rules.criteria.model import CriteriaSet, Leaf
from par_rules.criteria.readings import load_readings
from par_rules.runs.year import InputError, YearRun, collect
from par_rules.scoring.trace import Trace, explain_leaf, explain_leaves, explain_set
from par_rules.scoring.trace_text import amount, text
from par_rules.values import points_text


@click.command(
    help="Diễn giải điểm của một tiêu chí: quy tắc, số liệu, căn cứ, cách hiểu. "
    "Ghi mã lĩnh vực hoặc tiêu chí có nhiều tiêu chí thành phần để xem danh sách; "
    "bỏ trống để xem cả bộ tiêu chí."
)
@click.argument("code", required=False, metavar="[MÃ]")
@year_options
def command(code: str | None, run: YearRun) -> None:
    """Print the trace of a leaf, of a group's leaves as a list, or of the whole set."""
    criteria = run.criteria
    wanted = [] if code is None else leaves_named(criteria, code)
    facts = collect(run).facts
    click.echo(f"{run.unit.title}, năm {run.year}, tính đến ngày {run.as_of:%d/%m/%Y}")
    if criteria.head.provisional is not None:
        click.echo("Bộ tiêu chí tạm thời, điểm tối đa là giả định; không xếp loại.")
    click.echo()
    if code is None:
        click.echo(text(explain_set(criteria, facts, run.as_of)), nl=False)
    elif len(wanted) == 1:
        readings = load_readings(run.criteria_folder, criteria.head.plans)
        key = wanted[0].key
        click.echo(text(explain_leaf(criteria, facts, run.as_of, key, readings)), nl=False)
    else:
        traces = explain_leaves(criteria, facts, run.as_of)
        for leaf in wanted:
            click.echo(listed(traces[leaf.key]))


def leaves_named(criteria: CriteriaSet, code: str) -> tuple[Leaf, ...]:
    """Give the leaf, or all leaves of the field or criterion, that ``code`` names.

    ``code`` is a printed number or a key; raises ``InputError`` with the nearest ones.
    """
    groups: dict[str, tuple[Leaf, ...]] = {}
    for field in criteria.fields:
        groups |= dict.fromkeys((field.number, field.key), tuple(field.leaves()))
        for criterion in field.criteria:
            groups |= dict.fromkeys((criterion.number, criterion.key), criterion.leaves)
    for leaf in criteria.leaves():
        groups |= dict.fromkeys((leaf.number, leaf.key), (leaf,))
    wanted = unicodedata.normalize("NFC", code).strip().rstrip(".").casefold()
    for name, leaves in groups.items():
        if name.casefold() == wanted:
            return leaves
    near = [name for name in groups if len(wanted) > 2 and wanted in name]
    near = (near or difflib.get_close_matches(wanted, groups, 3, 0.5))[:3]
    names = ", ".join(f'"{name}"' for name in near)
    fields = ", ".join(field.number for field in criteria.fields)
    hint = f"Ý bạn là {names}?" if near else f"Các lĩnh vực: {fields}."
    raise InputError([f'{criteria.head.title}: không có tiêu chí "{code}". {hint}'])


def listed(trace: Trace) -> str:
    """Write one leaf of a list: number, points, title."""
    most = points_text(trace.maximum or Fraction(0))
    return f"{trace.number:<7}{amount(trace):>9} / {most:<6} {trace.label}"
