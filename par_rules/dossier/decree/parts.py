"""Which lines of a paper are its head, title, addressees, body, signature, annexes.

They are found by their words, never by their look: the look is what is to be judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from par_rules.dossier.decree.paper import Line, Paper, Run
from par_rules.letters import fold

# Điều 7 of the decree: name as folded -> the abbreviation that a symbol starts with.
KINDS = {
    "nghi quyet": "NQ",
    "quyet dinh": "QĐ",
    "chi thi": "CT",
    "quy che": "QC",
    "quy dinh": "QyĐ",
    "thong cao": "TC",
    "thong bao": "TB",
    "huong dan": "HD",
    "chuong trinh": "CTr",
    "ke hoach": "KH",
    "phuong an": "PA",
    "de an": "ĐA",
    "du an": "DA",
    "bao cao": "BC",
    "bien ban": "BB",
    "to trinh": "TTr",
    "cong dien": "CĐ",
}
STATE = "cong hoa xa hoi chu nghia viet nam"
MOTTO = "doc lap tu do hanh phuc"
_MARKS = ("luu hanh noi bo", "ban noi bo")
_ANNEX = re.compile(r"phu luc( [ivxlcdm]+| \d+)?$")
_HEAD_LINES = 60
MOST_ANNEXES = 100
_NAME = 100  # letters that the name of an addressee may take
_FIRST_LINES = 5  # of the text: further down nobody gives grounds
_NUMBERED = re.compile(r"Số\b[^,]{0,12}?[:/].{0,40}$", re.IGNORECASE)
_DATED = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")


@dataclass(frozen=True)
class Placed:
    """A line and its place among the lines of the paper."""

    at: int
    line: Line


@dataclass(frozen=True)
class AnnexLines:
    """The lines of one annex, the first of which calls it so."""

    lines: tuple[Placed, ...]


@dataclass(frozen=True)
class Parts:
    """The lines of each part; a part that was not found is None or empty.

    ``issuer`` are the lines above the number, ``body`` those outside tables between title and
    signature, ``signer`` those beside the recipients.
    """

    lines: tuple[Line, ...]
    mark: Placed | None
    state: Placed | None
    motto: Placed | None
    issuer: tuple[Placed, ...]
    number: Placed | None
    dated: Placed | None
    kind: Placed | None
    subject: tuple[Placed, ...]
    to: tuple[Placed, ...]
    bases: tuple[Placed, ...]
    body: tuple[Placed, ...]
    recipients: tuple[Placed, ...]
    signer: tuple[Placed, ...]
    annexes: tuple[AnnexLines, ...]

    @property
    def internal(self) -> bool:
        """Say whether the paper is a copy that stays in the house."""
        return self.mark is not None

    def rules_under(self, at: int) -> tuple[float | None, ...] | None:
        """Give the widths of the lines drawn under line ``at``; None where there is none.

        A line may hang on the words, on an empty paragraph below them, or on the words after it.
        """
        line = self.lines[at]
        found = list(line.rules)
        for after in self.lines[at + 1 : at + 4]:
            if after.cell != line.cell:
                break
            drawn = _underscores(after)
            found += after.rules if drawn is None else [drawn]
            if after.words and drawn is None:
                break
        return tuple(found) or None


def find_parts(paper: Paper) -> Parts:
    """Sort the lines of a paper into its parts."""
    lines = tuple(_columns_of(paper.lines))
    placed = [Placed(n, line) for n, line in enumerate(lines)]
    said = [_said(line.text) for line in lines]
    end = next((n for n in range(len(said)) if said[n].startswith("noi nhan")), len(lines))
    closed = next((n for n, line in enumerate(lines) if line.words.endswith("./.")), 0)
    annexes = list(_annexes(placed, said, end if end < len(lines) else closed))
    last = annexes[0].lines[0].at if annexes else len(lines)
    top = placed[:_HEAD_LINES]
    state = next((p for p in top if said[p.at] == STATE), None)
    motto = next((p for p in top if said[p.at] == MOTTO), None)
    number = next(
        (p for p in top if _NUMBERED.match(unicodedata.normalize("NFC", p.line.words))), None
    )
    dated = next((p for p in top if _is_dated(p.line) and _DATED.search(said[p.at])), None)
    issuer = tuple(_issuer(top, state, number))
    head_end = max((p.at for p in (state, motto, number, dated, *issuer) if p), default=-1)
    mark = next((p for p in placed[: head_end + 3] if said[p.at].startswith(_MARKS)), None)
    after = [p for p in placed[head_end + 1 : last] if p.line.words and p != mark]
    kind = next((p for p in after[:12] if said[p.at] in KINDS), None)
    subject = tuple(_subject(after, kind, said))
    to = tuple(_addressees([p for p in placed[:end] if p.line.words], said))
    used = {p.at for p in (kind, *subject, *to) if p}
    text = [
        p for p in after if p.at < end and p.at not in used and not p.line.cell and not p.line.boxed
    ]
    text = [p for p in text if _underscores(p.line) is None]
    bases = tuple(_grounds(text, said))
    recipients, signer = _ending(placed, said, end, last)
    ending = {p.at for p in (*recipients, *signer)}
    body = tuple(p for p in text if p not in bases and p.at not in ending)
    return Parts(
        lines, mark, state, motto, issuer, number, dated, kind, subject, to, bases, body,
        recipients, signer, tuple(annexes),
    )  # fmt: skip


def _issuer(top: Sequence[Placed], state: Placed | None, number: Placed | None) -> Iterator[Placed]:
    """Give the lines above the number, and those left of the state's name."""
    there = state.line.cell if state else None
    for p in top:
        if number is not None and p.at >= number.at:
            return
        here = p.line.cell
        mine = number is not None and _beside(p.line, number.line)
        mine = mine or bool(here and there and here[0] == there[0] and here[2] < there[2])
        if mine and p.line.words and _underscores(p.line) is None:
            yield p


