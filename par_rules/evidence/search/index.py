"""The index of all texts of a unit: SQLite FTS5, by the SHA-256 of each document's bytes.

``unicode61`` alone does not take đ for d, so that "dong anh" would miss "Đông Anh"; each text is
therefore indexed twice, in one spelling and without marks. The text itself is kept once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from par_rules.evidence.search.query import Query
from par_rules.evidence.search.spelling import bare, plain_text, spelled
from par_rules.evidence.search.text import Part

# Raised whenever the same bytes could give another text or the tables change.
VERSION = 1
WAIT_SECONDS = 30.0
RECOGNISED = "trang 1 (nhận dạng từ bản quét)"
# A question that every page answers is cut; the best pages come first.
MOST_PAGES = 2_000

_TABLES = """
CREATE TABLE texts (sha256 TEXT PRIMARY KEY, trouble TEXT) WITHOUT ROWID;
CREATE TABLE years (year INTEGER, sha256 TEXT, PRIMARY KEY (year, sha256)) WITHOUT ROWID;
CREATE TABLE heads (year INTEGER, path TEXT, head INTEGER, PRIMARY KEY (year, path)) WITHOUT ROWID;
CREATE TABLE parts (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, place TEXT, words TEXT);
CREATE INDEX parts_of ON parts (owner);
CREATE VIRTUAL TABLE found USING fts5(
    text, bare, content='', tokenize="unicode61 remove_diacritics 0"
);
"""


class Index:
    """An open index; everything between two commits comes whole or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.db = connection

    def known(self) -> frozenset[str]:
        """Give the SHA-256 of all bytes whose text is in the index."""
        return frozenset(sha256 for (sha256,) in self.db.execute("SELECT sha256 FROM texts"))

    def troubles(self) -> dict[str, str]:
        """Give why no text came of some bytes."""
        rows = self.db.execute("SELECT sha256, trouble FROM texts WHERE trouble IS NOT NULL")
        return dict(rows)

    def with_text(self) -> frozenset[str]:
        """Give the SHA-256 of all bytes that have some text."""
        rows = self.db.execute("SELECT DISTINCT owner FROM parts WHERE place != 'head'")
        return frozenset(owner for (owner,) in rows)

    def add(self, sha256: str, parts: Iterable[Part], trouble: str | None) -> None:
        """Add the text of bytes that are not known yet."""
        self.db.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", (sha256, trouble))
        for place, text in parts:
            self._add(sha256, place, text)

    def guesses(self, texts: Mapping[str, str]) -> None:
        """Add what was recognised of bytes that are known to hold no text of their own."""
        silent = self.known() - self.with_text()
        for sha256 in silent & texts.keys():
            self._add(sha256, RECOGNISED, plain_text(texts[sha256]))

    def heads(self, year: int, wanted: Mapping[str, str]) -> None:
        """Make what is said of each document (its name, number, title) searchable, by path."""
        rows = self.db.execute(
            "SELECT path, head, words FROM heads JOIN parts ON id = head WHERE year = ?", (year,)
        ).fetchall()
        there = {path: words for path, _, words in rows}
        for path, head, words in rows:
            if wanted.get(path) != words:
                self._remove([(head, words)])
                self.db.execute("DELETE FROM heads WHERE year = ? AND path = ?", (year, path))
        for path, words in wanted.items():
            if there.get(path) != words:
                head = self._add(path, "head", words)
                self.db.execute("INSERT INTO heads VALUES (?, ?, ?)", (year, path, head))

    def keep(self, year: int, present: Iterable[str]) -> None:
        """Forget the text of bytes that lie in no year any more."""
        self.db.execute("DELETE FROM years WHERE year = ?", (year,))
        self.db.executemany(
            "INSERT OR IGNORE INTO years VALUES (?, ?)", ((year, sha256) for sha256 in present)
        )
        gone = "SELECT sha256 FROM texts WHERE sha256 NOT IN (SELECT sha256 FROM years)"
        parts = f"SELECT id, words FROM parts WHERE place != 'head' AND owner IN ({gone})"
        self._remove(self.db.execute(parts).fetchall())
        self.db.execute(f"DELETE FROM texts WHERE sha256 IN ({gone})")

    def search(self, query: Query) -> Iterator[tuple[str, str, int]]:
        """Give owner (SHA-256, or path of a head), place and number of the pages that answer, the
        best first: those that hold all words one behind the other before the others."""
        if not query.terms:
            return
        rank = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?"
        best: dict[int, None] = {}
        for expression in (query.together.expression, query.expression):
            for (rowid,) in self.db.execute(rank, (expression, MOST_PAGES)):
                best[rowid] = None
        for rowid in best:
            row = self.db.execute("SELECT owner, place FROM parts WHERE id = ?", (rowid,))
            owner, place = row.fetchone()
            yield owner, place, rowid

    def words(self, page: int) -> str:
        """Give the text of a page."""
        row = self.db.execute("SELECT words FROM parts WHERE id = ?", (page,)).fetchone()
        return str(row[0])

    def commit(self) -> None:
        """Put what was changed on disk."""
        self.db.commit()

    def _add(self, owner: str, place: str, words: str) -> int:
        cursor = self.db.execute(
            "INSERT INTO parts (owner, place, words) VALUES (?, ?, ?)", (owner, place, words)
        )
        rowid = cursor.lastrowid or 0
        self.db.execute(
            "INSERT INTO found (rowid, text, bare) VALUES (?, ?, ?)",
            (rowid, spelled(words), bare(words)),
        )
        return rowid

    def _remove(self, rows: Sequence[tuple[int, str]]) -> None:
        for rowid, words in rows:
            self.db.execute(
                "INSERT INTO found (found, rowid, text, bare) VALUES ('delete', ?, ?, ?)",
                (rowid, spelled(words), bare(words)),
            )
            self.db.execute("DELETE FROM parts WHERE id = ?", (rowid,))


@contextmanager
def opened(path: Path) -> Iterator[Index]:
    """Open the index, a new one where none is there or it is of another version or broken.

    Where the disk cannot be written the index lives in memory only: slower, not wrong.
    """
    connection = _on_disk(path) or _made(sqlite3.connect(":memory:"))
    try:
        yield Index(connection)
    finally:
        connection.close()


def _on_disk(path: Path) -> sqlite3.Connection | None:
    for again in (False, True):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if again:
                path.unlink(missing_ok=True)
            connection = sqlite3.connect(path, timeout=WAIT_SECONDS)
        except (OSError, sqlite3.Error):
            return None
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version == VERSION:
                connection.execute("SELECT count(*) FROM texts")
                return connection
            if version == 0:
                return _made(connection)
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "readonly" in str(error):
                connection.close()
                return None
        except sqlite3.DatabaseError:
            pass
        connection.close()
    return None


def _made(connection: sqlite3.Connection) -> sqlite3.Connection:
    with suppress(sqlite3.OperationalError):  # another run made them a moment ago
        connection.executescript(
            f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version = {VERSION};COMMIT;"
        )
    return connection
