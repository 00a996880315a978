import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two tests, one of which needs a package that Debian does not have."""
    tests = tmp_path / "tests"
    tests.mkdir()
    shutil.copy(HERE / "conftest.py", tests)
    (tests / "debian-packages").write_text("# none\nkhong-co-goi-nay\n", encoding="utf-8")
    (tests / "test_two.py").write_text(
        "import pytest\n\n"
        "def test_plain():\n    pass\n\n"
        "@pytest.mark.needs_debian('khong-co-goi-nay')\n"
        "def test_with_package():\n    raise AssertionError\n",
        encoding="utf-8",
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return tmp_path


def pytest_in(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    # Not a worker of the run that this test belongs to.
    environment = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options],
        cwd=project,
        env=environment | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


NOT_RUN = "không chạy: tests/test_two.py::test_with_package (cần gói Debian khong-co-goi-nay)"


@pytest.mark.parametrize("workers", [[], ["-n", "2"]])
def test_a_test_whose_package_is_missing_is_listed_as_not_run(
    project: Path, workers: list[str]
) -> None:
    result = pytest_in(project, *workers)

    assert result.returncode == 0, result.stdout
    assert result.stdout.splitlines().count(NOT_RUN) == 1
    assert "1 passed" in result.stdout


@pytest.mark.parametrize("workers", [[], ["-n", "2"]])
def test_a_run_of_every_test_fails_if_one_is_not_run(project: Path, workers: list[str]) -> None:
    result = pytest_in(project, "--every-test", *workers)

    assert result.returncode == 1, result.stdout
    assert NOT_RUN in result.stdout.splitlines()


def test_a_package_that_nothing_would_install_is_refused(project: Path) -> None:
    (project / "tests" / "debian-packages").write_text("# none\n", encoding="utf-8")

    result = pytest_in(project)

    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "khong-co-goi-nay is not in tests/debian-packages" in result.stderr


def install_packages(tmp_path: Path, user: int) -> str:
    """Run the script on a system that has ``co-roi`` and not ``chua-co``, as user ``user``."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, body in {
        "dpkg-query": 'case "$3" in co-roi) printf installed;; *) exit 1;; esac',
        "id": f"echo {user}",
        "apt-get": 'echo "apt-get $*" >&2',
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    (tmp_path / "list").write_text("# hai gói\nco-roi\nchua-co\n", encoding="utf-8")
    result = subprocess.run(
        ["sh", str(HERE / "install-debian-packages"), str(tmp_path / "list")],
        env={"PATH": f"{programs}:{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return result.stdout


def test_root_installs_the_packages_that_are_missing(tmp_path: Path) -> None:
    assert install_packages(tmp_path, user=0).splitlines() == [
        "Đang cài gói Debian: chua-co",
        "apt-get update -qq",
        # What apt-get prints of its own is thrown away; its errors are not.
        "apt-get install -qq -y --no-install-recommends chua-co",
    ]


def test_others_install_nothing_and_are_told(tmp_path: Path) -> None:
    told = "Không cài được gói Debian (cần quyền root): chua-co\n"
    assert install_packages(tmp_path, user=1000) == told
