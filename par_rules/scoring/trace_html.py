"""A trace as HTML: escaped, semantic, class names only; no script, no style, nothing loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from par_rules.criteria.readings import Reading
from par_rules.scoring.trace import PassedOver, Trace
from par_rules.scoring.trace_text import (
    ADJUSTMENTS,
    amount,
    line_text,
    points_line,
    stepped,
    title,
    used_text,
)


def leaf_html(trace: Trace, *, internal: bool = True) -> str:
    """Write a leaf's trace as one ``section``; ``internal`` shows what evidence and time change.

    Where the rule stands (file and line) is told by ``par explain`` alone.
    """
    return "".join(_section(trace, internal))


def set_html(trace: Trace, *, internal: bool = True) -> str:
    """Write a set's trace as one ``section`` a total."""
    return leaf_html(trace, internal=internal)


def _section(trace: Trace, internal: bool) -> Iterator[str]:
    yield f'<section class="trace" aria-label="{escape(title(trace))}">'
    yield _paragraph("trace-points", points_line(trace))
    yield _paragraph("trace-note", trace.note)
    for remark in trace.remarks:
        if internal or remark.about == "not_arisen":
            yield _paragraph(f"trace-{remark.about.replace('_', '-')}", remark.text)
    yield _paragraph("trace-rule", trace.sentence)
    yield _paragraph("trace-printed-note", trace.printed_note)
    if (trace.children or trace.passed_over) and stepped(trace):
        yield '<details class="trace-steps"><summary>Diễn giải từng bước</summary>'
        yield from _lines(trace, internal)
        yield from _passed_over(trace.passed_over)
        yield "</details>"
    yield from _sources(_all_sources(trace))
    for reading in trace.readings:
        yield from _reading(reading)
    yield "</section>"
    for beside in trace.aside:
        yield from _section(beside, internal)


def _all_sources(trace: Trace) -> Iterable[str]:
    """Give a leaf's sources with those of its steps, which are folded away and not printed."""
    if trace.kind != "leaf":
        return trace.sources
    return dict.fromkeys(source for line in trace.walk() for source in line.sources)


def _paragraph(name: str, text: str) -> str:
    return f'<p class="{name}">{escape(text)}</p>' if text else ""


def _lines(trace: Trace, internal: bool) -> Iterator[str]:
    either = trace.joined == "either" and len(trace.children) > 1
    if either:
        yield _paragraph("trace-either", "Một trong các khả năng sau:")
    yield f'<ul class="{"trace-either" if either else "trace-sum"}">'
    for child in trace.children:
        yield from _line(child, internal)
    yield "</ul>"


def _line(trace: Trace, internal: bool) -> Iterator[str]:
    shown = amount(trace, signed=trace.kind in ADJUSTMENTS)
    yield f'<li class="trace-{trace.kind.replace("_", "-")}">'
    yield f'<b class="trace-amount">{escape(shown)}</b> {escape(line_text(trace))}'
    if trace.inputs:
        yield '<ul class="trace-inputs">'
        yield from (
            f"<li>{escape(used_text(used, internal=internal))}</li>" for used in trace.inputs
        )
        yield "</ul>"
    if trace.children:
        yield from _lines(trace, internal)
    yield from _passed_over(trace.passed_over)
    if trace.kind != "leaf":
        yield from _sources(trace.sources)
    yield "</li>"


def _passed_over(passed: Iterable[PassedOver]) -> Iterator[str]:
    items = [f"<li>{escape(p.sentence)} ({escape(p.why)})</li>" for p in passed]
    if items:
        yield '<p class="trace-passed-over">Không áp dụng:</p><ul class="trace-passed-over">'
        yield from items
        yield "</ul>"


def _sources(sources: Iterable[str]) -> Iterator[str]:
    items = [f"<li>{escape(source)}</li>" for source in sources]
    if items:
        yield '<p class="trace-sources">Căn cứ:</p><ul class="trace-sources">'
        yield from items
        yield "</ul>"


def _reading(reading: Reading) -> Iterator[str]:
    head = f"Chỗ chưa rõ {reading.key} ({reading.kind_text}): {reading.title}"
    yield f'<details class="trace-reading"><summary>{escape(head)}</summary><ul>'
    for choice in reading.readings:
        used = " (được dùng)" if choice.key == reading.used else ""
        name = "trace-used" if used else "trace-unused"
        yield f'<li class="{name}">Cách hiểu {escape(choice.key)}{used}: {escape(choice.text)}</li>'
    yield f"</ul>{_paragraph('trace-why', f'Lý do: {reading.why}')}</details>"
