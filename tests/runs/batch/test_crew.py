"""Helpers are apart: one that hangs or crashes takes no other run along."""

import time
from pathlib import Path
from typing import Any

from par_rules.runs.batch.crew import Hand, at_work

ODD = "tests.runs.batch.odd_hand"


def orders(out: Path, *units: str) -> list[dict[str, Any]]:
    return [{"unit": unit, "year": 2026, "out": str(out)} for unit in units]


def is_running(pid: int) -> bool:
    """A process that has ended and waits to be asked for does not run."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return text.rpartition(")")[2].split()[0] != "Z"


def test_every_order_is_answered_once(tmp_path: Path) -> None:
    asked = orders(tmp_path, *(f"xa-{n}" for n in range(20)))
    found = dict(at_work(asked, 3, 60, module=ODD))
    assert {place: answer["unit"] for place, answer in found.items()} == {
        place: order["unit"] for place, order in enumerate(asked)
    }


def test_a_run_that_never_ends_is_ended_and_the_others_go_on(tmp_path: Path) -> None:
    started = time.monotonic()
    found = dict(at_work(orders(tmp_path, "treo", "a", "b", "c"), 1, 3, module=ODD))
    assert time.monotonic() - started < 60
    assert found[0]["state"] == "failed"
    assert found[0]["lines"][0].startswith("quá 3 giây mà chưa xong nên đã dừng")
    assert [found[place]["state"] for place in (1, 2, 3)] == ["done"] * 3


def test_a_crash_is_told_and_what_it_said_is_kept_for_the_maintainer(tmp_path: Path) -> None:
    found = dict(at_work(orders(tmp_path, "a", "sap", "b"), 1, 60, module=ODD))
    assert [found[place]["state"] for place in range(3)] == ["done", "failed", "done"]
    kept = tmp_path / "sap" / "2026" / "loi-chay-loat.txt"
    assert found[1]["lines"] == [
        "tiến trình chấm bị ngắt (mã 7), có thể do hết bộ nhớ: chạy lại; vẫn ngắt thì giảm "
        "--workers",
        f"lỗi của chương trình: gửi tệp {kept} cho người phụ trách bộ công cụ",
    ]
    assert "chi tiết cho người phụ trách" in kept.read_text(encoding="utf-8")
    assert found[0]["pid"] != found[2]["pid"]


def test_who_stops_listening_ends_the_helpers(tmp_path: Path) -> None:
    answers = at_work(orders(tmp_path, "a", "treo"), 2, 3600, module=ODD)
    _, first = next(answers)
    started = time.monotonic()
    answers.close()
    assert time.monotonic() - started < 30
    assert not is_running(first["pid"])


def test_a_helper_ends_once_its_starter_is_gone() -> None:
    hand = Hand()
    try:
        assert hand.popen.stdin is not None
        hand.popen.stdin.close()
        assert hand.popen.wait(60) == 0
    finally:
        hand.close()


def test_a_helper_that_has_ended_answers_that_it_has(tmp_path: Path) -> None:
    hand = Hand(module=ODD)
    try:
        hand.end()
        hand.end()
        assert not hand.is_usable
        assert hand.do(orders(tmp_path, "a")[0], 5)["state"] == "failed"
    finally:
        hand.close()
