"""Reads the files of a set into models and keeps every problem met."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from par_rules.criteria.head import CheckSpec, SetHead
from par_rules.criteria.messages import problems_of
from par_rules.criteria.model import (
    DocumentType,
    InputSpec,
    SourceDocument,
    Sources,
    Target,
)
from par_rules.criteria.versions import version_folder
from par_rules.criteria.walk import Teller
from par_rules.criteria.yaml_nodes import Place, Problem, Tree, read_yaml, truth
from par_rules.criteria.year_parts import Parts, SetFiles, join, parts_of
from par_rules.criteria.year_words import in_year, unknown_words
from par_rules.criteria.years import FILES as YEAR_FILES
from par_rules.criteria.years import changed

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


class Reader:
    """Reads files into models and keeps every problem met."""

    def __init__(self, criteria: Path) -> None:
        self.criteria = criteria
        self.problems: list[Problem] = []
        self.shared: dict[str, Any] = {"document_types": [], "checks": []}

    def name(self, path: Path) -> str:
        """Say how messages call a file."""
        try:
            return (Path(self.criteria.name) / path.relative_to(self.criteria)).as_posix()
        except ValueError:
            return path.as_posix()

    def tree(self, path: Path) -> Tree:
        """Read one file, with every fault of its form."""
        tree = read_yaml(path, self.name(path))
        self._codes(tree)
        tree.problems += unknown_words(tree)
        return tree

    def files(self, folder: Path) -> SetFiles | None:
        """Read the files of a set; put them together where it stands on another."""
        parts, files = self._parts(folder, ())
        return files if parts is not None else None

    def _parts(self, folder: Path, above: tuple[Path, ...]) -> tuple[Parts | None, SetFiles | None]:
        """Read a year, and what it stands on; give its pieces and its files as of that year."""
        head = self.tree(folder / "set.yaml")
        value = head.value if isinstance(head.value, dict) else {}
        if "base" not in value and "corrects" not in value:
            parts, files = self._whole(folder, head)
            if above:  # what stands on it is validated, not these files
                for tree in (files.head, files.sources, *files.inputs, *files.fields):
                    self.problems += tree.problems
            return parts, files
        on = self._stands_on(folder, head, above)
        if on is None:
            return None, None
        base, _ = self._parts(on, (*above, folder))
        if base is None:
            return None, None
        year = base.year + (0 if "corrects" in value else 1)
        trees = {name: self.tree(folder / name) for name in YEAR_FILES if name != "set.yaml"}
        self.problems += [p for tree in (head, *trees.values()) for p in tree.problems]
        parts, own, dropped = changed(base, year, {"set.yaml": head, **trees}, self.problems)
        if self.problems:
            return None, None
        files = join(parts, own, head.file)
        files.dropped = dropped
        return parts, files

    def _whole(self, folder: Path, head: Tree) -> tuple[Parts, SetFiles]:
        files = SetFiles(
            head,
            self.tree(folder / "sources.yaml"),
            [self.tree(path) for path in sorted(folder.glob("inputs*.yaml"))],
            [self.tree(path) for path in sorted(folder.glob("[0-9]*.yaml"))],
        )
        said = head.value.get("year") if isinstance(head.value, dict) else None
        year = int(said) if isinstance(said, str) and said.isdigit() else 0
        parts = parts_of(files, year)
        for tree in (files.head, files.sources, *files.inputs, *files.fields):
            tree.value = in_year(tree.value, year)
        return parts, files

    def _stands_on(self, folder: Path, head: Tree, above: tuple[Path, ...]) -> Path | None:
        """Find the folder that a year or a correction stands on, or report why there is none."""
        tell = Teller(head, self.problems)
        if "corrects" in head.value:
            year, said = folder.parent.parent, str(head.value["corrects"])
            on = year if said == "1" else year / "corrections" / said
            if folder.parent.name != "corrections":
                tell(
                    ("corrects",),
                    "bản sửa trong năm nằm sai chỗ",
                    "đặt ở thư mục corrections/2 của năm được sửa",
                )
                return None
            if not on.is_dir() or (said != "1" and int(folder.name) <= int(on.name)):
                tell(
                    ("corrects",), f"không có bản {said} trước bản này", "ghi số của bản liền trước"
                )
                return None
            if "source" not in head.value:
                tell((), "bản sửa trong năm chưa ghi căn cứ", "thêm source: văn bản sửa đổi")
            return on
        said, year_text = str(head.value["base"]), folder.name
        if not said.isdigit() or not year_text.isdigit():
            tell(("base",), f"năm “{said}” không phải là năm", "ghi năm, ví dụ base: 2026")
            return None
        if int(said) >= int(year_text):
            what = f"năm {year_text} dựa trên năm {said}, các năm quay vòng"
            tell(("base",), what, f"ghi năm liền trước: {int(year_text) - 1}")
            return None
        if int(said) != int(year_text) - 1:
            what = f"năm {year_text} dựa trên năm {said}, bỏ cách năm {int(year_text) - 1}"
            tell(("base",), what, f"ghi base: {int(year_text) - 1}")
            return None
        on = folder.parent / said
        if not on.is_dir():
            tell(
                ("base",), f"chưa có bộ tiêu chí năm {said}", "thêm bộ năm đó hoặc viết đủ năm này"
            )
            return None
        return version_folder(on, None)

    def validated(self, tree: Tree, model: type[M]) -> M | None:
        """Validate a file of one model; None where it is not sound."""
        found: M | None = self._validate(tree, model, model)
        return found

    def each(self, tree: Tree, model: type[M]) -> dict[str, M]:
        """Validate a file of models by key; none where it is not sound."""
        return self._validate(tree, dict[str, model], model) or {}  # type: ignore[valid-type]

    def inputs(self, files: list[Tree]) -> tuple[dict[str, InputSpec], dict[str, Tree]]:
        """Validate all files of inputs; give the inputs, and the file of each."""
        found: dict[str, InputSpec] = {}
        trees: dict[str, Tree] = {}
        for tree in files:
            for name, spec in self.each(tree, InputSpec).items():
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

    def dropped(self, files: SetFiles) -> dict[str, Sources]:
        """Validate the sources that say why a leaf of the year before is gone."""
        if files.dropped is None or not files.dropped.value:
            return {}
        return self._validate(files.dropped, dict[str, Sources], SourceDocument) or {}

    def _validate(self, tree: Tree, shape: Any, model: type[BaseModel]) -> Any:
        self.problems += tree.problems
        if tree.value is None:
            if not tree.problems:
                place = Place(tree.file, 1, 1)
                what = "tệp không có nội dung"
                self.problems.append(Problem(place, "", what, "lấy lại bản trước của tệp này"))
            return None
        try:
            return adapter(shape).validate_python(with_truths(tree.value))
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
        tree = self.tree(path)
        self.shared["document_types"] = tree.value or []
        types = self._validate(tree, tuple[DocumentType, ...], DocumentType)
        return {kind.key: kind for kind in types or ()}

    def checks(self) -> dict[str, CheckSpec]:
        """Read the catalogue of checks all sets share; a folder without the file has none."""
        path = self.criteria / "checks.yaml"
        if not path.is_file():
            return {}
        tree = self.tree(path)
        self.shared["checks"] = tree.value or []
        checks = self._validate(tree, tuple[CheckSpec, ...], CheckSpec)
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
def adapter(shape: Any) -> TypeAdapter[Any]:
    """Give what validates ``shape``, made once."""
    return TypeAdapter(shape)


def _at(value: Any, loc: tuple[str | int, ...]) -> Any:
    for step in loc:
        value = value[step]
    return value


def with_truths(value: Any) -> Any:
    """Turn yes and no into truths, under the keys that hold them."""
    if isinstance(value, dict):
        return {
            key: truth(inner) if key in TRUTHS else with_truths(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [with_truths(inner) for inner in value]
    return value
