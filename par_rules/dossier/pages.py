"""The parts of ``ho-so.html`` in order, each as a piece of HTML that a notebook cell can show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from par_rules.dossier import wording
from par_rules.dossier.charts import parts_by_field, parts_by_office
from par_rules.dossier.comparison import field_rows
from par_rules.dossier.content import content_of, other_texts, used_text
from par_rules.dossier.edition import TITLES
from par_rules.dossier.evidence_list import evidence_rows, finding_rows, unlinked
from par_rules.dossier.kept import kept
from par_rules.dossier.leaf_entry import LeafEntry
from par_rules.dossier.leaf_states import states
from par_rules.dossier.shown import (
    assumptions_cited,
    basis,
    clean,
    file_link,
    folded,
    origin_of,
    short,
    trace_of,
)
from par_rules.dossier.year_result import YearResult
from par_rules.scoring.gaps import KINDS, Gap
from par_rules.values.exact import decimal_text

FEW = 3


@dataclass(frozen=True)
class Page:
    """A piece of the dossier; a notebook shows it as it is."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def looks() -> Page:
    """Give the style of the parts, for a notebook; the page of the dossier has its own."""
    sheet = files("par_rules.dossier").joinpath("template", "ho_so", "parts.css")
    return Page(f"<style>{sheet.read_text(encoding='utf-8')}</style>")


@kept
def cover(result: YearResult) -> Page:
    """Show the unit, the day, the totals, the five parts and what is at risk."""
    head = result.criteria.head
    own = result.scorecard.self_points
    gaps = [gap for office in result.gaps.offices for gap in office.gaps if gap.stake > 0]
    risks = [gap for gap in gaps if gap.kind == "unproved"]
    ahead = [
        gap
        for gap in gaps
        if gap.kind not in ("unproved", "lost") and gap.due and gap.due >= result.as_of
    ]
    return _page(
        "cover",
        r=result,
        head=head,
        own=own,
        parts=[(name, title, getattr(own, name)) for name, title in wording.PARTS.items()],
        part_names=list(wording.PARTS),
        rows=field_rows(result),
        last=result.last_year,
        survey=sum(
            (x.max_points for x in result.criteria.leaves() if x.scored_by == "survey"), Fraction(0)
        ),
        edition=TITLES[result.edition],
        days=content_of(result).days_text,
        days_left=(head.submission_deadline - result.as_of).days,
        risks=_largest(risks),
        soon=_largest(ahead, key=lambda g: (g.due, -g.stake)),
        office=content_of(result).office,
    )


def _largest(gaps: list[Gap], key: Callable[[Gap], Any] = lambda g: -g.stake) -> list[Gap]:
    """Give the first few by ``key``, one a leaf."""
    first = {gap.leaf: gap for gap in sorted(gaps, key=key, reverse=True)}
    return sorted(first.values(), key=key)[:FEW]


@kept
def fields(result: YearResult) -> Page:
    """Show the fields as a chart (internal only) and as a table against last year."""
    last = result.last_year
    columns = [("Điểm tối đa", "maximum"), ("Tự chấm", "claimed")]
    if result.internal:
        columns += [("Đủ minh chứng", "secured"), ("Tối đa còn đạt", "attainable")]
    columns += [(f"Năm {result.year}, % tối đa", "share")]
    if last is not None:
        columns += [(f"Năm {last['year']}, % tối đa", "before"), ("Tăng, giảm (điểm %)", "change")]
    return _page(
        "fields",
        n=_number(fields, result),
        chart=Markup(parts_by_field(result.scorecard).html) if result.internal else "",
        columns=columns,
        rows=field_rows(result),
        last=last,
    )


@kept
def leaves(result: YearResult) -> Page:
    """Show every leaf with rule, figures, evidence, explanation, sources and trace."""
    content = content_of(result)
    return _page(
        "leaves",
        n=_number(leaves, result),
        r=result,
        fields=result.criteria.fields,
        content=content,
        entries=content.entries,
        assumed=assumptions_cited(result.criteria),
    )


