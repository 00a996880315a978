"""The notebooks are thin, stripped, and can be run by papermill, par run and Run All."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from par_rules.dossier.pages import PAGES

FOLDER = Path(__file__).parents[2] / "notebooks"
STEPS = ("1_evidence_manifest", "2_scoring", "3_missing_evidence", "4_dossier")
NAMES = (*STEPS, "yearly_scoring")
LONGEST = 5
BRANCHES = (ast.For, ast.While, ast.If, ast.FunctionDef, ast.Lambda, ast.ListComp, ast.Try)


@pytest.fixture(params=NAMES)
def notebook(request: pytest.FixtureRequest) -> Any:
    return _read(request.param)


def _read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))


def _code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _tags(cell: Any) -> list[str]:
    tags: list[str] = cell["metadata"].get("tags", [])
    return tags


def test_there_are_the_four_steps_the_yearly_notebook_and_no_other() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted(NAMES)


def test_a_notebook_names_the_kernel_that_every_python_has(notebook: Any) -> None:
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def test_a_notebook_holds_no_output(notebook: Any) -> None:
    for cell in _code(notebook):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


def test_the_parameters_are_plain_literals(notebook: Any) -> None:
    (cell,) = [cell for cell in _code(notebook) if "parameters" in _tags(cell)]
    tree = ast.parse("".join(cell["source"]))
    found = {}
    for line in tree.body:
        assert isinstance(line, ast.Assign)
        (target,) = line.targets
        assert isinstance(target, ast.Name)
        assert isinstance(line.value, ast.Constant)
        found[target.id] = line.value.value
    if notebook["cells"][0]["source"][0].startswith("# 4."):
        assert found.pop("edition") == "internal"
    # The yearly notebook opens what was chosen last.
    chooses = not re.match(r"# \d\.", notebook["cells"][0]["source"][0])
    assert found == {
        "unit": "" if chooses else "dai-son",
        "year": 0 if chooses else 2026,
        "as_of": "",
        "criteria": "criteria",
        "evidence": "evidence",
        "out": "out",
        "finalise": False,
    }


def test_cells_only_call_the_package(notebook: Any) -> None:
    for cell in _code(notebook):
        if "parameters" in _tags(cell):
            continue
        source = "".join(cell["source"])
        tree = ast.parse(source)
        assert len(source.splitlines()) <= LONGEST
        assert not [node for node in ast.walk(tree) if isinstance(node, BRANCHES)]
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").startswith("par_rules")
            assert not isinstance(node, ast.Import)


def test_every_step_stands_under_a_heading_in_vietnamese(notebook: Any) -> None:
    first = notebook["cells"][0]
    assert first["cell_type"] == "markdown"
    assert first["source"][0].startswith("# ")
    headed = False
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            headed = headed or cell["source"][0].startswith("## ")
        elif "parameters" not in _tags(cell):
            assert headed


def test_the_dossiers_notebook_shows_the_parts_of_the_page_in_order() -> None:
    shown = [
        "".join(cell["source"])
        for cell in _code(_read("4_dossier"))
        if "".join(cell["source"]).startswith("pages.") and "remove_cell" not in _tags(cell)
    ]
    assert shown == [f"pages.{page.__name__}(result)" for _, page in PAGES]


def test_what_the_dossiers_notebook_says_to_its_runner_stays_out_of_the_page() -> None:
    for cell in _read("4_dossier")["cells"]:
        if cell["cell_type"] == "markdown":
            assert "remove_cell" in _tags(cell)


def test_a_notebook_speaks_to_communes_wards_and_special_zones_alike(notebook: Any) -> None:
    said = "".join("".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "markdown")
    assert " xã " not in said
    assert "(xã" not in said


def test_the_yearly_notebook_hides_its_code_and_no_form_waits_where_nobody_answers() -> None:
    for cell in _code(_read("yearly_scoring")):
        assert cell["metadata"]["jupyter"] == {"source_hidden": True}
        if re.search(r"lab\.(documents|figures|run_year)\(", "".join(cell["source"])):
            assert _tags(cell) == ["remove_cell", "skip-execution"]
