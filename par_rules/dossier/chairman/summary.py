"""What the chairman's page says, every text already cut to the place that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from par_rules.dossier.chairman.actions import MOST, actions
from par_rules.dossier.chairman.fit import fitted
from par_rules.dossier.chairman.signing import to_sign
from par_rules.dossier.comparison import field_rows
from par_rules.dossier.wording import PARTS, day, per_cent_of, points
from par_rules.dossier.year_result import YearResult
from par_rules.scoring.gaps import PARTS as OFFICE_PARTS
from par_rules.scoring.gaps import OfficeGaps
from par_rules.values import Interval

MARK = "NỘI BỘ"
TITLE = "MỘT TRANG CHO CHỦ TỊCH"
# Sizes in points; widths in mm, of the page between its margins and of the columns of each table.
SIZE, SMALL = 12.0, 10.5
WIDTH = 175
# The unit's name stands in the first line, before the day and the mark.
ABOUT = 90
PART_WIDTHS = (35, 35, 35, 35, 35)
OFFICE_WIDTHS = (83, 25, 22, 25, 20)
ACTION_WIDTHS = (7, 89, 41, 20, 18)
SIGN_WIDTHS = (80, 41, 20, 34)
# Lines of a row; the sides of a cell take so many mm of its width.
ROW_LINES = 2
SIDES = 2.2
MOST_OFFICES, MOST_TO_SIGN = 8, 4

PART_NOTES = {
    "secured": "chắc chắn được",
    "unproved": "có nguy cơ mất",
    "open": "chưa khai, chưa đến hạn",
    "winnable": "làm thêm thì được",
    "lost": "không lấy lại được",
}
OFFICE_HEAD = ("Cơ quan chủ trì", "Nguy cơ mất", "Để mở", "Còn đạt thêm", "Đã mất")
ACTION_HEAD = ("TT", "Việc", "Ai làm", "Hạn", "Điểm")
SIGN_HEAD = ("Văn bản", "Cơ quan chuẩn bị", "Hạn", "Tình trạng")
NO_ACTION = "Không còn việc nào làm tăng điểm hoặc giữ được điểm đã chấm."
NOTHING_TO_SIGN = "Không có văn bản nào phải ký trong tuần."
GAINS = (
    "“Thêm”: tăng điểm tự chấm. “Giữ”: điểm đã tự chấm nhưng chưa có minh chứng. Mỗi việc tính "
    "riêng, không cộng dồn."
)
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChairmanPage:
    """The page's texts, top to bottom; rows hold one text a column."""

    subject: str
    about: str
    standing: tuple[str, ...]
    parts: tuple[Row, ...]
    offices: tuple[Row, ...]
    actions_title: str
    actions: tuple[Row, ...]
    week: str
    to_sign: tuple[Row, ...]
    more_to_sign: str


def chairman_page(result: YearResult) -> ChairmanPage:
    """Give the page of a year as it stands on ``as_of``."""
    done, papers = actions(result), to_sign(result)
    many = "Mười việc" if len(done) == MOST else "Các việc"
    more = len(papers) - MOST_TO_SIGN
    own = result.scorecard.self_points
    return ChairmanPage(
        f"Chỉ số cải cách hành chính năm {result.year}",
        f"{fitted(result.unit_title, 1, ABOUT, SIZE)}, tính đến ngày {day(result.as_of)}",
        tuple(fitted(text, 2, WIDTH, SIZE) for text in _standing(result)),
        tuple(
            (title, points(getattr(own, name)), PART_NOTES[name]) for name, title in PARTS.items()
        ),
        tuple(_cut(row, OFFICE_WIDTHS, 1) for row in _offices(result)),
        f"{many} được nhiều điểm nhất",
        tuple(
            _cut(
                (str(n), f"{', '.join(a.leaves)}. {a.text}", a.office, day(a.due), a.gain),
                ACTION_WIDTHS,
            )
            for n, a in enumerate(done, 1)
        ),
        f"Cần ký trong tuần từ {day(result.as_of)}",
        tuple(
            _cut((p.title, p.office, day(p.due), p.state), SIGN_WIDTHS)
            for p in papers[:MOST_TO_SIGN]
        ),
        f"Còn {more} văn bản khác: xem phiếu đôn đốc của từng cơ quan." if more > 0 else "",
    )


def _cut(row: Row, widths: tuple[int, ...], lines: int = ROW_LINES) -> Row:
    return tuple(
        fitted(text, lines, width - SIDES, SMALL) for text, width in zip(row, widths, strict=True)
    )


def _standing(result: YearResult) -> Iterator[str]:
    card = result.scorecard
    own = card.self_points
    yield (
        f"Điểm tự chấm: {_from_to(own.claimed)} trên {points(own.maximum)} điểm "
        f"({_in_words(per_cent_of(own.claimed, own.maximum))})."
    )
    survey = sum((o.open for o in result.gaps.survey), Fraction(0))
    why = f", vì {points(survey)} điểm điều tra xã hội học chưa có kết quả" if survey else ""
    if card.whole_index is not None:
        yield f"Chỉ số CCHC cả bộ tiêu chí: {_from_to(card.whole_index.claimed)} trên 100{why}."
    yield _class(result)
    yield from _last_year(result)


def _from_to(span: Interval) -> str:
    if span.is_point:
        return points(span.low)
    return f"từ {points(span.low)} đến {points(span.high)}"


def _in_words(share: str) -> str:
    """Say "từ 90,1% đến 95,4%" for a share that is still open."""
    low, dash, high = share.partition(" – ")
    return f"từ {low} đến {high}" if dash else share


def _class(result: YearResult) -> str:
    if result.scorecard.provisional:
        return "Không xếp loại: bộ tiêu chí là bản tạm tính, điểm tối đa là giả định."
    name = result.scorecard.class_name
    return f"Xếp loại: {name}." if name else "Chưa xếp loại được vì điểm còn để mở."


def _last_year(result: YearResult) -> Iterator[str]:
    if result.last_year is None:
        return
    total = field_rows(result)[-1]
    if total.before == "–":
        return
    year, share = result.last_year["year"], _in_words(total.share)
    yield (
        f"Năm {year} đạt {total.before} điểm tự chấm; năm nay {share} "
        f"({total.change} điểm phần trăm), bộ tiêu chí hai năm khác nhau."
    )


def _offices(result: YearResult) -> Iterator[Row]:
    """Give the offices with anything to lose or to win, the most first, and the sum of all."""
    found = [o for o in result.gaps.offices if any(getattr(o, name) for name in OFFICE_PARTS)]
    found.sort(key=lambda o: (-(o.unproved + o.open), -o.winnable, -o.lost))
    for office in found[:MOST_OFFICES]:
        yield office.title, *_sums([office])
    rest = found[MOST_OFFICES:]
    if rest:
        yield f"{len(rest)} cơ quan khác", *_sums(rest)
    yield "Cộng", *_sums(found)


def _sums(offices: list[OfficeGaps]) -> Row:
    return tuple(
        points(sum((getattr(o, name) for o in offices), Fraction(0))) for name in OFFICE_PARTS
    )
