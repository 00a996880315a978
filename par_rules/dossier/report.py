"""The report on the self-score as blocks of text and tables, whatever file they end up in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from par_rules.dossier.annexes import annexes
from par_rules.dossier.blocks import Annex, Block, Heading, Table, Text
from par_rules.dossier.comparison import field_rows
from par_rules.dossier.content import Content
from par_rules.dossier.leaf_entry import LeafEntry
from par_rules.dossier.wording import day, interval, per_cent_of, points, sentence
from par_rules.dossier.year_result import YearResult


@dataclass(frozen=True)
class Report:
    """The whole report, less the head and the signature, which are a matter of form."""

    subject: str
    to: str
    bases: tuple[str, ...]
    opening: str
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...]


def report(result: YearResult) -> Report:
    """Write the report of a year."""
    content = Content(result)
    head = result.criteria.head
    subject = (
        f"Kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm {result.year} "
        f"của {result.unit_title}"
    )
    bases = [f"Căn cứ {head.title}, năm {result.year}"]
    bases += [
        f"Căn cứ {document.title}"
        for document in result.criteria.sources.values()
        if document.plan is not None and document.kind != "draft"
    ]
    return Report(
        subject=subject,
        to=f"Sở Nội vụ {_in_sentence(result.city)}",
        bases=tuple(bases),
        opening=(
            f"{result.unit_title} báo cáo kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành "
            f"chính năm {result.year} như sau:"
        ),
        body=tuple(_body(result, content)),
        annexes=annexes(content),
    )


def _in_sentence(city: str) -> str:
    return city[:1].lower() + city[1:]


def _body(result: YearResult, content: Content) -> Iterator[Block]:
    own = [e for e in content.entries if e.own and e.leaf.role is None]
    others = [e for e in content.entries if not e.own and e.leaf.role is None]
    yield Heading("I. Cách thực hiện")
    yield from _how(result, content, own)
    yield Heading("II. Kết quả tự chấm điểm")
    yield from _results(result)
    yield Heading("III. Nội dung không tự chấm điểm")
    yield from _not_scored(others)
    yield Heading("IV. Ưu điểm")
    yield from _strong(result, own)
    yield Heading("V. Điểm chưa đạt và nguyên nhân")
    yield from _lost(own)
    yield Heading("VI. Giải trình nội dung chưa đủ minh chứng")
    yield from _explained(own)
    yield Heading("VII. Khó khăn và đề xuất")
    yield from _proposals(result, own)


def _how(result: YearResult, content: Content, own: Sequence[LeafEntry]) -> Iterator[Block]:
    head = result.criteria.head
    total = result.scorecard.self_points.maximum
    yield Text(
        f"Số liệu tính trong kỳ từ ngày {day(head.window[0])} đến ngày {day(head.window[1])}, "
        f"lấy đến ngày {day(result.as_of)}. {result.unit_title} tự chấm {len(own)} tiêu chí thành "
        f"phần, tổng {points(total)} điểm; mỗi tiêu chí được tính từ số liệu của cơ quan chủ trì "
        f"và đối chiếu với {len(content.marks)} tài liệu minh chứng."
    )
    yield Text(
        "Điểm tự chấm là điểm theo số liệu đã kê khai. Điểm đủ minh chứng là phần điểm có đủ tài "
        "liệu hợp lệ. Nội dung chưa có số liệu hoặc chưa đến hạn được ghi thành khoảng điểm, "
        "không tính là 0 và không tính điểm tối đa."
    )
    if head.provisional is not None:
        yield Text(sentence(head.provisional.get("reason", "")), lead="Kết quả tạm tính.")


def _results(result: YearResult) -> Iterator[Block]:
    own = result.scorecard.self_points
    yield Text(
        f"Tổng điểm tự chấm là {interval(own.claimed)} trên {points(own.maximum)} điểm, bằng "
        f"{per_cent_of(own.claimed, own.maximum)} điểm tối đa; trong đó đủ minh chứng "
        f"{points(own.secured)} điểm, điểm tối đa còn có thể đạt là {points(own.attainable)} điểm."
    )
    rows = field_rows(result)
    last = result.last_year
    head: tuple[str, ...] = ("Lĩnh vực", "Điểm tối đa", "Tự chấm", "Đủ minh chứng")
    head += (f"Tỷ lệ năm {result.year}",)
    widths: tuple[int, ...] = (63, 17, 26, 22, 32)
    if last is not None:
        head += (f"Tỷ lệ năm {last['year']}", "Tăng, giảm (điểm %)")
        widths = (44, 13, 24, 19, 26, 15, 19)
    lines = []
    for row in rows:
        line = (row.title, row.maximum, row.claimed, row.secured, row.share)
        lines.append((*line, row.before, row.change) if last is not None else line)
    yield Table(
        head,
        widths,
        tuple(lines),
        frozenset(range(1, len(head))),
        frozenset(n for n, row in enumerate(rows) if row.total),
    )
    if last is not None:
        yield Text(
            f"Năm {last['year']} chấm theo bộ tiêu chí khác ({last['set_title']}) nên chỉ so "
            "sánh theo tỷ lệ phần trăm điểm tối đa của từng lĩnh vực. Chi tiết từng tiêu chí ở Phụ "
            "lục I."
        )
    else:
        yield Text("Chi tiết từng tiêu chí ở Phụ lục I.")


def _not_scored(others: Sequence[LeafEntry]) -> Iterator[Block]:
    if not others:
        yield Text("Không có.")
        return
    total = sum((e.leaf.max_points for e in others), Fraction(0))
    yield Text(
        f"{len(others)} tiêu chí thành phần với {points(total)} điểm do điều tra xã hội học của "
        "thành phố xác định, xã không tự chấm:"
    )
    for entry in others:
        yield Text(f"- {entry.leaf.number}. {entry.leaf.title}: {entry.maximum} điểm.")


def _strong(result: YearResult, own: Sequence[LeafEntry]) -> Iterator[Block]:
    full = [
        e
        for e in own
        if e.score.arises == "yes" and e.score.points.secured == e.leaf.max_points > 0
    ]
    if not full:
        yield Text("Chưa có tiêu chí nào đạt điểm tối đa và đủ minh chứng.")
        return
    yield Text(f"{len(full)} tiêu chí đạt điểm tối đa và đã đủ minh chứng:")
    for field in result.criteria.fields:
        titles = [f"{e.leaf.title} ({e.leaf.number})" for e in full if e.field is field]
        if titles:
            yield Text(f"- {field.title}: {'; '.join(titles)}.")


def _lost(own: Sequence[LeafEntry]) -> Iterator[Block]:
    short = [
        e
        for e in own
        if e.score.arises != "no" and e.score.points.claimed.high < e.score.points.maximum
    ]
    if not short:
        yield Text("Không có tiêu chí nào dưới điểm tối đa theo số liệu đã kê khai.")
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
        ("Số", "Tiêu chí", "Tối đa", "Tự chấm", "Nguyên nhân (diễn giải cách tính)"),
        (13, 42, 13, 20, 72),
        tuple((e.leaf.number, e.leaf.title, e.maximum, e.points, sentence(e.note)) for e in short),
        frozenset({2, 3}),
    )


def _explained(own: Sequence[LeafEntry]) -> Iterator[Block]:
    lacking = [(e, line) for e in own for line in e.evidence if line.state == "fails"]
    if not lacking:
        yield Text("Mọi yêu cầu minh chứng đã đến hạn đều có tài liệu hợp lệ.")
        return
    yield Text(
        f"{len(lacking)} yêu cầu minh chứng đã đến hạn chưa có tài liệu hợp lệ; giải trình của cơ "
        "quan chủ trì:"
    )
    yield Table(
        ("Số", "Yêu cầu minh chứng", "Giải trình"),
        (13, 80, 67),
        tuple(
            (e.leaf.number, line.title, line.explanation or "Chưa có giải trình.")
            for e, line in lacking
        ),
    )


def _proposals(result: YearResult, own: Sequence[LeafEntry]) -> Iterator[Block]:
    views = result.scorecard.self_points
    unknown = [e for e in own if not e.score.points.claimed.is_point]
    if unknown:
        yield Text(
            f"{len(unknown)} tiêu chí còn là khoảng điểm vì số liệu chưa đủ hoặc việc chưa đến "
            f"hạn; phần để mở là {points(views.open)} điểm. {result.unit_title} bổ sung trước "
            f"hạn nộp hồ sơ ngày {day(result.criteria.head.submission_deadline)}."
        )
    if result.criteria.head.provisional is not None:
        yield Text(
            f"Đề nghị Sở Nội vụ hướng dẫn bộ tiêu chí chính thức áp dụng cho cấp xã năm "
            f"{result.year} để thay các giá trị đang là giả định."
        )
    yield Text("Kiến nghị khác (nếu có): …………………………………")
