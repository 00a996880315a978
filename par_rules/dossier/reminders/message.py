"""The list as messages to paste into Zalo: short lines, no markup, cut into numbered parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from par_rules.dossier.plain_text import printable
from par_rules.dossier.reminders import words
from par_rules.dossier.reminders.model import BRIEF, SECTIONS, Item, Reminder, Reminders
from par_rules.dossier.wording import sentence

# The most that Zalo takes in one message, counted as it counts: in UTF-16 units.
LIMIT = 2000
# A title from a document that is longer says no more.
LONGEST = 600
# What stands between two blocks.
APART, NEXT = "\n\n", "\n"
Block = tuple[str, str]


def messages(lists: Reminders, office: Reminder) -> tuple[str, ...]:
    """Give the parts in order, each at most :data:`LIMIT` long and headed with its number."""
    room = LIMIT - size(_head(lists, office, 99, 99)) - 3
    bodies = list(_packed(_blocks(lists, office), room))
    return tuple(
        f"{_head(lists, office, n, len(bodies))}\n\n{body}\n" for n, body in enumerate(bodies, 1)
    )


def size(text: str) -> int:
    """Count a text as Zalo does."""
    return len(text.encode("utf-16-le")) // 2


def _head(lists: Reminders, office: Reminder, number: int, of: int) -> str:
    part = f" (phần {number}/{of})" if of > 1 else ""
    lines = [f"{words.KIND} – {words.MARK}{part}", f"Gửi: {office.title}"]
    if number == 1 or number == of == 99:
        lines += [f"Chấm điểm Chỉ số CCHC năm {lists.year}", words.about(lists)]
    return _lines(lines)


def _blocks(lists: Reminders, office: Reminder) -> Iterator[Block]:
    """Give what stays together where it fits: the summary, then an item at a time."""
    yield APART, _lines(words.summary(office))
    for section, items in office.sections():
        title, note = SECTIONS[section]
        head = [title.upper(), note]
        for number, item in enumerate(items, 1):
            if section in BRIEF:
                said = [f"- {words.in_brief(item, lists.as_of)}"]
            else:
                said = ["", *_item(lists, item, number)]
            if head:
                yield APART, _lines([*head, *said])
            else:
                yield (NEXT if section in BRIEF else APART), _lines(said)
            head = []
    notes = [words.TO_BRING] if office.has_work else []
    if lists.provisional:
        notes.append(words.PROVISIONAL)
    if notes:
        yield APART, _lines(notes)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(printable(line, LONGEST) for line in lines).strip("\n")


def _item(lists: Reminders, item: Item, number: int) -> Iterator[str]:
    yield f"{number}) Tiêu chí {words.heading(item)}"
    if item.due:
        yield f"Hạn {words.by_when(item.due, lists.as_of)}"
    yield from filter(None, (sentence(words.why(item)), words.whose(item)))
    for ask in item.asks:
        yield f"- {words.said(ask, item, lists.as_of)}"
        for word, text in words.remarks(ask, item):
            yield f"  {word}: {text}"


def _packed(blocks: Iterable[Block], room: int) -> Iterator[str]:
    """Fill parts with whole blocks; a block too long for one is cut between its lines."""
    part = ""
    for before, text in blocks:
        if part and size(part + before + text) > room:
            yield part
            part = ""
        if size(text) > room:
            *whole, text = _cut(text.split("\n"), room)
            yield from whole
        part = part + before + text if part else text
    if part:
        yield part


def _cut(lines: list[str], room: int) -> Iterator[str]:
    part: list[str] = []
    for line in lines:
        if part and size("\n".join([*part, line])) > room:
            yield "\n".join(part)
            part = []
        part.append(line)
    yield "\n".join(part)
