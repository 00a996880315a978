"""The form in which an official confirms or corrects what was read from each document."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from par_rules.criteria.copies import COPIES
from par_rules.evidence import register_layout as layout
from par_rules.runs.lab.chosen import Chosen
from par_rules.runs.lab.confirmation import ReadDocument, read_values, write_confirmation
from par_rules.runs.lab.links import file_link
from par_rules.runs.lab.look import (
    WIDTH,
    Form,
    button,
    labelled,
    message,
    same_as,
    table,
    telling,
    widgets,
)
from par_rules.runs.year import YearRun

TO_CONFIRM, ALL = "Chưa xác nhận", "Tất cả tài liệu"
ATTEST = (
    "Bấm ghi là xác nhận đã xem bản giấy hoặc bản gốc. Ghi chức danh, không ghi tên người. "
    "Số, ngày ghi khác số, ngày đọc được trên văn bản thì tài liệu không được tính."
)


def documents(chosen: Chosen) -> Form:
    """Give the form; what is confirmed goes into ``danh-muc-minh-chung.xlsx`` at once."""
    return _Documents(chosen).form()


class _Documents:
    def __init__(self, chosen: Chosen) -> None:
        w = self.w = widgets()
        self.chosen = chosen
        self.run: YearRun | None = None
        self.found: dict[str, ReadDocument] = {}
        self.which = labelled(w.ToggleButtons, "Xem", options=[TO_CONFIRM, ALL])
        self.which.style.button_width = "160px"
        self.pick = labelled(w.Dropdown, "Tài liệu")
        self.read = w.HTML(layout=w.Layout(width=WIDTH))
        self.code = labelled(w.Text, layout.CODE, placeholder="156/KH-UBND")
        self.issued = labelled(w.Text, layout.ISSUED, placeholder="dd/mm/yyyy")
        self.page = labelled(w.Text, layout.PAGE, placeholder="trang chứng minh, nếu cần")
        kinds = [(text, text) for text in COPIES.values()]
        self.copy = labelled(w.Dropdown, layout.COPY, options=[("", ""), *kinds])
        self.leaf = labelled(w.Dropdown, layout.LEAF)
        self.requirement = labelled(w.Dropdown, "Yêu cầu")
        self.by = labelled(w.Text, layout.CONFIRMED_BY, placeholder="chức danh")
        self.note = labelled(w.Text, layout.NOTE, placeholder="ví dụ chỗ đọc sai trích yếu")
        self.save = button("Ghi vào danh mục")
        self.said, self.line = w.HTML(), w.HTML()
        self.which.observe(lambda _: self.list_documents(), "value")
        self.pick.observe(lambda _: self.show(), "value")
        self.leaf.observe(lambda _: self.list_requirements(), "value")
        for field in (self.code, self.issued, self.page, self.copy, self.by, self.requirement):
            field.observe(lambda _: self.show_line(), "value")
        self.save.on_click(self.write)
        chosen.follow(self.load)
        self.load()

    def form(self) -> Form:
        fields = [self.code, self.issued, self.page, self.copy]
        fields += [self.leaf, self.requirement, self.by]
        box = self.w.VBox(
            [self.which, self.pick, self.read, *fields, self.note, self.save, self.said, self.line]
        )
        return Form(box, lambda: message(["Xác nhận tài liệu: mở sổ tay này trong JupyterLab."]))

    def load(self) -> None:
        """Read all documents of the chosen year."""
        self.said.value, self.found, self.run = "", {}, None
        with telling(self.said):
            self.run = self.chosen.open()
            self.found = {one.document.path: one for one in read_values(self.run)}
            with_evidence = [one for one in self.run.criteria.leaves() if one.evidence]
            self.leaf.options = [
                ("", ""),
                *((f"{one.number} {one.title}", one.number) for one in with_evidence),
            ]
        self.list_documents()

    def list_documents(self) -> None:
        """List the documents asked for, and show the one that was shown if it still is there."""
        wanted = [
            path for path, one in self.found.items() if self.which.value == ALL or not one.confirmed
        ]
        before = self.pick.value
        self.pick.options = [(self._label(path), path) for path in wanted]
        self.pick.value = before if before in wanted else next(iter(wanted), None)
        self.show()

    def _label(self, path: str) -> str:
        one = self.found[path]
        mark = "đã xác nhận" if one.confirmed else "" if one.rows else "chưa nối tiêu chí"
        return f"{path} – {mark}" if mark else path

    def show(self) -> None:
        """Show what was read of the document at hand, and fill the fields with it."""
        one = self.found.get(self.pick.value or "")
        self.save.disabled = one is None
        if one is None:
            self.read.value = message(["Không còn tài liệu nào chưa xác nhận."], "good")
            return
        self.read.value = self._read(one)
        self.code.value, self.issued.value = one.code, one.issued
        page = next((row.page for row in one.rows if row.page), None)
        self.page.value, self.note.value = str(page) if page else "", ""
        self.copy.value = one.copy
        for field in (self.leaf, self.requirement):
            field.layout.display = "none" if one.rows else ""
        offer = one.offers[0].proposal if one.offers else None
        self.leaf.value = offer.leaf.number if offer else ""
        self.list_requirements()
        if offer is not None and not one.rows:
            self.requirement.value = offer.requirement.title
        self.show_line()

    def _read(self, one: ReadDocument) -> str:
        rows = [(v.title, v.text or "–", v.where, v.registered or "–") for v in one.values()]
        heads = ("Mục", "Đọc được", "Đọc từ đâu", "Danh mục đang ghi")
        linked = "; ".join(
            f"{row.leaf.number} “{row.requirement.title}”"
            if row.requirement
            else f"{row.leaf.number} (tài liệu bổ trợ)"
            for row in one.rows
        )
        if not linked and one.offers:
            linked = f"chưa nối; đề xuất bên dưới vì {one.offers[0].proposal.why}"
        assert self.run is not None
        path = self.run.folder / layout.DOCUMENT_FOLDER / one.document.raw_path
        return (
            f"<div>{file_link(path, 'Mở tài liệu này')}</div>{table(heads, rows)}"
            f"<div>Tiêu chí: {escape(linked or 'chưa nối')}.</div>{message([ATTEST])}"
        )

    def list_requirements(self) -> None:
        """Offer the requirements of the leaf at hand."""
        leaves = self.run.criteria.leaves() if self.run else ()
        titles = [r.title for one in leaves if one.number == self.leaf.value for r in one.evidence]
        self.requirement.options = [*titles, layout.SUPPORTING] if titles else [""]

    def cells(self) -> dict[str, str]:
        """Give what stands in the fields, by column of the register."""
        return {
            layout.CODE: self.code.value,
            layout.ISSUED: self.issued.value,
            layout.PAGE: self.page.value,
            layout.COPY: self.copy.value,
            layout.CONFIRMED_BY: self.by.value,
            layout.CONFIRMED_ON: f"{date.today():%d/%m/%Y}",
            layout.NOTE: self.note.value,
        }

    def show_line(self) -> None:
        """Show the call that writes the same."""
        one = self.found.get(self.pick.value or "")
        if one is None:
            self.line.value = ""
            return
        said = {"code": self.code.value, "issued": self.issued.value, "page": self.page.value}
        said |= {"copy": self.copy.value, "confirmed_by": self.by.value}
        if not one.rows:
            said |= {"leaf": self.leaf.value, "requirement": self.requirement.value or ""}
        given = "".join(f", {name}={text!r}" for name, text in said.items() if text)
        place = f"{self.chosen.unit!r}, {self.chosen.year}, {one.document.path!r}"
        self.line.value = same_as(f"lab.confirm_document({place}{given})")

    def write(self, _: Any) -> None:
        """Write the fields into the register; on a fault they stay as they are."""
        one = self.found[self.pick.value]
        with telling(self.said):
            assert self.run is not None
            leaf, requirement = self.leaf.value or "", self.requirement.value or ""
            now = write_confirmation(
                self.run, one, self.cells(), leaf=leaf, requirement=requirement
            )
            self.found[one.document.path] = now
            self.list_documents()
            where = ", ".join(row.place.rpartition("!")[2] for row in now.rows)
            said = f"Đã ghi {one.document.path} vào {layout.FILE_NAME} (ô {where})."
            self.said.value = message([said], "good")
            self.chosen.wrote()
