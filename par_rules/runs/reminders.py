"""The lists for the lead offices and the chairman's page, from the year's folder as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from par_rules.dossier.chairman.write import write_chairman_page
from par_rules.dossier.reminders import Reminder, Reminders, reminders
from par_rules.dossier.reminders.write import WrittenLists, write_reminders
from par_rules.dossier.wording import points
from par_rules.dossier.year_result import YearResult
from par_rules.runs.scored import scored
from par_rules.runs.steps import Written, read_last_year
from par_rules.runs.year import InputError, Progress, YearRun, collect
from par_rules.scoring.gaps import find_gaps

FOLDER = "don-doc"


@dataclass(frozen=True)
class Reminded:
    """What was done, as lines for a reader; ``problems`` are the inputs that were left out."""

    lines: tuple[str, ...]
    problems: tuple[str, ...]


def remind(run: YearRun, only: str | None = None, progress: Progress | None = None) -> Reminded:
    """Write the lists of all offices and the chairman's page, or the list of the office ``only``.

    Raises ``InputError`` where the inputs cannot be read, or the office has no list.
    """
    result, problems = year_so_far(run, progress)
    lists = reminders(result)
    offices = [o for o in lists.offices if only in (None, o.key)]
    if not offices:
        title = run.criteria.head.offices[only].title if only else ""
        raise InputError(
            [
                f"--office {title}: cơ quan này không chủ trì tiêu chí nào, không có số liệu nào "
                "phải cung cấp"
            ]
        )
    written = write_reminders(lists, run.out / FOLDER, only)
    page = write_chairman_page(result, run.out) if only is None else ()
    return Reminded(tuple(_told(lists, offices, written, Written(page))), tuple(problems))


def year_so_far(run: YearRun, progress: Progress | None = None) -> tuple[YearResult, list[str]]:
    """Read, score and search the year; gives the result without traces, and what was left out.

    Nothing is written. Raises ``InputError`` where figures cannot be read.
    """
    found = collect(run, progress)
    card = scored(run, found.facts)
    gaps = find_gaps(run.criteria, found.facts, card, as_of=run.as_of, manifest=found.manifest)
    result = YearResult(
        run.unit,
        run.year,
        run.as_of,
        run.criteria,
        found.facts,
        found.figures,
        found.manifest,
        card,
        gaps,
        read_last_year(run),
    )
    return result, list(found.problems)


def _told(
    lists: Reminders, offices: Sequence[Reminder], written: WrittenLists, page: Written
) -> Iterator[str]:
    for office in offices:
        stem, messages = written.of(lists, office)
        forms = f": {stem} (Word, trang web, {messages} tin Zalo)" if messages else ""
        yield f"{office.title}: {_stands(office)}{forms}"
    for line in Written(written.files).lines():
        if not line.startswith("Đã ghi"):
            yield line
    for name in written.removed:
        yield f"Đã xóa {name}: nội dung của phiếu cũ không còn"
    for name, why in written.kept:
        yield f"{name} là phiếu cũ, {why}"
    yield f"Phiếu đôn đốc ở {written.folder}"
    yield from page.lines()


def _stands(office: Reminder) -> str:
    if not office.has_work:
        return "không còn thiếu gì, không lập phiếu"
    many = sum(len(item.asks) for item in office.of("missing"))
    if not many:
        return "không thiếu minh chứng, số liệu; còn việc làm thêm được điểm"
    return f"thiếu {many} nội dung, mất tối đa {points(office.at_stake)} điểm nếu không bổ sung"
