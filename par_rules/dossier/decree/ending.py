"""Recipients and signature (Phụ lục I, Phần I, mục II.7, II.9.d); name and signature may lack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from par_rules.dossier.decree.finding import Finding, Wanted, is_capitals, look_findings, quoted
from par_rules.dossier.decree.paper import Line
from par_rules.dossier.decree.parts import Parts
from par_rules.letters import fold

_POWER = re.compile(r"(TM|KT|TL|TUQ|Q)\b(\.?)(\s?)")
# Titles of learning and honour that the decree keeps out of a signature.
_LEARNED = re.compile(
    r"^(ThS|TS|PGS|GS|BS|BSCK\w*|KS|CN|Thạc s[ĩỹ]|Tiến s[ĩỹ]|Kỹ sư|Cử nhân|Bác s[ĩỹ]|Ông|Bà)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(r"-\s*Lưu\s?:\s*VT\b.*\.$")


def ending_findings(parts: Parts) -> Iterator[Finding]:
    """Judge the end of the paper."""
    yield from _recipients(parts)
    yield from _signer([p.line for p in parts.signer])


def _recipients(parts: Parts) -> Iterator[Finding]:
    rule, where = "II.9.d", "Nơi nhận"
    if not parts.recipients:
        yield Finding(
            rule, "cuối văn bản", "không thấy “Nơi nhận:”", "ghi ngang hàng với chức vụ người ký"
        )
        return
    head, *lines = [p.line for p in parts.recipients]
    yield from look_findings(
        [head], where, rule, Wanted((12, 12), bold=True, italic=True, align="left")
    )
    if head.words != "Nơi nhận:":
        yield Finding(rule, where, f"ghi {quoted(head)}", "ghi “Nơi nhận:” trên một dòng riêng")
    if not lines:
        yield Finding(rule, where, "không ghi nơi nhận nào", "ghi mỗi nơi nhận một dòng")
        return
    wanted = Wanted((11, 11), bold=False, italic=False, align="left")
    yield from look_findings(lines, "các nơi nhận", rule, wanted)
    yield from _listed(parts, lines, rule)


def _listed(parts: Parts, lines: Sequence[Line], rule: str) -> Iterator[Finding]:
    where = "các nơi nhận"
    names = [line.words for line in lines if not line.goes_on]
    dashed = [line for line in lines if line.numbered or line.words[0] in "-–"]
    if len(dashed) < len(names):
        yield Finding(rule, where, "thiếu gạch đầu dòng", "ghi “-” đầu mỗi dòng")
    if any(not name.endswith(";") for name in names[:-1]):
        yield Finding(rule, where, "cuối dòng thiếu dấu chấm phẩy", "thêm “;” cuối mỗi dòng")
    if parts.to and fold(names[0]).strip("-– .;") != "nhu tren":
        yield Finding(
            "II.9.b", where, f"dòng đầu là {quoted(lines[0])}", "ghi “- Như trên;” ở dòng đầu"
        )
    if not parts.to and fold(names[0]).strip("-– .;") == "nhu tren":
        yield Finding(
            "II.9.b", where, "ghi “Như trên” mà không có “Kính gửi”", "ghi tên cơ quan nhận"
        )
    if not _KEPT.match(names[-1]) and not (lines[-1].numbered and "Lưu: VT" in names[-1]):
        yield Finding(
            rule, where, f"dòng cuối là {quoted(lines[-1])}", "ghi “- Lưu: VT, …” và dấu chấm"
        )


def _signer(lines: Sequence[Line]) -> Iterator[Finding]:
    rule, where = "II.7.đ", "người ký"
    titles = [line for line in lines if is_capitals(line.text) or _POWER.match(line.words)]
    names = [line for line in lines if line not in titles]
    if not titles:
        yield Finding(
            rule,
            "cuối văn bản",
            "không thấy quyền hạn, chức vụ của người ký",
            "ghi bằng chữ in hoa, ví dụ “TM. ỦY BAN NHÂN DÂN”, “CHỦ TỊCH”",
        )
    wanted = Wanted((13, 14), bold=True, italic=False, capitals=True, align="center")
    yield from look_findings(titles, "quyền hạn, chức vụ người ký", rule, wanted)
    for line in titles:
        power = _POWER.match(line.words)
        if power and (not power[2] or not power[3]):
            yield Finding(
                "II.7.b",
                f"quyền hạn {quoted(line)}",
                f"sau {power[1]} thiếu dấu chấm hoặc cách chữ",
                f"ghi “{power[1]}. …”",
            )
    wanted = Wanted((13, 14), bold=True, italic=False, align="center")
    yield from look_findings(names, "họ tên người ký", rule, wanted)
    for line in names:
        if _LEARNED.match(line.words):
            yield Finding(
                "II.7.c",
                where,
                f"ghi {quoted(line)}",
                "chỉ ghi họ và tên, không ghi học hàm, học vị",
            )
