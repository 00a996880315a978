"""The report on the self-score as blocks of text and tables, whatever file they end up in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from par_rules.dossier.annexes import annexes
from par_rules.dossier.blocks import Annex, Block, Heading, Table, Text
from par_rules.dossier.comparison import field_rows
from par_rules.dossier.content import Content, content_of
from par_rules.dossier.formalities import INTERNAL, ROMAN, reference
from par_rules.dossier.kept import kept
from par_rules.dossier.leaf_entry import LeafEntry
from par_rules.dossier.unsettled import explained, proposals
from par_rules.dossier.wording import (
    day,
    hash_text,
    interval,
    per_cent_of,
    points,
    sentence,
    short_unit,
)
from par_rules.dossier.year_result import YearResult


@dataclass(frozen=True)
class Report:
    """The whole report, less the head and the signature, which are a matter of form.

    ``mark`` heads the internal edition; ``to`` is empty there, for it is not sent. ``reference``
    says on each annex what it belongs to.
    """

    subject: str
    mark: str
    to: str
    bases: tuple[str, ...]
    opening: str
    body: tuple[Block, ...]
    closing: str
    reference: str
    annexes: tuple[Annex, ...]


@kept
def report(result: YearResult) -> Report:
    """Write the report of a year in the result's edition."""
    content = content_of(result)
    attached = annexes(content)
    to = "" if result.internal else f"Sở Nội vụ {_in_sentence(result.city)}"
    end = f"Trên đây là báo cáo của {result.unit_title}"
    subject = (
        f"Kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm {result.year} "
        f"của {result.unit_title}"
    )
    return Report(
        subject=subject,
        mark=INTERNAL if result.internal else "",
        to=to,
        bases=tuple(_bases(result)),
        opening=(
            f"{result.unit_title} báo cáo kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành "
            f"chính năm {result.year}{_by_which_set(result)} như sau:"
        ),
        body=(*_body(result, content), *_attached(result, attached)),
        closing=f"{end}, trân trọng báo cáo {to}./." if to else f"{end}./.",
        reference=reference(result.unit_title),
        annexes=attached,
    )


def _attached(result: YearResult, found: Sequence[Annex]) -> Iterator[Block]:
    """Name every annex, as the decree wants the text to (Phụ lục I, mục III.1.a).

    The hash of the list of evidence binds the signed report to the bag.
    """
    named = [f"Phụ lục {ROMAN[n]} ({annex.title})" for n, annex in enumerate(found)]
    yield Text(f"Kèm theo báo cáo: {'; '.join(named)}.")
    if result.manifest_sha256:
        yield Text(
            "Mã SHA-256 của danh mục minh chứng điện tử (tệp manifest.json trong gói hồ sơ): "
            f"{hash_text(result.manifest_sha256)}."
        )


def _bases(result: YearResult) -> Iterator[str]:
    """Give the Căn cứ; a set that no authority has issued is none."""
    head = result.criteria.head
    if head.provisional is None:
        yield f"Căn cứ {head.title}, năm {result.year}"
    for document in result.criteria.sources.values():
        if document.plan is not None and document.kind != "draft":
            yield f"Căn cứ {document.title}"


def _by_which_set(result: YearResult) -> str:
    """Say of a provisional set who made it, and after which plan."""
    if result.criteria.head.provisional is None:
        return ""
    plans = [d.title for d in result.criteria.sources.values() if d.plan is not None]
    after = f" theo {_in_sentence(plans[0])}" if plans else ""
    maker = short_unit(result.unit_title)
    return f" theo bộ tiêu chí tạm tính do {maker} lập{after},"


def _in_sentence(city: str) -> str:
    return city[:1].lower() + city[1:]


