"""The folder of lists: who gets files, which stale ones go, what happens to those held open."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from par_rules.dossier import YearResult
from par_rules.dossier.reminders import Reminder, Reminders, reminders
from par_rules.dossier.reminders.message import messages
from par_rules.dossier.reminders.write import DATA, file_names, write_reminders


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def done(lists: Reminders, key: str) -> Reminders:
    """The office of ``key`` has handed everything in."""
    offices = tuple(replace(o, items=()) if o.key == key else o for o in lists.offices)
    return replace(lists, offices=offices)


def test_an_office_with_work_left_gets_three_forms(lists: Reminders, tmp_path: Path) -> None:
    written = write_reminders(lists, tmp_path)
    found = names(tmp_path)
    assert {"phieu-kt.docx", "phieu-kt.html", "phieu-ca-zalo.txt", DATA} <= found
    assert not {name for name in found if name.startswith(("phieu-dvsnc", "phieu-bbt"))}
    assert {path.name for _, path in written.files} == found
    for name in found:
        assert re.fullmatch(r"(phieu-[a-z0-9-]+\.(docx|html|txt)|don-doc\.json)", name)


def test_each_message_is_a_file_of_its_own(lists: Reminders, tmp_path: Path) -> None:
    written = write_reminders(lists, tmp_path)
    parts = messages(lists, lists.office("vhxh"))
    assert written.of(lists, lists.office("vhxh")) == ("phieu-vhxh", len(parts))
    for number, part in enumerate(parts, 1):
        raw = (tmp_path / f"phieu-vhxh-zalo-{number}.txt").read_bytes()
        assert raw.decode("utf-8").replace("\r\n", "\n") == part
        assert raw.count(b"\r\n") == raw.count(b"\n")


def test_all_data_stand_in_one_file(sample: YearResult, lists: Reminders, tmp_path: Path) -> None:
    write_reminders(lists, tmp_path)
    data = json.loads((tmp_path / DATA).read_text(encoding="utf-8"))
    assert data["schema"] == "par-reminders/1"
    assert data["edition"] == "internal"
    gaps = {office["key"]: office for office in sample.gaps.to_json()["offices"]}
    for office in data["offices"]:
        for part in ("unproved", "open", "winnable", "lost"):
            assert office[part] == gaps[office["key"]][part]
    kt = next(office for office in data["offices"] if office["key"] == "kt")
    assert kt["files"][:2] == ["phieu-kt-zalo-1.txt", "phieu-kt-zalo-2.txt"]
    assert "".join(kt["messages"]).startswith(
        "PHIẾU ĐÔN ĐỐC – NỘI BỘ (phần 1/2)\nGửi: Phòng Kinh tế"
    )
    digest = hashlib.sha256((tmp_path / "phieu-kt.docx").read_bytes()).hexdigest()
    assert data["files"]["phieu-kt.docx"] == digest
    assert [office["key"] for office in data["survey"]] == ["dtxh"]


def test_the_same_year_gives_the_same_bytes(sample: YearResult, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write_reminders(reminders(sample), tmp_path / folder)
    assert names(tmp_path / "a") == names(tmp_path / "b")
    for name in names(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_list_of_an_office_that_is_done_goes(lists: Reminders, tmp_path: Path) -> None:
    write_reminders(lists, tmp_path)
    own = tmp_path / "phieu-kt2.docx"
    own.write_bytes(b"a note of the standing body")
    written = write_reminders(done(lists, "kt"), tmp_path)
    assert set(written.removed) == {
        "phieu-kt.docx", "phieu-kt.html", "phieu-kt-zalo-1.txt", "phieu-kt-zalo-2.txt",
    }  # fmt: skip
    assert not {name for name in names(tmp_path) if name.startswith("phieu-kt.")}
    assert own.is_file()
    assert "phieu-vp.docx" in names(tmp_path)
    assert write_reminders(done(lists, "kt"), tmp_path).removed == ()


def test_a_list_that_somebody_changed_stays(lists: Reminders, tmp_path: Path) -> None:
    write_reminders(lists, tmp_path)
    (tmp_path / "phieu-kt.docx").write_bytes(b"changed by hand")
    written = write_reminders(done(lists, "kt"), tmp_path)
    assert written.kept == (
        ("phieu-kt.docx", "đã được sửa bằng tay nên giữ lại; không cần thì xóa"),
    )
    assert (tmp_path / "phieu-kt.docx").read_bytes() == b"changed by hand"


def test_a_stale_list_held_open_is_named(
    lists: Reminders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reminders(lists, tmp_path)
    unlink = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path.name == "phieu-kt.docx":
            raise PermissionError(13, "The process cannot access the file", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    written = write_reminders(done(lists, "kt"), tmp_path)
    ((name, why),) = written.kept
    assert (name, why.partition(" nên")[0]) == ("phieu-kt.docx", "đang mở ở chương trình khác")
    monkeypatch.undo()
    assert write_reminders(done(lists, "kt"), tmp_path).removed == ("phieu-kt.docx",)


def test_a_list_held_open_is_written_beside(
    lists: Reminders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reminders(lists, tmp_path)
    held, move = tmp_path / "phieu-kt.docx", os.replace

    def refused(source: Path, target: Path) -> None:
        if Path(target) == held:
            raise PermissionError(13, "The process cannot access the file", str(target))
        move(source, target)

    monkeypatch.setattr(os, "replace", refused)
    written = dict(write_reminders(lists, tmp_path).files)
    assert re.fullmatch(r"phieu-kt \(bản \d\d-\d\d-\d\d\)\.docx", written["phieu-kt.docx"].name)
    assert written["phieu-kt.docx"].read_bytes() == held.read_bytes()


def test_one_office_can_be_written_alone(lists: Reminders, tmp_path: Path) -> None:
    write_reminders(lists, tmp_path)
    (tmp_path / "phieu-vp.html").unlink()
    written = write_reminders(done(lists, "vp"), tmp_path, only="kt")
    assert {name for name, _ in written.files} == {
        "phieu-kt.docx", "phieu-kt.html", "phieu-kt-zalo-1.txt", "phieu-kt-zalo-2.txt", DATA,
    }  # fmt: skip
    assert written.removed == ()
    assert "phieu-vp.docx" in names(tmp_path)
    data = json.loads((tmp_path / DATA).read_text(encoding="utf-8"))
    assert len(data["offices"]) == len(lists.offices)
    assert "phieu-vp.docx" in data["files"]


def test_an_office_without_a_list_is_refused(lists: Reminders, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_reminders(lists, tmp_path, only="mttq")
    assert not names(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", '{"files": 1}', '{"files": {"../x": "1"}}'])
def test_a_record_that_cannot_be_read_counts_as_none(
    lists: Reminders, tmp_path: Path, text: str
) -> None:
    (tmp_path / DATA).write_text(text, encoding="utf-8")
    written = write_reminders(lists, tmp_path)
    assert (written.removed, written.kept) == ((), ())
    assert "phieu-kt.docx" in names(tmp_path)


def test_file_names_are_ascii_and_each_once(lists: Reminders) -> None:
    keys = ["Phòng Kinh tế", "phong-kinh-te", "../../x", "ĐÔ THỊ", "…"]
    offices = tuple(
        Reminder(key, key, *[lists.offices[0].lost] * 4, items=())  # type: ignore[misc,arg-type]
        for key in keys
    )
    assert list(file_names(replace(lists, offices=offices)).values()) == [
        "phieu-phongkinhte",
        "phieu-phongkinhte-so-2",
        "phieu-x",
        "phieu-dothi",
        "phieu-co-quan",
    ]
