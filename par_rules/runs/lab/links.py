"""Links to files that a notebook's server hands out, opened in a tab of their own."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from urllib.parse import quote

# Set by ``par lab`` for the kernels it starts: the folder that the server hands out.
ROOT_VARIABLE = "PAR_LAB_ROOT"
BASE_VARIABLE = "PAR_LAB_BASE"


def file_link(path: Path, words: str) -> str:
    """Give a link to a file below the server's folder, else the path, to be opened by hand."""
    root = os.environ.get(ROOT_VARIABLE)
    try:
        below = path.resolve().relative_to(Path(root).resolve()) if root else None
    except (OSError, ValueError):
        below = None
    if below is None:
        return f"Tệp: <code>{escape(str(path))}</code>"
    address = f"{os.environ.get(BASE_VARIABLE, '/')}files/{quote(below.as_posix())}"
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(words)}</a>'
