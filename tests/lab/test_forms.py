"""The forms without a browser: what they offer, what they write, what they say of a fault."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from par_rules.criteria import CriteriaSet
from par_rules.runs.lab import choose, dossier, open_forms
from par_rules.runs.lab.chosen import LAST, Chosen, Folders, units_and_years
from par_rules.runs.lab.documents_form import ALL, _Documents
from par_rules.runs.lab.entry import entered_figures
from par_rules.runs.lab.figures_form import KNOWN, UNKNOWN, _Figures
from par_rules.runs.lab.links import ROOT_VARIABLE, file_link
from par_rules.runs.lab.run_form import _Run
from par_rules.runs.year import InputError, YearRun
from tests.lab.conftest import ROOT


def chosen_of(run: YearRun, monkeypatch: pytest.MonkeyPatch) -> Chosen:
    """Give the choice of a run whose set is loaded already."""
    folders = Folders(run.criteria_folder, run.evidence_folder, run.out_folder)
    monkeypatch.setattr(Chosen, "open", lambda _: run)
    return Chosen(folders, "dai-son", 2026)


@pytest.fixture
def figures(run_of_figures: YearRun, monkeypatch: pytest.MonkeyPatch) -> _Figures:
    return _Figures(chosen_of(run_of_figures, monkeypatch))


def pick(form: _Figures, name: str) -> None:
    for office, rows in form.rows.items():
        if name in [row.name for row in rows]:
            form.office.value = office
            form.pick.value = name
            return
    raise KeyError(name)


def shown(form: _Figures) -> set[str]:
    names = {key for key, field in form.fields.items() if field.layout.display != "none"}
    return names | ({"option"} if form.option.layout.display != "none" else set())


def test_each_kind_of_figure_is_asked_for_in_its_own_way(figures: _Figures) -> None:
    pick(figures, "plan_tasks_due")
    assert figures.state.options == (KNOWN, "Không có", UNKNOWN)
    assert shown(figures) == {
        "value", "ceiling", "said_by", "said_on", "document", "page", "note",
    }  # fmt: skip
    assert "từ 1 đến 200" in figures.about.value

    pick(figures, "yearly_plan_assigns_offices")
    assert figures.option.options == ("", "có", "không")
    assert "option" in shown(figures)
    assert "value" not in shown(figures)

    pick(figures, "yearly_plan_issued")
    assert KNOWN not in figures.state.options
    assert "Giá trị lấy từ danh mục minh chứng." in figures.about.value


def test_all_figures_of_all_offices_can_be_reached(figures: _Figures) -> None:
    seen = set()
    for office in figures.rows:
        figures.office.value = office
        seen |= {name for _, name in figures.pick.options}
        for _, name in figures.pick.options:
            figures.pick.value = name
            assert figures.state.value in figures.state.options
    assert len(seen) == sum(map(len, figures.rows.values()))


def test_a_leaf_narrows_the_figures_to_those_that_feed_it(figures: _Figures) -> None:
    pick(figures, "plan_tasks_due")
    figures.leaf.value = "1.1.3"

    for _, name in figures.pick.options:
        assert "1.1.3" in figures.feeds[name]


def test_unknown_is_chosen_and_the_figure_is_open_again(
    figures: _Figures, run_of_figures: YearRun
) -> None:
    pick(figures, "plan_tasks_due")
    figures.state.value = UNKNOWN
    assert shown(figures) == {"note"}
    figures.write(None)

    assert "chưa có số liệu" in figures.said.value
    assert entered_figures(run_of_figures).facts["plan_tasks_due"].state == "unknown"


def test_a_known_figure_without_value_is_not_written(
    figures: _Figures, run_of_figures: YearRun
) -> None:
    pick(figures, "plan_tasks_due")
    figures.value.value, figures.ceiling.value = "", ""
    figures.write(None)

    assert "Chưa ghi giá trị. Chưa có số thì chọn “Chưa biết”." in figures.said.value
    assert entered_figures(run_of_figures).facts["plan_tasks_due"].value == 40


def test_the_one_line_writes_what_the_form_writes(
    figures: _Figures, run_of_figures: YearRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    from par_rules.runs import lab
    from par_rules.runs.lab import one_line

    pick(figures, "plan_tasks_due")
    figures.value.value = "39"
    line = figures.line.value.partition(">lab.")[2].partition("</code>")[0]
    monkeypatch.setattr(one_line, "open_notebook", lambda unit, year: run_of_figures)
    import html

    done = eval("lab." + html.unescape(line), {"lab": lab})

    assert done.fact.value == 39
    assert entered_figures(run_of_figures).facts["plan_tasks_due"].value == 39


def test_documents_are_listed_until_they_are_confirmed(
    run: YearRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = _Documents(chosen_of(run, monkeypatch))
    open_ = len(form.pick.options)
    form.pick.value = next(path for path, one in form.found.items() if "signed-signed" in path)
    form.write(None)
    assert "Người xác nhận: còn trống" in form.said.value
    form.by.value = "Công chức văn thư"
    form.copy.value = "bản chính"
    assert "copy=" in form.line.value
    path = form.pick.value
    form.write(None)

    assert "Đã ghi" in form.said.value
    assert form.found[path].copy == "bản chính"
    assert len(form.pick.options) == open_ - 1
    form.which.value = ALL
    assert len(form.pick.options) == len(form.found) > open_


def test_a_document_nothing_names_is_offered_its_best_requirement(
    run: YearRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = _Documents(chosen_of(run, monkeypatch))
    form.pick.value = next(path for path in form.found if "Giay moi hop thon" in path)
    proposal = form.found[form.pick.value].offers[0].proposal

    assert (form.leaf.value, form.requirement.value) == (
        proposal.leaf.number,
        proposal.requirement.title,
    )
    assert form.leaf.layout.display == ""


def test_a_choice_is_remembered_and_all_forms_follow(tmp_path: Path) -> None:
    evidence, out = tmp_path / "evidence", tmp_path / "out"
    unit = (ROOT / "evidence" / "dai-son" / "unit.yaml").read_text(encoding="utf-8")
    for key, years in {"dai-son": (2025, 2026), "xa-hai": (2026,)}.items():
        for year in years:
            (evidence / key / str(year)).mkdir(parents=True)
        text = unit.replace("dai-son", key).replace("Đại Sơn", key)
        (evidence / key / "unit.yaml").write_text(text, encoding="utf-8")
    names = (str(ROOT / "criteria"), str(evidence), str(out))
    chosen = open_forms("", 0, "", *names)
    told: list[tuple[str, int]] = []
    chosen.follow(lambda: told.append((chosen.unit, chosen.year)))

    form: Any = choose(chosen).widget
    unit_field, year_field, _ = form.children
    assert (unit_field.value, year_field.value) == ("dai-son", 2026)
    year_field.value = 2025
    unit_field.value = "xa-hai"

    assert told[0] == ("dai-son", 2025)
    assert told[-1] == ("xa-hai", 2026)
    again = open_forms("", 0, "", *names)
    assert (again.unit, again.year) == ("xa-hai", 2026)
    (out / LAST).write_text("{", encoding="utf-8")
    assert open_forms("", 0, "", *names).unit == "dai-son"
    assert units_and_years(evidence)["dai-son"][1] == [2026, 2025]


def test_a_unit_or_day_that_is_not_there_is_refused() -> None:
    names = (str(ROOT / "criteria"), str(ROOT / "evidence"), str(ROOT / "out"))
    with pytest.raises(InputError, match="Ý bạn là “dai-son”"):
        open_forms("dai-sn", 2026, "", *names)
    with pytest.raises(InputError, match="không phải là ngày"):
        open_forms("dai-son", 2026, "24/11/2026", *names)


def test_a_run_that_fails_says_why_and_can_be_started_again(tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "evidence" / "dai-son",
        tmp_path / "evidence" / "dai-son",
        ignore=shutil.ignore_patterns("tai-lieu", "ho-so-tthc*"),
    )
    (tmp_path / "evidence" / "dai-son" / "2026" / "so-lieu.xlsx").write_bytes(b"not a workbook")
    folders = Folders(ROOT / "criteria", tmp_path / "evidence", tmp_path / "out")
    form = _Run(Chosen(folders, "dai-son", 2026))
    assert "par run --unit dai-son --year 2026<" in form.line.value

    form.run(None)
    assert form.start.disabled
    until = time.monotonic() + 120
    while form.start.disabled and time.monotonic() < until:
        time.sleep(0.1)

    assert "Chưa chạy xong:" in form.said.value
    assert "so-lieu.xlsx: không phải tệp Excel" in form.said.value
    assert "Traceback" not in form.said.value


def test_a_run_can_be_stopped(run_of_figures: YearRun) -> None:
    folders = Folders(ROOT / "criteria", run_of_figures.evidence_folder, run_of_figures.out_folder)
    form = _Run(Chosen(folders, "dai-son", 2026))
    form.run(None)
    form.cancel(None)
    until = time.monotonic() + 60
    while form.start.disabled and time.monotonic() < until:
        time.sleep(0.1)

    assert "Đã dừng theo yêu cầu" in form.said.value
    assert not (run_of_figures.out / "ho-so.html").exists()


def test_a_second_form_starts_no_second_run_and_can_stop_the_first(run_of_figures: YearRun) -> None:
    folders = Folders(ROOT / "criteria", run_of_figures.evidence_folder, run_of_figures.out_folder)
    first, second = (_Run(Chosen(folders, "dai-son", 2026)) for _ in range(2))
    first.run(None)
    second.run(None)

    assert "Lần chạy trước chưa xong" in second.said.value
    assert second.process is None
    second.cancel(None)
    assert "Đã dừng theo yêu cầu" in second.said.value
    until = time.monotonic() + 60
    while first.start.disabled and time.monotonic() < until:
        time.sleep(0.1)
    assert not first.start.disabled


def test_the_dossier_form_tells_the_last_total_and_links_its_files(
    run_of_figures: YearRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = chosen_of(run_of_figures, monkeypatch)
    assert "Năm này chưa chạy lần nào" in dossier(chosen).said()

    out = run_of_figures.out
    out.mkdir(parents=True)
    own = {"claimed_low": "62.93", "claimed_high": "66.68", "max": "70"}
    card = {
        "schema": "par-scorecard/1",
        "as_of": "2026-11-24",
        "self_points": {**own, "secured": "57.46", "attainable": "68.22"},
    }
    (out / "scorecard.json").write_text(json.dumps(card), encoding="utf-8")
    (out / "ho-so.html").write_text("<p>", encoding="utf-8")
    monkeypatch.setenv(ROOT_VARIABLE, str(run_of_figures.out_folder.parent))
    said = dossier(chosen).said()

    assert "Điểm tự chấm 62,93 – 66,68 / 70; đủ minh chứng 57,46" in said
    assert 'href="/files/out/dai-son/2026/ho-so.html"' in said
    assert "bao-cao" not in said


def test_a_file_outside_the_served_folder_is_named_not_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path / "a"))

    assert "<a " not in file_link(tmp_path / "b" / "<x>.html", "Mở")
    assert "&lt;x&gt;" in file_link(tmp_path / "b" / "<x>.html", "Mở")
    inside = file_link(tmp_path / "a" / "Hồ sơ #1%.html", "Mở")
    assert "/files/H%E1%BB%93%20s%C6%A1%20%231%25.html" in inside


def test_the_notebook_runs_where_nobody_answers(
    run: YearRun, criteria: CriteriaSet, tmp_path: Path
) -> None:
    """As papermill and nbconvert run it: forms are left out, what is shown is plain HTML."""
    notebook = nbformat.read(ROOT / "notebooks" / "yearly_scoring.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    (cell,) = (c for c in notebook.cells if "parameters" in c.metadata.get("tags", ()))
    for name in ("evidence", "out"):
        folder = str(getattr(run, f"{name}_folder"))
        cell.source = cell.source.replace(f'{name} = "{name}"', f"{name} = {folder!r}")
    cell.source = cell.source.replace('"criteria"', repr(str(ROOT / "criteria")))

    done = NotebookClient(notebook, kernel_name="python3", timeout=300).execute()

    outputs = {c.source: c.outputs for c in done.cells if c.cell_type == "code"}
    said = "".join(o.data["text/html"] for all_ in outputs.values() for o in all_)
    assert "par-claimed" in said
    assert "Năm này chưa chạy lần nào" in said
    assert outputs["lab.figures(chosen)"] == []
