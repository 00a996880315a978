"""Parameters set into a notebook as a reader would write them: Vietnamese with all its marks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

KERNEL = "python3"


@contextmanager
def readable_parameters() -> Iterator[None]:
    """Let papermill write strings as Python does, instead of as ``\\u1eb7``, within the block."""
    from papermill.translators import PythonTranslator, papermill_translators

    class Readable(PythonTranslator):  # type: ignore[misc]
        @classmethod
        def translate_escaped_str(cls, str_val: Any) -> str:
            return _quoted(str(str_val))

    known = papermill_translators._translators
    before = known.get(KERNEL)
    papermill_translators.register(KERNEL, Readable)
    try:
        yield
    finally:
        if before is None:
            known.pop(KERNEL, None)
        else:
            known[KERNEL] = before


def _quoted(text: str) -> str:
    """Give the text as a literal in double quotes, the way the notebooks are written."""
    body = repr("'" + text)[2:-1]  # the quote makes repr choose the double ones where it can
    literal = f'"{body}"'
    return literal if _holds(literal, text) else repr(text)


def _holds(literal: str, text: str) -> bool:
    from ast import literal_eval

    try:
        return bool(literal_eval(literal) == text)
    except (SyntaxError, ValueError):
        return False
