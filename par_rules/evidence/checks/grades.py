"""Gives findings the severity that the catalogue, or the set with a source, has for them."""

from __future__ import annotations

from dataclasses import replace

from par_rules.criteria.model import CriteriaSet
from par_rules.evidence.manifest import Finding


def graded(finding: Finding, criteria: CriteriaSet) -> Finding:
    """Give the finding with its severity in this set; as the check had it without a catalogue.

    Where no leaf is affected there are no points to lose: only a state secret blocks there.
    """
    severity = criteria.severity_of(finding.code, finding.case) or finding.severity
    secret = finding.code == "SECRET" and not finding.case
    if severity == "blocks" and finding.leaf is None and not secret:
        severity = "warns"
    return finding if severity == finding.severity else replace(finding, severity=severity)
