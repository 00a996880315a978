"""A reader that does what the file tells it to, for tests of what guards it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from par_rules.evidence.document import Media

READER = "tests.evidence.readers.misbehaving:reader"


def reader(given: Mapping[str, Any]) -> Callable[[bytes, Media], Any]:
    """Give a reader; it says its process, so that a test sees who read what."""
    if given.get("start") == "fails":
        raise RuntimeError("cannot start")
    return _read


def _read(data: bytes, media: Media) -> Any:
    said = data.decode("utf-8", "replace")
    if said.startswith("hang"):
        time.sleep(600)
    elif said.startswith("spin"):
        while True:
            pass
    elif said.startswith("memory"):
        return len([bytearray(1024 * 1024) for _ in range(4096)])
    elif said.startswith("abort"):
        os.abort()
    elif said.startswith("exit"):
        os._exit(0)
    elif said.startswith("raise"):
        raise KeyError("no such thing")
    elif said.startswith("recursion"):
        return _recursion()
    elif said.startswith("print"):
        print('{"n": 0, "found": "printed"}')
        sys.stdout.flush()
        os.write(1, b"not json\n")
    elif said.startswith("long"):
        return "x" * 20_000_000
    elif said.startswith("strange"):
        return {"text": "\udcff\x00\u202e"}
    elif said.startswith("write"):
        with open("par-written-by-a-child", "wb") as file:  # noqa: PTH123 - a child's misdeed
            file.write(b"x")
    return {"read_by": os.getpid(), "said": said[:20]}


def _recursion() -> Any:
    return _recursion()
