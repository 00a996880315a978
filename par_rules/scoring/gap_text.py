"""The words of a gap: what is missing and what to do, for an official who has one line to read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from par_rules.criteria.copies import copies_text
from par_rules.criteria.model import CriteriaSet, InputSpec, Leaf, Requirement
from par_rules.rules.words import (
    day_text,
    lowered,
    number_text,
    option_text,
    raised,
    share_text,
)
from par_rules.scoring.facts import Fact, Proof

STATES = {"absent": "không có", "not_arisen": "không phát sinh", "unknown": "chưa có ai khai"}

# What to do about a figure that nobody has given, by where it comes from.
TO_FILL = {
    "declared": "Điền vào bảng số liệu",
    "cases": "Kết xuất dữ liệu hồ sơ TTHC vào thư mục số liệu của năm",
    "register": "Ghi văn bản và ngày ban hành vào danh mục minh chứng",
    "survey": "Nhập kết quả khi cơ quan điều tra công bố",
    "portal": "Lấy số liệu trên Cổng Dịch vụ công, điền vào bảng số liệu",
    "last_year": "Lấy số liệu năm trước, điền vào bảng số liệu",
    "index": "Nhập kết quả khi cơ quan đánh giá công bố",
}


def fact_text(spec: InputSpec, fact: Fact) -> str:
    """Write what an input is: a value with its unit, or its state."""
    if fact.state != "known" or fact.value is None:
        return STATES.get(fact.state, STATES["unknown"])
    if isinstance(fact.value, str):
        return option_text(fact.value)
    if isinstance(fact.value, date):
        return day_text(fact.value)
    unit = "%" if spec.type == "percent" else f" {spec.unit}" if spec.unit else ""
    return number_text(fact.value) + unit


def by(due: date | None, as_of: date) -> str:
    """Write the end of a sentence that names the last day."""
    if due is None:
        return ""
    return f"; hạn {day_text(due)}" if due >= as_of else f"; đã quá hạn {day_text(due)}"


def missing_text(missing: tuple[Requirement, ...], proof: Proof, fact: Fact | None) -> str:
    """Say which document is missing, or how many are."""
    titles = "; ".join(r.title for r in missing)
    if len(missing) > 1:
        return f"Chưa có tài liệu nào đạt yêu cầu trong số: {titles}"
    if missing[0].counts is not None and fact is not None and isinstance(fact.value, Fraction):
        total = number_text(fact.value)
        return f"Mới có {proof.passing} trên {total} tài liệu đạt yêu cầu: {titles}"
    if proof.answer == "fails" and set(proof.codes) - {"MISSING"}:
        return f"Minh chứng chưa đạt yêu cầu: {titles}"
    return f"Chưa có minh chứng: {titles}"


def hand_in_text(missing: tuple[Requirement, ...]) -> str:
    """Say what to hand in, and what the document must carry."""
    if len(missing) > 1:
        return f"Nộp một trong các tài liệu: {'; '.join(map(_wanted, missing))}"
    if missing[0].counts is not None:
        return f"Nộp đủ số tài liệu còn thiếu: {_wanted(missing[0])}"
    return f"Nộp {_wanted(missing[0])}"


def _wanted(requirement: Requirement) -> str:
    marks = {
        "digital": ", có số, ngày, ký số",
        "digital_or_seal": ", có số, ngày, đóng dấu hoặc ký số",
        "none": "",
    }[requirement.signature]
    page = ", ghi rõ trang" if requirement.page else ""
    copies = f", {copies_text(requirement.copies)}" if requirement.copies else ""
    return f"{requirement.title}{copies}{marks}{page}"


def joined(texts: Iterable[str]) -> str:
    """Join sentences, each once, with a capital at the start."""
    return raised("; ".join(dict.fromkeys(texts)))


def unknown_text(
    criteria: CriteriaSet, leaf: Leaf, spec: InputSpec, *, to_come: bool
) -> tuple[str, str]:
    """Say that nobody has given a figure, and who gives it where; ``to_come``: once it is done."""
    todo = TO_FILL[spec.from_]
    if to_come:
        todo = f"Khi hoàn thành, {lowered(todo)}"
    if spec.office is not None and spec.office != leaf.lead_office:
        office = criteria.head.offices.get(spec.office)
        title = office.title if office is not None else spec.office
        todo = f"Đề nghị {title} cung cấp; {lowered(todo)}"
    return f"Chưa ai khai: {spec.title}", todo


def winnable_text(spec: InputSpec, fact: Fact) -> tuple[str, str]:
    """Say what could still be better, and what to do for it."""
    if fact.state == "absent":
        return f"Hiện chưa có: {spec.title}", "Thực hiện, khai số liệu và nộp minh chứng"
    if fact.value == "no":
        return f"Hiện chưa đạt: {spec.title}", "Hoàn thành, khai lại số liệu và nộp minh chứng"
    return (
        f"Hiện là {fact_text(spec, fact)}: {spec.title}",
        "Tiếp tục thực hiện để tăng điểm, cập nhật số liệu và minh chứng",
    )


LOST_TODO = "Không lấy lại được trong năm; nêu nguyên nhân trong báo cáo tự chấm điểm"


def lost_text(
    spec: InputSpec, fact: Fact, *, last: date, good: date | None, full: str | None, as_of: date
) -> str:
    """Say why points are lost through one input.

    ``last`` is the day after which it does not change, ``good`` the last day that costs nothing
    (for a date), ``full`` the value that would have cost nothing (for a number).
    """
    said = f"{spec.title}: {fact_text(spec, fact)}"
    if isinstance(fact.value, date) and good is not None and fact.value > good:
        late = (fact.value - good).days
        return f"{said}, chậm {late} ngày so với hạn {day_text(good)}"
    if full is not None:
        said += f" (đủ điểm khi là {full})"
    end = good if good is not None and good < last else last
    return said + over(end, as_of) if not isinstance(fact.value, date) else said


def over(last: date, as_of: date) -> str:
    """Say that nothing can be added any more, if so."""
    return f", hết hạn từ {day_text(last)}" if last < as_of else ""


def shortfall_text(spec: InputSpec, part: Fraction, whole: Fraction, *, bad: bool) -> str:
    """Say how many of the whole are not in the part ``spec``, or are in it where it is ``bad``."""
    unit = spec.unit or "trường hợp"
    if bad:
        return f"{number_text(part)} trên {number_text(whole)} {unit}: {spec.title}"
    share = f"tỷ lệ {share_text(100 * part / whole)}%"
    if spec.type != "count":
        return f"{share} ({number_text(part)} trên {number_text(whole)} {unit}): {spec.title}"
    return (
        f"{number_text(whole - part)} {unit} không đạt, {share} "
        f"({number_text(part)} trên {number_text(whole)}): {spec.title}"
    )
