"""A run tells of the other edition's files that lie in the folder from an earlier run."""

from dataclasses import replace
from pathlib import Path

from par_rules.criteria import load_criteria
from par_rules.runs.steps import write_dossier
from par_rules.runs.year import open_year
from tests.dossier.conftest import made_up

ROOT = Path(__file__).parents[2]


def test_nobody_is_led_to_send_the_internal_edition(tmp_path: Path) -> None:
    result = made_up(load_criteria(ROOT / "criteria", "hai-phong-xa", 2026))
    run = open_year("dai-son", 2026, None, ROOT / "criteria", ROOT / "evidence", tmp_path)
    first = write_dossier(run, result).lines()
    assert first == [
        *("Đã ghi ho-so.html", "Đã ghi bao-cao.docx", "Đã ghi bao-cao.pdf"),
        "Đã ghi bang-diem.xlsx",
    ]
    sent = write_dossier(replace(run, edition="submission"), replace(result, edition="submission"))
    assert [path.name for _, path in sent.files] == [
        *("ho-so-gui.html", "bao-cao-gui.docx", "bao-cao-gui.pdf", "bang-diem-gui.xlsx")
    ]
    assert sent.lines()[4:] == [
        "Cùng thư mục còn bản nội bộ lập từ lần chạy trước (ho-so.html, bao-cao.docx, "
        "bao-cao.pdf, bang-diem.xlsx): không gửi các tệp này; chỉ gửi tệp có đuôi -gui, hoặc gói "
        "do par seal lập"
    ]
    (run.out / "bao-cao-gui.pdf").unlink()
    again = write_dossier(run, result)
    assert again.lines()[4:] == [
        "Bản gửi Sở Nội vụ lập từ lần chạy trước vẫn còn (ho-so-gui.html, bao-cao-gui.docx, "
        "bang-diem-gui.xlsx): trước khi gửi, chạy lại par run --edition submission"
    ]
