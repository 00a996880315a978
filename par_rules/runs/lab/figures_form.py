"""The form in which an official enters figures, one at a time, each with its source."""

from __future__ import annotations

from html import escape
from typing import Any

from par_rules.evidence.register_layout import DOCUMENT_FOLDER
from par_rules.figures.layout import ENTERED, WORKBOOK, Line, feeds, lines
from par_rules.figures.model import Entered, Figures
from par_rules.figures.wording import ALL_STATES, OPTION_WORDS, STATE_WORDS, range_text, said_text
from par_rules.figures.workbook import FROM_ELSEWHERE
from par_rules.runs.lab.chosen import Chosen
from par_rules.runs.lab.entry import entered_figures, typed, write_figure
from par_rules.runs.lab.look import (
    WIDTH,
    Form,
    button,
    labelled,
    message,
    same_as,
    telling,
    widgets,
)
from par_rules.runs.year import YearRun

KNOWN, UNKNOWN = "Đã có số liệu", "Chưa biết"
EVERY_LEAF = "Mọi tiêu chí"
# Documents offered while one types; more than a browser lists are of no help.
OFFERED = 2000


def figures(chosen: Chosen) -> Form:
    """Give the form; what is entered goes into ``so-lieu.xlsx`` at once."""
    return _Figures(chosen).form()


