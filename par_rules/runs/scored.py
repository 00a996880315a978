"""Writes what a scoring leaves behind: its facts, its scorecard, a line of the record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from par_rules.files import write_atomic
from par_rules.runs.record import record, set_sha256
from par_rules.runs.year import InputError, YearRun
from par_rules.scoring import score
from par_rules.scoring.facts import Facts
from par_rules.scoring.facts_file import facts_json
from par_rules.scoring.finalise import ClosingError, finalise
from par_rules.scoring.scorecard import Scorecard


def scored(run: YearRun, facts: Facts) -> Scorecard:
    """Score the facts for the run's day, closed by the set's rule where the run asks for it.

    Raises ``InputError`` where the score cannot be closed yet.
    """
    if not run.finalise:
        return score(run.criteria, facts, as_of=run.as_of)
    try:
        return finalise(run.criteria, facts, as_of=run.as_of)
    except ClosingError as error:
        raise InputError([str(error)]) from None


def write_score(run: YearRun, facts: Facts, card: Scorecard) -> Path:
    """Write a line of the record, ``facts.json`` and ``scorecard.json``; give the scorecard.

    The line comes first: it says what moved since the scoring that the two files still hold.
    """
    hashed = set_sha256(
        run.criteria_folder, run.criteria.head.key, run.year, run.criteria.head.plans
    )
    before = _before(run)
    fact_data, card_data = facts_json(facts, run.as_of), card.to_json()
    card_data["set_sha256"] = hashed
    log = run.out_folder / run.unit.key / "nhat-ky.jsonl"
    now = datetime.now().astimezone()
    record(log, run.criteria, hashed, before, fact_data, card_data, now)
    write_json(run.out / "facts.json", fact_data)
    write_json(run.out / "scorecard.json", card_data)
    return run.out / "scorecard.json"


def _before(run: YearRun) -> dict[str, Any] | None:
    """Give the scoring before this one; a file that cannot be read counts as none."""
    try:
        card = json.loads((run.out / "scorecard.json").read_text(encoding="utf-8"))
        facts = json.loads((run.out / "facts.json").read_text(encoding="utf-8"))
        return {"card": card, "facts": facts, "set_sha256": card["set_sha256"]}
    except (OSError, ValueError, KeyError):
        return None


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write JSON values as :func:`write_text`."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write for the steps after this one, which would read the old file if this were held open."""
    written = write_atomic(path, text)
    if written != path:
        written.unlink()
        raise InputError([f"{path}: đang mở ở chương trình khác: đóng lại rồi chạy lại"])
