"""A batch that is killed again and again: nothing lost, nothing twice, no half file.

``PAR_KILLS`` says how often; 20 unless told.
"""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.runs.batch.made_units import ROOT, make_units

KILLS = int(os.environ.get("PAR_KILLS", "20"))
UNITS = 8


def start(folder: Path) -> subprocess.Popen[bytes]:
    code = "from par_rules.cli import main; main()"
    where = ["--evidence", str(folder / "evidence"), "--out", str(folder / "out")]
    return subprocess.Popen(
        [sys.executable, "-c", code, "batch", "--year", "2026", "--workers", "2", *where],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def lines(path: Path) -> list[dict[str, Any]]:
    """Read a log as it is to be read: what was cut off is not a line."""
    found = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [json.loads(line) for line in found if not line.endswith(b"\x18")]


def rename(evidence: Path, number: int) -> None:
    """Give every unit another title, so that all is to be done again."""
    for path in evidence.glob("*/unit.yaml"):
        text = path.read_text(encoding="utf-8").splitlines()
        text[1] = f"title: Đơn vị {path.parent.name} lần {number}"
        path.write_text("\n".join(text) + "\n", encoding="utf-8")


def test_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    evidence, out = make_units(tmp_path, UNITS), tmp_path / "out"
    chance = random.Random(5)
    killed = rounds = 0
    while killed < KILLS:
        running = start(tmp_path)
        try:
            running.wait(chance.uniform(0.3, 5))
        except subprocess.TimeoutExpired:
            killed += 1
            running.kill()
        assert running.stderr is not None
        said = running.stderr.read().decode()
        running.stderr.close()
        running.wait()
        assert "Traceback" not in said
        assert "đang ghi vào thư mục này" not in said
        if running.returncode == 3:
            rounds += 1
            rename(evidence, rounds)
    last = start(tmp_path)
    _, said_last = last.communicate()
    assert last.returncode == 3, said_last.decode()
    _nothing_is_half(out)
    done = Counter(
        (line["unit"], line["inputs"])
        for line in lines(out / "chay-loat.jsonl")
        if line["state"] == "done"
    )
    assert set(done.values()) == {1}
    assert len(done) >= UNITS
    units = sorted(path.parent.name for path in evidence.glob("*/unit.yaml"))
    assert sorted({unit for unit, _ in done}) == units
    for unit in units:
        assert len(lines(out / unit / "nhat-ky.jsonl")) == 1
    _same_as_undisturbed(tmp_path, out)


def _nothing_is_half(out: Path) -> None:
    assert list(out.rglob(".par-*.tmp")) == []
    read = [json.loads(path.read_bytes()) for path in out.rglob("*.json")]
    assert len(read) >= UNITS * 4
    assert (out / "bang-tong-hop.html").read_text(encoding="utf-8").endswith("</html>\n")


def _same_as_undisturbed(folder: Path, out: Path) -> None:
    out.rename(folder / "bi-ngat")
    again = start(folder)
    again.communicate()
    assert again.returncode == 3
    for name in ("facts.json", "scorecard.json", "gaps.json"):
        for path in sorted(out.rglob(name)):
            other = folder / "bi-ngat" / path.relative_to(out)
            assert other.read_bytes() == path.read_bytes(), path
