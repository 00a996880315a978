"""A command pays for what it uses: start-up stays short because nothing else is imported."""

from pathlib import Path

import pytest

from tests.cli.started import script

HEAVY = ("matplotlib", "nbconvert", "nbformat", "openpyxl", "pandas", "papermill", "docx")


def imported_by(*args: str) -> set[str]:
    code = (
        "import sys\nfrom par_rules.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('IMPORTED', *sys.modules)"
    )
    done = script(code, *args)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rsplit("IMPORTED", 1)[1].split())


def test_the_help_loads_no_library_but_click() -> None:
    assert not imported_by("--help") & {*HEAVY, "pydantic", "yaml", "duckdb"}


@pytest.mark.parametrize("command", ["score", "gaps", "check"])
def test_scoring_loads_neither_notebooks_nor_frames_nor_pictures(
    command: str, tmp_path: Path
) -> None:
    found = imported_by(command, "--year", "2026", "--out", str(tmp_path))
    assert "par_rules.scoring" in found
    assert not found & set(HEAVY)
