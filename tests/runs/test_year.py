"""Opening a unit's year: what is there, and what an official reads where it is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from par_rules.runs.notebook import open_notebook
from par_rules.runs.year import InputError, YearRun, open_year
from tests.runs.batch.made_units import make_unit

ROOT = Path(__file__).parents[2]
CRITERIA, EVIDENCE = ROOT / "criteria", ROOT / "evidence"


def refused(
    unit: str | None, year: int, evidence: Path = EVIDENCE, criteria: Path = CRITERIA
) -> str:
    with pytest.raises(InputError) as caught:
        _ = open_year(unit, year, None, criteria, evidence, Path("out")).criteria
    return str(caught.value)


def test_the_only_unit_is_opened_unasked_on_its_own_day() -> None:
    run = open_year(None, 2026, None, CRITERIA, EVIDENCE, Path("out"))
    assert (run.unit.key, run.as_of) == ("dai-son", date(2026, 11, 24))
    assert run.folder == EVIDENCE / "dai-son" / "2026"
    assert run.out == Path("out/dai-son/2026")


def test_the_set_speaks_of_the_unit_as_what_it_is(tmp_path: Path) -> None:
    for key, kind in (("xa-thu", "xa"), ("phuong-thu", "phuong"), ("dac-khu-thu", "dac_khu")):
        make_unit(tmp_path, key, kind, figures=False)

    def opened(key: str) -> YearRun:
        return open_year(key, 2026, None, CRITERIA, tmp_path, Path("out"))

    titles = [opened(key).criteria.leaf("1.1.1").title for key in ("phuong-thu", "xa-thu")]
    whole = "Thời điểm ban hành Kế hoạch cải cách hành chính năm của UBND"
    assert titles == [f"{whole} phường", f"{whole} xã"]
    assert opened("dac-khu-thu").criteria.head.offices["ca"].title == "Công an đặc khu"
    assert opened("phuong-thu").criteria is opened("phuong-thu").criteria


def test_another_day_may_be_asked_for() -> None:
    run = open_year("dai-son", 2026, date(2026, 12, 1), CRITERIA, EVIDENCE, Path("out"))
    assert run.as_of == date(2026, 12, 1)


def test_a_misspelt_unit_is_answered_with_the_nearest() -> None:
    assert refused("dai-sn", 2026) == f"{EVIDENCE}: không có xã “dai-sn”. Ý bạn là “dai-son”?"


def test_a_year_without_a_folder_says_which_years_there_are() -> None:
    text = refused("dai-son", 2031)
    assert "chưa có dữ liệu năm 2031 của" in text
    assert "2026" in text
    assert "par init --unit dai-son --year 2031" in text


def test_an_empty_evidence_folder_says_so(tmp_path: Path) -> None:
    assert refused("dai-son", 2026, tmp_path).endswith("Đã có: chưa có xã nào.")
    assert "gõ par init" in refused(None, 2026, tmp_path)


def test_a_year_of_two_digits_is_no_year() -> None:
    assert refused("dai-son", 26) == (
        "năm 26 không phải là năm chấm điểm: viết bốn chữ số, ví dụ 2026"
    )


def test_an_out_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="là tệp, không phải thư mục: xem lại --out"):
        open_year("dai-son", 2026, None, CRITERIA, EVIDENCE, out)


def test_a_folder_that_is_not_there_names_the_option() -> None:
    assert "xem lại --evidence" in refused(None, 2026, ROOT / "no-such-folder")
    assert "xem lại --criteria" in refused(None, 2026, criteria=ROOT / "no-such-folder")


def test_two_units_ask_for_a_choice(tmp_path: Path) -> None:
    text = (EVIDENCE / "dai-son" / "unit.yaml").read_text(encoding="utf-8")
    for key in ("dai-son", "an-quang"):
        folder = tmp_path / key
        folder.mkdir()
        (folder / "unit.yaml").write_text(text.replace("dai-son", key), encoding="utf-8")
    assert "có 2 xã (an-quang, dai-son): thêm --unit" in refused(None, 2026, tmp_path)


@pytest.mark.parametrize("folder", [ROOT, ROOT / "notebooks"])
def test_a_notebook_finds_the_folders_from_its_own_place_and_from_the_top(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    run = open_notebook("dai-son", 2026)
    assert (run.criteria_folder, run.out_folder) == (CRITERIA, ROOT / "out")


def test_a_day_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(InputError, match='as_of: "31/11/2026" không phải là ngày'):
        open_notebook("dai-son", 2026, "31/11/2026")


def test_a_fault_in_the_parameters_is_shown_without_a_traceback() -> None:
    assert InputError(["a", "b"])._render_traceback_() == ["a", "b"]
