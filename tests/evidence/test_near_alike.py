"""DUP_NEAR: texts that share nearly all their words, from the sketch to the manifest."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_rules.evidence import Finding
from par_rules.evidence.checks import near_alike as module
from par_rules.evidence.checks.near_alike import MOST_COMPARED, Text, near_alike, texts_of
from par_rules.evidence.likeness import LEAST_WORDS, MOST_WORDS, Sketch, share, sketch_of
from sample.catalogue import document as sample_document
from sample.typeset import typeset
from tests.evidence.folders import document, made, row, take, year_folder

# Three hundred words of a report; `changed` puts other words in place of some.
WORDS = [f"từ{number % 211}" for number in range(300)]


def changed(words: list[str], count: int, mark: str = "khác") -> list[str]:
    """Give the words with ``count`` of them, evenly spread, replaced by words of their own."""
    places = {number * len(words) // count for number in range(count)} if count else set()
    return [f"{mark}{n}" if n in places else word for n, word in enumerate(words)]


def sketch(words: list[str]) -> Sketch:
    made_of = sketch_of(" ".join(words))
    assert made_of is not None
    return made_of


def text(path: str, words: list[str], **known: object) -> Text:
    return Text(path, sketch(words), **known)  # type: ignore[arg-type]


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    found = list(findings)
    assert {(f.code, f.severity, f.leaf) for f in found} <= {("DUP_NEAR", "informs", None)}
    return [(str(f.path), f.what) for f in found]


# --- the sketch ------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [100, 300, 1500, MOST_WORDS, 2 * MOST_WORDS])
def test_what_two_texts_share_is_told_to_a_few_hundredths(length: int) -> None:
    luck = random.Random(length)
    one = [f"w{luck.randrange(length)}" for _ in range(length)]
    for percent in (90, 95, 98):
        other = changed(one, length * (100 - percent) // 100)
        assert share(sketch(one), sketch(other)) == pytest.approx(percent / 100, abs=0.03)


def test_marks_case_and_the_way_spaces_are_coded_do_not_count() -> None:
    said = " ".join(f"Kế hoạch ĐỔI MỚI số {number}" for number in range(40))
    plain = (
        said.lower().replace("kế hoạch", "ke hoach").replace("đổi mới", "doi\N{NO-BREAK SPACE}moi")
    )
    assert sketch_of(said) == sketch_of(plain)


def test_a_word_said_more_often_counts_each_time() -> None:
    assert share(sketch(["a"] * 100), sketch(["a"] * 80 + ["b"] * 20)) == pytest.approx(0.8, 0.02)
    assert share(sketch(["a", "b"] * 50), sketch(["b", "a"] * 50)) == 1


def test_one_text_that_goes_on_where_the_other_ends_is_not_alike() -> None:
    long = [f"w{number}" for number in range(2 * MOST_WORDS)]
    assert share(sketch(long), sketch(long[:MOST_WORDS])) == pytest.approx(2 / 3)


def test_of_few_words_there_is_no_sketch() -> None:
    assert sketch_of(" ".join(WORDS[: LEAST_WORDS - 1])) is None
    assert sketch_of(" ".join(WORDS[:LEAST_WORDS])) is not None


@given(st.text(max_size=400))
def test_no_text_is_a_sketch_by_accident(said: str) -> None:
    assert Sketch.read(said) is None or str(Sketch.read(said)) == said


def test_a_sketch_comes_back_from_its_text() -> None:
    assert Sketch.read(str(sketch(WORDS))) == sketch(WORDS)
    assert Sketch.read("") is None
    bits = str(sketch(WORDS)).partition(":")[2]
    assert Sketch.read(f"300:{bits}") is not None
    for damaged in ("300:AAAA", f"0:{bits}", f"-300:{bits}", f"{'9' * 5000}:{bits}", f":{bits}"):
        assert Sketch.read(damaged) is None


# --- the check -------------------------------------------------------------------------------


def test_texts_of_97_percent_are_told_of_and_of_90_are_not() -> None:
    texts = [
        text("a.pdf", WORDS),
        text("b.pdf", changed(WORDS, 9)),  # 3 % of 300
        text("c.pdf", changed(WORDS, 30, "mẫu")),  # 10 %: another paper on the same template
    ]
    assert told(near_alike(texts)) == [("b.pdf", "nội dung của “b.pdf” giống “a.pdf” khoảng 98%")]


def test_the_linked_one_is_the_one_to_keep() -> None:
    texts = [text("a.pdf", WORDS), text("z.pdf", changed(WORDS, 6))]
    assert [path for path, _ in told(near_alike(texts, {"z.pdf"}))] == ["a.pdf"]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ({"code": "23/bc-ubnd"}, {"code": "24/bc-ubnd"}, 0),
        ({"code": "23/bc-ubnd"}, {"code": "23/bc-ubnd"}, 1),
        ({"code": "23/bc-ubnd"}, {}, 1),
        ({"issued": date(2026, 1, 5)}, {"issued": date(2026, 2, 5)}, 0),
        ({"issued": date(2026, 1, 5)}, {}, 1),
        ({"code": "23/bc-ubnd"}, {"issued": date(2026, 2, 5)}, 1),
        ({"same": ("t",)}, {"same": ("t",)}, 0),
    ],
)
def test_papers_known_to_be_two_or_told_of_already_are_left_alone(
    one: dict[str, object], other: dict[str, object], count: int
) -> None:
    texts = [text("a.pdf", WORDS, **one), text("b.pdf", changed(WORDS, 3), **other)]
    assert len(list(near_alike(texts))) == count


def test_of_many_that_are_alike_each_is_told_once() -> None:
    texts = [text(f"{n:03}.pdf", changed(WORDS, 2, f"x{n}")) for n in range(40)]
    found = told(near_alike(texts))
    assert sorted(path for path, _ in found) == [f"{n:03}.pdf" for n in range(1, 40)]


def test_the_work_does_not_grow_with_the_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worst there is: all texts equally long, all alike, none with a number."""
    held: list[Sketch] = []

    def counting(one: Sketch, other: Sketch) -> float:
        held.append(one)
        return share(one, other)

    monkeypatch.setattr(module, "share", counting)
    count = 5 * MOST_COMPARED
    base = text("", WORDS)
    texts = [replace(base, path=f"{n:05}.pdf") for n in range(count)]
    assert len(list(near_alike(texts))) == count - 1
    # Twice a comparison at most: to decide, and to say the percentage.
    assert len(held) <= 2 * count * MOST_COMPARED // 100


