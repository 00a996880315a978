"""The two editions of what leaves the office, and the file names of each.

The internal one also shows what evidence secures, what may still be won and what to do. The
submission one (bản gửi Sở Nội vụ) holds the self-score, the figures, the evidence and the
explanations, and nothing else.
"""

from __future__ import annotations

from typing import Literal

Edition = Literal["internal", "submission"]
EDITIONS: tuple[Edition, ...] = ("internal", "submission")
TITLES: dict[Edition, str] = {"internal": "Bản nội bộ", "submission": "Bản gửi Sở Nội vụ"}
SUFFIX: dict[Edition, str] = {"internal": "", "submission": "-gui"}


def file_name(name: str, edition: Edition) -> str:
    """Give the name of an output in an edition: ``ho-so.html``, ``ho-so-gui.html``."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}{SUFFIX[edition]}{dot}{ending}"
