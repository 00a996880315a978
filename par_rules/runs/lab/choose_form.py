"""The form that chooses unit and year, and the one that shows where the year stands."""

from __future__ import annotations

from typing import Any

from par_rules.runs.lab.chosen import Chosen, units_and_years
from par_rules.runs.lab.look import Form, button, labelled, message, same_as, telling, widgets
from par_rules.runs.lab.state import year_state


def choose(chosen: Chosen) -> Form:
    """Give two drop-downs; each change is remembered and all other forms follow."""
    w = widgets()
    known = units_and_years(chosen.folders.evidence)
    units = [(f"{title} ({key})", key) for key, (title, _) in known.items()]
    unit = labelled(w.Dropdown, "Đơn vị", options=units, value=chosen.unit or None)
    year = labelled(w.Dropdown, "Năm chấm điểm", options=_years(known, chosen.unit))
    if chosen.unit in known:
        year.value = chosen.year
    line = w.HTML()

    def take_unit(change: Any) -> None:
        years = _years(known, change["new"])
        with year.hold_trait_notifications():
            year.options = years
            year.value = chosen.year if chosen.year in years else years[0]
        chosen.choose(unit.value, year.value)

    def take_year(change: Any) -> None:
        if change["new"] is not None and (unit.value, change["new"]) != (chosen.unit, chosen.year):
            chosen.choose(unit.value, change["new"])

    def show_line() -> None:
        line.value = same_as(f"par check --unit {chosen.unit} --year {chosen.year}")

    unit.observe(take_unit, "value")
    year.observe(take_year, "value")
    chosen.follow(show_line)
    show_line()
    return Form(w.VBox([unit, year, line]), lambda: message([f"{chosen.unit}, năm {chosen.year}"]))


def _years(known: dict[str, tuple[str, list[int]]], unit: str) -> list[int]:
    return known[unit][1] if unit in known else []


def state(chosen: Chosen) -> Form:
    """Show where the year stands, again after each change and at a press of the button."""
    w = widgets()
    shown, again, line = w.HTML(), button("Xem lại tình hình", ""), w.HTML()

    def look(_: Any = None) -> None:
        line.value = same_as(f"par gaps --by-day --unit {chosen.unit} --year {chosen.year}")
        with telling(shown):
            shown.value = year_state(chosen.open())._repr_html_()

    again.on_click(look)
    chosen.follow(look, writes=True)
    look()
    return Form(w.VBox([shown, again, line]), lambda: str(shown.value))
