"""The published index of Quyết định 766/QĐ-TTg held against what the case records give.

The commune enters the points that the national portal published, a figure for each group that case
records can give. They are taken as given and no leaf scores them; the set ``qd-766`` computes the
same groups from the counts of cases, and where the two differ somebody is asked to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet
from par_rules.figures.wording import number_text
from par_rules.scoring import Fact, Facts, score
from par_rules.scoring.facts_file import contradictory_leaves

SET = "qd-766"
# Input with the published points -> the field of the set ``qd-766`` that computes them.
PUBLISHED = {
    "index_766_on_time_points": "progress",
    "index_766_online_points": "online_services",
    "index_766_digitisation_points": "digitisation",
    "index_766_payment_points": "online_payment",
}
# Two numbers that round to the same two decimals are at most this far apart.
ROUNDING = Fraction(1, 200)


@dataclass(frozen=True, slots=True)
class Compared:
    """One group of the index: its published points, those computed, and the day of either.

    ``computed`` is None where a count that it needs is not known, or nothing of it arose;
    ``assumed`` says whether anything of its calculation is an assumption of the set; ``place`` is
    where the published points stand.
    """

    title: str
    published: Fraction
    published_on: date | None
    computed: Fraction | None
    counted_on: date | None
    assumed: bool
    place: str

    @property
    def differs(self) -> bool:
        """Say whether both are known and further apart than rounding to two decimals."""
        return self.computed is not None and abs(self.published - self.computed) > ROUNDING


def was_published(facts: Mapping[str, Fact]) -> bool:
    """Say whether anybody entered published points."""
    return any(_number(facts.get(name)) is not None for name in PUBLISHED)


def compare(index: CriteriaSet, facts: Mapping[str, Fact]) -> tuple[Compared, ...]:
    """Compare each group whose published points are known with what the cases give.

    ``index`` is the set ``qd-766``; ``facts`` are the commune's, by input, of which only counts
    of cases and the published points are used: other keys that both sets have mean other things.
    """
    counts = {
        name: fact
        for name, spec in index.inputs.items()
        if spec.from_ == "cases" and (fact := facts.get(name)) and _number(fact) is not None
    }
    computed = _computed(index, counts)
    found = []
    for name, key in PUBLISHED.items():
        fact = facts.get(name)
        points = _number(fact)
        if fact is None or points is None:
            continue
        field = next(field for field in index.fields if field.key == key)
        days = [counts[n].said_on for leaf in field.leaves() for n in leaf.reads() if n in counts]
        found.append(
            Compared(
                field.title,
                points,
                fact.said_on,
                computed.get(key),
                max((day for day in days if day is not None), default=None),
                any(source.assumption for leaf in field.leaves() for source in leaf.source),
                fact.origin or "",
            )
        )
    return tuple(found)


def cautions(compared: Iterable[Compared]) -> Iterator[str]:
    """Give a line for each group whose two figures differ, with the day of both."""
    for one in compared:
        if one.computed is None or not one.differs:
            continue
        said = f"cung cấp ngày {_day(one.published_on)}" if one.published_on else "chưa ghi ngày"
        todo = "đối chiếu lại điểm công bố và kết xuất"
        if one.assumed:
            todo += "; cách tính có chỗ là giả định, nên chưa chắc điểm công bố sai"
        if one.published_on is None:
            todo += "; ghi ngày lấy điểm công bố, vì khác ngày thì hai điểm có thể lệch nhau"
        elif one.published_on != one.counted_on:
            todo += "; hai điểm lấy ở hai ngày, nên có thể lệch nhau"
        yield (
            f"{one.place}: nhóm “{one.title}” của Bộ chỉ số theo Quyết định số 766/QĐ-TTg: điểm "
            f"công bố {number_text(one.published)} ({said}), điểm tính từ kết xuất hồ sơ "
            f"{number_text(one.computed, 2)} (đến ngày {_day(one.counted_on)}): {todo}"
        )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "không rõ"


def _number(fact: Fact | None) -> Fraction | None:
    if fact is None or fact.state != "known" or not isinstance(fact.value, Fraction):
        return None
    return fact.value


def _computed(index: CriteriaSet, counts: Mapping[str, Fact]) -> dict[str, Fraction]:
    """Give the points of each field that arose and all of whose counts are known."""
    inputs = {name: Fact("known", fact.value) for name, fact in counts.items()}
    for leaf, _ in list(contradictory_leaves(index, Facts(inputs))):
        for name in leaf.reads():
            inputs.pop(name, None)
    card = score(index, Facts(inputs), as_of=index.head.cut_off)
    leaves = {leaf.key: leaf for leaf in card.leaves}
    found = {}
    for field in index.fields:
        known = all(leaf.reads() <= inputs.keys() for leaf in field.leaves())
        if known and all(leaves[leaf.key].arises == "yes" for leaf in field.leaves()):
            points = [leaves[leaf.key].points.claimed for leaf in field.leaves()]
            if all(one.low == one.high for one in points):
                found[field.key] = sum((one.low for one in points), Fraction(0))
    return found