@kept
def offices(result: YearResult) -> Page:
    """Show the gaps of each lead office, the largest stake first; nothing in the submission."""
    if not result.internal:
        return Page("")
    return _page(
        "offices",
        n=_number(offices, result),
        offices=result.gaps.offices,
        chart=Markup(parts_by_office(result.gaps).html),
        kinds=KINDS,
    )


@kept
def evidence(result: YearResult) -> Page:
    """Show the evidence list and (internal only) what the checks found."""
    content = content_of(result)
    rows = evidence_rows(content)
    return _page(
        "evidence",
        n=_number(evidence, result),
        r=result,
        linked=[row for row in rows if row.counts],
        others=[row for row in rows if not row.counts],
        findings=finding_rows(content) if result.internal else [],
        unlinked=unlinked(content) if result.internal else [],
        opens=any(path in result.files for path in content.marks),
    )


@kept
def grounds(result: YearResult) -> Page:
    """Show assumptions, readings, sources and the files that were read."""
    used: dict[str, list[str]] = {}
    for leaf in result.criteria.leaves():
        for source in leaf.source:
            if source.assumption:
                used.setdefault(source.assumption, []).append(leaf.number)
    return _page(
        "grounds",
        n=_number(grounds, result),
        r=result,
        edition=TITLES[result.edition],
        head=result.criteria.head,
        assumptions=[
            {"key": key, "text": a.text, "reason": a.reason, "used": _numbers(used.get(key, []))}
            for key, a in result.criteria.head.assumptions.items()
        ],
        readings=[
            {
                "key": reading.key,
                "title": reading.title,
                "used": used_text(reading),
                "others": other_texts(reading),
                "why": reading.why,
            }
            for reading in content_of(result).readings
        ],
        sources=[_source(d.title, d.date) for d in result.criteria.sources.values()],
        inputs=[*result.figures.sources, *result.manifest.sources],
        problems=[
            str(p)
            for p in (
                *result.figures.problems,
                *result.figures.differences,
                *result.manifest.problems,
            )
        ],
    )


PAGES: tuple[tuple[str, Callable[[YearResult], Page]], ...] = (
    ("Kết quả chung", cover),
    ("Kết quả theo lĩnh vực", fields),
    ("Từng tiêu chí", leaves),
    ("Việc cần làm của từng cơ quan", offices),
    ("Danh mục minh chứng", evidence),
    ("Giả định, cách hiểu và nguồn", grounds),
)


def prepare() -> None:
    """Compile the templates of all parts."""
    for _, page in PAGES:
        _templates().get_template(f"{page.__name__}.html.j2")


def _number(page: Callable[[YearResult], Page], result: YearResult) -> int:
    """Give the number of a part in the result's edition."""
    shown = [p for _, p in PAGES if result.internal or p is not offices]
    return shown.index(page) + 1


def _numbers(numbers: list[str]) -> str:
    return ", ".join(numbers) if len(numbers) <= 12 else f"{len(numbers)} tiêu chí"


def _source(title: str, when: object) -> str:
    return f"{title} ({when})" if when else title


def _states(entry: LeafEntry, internal: bool) -> tuple[str, ...]:
    return states(entry, internal=internal)


def _page(name: str, **values: Any) -> Page:
    return Page(_templates().get_template(f"{name}.html.j2").render(**values))


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    folder = files("par_rules.dossier").joinpath("template", "parts")
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(folder)),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=clean,
    )
    env.filters |= {
        "points": wording.points,
        "interval": wording.interval,
        "per_cent": wording.per_cent,
        "per_cent_of": wording.per_cent_of,
        "day": wording.day,
        "sentence": wording.sentence,
        "deadline": wording.deadline_text,
        "decimal": decimal_text,
        "origin": origin_of,
        "basis": basis,
        "trace": trace_of,
        "states": _states,
        "file": file_link,
        "folded": folded,
        "short": short,
    }
    return env
