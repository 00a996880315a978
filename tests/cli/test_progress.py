"""The bar while documents are read."""

from __future__ import annotations

import io

import pytest

from par_rules.cli.progress import reading_documents


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_and_which_file(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    with reading_documents() as progress:
        assert progress is not None
        progress(1, 3, "")
        progress(2, 3, "VHXH/Kế hoạch.pdf")
        progress(3, 3, "a\u202e\x1b[2J.pdf")
    text = shown.getvalue()
    assert "Đang đọc tài liệu" in text
    assert "3/3" in text
    assert "Kế hoạch.pdf" in text
    assert "VHXH" not in text
    assert "a??[2J.pdf" in text


def test_where_nothing_has_to_be_read_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    with reading_documents() as progress:
        assert progress is not None
        progress(3, 3, "")
    assert shown.getvalue() == ""


def test_a_file_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with reading_documents() as progress:
        assert progress is None
