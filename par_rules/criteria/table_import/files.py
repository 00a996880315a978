"""The files of an imported set: its YAML, with the cells and phrases above each leaf."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from par_rules.criteria.dump import dump_set
from par_rules.criteria.model import DocumentType
from par_rules.criteria.table_import.cells import TableError
from par_rules.criteria.table_import.draft import Draft
from par_rules.files import write_atomic

_KEY = re.compile(r'^(?P<pad>\s*)- \{?key: "(?P<key>[^"]+)"')
SCHEMAS = {"set.yaml": "set", "sources.yaml": "sources", "inputs.yaml": "inputs"}
MOST = 400


def file_texts(draft: Draft, types: Mapping[str, DocumentType]) -> dict[str, str]:
    """Give the text of each file of the set, by name."""
    texts = dump_set(draft.criteria(types))
    return {name: _headed(name) + _commented(text, draft) for name, text in texts.items()}


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files into a folder that has no set yet; raises ``TableError``."""
    if folder.is_dir() and any(folder.glob("*.yaml")):
        raise TableError(
            f"{folder.as_posix()}: đã có bộ tiêu chí: chọn tên bộ (--set) hoặc năm (--year) khác, "
            "hoặc dời thư mục này đi rồi nhập lại"
        )
    for name, text in texts.items():
        write_atomic(folder / name, text)


def _headed(name: str) -> str:
    schema = SCHEMAS.get(name, "field")
    return f"# yaml-language-server: $schema=../../schema/{schema}.json\n"


def _commented(text: str, draft: Draft) -> str:
    return "\n".join(_lines(text, draft))


def _lines(text: str, draft: Draft) -> Iterator[str]:
    for line in text.split("\n"):
        found = _KEY.match(line)
        if found:
            for comment in draft.comments.get(found["key"], ()):
                said = " ".join(comment.split())
                yield f"{found['pad']}# {said[:MOST]}{'…' if len(said) > MOST else ''}"
        yield line
