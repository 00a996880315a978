"""What was read from each document of a year, and an official's word on it in the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from par_rules.criteria.copies import COPIES, KINDS, copies_text, copy_kind
from par_rules.evidence import register_layout as layout
from par_rules.evidence.letterhead import CODE
from par_rules.evidence.ocr.guess import Guess
from par_rules.evidence.placed import placed
from par_rules.evidence.proposing.offers import Offer
from par_rules.evidence.register import RegisterRow, read_register
from par_rules.figures.cells import CellError, day_of
from par_rules.files import write_atomic
from par_rules.runs.lab.held import write_unless_held
from par_rules.runs.lab.register_cells import NoRegister, with_cells
from par_rules.runs.proposals import known_guesses, propose
from par_rules.runs.year import InputError, YearRun, judged_evidence

if TYPE_CHECKING:
    from par_rules.evidence.document import Document

BEFORE = "danh-muc-minh-chung (trước khi ghi ngày {:%Y-%m-%d}).xlsx"
WHERE_FROM = {
    "page": "đọc từ trang đầu của tệp",
    "paragraphs": "đọc từ các đoạn của tệp Word",
    "cells": "đọc từ các ô của tệp Excel",
    "exif": "máy ảnh ghi trong tệp",
}
RECOGNISED = "nhận dạng từ bản quét, phải so với bản gốc"
NOT_READ = "không đọc được"


@dataclass(frozen=True)
class ReadValue:
    """One thing a document tells: what was read, from where, and what the register says."""

    title: str
    text: str
    where: str
    registered: str = ""


@dataclass(frozen=True)
class ReadDocument:
    """A document, the rows of the register that name it, and where it could be linked."""

    document: Document
    rows: tuple[RegisterRow, ...]
    guess: Guess | None
    offers: tuple[Offer, ...]

    @property
    def confirmed(self) -> bool:
        """Say whether somebody has confirmed these very bytes."""
        return any(
            row.confirmed_by
            and row.confirmed_sha256
            and self.document.sha256.startswith(row.confirmed_sha256)
            for row in self.rows
        )

    @property
    def code(self) -> str:
        """Give the number to confirm: as read, else as registered, else as recognised."""
        registered = next((row.code for row in self.rows if row.code), None)
        guessed = self.guess.code if self.guess else None
        return self.document.code or registered or guessed or ""

    @property
    def issued(self) -> str:
        """Give the day to confirm, in the same order."""
        registered = next((row.issued for row in self.rows if row.issued), None)
        guessed = self.guess.issued if self.guess else None
        return _day(self.document.issued or registered or guessed)

    @property
    def copy(self) -> str:
        """Give the kind of copy as registered: nothing in a file tells it."""
        return next((COPIES[row.copy] for row in self.rows if row.copy), "")

    def values(self) -> tuple[ReadValue, ...]:
        """Give number, day, issuer and title, each with where it was read."""
        known, guess = self.document, self.guess or Guess()
        code = next((row.code for row in self.rows if row.code), None)
        issued = next((row.issued for row in self.rows if row.issued), None)
        return (
            self._value("Số, ký hiệu", known.code, guess.code, code or ""),
            self._value("Ngày ban hành", _day(known.issued), _day(guess.issued), _day(issued)),
            self._value("Cơ quan ban hành", known.issuer, guess.issuer),
            self._value("Trích yếu", known.title, guess.title),
        )

    def _value(
        self, title: str, read: str | None, guessed: str | None, registered: str = ""
    ) -> ReadValue:
        if read:
            where = WHERE_FROM.get(self.document.read_from, "đọc từ tệp")
            return ReadValue(title, read, where, registered)
        if guessed:
            return ReadValue(title, guessed, RECOGNISED, registered)
        return ReadValue(title, "", NOT_READ, registered)


def read_values(run: YearRun) -> tuple[ReadDocument, ...]:
    """Give all documents of the year, those that nobody has confirmed first."""
    manifest = judged_evidence(run)
    register, _ = placed(
        read_register(run.folder / layout.FILE_NAME, run.criteria), manifest.documents
    )
    rows: dict[str, list[RegisterRow]] = {}
    for row in register.rows:
        rows.setdefault(row.path, []).append(row)
    offers: dict[str, list[Offer]] = {}
    for offer in propose(run, manifest).offers:
        offers.setdefault(offer.document.path, []).append(offer)
    guesses = known_guesses(run, manifest)
    found = [
        ReadDocument(
            one,
            tuple(rows.get(one.path, ())),
            guesses.get(one.sha256),
            tuple(offers.get(one.path, ())),
        )
        for one in manifest.documents
        if one.sha256
    ]
    return tuple(sorted(found, key=lambda one: (one.confirmed, one.document.path)))


def write_confirmation(
    run: YearRun,
    read: ReadDocument,
    cells: Mapping[str, str],
    *,
    leaf: str = "",
    requirement: str = "",
) -> ReadDocument:
    """Write an official's word on a document into the register; gives the document as it is now.

    ``cells`` are texts by column of the register; the person is asked for, and the SHA-256 of the
    bytes that were looked at is written beside. A document that no row names is linked to a leaf
    (its number) and a requirement (its title). The register as it was on the first writing of a
    day is kept among the outputs. Raises ``InputError``.
    """
    said = _checked(cells)
    path = run.folder / layout.FILE_NAME
    said[layout.CONFIRMED_SHA256] = read.document.sha256
    if not read.rows:
        if not leaf or not requirement:
            raise InputError(
                [f"{read.document.path}: chưa nối với tiêu chí nào: chọn tiêu chí và yêu cầu"]
            )
        said |= {
            layout.LEAF: leaf,
            layout.REQUIREMENT: requirement,
            layout.FILE: read.document.path,
        }
    try:
        data = path.read_bytes()
        new = with_cells(data, [_place(row) for row in read.rows], said)
    except FileNotFoundError:
        todo = f"gõ par init --unit {run.unit.key} --year {run.year}"
        raise InputError([f"{path.name}: chưa có danh mục minh chứng: {todo}"]) from None
    except OSError:
        raise InputError(
            [f"{path.name}: không mở được: đóng tệp trong Excel rồi thử lại"]
        ) from None
    except NoRegister as error:
        raise InputError([f"{path.name}: {error}"]) from None
    before = run.out / BEFORE.format(date.today())
    if not before.exists():
        write_atomic(before, data)
    write_unless_held(path, new)
    return _again(run, read)


def _again(run: YearRun, read: ReadDocument) -> ReadDocument:
    register, _ = placed(
        read_register(run.folder / layout.FILE_NAME, run.criteria), [read.document]
    )
    rows = tuple(row for row in register.rows if row.path == read.document.path)
    return replace(read, rows=rows)


def _checked(cells: Mapping[str, str]) -> dict[str, str]:
    said = {column: text.strip() for column, text in cells.items() if text.strip()}
    faults = []
    if layout.CONFIRMED_BY not in said:
        faults.append(f"{layout.CONFIRMED_BY}: còn trống: ghi chức danh người đã xem tài liệu")
    code = said.get(layout.CODE)
    if code is not None and CODE.fullmatch(code) is None:
        faults.append(f"{layout.CODE}: “{code}” không đọc được: ghi như 156/KH-UBND")
    for column in (layout.ISSUED, layout.CONFIRMED_ON):
        if column in said:
            try:
                said[column] = _day(day_of(said[column]))
            except CellError as error:
                faults.append(f"{column}: {error}")
    page = said.get(layout.PAGE)
    if page is not None and not (page.isdecimal() and 0 < int(page) < 10_000):
        faults.append(f"{layout.PAGE}: “{page}” không đọc được: ghi một số trang, từ 1")
    kind = said.get(layout.COPY)
    if kind is not None and copy_kind(kind) is None:
        faults.append(f"{layout.COPY}: không có loại bản “{kind}”: ghi {copies_text(KINDS)}")
    if faults:
        raise InputError(faults)
    said.setdefault(layout.CONFIRMED_ON, _day(date.today()))
    return said


def _place(row: RegisterRow) -> tuple[str, int]:
    """Give sheet and number of a row out of "file: sheet!cell"."""
    sheet, _, cell = row.place.partition(": ")[2].rpartition("!")
    return sheet, int("".join(letter for letter in cell if letter.isdigit()))


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
