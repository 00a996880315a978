"""The decision record: what moved since the last scoring, and why."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from par_rules.runs.scored import write_score
from par_rules.runs.year import YearRun, open_year
from par_rules.scoring import score
from par_rules.scoring.facts import Fact, Facts, Proof

ROOT = Path(__file__).parents[2]
ON_TIME = {"settled_or_overdue": 1000, "settled_on_time": 960}


@pytest.fixture
def run(tmp_path: Path) -> YearRun:
    return open_year("dai-son", 2026, None, ROOT / "criteria", ROOT / "evidence", tmp_path)


def facts(**numbers: int) -> Facts:
    return Facts({name: Fact("known", Fraction(n)) for name, n in {**ON_TIME, **numbers}.items()})


def scored(run: YearRun, found: Facts) -> dict[str, Any]:
    write_score(run, found, score(run.criteria, found, as_of=run.as_of))
    lines = (run.out_folder / "dai-son" / "nhat-ky.jsonl").read_text(encoding="utf-8").splitlines()
    last: dict[str, Any] = json.loads(lines[-1])
    return last


def test_the_first_line_has_totals_and_no_change(run: YearRun) -> None:
    line = scored(run, facts())
    assert line["changed"] == []
    assert line["set"] == "hai-phong-xa/2026/1"
    assert line["totals"]["self_points"]["secured"] == "0"


def test_the_same_facts_change_nothing_and_have_the_same_hash(run: YearRun) -> None:
    first, second = scored(run, facts()), scored(run, facts())
    assert second["changed"] == []
    assert first["facts_sha256"] == second["facts_sha256"]


def test_a_corrected_figure_is_told_with_the_leaf_it_moves(run: YearRun) -> None:
    scored(run, facts())
    (change,) = scored(run, facts(settled_on_time=900))["changed"]
    assert change["number"] == "3.2.1"
    (why,) = change["why"]
    assert why.endswith(": 960 → 900")
    assert why.startswith("số liệu “Số hồ sơ TTHC đã giải quyết")


def test_a_proof_found_is_told_by_its_title(run: YearRun) -> None:
    scored(run, facts())
    leaf = run.criteria.leaf("3.2.1")
    proofs = {(leaf.key, r.key): Proof("passes") for r in leaf.evidence}
    (change,) = scored(run, replace(facts(), proofs=proofs))["changed"]
    assert [why.split("”: ")[1] for why in change["why"]] == ["chưa có → đạt"] * len(proofs)
    assert change["from"]["secured"] == "0"


def test_another_day_is_a_reason(run: YearRun) -> None:
    behind = facts(settled_on_time=900)  # may still be made good in November, no more in January
    scored(run, behind)
    changed = scored(replace(run, as_of=date(2027, 1, 5)), behind)["changed"]
    assert changed
    assert all("ngày tính điểm đổi" in change["why"][-1] for change in changed)


def test_a_scorecard_that_is_torn_counts_as_none(run: YearRun) -> None:
    scored(run, facts())
    (run.out / "scorecard.json").write_text('{"schema": "par-sc', encoding="utf-8")
    assert scored(run, facts())["changed"] == []


def test_a_set_with_a_changed_byte_has_another_hash(run: YearRun, tmp_path: Path) -> None:
    copy = tmp_path / "criteria"
    shutil.copytree(ROOT / "criteria", copy)
    before = scored(run, facts())
    path = copy / "hai-phong-xa" / "2026" / "set.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# đã sửa\n", encoding="utf-8")
    changed = replace(run, criteria_folder=copy)
    after = scored(changed, facts())
    assert before["set_sha256"] != after["set_sha256"]
