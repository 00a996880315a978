"""What the report says of evidence that lacks, of figures still to come, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from par_rules.dossier.blocks import Block, Table, Text
from par_rules.dossier.leaf_entry import EvidenceLine, LeafEntry
from par_rules.dossier.wording import day, deadline_text, interval, points, sentence
from par_rules.dossier.year_result import YearResult

Lacking = tuple[LeafEntry, EvidenceLine]


def explained(result: YearResult, own: Sequence[LeafEntry]) -> Iterator[Block]:
    """Give the explanations; the internal edition sets them against all that lacks evidence."""
    lines = [(e, line) for e in own for line in e.evidence]
    told = [pair for pair in lines if pair[1].explanation]
    if not result.internal:
        yield from _explanations(told, "Giải trình của cơ quan chủ trì:", "Không có giải trình.")
        return
    lacking = [pair for pair in lines if pair[1].state == "fails"]
    due = [pair for pair in lacking if _is_due(pair[1].due, result.as_of)]
    early = [pair for pair in lacking if pair not in due]
    yield from _due(due)
    yield from _not_due(early)
    rest = [pair for pair in told if pair not in due]
    yield from _explanations(rest, "Giải trình khác của cơ quan chủ trì:", "")


def _is_due(due: date | None, as_of: date) -> bool:
    return due is None or due <= as_of


def _due(due: Sequence[Lacking]) -> Iterator[Block]:
    if not due:
        yield Text("Không có yêu cầu minh chứng nào đã đến hạn mà thiếu tài liệu hợp lệ.")
        return
    yield Text(f"{len(due)} yêu cầu minh chứng đã đến hạn mà chưa có đủ tài liệu hợp lệ:")
    yield Table(
        ("Số", "Yêu cầu minh chứng", "Hạn", "Giải trình của cơ quan chủ trì"),
        (13, 67, 23, 57),
        tuple(
            (
                e.leaf.number,
                line.title,
                day(line.due),
                sentence(line.explanation) or "Chưa có giải trình.",
            )
            for e, line in due
        ),
    )


def _not_due(early: Sequence[Lacking]) -> Iterator[Block]:
    if early:
        yield Text(
            f"{len(early)} yêu cầu minh chứng chưa đến hạn, tài liệu hiện có chưa đủ hoặc chưa "
            "được tính, phải thay hoặc bổ sung trước hạn:"
        )
        yield Table(
            ("Số", "Yêu cầu minh chứng", "Hạn", "Tài liệu hiện có"),
            (13, 67, 23, 57),
            tuple((e.leaf.number, line.title, day(line.due), _there(line)) for e, line in early),
        )


def _there(line: EvidenceLine) -> str:
    """Say what is there, and how it stands."""
    told = [f"{d.name}{f' ({d.standing})' if d.standing else ''}" for d in line.documents]
    return "; ".join(told) or "Chưa có tài liệu."


def _explanations(pairs: Sequence[Lacking], head: str, none: str) -> Iterator[Block]:
    if pairs:
        yield Text(head)
        yield Table(
            ("Số", "Yêu cầu minh chứng", "Giải trình"),
            (13, 60, 87),
            tuple((e.leaf.number, line.title, sentence(line.explanation)) for e, line in pairs),
        )
    elif none:
        yield Text(none)


def proposals(result: YearResult, own: Sequence[LeafEntry]) -> Iterator[Block]:
    """Give the scores still open, each until its own day, and what is proposed."""
    unsettled = [e for e in own if not e.score.points.claimed.is_point]
    if unsettled:
        yield from _open(result, unsettled)
    if result.internal:
        yield from _evidence_to_come(result, own)
    if result.criteria.head.provisional is not None:
        yield Text(
            f"Đề nghị Sở Nội vụ hướng dẫn bộ tiêu chí chính thức áp dụng cho cấp xã năm "
            f"{result.year} để thay các giá trị đang là giả định."
        )
    yield Text("Kiến nghị khác (nếu có): …………………………………")


def _open(result: YearResult, unsettled: Sequence[LeafEntry]) -> Iterator[Block]:
    claimed = result.scorecard.self_points.claimed
    yield Text(
        f"{len(unsettled)} tiêu chí còn là khoảng điểm vì chưa có số liệu hoặc việc chưa đến hạn; "
        f"phần chưa xác định là {points(claimed.high - claimed.low)} điểm "
        f"({points(claimed.high)} − {points(claimed.low)}):"
    )
    yield Table(
        ("Số", "Tiêu chí", "Tự chấm", "Số liệu chưa có, hạn của từng số liệu"),
        (13, 52, 22, 73),
        tuple(
            (e.leaf.number, e.leaf.title, interval(e.score.points.claimed), _waits_for(result, e))
            for e in unsettled
        ),
        frozenset({2}),
    )
    yield from _until_when(result, unsettled)


def _waits_for(result: YearResult, entry: LeafEntry) -> str:
    """Name the figures that nobody has given, each with its own last day."""
    found = []
    for gap in entry.gaps:
        if gap.kind == "open" and gap.input is not None:
            passed = gap.due is not None and gap.due < result.as_of
            until = f" ({'đã quá hạn' if passed else 'hạn'} {day(gap.due)})" if gap.due else ""
            found.append(f"{result.criteria.inputs[gap.input].title}{until}")
    return sentence("; ".join(found) or entry.note)


def _until_when(result: YearResult, unsettled: Sequence[LeafEntry]) -> Iterator[Block]:
    """Promise nothing that its own deadline does not allow."""
    last = result.criteria.head.submission_deadline
    days = [gap.due for e in unsettled for gap in e.gaps if gap.kind == "open" and gap.due]
    told = []
    if result.as_of > last:
        told.append(f"hạn nộp hồ sơ {deadline_text(result.criteria.head)} đã qua")
    elif any(result.as_of <= due <= last for due in days):
        told.append(
            f"số liệu có hạn đến ngày nộp hồ sơ {deadline_text(result.criteria.head)} được bổ sung "
            "trước khi nộp"
        )
    if any(due > max(last, result.as_of) for due in days):
        told.append("số liệu có hạn sau ngày nộp hồ sơ được báo cáo bổ sung khi có kết quả")
    if told:
        yield Text(sentence("; ".join(told)))


def _evidence_to_come(result: YearResult, own: Sequence[LeafEntry]) -> Iterator[Block]:
    """Tell apart what is claimed and waits for documents that are not yet due."""
    views = result.scorecard.self_points
    waiting = views.secured_due - views.secured
    lines = sum(line.state == "not_due" for e in own for line in e.evidence)
    if lines:
        yield Text(
            f"{lines} yêu cầu minh chứng chưa đến hạn và chưa có tài liệu; {points(waiting)} điểm "
            "đã tự chấm phụ thuộc các tài liệu này."
        )
