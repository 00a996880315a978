"""What an examination finds of one thing of the machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# "here": as it should be; "odd": works, somebody should look; "missing": something is switched
# off, the rest works; "broken": the commands do not work.
State = Literal["here", "odd", "missing", "broken"]
STATES: dict[State, str] = {"here": "có", "odd": "xem lại", "missing": "thiếu", "broken": "hỏng"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: what was looked for, what was found, what its lack switches off, what to do.

    ``off`` and ``todo`` are empty where nothing is amiss. All texts are Vietnamese.
    """

    what: str
    state: State
    found: str
    off: str = ""
    todo: str = ""


def exit_code(findings: tuple[Finding, ...]) -> int:
    """Give 1 where the commands do not work, 3 where something is switched off, else 0."""
    states = {finding.state for finding in findings}
    return 1 if "broken" in states else 3 if "missing" in states else 0
