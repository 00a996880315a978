"""What inputs and leaves are called in the wording of a rule, so that it can be read back."""

from __future__ import annotations

from collections import Counter

from par_rules.criteria.model import CriteriaSet


class Names:
    """Calls an input by its title in quotes, a leaf by its number; by key where that is not one."""

    def __init__(self, criteria: CriteriaSet) -> None:
        titles = Counter(spec.title for spec in criteria.inputs.values())
        numbers = Counter(leaf.number for leaf in criteria.leaves())
        self.titles = {
            key: spec.title if titles[spec.title] == 1 and balanced(spec.title) else ""
            for key, spec in criteria.inputs.items()
        }
        self.numbers = {
            leaf.key: leaf.number if numbers[leaf.number] == 1 and " " not in leaf.number else ""
            for leaf in criteria.leaves()
        }
        self.percent = {key for key, spec in criteria.inputs.items() if spec.type == "percent"}

    def input(self, key: str) -> str:
        """Write an input."""
        return f"“{self.titles[key]}”" if self.titles.get(key) else f"[{key}]"

    def leaf(self, key: str) -> str:
        """Write a leaf."""
        return f"tiêu chí {self.numbers[key]}" if self.numbers.get(key) else f"tiêu chí [{key}]"


def balanced(text: str) -> bool:
    """Say whether the quotes of a text close as they open, so that it can stand in quotes."""
    depth = 0
    for letter in text:
        depth += (letter == "“") - (letter == "”")
        if depth < 0:
            return False
    return depth == 0
