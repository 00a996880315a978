"""Finds words in the documents of a year, for ``par find`` and for the first notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from html import escape
from pathlib import Path

from par_rules.evidence import register_layout as layout
from par_rules.evidence.manifest import Manifest
from par_rules.evidence.search.find import Found, Passage, Progress, TextHit, find_words
from par_rules.evidence.search.query import read_query
from par_rules.runs.proposals import known_guesses
from par_rules.runs.year import InputError, YearRun, judged_evidence

Watch = Callable[[], AbstractContextManager[Progress | None]]

# Beyond these a question is better asked more narrowly.
MOST_SHOWN = 30

_CELL = 'style="padding:4px 8px;border-bottom:1px solid #dde3e8;vertical-align:top;text-align:left'


@dataclass(frozen=True)
class FoundText:
    """What was found for ``typed``; a notebook shows it as a table."""

    typed: str
    found: Found
    leaves: dict[str, str]

    def head(self) -> str:
        """Say how many documents answer."""
        count = len(self.found.hits)
        if not self.found.query.terms:
            return "Chưa có từ nào để tìm."
        typed = self.typed if '"' in self.typed else f"“{self.typed}”"
        said = f"{count} tài liệu có {typed}" if count else f"Không thấy {typed}"
        more = f"; {MOST_SHOWN} tài liệu đầu" if count > MOST_SHOWN else ""
        return f"{said}{more}."

    def note(self) -> str | None:
        """Say of what was not looked into, None if nothing."""
        count = len(self.found.mute)
        if not count:
            return None
        return (
            f"{count} tài liệu không có chữ để tìm (bản quét, ảnh, tệp kiểu cũ hoặc không đọc "
            "được): chỉ tìm theo tên tệp và số, ký hiệu."
        )

    def shown(self) -> tuple[TextHit, ...]:
        """Give the hits that are listed."""
        return self.found.hits[:MOST_SHOWN]

    def title(self, hit: TextHit) -> str:
        """Give number, day and leaves of a document that was found."""
        document = hit.document
        day = f"ngày {document.issued:%d/%m/%Y}" if document.issued else None
        number = " ".join(part for part in (document.type_title, document.code, day) if part)
        leaves = self.leaves.get(document.path)
        return "; ".join(part for part in (number, f"tiêu chí {leaves}" if leaves else "") if part)

    def _repr_html_(self) -> str:
        rows = "".join(self._row(hit) for hit in self.shown())
        heads = "".join(
            f'<th scope="col" {_CELL};background:#eef2f5">{name}</th>'
            for name in ("Tài liệu", "Chỗ", "Đoạn có các từ")
        )
        table = f'<table style="border-collapse:collapse"><thead><tr>{heads}</tr></thead>'
        parts = [f"<p>{escape(self.head())}</p>"]
        if rows:
            parts.append(f"{table}<tbody>{rows}</tbody></table>")
        if note := self.note():
            parts.append(f"<p>{escape(note)}</p>")
        return "".join(parts)

    def _row(self, hit: TextHit) -> str:
        title = "<br>".join(escape(part) for part in (hit.document.path, self.title(hit)) if part)
        places = "<br>".join(escape(passage.place) for passage in hit.passages)
        texts = "<br>".join("".join(_marked(passage)) for passage in hit.passages)
        return "<tr>" + "".join(f'<td {_CELL}">{c}</td>' for c in (title, places, texts)) + "</tr>"


def _marked(passage: Passage) -> Iterator[str]:
    at = 0
    for start, end in passage.marks:
        yield escape(passage.text[at:start])
        yield f"<mark>{escape(passage.text[start:end])}</mark>"
        at = end
    yield escape(passage.text[at:])


def find_text(run: YearRun, typed: str, watch: Watch = nullcontext) -> FoundText:
    """Find words in all documents of the year, with or without tone marks.

    What is new or changed since the last time is read first; ``watch`` gives what is told how far
    that is. Raises ``InputError`` without a folder of documents.
    """
    query = read_query(typed)
    if not query.terms:
        return FoundText("", Found(query, (), ()), {})
    folder = run.folder / layout.DOCUMENT_FOLDER
    if not folder.is_dir():
        raise InputError([f"{folder}: chưa có thư mục tài liệu: tạo thư mục, chép tài liệu vào"])
    with watch() as progress:
        manifest = judged_evidence(run, progress)
    guesses = known_guesses(run, manifest)
    with watch() as progress:
        found = find_words(
            typed,
            manifest.documents,
            folder,
            index_of(run),
            year=run.year,
            guessed={sha256: guess.text for sha256, guess in guesses.items() if guess.text},
            progress=progress,
        )
    return FoundText(" ".join(typed.split()), found, _leaves(manifest))


def index_of(run: YearRun) -> Path:
    """Give the file of the unit's index."""
    return run.out_folder / run.unit.key / ".tim-kiem.sqlite"


def _leaves(manifest: Manifest) -> dict[str, str]:
    return {row["Tệp"]: row["Tiêu chí"] for row in manifest.rows() if row["Tiêu chí"]}