def test_the_same_bytes_are_likened_once_and_a_scan_by_what_was_recognised() -> None:
    said = str(sketch(WORDS))
    documents = [
        document(path="a.pdf", sha256="a" * 64, text_sketch=said, code=None),
        document(path="b.pdf", sha256="a" * 64, text_sketch=said, code=None),
        document(path="c.pdf", sha256="c" * 64, code=None, issued=None),
        document(path="d.pdf", sha256="d" * 64, code=None, issued=None),
    ]
    recognised = {"c" * 64: " ".join(changed(WORDS, 6))}
    texts = [*texts_of(documents, {}, recognised)]
    assert [(one.path, one.guessed) for one in texts] == [("a.pdf", False), ("c.pdf", True)]
    [(path, what)] = told(near_alike(texts))
    assert (path, what) == ("c.pdf", "nội dung nhận dạng của “c.pdf” giống “a.pdf” khoảng 98%")
    declared = {"c.pdf": ("12/KH-UBND", None)}
    assert [*texts_of(documents, declared, recognised)][1].code == "12/kh-ubnd"


# --- the whole way ---------------------------------------------------------------------------


def paper(words: list[str]) -> bytes:
    """Give a real page on one template: a plan whose number and day are still to come."""
    spec = replace(sample_document("CDDH-03"), number=None, issued=None, body=(" ".join(words),))
    return typeset(spec)


def test_real_pages_of_one_template_are_told_apart(tmp_path: Path) -> None:
    files = {
        "mẫu.pdf": paper(WORDS),
        "bản sửa.pdf": paper(changed(WORDS, 9)),
        "cùng mẫu.pdf": paper(changed(WORDS, 45, "mới")),
        "ban hành.pdf": made("CDDH-01"),
    }
    rows = [row("1.1.1", "plan", "ban hành.pdf")]
    manifest = take(year_folder(tmp_path, files, rows))
    near = [finding for finding in manifest.findings if finding.code == "DUP_NEAR"]
    [(path, what)] = told(near)
    assert path == "mẫu.pdf"
    assert what.startswith("nội dung của “mẫu.pdf” giống “bản sửa.pdf” khoảng 9")
    # Never merged: both stay documents, and the plan still proves its leaf.
    assert {one.path for one in manifest.documents} == set(files)
    assert manifest.proofs()["yearly_plan_date", "plan"].answer == "passes"