class _Figures:
    def __init__(self, chosen: Chosen) -> None:
        w = self.w = widgets()
        self.chosen = chosen
        self.run: YearRun | None = None
        self.found = Figures({})
        self.rows: dict[str, list[Line]] = {}
        self.feeds: dict[str, list[str]] = {}
        self.office = labelled(w.Dropdown, "Cơ quan")
        self.leaf = labelled(w.Dropdown, "Tiêu chí")
        self.pick = labelled(w.Dropdown, "Số liệu")
        self.about = w.HTML(layout=w.Layout(width=WIDTH))
        self.state = labelled(w.ToggleButtons, ENTERED["state"])
        self.state.style.button_width = "150px"
        self.value = labelled(w.Text, ENTERED["value"])
        self.option = labelled(w.Dropdown, ENTERED["value"])
        self.ceiling = labelled(w.Text, ENTERED["ceiling"])
        self.said_by = labelled(w.Text, ENTERED["said_by"], placeholder="chức danh")
        self.said_on = labelled(w.Text, ENTERED["said_on"], placeholder="dd/mm/yyyy")
        self.document = labelled(w.Combobox, ENTERED["document"], ensure_option=False)
        self.page = labelled(w.Text, ENTERED["page"])
        self.note = labelled(w.Text, ENTERED["note"])
        self.save = button("Ghi vào bảng số liệu")
        self.said, self.line = w.HTML(), w.HTML()
        self.fields = {
            "value": self.value,
            "ceiling": self.ceiling,
            "said_by": self.said_by,
            "said_on": self.said_on,
            "document": self.document,
            "page": self.page,
            "note": self.note,
        }
        self.office.observe(lambda _: self.list_leaves(), "value")
        self.leaf.observe(lambda _: self.list_figures(), "value")
        self.pick.observe(lambda _: self.show(), "value")
        self.state.observe(lambda _: self.close_fields(), "value")
        for field in (*self.fields.values(), self.option):
            field.observe(lambda _: self.show_line(), "value")
        self.save.on_click(self.write)
        chosen.follow(self.load)
        self.load()

    def form(self) -> Form:
        """Give the form, and what stands in its place elsewhere."""
        fields = [self.state, self.value, self.option, self.ceiling, self.said_by, self.said_on]
        fields += [self.document, self.page, self.note]
        box = self.w.VBox(
            [
                self.office,
                self.leaf,
                self.pick,
                self.about,
                *fields,
                self.save,
                self.said,
                self.line,
            ]
        )
        return Form(box, lambda: message(["Nhập số liệu: mở sổ tay này trong JupyterLab."]))

    def load(self) -> None:
        """Read the workbook of the chosen year."""
        self.said.value, self.run, self.rows = "", None, {}
        with telling(self.said):
            self.run = self.chosen.open()
            self.rows, self.feeds = lines(self.run.criteria), feeds(self.run.criteria)
            self.found = entered_figures(self.run)
            self.document.options = _files(self.run)
        before, offices = self.office.value, [*self.rows]
        self.office.options = [(self._office(key), key) for key in offices]
        self.office.value = before if before in offices else next(iter(offices), None)
        self.list_leaves()

    def _office(self, key: str) -> str:
        assert self.run is not None
        unknown = sum(row.part == "value" and self._is_empty(row.name) for row in self.rows[key])
        title = self.run.criteria.head.offices[key].title
        return f"{title} ({len(self.rows[key])} số liệu, {unknown} chưa có)"

    def _is_empty(self, name: str) -> bool:
        entered = self.found.entered.get(name, Entered())
        return entered.value is None and entered.state is None and entered.ceiling is None

    def list_leaves(self) -> None:
        """List the leaves that figures of the office at hand feed."""
        used = {number for row in self.rows.get(self.office.value or "", ()) for number in
                self.feeds[row.name]}  # fmt: skip
        leaves = self.run.criteria.leaves() if self.run else ()
        before = self.leaf.value
        options = [(f"{x.number} {x.title}", x.number) for x in leaves if x.number in used]
        self.leaf.options = [(EVERY_LEAF, ""), *options]
        self.leaf.value = before if before in used else ""
        self.list_figures()

    def list_figures(self) -> None:
        """List the figures of office and leaf, and show the one that was shown."""
        rows = [
            row
            for row in self.rows.get(self.office.value or "", ())
            if not self.leaf.value or self.leaf.value in self.feeds[row.name]
        ]
        before, names = self.pick.value, [row.name for row in rows]
        self.pick.options = [(self._label(row), row.name) for row in rows]
        self.pick.value = before if before in names else next(iter(names), None)
        self.show()

    def _label(self, row: Line) -> str:
        empty = "chưa có" if row.part == "value" else FROM_ELSEWHERE[row.spec.from_]
        return f"[{empty if self._is_empty(row.name) else 'đã ghi'}] {row.spec.title}"

    def _row(self) -> Line | None:
        rows = self.rows.get(self.office.value or "", ())
        return next((row for row in rows if row.name == self.pick.value), None)

    def show(self) -> None:
        """Show the figure at hand as it stands in the workbook."""
        row = self._row()
        self.save.disabled = row is None
        if row is None:
            self.about.value = ""
            return
        entered = self.found.entered.get(row.name, Entered())
        cells = typed(entered)
        self.about.value = self._about(row)
        self.state.options = _states(row)
        for key, field in self.fields.items():
            field.value = cells[key]
        self.option.options = ["", *_options(row)]
        self.option.value = cells["value"] if cells["value"] in self.option.options else ""
        chosen = {word: key for key, word in STATE_WORDS.items()}.get(cells["state"])
        if chosen is not None:
            self.state.value = ALL_STATES[chosen].capitalize()
        else:
            unknown = self._is_empty(row.name) and bool(self.state.options[1:])
            self.state.value = UNKNOWN if unknown else self.state.options[0]
        self.close_fields()

    def _about(self, row: Line) -> str:
        assert self.run is not None
        fact = self.found.facts.get(row.name)
        allowed = range_text(row.spec) if row.part == "value" else FROM_ELSEWHERE[row.spec.from_]
        unit = f"Đơn vị tính: {row.spec.unit}. " if row.spec.unit else ""
        now = f" Hiện tại: {said_text(fact.value)}." if fact and said_text(fact.value) else ""
        feeds = ", ".join(self.feeds[row.name])
        used = f"Dùng cho tiêu chí: {feeds}" if feeds else "Không tính điểm"
        note = f"<div><i>{escape(row.spec.note)}</i></div>" if row.spec.note else ""
        asked = f"Ghi: {allowed or 'theo mẫu'}" if row.part == "value" else f"Giá trị {allowed}"
        return (
            f'<div style="line-height:1.5;padding:4px 0"><b>{escape(row.spec.title)}</b>'
            f"<div>{escape(unit)}{escape(asked)}.{escape(now)} "
            f"{escape(used)}.</div>{note}</div>"
        )

    def close_fields(self) -> None:
        """Show the fields that the state at hand leaves to be filled in."""
        row = self._row()
        if row is None:
            return
        lists = row.spec.type in ("yes_no", "choice")
        known, unknown = self.state.value == KNOWN, self.state.value == UNKNOWN
        for key, field in self.fields.items():
            needs_value = key in ("value", "ceiling", "document", "page")
            hidden = (
                key not in row.open or (unknown and key != "note") or (needs_value and not known)
            )
            field.layout.display = "none" if hidden or (key == "value" and lists) else ""
        self.option.layout.display = "" if lists and known and "value" in row.open else "none"
        self.show_line()

    def cells(self) -> dict[str, str]:
        """Give what the form says, by field of ``Entered``; what is hidden says nothing."""
        row = self._row()
        given = {
            key: field.value
            for key, field in self.fields.items()
            if field.layout.display != "none" and field.value
        }
        if self.option.layout.display != "none" and self.option.value:
            given["value"] = self.option.value
        said = {ALL_STATES[key].capitalize(): word for key, word in STATE_WORDS.items()}
        if row is not None and self.state.value in said:
            given["state"] = said[self.state.value]
        return given

    def show_line(self) -> None:
        """Show the call that writes the same."""
        given = "".join(f", {name}={text!r}" for name, text in self.cells().items())
        place = f"{self.chosen.unit!r}, {self.chosen.year}, {self.pick.value!r}"
        self.line.value = same_as(f"lab.enter_figure({place}{given})") if self.pick.value else ""

    def write(self, _: Any) -> None:
        """Write the figure into the workbook; on a fault the fields stay as they are."""
        row = self._row()
        with telling(self.said):
            assert row is not None
            assert self.run is not None
            cells = self.cells()
            if self.state.value == KNOWN and not cells.keys() & {"value", "ceiling"}:
                self.said.value = message(
                    [f"Chưa ghi giá trị. Chưa có số thì chọn “{UNKNOWN}”."], "bad"
                )
                return
            shown = self.found.entered.get(row.name, Entered())
            done = write_figure(self.run, row.name, cells, shown=shown)
            self.found = entered_figures(self.run)
            self.list_figures()
            value = said_text(done.fact.value) or ALL_STATES[done.fact.state]
            said = f"Đã ghi vào {WORKBOOK}: {done.title}: {value}."
            self.said.value = message([said, *done.notes], "bad" if done.notes else "good")
            self.chosen.wrote()


def _states(row: Line) -> list[str]:
    """Give the states that a row may be in; "unknown" always is one of them."""
    known = [KNOWN] if row.open & {"value", "ceiling"} else []
    return [*known, *(ALL_STATES[state].capitalize() for state in row.spec.may_be), UNKNOWN]


def _options(row: Line) -> list[str]:
    if row.spec.type == "yes_no":
        return [OPTION_WORDS["yes"], OPTION_WORDS["no"]]
    return list(row.spec.options)


def _files(run: YearRun) -> list[str]:
    folder = run.folder / DOCUMENT_FOLDER
    found = (path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else ()
    return sorted(path.relative_to(folder).as_posix() for path in found)[:OFFERED]
