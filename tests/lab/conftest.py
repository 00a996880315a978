"""A copy of the sample year that a test may write into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.runs.year import YearRun, judged_evidence, open_year

ROOT = Path(__file__).parents[2]
COPIED = ("criteria", "evidence/dai-son", "notebooks", "trust")


def copy_project(target: Path) -> Path:
    """Copy criteria, the sample's evidence and the notebooks, as they lie in the repository."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            # Kernels of other tests put their sockets beside the notebooks while they run.
            skip = shutil.ignore_patterns("kernel-*")
            shutil.copytree(ROOT / name, target / name, ignore=skip)
    return target


def opened(project: Path, criteria: CriteriaSet) -> YearRun:
    """Open the sample year of a copy; the set is loaded once for all tests."""
    run = open_year(
        "dai-son",
        2026,
        criteria=ROOT / "criteria",
        evidence=project / "evidence",
        out=project / "out",
    )
    vars(run)["criteria"] = criteria
    return run


@pytest.fixture(scope="session")
def criteria() -> CriteriaSet:
    return load_criteria(ROOT / "criteria", "hai-phong-xa", 2026)


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory, criteria: CriteriaSet) -> Path:
    """Give a copy whose documents have been read, so that later copies need not read them."""
    project = tmp_path_factory.mktemp("da-doc")
    shutil.copytree(ROOT / "evidence" / "dai-son", project / "evidence" / "dai-son")
    judged_evidence(opened(project, criteria))
    return project


@pytest.fixture
def run(read_once: Path, tmp_path: Path, criteria: CriteriaSet) -> YearRun:
    """Open a copy with all documents."""
    project = shutil.copytree(read_once, tmp_path / "Chấm điểm xã")
    return opened(project, criteria)


@pytest.fixture
def run_of_figures(tmp_path: Path, criteria: CriteriaSet) -> YearRun:
    """Open a copy with the figures and the register, and no document."""
    skip = shutil.ignore_patterns("tai-lieu")
    shutil.copytree(ROOT / "evidence" / "dai-son", tmp_path / "evidence" / "dai-son", ignore=skip)
    return opened(tmp_path, criteria)
