"""The made-up year of tests/dossier, sealed here."""

from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.dossier import YearResult
from tests.dossier.conftest import made_up


@pytest.fixture(scope="session")
def criteria() -> CriteriaSet:
    return load_criteria(Path(__file__).parents[2] / "criteria", "hai-phong-xa", 2026)


@pytest.fixture(scope="session")
def result(criteria: CriteriaSet) -> YearResult:
    return made_up(criteria)
