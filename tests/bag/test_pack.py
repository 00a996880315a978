"""The bag as written: after RFC 8493, from the bytes that were hashed, the same every time."""

import hashlib
import os
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

from par_rules.bag import tags
from par_rules.bag.pack import BagFile, PackError, pack
from tests.bag.bags import FILES, INFO, ROOT, entries, sealed

DAY = date(2026, 11, 24)


def bag_of(folder: Path, *files: BagFile) -> Path:
    return pack(files, INFO, ROOT, folder / "goi.zip", DAY).path


def faults(folder: Path, *files: BagFile) -> list[str]:
    with pytest.raises(PackError) as error:
        bag_of(folder, *files)
    assert not (folder / "goi.zip").exists()
    assert not list(folder.glob(".par-*"))
    return error.value.lines


def test_the_tag_files_are_those_of_the_standard(tmp_path: Path) -> None:
    held = entries(sealed(tmp_path))

    def text(name: str) -> str:
        return held[f"{ROOT}/{name}"].decode()

    def sha256(data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()

    assert text("bagit.txt") == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert text("bag-info.txt") == (
        "Source-Organization: UBND xã Đại Sơn\nBagging-Date: 2026-12-09\nPayload-Oxum: 41.3\n"
    )
    assert text("manifest-sha256.txt").splitlines() == [
        f"{sha256(FILES[name])}  data/{name}" for name in sorted(FILES)
    ]
    named = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
    assert text("tagmanifest-sha256.txt").splitlines() == [
        f"{sha256(held[f'{ROOT}/{name}'])}  {name}" for name in named
    ]


@pytest.mark.skipif(os.name == "nt", reason="sha256sum is a command of Linux")
def test_a_receiver_without_the_kit_checks_with_sha256sum(tmp_path: Path) -> None:
    with zipfile.ZipFile(sealed(tmp_path)) as archive:
        archive.extractall(tmp_path)
    for name in (tags.MANIFEST, tags.TAG_MANIFEST):
        command = ["sha256sum", "--check", "--strict", "--quiet", name]
        assert subprocess.run(command, cwd=tmp_path / ROOT, check=False).returncode == 0


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()

    turned = dict(reversed(FILES.items()))
    assert sealed(tmp_path / "1").read_bytes() == sealed(tmp_path / "2", turned).read_bytes()


def test_another_day_changes_the_day_alone(tmp_path: Path) -> None:
    files = [BagFile("a.pdf", b"a", "a")]
    found = []
    for day in ("2026-12-09", "2026-12-10"):
        info = {"Bagging-Date": day}
        found.append(pack(files, info, ROOT, tmp_path / f"{day}.zip", DAY))
    one, other = (entries(bag.path) for bag in found)

    changed = {name.removeprefix(f"{ROOT}/") for name in one if one[name] != other[name]}
    assert changed == {"bag-info.txt", "tagmanifest-sha256.txt"}
    assert found[0].manifest_sha256 == found[1].manifest_sha256


def test_a_path_with_per_cent_and_line_ends_comes_back(tmp_path: Path) -> None:
    text = tags.manifest_text([("data/100%\r\n.txt", "0" * 64)])

    assert text == f"{'0' * 64}  data/100%25%0D%0A.txt\n"
    assert tags.read_manifest("m", text.encode()).hashes == {"data/100%\r\n.txt": "0" * 64}


def test_a_document_that_changed_stops_the_sealing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"moi")

    assert faults(tmp_path, BagFile("a.pdf", path, "a.pdf", hashlib.sha256(b"cu").hexdigest())) == [
        "a.pdf: nội dung đã đổi từ khi lập danh mục minh chứng (mã SHA-256 khác): "
        "xem lại tệp, chạy lại par run rồi niêm phong lại"
    ]


def test_a_document_that_vanished_stops_the_sealing(tmp_path: Path) -> None:
    assert faults(tmp_path, BagFile("a.pdf", tmp_path / "a.pdf", "a.pdf")) == [
        "a.pdf: không còn trong thư mục (có khi lập danh mục minh chứng): "
        "chép lại tệp, hoặc bỏ dòng đó khỏi danh mục rồi chạy lại par run"
    ]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    gone = [BagFile(name, tmp_path / name, name) for name in ("a.pdf", "b.pdf")]

    assert [line.split(":")[0] for line in faults(tmp_path, *gone)] == ["a.pdf", "b.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make a link")
def test_a_link_in_the_place_of_a_document_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.symlink_to("/etc/hostname")

    assert faults(tmp_path, BagFile("a.pdf", path, "a.pdf")) == [
        "a.pdf: là lối tắt hoặc không phải tệp thường: chép chính tệp đó vào thư mục"
    ]


def test_a_fault_leaves_the_bag_of_before(tmp_path: Path) -> None:
    bag = bag_of(tmp_path, BagFile("a.pdf", b"a", "a"))
    before = bag.read_bytes()
    with pytest.raises(PackError):
        bag_of(tmp_path, BagFile("a.pdf", tmp_path / "khong-co", "a"))

    assert bag.read_bytes() == before
