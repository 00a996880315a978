"""Parameters stand in a notebook as they are written, and papermill is left as it was."""

from __future__ import annotations

import ast
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from papermill.parameterize import parameterize_notebook
from papermill.translators import PythonTranslator, papermill_translators

from par_rules.runs.readable import readable_parameters

ANY_CHARACTER = st.characters(exclude_categories=())  # lone surrogates among them
# What is likely to break a literal, more often than chance would have it.
ODD_TEXT = st.text(ANY_CHARACTER | st.sampled_from("\"'\\\n\r\t\0{}\u202e\u2028\ud800ẵ"))


class Own(PythonTranslator):  # type: ignore[misc]
    """Another writer that somebody registered for the kernel."""


def injected(value: object) -> str:
    """Give the line by which papermill sets ``value`` into a notebook of the project's kernel."""
    new: Any = nbformat.v4
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook = new.new_notebook(
        cells=[new.new_code_cell("unit = 1", metadata={"tags": ["parameters"]})],
        metadata={"kernelspec": kernel, "papermill": {}},
    )
    found = parameterize_notebook(notebook, {"unit": value})
    (cell,) = (cell for cell in found.cells if "injected-parameters" in cell.metadata.tags)
    comment, line = str(cell.source).split("\n", 1)
    assert comment == "# Parameters"
    return line.removesuffix("\n")


def readable(value: object) -> str:
    with readable_parameters():
        return injected(value)


def writer() -> Any:
    return papermill_translators.find_translator("python3", "python")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Xã Đại Sơn, đặc khu Cát Hải", 'unit = "Xã Đại Sơn, đặc khu Cát Hải"'),
        ("o\u0302\u0301", 'unit = "o\u0302\u0301"'),
        ("", 'unit = ""'),
        ("thôn 'Đông'", "unit = \"thôn 'Đông'\""),
        ('thôn "Đông"', "unit = 'thôn \"Đông\"'"),
        ("'một' \"hai\"", "unit = '\\'một\\' \"hai\"'"),
        (r"C:\chấm điểm\năm", r'unit = "C:\\chấm điểm\\năm"'),
        ("hàng một\nhàng hai\r\n\thết", r'unit = "hàng một\nhàng hai\r\n\thết"'),
        ("\0\x1b[2J\x7f", r'unit = "\x00\x1b[2J\x7f"'),
        ("xã\u202ehtam\u2066\u200b\ufeff", r'unit = "xã\u202ehtam\u2066\u200b\ufeff"'),
        ("hàng\u2028hàng\u0085", r'unit = "hàng\u2028hàng\x85"'),
        ("tệp\ud800", r'unit = "tệp\ud800"'),
    ],
)
def test_a_text_is_written_as_a_reader_would_write_it(text: str, line: str) -> None:
    assert readable(text) == line


@given(ODD_TEXT)
def test_every_text_comes_back_from_one_line_that_a_file_can_hold(text: str) -> None:
    line = readable(text)
    assert line.isprintable()
    assert line.encode("utf-8").decode("utf-8") == line
    assert ast.literal_eval(line.removeprefix("unit = ")) == text


@given(st.lists(ODD_TEXT) | st.dictionaries(ODD_TEXT, ODD_TEXT))
def test_texts_inside_lists_and_tables_come_back_too(value: object) -> None:
    assert ast.literal_eval(readable(value).removeprefix("unit = ")) == value


@pytest.mark.parametrize("value", [2026, 0.5, True, None])
def test_what_is_no_text_is_left_to_papermill(value: object) -> None:
    assert readable(value) == injected(value) == f"unit = {value!r}"


def test_papermills_own_writer_is_back_after_the_block() -> None:
    assert readable("Xã") == 'unit = "Xã"'
    assert writer() is PythonTranslator
    assert injected("Xã") == r'unit = "X\xe3"'


def test_it_is_back_after_an_error_too() -> None:
    with pytest.raises(ValueError, match="hỏng"), readable_parameters():
        raise ValueError("hỏng")
    assert writer() is PythonTranslator


def test_a_writer_registered_for_the_kernel_before_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(papermill_translators._translators, "python3", Own)
    with readable_parameters():
        assert writer() is not Own
    assert writer() is Own


def test_a_block_inside_another_leaves_the_outer_one_readable() -> None:
    with readable_parameters():
        with readable_parameters():
            pass
        assert injected("Xã") == 'unit = "Xã"'
    assert writer() is PythonTranslator
