"""The checks of evidence, one code a module; each gives findings and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.criteria.model import CriteriaSet
from par_rules.evidence.checks.altered import altered
from par_rules.evidence.checks.bad_type import bad_type
from par_rules.evidence.checks.draft import draft
from par_rules.evidence.checks.late import late
from par_rules.evidence.checks.no_page import no_page
from par_rules.evidence.checks.replaced import replaced
from par_rules.evidence.checks.wrong_year import wrong_year
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding


def check_exhibit(exhibit: Exhibit, criteria: CriteriaSet) -> Iterator[Finding]:
    """Give all that is found about one document at one requirement; nothing if it is gone."""
    if exhibit.document is None:
        return
    yield from bad_type(exhibit, criteria)
    yield from draft(exhibit, criteria)
    yield from replaced(exhibit)
    yield from wrong_year(exhibit, criteria)
    yield from late(exhibit, criteria)
    yield from altered(exhibit)
    yield from no_page(exhibit)


__all__ = ["check_exhibit"]
