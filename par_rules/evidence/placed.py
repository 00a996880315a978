"""Finds a listed file that stands in a sub-folder, where the register gives its name alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from par_rules.evidence.document import Document
from par_rules.evidence.manifest import RegisterProblem
from par_rules.evidence.register import Register

SHOWN = 5


def placed(
    register: Register, documents: Iterable[Document]
) -> tuple[Register, tuple[RegisterProblem, ...]]:
    """Give rows the path of the only file of their name, and one caution that tells of them.

    A name that two folders hold, or that says a folder, is left as it is.
    """
    by_name: dict[str, list[str]] = {}
    there = set()
    for document in documents:
        there.add(document.path)
        by_name.setdefault(_name(document.path), []).append(document.path)
    rows, found = [], []
    for row in register.rows:
        known = by_name.get(_name(row.path), [])
        if row.path not in there and "/" not in row.path and len(known) == 1:
            row = replace(row, path=known[0])
            found.append(row)
        rows.append(row)
    if not found:
        return register, ()
    cells = ", ".join(row.place.rpartition("!")[2] for row in found[1:SHOWN])
    place = found[0].place + (f", {cells}" if cells else "") + (" …" if len(found) > SHOWN else "")
    what = f"{len(found)} ô Tệp ghi tên không kèm thư mục; đã nhận vì chỉ có một tệp tên đó"
    todo = f"nên ghi cả thư mục, như “{found[0].path}”"
    return replace(register, rows=tuple(rows)), (RegisterProblem(place, what, todo),)


def _name(path: str) -> str:
    return path.rpartition("/")[2].casefold()
