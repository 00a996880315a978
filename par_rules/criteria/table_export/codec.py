"""How a value of a set stands in a cell, and what a cell gives back: numbers, days, lists, sources.

Everything written here is read back by the function beside it; a cell that cannot be read raises
``ValueError`` with a message in Vietnamese.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from par_rules.rules.model import Source
from par_rules.values.exact import decimal_text

PLACES = 30
_NUMBER = re.compile(r"[-−]?\d+(?:,\d+)?%?")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_DOCUMENT = re.compile(
    r"văn bản (?P<doc>[\w.-]+)(?:: (?P<at>.+?))?(?: \(dòng (?P<line>\d+)\))?(?: “(?P<quote>.+)”)?"
)
_ASSUMPTION = re.compile(r"giả định ([\w.-]+)")


@dataclass(frozen=True)
class Codec:
    """How one kind of value is written in a cell, and read from it."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]


def number_text(number: Fraction) -> str:
    """Write a number with a decimal comma and a true minus."""
    return decimal_text(number, PLACES).replace(".", ",").replace("-", "−")


def number(text: str) -> Fraction:
    """Read a number, with or without a per cent sign."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"“{text}” không phải một số")
    return Fraction(text.rstrip("%").replace(",", ".").replace("−", "-"))


def day_text(day: date) -> str:
    """Write a day as dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


def day(text: str) -> date:
    """Read a day."""
    found = _DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise ValueError(f"“{text}” không phải một ngày (ngày/tháng/năm)")


def is_day(text: str) -> bool:
    """Say whether a text is written as a day."""
    return _DAY.fullmatch(text) is not None


def number_or_day_text(value: Fraction | date) -> str:
    """Write a number or a day."""
    return day_text(value) if isinstance(value, date) else number_text(value)


def number_or_day(text: str) -> Fraction | date:
    """Read a number or a day."""
    return day(text) if is_day(text) else number(text)


def _same(text: str) -> str:
    return text


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _pair_text(pair: Iterable[Fraction | date]) -> str:
    low, high = pair
    return f"{number_or_day_text(low)} … {number_or_day_text(high)}"


def _pair(text: str) -> list[Fraction | date]:
    ends = [part.strip() for part in text.split("…")]
    if len(ends) != 2:
        raise ValueError(f"“{text}” không phải một khoảng (đầu … cuối)")
    return [number_or_day(end) for end in ends]


def _truth_text(value: bool) -> str:
    return "có" if value else "không"


def _truth(text: str) -> bool:
    if text not in ("có", "không"):
        raise ValueError(f"“{text}” phải là có hoặc không")
    return text == "có"


def _days_text(days: date | Iterable[date]) -> str:
    if isinstance(days, date):
        return day_text(days)
    return "; ".join(map(day_text, days)) + ";"


def _days(text: str) -> date | list[date]:
    if ";" not in text:
        return day(text)
    return [day(part) for part in _listed(text)]


def _deadline_text(value: date | str) -> str:
    if isinstance(value, date):
        return day_text(value)
    return f"“{value}”" if is_day(value) else value


def _deadline(text: str) -> date | str:
    if is_day(text):
        return day(text)
    bare = text.strip("“”")
    return bare if is_day(bare) else text


def source_text(source: Source) -> str:
    """Write one source: "văn bản kh-dai-son: PL II I.1 (dòng 347)", "giả định weights"."""
    if source.assumption is not None:
        return f"giả định {source.assumption}"
    text = f"văn bản {source.doc}"
    text += f": {source.at}" if source.at is not None else ""
    text += f" (dòng {source.line})" if source.line is not None else ""
    return text + (f" “{source.quote}”" if source.quote is not None else "")


def source(text: str) -> dict[str, Any]:
    """Read one source."""
    assumed = _ASSUMPTION.fullmatch(text)
    if assumed:
        return {"assumption": assumed[1]}
    found = _DOCUMENT.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}” không phải căn cứ (văn bản …: …, hoặc giả định …)")
    return {
        key: int(value) if key == "line" else value
        for key, value in found.groupdict().items()
        if value is not None
    }


def sources_text(sources: Iterable[Source], between: str = "\n") -> str:
    """Write sources, one a line."""
    return between.join(map(source_text, sources))


def sources(text: str, between: str = "\n") -> list[dict[str, Any]]:
    """Read sources, one a line."""
    return [source(part.strip()) for part in text.split(between) if part.strip()]


def words(names: Mapping[str, str]) -> Codec:
    """Give the codec of a value that is one of a few words."""
    back = {name: word for word, name in names.items()}

    def read(text: str) -> str:
        if text not in back:
            raise ValueError(f"“{text}” phải là một trong: {', '.join(back)}")
        return back[text]

    return Codec(lambda word: names[word], read)


def words_listed(names: Mapping[str, str]) -> Codec:
    """Give the codec of a list of such words."""
    one = words(names)
    return Codec(
        lambda found: "; ".join(map(one.write, found)),
        lambda text: [one.read(part) for part in _listed(text)],
    )


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(value, Fraction):
        return decimal_text(value, PLACES)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple | list) else value


# A key that no column was made for: as files of data write it.
ANY = Codec(lambda value: json.dumps(_plain(value), ensure_ascii=False), json.loads)
TEXT = Codec(_same, _same)
LIST = Codec("; ".join, _listed)
NUMBER = Codec(number_text, number)
WHOLE = Codec(str, int)
DAY = Codec(day_text, day)
DAYS = Codec(_days_text, _days)
DAYS_LISTED = Codec(
    lambda days: "; ".join(map(day_text, days)), lambda t: [day(d) for d in _listed(t)]
)
DEADLINE = Codec(_deadline_text, _deadline)
PAIR = Codec(_pair_text, _pair)
TRUTH = Codec(_truth_text, _truth)
SOURCES = Codec(sources_text, sources)
