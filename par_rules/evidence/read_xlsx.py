"""Reads the head of an Excel file: the lines above its table."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date

from python_calamine import CalamineWorkbook

from par_rules.evidence.description import Description, Types, settled_type
from par_rules.evidence.letterhead import (
    NATIONAL_TITLE,
    PARTY_TITLE,
    Letterhead,
    read_letterhead,
)
from par_rules.evidence.office_files import check_size, open_archive
from par_rules.letters import clean, fold

_HEAD_ROWS = 12
# Words that open many a line without naming what the file is.
_VAGUE = (None, "tai_lieu", "anh")
_TAKEN = re.compile(r"thoi diem chot ?:.*?(\d{1,2})/(\d{1,2})/(\d{4})")


def describe_xlsx(data: bytes, types: Types) -> Description:
    """Give what the first sheet's head tells; raises ``office_files.Unreadable``.

    Raises ``python_calamine.CalamineError`` for a file that is no workbook inside.
    """
    check_size(open_archive(data))
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=_HEAD_ROWS)
    single = {
        number: line
        for number, row in enumerate(rows)
        if row and sum(map(_filled, row)) == 1 and (line := clean(str(row[0])))
    }
    lines = list(single.values())
    folded = [fold(line) for line in lines]
    taken = next((found for line in folded if (found := _TAKEN.match(line))), None)
    period = any(line.startswith("ky so lieu") for line in folded)
    at = next((n for n, line in single.items() if types.opening(line) not in _VAGUE), None)
    kind = types.opening(single[at]) if at is not None else None
    head = _head(rows[:at] if at is not None else ())
    return Description(
        type_key="ket_xuat" if taken and period else settled_type(kind, types.of_code(head.code)),
        code=head.code,
        issued=_date(taken) if taken else head.issued,
        issuer=head.issuer,
        title=_title(single, at, types) if at is not None else None,
        read_from="cells",
        form=head.form,
    )


def _head(rows: Sequence[Sequence[object]]) -> Letterhead:
    """Read a letterhead in two columns of cells: the right one starts at the national title."""
    start = next(
        (
            column
            for row in rows
            for column, cell in enumerate(row)
            if column and fold(str(cell).split("\n")[0]) in (NATIONAL_TITLE, PARTY_TITLE)
        ),
        None,
    )
    if start is None:
        return Letterhead()
    left = [line for row in rows for cell in row[:start] for line in str(cell).split("\n")]
    right = [line for row in rows for cell in row[start:] for line in str(cell).split("\n")]
    return read_letterhead([line for line in left if line.strip()], right)


def _title(single: Mapping[int, str], at: int, types: Types) -> str:
    """Give the title; a line that is nothing but the type's name is followed by it."""
    below = single.get(at + 1)
    return below if below is not None and types.named(single[at]) is not None else single[at]


def _filled(cell: object) -> bool:
    return str(cell).strip() != ""


def _date(found: re.Match[str]) -> date | None:
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
