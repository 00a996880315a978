"""The register (danh mục minh chứng): which file stands for which requirement, and explanations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from par_rules.criteria.copies import CopyKind
from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.evidence import register_layout as layout
from par_rules.evidence.manifest import RegisterProblem
from par_rules.evidence.register_cells import CellError, Row, Sheets, read_sheets
from par_rules.evidence.register_names import find_leaf, find_requirement
from par_rules.letters import fold, words


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One file linked to one requirement; ``requirement`` is None where the row leaves it open.

    A ``supporting`` file backs the leaf up and answers no requirement.

    ``place`` is "file: sheet!cell" of the file's name. The number and date are what a person
    declares; ``confirmed_by`` is a post or an office. ``url`` is the page on a portal that the file
    is a copy of, as seen on the day ``visited``. ``shot_at`` is where a photo was taken. A
    ``withheld`` file is listed and never handed out. ``copy`` is the kind of copy. ``guessed`` says
    that number and day were proposed from a recognised scan.
    """

    place: str
    leaf: Leaf
    requirement: Requirement | None
    path: str
    supporting: bool = False
    code: str | None = None
    issued: date | None = None
    page: int | None = None
    section: str | None = None
    replaced_by: str | None = None
    confirmed_sha256: str | None = None
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    url: str | None = None
    visited: date | None = None
    valid_until: date | None = None
    shot_at: str | None = None
    withheld: bool = False
    copy: CopyKind | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """The unit's account where evidence is lacking; without ``requirement`` for the whole leaf."""

    leaf: str
    requirement: str | None
    text: str
    office: str | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Register:
    """All usable rows of a register, and what is wrong with the others."""

    rows: tuple[RegisterRow, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    problems: tuple[RegisterProblem, ...] = ()
    sha256: str | None = None

    def explanation(self, leaf: str, requirement: str) -> str | None:
        """Give the explanation of a requirement, else that of its leaf as a whole."""
        texts = {(e.leaf, e.requirement): e.text for e in self.explanations}
        return texts.get((leaf, requirement)) or texts.get((leaf, None))


def read_register(path: Path, criteria: CriteriaSet) -> Register:
    """Read a register; every fault comes back in ``problems``, nothing is raised."""
    if not path.is_file():
        problem = RegisterProblem(
            path.name,
            "chưa có danh mục minh chứng nên chưa tài liệu nào chứng minh điểm nào",
            "lập tệp này để nối từng tài liệu với yêu cầu minh chứng của tiêu chí",
        )
        return Register(problems=(problem,))
    problems: list[RegisterProblem] = []
    try:
        data = path.read_bytes()
    except OSError:
        problem = RegisterProblem(
            path.name, "không mở được tệp", "đóng tệp trong Excel, chạy lại", whole=True
        )
        return Register(problems=(problem,))
    sheets = read_sheets(path.name, data, problems)
    problems[:] = [replace(problem, whole=True) for problem in problems]
    if sheets.tables and layout.EVIDENCE_SHEET not in sheets.tables:
        problems.append(_without_sheet(path.name, sheets))
    rows = tuple(_rows(sheets, criteria, problems))
    explanations = tuple(_explanations(sheets, criteria, problems))
    return Register(rows, explanations, tuple(problems), hashlib.sha256(data).hexdigest())


def _without_sheet(name: str, sheets: Sheets) -> RegisterProblem:
    near = [other for other in sheets.tables if fold(other) == fold(layout.EVIDENCE_SHEET)]
    near += get_close_matches(layout.EVIDENCE_SHEET, sheets.tables, n=1)
    todo = (
        f"đặt lại tên trang “{near[0]}” thành “{layout.EVIDENCE_SHEET}”"
        if near
        else ("dùng danh mục theo mẫu; các trang đang có: " + ", ".join(sheets.tables))
    )
    return RegisterProblem(name, f"không có trang {layout.EVIDENCE_SHEET}", todo, whole=True)


def _rows(
    sheets: Sheets, criteria: CriteriaSet, problems: list[RegisterProblem]
) -> list[RegisterRow]:
    found: list[RegisterRow] = []
    met: dict[tuple[str, str | None, str], str] = {}
    written = sheets.rows(layout.EVIDENCE_SHEET, layout.EVIDENCE_COLUMNS)
    for row in chain(written, _accepted(sheets, problems)):
        try:
            made = _row(row, criteria, problems)
        except CellError as error:
            problems.append(error.problem)
            continue
        key = (made.leaf.key, made.requirement.key if made.requirement else None, made.path)
        if key in met:
            todo = f"bỏ dòng này; lần đầu ở {met[key]}"
            problems.append(
                RegisterProblem(made.place, f"tệp “{made.path}” được nối hai lần", todo)
            )
            continue
        met[key] = made.place.rpartition("!")[2]
        found.append(made)
    return found


def _accepted(sheets: Sheets, problems: list[RegisterProblem]) -> Iterator[Row]:
    """Give the proposals that an official accepted; the others count for nothing."""
    for row in sheets.rows(layout.OFFER_SHEET, layout.OFFER_COLUMNS):
        mark = row.text(layout.ACCEPT)
        if fold(mark) in layout.ACCEPTED:
            yield row
        elif mark:
            what = f"ô {layout.ACCEPT} ghi “{mark}”"
            problems.append(
                row.error(layout.ACCEPT, what, "ghi x để nhận, để trống thì thôi").problem
            )


def _row(row: Row, criteria: CriteriaSet, problems: list[RegisterProblem]) -> RegisterRow:
    leaf = find_leaf(row, criteria)
    supporting = words(row.text(layout.REQUIREMENT)) == words(layout.SUPPORTING)
    requirement = None if supporting else find_requirement(row, leaf)
    path = row.path(layout.FILE)
    optional = row.collecting(problems)
    return RegisterRow(
        place=row.place(layout.FILE),
        leaf=leaf,
        requirement=requirement,
        path=path,
        supporting=supporting,
        code=optional.code(layout.CODE),
        issued=optional.date(layout.ISSUED),
        page=optional.page(layout.PAGE),
        section=row.text(layout.SECTION) or None,
        replaced_by=row.text(layout.REPLACED_BY) or None,
        confirmed_sha256=optional.sha256(layout.CONFIRMED_SHA256),
        confirmed_by=row.text(layout.CONFIRMED_BY) or None,
        confirmed_on=optional.date(layout.CONFIRMED_ON),
        url=optional.url(layout.URL),
        visited=optional.date(layout.VISITED),
        valid_until=optional.date(layout.VALID_UNTIL),
        shot_at=row.text(layout.PLACE) or None,
        withheld=words(row.text(layout.WITHHELD)) not in ((), ("khong",)),
        copy=optional.copy(layout.COPY),
        guessed=row.text(layout.NOTE).startswith(layout.GUESSED),
    )


def _explanations(
    sheets: Sheets, criteria: CriteriaSet, problems: list[RegisterProblem]
) -> list[Explanation]:
    found: list[Explanation] = []
    for row in sheets.rows(layout.EXPLANATION_SHEET, layout.EXPLANATION_COLUMNS):
        try:
            leaf = find_leaf(row, criteria)
            requirement = find_requirement(row, leaf) if row.text(layout.REQUIREMENT) else None
            text = row.required(layout.TEXT, "ghi nội dung giải trình, hoặc bỏ dòng này")
        except CellError as error:
            problems.append(error.problem)
            continue
        found.append(
            Explanation(
                leaf.key,
                requirement.key if requirement else None,
                text,
                row.text(layout.OFFICE) or None,
                row.collecting(problems).date(layout.ON),
            )
        )
    return found
