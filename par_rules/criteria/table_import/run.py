"""Imports a table: opens the file, reads its rows, writes the set, and reconciles."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from par_rules.criteria.loader import CriteriaError, load_folder
from par_rules.criteria.model import CriteriaSet, DocumentType
from par_rules.criteria.table_import.cells import TableError
from par_rules.criteria.table_import.draft import Draft, draft_set
from par_rules.criteria.table_import.exported import find_exported, read_exported
from par_rules.criteria.table_import.files import file_texts, write_files
from par_rules.criteria.table_import.open_file import open_file
from par_rules.criteria.table_import.report import Reconciliation
from par_rules.criteria.table_import.rows import Rows, read_rows
from par_rules.criteria.table_import.tree import Sum, Tree, build, points_of
from par_rules.criteria.yaml_nodes import read_yaml

TYPES: TypeAdapter[tuple[DocumentType, ...]] = TypeAdapter(tuple[DocumentType, ...])


@dataclass(frozen=True)
class Imported:
    """The files of the set by name, and the reconciliation."""

    texts: Mapping[str, str]
    report: Reconciliation


def import_table(
    path: Path, criteria: Path, key: str, year: int, *, like: CriteriaSet | None = None
) -> Imported:
    """Read the table in ``path`` as set ``key`` of ``year``; nothing is written yet.

    The set that comes out has been loaded once. Raises ``TableError``.
    """
    source = open_file(path)
    types = _types(criteria)
    exported = find_exported(source)
    if exported is not None:
        draft, rows, tree = read_exported(exported, year, key)
        rows.remarks += source.remarks
        return _imported(source.name, rows, tree, draft, types, criteria)
    rows = read_rows(source)
    tree = build(rows)
    told = {fault.at for fault in rows.faults}
    draft = draft_set(tree, source.name, key=key, year=year, like=like, types=types, told=told)
    return _imported(source.name, rows, tree, draft, types, criteria)


def _imported(
    name: str,
    rows: Rows,
    tree: Tree,
    draft: Draft,
    types: Mapping[str, DocumentType],
    criteria: Path,
) -> Imported:
    """Write the texts and load them once; raises ``TableError``."""
    if not draft.leaves:
        where = "; ".join(str(fault) for fault in draft.faults[:5])
        raise TableError(f"{name}: không có tiêu chí nào nhập được{': ' if where else ''}{where}")
    try:
        texts = file_texts(draft, types)
    except ValidationError as error:
        places = "; ".join(".".join(map(str, e["loc"])) for e in error.errors()[:5])
        faults = "; ".join(map(str, draft.faults[:5]))
        raise TableError(f"{name}: thiếu hoặc sai: {faults or places}") from None
    _loads(texts, criteria, name)
    return Imported(texts, _report(name, rows, tree, draft))


def write_import(found: Imported, folder: Path) -> None:
    """Write the files of the set; raises ``TableError`` where there is one already."""
    write_files(folder, found.texts)


def _types(criteria: Path) -> dict[str, DocumentType]:
    """Read the types of documents all sets share; a folder without the file has none."""
    path = criteria / "document-types.yaml"
    if not path.is_file():
        return {}
    try:
        found = TYPES.validate_python(read_yaml(path, path.name).value or ())
    except ValidationError:
        raise TableError(f"{path.as_posix()}: có lỗi: chạy par check để xem") from None
    return {kind.key: kind for kind in found}


def _loads(texts: Mapping[str, str], criteria: Path, name: str) -> None:
    """Load the files once, apart; what does not load is not written."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
        try:
            load_folder(folder, criteria)
        except CriteriaError as error:
            said = "; ".join(f"{p.where}: {p.what}" for p in error.problems[:5])
            raise TableError(
                f"{name}: bảng đọc được nhưng không thành bộ tiêu chí: {said}"
            ) from None


def _report(name: str, rows: Rows, tree: Tree, draft: Draft) -> Reconciliation:
    fields = tuple(
        Sum(
            node.row.number.text if node.row.number else "",
            node.row.title,
            node.row.points,
            points_of(node),
            node.row.points_at,
        )
        for node in tree.fields
        if node.role != "penalty"
    )
    return Reconciliation(
        file=name,
        tables=rows.tables,
        rows=rows.read,
        leaves=draft.leaves,
        total=tree.total,
        fields=fields,
        sums=tuple(tree.sums),
        unread=tuple(draft.unread),
        faults=tuple(dict.fromkeys((*rows.faults, *draft.faults))),
        assumed=tuple(dict.fromkeys(draft.assumed)),
        remarks=tuple(dict.fromkeys(rows.remarks)),
    )
