"""What is odd about figures that count all the same: told beside them, and no fault.

A day given that lies after the day of the score, a document named that is not there, and, once the
cut-off has passed, figures that were given or exported before it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from par_rules.criteria.model import CriteriaSet
from par_rules.figures.cases import CaseCounts
from par_rules.figures.layout import STATED, office_of
from par_rules.figures.merge import Merged
from par_rules.figures.model import FigureProblem
from par_rules.scoring.facts import Fact

DOCUMENTS = "tai-lieu"
SHOWN_CELLS = 5
FILE_NAME = re.compile(r"[^\n]+\.(?:pdf|docx?|xlsx?|csv|png|jpe?g|tiff?|txt|html?)", re.IGNORECASE)


def given_too_late(
    merged: Mapping[str, Merged], facts: Mapping[str, Fact], as_of: date
) -> Iterator[FigureProblem]:
    """Name, a line a sheet, the figures said to be given after the day of the score."""
    cells: dict[tuple[str, str], list[tuple[str, date]]] = {}
    for name, row in merged.items():
        place, day = row.places.get("said_on"), _stated_on(facts.get(name))
        if place is not None and day is not None and day > as_of:
            cells.setdefault((place.file, place.sheet), []).append((place.cell, day))
    for (file, sheet), found in cells.items():
        shown = _few([cell for cell, _ in found])
        last = max(day for _, day in found)
        what = f"Ngày cung cấp {last:%d/%m/%Y} sau ngày chấm điểm {as_of:%d/%m/%Y}"
        if len(found) > 1:
            what = f"{len(found)} ô Ngày cung cấp sau ngày chấm điểm {as_of:%d/%m/%Y}, muộn nhất "
            what += f"{last:%d/%m/%Y}"
        yield FigureProblem(file, f"{sheet}!{shown}", what, "xem lại ngày; số liệu vẫn được tính")


def _few(cells: Sequence[str]) -> str:
    return ", ".join(cells[:SHOWN_CELLS]) + (" …" if len(cells) > SHOWN_CELLS else "")


def _stated_on(fact: Fact | None) -> date | None:
    return fact.said_on if fact is not None and fact.state != "unknown" else None


def documents_not_there(merged: Mapping[str, Merged], folder: Path) -> Iterator[FigureProblem]:
    """Name each document that reads as a file and is not in the year's folder, with its cells."""
    named: dict[tuple[str, str, str], list[str]] = {}
    for row in merged.values():
        text, place = row.entered.document, row.places.get("document")
        if isinstance(text, str) and place is not None and FILE_NAME.fullmatch(text.strip()):
            named.setdefault((place.file, place.sheet, text.strip()), []).append(place.cell)
    if not named:
        return
    there = {
        _plain(name)
        for top in (folder, folder / DOCUMENTS)
        for _, _, files in (os.walk(top) if top != folder else [("", [], _files(folder))])
        for name in files
    }
    for (file, sheet, text), cells in named.items():
        if _plain(re.split(r"[/\\]", text)[-1]) not in there:
            what = f"tệp “{text}” không có trong thư mục {DOCUMENTS}"
            where = f"{sheet}!{_few(cells)}"
            yield FigureProblem(file, where, what, "chép tệp vào, hoặc sửa tên tệp")


def _files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def export_too_early(
    counted: CaseCounts, criteria: CriteriaSet, as_of: date
) -> Iterator[FigureProblem]:
    """Name the newest export, where it was taken before a cut-off that has passed."""
    cut_off = criteria.head.cut_off
    if as_of <= cut_off or not counted.taken:
        return
    file, day = max(counted.taken, key=lambda taken: taken[1])
    if day < cut_off:
        what = f"kết xuất ngày {day:%d/%m/%Y}, trước thời điểm chốt {cut_off:%d/%m/%Y}"
        yield FigureProblem(file, "", what, "kết xuất lại")


def given_too_early(
    criteria: CriteriaSet, merged: Mapping[str, Merged], facts: Mapping[str, Fact], as_of: date
) -> Iterator[FigureProblem]:
    """Name, a line an office, the figures that ran on to the window's end after they were given."""
    end = criteria.head.window[1]
    if as_of <= criteria.head.cut_off:
        return
    early: dict[str, list[tuple[str, date]]] = {}
    for name, row in merged.items():
        fact, place = facts.get(name), row.places.get("said_on")
        day = _stated_on(fact)
        if fact is None or day is None or place is None or day >= end:
            continue
        if STATED[criteria.inputs[name].from_] == "value" and _ran_on(criteria, name, fact):
            early.setdefault(office_of(criteria, name), []).append((place.file, day))
    for key in criteria.head.offices:
        found = early.get(key, [])
        if found:
            first = min(day for _, day in found)
            what = (
                f"{len(found)} số liệu cung cấp trước ngày cuối kỳ {end:%d/%m/%Y} "
                f"(sớm nhất {first:%d/%m/%Y})"
            )
            title = criteria.head.offices[key].title
            yield FigureProblem(found[0][0], title, what, "cung cấp lại số cuối kỳ")


def _ran_on(criteria: CriteriaSet, name: str, fact: Fact) -> bool:
    """Say whether a figure might have changed until the window's end."""
    running = criteria.inputs[name].type in ("count", "number", "percent") or fact.value == "no"
    return running and criteria.last_day_of(name) >= criteria.head.window[1]
