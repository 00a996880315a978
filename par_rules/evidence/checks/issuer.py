"""ISSUER: the body that issued the document is not the one asked for."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding


def issuer(exhibit: Exhibit) -> Iterator[Finding]:
    """Find a document of another body; an issuer that could not be read is not held against it."""
    wanted = exhibit.requirement.issuer
    if exhibit.issuer is None or not wanted or exhibit.issuer in wanted or not exhibit.document:
        return
    what = f"“{exhibit.path}” do {exhibit.document.issuer} ban hành, không phải cơ quan mà "
    what += f"yêu cầu “{exhibit.requirement.title}” cần"
    todo = "kiểm tra lại; nối đúng văn bản của cơ quan đó"
    yield exhibit.finding("ISSUER", "warns", what, todo)
