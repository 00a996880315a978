"""Where the plan contradicts itself or can be read in several ways, and which reading is used."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from par_rules.criteria.loader import CriteriaError
from par_rules.criteria.messages import problems_of
from par_rules.criteria.yaml_nodes import read_yaml
from par_rules.rules import Model

KINDS = {
    "disagreement": "mâu thuẫn",
    "ambiguity": "hiểu được nhiều cách",
    "gap": "còn thiếu",
    "slip": "có lỗi",
}


class ReadingText(Model):
    """One way to read the place."""

    key: str
    text: str


class Reading(Model):
    """A place of the plan (``lines``) that is not clear; ``used`` names the reading taken."""

    key: str
    kind: Literal["disagreement", "ambiguity", "gap", "slip"]
    lines: tuple[int, ...]
    title: str
    readings: tuple[ReadingText, ...]
    used: str
    why: str
    touches: tuple[str, ...] = ()

    @property
    def kind_text(self) -> str:
        """Say in words what is the matter with the place."""
        return KINDS[self.kind]

    def to_json(self) -> dict[str, Any]:
        """Give the reading as data."""
        return self.model_dump(mode="json", exclude={"touches"})


def load_readings(criteria: Path, plans: Iterable[str]) -> dict[str, Reading]:
    """Read the unclear places of the plans in the folder ``criteria``, by key.

    A plan without the file has none. Raises ``CriteriaError`` with every fault.
    """
    found: dict[str, Reading] = {}
    for plan in plans:
        path = criteria / plan / "readings.yaml"
        if not path.is_file():
            continue
        tree = read_yaml(path, (Path(criteria.name) / plan / path.name).as_posix())
        problems = list(tree.problems)
        try:
            rows = TypeAdapter(tuple[Reading, ...]).validate_python(tree.value or ())
            found.update((row.key, row) for row in rows)
        except ValidationError as error:
            problems += problems_of(error, tree, Reading)
        if problems:
            raise CriteriaError(problems)
    return found
