"""``par schema`` writes what is not current, and ``--check`` says so."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from par_rules.cli.schema import command
from par_rules.criteria.schema import schemas

CRITERIA = Path(__file__).parents[2] / "criteria"


@pytest.fixture
def criteria(tmp_path: Path) -> Path:
    shutil.copytree(CRITERIA / "schema", tmp_path / "criteria" / "schema")
    return tmp_path / "criteria"


def test_the_schemas_of_the_repository_pass_the_check() -> None:
    done = CliRunner().invoke(command, ["--criteria", str(CRITERIA), "--check"])
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_stale_schema_is_named_and_written_anew(criteria: Path) -> None:
    (criteria / "schema" / "set.json").write_text("{}", encoding="utf-8")
    (criteria / "schema" / "field.json").unlink()
    done = CliRunner().invoke(command, ["--criteria", str(criteria), "--check"])
    folder = (criteria / "schema").as_posix()
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"{folder}/field.json: chưa có lược đồ này: gõ par schema để ghi",
        f"{folder}/set.json: lược đồ không còn đúng với bộ công cụ: gõ par schema để ghi lại",
        "Có 2 lỗi.",
    ]
    written = CliRunner().invoke(command, ["--criteria", str(criteria)])
    assert written.stdout == f"Đã ghi {len(schemas())} lược đồ vào {folder}.\n"
    for path in (CRITERIA / "schema").glob("*.json"):
        assert (criteria / "schema" / path.name).read_bytes() == path.read_bytes()


def test_a_file_that_no_model_makes_is_left_alone_and_named(criteria: Path) -> None:
    (criteria / "schema" / "cu.json").write_text("{}", encoding="utf-8")
    CliRunner().invoke(command, ["--criteria", str(criteria)])
    done = CliRunner().invoke(command, ["--criteria", str(criteria), "--check"])
    assert "cu.json: lược đồ này không còn dùng: xóa tệp" in done.stderr


def test_a_criteria_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, ["--criteria", str(tmp_path / "x")])
    assert done.exit_code == 1
    assert "không có thư mục bộ tiêu chí" in done.stderr
    assert not (tmp_path / "x").exists()
