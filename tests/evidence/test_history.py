"""The history of manifests: one a change, chained, and what breaks the chain."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from par_rules.evidence.history import FOLDER, LINES, chained, read_history
from par_rules.evidence.manifest import Manifest, manifest_from_json
from tests.evidence.folders import document

EMPTY = Manifest("dai-son", 2026, date(2026, 11, 24))
ONE = replace(EMPTY, documents=(document(),))
MORNING, EVENING = datetime(2026, 11, 20, 8), datetime(2026, 11, 24, 17)


def test_a_manifest_names_the_one_before_by_its_hash(tmp_path: Path) -> None:
    first = chained(EMPTY, tmp_path, MORNING)
    second = chained(ONE, tmp_path, EVENING)
    assert json.loads(first)["previous_sha256"] is None
    assert json.loads(second)["previous_sha256"] == hashlib.sha256(first.encode()).hexdigest()
    assert manifest_from_json(json.loads(second)) == ONE
    history = read_history(tmp_path)
    assert history.faults == ()
    assert [(one.time, one.documents) for one in history.kept] == [(MORNING, 0), (EVENING, 1)]
    assert history.read(history.kept[1]) == json.loads(second)


def test_the_same_manifest_again_is_the_same_bytes_and_adds_nothing(tmp_path: Path) -> None:
    chained(EMPTY, tmp_path, MORNING)
    second = chained(ONE, tmp_path, MORNING)
    assert chained(ONE, tmp_path, EVENING) == second
    assert len(read_history(tmp_path).kept) == 2


def test_a_day_stands_for_the_last_manifest_made_until_its_end(tmp_path: Path) -> None:
    for manifest, time in ((EMPTY, MORNING), (ONE, EVENING)):
        chained(manifest, tmp_path, time)
    history = read_history(tmp_path)
    first, second = history.kept
    chosen = [history.on(date(2026, 11, day)) for day in (19, 20, 23, 24, 30)]
    assert chosen == [None, first, first, second, second]


def test_a_changed_manifest_is_told(tmp_path: Path) -> None:
    chained(EMPTY, tmp_path, MORNING)
    chained(ONE, tmp_path, EVENING)
    [first, second] = read_history(tmp_path).kept
    place = tmp_path / FOLDER / f"{first.sha256}.json.gz"
    place.write_bytes(gzip.compress(b"{}"))
    history = read_history(tmp_path)
    assert history.faults == (
        f"{place}: danh mục lập 20/11/2026 08:00 đã mất hoặc đã bị sửa: chép lại từ bản sao lưu",
    )
    with pytest.raises(ValueError, match="đã bị sửa"):
        history.read(first)
    assert history.read(second)["documents"]


def test_a_line_taken_out_breaks_the_chain(tmp_path: Path) -> None:
    for manifest in (EMPTY, ONE, EMPTY):
        chained(manifest, tmp_path, EVENING)
    path = tmp_path / FOLDER / LINES
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], lines[2]]), encoding="utf-8")
    [fault] = read_history(tmp_path).faults
    assert "danh mục lập 24/11/2026 17:00 không nối với danh mục trước nó" in fault


def test_a_line_that_names_a_file_elsewhere_is_not_believed(tmp_path: Path) -> None:
    chained(EMPTY, tmp_path, MORNING)
    path = tmp_path / FOLDER / LINES
    line = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**line, "sha256": "../../x"}) + "\n", encoding="utf-8")
    assert read_history(tmp_path).kept == ()


def test_a_lost_history_starts_anew(tmp_path: Path) -> None:
    assert read_history(tmp_path).kept == ()
    assert read_history(tmp_path).on(date(2026, 11, 24)) is None
