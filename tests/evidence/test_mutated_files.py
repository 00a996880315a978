"""Mutated documents: whatever comes of one is a description or a named trouble, in bounded time.

``PAR_HYPOTHESIS=thorough`` looks a thousand times further.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_rules.evidence.describe import READER
from par_rules.evidence.description import Description, Types
from par_rules.evidence.document import Media
from par_rules.evidence.plain import from_plain
from par_rules.evidence.readers import Job, Limits, Reading, read_files
from par_rules.evidence.sniff import sniff
from tests.evidence.attack_files import archive
from tests.evidence.folders import made, the_set

TYPES = Types.of(the_set().document_types.values())
LIMITS = Limits(megabytes=400, work=10, wait=60)
# Words that mean something to a reader, put where they do not belong.
WORDS = (
    b"/JavaScript", b"/Length 99999999", b"/Filter/FlateDecode", b"endobj", b"stream\n", b"<<<<<<",
    b"/Kids[1 0 R]", b"/Parent 3 0 R", b"obj", b"startxref\n1\n", b"%%EOF", b"-1", b"\x00" * 64,
    b"<w:p>", b"</w:body>", b"<!DOCTYPE a>", b"&#0;", b"&#xFFFF;", b"]]>", b'r="ZZZ99999999"',
    b"PK\x03\x04", b"PK\x05\x06", "Số: 99/KH-UBND".encode(), "ngày 31 tháng 02 năm 2026".encode(),
    "\u202e\u200b".encode(), b"\xff\xfe",
)  # fmt: skip

Mutation = Callable[[bytes], bytes]


@st.composite
def mutations(draw: st.DrawFn) -> Mutation:
    """Give one change of some bytes."""
    kind = draw(st.sampled_from(("flip", "cut", "repeat", "drop", "word", "swap")))
    place, size = draw(st.floats(0, 1)), draw(st.integers(1, 4096))
    word, bit = draw(st.sampled_from(WORDS)), draw(st.integers(0, 7))

    def mutate(data: bytes) -> bytes:
        at = int(place * max(0, len(data) - 1))
        if kind == "flip" and data:
            return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]
        if kind == "cut":
            return data[:at]
        if kind == "repeat":
            return data[: at + size] + data[at:]
        if kind == "drop":
            return data[:at] + data[at + size :]
        if kind == "word":
            return data[:at] + word + data[at:]
        return data[at:] + data[:at]

    return mutate


several = st.lists(st.lists(mutations(), min_size=1, max_size=6), min_size=1, max_size=8)


def changed(data: bytes, steps: list[Mutation]) -> bytes:
    for step in steps:
        data = step(data)
    return data


def changed_inside(data: bytes, steps: list[Mutation], part: str) -> bytes:
    """Change one member of a ZIP and pack it anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    return archive({**members, part: changed(members[part], steps)})


def read(mutants: list[bytes]) -> list[Reading]:
    with tempfile.TemporaryDirectory() as place:
        names = [f"{number}.bin" for number in range(len(mutants))]
        for name, data in zip(names, mutants, strict=True):
            Path(place, name).write_bytes(data)
        job = Job(READER, TYPES.plain())
        return list(read_files([(n, n) for n in names], Path(place), job=job, limits=LIMITS))


def is_named(reading: Reading) -> bool:
    """Say whether a reading is a description, or a trouble with its cause."""
    if reading.trouble is not None:
        return bool(reading.trouble and reading.cause and reading.sha256)
    found = from_plain(Description, reading.found)
    return (found.trouble is None) == (found.cause == "")


@pytest.mark.parametrize(
    "id", ["CDDH-03", "CDDH-01", "LAC-01", "CDDH-15", "CDDH-05", "CDDH-23", "TCC-05"]
)
@given(several)
def test_a_mutated_file_is_described_or_named(id: str, steps: list[list[Mutation]]) -> None:
    readings = read([changed(made(id), some) for some in steps])
    assert len(readings) == len(steps)
    assert all(is_named(reading) for reading in readings)


@pytest.mark.parametrize(
    ("id", "part"),
    [
        ("CDDH-15", "word/document.xml"),
        ("CDDH-15", "[Content_Types].xml"),
        ("CDDH-05", "xl/workbook.xml"),
        ("CDDH-05", "xl/worksheets/sheet1.xml"),
        ("CDDH-05", "xl/sharedStrings.xml"),
        ("CDDH-05", "xl/styles.xml"),
    ],
)
@given(several)
def test_a_file_mutated_inside_is_described_or_named(
    id: str, part: str, steps: list[list[Mutation]]
) -> None:
    readings = read([changed_inside(made(id), some, part) for some in steps])
    assert len(readings) == len(steps)
    assert all(is_named(reading) for reading in readings)


@given(
    st.binary(max_size=4096), st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b""])
)
def test_noise_is_described_or_named(noise: bytes, start: bytes) -> None:
    assert all(is_named(reading) for reading in read([start + noise]))


@given(st.binary(max_size=4096))
def test_what_bytes_are_can_always_be_said(noise: bytes) -> None:
    kinds: set[Media] = {"text", "unknown", "empty", "pdf", "doc", "png", "jpeg", "heic", "zip"}
    assert sniff(noise) in kinds
