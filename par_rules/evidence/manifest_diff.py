"""What changed between two manifests: files, what was read of them, links, answers, findings.

Works on the JSON values, so that a manifest of an older version can be compared too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "added",
    "gone",
    "renamed",
    "bytes",
    "reading",
    "linked",
    "unlinked",
    "answer",
    "found",
    "mended",
]
KINDS: dict[Kind, str] = {
    "added": "Tài liệu mới",
    "gone": "Tài liệu không còn",
    "renamed": "Tài liệu đổi tên, chuyển chỗ",
    "bytes": "Tài liệu đổi nội dung",
    "reading": "Tài liệu đọc ra khác trước",
    "linked": "Nối thêm với yêu cầu",
    "unlinked": "Thôi nối với yêu cầu",
    "answer": "Yêu cầu minh chứng đổi kết quả",
    "found": "Phát hiện mới",
    "mended": "Phát hiện đã hết",
}
ANSWERS = {"passes": "đạt", "fails": "chưa đạt", "not_due": "chưa đến hạn"}
_READ = {
    "type_title": "loại",
    "code": "số, ký hiệu",
    "issued": "ngày ban hành",
    "issuer": "cơ quan ban hành",
    "title": "trích yếu",
    "pages": "số trang",
    "signed": "ký số",
}


@dataclass(frozen=True, slots=True)
class ManifestChange:
    """One change; ``where`` is a file's path or a leaf with its requirement."""

    kind: Kind
    where: str
    what: str = ""


def diff_manifests(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[ManifestChange, ...]:
    """Give all changes, kind by kind; a file that moved is neither new nor gone."""
    found = [*_files(old, new), *_links(old, new), *_answers(old, new), *_findings(old, new)]
    order = list(KINDS)
    return tuple(sorted(found, key=lambda change: order.index(change.kind)))


def _files(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ManifestChange]:
    before = {one["path"]: one for one in old["documents"]}
    after = {one["path"]: one for one in new["documents"]}
    gone = {path: one for path, one in before.items() if path not in after}
    for path, one in after.items():
        earlier = before.get(path)
        if earlier is None:
            moved = next((p for p, o in gone.items() if _same_bytes(o, one)), None)
            if moved is None:
                yield ManifestChange("added", path, _said(one))
            else:
                del gone[moved]
                yield ManifestChange("renamed", path, f"trước là “{moved}”")
        elif not _same_bytes(earlier, one):
            yield ManifestChange("bytes", path, _differences(earlier, one))
        elif what := _differences(earlier, one):
            yield ManifestChange("reading", path, what)
    for path, one in gone.items():
        yield ManifestChange("gone", path, _said(one))


def _same_bytes(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one["sha256"]) and one["sha256"] == other["sha256"]


def _said(one: Mapping[str, Any]) -> str:
    day = f"ngày {_shown(one['issued'])}" if one.get("issued") else None
    return " ".join(part for part in (one.get("type_title"), one.get("code"), day) if part)


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{name}: {_shown(old.get(key))} → {_shown(new.get(key))}"
        for key, name in _READ.items()
        if old.get(key) != new.get(key)
    )


def _shown(value: Any) -> str:
    if value is None:
        return "không đọc được"
    if isinstance(value, bool):
        return "có" if value else "không"
    text = str(value)
    if len(text) == 10 and text[4::3] == "--":
        return f"{text[8:]}/{text[5:7]}/{text[:4]}"
    return text


def _links(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ManifestChange]:
    before, after = set(_linked(old)), set(_linked(new))
    titles = {**_titles(old), **_titles(new)}
    for kind, pairs in (("linked", after - before), ("unlinked", before - after)):
        for leaf, requirement, path in sorted(pairs):
            said = titles[leaf, requirement]
            yield ManifestChange("linked" if kind == "linked" else "unlinked", path, said)


def _linked(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for answer in manifest["answers"]:
        for link in answer["links"]:
            yield answer["leaf"], answer["requirement"], link["path"]


def _titles(manifest: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (one["leaf"], one["requirement"]): f"{one['number']} “{one['title']}”"
        for one in manifest["answers"]
    }


def _answers(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ManifestChange]:
    before = {(one["leaf"], one["requirement"]): one["proof"] for one in old["answers"]}
    titles = _titles(new)
    for one in new["answers"]:
        key = one["leaf"], one["requirement"]
        if key in before and _result(before[key]) != _result(one["proof"]):
            what = f"{_result(before[key])} → {_result(one['proof'])}"
            yield ManifestChange("answer", titles[key], what)


def _result(proof: Mapping[str, Any]) -> str:
    answer = ANSWERS.get(proof["answer"], proof["answer"])
    more = f", {proof['passing']} tài liệu được tính" if proof["passing"] > 1 else ""
    codes = f" ({', '.join(proof['codes'])})" if proof["answer"] == "fails" else ""
    return f"{answer}{more}{codes}"


def _findings(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ManifestChange]:
    before, after = _by_key(old["findings"]), _by_key(new["findings"])
    titles = {**_titles(old), **_titles(new)}
    for one in (after[key] for key in after if key not in before):
        yield ManifestChange("found", _place(one, titles), f"{one['code']}: {one['what']}")
    for one in (before[key] for key in before if key not in after):
        yield ManifestChange("mended", _place(one, titles), f"{one['code']}: {one['what']}")


def _by_key(findings: Iterable[Mapping[str, Any]]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
    names = ("code", "leaf", "requirement", "path")
    return {tuple(one[name] for name in names): one for one in findings}


def _place(one: Mapping[str, Any], titles: Mapping[tuple[str, str], str]) -> str:
    return one["path"] or titles.get((one["leaf"], one["requirement"])) or ""
