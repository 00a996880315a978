"""A bag that went through Windows, a USB stick, mail, or somebody's hands."""

import hashlib
import json
import os
import stat
import unicodedata
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_rules.bag import tags
from par_rules.bag.verify import verify
from tests.bag.bags import FILES, ROOT, entries, payload, sealed, tampered, zipped

KH = "minh-chung/1/1.1.1/1.1.1_156-KH-UBND.pdf"
CV = "minh-chung/1/1.1.2/1.1.2_19-UBND.pdf"


def test_a_bag_as_sealed_is_whole(tmp_path: Path) -> None:
    bag = sealed(tmp_path)
    found = verify(bag)

    manifest = entries(bag)[f"{ROOT}/{tags.MANIFEST}"]
    assert (found.faults, found.notes) == ((), ())
    assert (found.files, found.size) == (3, 7 + 17 + 17)
    assert found.manifest_sha256 == hashlib.sha256(manifest).hexdigest()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    found = tampered(tmp_path, lambda held: held.pop(payload(KH)))

    assert found.faults == (f"data/{KH}: thiếu",)
    assert found.files == 2


def test_a_changed_file_is_named(tmp_path: Path) -> None:
    found = tampered(tmp_path, lambda held: held.update({payload(KH): b"%PDF-1.7 ke hoacH"}))

    assert found.faults == (f"data/{KH}: đã đổi",)


def test_an_added_file_is_named(tmp_path: Path) -> None:
    found = tampered(tmp_path, lambda held: held.update({payload("them.pdf"): b"%PDF"}))

    assert found.faults == ("data/them.pdf: thêm vào, không có trong bản kê",)


def test_a_renamed_file_is_named_with_both_names(tmp_path: Path) -> None:
    found = tampered(
        tmp_path, lambda held: held.update({payload("Kế hoạch.pdf"): held.pop(payload(KH))})
    )

    assert found.faults == (f"data/{KH}: đổi tên thành data/Kế hoạch.pdf",)


def test_a_file_beside_the_bag_is_named(tmp_path: Path) -> None:
    found = tampered(tmp_path, lambda held: held.update({"ghi chú.txt": b"x"}))

    assert found.faults == ("ghi chú.txt: thêm vào, nằm ngoài hồ sơ",)


def test_what_windows_and_the_desktop_leave_is_noted_only(tmp_path: Path) -> None:
    found = tampered(tmp_path, lambda held: held.update({payload("Thumbs.db"): b"x"}))

    assert found.faults == ()
    assert found.notes == (f"{ROOT}/data/Thumbs.db: tệp do máy tự sinh, không thuộc hồ sơ",)


def test_a_bag_packed_again_with_backslashes_and_no_outer_folder_is_whole(tmp_path: Path) -> None:
    held = entries(sealed(tmp_path))
    windows = {name.removeprefix(f"{ROOT}/").replace("/", "\\"): d for name, d in held.items()}
    windows["data\\minh-chung\\"] = b""

    found = verify(zipped(tmp_path / "win.zip", windows))

    assert (found.faults, found.files) == ((), 3)


def test_a_bag_one_folder_deeper_is_whole(tmp_path: Path) -> None:
    held = {f"Tải về/{name}": data for name, data in entries(sealed(tmp_path)).items()}

    assert verify(zipped(tmp_path / "sau.zip", held)).faults == ()


def test_line_ends_changed_by_mail_are_noted_and_the_number_stays(tmp_path: Path) -> None:
    before = verify(sealed(tmp_path)).manifest_sha256

    def to_windows(held: dict[str, bytes]) -> None:
        for name in held:
            if name.endswith(".txt") and "/data/" not in name:
                held[name] = b"\xef\xbb\xbf" + held[name].replace(b"\n", b"\r\n")

    found = tampered(tmp_path, to_windows)

    assert found.faults == ()
    assert found.manifest_sha256 == before
    assert f"{tags.MANIFEST}: chỉ đổi cách xuống dòng, nội dung còn nguyên" in found.notes


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_names_are_known_in_either_form(tmp_path: Path, form: str) -> None:
    held = entries(sealed(tmp_path, {"Kế hoạch.pdf": b"%PDF"}))
    normal = unicodedata.normalize
    other = {normal("NFD" if form == "NFC" else "NFC", name): data for name, data in held.items()}

    assert verify(zipped(tmp_path / "dau.zip", other)).faults == ()


