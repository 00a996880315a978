"""Makes many small units for the tests of batches: figures and no documents."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "evidence" / "dai-son" / "2026"


def make_unit(evidence: Path, key: str, kind: str = "xa", *, figures: bool = True) -> Path:
    """Make a unit of 2026 with the sample's figures; give the year's folder."""
    year = evidence / key / "2026"
    year.mkdir(parents=True)
    text = (
        f"key: {key}\ntitle: Đơn vị {key}\ncity: Thành phố Hải Phòng\nkind: {kind}\n"
        "set: hai-phong-xa\nas_of: 2026-11-24\npredecessors: []\n"
    )
    (evidence / key / "unit.yaml").write_text(text, encoding="utf-8")
    if figures:
        shutil.copy(SAMPLE / "so-lieu.xlsx", year / "so-lieu.xlsx")
    return year


def make_units(folder: Path, count: int) -> Path:
    """Make ``count`` communes and wards by turns; give the evidence folder."""
    evidence = folder / "evidence"
    for number in range(count):
        kind = ("xa", "phuong")[number % 2]
        make_unit(evidence, f"{kind}-{number:03}", kind)
    return evidence
