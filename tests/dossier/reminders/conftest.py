"""The sample year as it is, and the same with what is asked for made longer than any page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from par_rules.dossier import YearResult
from par_rules.dossier.reminders import Reminders, reminders
from par_rules.runs.reminders import year_so_far
from par_rules.runs.year import open_year
from par_rules.scoring import score
from par_rules.scoring.facts import Facts
from par_rules.scoring.gaps import find_gaps

ROOT = Path(__file__).parents[3]
HOSTILE = (
    "<script>window.ran = 1</script>",
    "</style></title><img src=x onerror='window.ran=1'>",
    "=cmd|' /C calc'!A0",
    "{{ 7 * 7 }}{% raw %}",
    "Quyết định \u202efdp.cod\u202c số \u200b5\u2066",
    "Hai\x00 dòng\x1b[31m\r\nmột \x7fsố\ufeff",
    "Kế hoạch " * 1111,
    "Báo-cáo" * 1500,
    "😀 " * 3000,
)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> YearResult:
    out = tmp_path_factory.mktemp("out")
    run = open_year("dai-son", 2026, None, ROOT / "criteria", ROOT / "evidence", out)
    return year_so_far(run)[0]


@pytest.fixture(scope="session")
def lists(sample: YearResult) -> Reminders:
    return reminders(sample)


@pytest.fixture(scope="session")
def without_weeks(sample: YearResult) -> YearResult:
    """The number of weeks is not stated: dvsnc owes it to the portal's editors (bbt, 7.6.1)."""
    return _without(sample, {"full_weeks"})


@pytest.fixture(scope="session")
def without_news(sample: YearResult) -> YearResult:
    """Nor have the editors stated their own half of it."""
    return _without(sample, {"full_weeks", "portal_weeks_with_two_items"})


def _without(result: YearResult, names: set[str]) -> YearResult:
    inputs = {name: fact for name, fact in result.facts.inputs.items() if name not in names}
    facts = Facts(inputs, result.facts.proofs, result.facts.given)
    card = score(result.criteria, facts, as_of=result.as_of)
    gaps = find_gaps(result.criteria, facts, card, as_of=result.as_of, manifest=result.manifest)
    return replace(result, facts=facts, scorecard=card, gaps=gaps)


@pytest.fixture(scope="session")
def hostile_year(sample: YearResult) -> YearResult:
    """What documents and the register bring in is hostile or endless, in turns."""
    findings = tuple(
        replace(f, what=HOSTILE[n % 9], todo=HOSTILE[(n + 4) % 9])
        for n, f in enumerate(sample.manifest.findings)
    )
    answers = tuple(
        replace(a, registered=a.registered and HOSTILE[n % 9])
        for n, a in enumerate(sample.manifest.answers)
    )
    manifest = replace(sample.manifest, findings=findings, answers=answers)
    return replace(sample, manifest=manifest)
