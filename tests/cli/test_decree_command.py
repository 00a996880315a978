"""``par decree`` as an official sees it."""

from __future__ import annotations

from pathlib import Path

import docx
from click.testing import CliRunner, Result
from docx.shared import Mm

from par_rules.cli.decree import command
from par_rules.criteria import load_criteria
from par_rules.dossier.docx import write_report
from tests.dossier.conftest import made_up

ROOT = Path(__file__).parents[2]


def par_decree(path: Path) -> Result:
    return CliRunner().invoke(command, [str(path)])


def test_our_report_is_right_and_one_with_a_wrong_margin_is_not(tmp_path: Path) -> None:
    criteria = load_criteria(ROOT / "criteria", "hai-phong-xa", 2026)
    path = write_report(made_up(criteria), tmp_path / "bao-cao.docx")
    done = par_decree(path)
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "bao-cao.docx: đúng thể thức Nghị định số 30/2020/NĐ-CP.",
        "Lệnh không kiểm tra câu chữ, thẩm quyền ký, hình chữ ký và con dấu.",
    ]
    document = docx.Document(str(path))
    document.sections[0].left_margin = Mm(20)
    document.save(str(path))
    done = par_decree(path)
    assert done.exit_code == 1
    assert done.stdout == (
        "trang giấy, phần 1: lề trái 20 mm: đặt 30 đến 35 mm (Phụ lục I, mục I.3)\n"
    )
    assert done.stderr == "bao-cao.docx: 1 chỗ chưa đúng thể thức Nghị định số 30/2020/NĐ-CP.\n"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "khong-co.docx"
    done = par_decree(path)
    assert done.exit_code == 1
    assert f"{path}: không mở được: xem lại đường dẫn" in done.output


def test_an_old_word_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cu.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    done = par_decree(path)
    assert done.exit_code == 1
    assert f"{path}: không phải tệp Word (.docx): mở bằng Word, lưu lại dạng .docx" in done.output
