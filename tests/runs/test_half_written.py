"""What a power cut leaves is never taken for a manifest."""

from __future__ import annotations

from pathlib import Path

import pytest

from par_rules.runs.steps import read_manifest, take_evidence_step
from par_rules.runs.year import InputError, YearRun, open_year

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> YearRun:
    out = tmp_path_factory.mktemp("out")
    run = open_year("dai-son", 2026, None, ROOT / "criteria", ROOT / "evidence", out)
    take_evidence_step(run)
    return run


def test_a_whole_manifest_is_read(run: YearRun) -> None:
    assert read_manifest(run).documents


@pytest.mark.parametrize("kept", [0, 1, 1000, -2])
def test_a_manifest_that_was_cut_off_is_refused(run: YearRun, kept: int) -> None:
    path = run.out / "manifest.json"
    whole = path.read_bytes()
    path.write_bytes(whole[:kept])
    try:
        with pytest.raises(InputError, match=r"json: không đọc được: chạy sổ tay thứ nhất"):
            read_manifest(run)
    finally:
        path.write_bytes(whole)
