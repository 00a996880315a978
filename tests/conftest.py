"""What every test shares: how hard hypothesis tries, and what is said of tests that cannot run."""

import os

import pytest
from hypothesis import settings

from tests.needs_debian import NeedsDebian

# The same examples on every run, so that a red build can be repeated; `thorough` looks further.
settings.register_profile("small", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("PAR_HYPOTHESIS", "small"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-test",
        action="store_true",
        help="fail if a test is not run because its Debian package is missing",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "needs_debian(package): runs only where this package of tests/debian-packages is installed",
    )
    config.pluginmanager.register(NeedsDebian(config), "needs-debian")
