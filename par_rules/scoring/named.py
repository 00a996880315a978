"""Finds the figure or the requirement that an official names: by its key, or by its title.

Titles are compared without marks and capitals; a start, or a part, that only one of them has is
enough. A figure may be named within a leaf, as in "3.2.2: Số báo cáo"; a requirement always is, as
in "1.1.1/Kế hoạch". ``ValueError`` says in Vietnamese what there is; keys stand in brackets behind
the titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from par_rules.criteria.groups import group_text
from par_rules.criteria.model import CriteriaSet, Leaf
from par_rules.letters import fold

SHOWN = 3


def input_named(criteria: CriteriaSet, name: str) -> str:
    """Give the key of the figure."""
    if name in criteria.inputs:
        return name
    titles = {key: spec.title for key, spec in criteria.inputs.items()}
    leaf = _leaf(criteria, name)
    if leaf is not None:
        of_leaf = {key: titles[key] for key in sorted(leaf.reads())}
        raise ValueError(f"“{name}” là tiêu chí; ghi số liệu của tiêu chí này: {_list(of_leaf)}")
    number, colon, start = name.partition(":")
    leaf = _leaf(criteria, number.strip()) if colon else None
    if leaf is not None:
        of_leaf = {key: titles[key] for key in sorted(leaf.reads())}
        found = _by_title(of_leaf, start)
        if len(found) == 1:
            return found[0]
        which = f"có {len(found)} số liệu" if found else "không có số liệu nào"
        raise ValueError(
            f"tiêu chí {leaf.number} {which} có trong tên “{start.strip()}”: "
            + _list(of_leaf, found)
        )
    found = _by_title(titles, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(
            f"{len(found)} số liệu có trong tên “{name}”, ghi tên dài hơn hoặc mã: "
            + _list(titles, found)
        )
    near = get_close_matches(name, list(titles), SHOWN, 0.6)
    hint = " hoặc ".join(f"“{titles[key]}” ({key})" for key in near[:SHOWN])
    end = f"Ý bạn là {hint}?" if near else "Xem tên ở bảng số liệu"
    raise ValueError(f"không có số liệu “{name}”. {end}")


def requirement_named(criteria: CriteriaSet, where: str) -> tuple[str, str]:
    """Give the keys of the leaf and of the requirement; a leaf's only one needs no name."""
    number, name = ([part.strip() for part in re.split("[/:]", where, maxsplit=1)] + [""])[:2]
    leaf = _leaf(criteria, number)
    if leaf is None:
        group = group_text(criteria, number)
        if group is not None:
            raise ValueError(group)
        numbers = [x.number for x in criteria.leaves()] + [x.key for x in criteria.leaves()]
        near = get_close_matches(number, numbers, 1)
        raise ValueError(
            f"không có tiêu chí “{number}”" + (f". Ý bạn là “{near[0]}”?" if near else "")
        )
    titles = {r.key: r.title for r in leaf.evidence}
    if name in titles:
        return leaf.key, name
    if not name and len(titles) == 1:
        return leaf.key, next(iter(titles))
    if not name and titles:
        raise ValueError(
            f"tiêu chí {leaf.number} có {len(titles)} yêu cầu minh chứng, ghi rõ một: "
            f"{_list(titles)}; ví dụ {leaf.number}/{next(iter(titles))}=đạt"
        )
    found = _by_title(titles, name) if name else []
    if len(found) == 1:
        return leaf.key, found[0]
    if found:
        raise ValueError(
            f"{len(found)} yêu cầu minh chứng của tiêu chí {leaf.number} có trong tên "
            f"“{name}”, ghi tên dài hơn hoặc mã: {_list(titles, found)}"
        )
    known = f"; các yêu cầu: {_list(titles)}" if titles else ""
    wanted = f" “{name}”" if name else ""
    raise ValueError(f"tiêu chí {leaf.number} không có yêu cầu minh chứng{wanted}{known}")


def _leaf(criteria: CriteriaSet, name: str) -> Leaf | None:
    return next((leaf for leaf in criteria.leaves() if name in (leaf.number, leaf.key)), None)


def _by_title(titles: Mapping[str, str], start: str) -> list[str]:
    """Give the keys of the titles that are ``start``, else begin with it, else hold it."""
    wanted = fold(start)
    if not wanted:
        return list(titles)
    folded = {key: fold(title) for key, title in titles.items()}
    same = [key for key, title in folded.items() if title == wanted]
    begin = [key for key, title in folded.items() if title.startswith(wanted)]
    hold = [key for key, title in folded.items() if len(wanted) > 3 and wanted in title]
    return same or begin or hold


def _list(titles: Mapping[str, str], keys: Iterable[str] = ()) -> str:
    return "; ".join(f"“{titles[key]}” ({key})" for key in list(keys) or titles)
