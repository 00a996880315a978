"""Where the year stands: points as scored, days ahead, what became of the documents since."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction

from par_rules.runs.lab.state import year_state
from par_rules.runs.year import YearRun, collect
from par_rules.scoring import score


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_points_are_those_of_the_score_and_only_days_ahead_are_listed(run: YearRun) -> None:
    card = score(run.criteria, collect(run).facts, as_of=run.as_of)
    state = year_state(run)

    assert state.points == card.self_points
    assert state.ahead
    days = [gap.due or date.min for gap in state.ahead]
    assert days == sorted(days)
    assert days[0] >= run.as_of
    assert all(gap.stake > Fraction(0) and gap.kind != "lost" for gap in state.ahead)


def test_it_reads_as_an_official_would_say_it(run: YearRun) -> None:
    said = plain(year_state(run)._repr_html_())

    assert said.startswith("UBND xã Đại Sơn, năm 2026, tính đến ngày 24/11/2026 Bộ tiêu chí tạm")
    assert "Chốt số liệu 14/12/2026 (còn 20 ngày); nộp hồ sơ 10/12/2026" in said
    assert "Năm này chưa chạy lần nào." in said
    assert not re.search(r"(?<![\d.])\d+\.\d+(?![\d.])|None|True", said)


def test_documents_new_gone_and_changed_since_the_last_run_are_named(run: YearRun) -> None:
    from par_rules.runs.steps import take_evidence_step

    take_evidence_step(run)
    assert year_state(run).changes == ()
    folder = run.folder / "tai-lieu"
    (folder / "Thông báo mới.txt").write_text("Thông báo", encoding="utf-8")
    gone = next(path for path in sorted(folder.rglob("*.docx")))
    gone.unlink()

    changes = year_state(run).changes

    assert changes is not None
    assert [(c.kind, c.where) for c in changes] == [
        ("added", "Thông báo mới.txt"),
        ("gone", gone.relative_to(folder).as_posix()),
    ]
    assert "Tài liệu mới Thông báo mới.txt" in plain(year_state(run)._repr_html_())


def test_a_manifest_that_cannot_be_read_counts_as_none(run: YearRun) -> None:
    run.out.mkdir(parents=True, exist_ok=True)
    for text in ("{", "[]", json.dumps({"documents": 3})):
        (run.out / "manifest.json").write_text(text, encoding="utf-8")
        assert year_state(run).changes is None


def test_names_of_files_are_shown_as_text(run: YearRun) -> None:
    from par_rules.runs.steps import take_evidence_step

    take_evidence_step(run)
    (run.folder / "tai-lieu" / "<img src=x onerror=alert(1)>.txt").write_text("a", encoding="utf-8")

    assert "<img" not in year_state(run)._repr_html_()
