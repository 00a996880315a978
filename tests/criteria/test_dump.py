"""What is written as YAML loads as the same set."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.criteria.dump import dump_set
from par_rules.criteria.loader import load_folder
from par_rules.criteria.yaml_nodes import read_yaml
from tests.shapes.test_shapes import FILES, build, read

CRITERIA = Path(__file__).parents[2] / "criteria"
SET_2026 = CRITERIA / "hai-phong-xa" / "2026"


def written(criteria: CriteriaSet, folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, text in dump_set(criteria).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def without_places(criteria: CriteriaSet) -> CriteriaSet:
    """Forget the lines, which are those of the files."""
    return criteria.model_copy(update={"places": {}})


def test_the_set_of_2026_loads_as_it_was_written(tmp_path: Path) -> None:
    for shared in ("document-types.yaml", "checks.yaml", "plan-2026-2030"):
        source, copy = CRITERIA / shared, tmp_path / shared
        shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
    before = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    after = load_folder(written(before, tmp_path / "set" / "2026"), tmp_path)

    assert without_places(after) == without_places(before)
    assert dump_set(after) == dump_set(before)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shape_loads_as_it_was_written(path: Path, tmp_path: Path) -> None:
    before = build(read(path))
    plans = sorted({plan for plan, _ in before.targets})
    for plan in plans:
        (tmp_path / plan).mkdir()
        rows = [
            f'- {{id: "{row}", phase: 1, years: [2026], title: Chỉ tiêu, unit: "%", '
            f"value: {float(value):g}, at_least: yes, answers: [vhxh]}}\n"
            for (of, row), value in before.targets.items()
            if of == plan
        ]
        (tmp_path / plan / "targets.yaml").write_text("".join(rows), encoding="utf-8")
    head = before.head.model_copy(update={"plans": tuple(plans)})
    before = before.model_copy(update={"head": head})
    after = load_folder(written(before, tmp_path / "shape" / "2026"), tmp_path)

    assert without_places(after) == before


def test_words_that_look_like_something_else_stay_words(tmp_path: Path) -> None:
    titles = ("yes", "2026-01-31", "1.50", "a: b # c", '“x” "y" \\ z', "- 1", "null", "")
    criteria = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    for title in titles:
        head = criteria.head.model_copy(update={"title": title})
        file = tmp_path / "set.yaml"
        file.write_text(dump_set(criteria.model_copy(update={"head": head}))["set.yaml"], "utf-8")
        tree = read_yaml(file, "set.yaml")

        assert tree.problems == []
        assert tree.value["title"] == title


def test_a_number_that_no_decimal_writes_is_refused() -> None:
    criteria = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    head = criteria.head.model_copy(update={"max_points": Fraction(100, 3)})
    with pytest.raises(ValueError, match="no decimal is 100/3"):
        dump_set(criteria.model_copy(update={"head": head}))
