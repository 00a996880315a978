"""The option that names one office, and what officials write in it."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any

import click

from par_rules.cli.options import stop
from par_rules.criteria import CriteriaSet

office_option: Callable[..., Any] = click.option(
    "--office", metavar="CƠ_QUAN", help="Chỉ một cơ quan: mã hoặc tên, ví dụ vhxh."
)


def office_key(criteria: CriteriaSet, wanted: str) -> str:
    """Find an office by key, title or another of its names; leaves with exit code 1 for none."""
    names = {}
    for key, office in criteria.head.offices.items():
        for name in (key, office.title, *office.aliases):
            names[name.casefold()] = key
    said = " ".join(wanted.casefold().split())
    if said not in names:
        near = difflib.get_close_matches(wanted.casefold(), names, 1)
        hint = f"Ý bạn là “{criteria.head.offices[names[near[0]]].title}”? " if near else ""
        stop([f"--office: không có cơ quan “{wanted}”: {hint}dùng một trong: {_known(criteria)}"])
    return names[said]


def _known(criteria: CriteriaSet) -> str:
    return ", ".join(f"{key} ({office.title})" for key, office in criteria.head.offices.items())
