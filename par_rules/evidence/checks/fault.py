"""What is wrong with a document wherever it is used."""

from __future__ import annotations

from typing import NamedTuple

from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding, Severity


class Fault(NamedTuple):
    """A finding about a file itself; it is told at each requirement that the file serves."""

    code: str
    severity: Severity
    what: str
    todo: str
    case: str = ""

    def at(self, exhibit: Exhibit) -> Finding:
        """Tell of it at one requirement."""
        return exhibit.finding(*self)

    def stray(self, path: str) -> Finding:
        """Tell of it where no requirement uses the file: then it takes no points."""
        severity = "warns" if self.severity == "blocks" else self.severity
        return Finding(self.code, severity, None, None, path, None, self.what, self.todo, self.case)


def file_name(path: str) -> str:
    """Give the last part of a path."""
    return path.rpartition("/")[2]
