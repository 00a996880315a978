"""The worked table of the three views (RULES §7): five leaves of three offices."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet
from par_rules.criteria.loader import load_folder
from par_rules.scoring import Fact, Facts, Proof

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def table() -> CriteriaSet:
    return load_folder(HERE / "worked-table", HERE)


@pytest.fixture
def table_facts() -> Facts:
    """The plan declared but not there; 960 of 1.000 on time; three of four reports; nobody has
    said whether the last report was sent; no second plan."""
    return Facts(
        {
            "plan_issued": Fact("known", date(2026, 1, 20)),
            "settled": Fact("known", Fraction(1000), ceiling=Fraction(1200)),
            "on_time": Fact("known", Fraction(960), ceiling=Fraction(1200)),
            "reports": Fact("known", Fraction(4)),
            "second_plan_issued": Fact("absent"),
        },
        {
            ("rate", "export"): Proof("passes", 1),
            ("reports", "letters"): Proof("fails", 3, ("MISSING",)),
        },
    )
