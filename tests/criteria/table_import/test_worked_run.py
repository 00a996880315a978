"""The worked run of docs/nhap-bang.md, from its table to its examples, done as it is written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from par_rules.cli import par
from tests.tables.make import word
from tests.test_docs import ROOT, blocks, commands, text

PAGE = ROOT / "docs" / "nhap-bang.md"
SHARED = ("document-types.yaml", "checks.yaml")


def table() -> tuple[list[str], list[list[str]]]:
    """Give the heading and the rows of the page's table of criteria."""
    lines = text(PAGE).split("## 2.")[1].split("## 3.")[0].splitlines()
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if "|" in line
    ]
    return rows[0], rows[2:]


def run(words: list[str]) -> str:
    result = CliRunner().invoke(par, [word.replace("\\", "/") for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go into a folder with the shared files of criteria, the sample unit and the decision."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria-moi").mkdir()
    for name in SHARED:
        shutil.copy(ROOT / "criteria" / name, tmp_path / "criteria-moi")
    shutil.copytree(ROOT / "criteria", tmp_path / "criteria")
    (tmp_path / "evidence" / "dai-son").mkdir(parents=True)
    shutil.copy(ROOT / "evidence" / "dai-son" / "unit.yaml", tmp_path / "evidence" / "dai-son")
    head, rows = table()
    word(tmp_path / "quyet-dinh.docx", rows, tuple(head))
    return tmp_path


def test_the_page_s_run_comes_out_as_it_says(folder: Path) -> None:
    typed = {words[0]: words for words in commands(PAGE)}
    told, examples_told = blocks(PAGE, "text")
    assert run(typed["import-criteria"]) == told

    made = folder / "criteria-moi" / "hai-phong-xa" / "2027"
    before, rule, inputs, examples = blocks(PAGE, "yaml")
    field = made / "1-chi-dao-dieu-hanh.yaml"
    written = field.read_text(encoding="utf-8")
    for line in before.splitlines():
        assert line in written
    pad = "        "
    lines = "\n".join(pad + line for line in rule.splitlines())
    unread = re.compile(r"^ *rule: \{kind: \"unread\".*$", re.MULTILINE)
    field.write_text(unread.sub(lines, written, count=1), encoding="utf-8")
    with (made / "inputs.yaml").open("a", encoding="utf-8") as file:
        file.write(inputs)
    (made / "examples").mkdir()
    (made / "examples" / field.name).write_text(examples, encoding="utf-8")
    assert run(typed["examples"]) == examples_told

    checked = run(typed["check"])
    assert "Không có lỗi: 5 tiêu chí chấm điểm, 5 ví dụ tính điểm." in checked
    assert "Còn 3 chỗ CẦN LÀM:" in checked
    assert "chưa có cách tính" not in checked
    assert "tiêu chí" in run(typed["diff"])


def test_the_reconciliation_is_also_written_as_data(folder: Path) -> None:
    run(next(words for words in commands(PAGE) if words[0] == "import-criteria"))

    assert '"typed": 4' in (folder / "doi-chieu.json").read_text(encoding="utf-8")
