"""A trace as text for a terminal, wrapped, its tree shown by indentation."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from fractions import Fraction

from par_rules.rules.words import day_text, lowered, raised
from par_rules.scoring.trace import InputUsed, Trace
from par_rules.scoring.trace_origin import origin_text
from par_rules.values import points_text

WIDTH = 100
STEP = 2


def text(trace: Trace, *, internal: bool = True) -> str:
    """Write a trace; without ``internal`` nothing is said of evidence and what may still be won."""
    return "\n".join(_lines(trace, internal)) + "\n"


def _lines(trace: Trace, internal: bool) -> Iterator[str]:
    yield from _wrapped(f"{title(trace)}", 0)
    yield from _wrapped(points_line(trace), 0)
    if trace.note:
        yield from _wrapped(trace.note, 0)
    for remark in trace.remarks:
        if internal or remark.about == "not_arisen":
            yield from _wrapped(remark.text, 0)
    yield ""
    if trace.sentence:
        yield from _wrapped(f"Cách chấm: {trace.sentence}", 0)
    if trace.printed_note:
        yield from _wrapped(f"Ghi chú: {trace.printed_note}", 0)
    if trace.children and stepped(trace):
        yield "Diễn giải:"
        for child in trace.children:
            yield from _line(child, 1, _join(trace))
    yield from _passed_over(trace, 1)
    for beside in trace.aside:
        yield ""
        yield from _line(beside, 0, "")
    yield from _listed("Căn cứ:", trace.sources)
    for reading in trace.readings:
        yield from _wrapped(f"Chỗ chưa rõ {reading.key} ({reading.kind_text}): {reading.title}.", 0)
        for choice in reading.readings:
            used = " (được dùng)" if choice.key == reading.used else ""
            yield from _wrapped(f"- Cách hiểu {choice.key}{used}: {choice.text}", 1)
        yield from _wrapped(f"- Lý do: {reading.why}", 1)
    if trace.place is not None:
        yield f"Nơi ghi quy tắc: {trace.place}"


def title(trace: Trace) -> str:
    """Write what a trace is about: "Tiêu chí 3.2.1. …"."""
    return f"Tiêu chí {trace.number}. {trace.label}" if trace.number else trace.label


def points_line(trace: Trace) -> str:
    """Write the points, and out of how many; an index says it in its note."""
    if trace.kind == "index":
        return ""
    most = "" if trace.maximum is None else f" trên tối đa {points_text(trace.maximum)} điểm"
    name = "Điểm tự chấm" if trace.kind == "leaf" else "Điểm"
    if trace.kind == "leaf" and trace.maximum == 0:  # a penalty has no maximum
        name, most = "Điểm trừ", " điểm"
    given = amount(trace).replace(" … ", " đến ")
    return f"{name}: {'từ ' * (trace.low != trace.high)}{given}{most}"


def amount(trace: Trace, *, signed: bool = False) -> str:
    """Write what a line gives or adds: "1,5", "từ 0 đến 1"; ``signed`` shows a plus too."""
    low, high = (_number(end, signed=signed) for end in (trace.low, trace.high))
    return low if low == high else f"{low} … {high}"


def _number(points: Fraction, *, signed: bool) -> str:
    return f"{'+' if signed and points > 0 else ''}{points_text(points)}"


def stepped(trace: Trace) -> bool:
    """Say whether the steps tell something: those of a penalty that nobody has set do not."""
    return trace.kind != "leaf" or trace.maximum != 0 or trace.low == trace.high


ADJUSTMENTS = frozenset(
    {
        "cap",
        "ceiling",
        "closing",
        "floor",
        "held_back",
        "maybe",
        "redistribute",
        "rescale",
        "rounding",
    }
)


def line_text(trace: Trace) -> str:
    """Write one line of the tree without its points."""
    number = f"{trace.number}. " if trace.number else ""
    said = trace.value or trace.sentence or ""
    if trace.kind == "leaf":
        said = trace.note
    if not said:
        return f"{number}{trace.label}"
    return f"{number}{trace.label}: {said if trace.kind == 'leaf' else lowered(said)}"


def used_text(used: InputUsed, *, internal: bool = True) -> str:
    """Write an input with its value, who says so, when and where."""
    day = "" if used.said_on is None else f"ngày {day_text(used.said_on)}"
    origin = origin_text(used.origin, internal=internal)
    said = [part for part in (used.said_by, day, origin) if part]
    tail = f" ({', '.join(said)})" if said else ""
    return f"{used.title}: {used.text}{tail}"


def _join(trace: Trace) -> str:
    return "hoặc " if trace.joined == "either" and len(trace.children) > 1 else ""


def _line(trace: Trace, depth: int, join: str) -> Iterator[str]:
    shown = amount(trace, signed=trace.kind in ADJUSTMENTS)
    yield from _wrapped(f"{join}[{shown}] {line_text(trace)}", depth)
    for used in trace.inputs:
        yield from _wrapped(f"Số liệu: {used_text(used)}", depth + 1)
    for child in trace.children:
        yield from _line(child, depth + 1, _join(trace))
    yield from _passed_over(trace, depth + 1)
    if trace.kind != "leaf":
        yield from _listed("Căn cứ:", trace.sources, depth + 1)


def _passed_over(trace: Trace, depth: int) -> Iterator[str]:
    for passed in trace.passed_over:
        yield from _wrapped(f"Không áp dụng: {lowered(passed.sentence)} ({passed.why})", depth)


def _listed(head: str, items: tuple[str, ...], depth: int = 0) -> Iterator[str]:
    if items:
        yield STEP * depth * " " + head
        for item in items:
            yield from _wrapped(f"- {raised(item)}", depth + 1)


def _wrapped(words: str, depth: int) -> list[str]:
    start = " " * STEP * depth
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=start,
        subsequent_indent=start + " " * STEP,
        break_on_hyphens=False,
        break_long_words=False,
    )
