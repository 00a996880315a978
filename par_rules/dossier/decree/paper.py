"""A Word file as a reader of the decree sees it: sections of pages, and lines with their look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from par_rules.dossier.decree.styles import Look


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look."""

    text: str
    look: Look


@dataclass(frozen=True)
class Line:
    """A paragraph, or a piece of one between line breaks; lengths in mm, spacing in points.

    ``align`` is "left", "center", "right", "both". ``spacing`` is the distance of lines as a
    multiple of single, ``exact`` in points where Word is told so instead. ``cell`` is (table,
    row, column), None outside tables; ``room`` the width there is, None where it is not known.
    ``rules`` are the widths of lines drawn under it, None for one of unknown width. ``goes_on``
    says that it is no paragraph's first piece.
    """

    runs: tuple[Run, ...]
    align: str
    first: float
    left: float
    right: float
    before: float
    after: float
    spacing: float | None
    exact: float | None
    together: bool
    numbered: bool
    style: str
    section: int
    cell: tuple[int, int, int] | None
    room: float | None
    rules: tuple[float | None, ...] = ()
    framed: bool = False
    goes_on: bool = False
    boxed: bool = False

    @cached_property
    def text(self) -> str:
        """Give the words as they show."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def words(self) -> str:
        """Give the text with single spaces, blanks to be filled shortened."""
        return " ".join(self.text.split())

    def all_are(self, name: str) -> bool:
        """Say whether all letters are, say, ``bold``."""
        seen = [run for run in self.runs if run.text.strip()]
        return bool(seen) and all(getattr(run.look, name) for run in seen)

    def some_are(self, name: str) -> bool:
        """Say whether any letter is, say, ``italic``."""
        return any(getattr(run.look, name) for run in self.runs if run.text.strip())

    @property
    def sizes(self) -> tuple[float, ...]:
        """Give the sizes of the letters, each once."""
        return tuple(dict.fromkeys(r.look.size for r in self.runs if r.text.strip()))


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page number in a header or footer."""

    align: str
    size: float
    upright: bool


@dataclass(frozen=True)
class Section:
    """Pages of one make: sizes and margins in mm.

    ``top``, ``bottom`` … are margins. ``header``, ``first_header``, ``footer`` hold the page
    numbers found there; ``title_page`` says that the first page has a header of its own.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    start: int | None
    number_format: str
    title_page: bool
    header: tuple[PageNumber, ...]
    first_header: tuple[PageNumber, ...]
    footer: tuple[PageNumber, ...]

    @property
    def landscape(self) -> bool:
        """Say whether the sheet lies on its side."""
        return self.width > self.height


@dataclass(frozen=True)
class Paper:
    """The whole file; ``marginal`` are lines of headers and footers, ``tab`` a tab stop in mm."""

    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    marginal: tuple[Line, ...] = ()
    tab: float = 12.7
