"""``trang-chu-tich.pdf``: the chairman's page set by typst, on one A4 page whatever it holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from par_rules.dossier.chairman import summary
from par_rules.dossier.chairman.summary import ChairmanPage
from par_rules.dossier.typeset import typeset

TEMPLATE = "trang_chu_tich.typ"


def pdf(page: ChairmanPage, as_of: date) -> bytes:
    """Give the page as PDF; ``as_of`` is its only date."""
    return typeset(TEMPLATE, _data(page, as_of))


def _data(page: ChairmanPage, as_of: date) -> dict[str, Any]:
    return {
        "day": [as_of.year, as_of.month, as_of.day],
        "size": summary.SIZE,
        "small": summary.SMALL,
        "side": summary.SIDES,
        "mark": summary.MARK,
        "title": summary.TITLE,
        "subject": page.subject,
        "about": page.about,
        "standing": page.standing,
        "part_widths": summary.PART_WIDTHS,
        "parts": page.parts,
        "office_head": summary.OFFICE_HEAD,
        "office_widths": summary.OFFICE_WIDTHS,
        "offices": page.offices,
        "actions_title": page.actions_title,
        "action_head": summary.ACTION_HEAD,
        "action_widths": summary.ACTION_WIDTHS,
        "actions": page.actions,
        "no_action": summary.NO_ACTION,
        "gains": summary.GAINS,
        "week": page.week,
        "sign_head": summary.SIGN_HEAD,
        "sign_widths": summary.SIGN_WIDTHS,
        "to_sign": page.to_sign,
        "more_to_sign": page.more_to_sign,
        "nothing_to_sign": summary.NOTHING_TO_SIGN,
    }
