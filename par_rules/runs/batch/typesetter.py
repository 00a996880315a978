"""Has the pages of all runs of a helper set in the helper, one run's after the other's.

Most paragraphs of a report stand in every unit's: typst sets them again only in a process that has
not set them before, and a forked run is such a process. Main files go one way, pages the other; a
run knows nothing of another's but the time that it is spared.
"""

from __future__ import annotations

import threading
from multiprocessing.connection import Connection

from par_rules.dossier import typeset

# typst forgets what none of the last ten documents needed; with empty ones between them that are
# those of the last few runs, and a helper holds 230 MB instead of 390.
EMPTY_BETWEEN = 3
# Bytes of a main file: a hundred times what a unit's year takes.
MOST = 20_000_000
# The first byte of an answer.
_PAGES, _FAULT = b"P", b"F"


class TypesettingFailed(RuntimeError):
    """The helper could not set the pages; says what typst said."""


def set_over(line: Connection) -> None:
    """Have the pages of this process set by who listens at the other end of ``line``."""
    one = threading.Lock()

    def ask(main: str) -> bytes:
        with one:
            line.send_bytes(main.encode("utf-8"))
            said = line.recv_bytes()
        if not said.startswith(_PAGES):
            raise TypesettingFailed(said[1:].decode("utf-8", "replace"))
        return said[1:]

    typeset.set_by(ask)


def answer(line: Connection) -> bool:
    """Set the pages asked for; False where nobody asks any more, or asks for too much."""
    try:
        main = line.recv_bytes(MOST).decode("utf-8")
        line.send_bytes(_answer(main))
        for _ in range(EMPTY_BETWEEN):
            _answer("")
    except (EOFError, OSError):
        return False
    return True


def _answer(main: str) -> bytes:
    try:
        return _PAGES + typeset.pages(main)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of typst is no Exception
        return _FAULT + f"{type(error).__name__}: {error}".encode("utf-8", "replace")
