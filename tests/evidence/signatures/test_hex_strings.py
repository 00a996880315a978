"""Hex strings read at once are what pyHanko reads letter by letter."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfStreamError

from par_rules.evidence.signatures import hex_strings
from par_rules.evidence.signatures.hex_strings import read_hex_string

by_letter: Callable[[Any], Any] = hex_strings._letter_by_letter


def told(read: Callable[[Any], Any], data: bytes) -> object:
    """Give the string with its type and where the stream stands then, or what was raised."""
    stream = io.BytesIO(b"/Contents" + data)
    stream.seek(len(b"/Contents"))
    try:
        found = read(stream)
    except Exception as error:
        return type(error), str(error)
    return type(found), found, found.original_bytes, stream.tell()


@pytest.mark.parametrize("behind", [b"", b">", b" >>", b"/Type", b"\xff" * 900])
@pytest.mark.parametrize(
    "inside",
    [
        b"",
        b"4A6b",
        b"4",
        b"FEFF0110",
        b"4 A\n6b",
        b"4%note\n5",
        b"4G",
        b"3082" * 127,
        b"3082" * 128,
        b"3082" * 4000 + b"0" * 9001,
    ],
)
def test_every_string_is_read_alike(inside: bytes, behind: bytes) -> None:
    for data in (b"<" + inside + b">" + behind, b"<" + inside + behind):
        assert told(read_hex_string, data) == told(by_letter, data)


@given(st.lists(st.sampled_from((b"0", b"a", b"F", b" ", b"\n", b">", b"<", b"%", b"g", b"\0"))))
def test_any_letters_are_read_alike(letters: list[bytes]) -> None:
    data = b"<" + b"".join(letters)
    assert told(read_hex_string, data) == told(by_letter, data)


def test_pyhanko_reads_them_so() -> None:
    from par_rules.evidence.signatures import inspect

    assert inspect is not None
    assert generic.read_hex_string_from_stream is read_hex_string


def test_a_string_without_end_is_read_once_not_again_and_again() -> None:
    class Counted(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1) -> bytes:
            got = super().read(size)
            self.taken += len(got)
            return got

    stream = Counted(b"<41x" + b"0" * 1_000_000)
    with pytest.raises(PdfStreamError):
        read_hex_string(stream)
    assert stream.taken < 2_000
