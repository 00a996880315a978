"""Makes the sample year's case export: 20.660 made-up cases that add up to the printed figures.

The export is taken at the end of 20/11/2026, like the printed tables (TTHC-11 to TTHC-15, CQS-61),
so that counting its rows gives what they print, area by area. Received cases also add up to the
monthly reports' (BCT-…); the report of 02/2026, which is missing, would have printed 1.500.

Two printed figures cannot be met. Cases on time of the monthly reports: together they report 430
late cases, the table of the whole period 412. Paid online: TTHC-15 printed 7.460 when it was
confirmed and prints 7.640 since it was replaced; the cases give 7.460.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from par_rules.files import write_atomic

FILE = "ho-so-tthc-20261120.csv"
HEADINGS = (
    "Mã hồ sơ",
    "Mã TTHC",
    "Lĩnh vực",
    "Người nộp",
    "Số định danh",
    "Địa bàn cư trú",
    "Kênh nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày trả kết quả",
    "Có phí",
    "Thanh toán trực tuyến",
    "Số hóa thành phần",
    "Số hóa kết quả",
    "Kết quả điện tử",
    "Tái sử dụng dữ liệu",
    "VNeID",
    "Đúng quy trình",
)

START, TAKEN = date(2025, 12, 15), date(2026, 11, 20)
DAYS_OFF = frozenset(
    {date(2026, 1, 1), date(2026, 1, 2), date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1)}
    | {date(2026, 2, day) for day in range(16, 21)}
    | {date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)}
)
# Received from the 15th of a month to the 14th of the next, from 15/11/2025; the last is cut off.
BEFORE = 1320
MONTHS = (1510, 1500, 1685, 1790, 1722, 1655, 1702, 1748, 1810, 1865, 1833, 520)


@dataclass(frozen=True, slots=True)
class Area:
    """A procedure area as TTHC-11 prints it; ``carried``: settled in the period, received before.

    ``days`` are working days that a case may take, ``overdue`` the cases past their day.
    """

    name: str
    sign: str
    received: int
    settled: int
    on_time: int
    carried: int
    overdue: int
    days: tuple[int, ...]


AREAS = (
    Area("Chứng thực", "CT", 8420, 8420, 8420, 0, 0, (1,)),
    Area("Hộ tịch", "HT", 4310, 4275, 4262, 5, 3, (1, 3, 5)),
    Area("Đất đai", "DD", 2960, 2510, 2214, 40, 70, (10, 20, 30)),
    Area("Bảo trợ xã hội", "BT", 1720, 1655, 1598, 10, 12, (10, 15, 22)),
    Area("Đăng ký kinh doanh hộ cá thể", "KD", 820, 801, 789, 2, 2, (3,)),
    Area("Lĩnh vực khác", "KH", 1110, 1051, 1017, 3, 9, (5, 10, 15)),
)

# Over the cases received in the period.
ONLINE, VNEID = 16225, 16870
TO_DIGITISE, DIGITISED = 19280, 18980
REUSABLE, REUSED = 17050, 15610
WITH_FEE, PAID_ONLINE = 9870, 7460
# Over the results given in the period: electronic ones, and paper ones that were digitised.
ELECTRONIC, DIGITISED_PAPER = 18105, 315
# Of people who live elsewhere, among settled and overdue cases: in order, on time but not in order,
# late, overdue.
OUTSIDE = (209, 1, 3, 1)


@dataclass(slots=True)
class Case:
    """One made-up case; flags hold the export's words."""

    area: Area
    received: date
    due: date = date.max
    returned: date | None = None
    luck: float = 0.0
    flags: dict[str, str] = field(default_factory=dict)

    @property
    def in_period(self) -> bool:
        return self.received >= START

    @property
    def settled_in_period(self) -> bool:
        return self.returned is not None and self.returned >= START

    @property
    def is_overdue(self) -> bool:
        return self.returned is None and self.due < TAKEN

    @property
    def is_on_time(self) -> bool:
        return self.returned is not None and self.returned <= self.due


def write_cases(folder: Path) -> Path:
    """Write the export into ``folder``, the same bytes every time."""
    return write_atomic(folder / FILE, export())