def _body(result: YearResult, content: Content) -> Iterator[Block]:
    own = [e for e in content.entries if e.own and e.leaf.role is None]
    others = [e for e in content.entries if not e.own and e.leaf.role is None]
    yield Heading("I. Cách thực hiện")
    yield from _how(result, content, own)
    yield Heading("II. Kết quả tự chấm điểm")
    yield from _results(result, content)
    yield Heading("III. Nội dung không tự chấm điểm")
    yield from _not_scored(result, others)
    yield Heading("IV. Ưu điểm")
    yield from _strong(result, own)
    yield Heading("V. Điểm chưa đạt và nguyên nhân")
    yield from _short(content, own)
    yield Heading("VI. Giải trình" + " nội dung chưa đủ minh chứng" * result.internal)
    yield from explained(result, own)
    yield Heading("VII. Khó khăn và đề xuất")
    yield from proposals(result, own)


def _how(result: YearResult, content: Content, own: Sequence[LeafEntry]) -> Iterator[Block]:
    head = result.criteria.head
    total = result.scorecard.self_points.maximum
    yield Text(
        f"{result.unit_title} tự chấm {len(own)} tiêu chí thành phần, tổng {points(total)} điểm. "
        f"Kỳ tính điểm từ ngày {day(head.window[0])} đến ngày {day(head.window[1])}; "
        f"{content.days_text}. {_compared(result, content)}"
    )
    yield Text(
        "Điểm tự chấm là điểm theo số liệu đã kê khai."
        + " Điểm đủ minh chứng là phần điểm có đủ tài liệu hợp lệ." * result.internal
        + f" {_undecided(result)}"
    )
    if head.provisional is not None:
        yield Text(sentence(head.provisional.get("reason", "")), lead="Kết quả tạm tính.")


def _undecided(result: YearResult) -> str:
    """Say what became of scores that no figure decides: intervals, or the set's closing rule."""
    closed = result.scorecard.closed
    if not closed:
        return (
            "Nội dung chưa có số liệu hoặc chưa đến hạn được ghi thành khoảng điểm, không tính là "
            "0 và không tính điểm tối đa."
        )
    told = "; ".join(f"{c.number}: {points(c.points)} điểm" for c in closed)
    return (
        f"{len(closed)} tiêu chí chưa có số liệu hoặc chưa đến hạn tại thời điểm chốt được tính "
        f"theo quy tắc chốt điểm của bộ tiêu chí ({told})."
    )


def _compared(result: YearResult, content: Content) -> str:
    """Say against how many documents the figures were held: those that count, and the others."""
    if not content.counted:
        return "Chưa có tài liệu minh chứng nào được tính."
    text = (
        "Điểm được tính từ số liệu của các cơ quan chủ trì, đối chiếu với "
        f"{content.counted} tài liệu minh chứng"
    )
    rest = len(content.marks) - content.counted
    if rest:
        text += f"; {rest} tài liệu khác đã gắn với tiêu chí nhưng chưa được tính (Phụ lục II)"
    return f"{text}."


def _results(result: YearResult, content: Content) -> Iterator[Block]:
    own = result.scorecard.self_points
    text = (
        f"Tổng điểm tự chấm là {interval(own.claimed)} trên {points(own.maximum)} điểm, bằng "
        f"{per_cent_of(own.claimed, own.maximum)} điểm tối đa"
    )
    if not content.declared:
        text = (
            "Chưa có số liệu nào được kê khai nên chưa xác định được điểm tự chấm; khoảng điểm "
            f"còn có thể xảy ra là {interval(own.claimed)} trên {points(own.maximum)} điểm"
        )
    if result.internal:
        text += (
            f"; trong đó đủ minh chứng {points(own.secured)} điểm, điểm tối đa còn có thể đạt là "
            f"{points(own.attainable)} điểm"
        )
    yield Text(f"{text}.")
    yield _fields(result)
    last = result.last_year
    if last is not None:
        yield Text(
            f"Năm {last['year']} chấm theo bộ tiêu chí khác ({last['set_title']}) nên chỉ so "
            "sánh theo tỷ lệ phần trăm điểm tối đa của từng lĩnh vực. Chi tiết từng tiêu chí ở Phụ "
            "lục I."
        )
    else:
        yield Text("Chi tiết từng tiêu chí ở Phụ lục I.")


