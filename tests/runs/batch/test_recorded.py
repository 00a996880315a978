"""A scoring is recorded once, whenever it was interrupted and however often it is done again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from par_rules.files import append_line
from par_rules.runs import scored
from par_rules.runs.batch.work import carry_out, order
from par_rules.runs.steps import score_step, take_evidence_step
from par_rules.runs.year import YearRun, open_year
from tests.runs.batch.made_units import ROOT, make_unit, other_figures


def by_batch(run: YearRun) -> None:
    """Score as a batch without notebooks does."""
    folders = {"criteria": run.criteria_folder, "evidence": run.evidence_folder}
    folders["out"] = run.out_folder
    ended = carry_out(order("a", 2026, folders, as_of=run.as_of, finalise=run.finalise))
    assert ended["state"] == "done", ended


def by_steps(run: YearRun) -> None:
    """Score as the first two notebooks do."""
    take_evidence_step(run)
    score_step(run)


EITHER = pytest.mark.parametrize("score", [by_batch, by_steps])
Score = Callable[[YearRun], None]


@pytest.fixture
def run(tmp_path: Path) -> YearRun:
    make_unit(tmp_path / "evidence", "a")
    folders = ROOT / "criteria", tmp_path / "evidence", tmp_path / "out"
    return open_year("a", 2026, None, *folders)


def record(run: YearRun) -> list[dict[str, Any]]:
    text = (run.out_folder / "a" / "nhat-ky.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@EITHER
def test_the_same_scoring_is_recorded_once(run: YearRun, score: Score) -> None:
    score(run)
    score(run)
    assert len(record(run)) == 1


@EITHER
def test_what_is_scored_otherwise_is_recorded_also_if_it_was_so_before(
    run: YearRun, score: Score
) -> None:
    for on_time in (10, 5, 10):
        other_figures(run.folder, on_time)
        score(run)
    score(replace(run, as_of=date(2026, 12, 1)))
    assert [bool(line["changed"]) for line in record(run)] == [False, True, True, False]
    assert [line["as_of"] for line in record(run)] == ["2026-11-24"] * 3 + ["2026-12-01"]


@EITHER
def test_a_score_that_is_closed_is_another_scoring(run: YearRun, score: Score) -> None:
    later = replace(run, as_of=date(2027, 1, 5))
    for finalise in (False, True, True):
        score(replace(later, finalise=finalise))
    assert [line["finalised"] for line in record(run)] == [False, True]


@EITHER
def test_a_line_of_another_year_stands_between_and_changes_nothing(
    run: YearRun, score: Score
) -> None:
    score(run)
    log = run.out_folder / "a" / "nhat-ky.jsonl"
    append_line(log, json.dumps({**record(run)[0], "year": 2025}))
    score(run)
    assert [line["year"] for line in record(run)] == [2026, 2025]


@EITHER
@pytest.mark.parametrize("reached", ["facts.json", "scorecard.json"])
def test_what_moved_is_recorded_once_though_the_run_ended_before_its_files(
    run: YearRun, score: Score, reached: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    score(run)
    other_figures(run.folder, on_time=5)
    write = scored.write_json

    def ended(path: Path, data: Any) -> None:
        if path.name == reached:
            raise KeyboardInterrupt
        write(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(scored, "write_json", ended)
        with pytest.raises(KeyboardInterrupt):
            score(run)
    score(run)
    first, second = record(run)
    assert first["changed"] == []
    assert [moved["number"] for moved in second["changed"]] == ["3.2.2"]
    assert "10 → 5" in second["changed"][0]["why"][0]
    facts = json.loads((run.out / "facts.json").read_bytes())
    assert facts["inputs"]["monthly_reports_on_time"]["value"] == "5"
    card = json.loads((run.out / "scorecard.json").read_bytes())
    (leaf,) = (leaf for leaf in card["leaves"] if leaf["number"] == "3.2.2")
    assert {view: leaf[view] for view in second["changed"][0]["to"]} == second["changed"][0]["to"]


@EITHER
def test_a_line_that_was_cut_off_is_written_again(run: YearRun, score: Score) -> None:
    score(run)
    log = run.out_folder / "a" / "nhat-ky.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole[:-20])
    score(run)
    torn, again, _ = log.read_bytes().split(b"\n")
    assert torn == whole[:-20] + b"\x18"
    assert json.loads(again)["changed"] == []
