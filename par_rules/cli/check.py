"""``par check``: every fault of the criteria, their examples, the figures and the register."""

from __future__ import annotations

import click

from par_rules.cli.facts import tell_blocking
from par_rules.cli.options import criteria_year_options, stop
from par_rules.cli.progress import reading_documents
from par_rules.criteria.unread import to_do
from par_rules.criteria.versions import version_folder
from par_rules.evidence.manifest import Finding
from par_rules.runs.told import faults
from par_rules.runs.year import YearRun, collect
from par_rules.scoring.examples import run_folder


@click.command(
    help="Kiểm tra bộ tiêu chí, ví dụ, bảng số liệu, danh mục minh chứng; liệt kê mọi lỗi kèm chỗ."
)
@criteria_year_options
def command(run: YearRun) -> None:
    """Read everything there is; exit code 1 on any fault."""
    found = run.criteria
    folder = version_folder(run.criteria_folder / found.head.key / str(run.year), run.as_of)
    count, wrong = run_folder(found, folder / "examples")
    problems = [*map(str, wrong)]
    findings: tuple[Finding, ...] = ()
    if run.folder.is_dir():
        with reading_documents() as progress:
            collected = collect(run, progress)
        problems += collected.problems
        findings = collected.manifest.findings
    else:
        click.echo(f"Chưa có thư mục {run.folder}: chỉ kiểm tra bộ tiêu chí.")
    if faults(problems):
        stop(faults(problems))
    leaves = sum(1 for _ in found.leaves())
    click.echo(f"Không có lỗi: {leaves} tiêu chí chấm điểm, {count} ví dụ tính điểm.")
    if found.head.provisional is not None:
        click.echo(f"Bộ tiêu chí tạm thời: {found.head.provisional['reason']}")
    waiting = to_do(found)
    if waiting:
        click.echo(f"Còn {len(waiting)} chỗ CẦN LÀM:")
        for line in waiting:
            click.echo(f"  {line}")
    for caution in problems:
        click.echo(caution)
    tell_blocking(findings)
