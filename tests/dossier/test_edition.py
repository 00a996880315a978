"""The two editions: what they are called, and how one is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from par_rules.dossier.edition import file_name
from par_rules.runs.notebook import open_notebook
from par_rules.runs.year import InputError

ROOT = Path(__file__).parents[2]


def opened(edition: str) -> object:
    folders = [str(ROOT / name) for name in ("criteria", "evidence", "out")]
    return open_notebook("dai-son", 2026, "2026-11-24", *folders, edition=edition).edition


def test_the_files_of_the_submission_have_names_of_their_own() -> None:
    assert file_name("ho-so.html", "internal") == "ho-so.html"
    assert file_name("ho-so.html", "submission") == "ho-so-gui.html"


def test_a_notebook_asks_for_an_edition_by_its_name() -> None:
    assert opened("submission") == "submission"


def test_an_edition_that_is_none_is_told_with_those_that_are() -> None:
    with pytest.raises(InputError) as told:
        opened("gui")
    assert told.value.lines == [
        'edition: không có bản "gui": viết internal hoặc submission',
    ]
