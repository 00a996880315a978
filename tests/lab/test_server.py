"""How JupyterLab is started: which folder, whose settings, which words, and no forms saved."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from par_rules.runs.lab import server
from par_rules.runs.year import InputError
from tests.lab.conftest import ROOT

CONFIG = server.HERE / "config" / "labconfig"
SCHEMAS = Path(sys.prefix, "share", "jupyter", "lab", "schemas")


def test_the_working_folder_is_served_if_it_holds_the_notebook_else_the_kits(
    tmp_path: Path,
) -> None:
    assert server.find_root(tmp_path) == ROOT
    (tmp_path / "notebooks").mkdir()
    (tmp_path / server.NOTEBOOK).touch()
    assert server.find_root(tmp_path) == tmp_path


def test_nothing_of_the_users_own_settings_is_read_or_changed(tmp_path: Path) -> None:
    told = server.surroundings(tmp_path)

    own = {key: value for key, value in told.items() if key != "JUPYTER_PREFER_ENV_PATH"}
    inside = (str(tmp_path), str(server.HERE))
    assert all(value.startswith(inside) for value in own.values())


def test_every_setting_is_one_that_this_jupyterlab_knows() -> None:
    told = json.loads((CONFIG / "default_setting_overrides.json").read_text(encoding="utf-8"))

    for plugin, settings in told.items():
        package, _, name = plugin.partition(":")
        schema = json.loads((SCHEMAS / package / f"{name}.json").read_text(encoding="utf-8"))
        known = {*schema["properties"], "menus", "toolbar"}
        assert settings.keys() <= known, plugin
    assert told["@jupyterlab/translation-extension:plugin"] == {"locale": server.LANGUAGE}


def test_extensions_switched_off_are_there() -> None:
    told = json.loads((CONFIG / "page_config.json").read_text(encoding="utf-8"))

    for name in told["disabledExtensions"]:
        assert (SCHEMAS / name).is_dir(), name


def test_the_kits_words_are_vietnamese_and_composed() -> None:
    words = json.loads(server.WORDS.read_text(encoding="utf-8"))["jupyterlab"]

    for english, said in words.items():
        forms = [said] if isinstance(said, str) else said
        for form in forms:
            assert form != english.rpartition("\x04")[2]
            assert unicodedata.is_normalized("NFC", form)
            assert form.count("%1") == english.count("%1")
            assert form.endswith("…") == english.endswith("…")


def test_the_notebook_is_saved_without_its_forms_and_any_other_as_it_is() -> None:
    def model() -> dict[str, object]:
        cell = {"cell_type": "code", "outputs": [{}], "execution_count": 3, "source": "x"}
        return {"type": "notebook", "content": {"cells": [cell, {"cell_type": "markdown"}]}}

    ours, other = model(), model()
    server.without_outputs(ours, server.NOTEBOOK)
    server.without_outputs(other, "out/dai-son/2026/2_scoring.ipynb")

    expected = model()
    expected["content"]["cells"][0] |= {"outputs": [], "execution_count": None}  # type: ignore[index]
    assert ours == expected
    assert other == model()


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-c", "from par_rules.cli import main; main()", "lab", "--no-browser",
             "--port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )  # fmt: skip

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"cổng {port} đang bận hoặc không mở được: chọn số khác")


def test_a_folder_without_notebook_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "FOLDER", tmp_path / "notebooks")
    with pytest.raises(InputError, match="chưa có sổ tay năm"):
        server.find_root(tmp_path)
