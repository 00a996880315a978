"""The main job as it is started: the four notebooks on the sample year."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.started import CODE, ROOT, par

FILES = [
    "1_evidence_manifest.ipynb",
    "2_scoring.ipynb",
    "3_missing_evidence.ipynb",
    "4_dossier.ipynb",
    "bang-diem.xlsx",
    "bao-cao.docx",
    "bao-cao.pdf",
    "facts.json",
    "gaps.json",
    "ho-so.html",
    "lich-su-minh-chung",
    "manifest.json",
    "scorecard.json",
]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    out = tmp_path_factory.mktemp("out")
    return par("run", "--year", "2026", "--out", out), out


def test_one_command_makes_every_file_of_the_dossier(
    ran: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    done, out = ran
    assert done.returncode == 0, done.stderr + done.stdout
    assert sorted(path.name for path in (out / "dai-son" / "2026").iterdir()) == FILES
    assert (out / "dai-son" / "nhat-ky.jsonl").is_file()


def test_it_says_which_notebook_which_step_and_how_long(
    ran: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    lines = ran[0].stdout.splitlines()
    assert lines[0] == "UBND xã Đại Sơn, năm 2026, tính đến ngày 24/11/2026"
    for name in FILES[:4]:
        assert any(re.fullmatch(rf"  xong sau [0-9]+,[0-9] giây, đã ghi {name}", x) for x in lines)
    assert "1. Danh mục minh chứng" in lines
    assert "  Đọc tài liệu, đối chiếu với yêu cầu minh chứng" in lines
    assert "Đã ghi ho-so.html" in lines
    assert lines[-1].startswith("Xong sau ")


def test_scoring_alone_comes_to_the_same(
    ran: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    assert par("score", "--year", "2026", "--out", tmp_path).returncode == 0
    for name in ("scorecard.json", "facts.json"):
        alone = (tmp_path / "dai-son" / "2026" / name).read_bytes()
        assert alone == (ran[1] / "dai-son" / "2026" / name).read_bytes()


def test_an_earlier_run_is_repeated_exactly_from_its_facts(
    ran: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    first = ran[1] / "dai-son" / "2026"
    done = par("score", "--year", "2026", "--facts", first / "facts.json", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    again = tmp_path / "dai-son" / "2026" / "scorecard.json"
    assert again.read_bytes() == (first / "scorecard.json").read_bytes()


def test_plain_papermill_runs_them_too(tmp_path: Path) -> None:
    parameters = ["-p", "out", str(tmp_path), "-r", "as_of", "2026-11-24"]
    for name in FILES[:4]:
        source, made = ROOT / "notebooks" / name, tmp_path / name
        code = "import par_rules; from papermill.cli import papermill; papermill()"
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                code,
                str(source),
                str(made),
                "-k",
                "python3",
                "--cwd",
                str(ROOT / "notebooks"),
                *parameters,
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr[-3000:]
    assert (tmp_path / "dai-son" / "2026" / "ho-so.html").is_file()


def copied(tmp_path: Path) -> Path:
    evidence = tmp_path / "evidence"
    shutil.copytree(ROOT / "evidence", evidence)
    return evidence


def test_a_workbook_that_is_none_stops_the_second_notebook_and_keeps_the_last_score(
    ran: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    evidence, out = copied(tmp_path), tmp_path / "out"
    shutil.copytree(ran[1], out)
    (evidence / "dai-son" / "2026" / "so-lieu.xlsx").write_text("không phải Excel", "utf-8")
    before = (out / "dai-son" / "2026" / "scorecard.json").read_bytes()
    done = par("run", "--year", "2026", "--evidence", evidence, "--out", out)
    assert done.returncode == 1
    assert "đã ghi 1_evidence_manifest.ipynb" in done.stdout
    assert "Sổ tay 2_scoring dừng lại:" in done.stderr
    assert "so-lieu.xlsx" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert (out / "dai-son" / "2026" / "scorecard.json").read_bytes() == before
    kept = json.loads((out / "dai-son" / "2026" / "2_scoring (lỗi).ipynb").read_text("utf-8"))
    assert "InputError" in json.dumps(kept)
    assert not list((out / "dai-son" / "2026").glob("*.tmp"))


def test_a_misspelt_key_stops_before_any_notebook(tmp_path: Path) -> None:
    criteria = tmp_path / "criteria"
    shutil.copytree(ROOT / "criteria", criteria)
    path = criteria / "hai-phong-xa" / "2026" / "3-thu-tuc-hanh-chinh.yaml"
    text = path.read_text(encoding="utf-8").replace("max_points: 1.25", "max_point: 1.25", 1)
    path.write_text(text, encoding="utf-8")
    done = par("run", "--year", "2026", "--criteria", criteria, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "Ý bạn là “max_points”?" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="a console's Ctrl-C is sent otherwise on Windows")
@pytest.mark.parametrize("engine", ["inline", "kernel"])
def test_ctrl_c_stops_with_a_sentence_and_leaves_no_half_file(engine: str, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        CODE,
        "run",
        "--year",
        "2026",
        "--engine",
        engine,
        "--out",
        str(tmp_path),
    ]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        while not process.stdout.readline().startswith("  "):
            pass
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: a kernel gets it too
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    assert "Đã dừng theo yêu cầu." in err
    assert "Traceback" not in out + err
    assert not [p for p in tmp_path.rglob("*") if p.suffix == ".tmp"]
