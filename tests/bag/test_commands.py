"""``par verify`` as an official sees it."""

import hashlib
import json
from pathlib import Path

from click.testing import CliRunner, Result

from par_rules.bag.verify import verify
from par_rules.cli.verify import command
from tests.bag.bags import FILES, entries, payload, sealed, zipped


def par_verify(*words: str) -> Result:
    return CliRunner().invoke(command, list(words))


def test_a_whole_bag_is_said_to_be_whole(tmp_path: Path) -> None:
    bag = sealed(tmp_path)
    number = verify(bag).manifest_sha256
    done = par_verify(str(bag), "--sha256", number.upper())

    assert done.exit_code == 0
    assert done.output == f"Mã SHA-256 của bản kê: {number}\nGói nguyên vẹn: 3 tệp, 0,0 MB.\n"


def test_another_number_than_the_sender_told_is_a_fault(tmp_path: Path) -> None:
    done = par_verify(str(sealed(tmp_path)), "--sha256", "0" * 64)

    assert done.exit_code == 1
    assert "Mã của gói khác mã đã báo: không phải gói đã niêm phong" in done.output


def test_every_fault_is_a_line_and_the_code_is_1(tmp_path: Path) -> None:
    held = entries(sealed(tmp_path))
    del held[payload("bao-cao.docx")]
    held[payload("la.txt")] = b"x"
    done = par_verify(str(zipped(tmp_path / "sua.zip", held)))

    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "data/bao-cao.docx: thiếu",
        "data/la.txt: thêm vào, không có trong bản kê",
        "Gói KHÔNG nguyên vẹn: 2 lỗi, 2 tệp đúng.",
    ]


def test_a_bag_of_a_year_is_named_with_sender_and_day(tmp_path: Path) -> None:
    about = {"External-Description": "Hồ sơ 2026", "Source-Organization": "UBND xã Đại Sơn"}
    done = par_verify(str(sealed(tmp_path, info={**about, "Bagging-Date": "2026-12-09"})))

    first = done.output.splitlines()[0]
    assert first == "Hồ sơ 2026, UBND xã Đại Sơn, niêm phong ngày 09/12/2026"


def test_the_hash_that_the_report_prints_will_do(tmp_path: Path) -> None:
    listed = [
        {"file": name, "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in FILES.items()
        if name.startswith("minh-chung/")
    ]
    data = json.dumps({"documents": listed}).encode()
    number = hashlib.sha256(data).hexdigest()
    bag = sealed(tmp_path, {**FILES, "manifest.json": data})
    printed = " ".join(number[n : n + 8] for n in range(0, 64, 8))
    done = par_verify(str(bag), "--sha256", printed)

    assert done.exit_code == 0
    assert done.output.splitlines()[1:] == [
        f"Mã SHA-256 của danh mục minh chứng, in trong báo cáo: {number}",
        "Gói nguyên vẹn: 4 tệp, 0,0 MB.",
        "Minh chứng đúng là minh chứng của báo cáo in mã này.",
    ]
