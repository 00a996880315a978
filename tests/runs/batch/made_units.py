"""Makes many small units for the tests of batches: figures, and documents where asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "evidence" / "dai-son" / "2026"
DOCUMENTS = (
    "QD cong khai quy III.pdf",
    "So theo doi tai san cong.xlsx",
    "cong khai tai san cong.png",
)


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


def other_figures(year: Path, on_time: int) -> None:
    """Say of a unit how many of twelve monthly reports were on time, which moves points."""
    book = load_workbook(year / "so-lieu.xlsx")
    (row,) = (
        row
        for sheet in book
        for row in sheet.iter_rows(max_col=5)
        if row[0].value == "monthly_reports_on_time"
    )
    row[4].value = on_time
    book.save(year / "so-lieu.xlsx")


def with_documents(year: Path) -> None:
    """Give a unit three documents of the sample: a PDF, a workbook, a picture."""
    office = Path("tai-lieu", "Phòng Kinh tế")
    (year / office).mkdir(parents=True)
    for name in DOCUMENTS:
        shutil.copy(SAMPLE / office / name, year / office)


def make_units(folder: Path, count: int) -> Path:
    """Make ``count`` communes and wards by turns; give the evidence folder."""
    evidence = folder / "evidence"
    for number in range(count):
        kind = ("xa", "phuong")[number % 2]
        make_unit(evidence, f"{kind}-{number:03}", kind)
    return evidence