def _said(text: str) -> str:
    """Give folded words with nothing between them but spaces."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def _is_dated(line: Line) -> bool:
    """Tell a line of place and day from a sentence that names a day."""
    return len(line.words) < 80 and not line.words.startswith("(")


def _columns_of(lines: Sequence[Line]) -> Iterator[Line]:
    """Part a head whose two columns are kept apart by tabs, as if it were a table's row."""
    for n, line in enumerate(lines):
        pieces = [piece for piece in line.text.split("\t") if piece.strip()]
        if line.cell or n > _HEAD_LINES or len(pieces) != 2 or not line.text.strip("\t"):
            yield line
            continue
        said = [_said(piece) for piece in pieces]
        if said[1] in (STATE, MOTTO) or (said[0].startswith("so") and _DATED.search(said[1])):
            for column, runs in enumerate(_parted(line.runs)):
                cell = (-1, n, column)
                yield replace(line, runs=runs, align="", cell=cell, room=None, first=0, left=0)
        else:
            yield line


def _parted(runs: Sequence[Run]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    left: list[Run] = []
    right: list[Run] = []
    seen = False
    for run in runs:
        before, tab, after = run.text.partition("\t")
        if seen or not (tab and (left or before.strip())):
            (right if seen else left).append(replace(run, text=run.text.replace("\t", "")))
            continue
        left.append(replace(run, text=before))
        right.append(replace(run, text=after.replace("\t", "")))
        seen = True
    return tuple(left), tuple(right)


def _beside(one: Line, other: Line) -> bool:
    """Say whether two lines stand in one column of one table."""
    return (
        one.cell is not None
        and other.cell is not None
        and (one.cell[0], one.cell[2]) == (other.cell[0], other.cell[2])
    )


def _underscores(line: Line) -> float | None:
    """Give the width in mm of a line made of underscores or dashes; None for words."""
    from par_rules.dossier.text_width import width_mm

    if not re.fullmatch(r"[_–—-]{5,}", line.words):
        return None
    return width_mm(line.words, max(line.sizes, default=13))


def _subject(after: Sequence[Placed], kind: Placed | None, said: Sequence[str]) -> Iterator[Placed]:
    """Give the lines below the kind until the next part; no more than six."""
    if kind is None:
        # Without a kind, what stands bold in the middle is taken for the subject.
        for p in after[:4]:
            if p.line.cell or p.line.align != "center" or not p.line.all_are("bold"):
                return
            yield p
        return
    following = [p for p in after if p.at > kind.at][:6]
    before = kind
    for p in following:
        if said[p.at].startswith(("kinh gui", "can cu ", "phan ", "i ")) or p.line.cell:
            return
        if _underscores(p.line) is not None:
            return
        # An empty paragraph ends the subject once it has begun.
        if before is not kind and p.at > before.at + 1:
            return
        if before is not kind and not p.line.all_are("bold"):
            return
        yield p
        before = p


def _grounds(text: Sequence[Placed], said: Sequence[str]) -> Iterator[Placed]:
    """Give the lines that are grounds; a sentence of the body may start with the same words."""
    first = next((n for n, p in enumerate(text) if said[p.at].startswith("can cu ")), None)
    found: list[Placed] = []
    for p in text[first:] if first is not None and first < _FIRST_LINES else ():
        if not said[p.at].startswith("can cu ") or p.line.words.endswith(":"):
            break
        found.append(p)
    if len(found) > 1 or any(p.line.words.endswith(";") or p.line.all_are("italic") for p in found):
        yield from found


def _addressees(written: Sequence[Placed], said: Sequence[str]) -> Iterator[Placed]:
    first = next((n for n, p in enumerate(written) if said[p.at].startswith("kinh gui")), None)
    if first is None:
        return
    yield written[first]
    head, n = written[first].line, first
    for p in written[first + 1 :]:
        same_table = head.cell and p.line.cell and head.cell[0] == p.line.cell[0]
        dashed = p.line.words[:1] in "-–" and not p.line.cell
        before = written[n]
        waits = before.line.words.endswith(";") and p.at == before.at + 1 and not p.line.cell
        waits = waits and len(p.line.words) < _NAME and not said[p.at].startswith("can cu ")
        if not (same_table or dashed or waits):
            return
        n += 1
        yield p


def _ending(
    placed: Sequence[Placed], said: Sequence[str], end: int, last: int
) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    """Give the recipients and, beside them, the authority, title and name of the signer."""
    rest = [p for p in placed[end:last] if p.line.words]
    cell = placed[end].line.cell if end < len(placed) else None
    if cell is not None:
        table = [
            p
            for p in placed[:last]
            if p.line.words and p.line.cell is not None and p.line.cell[0] == cell[0]
        ]
        left = tuple(p for p in table if _beside(p.line, placed[end].line))
        return left, tuple(p for p in table if p not in left)
    stop = next((n for n in range(last - 1, -1, -1) if placed[n].line.words.endswith("./.")), end)
    tail = [p for p in placed[stop + 1 : last] if p.line.words and not p.line.cell]
    left = tuple(p for p in rest if said[p.at].startswith("noi nhan") or p.line.words[0] in "-–")
    return left, tuple(p for p in tail if p not in left)


def _annexes(placed: Sequence[Placed], said: Sequence[str], end: int) -> Iterator[AnnexLines]:
    starts = [
        p.at
        for p in placed[min(end, len(placed)) :]
        if not p.line.cell and _ANNEX.fullmatch(said[p.at])
    ]
    for n, start in enumerate(starts[:MOST_ANNEXES]):
        stop = starts[n + 1] if n + 1 < len(starts) else len(placed)
        yield AnnexLines(tuple(placed[start:stop]))