@pytest.mark.parametrize(("code", "stem"), [("utf-8", "Ke hoach Đại"), ("cp1258", "Ke hoach Đ")])
def test_names_written_without_saying_how_are_known(tmp_path: Path, code: str, stem: str) -> None:
    held = entries(sealed(tmp_path, {f"{stem}.pdf": b"%PDF"}))
    name = payload(f"{stem}.pdf")
    written = name.encode(code)
    stand_in = "@" * len(written)
    held[stand_in] = held.pop(name)
    path = zipped(tmp_path / "ma.zip", held)
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), written))

    assert verify(path).faults == ()


def test_a_changed_manifest_is_found_by_the_other_one(tmp_path: Path) -> None:
    name = f"{ROOT}/{tags.MANIFEST}"

    def forged(held: dict[str, bytes]) -> None:
        held[payload(KH)] = b"gia"
        lines = {p.removeprefix(f"{ROOT}/"): d for p, d in held.items() if "/data/" in p}
        hashes = [(path, hashlib.sha256(data).hexdigest()) for path, data in lines.items()]
        held[name] = tags.manifest_text(hashes).encode()

    found = tampered(tmp_path, forged)

    assert found.faults == (f"{tags.MANIFEST}: đã đổi",)


def test_a_lost_tag_file_is_named(tmp_path: Path) -> None:
    found = tampered(tmp_path, lambda held: held.pop(f"{ROOT}/{tags.DECLARATION}"))

    assert found.faults == ("bagit.txt: thiếu",)


def test_a_line_of_the_manifest_that_is_no_use_is_named(tmp_path: Path) -> None:
    read = tags.read_manifest("manifest-sha256.txt", b"abc  data/a\n")

    assert read.faults == ("manifest-sha256.txt:1: dòng không đúng dạng “mã SHA-256, đường dẫn”",)


def test_a_bag_that_wants_files_from_the_network_is_refused(tmp_path: Path) -> None:
    found = tampered(
        tmp_path, lambda held: held.update({f"{ROOT}/fetch.txt": b"http://x 1 data/a"})
    )

    assert found.faults == ("fetch.txt: gói đòi tải tệp từ mạng: không tải, không tin",)


@pytest.mark.parametrize("name", ["../../thoat.txt", "/etc/thoat", "C:/thoat", "..\\..\\thoat"])
def test_a_path_out_of_the_bag_is_refused(tmp_path: Path, name: str) -> None:
    found = tampered(tmp_path, lambda held: held.update({name: b"x"}))

    plain = name.replace("\\", "/")
    assert found.faults == (f"{plain}: đường dẫn ra ngoài gói: không đọc",)
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"{ROOT}.zip", "sua.zip"]


def test_a_path_out_of_the_bag_in_the_manifest_is_refused(tmp_path: Path) -> None:
    def listed(held: dict[str, bytes]) -> None:
        held[f"{ROOT}/{tags.MANIFEST}"] += b"0" * 64 + b"  data/../../x\n"

    assert (
        f"{tags.MANIFEST}: kê data/../../x: đường dẫn ra ngoài gói: không đọc"
        in tampered(tmp_path, listed).faults
    )


def test_a_name_that_turns_the_writing_is_refused_and_shown(tmp_path: Path) -> None:
    found = tampered(tmp_path, lambda held: held.update({payload("a\u202efdp.exe"): b"x"}))

    assert found.faults == (
        f"{ROOT}/data/a\\u202efdp.exe: tên có ký tự điều khiển hoặc ký tự đảo chiều chữ",
    )


