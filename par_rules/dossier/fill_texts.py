"""What is written into a form for each leaf: score, figures, calculation note, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from par_rules.dossier.content import content_of
from par_rules.dossier.fill_columns import Role
from par_rules.dossier.leaf_entry import DocumentLine, LeafEntry
from par_rules.dossier.wording import SCORED_BY, interval, sentence
from par_rules.dossier.year_result import YearResult


@dataclass(frozen=True)
class Entry:
    """What goes into the row of a leaf or group; ``open`` says why there is no score yet."""

    score: Fraction | None
    texts: Mapping[Role, str]
    open: str = ""


def entries(result: YearResult) -> dict[tuple[str, str], Entry]:
    """Give an entry for every leaf, criterion and field and the total, by level and key."""
    content = content_of(result)
    found = {("leaf", e.leaf.key): _leaf(e) for e in content.entries}
    total = result.scorecard.self_points.claimed
    found["total", ""] = Entry(total.low if total.is_point else None, {})
    own = {e.leaf.key for e in content.entries if e.own and e.score.arises == "yes"}
    card = result.scorecard
    criteria = {g.key: g for g in card.criteria}
    fields = {g.key: g for g in card.fields}
    for field in result.criteria.fields:
        groups = [("field", field.key, list(field.leaves()), fields[field.key])]
        groups += [("criterion", c.key, list(c.leaves), criteria[c.key]) for c in field.criteria]
        for level, key, leaves, group in groups:
            points = group.points.claimed
            whole = points.is_point and all(leaf.key in own for leaf in leaves)
            found[level, key] = Entry(points.low if whole else None, {})
    return found


def _leaf(entry: LeafEntry) -> Entry:
    if not entry.own:
        return Entry(None, {}, SCORED_BY[entry.leaf.scored_by].lower())
    points = entry.score.points.claimed
    note = " ".join((sentence(entry.note), *_explained(entry))).strip()
    texts: dict[Role, str] = {
        "figures": "; ".join(
            f"{row.title}: {' '.join(filter(None, (row.value_text, row.unit)))}"
            for row in entry.figures
            if row.value_text
        ),
        "note": note,
        "evidence": "; ".join(
            dict.fromkeys(_cited(d) for line in entry.evidence for d in line.documents)
        ),
        "remark": note,
    }
    if entry.score.arises == "no":
        return Entry(None, texts, "không phát sinh")
    if not points.is_point:
        return Entry(None, texts, f"điểm còn để mở, {interval(points)}")
    return Entry(points.low, texts)


def _explained(entry: LeafEntry) -> list[str]:
    return [f"Giải trình: {sentence(text)}" for text in entry.explanations]


def _cited(document: DocumentLine) -> str:
    """Cite a document: "MC 07: 156/KH-UBND, ngày 31/12/2025, trang 1"."""
    day = f"ngày {document.issued}" if document.issued else ""
    told = ", ".join(filter(None, (document.name, day, document.place)))
    return f"{document.mark}: {told}"