def _fields(result: YearResult) -> Table:
    """Set the fields beside last year's; what evidence secures is in the internal edition only."""
    last, rows = result.last_year, field_rows(result)
    columns = [("Lĩnh vực", 44, [row.title for row in rows])]
    columns += [("Điểm tối đa", 13, [row.maximum for row in rows])]
    columns += [("Tự chấm", 24, [row.claimed for row in rows])]
    if result.internal:
        columns += [("Đủ minh chứng", 19, [row.secured for row in rows])]
    columns += [(f"Tỷ lệ năm {result.year}", 26, [row.share for row in rows])]
    if last is not None:
        columns += [(f"Tỷ lệ năm {last['year']}", 15, [row.before for row in rows])]
        columns += [("Tăng, giảm (điểm %)", 19, [row.change for row in rows])]
    spare = 160 - sum(width for _, width, _ in columns)
    widths = [width + spare * (n == 0) for n, (_, width, _) in enumerate(columns)]
    return Table(
        tuple(head for head, _, _ in columns),
        tuple(widths),
        tuple(zip(*(cells for _, _, cells in columns), strict=True)),
        frozenset(range(1, len(columns))),
        frozenset(n for n, row in enumerate(rows) if row.total),
    )


def _not_scored(result: YearResult, others: Sequence[LeafEntry]) -> Iterator[Block]:
    if not others:
        yield Text("Không có.")
        return
    total = sum((e.leaf.max_points for e in others), Fraction(0))
    yield Text(
        f"{len(others)} tiêu chí thành phần với {points(total)} điểm do điều tra xã hội học của "
        f"thành phố xác định, {short_unit(result.unit_title)} không tự chấm:"
    )
    for entry in others:
        yield Text(f"- {entry.leaf.number}. {entry.leaf.title}: {entry.maximum} điểm.")


def _strong(result: YearResult, own: Sequence[LeafEntry]) -> Iterator[Block]:
    full = [e for e in own if _at_the_top(e, proved=result.internal)]
    proved = " và đủ minh chứng" * result.internal
    if not full:
        yield Text(f"Chưa có tiêu chí nào đạt điểm tối đa{proved}.")
        return
    yield Text(f"{len(full)} tiêu chí tự chấm đạt điểm tối đa{proved}:")
    for field in result.criteria.fields:
        titles = [f"{e.leaf.title} ({e.leaf.number})" for e in full if e.field is field]
        if titles:
            yield Text(f"- {field.title}: {'; '.join(titles)}.")


def _at_the_top(entry: LeafEntry, *, proved: bool) -> bool:
    views = entry.score.points
    reached = views.secured if proved else views.claimed.low
    return entry.score.arises == "yes" and reached == entry.leaf.max_points > 0


def _short(content: Content, own: Sequence[LeafEntry]) -> Iterator[Block]:
    short = [
        e
        for e in own
        if e.score.arises != "no" and e.score.points.claimed.high < e.score.points.maximum
    ]
    if not short:
        yield Text(
            "Không có tiêu chí nào dưới điểm tối đa theo số liệu đã kê khai."
            if content.declared
            else "Chưa có số liệu nào được kê khai nên chưa xác định được."
        )
        return
    missing = sum(
        (e.score.points.maximum - e.score.points.claimed.high for e in short), Fraction(0)
    )
    yield Text(
        f"{len(short)} tiêu chí chưa đạt điểm tối đa, thiếu {points(missing)} điểm theo số liệu "
        "đã kê khai:"
    )
    short.sort(key=lambda e: e.score.points.claimed.high - e.score.points.maximum)
    yield Table(
        ("Số", "Tiêu chí", "Tối đa", "Tự chấm", "Nguyên nhân"),
        (13, 42, 13, 20, 72),
        tuple((e.leaf.number, e.leaf.title, e.maximum, e.points, _cause(e)) for e in short),
        frozenset({2, 3}),
    )


def _cause(entry: LeafEntry) -> str:
    told = [sentence(entry.cause or entry.note)]
    told += [f"Giải trình: {sentence(text)}" for text in entry.explanations]
    return " ".join(told)
