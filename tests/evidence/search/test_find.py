"""Finding words in documents: reading what is new, forgetting what is gone."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from par_rules.evidence.document import Document
from par_rules.evidence.documents import read_documents
from par_rules.evidence.search import find as finding
from par_rules.evidence.search.find import Found, find_words
from tests.evidence.folders import made, the_set

TEXTS = {
    "a/hoa giai.txt": "Tổ hoà giải ở cơ sở huyện Đông Anh",
    "b.txt": "Kỹ năng số cộng đồng. " + "x " * 400 + "Họp tổ hòa giải.",
    "c.txt": "Kỳ nâng số lượng; cộng thêm ba đồng",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "tai-lieu" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "tai-lieu" / "scan0012.pdf").write_bytes(made("CDDH-13"))
    return tmp_path / "tai-lieu"


def documents(folder: Path) -> tuple[Document, ...]:
    return read_documents(folder, the_set().document_types)


def find(folder: Path, typed: str, shown: tuple[Document, ...] = ()) -> Found:
    index = folder.parent / "tim-kiem.sqlite"
    return find_words(typed, shown or documents(folder), folder, index, year=2026)


def paths(found: Found) -> list[str]:
    return [hit.document.path for hit in found.hits]


def test_words_together_come_before_words_apart(folder: Path) -> None:
    assert paths(find(folder, "ky nang so cong dong")) == ["b.txt", "c.txt"]


def test_marks_that_are_typed_must_be_there(folder: Path) -> None:
    assert paths(find(folder, "kỹ năng số cộng đồng")) == ["b.txt"]


def test_d_without_its_stroke_finds_it(folder: Path) -> None:
    assert paths(find(folder, "dong anh")) == ["a/hoa giai.txt"]


def test_both_spellings_of_a_mark_are_one(folder: Path) -> None:
    assert set(paths(find(folder, "hòa giải"))) == {"a/hoa giai.txt", "b.txt"}


def test_a_file_is_found_by_its_name_and_a_scan_is_named_as_not_looked_into(folder: Path) -> None:
    found = find(folder, "scan0012")
    assert paths(found) == ["scan0012.pdf"]
    assert [one.path for one in found.mute] == ["scan0012.pdf"]


def test_a_passage_shows_the_place_with_the_words_marked(folder: Path) -> None:
    [hit] = [hit for hit in find(folder, "họp hòa").hits if hit.document.path == "b.txt"]
    [passage] = hit.passages
    assert passage.text.endswith("Họp tổ hòa giải.")
    assert [passage.text[a:b] for a, b in passage.marks] == ["Họp", "hòa"]


def test_what_is_read_once_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find(folder, "kỹ năng")
    monkeypatch.setattr(finding, "read_files", lambda *_, **__: pytest.fail("read again"))
    assert paths(find(folder, "kỹ năng")) == ["b.txt"]


def test_a_changed_file_is_found_by_its_new_words_alone(folder: Path) -> None:
    find(folder, "kỹ")
    (folder / "b.txt").write_text("Nội dung đã sửa", encoding="utf-8")
    assert paths(find(folder, "nội dung đã sửa")) == ["b.txt"]
    assert paths(find(folder, "kỹ năng")) == []


def test_the_text_of_a_deleted_file_leaves_the_index(folder: Path) -> None:
    find(folder, "kỹ")
    (folder / "b.txt").unlink()
    assert paths(find(folder, "ky nang so cong dong")) == ["c.txt"]
    db = sqlite3.connect(folder.parent / "tim-kiem.sqlite")
    assert db.execute("SELECT count(*) FROM parts WHERE words LIKE '%năng số%'").fetchone() == (0,)
    db.close()


def test_a_document_marked_secret_is_never_read_into_the_index(folder: Path) -> None:
    marked = tuple(
        replace(one, secrecy="mat") if one.path == "b.txt" else one for one in documents(folder)
    )
    found = find(folder, "kỹ năng", marked)
    assert paths(found) == []
    assert "b.txt" in [one.path for one in found.mute]


def test_a_broken_index_is_made_anew(folder: Path) -> None:
    (folder.parent / "tim-kiem.sqlite").write_bytes(b"SQLite format 3\x00 broken" * 200)
    assert paths(find(folder, "kỹ năng")) == ["b.txt"]


def test_an_index_that_cannot_be_written_still_finds(folder: Path) -> None:
    (folder.parent / "tim-kiem.sqlite").mkdir()
    assert paths(find(folder, "kỹ năng")) == ["b.txt"]


def test_what_was_recognised_of_a_scan_is_found_and_called_so(folder: Path) -> None:
    [scan] = [one for one in documents(folder) if one.path == "scan0012.pdf"]
    index = folder.parent / "tim-kiem.sqlite"
    guessed = {scan.sha256: "Công tác cải cách hành chính quý III"}
    for _ in range(2):
        found = find_words("quý iii", documents(folder), folder, index, year=2026, guessed=guessed)
        assert paths(found) == ["scan0012.pdf"]
        assert [p.place for p in found.hits[0].passages] == ["trang 1 (nhận dạng từ bản quét)"]
    assert found.mute == ()


def test_of_many_documents_the_first_show_their_place_and_all_are_counted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_LOOKED_AT", 2)
    for number in range(5):
        text = f"Báo cáo tháng {number}"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    hits = find(folder, "báo cáo tháng").hits
    assert len(hits) == 5
    assert [len(hit.passages) for hit in hits] == [1, 1, 0, 0, 0]
