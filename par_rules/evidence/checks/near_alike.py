"""DUP_NEAR: files that share nearly all their words; said for information, never merged on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from par_rules.evidence.checks.mismatch import plain_code
from par_rules.evidence.document import Document
from par_rules.evidence.likeness import MOST_WORDS, Sketch, most_different, share, sketch_of
from par_rules.evidence.manifest import Finding
from par_rules.letters import words

# Two scans of one paper read 97 % alike, two reports on one template 90 %.
NEAR = 0.95
# Each text is held against so many that are as long or a little longer: 5 000 take a second.
MOST_COMPARED = 200
_TODO = "xem có phải cùng một văn bản; nếu phải thì chỉ giữ một tệp"


@dataclass(frozen=True, slots=True)
class Text:
    """What is likened of a file, and the number (plain, "" if unknown) and day it is known by.

    ``same`` is what other checks compare it by; ``guessed`` says that the words were recognised
    from a scan.
    """

    path: str
    sketch: Sketch
    code: str = ""
    issued: date | None = None
    same: tuple[str, ...] = ()
    guessed: bool = False

    def is_settled(self, other: Text) -> bool:
        """Say whether two texts need not be looked at, however alike they are.

        | number and day                        |                                 |
        |---------------------------------------|---------------------------------|
        | both numbers are known and differ     | two reports of one series       |
        | no number, both days known and differ | two lists of one system         |
        | equal text, or equal number and day   | told as DUP_TEXT or DUP_ID      |
        """
        if self.code and other.code and self.code != other.code:
            return True
        days = {self.issued, other.issued}
        if not (self.code or other.code) and None not in days and len(days) > 1:
            return True
        return any(name in other.same for name in self.same)


def texts_of(
    documents: Sequence[Document],
    said: Mapping[str, tuple[str | None, date | None]],
    recognised: Mapping[str, str],
) -> Iterator[Text]:
    """Give the text of each file that has one, the same bytes once.

    ``said`` gives, by path, the number and day that the register declares; ``recognised``, by
    SHA-256, the text that was read from a scan.
    """
    met: set[str] = set()
    for document in documents:
        guess = recognised.get(document.sha256, "")
        sketch = Sketch.read(document.text_sketch) or sketch_of(guess)
        if sketch is None or document.sha256 in met:
            continue
        met.add(document.sha256)
        code, issued = said.get(document.path, (None, None))
        yield Text(
            document.path,
            sketch,
            plain_code(document.code or code or ""),
            document.issued or issued,
            tuple(_named(document)),
            not document.text_sketch,
        )


def _named(document: Document) -> Iterator[str]:
    """Give what another check compares the file by."""
    if document.text_sha256:
        yield document.text_sha256
    if document.code and document.issued and document.issuer:
        issuer = " ".join(words(document.issuer))
        yield f"{plain_code(document.code)} {document.issued} {issuer}"


def near_alike(texts: Sequence[Text], linked: Collection[str] = ()) -> Iterator[Finding]:
    """Find files whose texts share ``NEAR`` of their words, each once, by the one it is like.

    Of two the linked one is named as the first, else the one that comes first by name. The work
    grows with the number of texts, not with its square: texts of other lengths are not compared,
    and of many that are as long each with the next ``MOST_COMPARED`` only.
    """
    told: set[str] = set()
    ordered = sorted(texts, key=lambda text: (text.sketch.length, text.path))
    for pair in _pairs(ordered, told):
        first, copy = sorted(pair, key=lambda text: (text.path not in linked, text.path))
        if copy.path in told:
            continue
        told.add(copy.path)
        percent = min(99, round(100 * share(first.sketch, copy.sketch)))
        guess = " nhận dạng" if copy.guessed else ""
        what = f"nội dung{guess} của “{copy.path}” giống “{first.path}” khoảng {percent}%"
        yield Finding("DUP_NEAR", "informs", None, None, copy.path, None, what, _TODO)


def _pairs(ordered: Sequence[Text], told: Collection[str]) -> Iterator[tuple[Text, Text]]:
    """Give the pairs that are alike, of texts in the order of their lengths; none of which both
    are ``told`` of by then."""
    rows = [(text.code, text.sketch.length, text.sketch.bits, text) for text in ordered]
    for number, (code, length, bits, one) in enumerate(rows):
        longest = int(length * (2 - NEAR) / NEAR)
        most = most_different(one.sketch.counted + min(longest, MOST_WORDS), NEAR)
        for other_code, other_length, other_bits, other in rows[
            number + 1 : number + 1 + MOST_COMPARED
        ]:
            if other_length > longest:
                break
            if code and other_code and code != other_code:
                continue  # the usual case, before anything is counted
            if (
                (bits ^ other_bits).bit_count() <= most
                and not (one.path in told and other.path in told)
                and share(one.sketch, other.sketch) >= NEAR
                and not one.is_settled(other)
            ):
                yield one, other
