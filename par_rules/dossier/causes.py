"""Why a leaf is below its maximum by the figures declared: the parts lost, with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from par_rules.dossier.wording import points
from par_rules.figures.wording import number_text
from par_rules.scoring.trace import Trace

_SHARE = re.compile(r"([\d.]+)/([\d.]+) (.+) = ([\d.,]+)%")
_LEVEL = re.compile(r" × [\d.,]+ / ([\d.,]+) = ")


def causes(trace: Trace) -> str:
    """Write what is missing to the maximum, part by part; "" where nothing is."""
    if trace.maximum is None or trace.high >= trace.maximum:
        return ""
    return "; ".join(dict.fromkeys(_told(line) for line in _short(trace))) or trace.note


def _short(trace: Trace) -> Iterator[Trace]:
    """Give the innermost parts that hold a line below its maximum."""
    for child in trace.children:
        parts = [part for part in child.children if part.kind == "part"]
        if parts:
            yield from (part for part in parts if _lost(part) > 0)
        elif child.kind == "gate" and _lost(child) > 0:
            yield from _short(child) if any(map(_steps, child.children)) else [child]
        elif _lost(child) > 0:
            yield child


def _steps(trace: Trace) -> bool:
    return trace.maximum is not None


def _lost(line: Trace) -> Fraction:
    """Give how far a line is below its maximum, at best."""
    return Fraction(0) if line.maximum is None else line.maximum - line.high


def _told(line: Trace) -> str:
    if line.kind != "part":
        return _said(line)
    got = f"trừ {points(-line.high)} điểm"
    if line.maximum:
        got = f"{points(line.high)}/{points(line.maximum)} điểm"
    step = next((child for child in line.children if child.note), None)
    return f"{line.label} {got}: {_said(step or line)}"


def _said(step: Trace) -> str:
    """Write the figure and, where a level was missed, by what."""
    note = step.note.rstrip(".")
    if step.kind == "per_unit" or step.value is None or step.value not in note:
        return note
    figure = note[: note.index(step.value) + len(step.value)]
    missed = next((p.why for p in step.passed_over if _full(p.sentence, step.maximum)), "")
    missed = missed.removeprefix(step.value.rsplit(" = ", 1)[-1]).strip()
    share, level = _SHARE.fullmatch(step.value), _LEVEL.search(note)
    if share and (missed.endswith(" 100%") or (level and level[1] == "100")):
        part, whole = (int(share[n].replace(".", "")) for n in (1, 2))
        missed = f"còn {number_text(Fraction(whole - part))} {share[3]} chưa đạt"
    elif share and level:
        missed = f"thấp hơn mức {level[1]}%"
    return f"{figure}, {missed}" if missed else figure


def _full(sentence: str, maximum: Fraction | None) -> bool:
    return maximum is not None and sentence.endswith(f": {points(maximum)} điểm")
