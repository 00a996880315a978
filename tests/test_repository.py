"""What holds for the repository as a whole: the lock, the notebooks, what git must not keep."""

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import par_rules

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def locked() -> dict[str, set[str]]:
    """The versions of each library in the lock; some have two, for older and newer Python."""
    versions: dict[str, set[str]] = {}
    for name, number in re.findall(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", LOCK, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), set()).add(number)
    return versions


def declared() -> list[str]:
    extras = PROJECT["optional-dependencies"].values()
    return [*PROJECT["dependencies"], *(text for extra in extras for text in extra)]


@pytest.mark.parametrize("text", declared())
def test_the_lock_holds_what_the_project_asks_for(text: str) -> None:
    requirement = Requirement(text)
    versions = locked()[canonicalize_name(requirement.name)]

    assert all(number in requirement.specifier for number in versions)


def test_every_locked_library_has_a_hash() -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", LOCK)

    assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_server() -> None:
    assert re.findall(r"https?://|file:|--(?:extra-)?index-url|--find-links", LOCK) == []


def test_windows_gets_its_own_libraries_from_the_same_lock() -> None:
    assert re.search(r"^pywinpty==\S+ ; os_name == 'nt'", LOCK, re.MULTILINE)


def git(*arguments: str) -> list[str]:
    result = subprocess.run(
        ["git", "-c", "core.quotePath=false", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode in (0, 1), result.stderr
    return result.stdout.splitlines()


@pytest.mark.parametrize(
    "path",
    [
        "evidence/xa-khac/2026/ke-hoach.pdf",
        "evidence/unit.yaml",
        "out/dai-son/2026/ho-so.html",
        "evidence/dai-son/2026/~$so-lieu.xlsx",
        "evidence/dai-son/2026/.par-0123456789abcdef.tmp",
    ],
)
def test_git_keeps_nothing_of_real_units_and_no_results(path: str) -> None:
    assert git("check-ignore", "--no-index", path) == [path]


def test_git_keeps_the_sample() -> None:
    assert git("check-ignore", "--no-index", "evidence/dai-son/2026/ke-hoach.pdf") == []


def test_nothing_in_git_is_ignored() -> None:
    assert git("ls-files", "--cached", "--ignored", "--exclude-standard") == []


def test_notebooks_are_kept_without_results_and_for_the_python_at_hand() -> None:
    for path in git("ls-files", "*.ipynb"):
        notebook = json.loads((ROOT / path).read_text(encoding="utf-8"))
        code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == [], path
        assert notebook["metadata"]["kernelspec"]["name"] == "python3", path


def test_the_installed_version_is_the_one_in_the_code() -> None:
    assert version("par-rules") == par_rules.__version__


def test_the_installed_libraries_are_compiled_even_where_python_is_told_not_to() -> None:
    import pandas

    cached = (
        Path(pandas.__file__).parent
        / "__pycache__"
        / f"__init__.{sys.implementation.cache_tag}.pyc"
    )
    assert cached.exists(), os.environ.get("PYTHONDONTWRITEBYTECODE")


def test_the_checks_before_a_commit_are_well_formed() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config"], cwd=ROOT, capture_output=True
    )
    assert result.returncode == 0, result.stdout
