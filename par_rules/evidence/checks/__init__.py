"""The checks of evidence, one code a module; each gives findings and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from par_rules.criteria.model import CriteriaSet
from par_rules.evidence.checks.altered import altered
from par_rules.evidence.checks.bad_type import bad_type, wrong_media
from par_rules.evidence.checks.clock import clock
from par_rules.evidence.checks.copy_kind import copy_kind
from par_rules.evidence.checks.draft import draft
from par_rules.evidence.checks.duplicates import same_numbers
from par_rules.evidence.checks.expiry import expiry
from par_rules.evidence.checks.fault import Fault
from par_rules.evidence.checks.future import future
from par_rules.evidence.checks.issuer import issuer
from par_rules.evidence.checks.late import late
from par_rules.evidence.checks.link import link
from par_rules.evidence.checks.mismatch import mismatch
from par_rules.evidence.checks.names import case_pairs, names
from par_rules.evidence.checks.no_page import no_page
from par_rules.evidence.checks.replaced import replaced
from par_rules.evidence.checks.scan_poor import scan_poor
from par_rules.evidence.checks.secret import secret
from par_rules.evidence.checks.signatures import signatures, unsigned
from par_rules.evidence.checks.unreadable import unreadable
from par_rules.evidence.checks.wrong_year import wrong_year
from par_rules.evidence.document import Document
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding


def file_faults(documents: Sequence[Document]) -> dict[str, tuple[Fault, ...]]:
    """Give, by path, what is wrong with the files themselves, whatever they are used for."""
    pairs, numbers = case_pairs(documents), same_numbers(documents)
    found: dict[str, tuple[Fault, ...]] = {}
    for document in documents:
        faults = [*secret(document), *unreadable(document), *clock(document), *names(document)]
        if document.trouble is None and not document.secrecy:
            faults += wrong_media(document)
        faults += [told[document.path] for told in (pairs, numbers) if document.path in told]
        if faults:
            found[document.path] = tuple(faults)
    return found


def check_exhibit(
    exhibit: Exhibit, faults: Sequence[Fault], criteria: CriteriaSet, as_of: date
) -> Iterator[Finding]:
    """Give all that is found about one document at one requirement; nothing if it is gone.

    ``faults`` are those of its file. Of a state secret, and of a file that cannot be read or is
    not what its name says, nothing more is asked.
    """
    if exhibit.document is None:
        return
    yield from (fault.at(exhibit) for fault in faults)
    if exhibit.document.secrecy:
        return
    if not any(f.code in ("UNREADABLE", "BAD_TYPE") and f.severity == "blocks" for f in faults):
        yield from bad_type(exhibit, criteria)
    drafts = list(draft(exhibit, criteria))
    yield from drafts or unsigned(exhibit)
    yield from signatures(exhibit, as_of)
    yield from copy_kind(exhibit)
    yield from scan_poor(exhibit)
    yield from replaced(exhibit)
    yield from expiry(exhibit, criteria, as_of)
    yield from future(exhibit, as_of)
    yield from wrong_year(exhibit, criteria)
    yield from late(exhibit, criteria)
    yield from issuer(exhibit)
    yield from mismatch(exhibit)
    yield from altered(exhibit)
    yield from no_page(exhibit)
    yield from link(exhibit, as_of)


__all__ = ["check_exhibit", "file_faults"]