def export() -> bytes:
    """Give the export as CSV, UTF-8 with a byte order mark as Excel wants it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS)
    day, nth = date.min, 0
    for number, case in enumerate(cases(), start=1):
        nth = nth + 1 if case.received == day else 1
        day = case.received
        said = case.flags
        writer.writerow(
            (
                f"MAU-{day:%y%m%d}-{nth:03d}",
                f"MAU.{case.area.sign}.{1 + number % 9:02d}",
                case.area.name,
                f"NGƯỜI NỘP {number:05d} (mẫu)",
                f"{number:012d}",
                said["residence"],
                said["channel"],
                f"{day:%d/%m/%Y}",
                f"{case.due:%d/%m/%Y}",
                f"{case.returned:%d/%m/%Y}" if case.returned else "",
                said["fee"],
                said["paid_online"],
                said["digitised"],
                said["result_digitised"],
                said["result_electronic"],
                said["reused"],
                said["vneid"],
                said["proper"],
            )
        )
    return out.getvalue().encode("utf-8-sig")


def cases() -> list[Case]:
    """Give all cases in the order they were received."""
    chance = random.Random(2026)  # random() itself is the same in every Python
    before = _received(date(2025, 11, 15), (BEFORE,), _mix({area: _share(area) for area in AREAS}))
    within = _received(START, MONTHS, _mix({area: area.received for area in AREAS}))
    for case in (*before, *within):
        case.luck = chance.random()
    for area in AREAS:
        _settle_before([case for case in before if case.area is area], area.carried)
        _settle([case for case in within if case.area is area], area)
    found = before + within
    _flag_all(found)
    return found


def _share(area: Area) -> int:
    """Give the area's part of the cases before the period; the first area takes what is left."""
    shares = {a.sign: BEFORE * a.received // sum(MONTHS) for a in AREAS}
    shares[AREAS[0].sign] += BEFORE - sum(shares.values())
    return shares[area.sign]


def _mix(counts: dict[Area, int]) -> list[Area]:
    """Give each area its number of places, spread evenly over the whole."""
    places = [
        ((nth + 0.5) / count, area.sign, area)
        for area, count in counts.items()
        for nth in range(count)
    ]
    return [area for _, _, area in sorted(places, key=lambda place: place[:2])]


def _received(first: date, months: Sequence[int], areas: Sequence[Area]) -> list[Case]:
    """Give a case for each area in the list, month by month, evenly over the working days."""
    found: list[Case] = []
    for count in months:
        after = date(first.year + first.month // 12, first.month % 12 + 1, 15)
        days = [day for day in _days(first, min(after, TAKEN + timedelta(1))) if _is_working(day)]
        found += [
            Case(areas[len(found) + nth], days[nth * len(days) // count]) for nth in range(count)
        ]
        first = after
    return found


def _days(first: date, end: date) -> Iterable[date]:
    return (first + timedelta(days) for days in range((end - first).days))


def _is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in DAYS_OFF


def _after(day: date, working_days: int) -> date:
    while working_days:
        day += timedelta(1)
        working_days -= _is_working(day)
    return day


def _settle_before(found: list[Case], carried: int) -> None:
    """Settle cases received before the period: the last ``carried`` of them within it, on time."""
    for nth, case in enumerate(found):
        case.due = _after(case.received, case.area.days[nth % len(case.area.days)])
        if nth >= len(found) - carried:
            case.due = max(case.due, _after(START, 5))
            case.returned = _after(START, 1 + nth % 4)
        else:
            case.returned = min(case.due, date(2025, 12, 12))


def _settle(found: list[Case], area: Area) -> None:
    """Settle the area's cases of the period: so many on time, late, waiting, overdue."""
    waiting = area.received - (area.settled - area.carried) - area.overdue
    for nth, case in enumerate(found):
        case.due = _after(case.received, area.days[nth % len(area.days)])
    open_ = found[len(found) - waiting :]
    for nth, case in enumerate(open_):
        if case.due < TAKEN:
            case.due = _after(TAKEN, nth % 5)
    rest = found[: len(found) - waiting]
    past = [case for case in rest if case.due < TAKEN]
    overdue = past[len(past) - 2 * area.overdue :: 2]
    settled = [case for case in rest if not any(case is one for one in overdue)]
    late = _some(
        [c for c in settled if c.due <= date(2026, 11, 6)], area.settled - area.on_time, 101
    )
    for case in settled:
        longest = _working_days(case.received, min(case.due, TAKEN))
        case.returned = _after(case.received, int(case.luck * (longest + 1)))
    for case in late:
        case.returned = _after(case.due, 1 + int(case.luck * 6))


def _working_days(start: date, end: date) -> int:
    return sum(_is_working(day) for day in _days(start + timedelta(1), end + timedelta(1)))


def _some(found: Sequence[Case], count: int, turn: int) -> list[Case]:
    """Pick ``count`` cases by luck; another ``turn`` picks others."""
    ranked = sorted(found, key=lambda case: (case.luck * turn) % 1)
    if len(ranked) < count:
        raise ValueError(f"{count} of {len(ranked)} cases")
    return ranked[:count]


def _flag_all(found: list[Case]) -> None:
    within = [case for case in found if case.in_period]
    earlier = [case for case in found if not case.in_period]
    for case in found:
        case.flags = dict.fromkeys(("fee", "digitised", "reused", "vneid"), "Không") | {
            "residence": "Tại xã",
            "channel": "Trực tiếp",
            "paid_online": "",
            "result_digitised": "",
            "result_electronic": "",
            "proper": "Có",
        }
    _flag(_some(within, ONLINE, 211) + _some(earlier, 1000, 307), "channel", "Trực tuyến")
    online = [case for case in within if case.flags["channel"] == "Trực tuyến"]
    counter = [case for case in within if case.flags["channel"] != "Trực tuyến"]
    _flag(
        _some(online, ONLINE - 155, 401) + _some(counter, VNEID - ONLINE + 155, 503), "vneid", "Có"
    )
    _flag(_some(within, TO_DIGITISE, 601), "digitised", "Có")
    _flag([c for c in within if c.flags["digitised"] == "Không"], "digitised", "Không phải số hóa")
    to_digitise = [case for case in within if case.flags["digitised"] == "Có"]
    _flag(_some(to_digitise, TO_DIGITISE - DIGITISED, 701), "digitised", "Không")
    _flag(_some(within, REUSABLE, 809), "reused", "Có")
    _flag(
        [case for case in within if case.flags["reused"] == "Không"], "reused", "Không có dữ liệu"
    )
    reusable = [case for case in within if case.flags["reused"] == "Có"]
    _flag(_some(reusable, REUSABLE - REUSED, 907), "reused", "Không")
    _flag_fees(within, earlier)
    _flag_results([case for case in found if case.returned is not None])
    _flag_outside([case for case in found if case.settled_in_period or case.is_overdue])


def _flag(found: Iterable[Case], flag: str, word: str) -> None:
    for case in found:
        case.flags[flag] = word


def _flag_fees(within: list[Case], earlier: list[Case]) -> None:
    charged = _some(within, WITH_FEE, 1009) + _some(earlier, 640, 1103)
    _flag(charged, "fee", "Có")
    _flag(charged, "paid_online", "Không")
    _flag(_some(charged[:WITH_FEE], PAID_ONLINE, 1201), "paid_online", "Có")


def _flag_results(returned: list[Case]) -> None:
    _flag(returned, "result_digitised", "Không")
    _flag(returned, "result_electronic", "Không")
    within = [case for case in returned if case.settled_in_period]
    electronic = _some(within, ELECTRONIC, 1301)
    _flag(electronic, "result_electronic", "Có")
    # some systems mark an electronic result as digitised as well, some do not
    _flag(electronic[::3], "result_digitised", "Có")
    paper = [case for case in within if case.flags["result_electronic"] == "Không"]
    _flag(_some(paper, DIGITISED_PAPER, 1409), "result_digitised", "Có")


def _flag_outside(counted: list[Case]) -> None:
    in_order, out_of_order, late, overdue = OUTSIDE
    on_time = _some([case for case in counted if case.is_on_time], in_order + out_of_order, 1511)
    _flag(on_time, "residence", "Ngoài xã")
    _flag(on_time[:out_of_order], "proper", "Không")
    after = [case for case in counted if case.returned and not case.is_on_time]
    waiting = [case for case in counted if case.is_overdue]
    _flag(_some(after, late, 1607) + _some(waiting, overdue, 1709), "residence", "Ngoài xã")
