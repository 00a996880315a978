"""Pages of forked runs are set by their helper: the same pages, nothing else of another run."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from par_rules.dossier.typeset import pages, typeset
from par_rules.runs.batch.crew import Apart, at_work
from par_rules.runs.batch.typesetter import MOST
from tests.runs.batch.test_apart import BOTH, ODD, WAYS, orders

# Marks that would end a text or a call if they were read as typst's own.
TITLE = 'Trang "một" \\ #page-of(1)\n\u0001 $x$ *đậm* </script> \u2028'
SET = f"""\
from hashlib import sha256
from par_rules.dossier.typeset import typeset
data = {{"mark": {TITLE!r}, "body_name": ["UBND", "XÃ A"], "state": "", "motto": "", "number": "",
    "dated": "", "kind": "", "subject": "UNIT", "to": "", "bases": [], "opening": "", "body": [],
    "closing": "", "recipients": [], "signer": [], "annexes": [], "day": [2026, 11, 24]}}
"""
SHOW = "print(sha256(typeset('bao_cao.typ', data)).hexdigest())\n"
NOT_HERE = "import typst\ntypst.compile = None\n"


def said_of(folder: Path, apart: Apart, *cells: str) -> list[dict[str, Any]]:
    found = dict(at_work(orders(folder, *cells), 1, 300, module=ODD, apart=apart))
    return [found[place] for place in range(len(cells))]


@BOTH
def test_the_pages_are_those_of_a_process_of_its_own(tmp_path: Path, apart: Apart) -> None:
    units = ("UBND xã A", "UBND xã B", "UBND xã A")
    found = said_of(tmp_path, apart, *(SET.replace("UNIT", unit) + SHOW for unit in units))
    names: dict[str, Any] = {}
    exec(SET, names)
    for unit, answer in zip(units, found, strict=True):
        alone = typeset("bao_cao.typ", names["data"] | {"subject": unit})
        assert answer["said"] == sha256(alone).hexdigest() + "\n"


@pytest.mark.parametrize("apart", [way for way in WAYS if way == "fork"])
def test_a_forked_run_sets_none_itself(tmp_path: Path, apart: Apart) -> None:
    (found,) = said_of(tmp_path, apart, SET + NOT_HERE + SHOW)
    assert len(found["said"]) == 65, found


@pytest.mark.parametrize("apart", [way for way in WAYS if way == "fork"])
def test_what_cannot_be_set_fails_one_run_alone(tmp_path: Path, apart: Apart) -> None:
    unknown = (
        "try:\n    typeset('khong-co.typ', {})\nexcept RuntimeError as error:\n    print(error)"
    )
    left = "import os, signal, threading\n" + SET.replace("UNIT", "x" * 5_000_000)
    left += "threading.Timer(0.02, os.kill, (os.getpid(), signal.SIGKILL)).start()\n" + SHOW
    found = said_of(tmp_path, apart, SET + unknown, left, SET + SHOW)
    assert "khong-co.typ" in found[0]["said"]
    assert found[1]["state"] == "failed"
    assert len(found[2]["said"]) == 65, found


@pytest.mark.parametrize("apart", [way for way in WAYS if way == "fork"])
def test_who_asks_for_too_much_is_not_left_waiting(tmp_path: Path, apart: Apart) -> None:
    greedy = SET.replace("UNIT", "x") + f"data['subject'] *= {MOST + 1}\n"
    greedy += "try:\n    typeset('bao_cao.typ', data)\n"
    greedy += "except (EOFError, OSError):\n    print('không có trang')\n"
    found = said_of(tmp_path, apart, greedy, SET + SHOW)
    assert found[0]["said"] == "không có trang\n"
    assert len(found[1]["said"]) == 65, found


def test_a_main_file_reads_nothing_but_templates(tmp_path: Path) -> None:
    secret = tmp_path / "bi-mat.txt"
    secret.write_text("bí mật", encoding="utf-8")
    for path in (secret.as_posix(), f"/..{secret.as_posix()}"):
        with pytest.raises(RuntimeError):
            pages(f'#read("{path}")')
