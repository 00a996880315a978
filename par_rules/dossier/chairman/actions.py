"""The actions that win most, each said for somebody who decides, not for who fills tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from par_rules.dossier.wording import points
from par_rules.dossier.year_result import YearResult
from par_rules.rules.words import raised
from par_rules.scoring.levers import Lever, levers

MOST = 10
_NOBODY = "chưa có ai khai → "
# Figures are named for what is done ("Ngày gửi báo cáo"); without this the words say to do it.
_DONE = ("Ngày ", "Đã ")
_WHOLE = re.compile(r"^Đủ (\d+ (?:số liệu|minh chứng)) của tiêu chí [^:]+: ")


@dataclass(frozen=True, slots=True)
class Action:
    """What to do, for which leaves, who does it, by when, and what it brings.

    ``gain``: "thêm 1,5" for points on top of the self-score, "giữ 1,23" for points claimed that
    evidence does not prove yet. Each is worked out alone; they do not add up.
    """

    text: str
    leaves: tuple[str, ...]
    office: str
    due: date
    gain: str


def actions(result: YearResult, most: int = MOST) -> tuple[Action, ...]:
    """Give the largest gains; what is part of a larger one is not told again."""
    told: list[Lever] = []
    for lever in levers(result.criteria, result.facts, result.as_of):
        if len(told) == most:
            break
        if not any(_is_part(lever, larger) for larger in told):
            told.append(lever)
    return tuple(_action(result, lever) for lever in told)


def _is_part(lever: Lever, larger: Lever) -> bool:
    changes, wider = lever.changes, larger.changes
    return set(changes.inputs) <= set(wider.inputs) and set(changes.proofs) <= set(wider.proofs)


def _action(result: YearResult, lever: Lever) -> Action:
    offices = result.criteria.head.offices
    office = offices[lever.office].title if lever.office in offices else lever.office
    more = lever.claimed_gain > 0
    gain = f"thêm {points(lever.claimed_gain)}" if more else f"giữ {points(lever.secured_gain)}"
    return Action(_said(lever), lever.leaves, office, lever.due, gain)


def _said(lever: Lever) -> str:
    """Say what to do; leaf, day and points stand beside it."""
    title = _WHOLE.sub(r"đủ \1: ", lever.title)
    if lever.kind == "document":
        return f"Nộp {title}"
    if lever.move.startswith(_NOBODY):
        done = next((word for word in _DONE if title.startswith(word)), None)
        return raised(title.removeprefix(done)) if done else f"Làm xong và khai {title}"
    before, arrow, after = lever.move.partition(" → ")
    return f"Từ {before} thành {after}: {title}" if arrow else f"{raised(lever.move)}: {title}"
