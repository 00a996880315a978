"""Reads the rows of all tables of a file as printed rows: number, title, points, wordings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from par_rules.criteria.table_import.cells import Cell, Remark, SourceFile, SourceTable, TableError
from par_rules.criteria.table_import.columns import Columns, Role, find_columns, repeats_heading
from par_rules.criteria.table_import.numbers import (
    Printed,
    is_total,
    leading,
    points_in,
    points_noted,
    printed,
    without_note,
)
from par_rules.letters import clean, fold
from par_rules.values import points_text

TEXTS: tuple[Role, ...] = (
    "evidence",
    "office",
    "deadline",
    "source",
    "not_arisen",
    "scored_by",
    "note",
)


@dataclass
class Row:
    """A printed row and all unnumbered rows below it.

    ``lines`` are wordings with the cell each came from; ``items`` rows marked "a)" or "-" that
    carry a wording of their own; ``points`` is None where none can be read.
    """

    number: Printed | None
    title: str
    at: str
    points: Fraction | None = None
    points_at: str = ""
    lines: list[tuple[str, str]] = field(default_factory=list)
    items: list[Row] = field(default_factory=list)
    texts: dict[Role, str] = field(default_factory=dict)

    @property
    def wording(self) -> str:
        """Give all wordings, one a line."""
        return "\n".join(text for text, _ in self.lines)

    @property
    def named(self) -> str:
        """Name the row in messages."""
        return f"dòng {self.number.text}" if self.number else f"dòng “{self.title[:40]}”"


@dataclass
class Rows:
    """All rows of a file, its stated total, and what was met on the way."""

    rows: list[Row] = field(default_factory=list)
    total: Fraction | None = None
    total_at: str = ""
    read: int = 0
    tables: int = 0
    faults: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_rows(source: SourceFile) -> Rows:
    """Give the rows of every table of criteria; raises ``TableError`` if there is none."""
    found = Rows(remarks=list(source.remarks))
    columns: Columns | None = None
    width = 0
    missing: list[TableError] = []
    for table in source.tables:
        try:
            own = find_columns(table)
        except TableError as error:
            if "không thấy cột điểm" not in str(error):
                raise
            missing.append(error)
            continue
        if own is not None and columns is not None and _goes_on(table, columns, width):
            own = replace(columns, end=0)  # its heading stands among its rows, and is passed over
        elif own is not None:
            columns, width = own, max(map(len, table.rows))
            found.remarks += _above(table, own)
        elif columns is None or not _goes_on(table, columns, width):
            if any(cell.text for row in table.rows for cell in row):
                found.remarks.append(Remark(table.name, "không phải bảng tiêu chí, không đọc"))
            continue
        else:
            own = replace(columns, end=0)
        found.tables += 1
        _table(table, own, found)
    if not found.tables:
        if missing:
            raise missing[0]
        raise TableError(
            f"{source.name}: không thấy bảng tiêu chí nào: bảng phải có cột tiêu chí (nội dung) và "
            "cột điểm tối đa, tên cột ở đầu bảng"
        )
    found.remarks += [Remark("", str(error)) for error in missing]
    if not found.rows:
        raise TableError(f"{source.name}: bảng có đầu cột nhưng không có dòng tiêu chí nào")
    return found


def _above(table: SourceTable, columns: Columns) -> list[Remark]:
    """Tell of rows above a heading that hold more than a title."""
    rows = [row for row in table.rows[: columns.first] if len({c.text for c in row if c.text}) > 1]
    return [Remark(rows[0][0].at, f"{len(rows)} hàng trên đầu cột, không đọc")] if rows else []


def _goes_on(table: SourceTable, columns: Columns, width: int) -> bool:
    """Say whether a table without a heading is the rest of the one before."""
    rows = [row for row in table.rows if any(cell.text for cell in row)]
    if not rows or max(map(len, table.rows)) != width:
        return False
    place = columns.places.get("number", columns.places["title"])
    first = rows[0][place].text if place < len(rows[0]) else ""
    return printed(first) is not None or leading(first) is not None


def _table(table: SourceTable, columns: Columns, found: Rows) -> None:
    current: Row | None = None
    for cells in table.rows[columns.end :]:
        if not any(cell.text or cell.fault for cell in cells) or repeats_heading(cells, columns):
            continue
        title = columns.get(cells, "title") or cells[0]
        number = _number(cells, columns)
        if number is None and (is_total(title.text) or is_total(cells[0].text)):
            _total(cells, columns, found)
            current = None
            continue
        found.read += 1
        if number is None and _footnote(cells):
            found.remarks.append(Remark(cells[0].at, f"ghi chú dưới bảng: {cells[0].text[:120]}"))
            continue
        found.faults += _faults(cells, columns)
        below = current is not None and (
            (number is None and not _misnumbered(cells, columns))
            or (number is not None and number.item)
            or _same_number(cells, columns)
        )
        if below and current is not None:
            _below(current, cells, columns, number, found)
            continue
        own = None if number is not None and number.item else number  # "a)" under no row at all
        current = _row(cells, columns, own, found)
        found.rows.append(current)


def _number(cells: tuple[Cell, ...], columns: Columns) -> Printed | None:
    cell = columns.get(cells, "number")
    number = printed(cell.text) if cell is not None and not cell.fault else None
    if number is None or number.item:
        title = columns.get(cells, "title")
        own = leading(title.text.split("\n")[0]) if title is not None else None
        if own is not None and (
            cell is None
            or not cell.text
            or cell.joined == "left"
            or cell.text == (title.text if title else "")
        ):
            return own[0]
        if cell is not None and title is not None and cell.text == title.text:
            own = leading(cell.text)
            return own[0] if own else None
    return number


def _misnumbered(cells: tuple[Cell, ...], columns: Columns) -> bool:
    """Say whether something stands where the number should, that is no number."""
    cell, title = columns.get(cells, "number"), columns.get(cells, "title")
    if cell is None or cell.joined == "above":
        return False
    return bool(cell.fault) or bool(cell.text and (title is None or cell.text != title.text))


def _faults(cells: tuple[Cell, ...], columns: Columns) -> list[Remark]:
    """Give what is wrong inside the cells of a row, but for its number and points."""
    told = {columns.places.get("number"), columns.places.get("points")}
    return [
        Remark(cell.at, cell.fault)
        for column, cell in enumerate(cells)
        if cell.fault and not cell.joined and column not in told
    ]


def _same_number(cells: tuple[Cell, ...], columns: Columns) -> bool:
    """Say whether number and title are those of the row above, over which they are merged."""
    number, title = columns.get(cells, "number"), columns.get(cells, "title")
    joined = [cell.joined == "above" for cell in (number, title) if cell is not None]
    return bool(joined) and all(joined)


def _footnote(cells: tuple[Cell, ...]) -> bool:
    """Say whether a row is a note below the table: one text over its whole width."""
    texts = {cell.text for cell in cells if cell.text}
    if len(texts) != 1:
        return False
    text = fold(next(iter(texts)))
    return text.startswith(("ghi chu", "(*)", "*", "luu y", "chu thich")) and len(cells) > 1


def _total(cells: tuple[Cell, ...], columns: Columns, found: Rows) -> None:
    cell = columns.get(cells, "points")
    points = points_in(cell.text) if cell is not None else None
    if cell is None or points is None:
        if cell is not None and cell.text and not is_total(cell.text):
            found.faults.append(Remark(cell.at, f"tổng điểm ghi “{cell.text}”, không đọc được"))
        return
    if found.total is None or points > found.total:
        found.total, found.total_at = points, cell.at


def _row(cells: tuple[Cell, ...], columns: Columns, number: Printed | None, found: Rows) -> Row:
    title = columns.get(cells, "title") or cells[0]
    lines = title.text.split("\n")
    own = leading(lines[0])
    head = own[1] if own and number is not None and own[0].text == number.text else lines[0]
    row = Row(number, without_note(head), title.at)
    cell = columns.get(cells, "number")
    if number is None and cell is not None and (cell.text or cell.fault):
        why = cell.fault or f"số thứ tự “{cell.text[:40]}” không đọc được"
        found.faults.append(Remark(cell.at, why))
    elif number is None:
        found.faults.append(Remark(title.at, f"dòng “{row.title[:60]}” không có số thứ tự"))
    _points(row, cells, columns, title.text, found)
    rest = "\n".join(lines[1:])
    rule = columns.get(cells, "rule")
    if rest:
        row.lines.append((rest, title.at))
    if rule is not None and rule.text and rule.text != title.text:
        row.lines.append((rule.text, rule.at))
    for role in TEXTS:
        cell = columns.get(cells, role)
        if cell is not None and cell.text and cell.text != title.text:
            row.texts[role] = cell.text
    return row


def _points(row: Row, cells: tuple[Cell, ...], columns: Columns, title: str, found: Rows) -> None:
    cell = columns.get(cells, "points")
    noted = points_noted(title.split("\n")[0])
    row.points_at = cell.at if cell is not None else row.at
    text = cell.text if cell is not None and cell.text != title else ""
    if cell is not None and cell.fault and not cell.joined:
        found.faults.append(Remark(cell.at, f"{row.named}: {cell.fault}"))
        return
    if cell is not None and text and cell.joined == "above":
        why = f"{row.named}: ô điểm gộp chung với dòng trên, không rõ điểm của dòng này"
        found.faults.append(Remark(cell.at, why))
        return
    if text:
        row.points = points_in(text)
        if row.points is None:
            why = f"{row.named}: điểm tối đa ghi “{text[:40]}”, không phải một số điểm"
            found.faults.append(Remark(row.points_at, why))
        elif noted is not None and noted != row.points:
            found.faults.append(
                Remark(
                    row.points_at,
                    f"{row.named}: cột điểm ghi {points_text(row.points)} nhưng tên tiêu chí ghi "
                    f"({points_text(noted)} điểm): lấy theo cột điểm",
                )
            )
    elif noted is not None:
        row.points = noted


def _below(
    row: Row, cells: tuple[Cell, ...], columns: Columns, number: Printed | None, found: Rows
) -> None:
    """Take in an unnumbered row: a band, a part, more of a wording, more evidence."""
    title, rule = columns.get(cells, "title"), columns.get(cells, "rule")
    points = columns.get(cells, "points")
    name = title.text if title is not None and title.joined != "above" else ""
    wording = rule.text if rule is not None and rule.joined != "above" and rule.text != name else ""
    given = None
    if points is not None and points.text and points.joined != "above" and points.text != name:
        given = points_in(points.text)
        if given is None:
            why = f"{row.named}: ô điểm ghi “{points.text[:40]}”, không phải một số điểm"
            found.faults.append(Remark(points.at, why))
    if name and wording and given is not None:
        item = Row(
            number,
            without_note(name),
            title.at if title else row.at,
            given,
            points.at if points else "",
        )
        item.lines.append((wording, rule.at if rule else row.at))
        row.items.append(item)
    else:
        text = "\n".join(part for part in (name, wording) if part)
        if text and given is not None and not _has_points(text):
            text = f"{text.rstrip(' :;.')}: {points_text(given)} điểm"
        elif given is not None and not text and row.lines:
            last, at = row.lines[-1]
            row.lines[-1] = (f"{last.rstrip(' :;.')}: {points_text(given)} điểm", at)
        if text:
            row.lines.append((text, (rule if wording and rule else title or cells[0]).at))
    for role in TEXTS:
        cell = columns.get(cells, role)
        if cell is not None and cell.text and cell.joined != "above":
            before = row.texts.get(role, "")
            row.texts[role] = "\n".join(filter(None, (before, cell.text)))


def _has_points(text: str) -> bool:
    return any(
        word in clean(text).lower() for word in (" điểm", "đ.", "đ;", "đ)")
    ) or text.endswith("đ")
