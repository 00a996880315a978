"""The same runs through a Dask scheduler: more machines, one shared folder.

``distributed`` is an extra (``cluster``) and imported only here. Each Dask worker keeps helpers as
a single machine does, so that the time limit and a crash mean the same there. The journal is
written by the batch alone, once a run, however often the scheduler had to begin it again.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Generator, Mapping, Sequence
from typing import Any

from par_rules.runs.batch.crew import Hand, apart_of
from par_rules.runs.batch.work import Answer, failed
from par_rules.runs.year import InputError

CONNECT_SECONDS = 10
# How many workers may be lost under a run before the run is thought to be what kills them.
MOST_LOST = 3
INSTALL = "cài thêm phần cluster: pip install 'par-rules[cluster]'"

_guard = threading.Lock()
_resting: list[Hand] = []


class on_cluster:
    """Sends orders to the scheduler at ``address``."""

    def __init__(self, address: str, limit: float | None) -> None:
        try:
            import distributed  # noqa: F401
        except ImportError:
            raise InputError([f"--scheduler: chưa có thư viện distributed: {INSTALL}"]) from None
        self.address = address
        self.limit = limit

    def __call__(
        self, orders: Sequence[Mapping[str, Any]], handle: int
    ) -> Generator[tuple[int, Answer], None, None]:
        """Give each answer as it comes; what is not needed any more is taken back."""
        from distributed import as_completed

        client = self._client()
        try:
            futures = {
                client.submit(serve, dict(order), self.limit, pure=False, retries=0): place
                for place, order in enumerate(orders)
            }
            for future in as_completed(list(futures), loop=client.loop):
                place = futures[future]
                yield place, _answer(future)
                future.release()
        finally:
            client.close(timeout=CONNECT_SECONDS)

    def _client(self) -> Any:
        from distributed import Client

        try:
            return Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise InputError(
                [
                    f"--scheduler {self.address}: không kết nối được ({error}): "
                    "xem lại địa chỉ, máy điều phối đã chạy chưa"
                ]
            ) from None


def _answer(future: Any) -> Answer:
    if future.status == "finished":
        answer: Answer = future.result()
        return answer
    error = future.exception()
    return failed([f"cụm máy không chạy được xã này: {type(error).__name__}: {error}"])


def serve(order: Mapping[str, Any], limit: float | None) -> Answer:
    """Carry out an order on a helper of this worker; runs there, not here."""
    apart = apart_of([order])
    with _guard:
        fitting = [hand for hand in _resting if hand.apart == apart]
        hand = fitting[0] if fitting else None
        if hand is not None:
            _resting.remove(hand)
    if hand is not None and not hand.is_usable:
        hand.close()
        hand = None
    hand = hand or Hand(apart=apart)
    answer = hand.do(order, limit)
    if hand.is_usable:
        with _guard:
            _resting.append(hand)
    else:
        hand.close()
    return answer


@atexit.register
def _rest() -> None:
    with _guard:
        while _resting:
            _resting.pop().close()
