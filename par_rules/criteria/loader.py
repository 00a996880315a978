"""Loads a criteria set: every file, every fault at once, or a set that is ready to score."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from par_rules.criteria.check_names import check_dropped
from par_rules.criteria.checks import check
from par_rules.criteria.head import CheckSpec, SetHead
from par_rules.criteria.model import (
    CriteriaSet,
    DocumentType,
    FieldOfSet,
    InputSpec,
    SourceDocument,
    Sources,
)
from par_rules.criteria.parsed import keep, name_of, take
from par_rules.criteria.reader import Reader, adapter, with_truths
from par_rules.criteria.versions import version_folder
from par_rules.criteria.walk import Teller
from par_rules.criteria.yaml_nodes import Place, Problem, read_yaml
from par_rules.criteria.year_parts import SetFiles


class CriteriaError(Exception):
    """The set cannot be used; ``problems`` lists every fault found, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def load_criteria(criteria: Path, key: str, year: int, as_of: date | None = None) -> CriteriaSet:
    """Load set ``key`` of ``year`` from the folder ``criteria``; raises ``CriteriaError``.

    Of a year's corrections the one in force on ``as_of`` is taken, the newest where it is None.
    """
    folder = criteria / key / str(year)
    if not folder.is_dir():
        years = sorted(p.name for p in (criteria / key).glob("[0-9]*") if p.is_dir())
        todo = f"các năm đã có: {', '.join(years)}" if years else "kiểm tra tham số --criteria"
        raise CriteriaError(
            [
                Problem(
                    Place(folder.as_posix(), 1, 1),
                    "",
                    f"chưa có bộ tiêu chí {key} năm {year}",
                    todo,
                )
            ]
        )
    loaded = load_folder(version_folder(folder, as_of), criteria)
    wrong = [
        (name, f"ghi {said} nhưng thư mục là {wanted}", f"sửa {name} hoặc tên thư mục")
        for name, said, wanted in (
            ("key", loaded.head.key, key),
            ("year", loaded.head.year, year),
        )
        if said != wanted
    ]
    if wrong:
        tree = read_yaml(folder / "set.yaml", Reader(criteria).name(folder / "set.yaml"))
        tell = Teller(tree, [])
        for name, what, todo in wrong:
            tell((name,), what, todo)
        raise CriteriaError(tell.problems)
    return loaded


def load_folder(folder: Path, criteria: Path) -> CriteriaSet:
    """Load the set in ``folder``; plans are looked up in ``criteria``.

    A set whose every byte was found sound before is taken as it was read then.
    """
    name = name_of(folder, criteria)
    kept = take(name)
    if kept is not None:
        with suppress(ValidationError, KeyError, TypeError, ValueError):
            return _from_kept(kept)
    reader = Reader(criteria)
    loaded, files = _load(reader, folder)
    keep(name, _to_keep(loaded, files, reader))
    return loaded


def _load(reader: Reader, folder: Path) -> tuple[CriteriaSet, SetFiles]:
    """Read and check every file; raises ``CriteriaError`` with all faults."""
    files = reader.files(folder)
    if reader.problems and files is None:
        raise CriteriaError(reader.problems)
    assert files is not None
    head = reader.validated(files.head, SetHead)
    sources = reader.each(files.sources, SourceDocument)
    inputs, input_trees = reader.inputs(files.inputs)
    fields = [(tree, reader.validated(tree, FieldOfSet)) for tree in files.fields]
    dropped = reader.dropped(files)
    if not fields:
        reader.problems.append(
            Problem(
                Place(reader.name(folder), 1, 1),
                "",
                "thư mục không có tệp lĩnh vực nào",
                "mỗi lĩnh vực một tệp, ví dụ 1-chi-dao-dieu-hanh.yaml",
            )
        )
    if head is None or reader.problems or any(field is None for _, field in fields):
        raise CriteriaError(reader.problems)
    loaded = CriteriaSet(
        head=head,
        fields=tuple(field for _, field in fields if field is not None),
        inputs=inputs,
        sources=sources,
        targets=reader.targets(head),
        document_types=reader.document_types(),
        checks=reader.checks(),
        places={
            leaf.key: tree.place(("criteria", i, "leaves", j))
            for tree, field in fields
            if field is not None
            for i, criterion in enumerate(field.criteria)
            for j, leaf in enumerate(criterion.leaves)
        },
        dropped=dropped,
    )
    readings = reader.readings(head)
    by_key = {field.key: tree for tree, field in fields if field is not None}
    found = check(loaded, by_key, files.head, input_trees, readings)
    found += check_dropped(loaded, files.dropped)
    if found or reader.problems:
        raise CriteriaError([*reader.problems, *found])
    return loaded, files


def _to_keep(loaded: CriteriaSet, files: SetFiles, reader: Reader) -> dict[str, Any]:
    """Give all that the files say, ready to be validated again."""
    dropped = files.dropped.value if files.dropped is not None else {}
    inputs = {key: value for tree in files.inputs for key, value in tree.value.items()}
    said = {
        "head": files.head.value,
        "fields": [tree.value for tree in files.fields],
        "inputs": inputs,
        "sources": files.sources.value,
        "dropped": dropped or {},
        **reader.shared,
    }
    return {
        **{key: with_truths(value) for key, value in said.items()},
        "targets": [[*key, str(value)] for key, value in loaded.targets.items()],
        "places": {
            key: [place.file, place.line, place.column] for key, place in loaded.places.items()
        },
    }


def _from_kept(kept: dict[str, Any]) -> CriteriaSet:
    """Make the set of what was kept; raises where that is not whole."""
    types = adapter(tuple[DocumentType, ...]).validate_python(kept["document_types"])
    checks = adapter(tuple[CheckSpec, ...]).validate_python(kept["checks"])
    return CriteriaSet(
        head=adapter(SetHead).validate_python(kept["head"]),
        fields=adapter(tuple[FieldOfSet, ...]).validate_python(kept["fields"]),
        inputs=adapter(dict[str, InputSpec]).validate_python(kept["inputs"]),
        sources=adapter(dict[str, SourceDocument]).validate_python(kept["sources"]),
        targets={(plan, row): Fraction(value) for plan, row, value in kept["targets"]},
        document_types={kind.key: kind for kind in types},
        checks={spec.code: spec for spec in checks},
        places={key: Place(*place) for key, place in kept["places"].items()},
        dropped=adapter(dict[str, Sources]).validate_python(kept["dropped"]),
    )
