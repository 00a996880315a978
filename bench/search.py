"""Measures the search: 5,000 texts of about 4 KB put into the index, and questions asked of it."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from par_rules.evidence.search.index import Index, opened
from par_rules.evidence.search.query import read_query
from sample.catalogue import CATALOGUE

DOCUMENTS = 5_000
CHARACTERS = 4_000
QUESTIONS = (
    "ky nang so cong dong",
    "kỹ năng số",
    "dong anh",
    "156/KH-UBND",
    '"giải quyết thủ tục hành chính"',
    "khong co tu nay o dau ca",
)


def main() -> None:
    """Print how long filling takes, how large the index is, and the time of each question."""
    words = [word for spec in CATALOGUE for word in spec.title.split()]
    chance = random.Random(2026)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tim-kiem.sqlite"
        with opened(path) as index:
            filled, _ = _timed(lambda: _fill(index, words, chance))
            print(f"fill {DOCUMENTS} texts: {filled:.2f} s, {path.stat().st_size / 1e6:.0f} MB")
            again, _ = _timed(lambda: index.keep(2026, index.known()))
            print(f"keep unchanged: {again * 1000:.0f} ms")
            for typed in QUESTIONS:
                query = read_query(typed)
                taken, found = _timed(lambda query=query: list(index.search(query)))  # type: ignore[misc]
                print(f"{typed}: {taken * 1000:.1f} ms, {len(found)} pages")


def _fill(index: Index, words: Sequence[str], chance: random.Random) -> None:
    for number in range(DOCUMENTS):
        text = " ".join(chance.choices(words, k=CHARACTERS // 6))
        if number % 500 == 0:
            text += " Tổ công nghệ số cộng đồng huyện Đông Anh, kỹ năng số, Kế hoạch 156/KH-UBND"
        index.add(f"{number:064x}", [("trang 1", text)], None)
    index.commit()


def _timed(work: Callable[[], object]) -> tuple[float, list[object]]:
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found if isinstance(found, list) else []


if __name__ == "__main__":
    main()
