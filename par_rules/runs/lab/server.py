"""Starts JupyterLab at the yearly notebook: in Vietnamese, offline, with settings of its own.

Nothing of the user's own Jupyter settings is read or changed: what the user changes here goes to
``.jupyter`` in the folder that is served. The token that guards the server stays on.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from par_rules.files import write_atomic
from par_rules.runs.lab.links import ROOT_VARIABLE
from par_rules.runs.notebooks import FOLDER
from par_rules.runs.year import InputError

NOTEBOOK = "notebooks/yearly_scoring.ipynb"
OWN = ".jupyter"
HERE = Path(__file__).parent
# Words of the interface that JupyterLab's Vietnamese language pack lacks, by its domains.
WORDS = HERE / "words_vi.json"
LOOK = HERE / "custom.css"
LANGUAGE = "vi_VN"
LOG = "jupyterlab.log"
MISSING = (
    "Chưa cài JupyterLab: chạy mo-so-tay.cmd (Windows), hoặc gõ "
    'python -m pip install -e ".[lab]" trong thư mục bộ công cụ'
)

Tell = Callable[[str], None]


def find_root(here: Path) -> Path:
    """Give the folder to serve: ``here`` if it holds the yearly notebook, else the kit's own."""
    for root in (here, FOLDER.parent):
        if (root / NOTEBOOK).is_file():
            return root.resolve()
    raise InputError([f"{here / NOTEBOOK}: chưa có sổ tay năm: chạy trong thư mục bộ công cụ"])


def open_lab(root: Path, *, port: int | None, browser: bool, tell: Tell) -> None:
    """Serve ``root`` until it is stopped by Ctrl-C, telling the address first.

    Raises ``InputError`` where JupyterLab is not installed or the port is taken.
    """
    for name, value in surroundings(root).items():
        os.environ[name] = value
    write_atomic(root / OWN / "custom" / LOOK.name, LOOK.read_bytes())
    try:
        from jupyterlab.labapp import LabApp
    except ImportError:
        raise InputError([MISSING]) from None
    _add_words()
    if port is not None:
        _refuse_if_taken(port)
    server = LabApp.initialize_server([*_arguments(root, port, browser=browser)])
    address = f"{server.local_url.split('?')[0]}?token={quote(server.token)}"
    tell(f"Sổ tay năm mở ở {address}")
    tell("Giữ cửa sổ này trong lúc làm việc. Xong thì đóng cửa sổ, hoặc nhấn Ctrl+C.")
    with _aside(server.log, root / OWN / LOG):
        server.start()


def surroundings(root: Path) -> dict[str, str]:
    """Give the variables that keep the user's own Jupyter out of it, and it out of theirs."""
    own = root / OWN
    return {
        "JUPYTER_CONFIG_DIR": str(own),
        "JUPYTER_CONFIG_PATH": str(HERE / "config"),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "lab" / "user-settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "lab" / "workspaces"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        ROOT_VARIABLE: str(root),
    }


def _arguments(root: Path, port: int | None, *, browser: bool) -> Iterator[str]:
    yield f"--ServerApp.root_dir={root}"
    yield f"--LabApp.default_url=/doc/tree/{NOTEBOOK}"
    yield f"--ServerApp.open_browser={browser}"
    if port is not None:
        yield from (f"--ServerApp.port={port}", "--ServerApp.port_retries=0")
    # Nothing asks the network for news, updates or extensions.
    yield from ("--LabApp.news_url=", "--LabApp.extension_manager=readonly")
    yield "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"
    # The official is told in Vietnamese; what goes wrong with the server is for the maintainer.
    yield from ("--ServerApp.log_level=ERROR", "--LabApp.log_level=ERROR")
    yield from ("--ServerApp.answer_yes=True", "--ServerApp.allow_root=True")
    yield "--LabApp.custom_css=True"
    yield "--ContentsManager.pre_save_hook=par_rules.runs.lab.server.without_outputs"


def _refuse_if_taken(port: int) -> None:
    with socket.socket() as trial:
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            raise InputError(
                [f"cổng {port} đang bận hoặc không mở được: chọn số khác, hoặc bỏ --port"]
            ) from None


@contextmanager
def _aside(log: logging.Logger, path: Path) -> Iterator[None]:
    """Keep what server and kernels say, in English, out of the official's window.

    It goes to a file for the maintainer, for as long as the block runs.
    """
    sys.stderr.flush()
    window = os.dup(2)
    with path.open("w", encoding="utf-8") as file:
        kept = logging.StreamHandler(file)
        kept.setLevel(logging.WARNING)
        # The server tells its address and token as if it were a fault.
        kept.addFilter(lambda record: record.levelno < logging.CRITICAL)
        log.handlers[:], log.propagate = [kept], False
        os.dup2(file.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(window, 2)
            os.close(window)


def without_outputs(model: dict[str, Any], path: str, **_: Any) -> None:
    """Save the yearly notebook as a template: its forms are of no use without their kernel."""
    if path != NOTEBOOK or model["type"] != "notebook":
        return
    for cell in model["content"]["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None


def _add_words() -> None:
    """Put the kit's own words over those of the language pack, in this process alone."""
    import jupyterlab_server.translations_handler as handler

    original: Callable[[str], tuple[Any, ...]] = vars(handler)["get_language_pack"]
    own: dict[str, dict[str, str | list[str]]] = json.loads(WORDS.read_text(encoding="utf-8"))

    def with_own(locale: str) -> tuple[Any, ...]:
        pack, message = original(locale)
        for domain, words in own.items() if locale == LANGUAGE else ():
            known = pack.setdefault(domain, {"": {"domain": domain, "language": "vi-VN"}})
            # A word that has a plural in English stands there twice, as the pages ask for it.
            known.update({key: [x] if isinstance(x, str) else x for key, x in words.items()})
        return pack, message

    vars(handler)["get_language_pack"] = with_own
