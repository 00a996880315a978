"""The decision record ``nhat-ky.jsonl``: one line a scoring, with what changed since the last one.

``{"schema": "par-log/1", "time", "year", "as_of", "set", "set_sha256", "facts_sha256", "engine",
"finalised", "totals": {self_points, whole_points}, "changed": [{leaf, number, from, to, why:
[...]}]}``; points are decimal text in the three views.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from par_rules import __version__
from par_rules.criteria.model import CriteriaSet
from par_rules.criteria.versions import folders_of
from par_rules.files import append_line, read_lines

VIEWS = ("claimed_low", "claimed_high", "secured", "attainable")
TOTALS = ("self_points", "whole_points")


def set_sha256(criteria: Path, key: str, year: int, plans: Iterable[str]) -> str:
    """Hash all files that make the set of a year: its own, those of the years it stands on, its
    plans', types and checks."""
    folders = [*folders_of(criteria, key, year), *(criteria / plan for plan in plans)]
    files = [
        path
        for name in ("document-types.yaml", "checks.yaml")
        if (path := criteria / name).is_file()
    ]
    files += [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
    whole = hashlib.sha256()
    for path in files:
        whole.update(path.relative_to(criteria).as_posix().encode() + b"\0")
        whole.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()


def record(
    log: Path,
    criteria: CriteriaSet,
    set_hash: str,
    before: Mapping[str, Any] | None,
    facts: Mapping[str, Any],
    card: Mapping[str, Any],
    now: datetime,
) -> None:
    """Append one line, unless the year's last one tells of this very scoring.

    So a run that was ended after its line and is done again is recorded once.

    ``before`` is ``{"card": …, "facts": …, "set_sha256": …}`` of the scoring before, None for the
    first; ``facts`` and ``card`` are the JSON values of this one.
    """
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    scoring = {
        "year": card["year"],
        "as_of": card["as_of"],
        "set": f"{criteria.head.key}/{criteria.head.year}/{criteria.head.version}",
        "set_sha256": set_hash,
        "facts_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "engine": __version__,
        "finalised": card["finalised"],
        "totals": {name: {view: card[name][view] for view in VIEWS} for name in TOTALS},
    }
    if scoring.items() <= _last(log, card["year"]).items():
        return
    line = {
        "schema": "par-log/1",
        "time": now.isoformat(timespec="seconds"),
        **scoring,
        "changed": list(_changes(criteria, set_hash, before, facts, card)) if before else [],
    }
    append_line(log, json.dumps(line, ensure_ascii=False))


def _last(log: Path, year: int) -> dict[str, Any]:
    """Give the last line of a year; an empty one where there is none."""
    for text in reversed(read_lines(log).whole):
        with suppress(ValueError):
            line = json.loads(text)
            if isinstance(line, dict) and line.get("year") == year:
                return line
    return {}


def _changes(
    criteria: CriteriaSet,
    set_hash: str,
    before: Mapping[str, Any],
    facts: Mapping[str, Any],
    card: Mapping[str, Any],
) -> Iterator[dict[str, Any]]:
    """Give each leaf whose points moved, and why."""
    earlier = {row["number"]: row for row in before["card"]["leaves"]}
    for leaf, row in zip(criteria.leaves(), card["leaves"], strict=True):
        old = earlier.get(leaf.number)
        was = {view: old[view] for view in VIEWS} if old else None
        now = {view: row[view] for view in VIEWS}
        if was == now:
            continue
        why = [
            *_moved_inputs(criteria, leaf.reads(), before["facts"], facts),
            *_moved_proofs(leaf.key, {r.key: r.title for r in leaf.evidence}, before, facts),
        ]
        if before["set_sha256"] != set_hash:
            why.append("bộ tiêu chí đã sửa")
        if before["card"]["as_of"] != card["as_of"]:
            why.append(f"ngày tính điểm đổi từ {before['card']['as_of']} sang {card['as_of']}")
        if not why and leaf.leans_on():
            why.append("điểm của tiêu chí khác mà tiêu chí này dựa vào đã đổi")
        yield {"leaf": leaf.key, "number": leaf.number, "from": was, "to": now, "why": why}


def _moved_inputs(
    criteria: CriteriaSet, names: Iterable[str], before: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[str]:
    for name in sorted(names):
        was, is_ = before["inputs"].get(name), now["inputs"].get(name)
        keys = ("state", "value", "ceiling")
        if [(was or {}).get(k) for k in keys] != [(is_ or {}).get(k) for k in keys]:
            yield f"số liệu “{criteria.inputs[name].title}”: {_said(was)} → {_said(is_)}"


def _said(item: Mapping[str, Any] | None) -> str:
    state = (item or {"state": "unknown"})["state"]
    words = {"unknown": "chưa có", "absent": "không có", "not_arisen": "không phát sinh"}
    return words.get(state) or str((item or {}).get("value"))


def _moved_proofs(
    leaf: str, titles: Mapping[str, str], before: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[str]:
    old = before["facts"]["proofs"].get(leaf, {})
    new = now["proofs"].get(leaf, {})
    for key, title in titles.items():
        if old.get(key) != new.get(key):
            yield f"minh chứng “{title}”: {_answer(old.get(key))} → {_answer(new.get(key))}"


def _answer(proof: Mapping[str, Any] | None) -> str:
    words = {"passes": "đạt", "fails": "chưa đạt", "not_due": "chưa đến hạn"}
    if proof is None:
        return "chưa có"
    counted = f", {proof['passing']} tài liệu được tính" if proof.get("passing") else ""
    return words[proof["answer"]] + counted
