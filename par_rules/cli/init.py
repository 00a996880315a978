"""``par init``: the folders and files of a new unit or year."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from par_rules.cli.options import (
    criteria_option,
    evidence_option,
    loaded,
    set_option,
    stop,
    told,
    year_option,
)

if TYPE_CHECKING:
    from par_rules.evidence.unit import Unit

KINDS = ("xa", "phuong", "dac_khu")
ASKED = {
    "title": "Tên đầy đủ, ví dụ UBND xã Đại Sơn",
    "city": "Tỉnh, thành phố, ví dụ Thành phố Hải Phòng",
    "kind": "Loại đơn vị (xa, phuong, dac_khu)",
}


@click.command(
    help="Tạo thư mục, tệp unit.yaml, bảng số liệu và danh mục minh chứng trống cho một xã hoặc "
    "một năm mới; không ghi đè thứ gì đã có."
)
@click.option(
    "--unit",
    required=True,
    metavar="XÃ",
    help="Mã xã, cũng là tên thư mục: chữ thường không dấu, ví dụ dai-son.",
)
@year_option
@click.option("--title", metavar="TÊN", help="Tên đầy đủ, ví dụ “UBND xã Đại Sơn”.")
@click.option("--city", metavar="TÊN", help="Tên tỉnh, thành phố.")
@click.option(
    "--kind", type=click.Choice(KINDS), metavar="LOẠI", help="Loại: xa, phuong hoặc dac_khu."
)
@set_option
@criteria_option
@evidence_option
def command(
    unit: str,
    year: int,
    title: str | None,
    city: str | None,
    kind: str | None,
    key: str,
    criteria: Path,
    evidence: Path,
) -> None:
    """Make what is lacking, say what was kept; exit code 1 where something must be said first."""
    from par_rules.evidence.unit import UnitError, load_unit
    from par_rules.evidence.unit_write import key_fault
    from par_rules.runs.new_year import start_year

    fault = key_fault(unit, title)
    if fault is not None:
        stop([fault])
    there = evidence / unit / "unit.yaml"
    if there.exists():
        try:
            found = load_unit(evidence, unit)
        except UnitError as error:
            stop(error.lines)
        rules = loaded(criteria, found.set_key, year)
    else:
        rules = loaded(criteria, key, year)  # before anything is asked
        found = _new_unit(unit, key, evidence, {"title": title, "city": city, "kind": kind})
    if found.kind not in rules.head.unit_kinds:
        kinds = ", ".join(rules.head.unit_kinds)
        stop([f"{there}: bộ tiêu chí {found.set_key} không dùng cho loại “{found.kind}”: {kinds}"])
    with told():
        started = start_year(rules, found, evidence)
    for path in started.made:
        click.echo(f"Đã tạo {path}")
    for path in started.kept:
        click.echo(f"Giữ nguyên, đã có: {path}")
    click.echo(
        f"{found.title}, năm {year}: điền so-lieu.xlsx, chép tài liệu vào tai-lieu, rồi gõ "
        f"par check --unit {unit} --year {year}"
    )


def _new_unit(unit: str, key: str, evidence: Path, given: dict[str, str | None]) -> Unit:
    """Give the unit as stated; what is lacking is asked at a terminal, and never guessed."""
    from par_rules.evidence.unit import Unit
    from par_rules.evidence.unit_write import kind_of, one_line

    known = {name: one_line(text) for name, text in given.items() if text and text.strip()}
    if not _at_terminal():
        lacking = [n for n in ASKED if n not in known]
        if kind_of(known.get("title", "")) is not None:
            lacking = [name for name in lacking if name != "kind"]
        if lacking:
            stop(_lacking(evidence, unit, lacking))
    title = known.get("title") or one_line(click.prompt(ASKED["title"]))
    city = known.get("city") or one_line(click.prompt(ASKED["city"]))
    kind = known.get("kind") or kind_of(title)
    kind = kind or click.prompt(ASKED["kind"], type=click.Choice(KINDS))
    return Unit(unit, title, city, kind, key)


def _lacking(evidence: Path, unit: str, names: list[str]) -> Iterator[str]:
    """Say what must be stated of a new unit; perhaps another one was meant."""
    path = evidence / unit / "unit.yaml"
    known = [there.parent.name for there in evidence.glob("*/unit.yaml")]
    near = difflib.get_close_matches(unit, known, 1)
    hint = f" (hay ý bạn là xã đã có “{near[0]}”?)" if near else ""
    for name in names:
        what = ASKED[name][0].lower() + ASKED[name][1:]
        yield f"{path}: xã mới, chưa biết {what}: thêm --{name}{hint}"


def _at_terminal() -> bool:
    return sys.stdin.isatty()
