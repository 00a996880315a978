"""The examples that stand beside the 2026 set, each run against the engine."""

from functools import cache
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.scoring.examples import read_examples, run

CRITERIA = Path(__file__).parents[2] / "criteria"
FILES = sorted((CRITERIA / "hai-phong-xa" / "2026" / "examples").glob("*.yaml"))


@cache
def criteria_2026() -> CriteriaSet:
    return load_criteria(CRITERIA, "hai-phong-xa", 2026)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_example_gives_the_points_it_states(path: Path) -> None:
    examples, problems = read_examples(path, path.name, criteria_2026())
    assert [str(p) for p in problems] == []
    assert [str(p) for p in run(criteria_2026(), examples)] == []


def test_every_leaf_has_examples() -> None:
    met = {e.leaf for path in FILES for e in read_examples(path, path.name, criteria_2026())[0]}
    assert met == {leaf.key for leaf in criteria_2026().leaves()}


def test_a_wrong_expectation_is_reported_with_both_numbers(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(
        "- example: sai\n"
        "  leaf: procedures_published_share\n"
        "  as_of: 2026-12-20\n"
        "  given: {procedures_listed: 100, procedures_published: 96}\n"
        "  expect: {claimed: 1.25, secured: 1.2, attainable: 1.2}\n",
        encoding="utf-8",
    )
    examples, problems = read_examples(file, "x.yaml", criteria_2026())
    assert problems == []
    assert [str(p) for p in run(criteria_2026(), examples)] == [
        "x.yaml:1:3: ví dụ “sai”: điểm tự chấm (claimed) phải là 1,25 nhưng tính ra 1,2: "
        "sửa ví dụ hoặc cách tính"
    ]


def test_an_expectation_left_out_is_asked_for_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(
        "- example: thiếu\n"
        "  leaf: procedures_published_share\n"
        "  as_of: 2026-12-20\n"
        "  given: {procedures_listed: 100, procedures_published: 96}\n"
        "  expect: {claimed: 1.2, secured: 1.2}\n",
        encoding="utf-8",
    )
    examples, _ = read_examples(file, "x.yaml", criteria_2026())
    assert [str(p) for p in run(criteria_2026(), examples)] == [
        "x.yaml:1:3: ví dụ “thiếu”: chưa nêu điểm tối đa còn có thể đạt (attainable): ghi đủ ba "
        "mức: điểm tự chấm (claimed), điểm đủ minh chứng (secured), "
        "điểm tối đa còn có thể đạt (attainable)"
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("{procedures_listed: 100}", "thiếu số liệu “procedures_published”"),
        ("{procedures_listed: 100, procedures_published: 96, x: 1}", "không đọc số liệu “x”"),
        ("{procedures_listed: nan, procedures_published: 96}", "“nan” không phải là số"),
        (
            "{procedures_listed: absent, procedures_published: 96}",
            "không được ghi là không có (absent)",
        ),
    ],
)
def test_a_given_that_the_leaf_cannot_use_is_refused(
    tmp_path: Path, given: str, message: str
) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(
        f"- example: a\n  leaf: procedures_published_share\n  as_of: 2026-12-20\n"
        f"  given: {given}\n  expect: {{claimed: 1, secured: 1, attainable: 1}}\n",
        encoding="utf-8",
    )
    examples, problems = read_examples(file, "x.yaml", criteria_2026())
    assert examples == []
    assert message in str(problems[0])