def test_a_link_is_refused(tmp_path: Path) -> None:
    held = entries(sealed(tmp_path))
    path = zipped(tmp_path / "lien-ket.zip", held)
    link = zipfile.ZipInfo(payload("lien-ket.pdf"))
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")

    assert verify(path).faults == (
        f"{ROOT}/data/lien-ket.pdf: là lối tắt trỏ tới nơi khác, không phải tệp",
    )


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "ong.zip", entries(sealed(tmp_path)))
    pipe = zipfile.ZipInfo(payload("ong.pdf"))
    pipe.create_system, pipe.external_attr = 3, (stat.S_IFIFO | 0o666) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(pipe, "")

    assert verify(path).faults == (
        f"{ROOT}/data/ong.pdf: không phải tệp thường (thiết bị, ống dẫn)",
    )


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "trung.zip", entries(sealed(tmp_path)))
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(payload(KH), "khac")

    assert verify(path).faults == (f"data/{KH}: có hai mục trùng tên trong gói",)


def test_two_names_that_differ_by_case_are_told(tmp_path: Path) -> None:
    found = tampered(tmp_path, lambda held: held.update({payload(KH.upper()): b"x"}))

    assert found.faults[0] == (
        f"data/{KH.upper()}: chỉ khác chữ hoa, chữ thường với data/{KH}: "
        "giải nén trên Windows sẽ đè lên nhau"
    )


def test_two_names_that_differ_by_the_form_of_marks_are_told(tmp_path: Path) -> None:
    held = entries(sealed(tmp_path, {"Kế.pdf": b"%PDF"}))
    held[payload(unicodedata.normalize("NFD", "Kế.pdf"))] = b"x"

    assert verify(zipped(tmp_path / "dau.zip", held)).faults == (
        "data/Kế.pdf: có hai mục cùng tên, chỉ khác cách gõ dấu (dựng sẵn và tổ hợp)",
    )


def declared(path: Path, name: str, size: int) -> None:
    """Make the archive's list declare another size of an entry."""
    data = bytearray(path.read_bytes())
    start = data.rindex(name.encode()) - 46
    assert data[start : start + 4] == b"PK\x01\x02"
    data[start + 24 : start + 28] = size.to_bytes(4, "little")
    path.write_bytes(data)


@pytest.mark.parametrize("size", [5, 5000])
def test_a_lying_size_is_told(tmp_path: Path, size: int) -> None:
    path = zipped(tmp_path / "khai.zip", entries(sealed(tmp_path)))
    declared(path, payload(KH), size)

    assert verify(path).faults == (f"data/{KH}: khai dung lượng {size} byte nhưng thật ra 17 byte",)


def test_a_bomb_is_not_read_to_its_end(tmp_path: Path) -> None:
    held = {**entries(sealed(tmp_path)), payload("bom.pdf"): bytes(80_000_000)}
    path = zipped(tmp_path / "bom.zip", held)
    declared(path, payload("bom.pdf"), 1000)
    found = verify(path)

    assert found.faults == ("data/bom.pdf: bung ra lớn bất thường (bom nén): không đọc tiếp",)
    assert found.size < 40_000_000


def test_entries_laid_over_each_other_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "de.zip", entries(sealed(tmp_path)))
    with zipfile.ZipFile(path, "a") as archive:
        first = archive.getinfo(payload(KH))
        archive.getinfo(payload(CV)).header_offset = first.header_offset
        archive.writestr("x", "x")  # has the list written anew

    assert f"{payload(CV)}: nằm đè lên mục khác trong gói (bom nén): không đọc" in (
        verify(path).faults
    )


