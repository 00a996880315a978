"""Loads a criteria set: every file, every fault at once, or a set that is ready to score."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from par_rules.criteria.checks import check
from par_rules.criteria.head import CheckSpec, SetHead
from par_rules.criteria.messages import problems_of
from par_rules.criteria.model import (
    CriteriaSet,
    DocumentType,
    FieldOfSet,
    InputSpec,
    SourceDocument,
    Target,
)
from par_rules.criteria.walk import Teller
from par_rules.criteria.yaml_nodes import Place, Problem, Tree, read_yaml, truth

M = TypeVar("M", bound=BaseModel)
TRUTHS = frozenset(
    {
        "inside",
        "held",
        "counted",
        "in_force",
        "page",
        "confirms_none",
        "may_exceed",
        "cumulative",
        "stock",
        "numbered",
    }
)


class CriteriaError(Exception):
    """The set cannot be used; ``problems`` lists every fault found, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def load_criteria(criteria: Path, key: str, year: int) -> CriteriaSet:
    """Load set ``key`` of ``year`` from the folder ``criteria``; raises ``CriteriaError``."""
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
    loaded = load_folder(folder, criteria)
    wrong = [
        (name, f"ghi {said} nhưng thư mục là {wanted}", f"sửa {name} hoặc tên thư mục")
        for name, said, wanted in (
            ("key", loaded.head.key, key),
            ("year", loaded.head.year, year),
        )
        if said != wanted
    ]
    if wrong:
        tree = read_yaml(folder / "set.yaml", _Reader(criteria).name(folder / "set.yaml"))
        tell = Teller(tree, [])
        for name, what, todo in wrong:
            tell((name,), what, todo)
        raise CriteriaError(tell.problems)
    return loaded


def load_folder(folder: Path, criteria: Path) -> CriteriaSet:
    """Load the set in ``folder``; plans are looked up in ``criteria``."""
    reader = _Reader(criteria)
    head = reader.one(folder / "set.yaml", SetHead)
    head_tree = reader.trees[-1]
    sources = reader.named(folder / "sources.yaml", SourceDocument)
    inputs, input_trees = reader.inputs(folder)
    fields = [(path, reader.one(path, FieldOfSet)) for path in sorted(folder.glob("[0-9]*.yaml"))]
    trees = reader.trees[len(reader.trees) - len(fields) :]
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
            for (_, field), tree in zip(fields, trees, strict=True)
            if field is not None
            for i, criterion in enumerate(field.criteria)
            for j, leaf in enumerate(criterion.leaves)
        },
    )
    readings = reader.readings(head)
    by_key = {f.key: tree for (_, f), tree in zip(fields, trees, strict=True) if f is not None}
    found = check(loaded, by_key, head_tree, input_trees, readings)
    if found or reader.problems:
        raise CriteriaError([*reader.problems, *found])
    return loaded


class _Reader:
    """Reads files into models and keeps every problem met."""

    def __init__(self, criteria: Path) -> None:
        self.criteria = criteria
        self.problems: list[Problem] = []
        self.trees: list[Tree] = []

    def name(self, path: Path) -> str:
        try:
            return (Path(self.criteria.name) / path.relative_to(self.criteria)).as_posix()
        except ValueError:
            return path.as_posix()

    def tree(self, path: Path) -> Tree:
        tree = read_yaml(path, self.name(path))
        self.trees.append(tree)
        return tree

    def one(self, path: Path, model: type[M]) -> M | None:
        tree = self.tree(path)
        found: M | None = self._validate(tree, model, model)
        return found

    def named(self, path: Path, model: type[M]) -> dict[str, M]:
        tree = self.tree(path)
        return self._validate(tree, dict[str, model], model) or {}  # type: ignore[valid-type]

    def inputs(self, folder: Path) -> tuple[dict[str, InputSpec], dict[str, Tree]]:
        """Read all files of inputs; give the inputs, and the file of each."""
        found: dict[str, InputSpec] = {}
        trees: dict[str, Tree] = {}
        for path in sorted(folder.glob("inputs*.yaml")):
            for name, spec in self.named(path, InputSpec).items():
                tree = self.trees[-1]
                if name in trees:
                    first = trees[name].place((name,), key=True)
                    self.problems.append(
                        Problem(
                            tree.place((name,), key=True),
                            f"mục “{name}”",
                            f"số liệu này đã khai ở {first.file}, dòng {first.line}",
                            "chỉ giữ một nơi khai",
                        )
                    )
                    continue
                found[name], trees[name] = spec, tree
        return found, trees

    def _validate(self, tree: Tree, shape: Any, model: type[BaseModel]) -> Any:
        self._codes(tree)
        self.problems += tree.problems
        if tree.value is None:
            if not tree.problems:
                place = Place(tree.file, 1, 1)
                what = "tệp không có nội dung"
                self.problems.append(Problem(place, "", what, "lấy lại bản trước của tệp này"))
            return None
        try:
            return _adapter(shape).validate_python(_with_truths(tree.value))
        except ValidationError as error:
            self.problems += problems_of(error, tree, model)
            return None

    def _codes(self, tree: Tree) -> None:
        """Refuse a printed number without quotes: 3.10 would read as 3.1."""
        for loc, place in tree.places.items():
            if loc and loc[-1] == "number" and not getattr(_at(tree.value, loc), "quoted", True):
                text = _at(tree.value, loc)
                tree.problems.append(
                    Problem(
                        place,
                        "",
                        f"mã {text} viết không có dấu nháy",
                        f'viết "{text}" để không mất số 0 ở cuối',
                    )
                )

    def document_types(self) -> dict[str, DocumentType]:
        """Read the types all sets share; a folder of criteria without the file has none."""
        path = self.criteria / "document-types.yaml"
        if not path.is_file():
            return {}
        types = self._validate(self.tree(path), tuple[DocumentType, ...], DocumentType)
        return {kind.key: kind for kind in types or ()}

    def checks(self) -> dict[str, CheckSpec]:
        """Read the catalogue of checks all sets share; a folder without the file has none."""
        path = self.criteria / "checks.yaml"
        if not path.is_file():
            return {}
        checks = self._validate(self.tree(path), tuple[CheckSpec, ...], CheckSpec)
        return {check.code: check for check in checks or ()}

    def readings(self, head: SetHead) -> frozenset[str]:
        """Name the unclear places of the set's plans; a plan without the file has none."""
        paths = [self.criteria / plan / "readings.yaml" for plan in head.plans]
        rows = [row for path in paths if path.is_file() for row in self.tree(path).value or ()]
        return frozenset(str(row["key"]) for row in rows if isinstance(row, dict) and "key" in row)

    def targets(self, head: SetHead) -> dict[tuple[str, str], Fraction]:
        """Give the plans' targets of the year, by plan and row."""
        found = {}
        for plan in head.plans:
            tree = self.tree(self.criteria / plan / "targets.yaml")
            for row in self._validate(tree, tuple[Target, ...], Target) or ():
                if head.year in row.years:
                    found[plan, row.id] = row.value
        return found


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _at(value: Any, loc: tuple[str | int, ...]) -> Any:
    for step in loc:
        value = value[step]
    return value


def _with_truths(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: truth(inner) if key in TRUTHS else _with_truths(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_with_truths(inner) for inner in value]
    return value
