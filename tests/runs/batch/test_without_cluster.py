"""Where the extra for clusters is not installed, the official is told how to get it."""

import sys

import pytest

from par_rules.runs.batch.cluster import on_cluster
from par_rules.runs.year import InputError


def test_the_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError) as caught:
        on_cluster("tcp://may:8786", None)
    assert caught.value.lines == [
        "--scheduler: chưa có thư viện distributed: "
        "cài thêm phần cluster: pip install 'par-rules[cluster]'"
    ]
