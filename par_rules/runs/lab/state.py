"""Where a year stands: points, days ahead, and what became of the documents since last time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from html import escape

from par_rules.dossier.wording import deadline_text, interval, points
from par_rules.evidence.manifest import Manifest
from par_rules.evidence.manifest_diff import KINDS, ManifestChange, diff_manifests
from par_rules.runs.lab.look import message, table
from par_rules.runs.scored import scored
from par_rules.runs.told import closing
from par_rules.runs.year import YearRun, collect
from par_rules.scoring.gap_list import Gap, by_deadline
from par_rules.scoring.gaps import find_gaps
from par_rules.scoring.scorecard import Views

# The changes that an official made, or somebody for them.
FILES = ("added", "gone", "renamed", "bytes")
SHOWN = 8


@dataclass(frozen=True)
class YearState:
    """Where a year stands on its day.

    ``points`` are those of the self-scored part, of ``points.maximum``. ``ahead`` are gaps whose
    day has not passed, nearest first; ``changes`` what became of the files since the last run,
    None without one. ``problems`` are lines as ``par_rules.runs.told`` marks them.
    """

    title: str
    year: int
    as_of: date
    provisional: bool
    points: Views
    cut_off: date
    hand_in: date
    hand_in_text: str
    ahead: tuple[Gap, ...]
    changes: tuple[ManifestChange, ...] | None
    problems: tuple[str, ...]

    def _repr_html_(self) -> str:
        return "".join((self._head(), self._points(), self._days(), self._documents()))

    def _head(self) -> str:
        said = f"{self.title}, năm {self.year}, tính đến ngày {self.as_of:%d/%m/%Y}"
        more = "Bộ tiêu chí tạm thời, điểm tối đa là giả định; không xếp loại."
        lines = [more] if self.provisional else []
        lines += [f"{closing(self.problems)} Xem par check."] if self.problems else []
        return f'<p style="margin:4px 0"><b>{escape(said)}</b></p>{message(lines)}'

    def _points(self) -> str:
        most = points(self.points.maximum)
        shown = (
            ("Điểm tự chấm", interval(self.points.claimed), "par-claimed"),
            ("Điểm đủ minh chứng", points(self.points.secured), "par-secured"),
            ("Điểm tối đa còn có thể đạt", points(self.points.attainable), "par-attainable"),
        )
        cards = "".join(
            '<div style="border:1px solid #c7d0d9;padding:6px 14px;min-width:180px">'
            f'<div>{title}</div><b class="{name}" style="font-size:1.5em;line-height:1.4">{value}'
            f"</b> / {most}</div>"
            for title, value, name in shown
        )
        return f'<div style="display:flex;flex-wrap:wrap;gap:10px;margin:8px 0">{cards}</div>'

    def _days(self) -> str:
        days = (
            f"Chốt số liệu {self.cut_off:%d/%m/%Y} ({_left(self.cut_off, self.as_of)}); "
            f"nộp hồ sơ {self.hand_in_text} ({_left(self.hand_in, self.as_of)})."
        )
        said = f'<h4 style="margin:8px 0 2px">Hạn sắp tới</h4><p style="margin:2px 0">{days}</p>'
        if not self.ahead:
            return said + "<p>Không còn việc nào có điểm đang chờ.</p>"
        rows = [
            (
                f"{gap.due:%d/%m/%Y}" if gap.due else "",
                gap.number,
                points(gap.stake),
                gap.what,
                gap.todo,
            )
            for gap in self.ahead[:SHOWN]
        ]
        more = len(self.ahead) - SHOWN
        rest = (
            f"<p>Còn {more} việc khác: xem hồ sơ ở mục 6, hoặc gõ par gaps.</p>" if more > 0 else ""
        )
        return said + table(("Hạn", "Tiêu chí", "Điểm", "Nội dung", "Việc cần làm"), rows) + rest

    def _documents(self) -> str:
        head = '<h4 style="margin:10px 0 2px">Tài liệu từ lần chạy trước</h4>'
        if self.changes is None:
            return f"{head}<p>Năm này chưa chạy lần nào.</p>"
        if not self.changes:
            return f"{head}<p>Không có tài liệu mới, không tài liệu nào đổi.</p>"
        rows = [(KINDS[one.kind], one.where, one.what) for one in self.changes[:SHOWN]]
        more = len(self.changes) - SHOWN
        rest = f"<p>và {more} thay đổi khác.</p>" if more > 0 else ""
        return head + table(("Thay đổi", "Tệp", "Là gì"), rows) + rest


def _left(day: date, as_of: date) -> str:
    days = (day - as_of).days
    return f"còn {days} ngày" if days > 0 else "hôm nay" if days == 0 else "đã qua"


def year_state(run: YearRun) -> YearState:
    """Read and score the year as it is now; nothing is written but the reader's memory.

    Raises ``InputError`` where an input cannot be used at all.
    """
    found = collect(run)
    card = scored(run, found.facts)
    gaps = find_gaps(run.criteria, found.facts, card, as_of=run.as_of, manifest=found.manifest)
    head = run.criteria.head
    every = tuple(gap for office in gaps.offices for gap in office.gaps)
    ahead = tuple(gap for gap in by_deadline(every) if _is_ahead(gap, run.as_of))
    return YearState(
        run.unit.title,
        run.year,
        run.as_of,
        head.provisional is not None,
        card.self_points,
        head.cut_off,
        head.submission_deadline,
        deadline_text(head),
        ahead,
        _changes(run, found.manifest),
        found.problems,
    )


def _is_ahead(gap: Gap, as_of: date) -> bool:
    return (
        gap.kind != "lost"
        and gap.stake > Fraction(0)
        and gap.due is not None
        and (gap.due >= as_of)
    )


def _changes(run: YearRun, manifest: Manifest) -> tuple[ManifestChange, ...] | None:
    """Compare with the manifest of the last run; one that cannot be read counts as none."""
    try:
        old = json.loads((run.out / "manifest.json").read_text(encoding="utf-8"))
        return tuple(_of_files(diff_manifests(old, manifest.to_json())))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _of_files(changes: tuple[ManifestChange, ...]) -> Iterator[ManifestChange]:
    return (change for change in changes if change.kind in FILES)