def test_a_list_of_a_million_entries_is_not_read(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = (2**31).to_bytes(4, "little")
    path.write_bytes(data)

    assert "nhiều bất thường: không phải gói hồ sơ" in verify(path).faults[0]


def test_a_damaged_file_in_the_bag_is_named(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    path.write_bytes(path.read_bytes().replace(FILES[KH], FILES[KH].upper(), 1))

    assert verify(path).faults == (f"data/{KH}: hỏng trong gói (sai mã CRC hoặc sai cấu trúc)",)


def test_a_password_is_told(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    data = bytearray(path.read_bytes())
    start = data.rindex(payload(KH).encode()) - 46
    data[start + 8] |= 1
    path.write_bytes(data)

    assert f"{payload(KH)}: có mật khẩu: không đọc được" in verify(path).faults


@pytest.mark.parametrize("keep", [0, 10, 200, -5])
def test_a_bag_cut_off_by_mail_is_told(tmp_path: Path, keep: int) -> None:
    path = sealed(tmp_path)
    path.write_bytes(path.read_bytes()[:keep])

    assert verify(path).faults == (
        f"{path}: không phải tệp ZIP, hoặc bị cắt cụt khi chép, khi gửi thư: xin gửi lại",
    )


def test_another_zip_is_no_bag(tmp_path: Path) -> None:
    path = zipped(tmp_path / "khac.zip", {"a.txt": b"x"})

    assert verify(path).faults == (
        f"{path}: không có manifest-sha256.txt: không phải gói hồ sơ do par seal lập",
    )


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "khong-co.zip"

    assert verify(path).faults == (f"{path}: không mở được: xem lại đường dẫn, quyền đọc",)


def test_an_unpacked_bag_is_checked_where_it_lies(tmp_path: Path) -> None:
    with zipfile.ZipFile(sealed(tmp_path)) as archive:
        archive.extractall(tmp_path / "mo")
    assert verify(tmp_path / "mo").faults == ()

    (tmp_path / "mo" / payload(KH)).write_bytes(b"khac")
    assert verify(tmp_path / "mo").faults == (f"data/{KH}: đã đổi",)


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make a link")
def test_a_link_in_an_unpacked_bag_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(sealed(tmp_path)) as archive:
        archive.extractall(tmp_path / "mo")
    place = tmp_path / "mo" / payload(KH)
    place.unlink()
    place.symlink_to("/etc/hostname")

    assert verify(tmp_path / "mo").faults == (
        f"{payload(KH)}: là lối tắt trỏ tới nơi khác, không phải tệp",
        f"data/{KH}: thiếu",
    )


@given(st.data())
def test_no_byte_that_changes_stops_the_check(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("byte")
    path = sealed(folder)
    bag = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        bag[data.draw(st.integers(0, len(bag) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bag[: data.draw(st.integers(len(bag) // 2, len(bag)))])
    found = verify(path)

    assert found.faults or found.files == 3


def evidence_list() -> bytes:
    """List the evidence of the small bag as ``par seal`` does."""
    documents = [
        {"file": name, "sha256": hashlib.sha256(FILES[name]).hexdigest()} for name in (KH, CV)
    ]
    return json.dumps({"documents": documents}).encode()


def test_evidence_exchanged_under_new_manifests_is_found(tmp_path: Path) -> None:
    """Whoever makes the bag's own manifests anew cannot change the list that the report binds."""
    made_anew = {**FILES, KH: b"%PDF khac", "manifest.json": evidence_list()}
    assert verify(sealed(tmp_path, made_anew)).faults == (
        f"data/{KH}: khác mã ghi trong danh mục minh chứng (manifest.json)",
    )


def test_evidence_put_in_or_taken_out_under_new_manifests_is_found(tmp_path: Path) -> None:
    stranger = "minh-chung/1/1.1.1/la.pdf"
    made_anew = {**FILES, stranger: b"%PDF la", "manifest.json": evidence_list()}
    del made_anew[CV]
    assert verify(sealed(tmp_path, made_anew)).faults == (
        f"data/{CV}: có trong danh mục minh chứng (manifest.json), không có trong gói",
        f"data/{stranger}: không có trong danh mục minh chứng (manifest.json)",
    )


def test_a_change_is_told_once(tmp_path: Path) -> None:
    bag = entries(sealed(tmp_path, {**FILES, "manifest.json": evidence_list()}))
    bag[payload(KH)] = b"%PDF khac"
    assert verify(zipped(tmp_path / "sua.zip", bag)).faults == (f"data/{KH}: đã đổi",)


def test_a_copy_for_another_leaf_is_no_stranger(tmp_path: Path) -> None:
    copy = "minh-chung/1/1.1.2/1.1.2_156-KH-UBND.pdf"
    held = {**FILES, copy: FILES[KH], "manifest.json": evidence_list()}
    assert verify(sealed(tmp_path, held)).faults == ()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"documents": [1]}', b"[" * 100_000])
def test_a_list_of_evidence_that_is_none_is_told(tmp_path: Path, data: bytes) -> None:
    assert verify(sealed(tmp_path, {**FILES, "manifest.json": data})).faults == (
        "data/manifest.json: không đọc được danh mục minh chứng",
    )
