"""Turns what pydantic found wrong into Vietnamese sentences with a place and a remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from par_rules.criteria.yaml_nodes import Loc, Problem, Tree
from par_rules.rules import forms as _forms
from par_rules.rules import kinds as _kinds

TAGS = frozenset(
    {
        "banded",
        "linear",
        "graded",
        "per_unit",
        "gate",
        "table",
        "sum_of",
        "given",
        "python",
        "unread",
        "input",
        "ratio",
        "complement",
        "ratio_of_ratios",
        "days_from",
        "change_from_last_year",
        "weighted_answers",
        "target_of_year",
    }
)

OWN = {
    "points_or_of_max": (
        "phải có một trong hai khóa points hoặc of_max",
        "ghi số điểm (points) hoặc phần trăm điểm tối đa (of_max)",
    ),
    "input_or_leaf": ("điều kiện phải nêu một input hoặc một leaf", "giữ lại một khóa"),
    "one_comparison": (
        "điều kiện phải có đúng một phép so sánh",
        "dùng một trong is, at_least, above, at_most, below",
    ),
    "one_list_of_conditions": (
        "cổng điều kiện phải có đúng một danh sách",
        "dùng một trong all_of, any_of, none_of",
    ),
    "points_or_then": (
        "mỗi dòng của bảng phải có đúng một kết quả",
        "dùng một trong points, of_max, then",
    ),
}


def problems_of(error: ValidationError, tree: Tree, model: type[BaseModel]) -> Iterator[Problem]:
    """Give one problem for each thing that pydantic found, each place once."""
    met: set[tuple[Loc, str]] = set()
    found = error.errors(include_url=False)
    misspelt = {item["loc"] for item in _meant(found, model)}
    for item in found:
        if item["type"] == "missing" and item["loc"] in misspelt:
            continue  # it is there under a misspelt name, which is told by itself
        loc = in_file(item["loc"], tree.value)
        mark = (loc, str(item["type"]))
        if item["type"] == "too_short" and item["input"]:
            continue  # the items are there; what is wrong inside them is told by itself
        if mark in met or _echo(item, loc, tree):
            continue
        met.add(mark)
        what, todo = _sentence(item, loc, tree, model)
        key = item["type"] == "extra_forbidden"
        yield Problem(tree.place(loc, key=key), where(loc, tree.value), what, todo)


def _meant(found: list[Any], model: type[BaseModel]) -> Iterator[Any]:
    """Give each missing key that an unknown key beside it was meant to be."""
    missing = [item for item in found if item["type"] == "missing"]
    for item in found:
        if item["type"] == "extra_forbidden":
            near = get_close_matches(str(item["loc"][-1]), _known_keys(model), n=1, cutoff=0.6)
            yield from (m for m in missing if m["loc"] == (*item["loc"][:-1], *near))


def in_file(loc: tuple[str | int, ...], value: Any) -> Loc:
    """Give the path in the file: pydantic's, without the tags of unions and built parts."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(value, dict) and step == "is_" and "is" in value:
            step = "is"
        if _has(value, step):
            path.append(step)
            value = value[step]
        elif step in TAGS or step == "rule" or not isinstance(step, str) or not step.isidentifier():
            continue
        elif isinstance(value, dict) and not step[0].isupper() and "-" not in step:
            path.append(step)
            value = None
    return tuple(path)


def _echo(item: Any, loc: Loc, tree: Tree) -> bool:
    """Say whether the finding only repeats a fault of form already reported at its place."""
    place = tree.place(loc)
    return any(p.place.line == place.line for p in tree.problems)


def where(loc: Loc, value: Any) -> str:
    """Name what the place belongs to: the leaf by its number, else the last named thing."""
    name = ""
    for step in loc:
        value = _inner(value, step)
        if isinstance(value, dict) and isinstance(value.get("number"), str):
            name = f"tiêu chí {value['number']}"
        elif isinstance(value, dict) and isinstance(value.get("label"), str):
            name = f"{name}, phần “{value['label']}”"
    if not name and loc:
        name = f"mục “{loc[0]}”"
    return name


def _inner(value: Any, step: str | int) -> Any:
    return value[step] if _has(value, step) else None


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _sentence(item: Any, loc: Loc, tree: Tree, model: type[BaseModel]) -> tuple[str, str]:
    kind = item["type"]
    last = loc[-1] if loc else ""
    if kind == "extra_forbidden":
        return f"không có khóa “{last}”", did_you_mean(str(last), _known_keys(model))
    if kind == "missing":
        return f"thiếu khóa “{item['loc'][-1]}”", "thêm khóa này"
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        tag = str(item.get("ctx", {}).get("tag", ""))
        if not tag:
            return "chưa ghi dạng (kind hoặc form)", "thêm khóa kind (quy tắc) hoặc form (giá trị)"
        return (
            f"không có dạng “{tag}”" if tag else "chưa ghi dạng (kind hoặc form)",
            did_you_mean(tag, sorted(TAGS)),
        )
    if kind == "literal_error":
        expected = item.get("ctx", {}).get("expected", "").replace("'", "").replace(" or ", ", ")
        return f"giá trị “{item['input']}” không dùng được", f"chọn một trong: {expected}"
    if kind == "value_error":
        reason = str(item.get("ctx", {}).get("error", ""))
        if reason in OWN:
            return OWN[reason]
        return f"“{item['input']}” không phải là số", "viết số với dấu chấm thập phân, ví dụ 1.25"
    if kind == "too_short":
        return "danh sách trống", "thêm ít nhất một mục"
    found = item["input"]
    if isinstance(found, dict | list | tuple) or found is None:
        return "nội dung ở đây không đúng kiểu", "xem lại cách viết của khóa này"
    return f"giá trị “{found}” không đúng kiểu", "xem lại cách viết của khóa này"


def did_you_mean(
    word: str, known: Iterable[str], otherwise: str = "bỏ khóa này hoặc sửa tên"
) -> str:
    """Name the known word nearest to ``word``, or say what else to do."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Ý bạn là “{close[0]}”?" if close else otherwise


def _known_keys(model: type[BaseModel]) -> list[str]:
    """Name every key of the model and all models inside it, and of the rule language."""
    models: list[type[BaseModel]] = [model]
    for module in (_kinds, _forms):
        models += [
            m for m in vars(module).values() if isinstance(m, type) and issubclass(m, BaseModel)
        ]
    names: set[str] = set()
    todo, done = models, set[type[BaseModel]]()
    while todo:
        current = todo.pop()
        if current in done:
            continue
        done.add(current)
        for name, info in current.model_fields.items():
            names.add(info.alias or name.rstrip("_"))
            todo.extend(_models_in(info.annotation))
    return sorted(names | {"points", "of_max", "is", "source"})


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)
