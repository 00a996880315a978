"""Goes through the machine; nothing is loaded, sent or left behind, and it takes no second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from par_rules.doctor.clock import clock
from par_rules.doctor.disk import long_paths, room, writable
from par_rules.doctor.model import Finding
from par_rules.doctor.programs import browser, fonts_of_reports, recognition, times_new_roman
from par_rules.doctor.versions import cluster, kit, lab, language, libraries, python

EVIDENCE_OFF = "không ghi được bảng số liệu, danh mục minh chứng"
OUT_OFF = "không lệnh nào ghi được kết quả"


def examine(evidence: Path, out: Path) -> tuple[Finding, ...]:
    """Look at everything that the kit needs or could use."""
    return tuple(_all(evidence, out))


def _all(evidence: Path, out: Path) -> Iterator[Finding]:
    yield python()
    yield kit()
    yield from libraries()
    yield lab()
    yield language()
    yield cluster()
    yield fonts_of_reports()
    yield times_new_roman()
    yield browser()
    yield recognition()
    yield room(out)
    yield writable("Ghi vào thư mục minh chứng", evidence, EVIDENCE_OFF, make=False)
    yield writable("Ghi vào thư mục kết quả", out, OUT_OFF, make=True)
    yield clock(evidence, out)
    yield long_paths(evidence)
