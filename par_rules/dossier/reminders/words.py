"""The sentences of a reminder, alike in Word, on a page and in a message."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from par_rules.dossier.reminders.model import Ask, Item, Reminder, Reminders
from par_rules.dossier.wording import day, points, sentence
from par_rules.rules.words import lowered

KIND = "PHIẾU ĐÔN ĐỐC"
MARK = "NỘI BỘ"
NOTHING_LEFT = "Không còn thiếu minh chứng, số liệu nào. Cảm ơn cơ quan đã hoàn thành."
PROVISIONAL = "Bộ tiêu chí là bản tạm tính: số điểm là giả định."
TO_BRING = "Gửi tài liệu, số liệu cho đầu mối chấm điểm trước hạn; không có thì gửi lời giải trình."


def subject(lists: Reminders) -> str:
    """Say what the list is about."""
    return f"Bổ sung minh chứng, số liệu chấm điểm Chỉ số cải cách hành chính năm {lists.year}"


def about(lists: Reminders) -> str:
    """Say whose list it is and of which day."""
    return f"{lists.unit_title}, tính đến ngày {day(lists.as_of)}"


def summary(office: Reminder) -> Iterator[str]:
    """Say in one sentence each what is missing, what can be added and what is gone."""
    missing, more, gone = office.of("missing"), office.of("to_win"), office.of("gone")
    many = _asks(missing)
    if not office.has_work:
        yield NOTHING_LEFT
    elif many:
        yield (
            f"Còn thiếu {many} nội dung của {len(missing)} tiêu chí; nếu không bổ sung, "
            f"mất tối đa {points(office.at_stake)} điểm."
        )
    else:
        yield "Không còn thiếu minh chứng, số liệu nào phải nộp."
    waiting, owed = office.of("waiting"), office.of("supply")
    if waiting:
        stake = "" if many else f"; nếu không có, mất tối đa {points(office.at_stake)} điểm"
        yield f"Đang chờ cơ quan khác cung cấp {_asks(waiting)} số liệu{stake}."
    if owed:
        yield f"Cơ quan khác đang chờ {_asks(owed)} số liệu."
    if more:
        yield f"Làm thêm thì tăng được tối đa {points(office.winnable)} điểm."
    if gone:
        yield f"Đã mất {points(office.lost)} điểm, không lấy lại được."


def _asks(items: tuple[Item, ...]) -> int:
    return sum(len(item.asks) for item in items)


def time_left(due: date, as_of: date) -> str:
    """Say how far off a day is."""
    days = (due - as_of).days
    if days == 0:
        return "hạn là hôm nay"
    return f"còn {days} ngày" if days > 0 else f"đã quá hạn {-days} ngày"


def by_when(due: date | None, as_of: date) -> str:
    """Give a day and how far off it is; "" without a day."""
    return f"{day(due)} ({time_left(due, as_of)})" if due else ""


def why(item: Item) -> str:
    """Say why an item matters, in points; "" where its points stand elsewhere in the list."""
    many = points(item.points)
    if item.section in ("gone", "outside_gone"):
        return f"mất {many} điểm"
    if item.points == 0:
        return "" if item.section == "waiting" else "hiện chưa quyết định điểm nào"
    if item.section == "to_win" or all(ask.kind == "winnable" for ask in item.asks):
        return f"tăng tối đa {many} điểm"
    if item.section == "outside":
        return f"quyết định tối đa {many} điểm"
    return f"mất tối đa {many} điểm nếu không có"


def heading(item: Item) -> str:
    """Name the leaf."""
    return f"{item.number}. {item.title}"


def in_brief(item: Item, as_of: date) -> str:
    """Say all of an item in one line, where what is asked for names the leaf's matter itself."""
    asked = "; ".join(said(ask, item, as_of) for ask in item.asks)
    return f"{item.number}. {sentence(asked)} {sentence(meaning(item))}"


def meaning(item: Item) -> str:
    """Say what an item that is told in one line means in points, and until when."""
    return f"{why(item)}, hạn {day(item.due)}" if item.due else why(item)


def whose(item: Item) -> str:
    """Name the other office of an item, if any."""
    if not item.other:
        return ""
    return f"Chờ {item.other}" if item.section == "waiting" else f"Cho {item.other}"


def said(ask: Ask, item: Item, as_of: date) -> str:
    """Say what is asked for, its own day and points where they are not the item's."""
    more = []
    if ask.stake > item.points and item.section in ("missing", "to_win"):
        more.append(f"quyết định {points(ask.stake)} điểm, kể cả tiêu chí phụ thuộc")
    elif 0 < ask.stake < item.points:
        more.append(f"{points(ask.stake)} điểm")
    if ask.due != item.due and ask.due:
        more.append(f"hạn {by_when(ask.due, as_of)}")
    return f"{ask.text} [{'; '.join(more)}]" if more else ask.text


def remarks(ask: Ask, item: Item) -> Iterator[tuple[str, str]]:
    """Give what is known of a document and what to do, each with its word before it."""
    if ask.nearest:
        yield "Hiện có", lowered(ask.nearest)
    if ask.todo and item.section in ("missing", "waiting", "supply"):
        yield "Cần làm", lowered(ask.todo)
