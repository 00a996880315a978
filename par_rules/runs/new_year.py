"""A new unit or year: its folders, an empty figures workbook and an empty register."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from par_rules.criteria.kind_words import for_kind
from par_rules.criteria.model import CriteriaSet
from par_rules.evidence.register_layout import DOCUMENT_FOLDER, FILE_NAME
from par_rules.evidence.unit import KINDS, Unit
from par_rules.evidence.unit_write import unit_text
from par_rules.figures.layout import WORKBOOK
from par_rules.files import write_atomic
from par_rules.runs.year import InputError

# What Windows does not allow in a name.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True)
class Started:
    """What was made, and what was there before and stays as it was."""

    made: tuple[Path, ...]
    kept: tuple[Path, ...]


def start_year(criteria: CriteriaSet, unit: Unit, evidence: Path) -> Started:
    """Make what the unit's year lacks; nothing that is there is written over.

    A folder of documents that is there gets no new folders inside. Raises ``InputError`` where a
    file stands in the place of a folder, or a folder cannot be made.
    """
    criteria = for_kind(criteria, KINDS[unit.kind])
    year = evidence / unit.key / str(criteria.head.year)
    files: dict[Path, Callable[[Path], object]] = {
        evidence / unit.key / "unit.yaml": lambda path: write_atomic(path, unit_text(unit)),
        year / WORKBOOK: lambda path: _write_workbook(criteria, unit, path),
        year / FILE_NAME: lambda path: _write_register(criteria, unit, path),
    }
    made, kept = [], []
    for path, write in files.items():
        _folder(path.parent)
        if path.exists():
            kept.append(path)
        else:
            write(path)
            made.append(path)
    documents = year / DOCUMENT_FOLDER
    if documents.is_dir():
        kept.append(documents)
    else:
        _folder(documents)
        made.append(documents)
        for name in office_folders(criteria):
            _folder(documents / name)
            made.append(documents / name)
    return Started(tuple(made), tuple(kept))


def office_folders(criteria: CriteriaSet) -> list[str]:
    """Name a folder for each office that leads a leaf with evidence, in the set's order."""
    leading = {leaf.lead_office for leaf in criteria.leaves() if leaf.evidence}
    return [
        folder_name(office.title) for key, office in criteria.head.offices.items() if key in leading
    ]


def folder_name(title: str) -> str:
    """Give a title as Windows takes it for a folder."""
    return " ".join(_FORBIDDEN.sub(" ", title).split()).rstrip(". ")


def _folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise InputError(
            [f"{path}: ở chỗ của thư mục đang có một tệp cùng tên: đổi tên tệp đó rồi chạy lại"]
        ) from None
    except OSError as error:
        raise InputError(
            [f"{path}: không tạo được thư mục ({error.strerror}): xem lại quyền ghi, ổ đĩa"]
        ) from None


def _write_workbook(criteria: CriteriaSet, unit: Unit, path: Path) -> None:
    from par_rules.figures.workbook import write_workbook

    write_workbook(criteria, path, unit_title=unit.title, keep=None)


def _write_register(criteria: CriteriaSet, unit: Unit, path: Path) -> None:
    from par_rules.evidence.register_write import register_bytes

    write_atomic(path, register_bytes(criteria, unit.title, [], [], []))
