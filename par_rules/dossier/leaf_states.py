"""In which states a leaf can be looked for on the page, in words, by edition."""

from __future__ import annotations

from par_rules.dossier.leaf_entry import LeafEntry
from par_rules.dossier.wording import PARTS

NOT_ARISEN = "Không phát sinh"
OTHERS = "Cơ quan khác chấm"
EXPLAINED = "Có giải trình"
OWN = "Tự chấm"


def states(entry: LeafEntry, *, internal: bool) -> tuple[str, ...]:
    """Give a leaf's states; the parts of its maximum for the unit's own eyes only."""
    found = [EXPLAINED] if entry.explanations else []
    if not entry.own:
        return (OTHERS, *found)
    if entry.score.arises == "no":
        return (NOT_ARISEN, *found)
    if not internal:
        return (OWN, *found)
    views = entry.score.points
    parts = [
        title for name, title in PARTS.items() if name != "secured" and getattr(views, name) > 0
    ]
    return (*(parts or [PARTS["secured"]]), *found)
