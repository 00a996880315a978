"""Where a figure comes from, in words: a sheet and cell, a case export, last year's results."""

from __future__ import annotations

import re

_CELL = re.compile(r"^(?P<file>[^:]+): (?P<sheet>.+)!(?P<cell>[A-Z]+\d+)$")
_LAST_YEAR = re.compile(r"^(?P<year>\d{4})/ket-qua\.json(: .*)?$")
_DOCUMENT = re.compile(r"^(?P<name>.+), tệp (?P<path>.+)$")
_CASES = re.compile(r"^ho-so-tthc[^/]*\.(csv|parquet|xlsx)(, ho-so-tthc[^/]*)*$")


def origin_text(origin: str | None, *, internal: bool = True) -> str:
    """Write an origin for readers; what is no known form stays as it is, a path never does.

    ``internal`` keeps sheet, cell and file name, by which the unit finds the place again.
    """
    if not origin:
        return ""
    if found := _LAST_YEAR.match(origin):
        return f"kết quả chấm điểm năm {found['year']}"
    if _CASES.match(origin):
        return f"dữ liệu hồ sơ TTHC{f' ({origin})' if internal else ''}"
    if found := _CELL.match(origin):
        place = f", trang {found['sheet']}, ô {found['cell']}, tệp {_name(found['file'])}"
        return f"bảng số liệu{place if internal else ''}"
    if found := _DOCUMENT.match(origin):
        place = f", tệp {_name(found['path'])}"
        return f"{found['name']}{place if internal else ''}"
    return origin if internal and "/" not in origin else ""


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
