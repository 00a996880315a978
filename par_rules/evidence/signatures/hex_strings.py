"""Reads a PDF's hex strings at once instead of letter by letter, as pyHanko does.

A signature is one of some ten thousand letters, and is read again for each revision of its file:
a third of all work on a signed document.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from typing import IO, Any

from pyhanko.pdf_utils import generic

_letter_by_letter = generic.read_hex_string_from_stream
_DIGITS = re.compile(rb"<([0-9A-Fa-f]*)")
_FIRST = 512


def read_hex_string(stream: IO[bytes]) -> Any:
    """Give the string that begins where ``stream`` stands, and leave the stream behind it.

    Anything but digits between the angles (spaces, comments, what is no hex at all) is left to
    pyHanko. No more is read than a few times what the string is long.
    """
    start, size = stream.tell(), _FIRST
    while True:
        head = stream.read(size)
        digits = _DIGITS.match(head)
        stream.seek(start)
        if digits is None or digits.end() < len(head) or len(head) < size:
            break
        size *= 4
    if digits is None or head[digits.end() : digits.end() + 1] != b">":
        return _letter_by_letter(stream)
    stream.seek(start + digits.end() + 1)
    return generic.pdf_string(unhexlify(digits[1] + b"0" * (len(digits[1]) % 2)))


def read_at_once() -> None:
    """Let pyHanko read its hex strings so."""
    generic.read_hex_string_from_stream = read_hex_string
