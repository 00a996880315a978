"""Reading a folder: what is opened, what is remembered, what an interrupt leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from par_rules.evidence.documents import meanwhile, read_documents
from par_rules.evidence.readers import Limits
from par_rules.evidence.register_layout import DOCUMENT_FOLDER
from sample.kinds import ROOT
from tests.evidence.attack_files import flate_in_flate
from tests.evidence.folders import made, the_set, year_folder

IDS = ("CDDH-03", "CDDH-01", "CDDH-15", "CDDH-05", "LAC-01")


def folder_of(place: Path, ids: tuple[str, ...] = IDS) -> Path:
    """Make a folder of documents that are old enough to be trusted."""
    year = year_folder(place, {f"{id}.bin": made(id) for id in ids})
    time.sleep(2.1)
    return year / DOCUMENT_FOLDER


class Heard:
    """Keeps what is said of progress."""

    def __init__(self) -> None:
        self.said: list[tuple[int, int, str]] = []

    def __call__(self, done: int, all_: int, path: str) -> None:
        self.said.append((done, all_, path))

    @property
    def opened(self) -> set[str]:
        return {path for _, _, path in self.said if path}


def test_only_what_changed_is_opened_again(tmp_path: Path) -> None:
    folder, memory = folder_of(tmp_path / "2026"), tmp_path / "m.json"
    types, first, second, third = the_set().document_types, Heard(), Heard(), Heard()
    one = read_documents(folder, types, cache=memory, progress=first)
    two = read_documents(folder, types, cache=memory, progress=second)
    assert first.opened == {f"{id}.bin" for id in IDS}
    assert [(done, count) for done, count, _ in first.said] == [(n, 5) for n in range(1, 6)]
    assert (second.said, two) == ([(5, 5, "")], one)
    (folder / "CDDH-03.bin").write_bytes(made("CDDH-01"))
    (folder / "LAC-01.bin").rename(folder / "mới.bin")
    three = read_documents(folder, types, cache=memory, progress=third)
    assert third.opened == {"CDDH-03.bin", "mới.bin"}
    assert {d.path: d.code for d in three}["CDDH-03.bin"] == {d.path: d.code for d in one}[
        "CDDH-01.bin"
    ]


def test_what_was_signed_at_the_last_scan_is_read_first(tmp_path: Path) -> None:
    names = [f"{number:02}.pdf" for number in range(6)]
    files = {name: made("CDDH-01") for name in names}
    memory = tmp_path / "m.json"
    types, heard = the_set().document_types, Heard()
    folder = year_folder(tmp_path / "2026", files) / DOCUMENT_FOLDER
    (folder / names[4]).write_bytes(made("CDDH-12"))
    found = read_documents(folder, types, cache=memory)
    assert [document.path for document in found if document.signature] == [names[4]]
    read_documents(folder, types, cache=memory, progress=heard, full=True)
    assert next(path for _, _, path in heard.said if path) == names[4]


def damaged(memory: Path, *shas: str) -> None:
    """Give the entries of some bytes a kind that there is not."""
    data = json.loads(memory.read_text(encoding="utf-8"))
    for sha256 in shas:
        data["files"][sha256]["pages"] = "hai"
    memory.write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize("full", [False, True])
def test_what_is_remembered_wrongly_is_read_again(tmp_path: Path, full: bool) -> None:
    folder, memory = folder_of(tmp_path / "2026"), tmp_path / "m.json"
    types, heard = the_set().document_types, Heard()
    one = read_documents(folder, types, cache=memory)
    damaged(memory, *(document.sha256 for document in one[:3]))
    # One of them lies where it lay, one under another name, one beside its copy.
    (folder / one[1].path).rename(folder / "mới.bin")
    (folder / "sao.bin").write_bytes((folder / one[2].path).read_bytes())
    two = read_documents(folder, types, cache=memory, full=full, progress=heard)
    assert [done for done, _, _ in heard.said] == [*range(1 if full else 4, 7)]
    was = {document.sha256: document for document in one}
    assert len(two) == 6
    for document in two:
        before = was[document.sha256]
        assert replace(document, path=before.path, raw_path=before.raw_path) == before
    assert read_documents(folder, types, cache=memory) == two


def test_what_goes_wrong_while_the_remembered_are_made_is_raised() -> None:
    def fail() -> None:
        raise MemoryError

    done = []
    with pytest.raises(MemoryError), meanwhile(fail):
        done.append("block")
    assert done == ["block"]


def test_a_full_scan_opens_everything_and_comes_to_the_same(tmp_path: Path) -> None:
    folder, memory = folder_of(tmp_path / "2026"), tmp_path / "m.json"
    types, heard = the_set().document_types, Heard()
    one = read_documents(folder, types, cache=memory)
    assert read_documents(folder, types, cache=memory, full=True, progress=heard) == one
    assert heard.opened == {f"{id}.bin" for id in IDS}


def test_a_limit_that_was_broken_is_tried_again_only_when_all_is_read(tmp_path: Path) -> None:
    year = year_folder(tmp_path / "2026", {"bom.pdf": flate_in_flate(64)})
    folder, memory, types = year / DOCUMENT_FOLDER, tmp_path / "m.json", the_set().document_types
    time.sleep(2.1)
    tight = Limits(megabytes=40, work=20, wait=60)
    [first] = read_documents(folder, types, cache=memory, limits=tight)
    [second] = read_documents(folder, types, cache=memory)
    [third] = read_documents(folder, types, cache=memory, full=True)
    assert first.cause in ("memory", "crash")
    assert second == first
    assert (third.trouble, third.cause, third.pages) == (None, "", 1)


def test_an_interrupt_keeps_what_was_read(tmp_path: Path) -> None:
    folder, memory = folder_of(tmp_path / "2026"), tmp_path / "m.json"
    types, heard = the_set().document_types, Heard()

    def interrupted(done: int, all_: int, path: str) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_documents(folder, types, cache=memory, progress=interrupted)
    assert len(json.loads(memory.read_text(encoding="utf-8"))["places"]) == 3
    assert len(read_documents(folder, types, cache=memory, progress=heard)) == 5
    assert len(heard.opened) == 2


SLOW = """
import sys
from datetime import date
from pathlib import Path
from par_rules.runs import steps
from par_rules.runs.year import open_year

def slowly(done, all_, path):
    print("read", done, flush=True)
    import time
    time.sleep(0.5)

run = open_year("dai-son", 2026, out=Path(sys.argv[1]))
steps.take_evidence_step(run, slowly)
"""


def test_ctrl_c_leaves_the_last_good_manifest_and_no_child(tmp_path: Path) -> None:
    year = tmp_path / "dai-son" / "2026"
    year.mkdir(parents=True)
    (year / "manifest.json").write_text("the last good one", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"read")
    children = psutil.Process(process.pid).children()
    assert children
    os.killpg(process.pid, signal.SIGINT)
    _, fault = process.communicate(timeout=30)
    assert b"KeyboardInterrupt" in fault
    assert (year / "manifest.json").read_text(encoding="utf-8") == "the last good one"
    assert not list(tmp_path.rglob(".par-*.tmp"))
    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []


def test_children_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    process.stdout.readline()
    children = psutil.Process(process.pid).children()
    process.kill()
    process.communicate(timeout=30)
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []
