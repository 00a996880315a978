"""A dossier is made only of the documents that were judged."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from par_rules.runs.steps import dossier_step, score_step, take_evidence_step
from par_rules.runs.year import InputError, open_year

ROOT = Path(__file__).parents[2]


def test_a_document_that_changed_since_it_was_judged_stops_the_dossier(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "evidence", tmp_path / "evidence")
    run = open_year(
        "dai-son", 2026, None, ROOT / "criteria", tmp_path / "evidence", tmp_path / "out"
    )
    take_evidence_step(run)
    score_step(run)
    assert dossier_step(run).manifest.documents
    path = next(run.folder.rglob("scan0012.pdf"))
    before = path.stat()
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(InputError) as caught:
        dossier_step(run)
    name = path.relative_to(run.folder / "tai-lieu").as_posix()
    assert str(caught.value) == (
        f"{run.folder}: 1 tài liệu đã đổi từ khi đọc minh chứng ({name}): "
        "chạy lại từ sổ tay thứ nhất"
    )
