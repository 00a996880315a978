"""Reads the head of an Excel file: the lines above its table."""

from __future__ import annotations

import io
import re
from datetime import date

from python_calamine import CalamineWorkbook

from par_rules.evidence.description import Description, Types
from par_rules.evidence.letters import clean, fold
from par_rules.evidence.office_files import check_size, open_archive

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
    lines = [clean(str(row[0])) for row in rows if row and sum(map(_filled, row)) == 1]
    lines = [line for line in lines if line]
    folded = [fold(line) for line in lines]
    taken = next((found for line in folded if (found := _TAKEN.match(line))), None)
    period = any(line.startswith("ky so lieu") for line in folded)
    title = next((line for line in lines if types.opening(line) not in _VAGUE), None)
    return Description(
        type_key="ket_xuat" if taken and period else types.opening(title) if title else None,
        issued=_date(taken) if taken else None,
        title=title,
        read_from="cells",
    )


def _filled(cell: object) -> bool:
    return str(cell).strip() != ""


def _date(found: re.Match[str]) -> date | None:
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
