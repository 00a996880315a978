"""Frames for the notebooks: Vietnamese heads, decimal commas, plain HTML with numbers at right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from par_rules.dossier.comparison import compared
from par_rules.dossier.wording import SCORED_BY, day, interval, points, sentence
from par_rules.scoring.gaps import OfficeGaps
from par_rules.scoring.trace_origin import origin_text

if TYPE_CHECKING:
    import pandas as pd

    from par_rules.criteria.model import CriteriaSet
    from par_rules.evidence.manifest import Manifest
    from par_rules.figures.model import Figures
    from par_rules.scoring.gaps import Gaps
    from par_rules.scoring.scorecard import Scorecard, Views


@dataclass(frozen=True)
class Shown:
    """A table as HTML, which a notebook shows as it is."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> pd.DataFrame:
    """Give a frame of rows; ``columns`` are the heads of a table without rows."""
    import pandas as pd

    found = pd.DataFrame(list(rows), dtype=object)
    return found if len(found.columns) else pd.DataFrame(columns=list(columns), dtype=object)


def documents_frame(manifest: Manifest) -> pd.DataFrame:
    """Give one row a document: what it is, what it serves, what was found."""
    wanted = ("Tệp", "Loại", "Số, ký hiệu", "Ngày ban hành", "Tiêu chí", "Phát hiện")
    return frame(({k: row[k] for k in wanted} for row in manifest.rows()), wanted)


def findings_frame(manifest: Manifest) -> pd.DataFrame:
    """Give one row a finding, those that block first."""
    wanted = ("Mức", "Tiêu chí", "Tệp", "Nội dung", "Việc cần làm")
    return frame(({k: row[k] for k in wanted} for row in manifest.finding_rows()), wanted)


def figures_frame(figures: Figures) -> pd.DataFrame:
    """Give one row a figure: its value, who said it, where it stands."""
    wanted = ("Số liệu", "Giá trị", "Đơn vị tính", "Tình trạng", "Cơ quan", "Tài liệu", "Nguồn")
    rows = ({**row, "Nguồn": sentence(origin_text(row["Nguồn"]))} for row in figures.table())
    return frame(({k: row[k] for k in wanted} for row in rows), wanted)


def fields_frame(card: Scorecard, criteria: CriteriaSet) -> pd.DataFrame:
    """Give one row a field, and the total that the unit scores itself."""
    return frame(
        {
            "Lĩnh vực": row.title,
            "Điểm tối đa": row.maximum,
            "Tự chấm": row.claimed,
            "Đủ minh chứng": row.secured,
            "Tối đa còn đạt": row.attainable,
            "% điểm tối đa": row.share,
        }
        for row in compared(card, criteria, None)
    )


def leaves_frame(card: Scorecard, criteria: CriteriaSet) -> pd.DataFrame:
    """Give one row a leaf, with its five parts."""
    titles = {key: office.title for key, office in criteria.head.offices.items()}
    return frame(
        {
            "Số": leaf.number,
            "Tiêu chí": leaf.title,
            "Cơ quan chủ trì": titles.get(leaf.lead_office, leaf.lead_office),
            "Điểm tối đa": "" if leaf.role == "penalty" else points(leaf.points.maximum),
            "Tự chấm": interval(leaf.points.claimed)
            if leaf.scored_by == "self"
            else SCORED_BY[leaf.scored_by],
            **_parts(leaf.points, own=leaf.scored_by == "self"),
        }
        for leaf in card.leaves
    )


def _parts(views: Views, *, own: bool) -> dict[str, str]:
    """Give the five parts of a leaf's maximum; what others score has none of ours."""
    names = ("Đủ minh chứng", "Chưa có minh chứng", "Để mở", "Còn có thể đạt thêm", "Đã mất")
    if not own:
        return dict.fromkeys(names, "")
    return {
        "Đủ minh chứng": points(views.secured),
        "Chưa có minh chứng": points(views.unproved),
        "Để mở": points(views.open),
        "Còn có thể đạt thêm": points(views.winnable),
        "Đã mất": points(views.lost),
    }


def offices_frame(gaps: Gaps) -> pd.DataFrame:
    """Give one row a lead office, with the sums of its parts."""
    return frame(
        {
            "Cơ quan chủ trì": office.title,
            "Chưa có minh chứng": points(office.unproved),
            "Để mở": points(office.open),
            "Còn có thể đạt thêm": points(office.winnable),
            "Đã mất": points(office.lost),
            "Số việc": str(sum(gap.kind != "lost" for gap in office.gaps)),
        }
        for office in gaps.offices
    )


def office_frame(office: OfficeGaps) -> pd.DataFrame:
    """Give one row a gap of an office, the largest stake first."""
    heads = ("Tiêu chí", "Tình trạng", "Nội dung", "Việc cần làm", "Số điểm phụ thuộc", "Hạn")
    return frame(
        (
            {
                "Tiêu chí": gap.number,
                "Tình trạng": gap.heading,
                "Nội dung": sentence(gap.what),
                "Việc cần làm": sentence(gap.todo),
                "Số điểm phụ thuộc": points(gap.stake),
                "Hạn": day(gap.due),
            }
            for gap in office.gaps
        ),
        heads,
    )


def offices_html(gaps: Gaps) -> Shown:
    """Show every lead office's list under its own heading."""
    parts = [
        f"<h3>{escape(office.title)}</h3>{frame_html(office_frame(office)).html}"
        for office in gaps.offices
    ]
    return Shown("".join(parts))


# Columns whose cells are numbers, written as text.
NUMBERS = frozenset(
    (
        "Điểm tối đa",
        "Tự chấm",
        "Đủ minh chứng",
        "Chưa có minh chứng",
        "Để mở",
        "Còn có thể đạt thêm",
        "Đã mất",
        "Tối đa còn đạt",
        "% điểm tối đa",
        "Số điểm phụ thuộc",
        "Số việc",
        "Giá trị",
        "Số trang",
    )
)
_CELL = "padding:4px 8px;border-bottom:1px solid #dde3e8;vertical-align:top;text-align:"


def frame_html(table: pd.DataFrame, caption: str = "") -> Shown:
    """Show a frame as a plain table: every text escaped, columns of numbers at the right."""
    if table.empty:
        return Shown(f"<p>{escape(caption)}{': ' if caption else ''}không có.</p>")
    sides = ["right" if name in NUMBERS else "left" for name in table.columns]
    head = "".join(
        f'<th scope="col" style="{_CELL}{side};background:#eef2f5">{escape(str(name))}</th>'
        for name, side in zip(table.columns, sides, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="{_CELL}{side}">{escape(_text(value))}</td>'
            for value, side in zip(row, sides, strict=True)
        )
        + "</tr>"
        for row in table.itertuples(index=False)
    )
    title = f'<caption style="text-align:left;font-weight:700">{escape(caption)}</caption>'
    return Shown(
        '<table style="border-collapse:collapse;font-variant-numeric:tabular-nums">'
        f"{title if caption else ''}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)
