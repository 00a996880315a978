"""The order of files, fields, criteria, leaves, inputs and facts changes nothing."""

import random
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from par_rules.criteria import CriteriaSet
from par_rules.criteria.loader import load_folder
from par_rules.scoring import Facts, score
from tests.scoring.test_properties import CRITERIA, DAYS, by_name, some_facts, the_set

SET_2026 = CRITERIA / "hai-phong-xa" / "2026"
few = settings(
    max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@cache
def turned(seed: int) -> CriteriaSet:
    """Give the set with everything in another order."""
    chance, criteria = random.Random(seed), the_set()
    fields = []
    for field in criteria.fields:
        groups = [
            group.model_copy(update={"leaves": mixed(group.leaves, chance)})
            for group in field.criteria
        ]
        fields.append(field.model_copy(update={"criteria": mixed(groups, chance)}))
    inputs = dict(mixed(criteria.inputs.items(), chance))
    return criteria.model_copy(update={"fields": mixed(fields, chance), "inputs": inputs})


def mixed(items: Iterable[Any], chance: random.Random) -> tuple[Any, ...]:
    found = list(items)
    chance.shuffle(found)
    return tuple(found)


@few
@given(some_facts(), st.integers(0, 9), DAYS)
def test_the_order_within_a_set_changes_nothing(facts: Facts, seed: int, day: Any) -> None:
    as_printed, other = (score(s, facts, as_of=day) for s in (the_set(), turned(seed)))

    assert by_name(as_printed) == by_name(other)
    assert as_printed.total == other.total


@few
@given(some_facts(), st.randoms(use_true_random=False), DAYS)
def test_the_order_of_the_facts_changes_nothing(facts: Facts, chance: Any, day: Any) -> None:
    other = Facts(
        dict(mixed(facts.inputs.items(), chance)), dict(mixed(facts.proofs.items(), chance))
    )

    assert score(the_set(), facts, as_of=day) == score(the_set(), other, as_of=day)


def test_the_names_of_the_files_change_nothing_but_the_order(tmp_path: Path) -> None:
    for shared in ("document-types.yaml", "plan-2026-2030"):
        source, copy = CRITERIA / shared, tmp_path / shared
        shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
    folder = tmp_path / "set" / "2026"
    shutil.copytree(SET_2026, folder)
    for i, path in enumerate(sorted(folder.glob("[0-9]*.yaml"), reverse=True)):
        path.rename(folder / f"{i}0-{path.name}")
    for path in sorted(folder.glob("inputs*.yaml")):
        path.rename(path.with_name(f"inputs-x{99 - int(path.stem[-1])}.yaml"))
    other = load_folder(folder, tmp_path)

    assert [f.key for f in other.fields] == [f.key for f in reversed(the_set().fields)]
    assert other.inputs == the_set().inputs
    assert {leaf.key: leaf for leaf in other.leaves()} == {
        leaf.key: leaf for leaf in the_set().leaves()
    }
