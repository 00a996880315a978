"""``par gaps``: what is missing, per lead office, with points and days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import click

from par_rules.cli.columns import columns
from par_rules.cli.facts import facts_option, head, take, tell_left_out
from par_rules.cli.office import office_key, office_option
from par_rules.cli.options import stop, year_options
from par_rules.runs.year import YearRun
from par_rules.scoring import score
from par_rules.scoring.gaps import (
    KINDS,
    LACKS,
    PARTS,
    Gap,
    OfficeGaps,
    by_deadline,
    find_gaps,
)
from par_rules.values import points_text

# What each heading stands for; the first three together are the column "Chưa có minh chứng".
NOTES = {
    LACKS["unusable"]: "tài liệu có trong danh mục mà chưa đạt, hoặc tệp không còn; dù chưa "
    "đến hạn",
    LACKS["overdue"]: "ngày phải có đã qua mà chưa có tài liệu",
    LACKS["short"]: "điểm đã tự chấm cần thêm tài liệu; ngày phải có chưa qua",
    KINDS["not_due"]: "chưa có tài liệu hoặc mới có dự thảo; ngày phải có chưa qua",
    KINDS["open"]: "số liệu chưa có ai khai",
    KINDS["winnable"]: "việc còn làm được trước khi chốt",
    KINDS["lost"]: "không lấy lại được, kèm lý do",
}


@click.command(help="Liệt kê chỗ còn thiếu của từng cơ quan chủ trì, kèm số điểm và hạn.")
@office_option
@click.option("--by-day", is_flag=True, help="Xếp theo hạn, gần nhất trước.")
@click.option("--all", "everything", is_flag=True, help="Kể cả tài liệu chưa quyết định điểm nào.")
@facts_option
@year_options
def command(
    run: YearRun, facts_file: Path | None, office: str | None, by_day: bool, everything: bool
) -> None:
    """Print the totals of all offices, then the list of each."""
    criteria = run.criteria
    chosen = office_key(criteria, office) if office is not None else None
    found = take(run, facts_file)
    card = score(criteria, found.facts, as_of=found.run.as_of)
    gaps = find_gaps(criteria, found.facts, card, as_of=found.run.as_of, manifest=found.manifest)
    offices = [o for o in gaps.offices if chosen in (None, o.key)]
    if not offices:
        stop([f"--office {office}: cơ quan này không chủ trì tiêu chí tự chấm điểm nào"])
    head(found.run)
    click.echo()
    for line in _totals(offices):
        click.echo(line)
    for one in offices:
        for line in _list(one, by_day=by_day, everything=everything):
            click.echo(line)
    tell_left_out(found.problems)


def _totals(offices: Sequence[OfficeGaps]) -> Iterator[str]:
    rows = [[o.title, *map(_points, (o.unproved, o.open, o.winnable, o.lost))] for o in offices]
    if len(offices) > 1:
        sums = (sum((getattr(o, name) for o in offices), Fraction(0)) for name in PARTS)
        rows.append(["Cộng", *map(_points, sums)])
    heads = ["Cơ quan chủ trì", "Chưa có minh chứng", "Để mở", "Còn có thể đạt thêm", "Đã mất"]
    yield from columns(heads, rows, wide={0: 1}, right=frozenset({1, 2, 3, 4}))


def _list(office: OfficeGaps, *, by_day: bool, everything: bool) -> Iterator[str]:
    yield ""
    yield office.title.upper()
    shown = [gap for gap in office.gaps if everything or gap.stake > 0]
    for title, note in NOTES.items():
        gaps = [gap for gap in shown if gap.heading == title]
        if gaps:
            yield ""
            yield f"{title} ({note})"
            lost = gaps[0].kind == "lost"
            yield from _table(by_deadline(tuple(gaps)) if by_day else gaps, lost=lost)
    hidden = len(office.gaps) - len(shown)
    if hidden:
        yield ""
        yield f"Còn {hidden} mục chưa quyết định điểm nào; thêm --all để xem."
    if not office.gaps:
        yield "Không còn thiếu gì."


def _table(gaps: Sequence[Gap], *, lost: bool) -> Iterator[str]:
    if lost:
        rows = [[gap.number, _points(gap.stake), gap.what] for gap in gaps]
        yield from columns(["Tiêu chí", "Điểm", "Lý do"], rows, wide={2: 1}, right=frozenset({1}))
        return
    rows = [
        [
            gap.number,
            _points(gap.stake),
            f"{gap.due:%d/%m/%Y}" if gap.due else "",
            gap.what,
            gap.todo,
        ]
        for gap in gaps
    ]
    heads = ["Tiêu chí", "Điểm", "Hạn", "Nội dung", "Việc cần làm"]
    yield from columns(heads, rows, wide={3: 1, 4: 1}, right=frozenset({1}))


def _points(points: Fraction) -> str:
    return points_text(points, 2)
