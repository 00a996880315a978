"""What holds for the whole set, as rows of names and values: days, rounding, classes, closing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from par_rules.criteria.head import ClassBand, Classes, Outside, SetHead, Veto
from par_rules.criteria.table_export.codec import (
    ANY,
    number,
    number_text,
    sources,
    sources_text,
    words,
)
from par_rules.criteria.table_export.layout import HEAD, OTHER, other
from par_rules.criteria.table_export.names import Names
from par_rules.criteria.table_export.rule_text import BETWEEN, condition_text

CITED = "; căn cứ: "
AT = words({"leaf": "điểm từng tiêu chí", "index": "chỉ số"})
MODE = words(
    {
        "half_up": "từ nửa trở lên thì lên",
        "half_even": "nửa thì về số chẵn",
        "down": "bỏ phần lẻ",
    }
)
ENDS = words({"low": "mức thấp nhất", "high": "mức cao nhất"})
UNPROVED = words({"keep": "giữ để giải trình", "drop": "không đưa vào"})
SEVERITY = words({"blocks": "không tính", "warns": "cảnh báo", "informs": "thông tin"})
ON = words({"rounded": "điểm đã làm tròn", "exact": "điểm chưa làm tròn"})
COUNTED = {True: "tính vào tổng", False: "không tính vào tổng"}
REASON, OTHER_REASON = "Lý do tạm tính", "Tạm tính, "
ROUNDING, BAND, VETO, CHECK = "Làm tròn ", "Hạng ", "Hạ hạng ", "Mức của mã "
BONUS, PENALTY, CEILING = "Điểm thưởng", "Điểm trừ", "Trần tổng điểm"
SURVEY, CLOSING, CLASSES = "Điều tra xã hội học", "Chốt điểm", "Xếp loại theo"
HELD = {True: "có tổ chức", False: "không tổ chức"}
# Keys with rows of their own, here or in another appendix.
TOLD = frozenset(column.key for column in HEAD) | frozenset(
    """
    provisional rounding survey bonus penalty ceiling closing classes checks assumptions offices
    """.split()  # noqa: SIM905
)
Read = Callable[[str], Any]


def general_rows(head: SetHead, names: Names) -> Iterator[tuple[str, str]]:
    """Give the rows; what the set leaves out has none."""
    for column in HEAD:
        value = getattr(head, column.key)
        if value not in ((), None):
            yield column.heading, column.codec.write(value)
    for key, text in (head.provisional or {}).items():
        yield (REASON if key == "reason" else f"{OTHER_REASON}{key}"), text
    for n, one in enumerate(head.rounding, 1):
        text = f"{AT.write(one.at)} đến {number_text(one.to)}, {MODE.write(one.mode)}"
        yield f"{ROUNDING}{n}", text + _cited(one.source)
    if head.survey != {"held": True}:
        for key, held in head.survey.items():
            yield (SURVEY if key == "held" else f"{SURVEY}, {key}"), HELD[held]
    for name, outside in ((BONUS, head.bonus), (PENALTY, head.penalty)):
        if outside is not None:
            yield name, _outside(outside)
    if head.ceiling is not None:
        yield CEILING, f"{number_text(head.ceiling.at)} điểm" + _cited(head.ceiling.source)
    if head.closing is not None:
        found = head.closing
        text = (
            f"để mở: {ENDS.write(found.open)}; chưa đến hạn: {ENDS.write(found.not_due)}; "
            f"chưa có minh chứng: {UNPROVED.write(found.unproved)}"
        )
        yield CLOSING, text + _cited(found.source)
    if head.classes is not None:
        yield from _classes(head.classes, names)
    for code, check in head.checks.items():
        yield f"{CHECK}{code}", SEVERITY.write(check.severity) + _cited(check.source)
    for key, info in SetHead.model_fields.items():
        value = getattr(head, key)
        default = info.get_default(call_default_factory=True, validated_data={})
        if key not in TOLD and value != default:
            yield other(key).heading, ANY.write(value)


def _cited(found: Any) -> str:
    return CITED + sources_text(found, BETWEEN)


def _outside(found: Outside) -> str:
    return f"tối đa {number_text(found.cap)} điểm, {COUNTED[found.counted]}" + _cited(found.source)


def _classes(found: Classes, names: Names) -> Iterator[tuple[str, str]]:
    yield CLASSES, ON.write(found.on) + _cited(found.source)
    for band in found.bands:
        yield f"{BAND}{band.name}", _band(band)
    for n, veto in enumerate(found.veto, 1):
        yield f"{VETO}{n}", _veto(veto, names)


def _band(band: ClassBand) -> str:
    low = f"từ {number_text(band.at_least)}" if band.at_least is not None else ""
    high = f"dưới {number_text(band.below)}" if band.below is not None else ""
    return " đến ".join(filter(None, (low, high))) or "mọi mức"


def _veto(veto: Veto, names: Names) -> str:
    when = " và ".join(condition_text(condition, names) for condition in veto.when)
    return f"khi {when}: cao nhất là hạng “{veto.best}”" + _cited(veto.source)


def read_general(rows: list[tuple[str, str]], conditions: Read) -> dict[str, Any]:
    """Give ``set.yaml`` as written; ``conditions`` reads those of a veto. Raises ``ValueError``."""
    head: dict[str, Any] = {}
    columns = {column.heading: column for column in HEAD}
    for name, text in rows:
        if name in columns:
            head[columns[name].key] = columns[name].codec.read(text)
        elif name == REASON or name.startswith(OTHER_REASON):
            key = "reason" if name == REASON else name.removeprefix(OTHER_REASON)
            head.setdefault("provisional", {})[key] = text
        elif name.startswith(SURVEY):
            key = name.removeprefix(SURVEY).removeprefix(", ") or "held"
            head.setdefault("survey", {})[key] = text == HELD[True]
        elif name.startswith(OTHER) and name[len(OTHER) :].isidentifier():
            head[name.removeprefix(OTHER)] = ANY.read(text)
        else:
            _read_cited(name, text, head, conditions)
    return head


def _read_cited(name: str, text: str, head: dict[str, Any], conditions: Read) -> None:
    """Read a row that ends with its sources."""
    text, _, cited = text.partition(CITED)
    source = {"source": sources(cited, BETWEEN)} if cited else {}
    if name.startswith(ROUNDING):
        at, _, rest = text.partition(" đến ")
        to, _, mode = rest.partition(", ")
        one = {"at": AT.read(at), "to": number(to), "mode": MODE.read(mode)}
        head.setdefault("rounding", []).append(one | source)
    elif name in (BONUS, PENALTY):
        most, _, counted = text.removeprefix("tối đa ").partition(" điểm, ")
        outside = {"cap": number(most), "counted": counted == COUNTED[True]}
        head["bonus" if name == BONUS else "penalty"] = outside | source
    elif name == CEILING:
        head["ceiling"] = {"at": number(text.removesuffix(" điểm"))} | source
    elif name == CLOSING:
        parts = dict(piece.split(": ", 1) for piece in text.split("; "))
        head["closing"] = {
            "open": ENDS.read(parts["để mở"]),
            "not_due": ENDS.read(parts["chưa đến hạn"]),
            "unproved": UNPROVED.read(parts["chưa có minh chứng"]),
        } | source
    elif name == CLASSES:
        head["classes"] = {"on": ON.read(text), "bands": []} | source
    elif name.startswith(BAND):
        band = {"name": name.removeprefix(BAND)} | _read_band(text)
        head["classes"]["bands"].append(band)
    elif name.startswith(VETO):
        when, _, best = text.removeprefix("khi ").rpartition(": cao nhất là hạng ")
        veto = {"when": conditions(when), "best": best[1:-1]}
        head["classes"].setdefault("veto", []).append(veto | source)
    elif name.startswith(CHECK):
        graded = {"severity": SEVERITY.read(text)}
        head.setdefault("checks", {})[name.removeprefix(CHECK)] = graded | source
    else:
        raise ValueError(f"không có khoản “{name}”")


def _read_band(text: str) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for piece in text.split(" đến "):
        if piece.startswith("từ "):
            found["at_least"] = number(piece.removeprefix("từ "))
        elif piece.startswith("dưới "):
            found["below"] = number(piece.removeprefix("dưới "))
    return found
