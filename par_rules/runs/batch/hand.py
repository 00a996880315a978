"""A helper of a batch: carries out the orders it reads, one line of JSON each, and answers so.

Started by ``crew.py``, by nothing else. It ends at once when whoever started it is gone.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading

ENDED = 0


def main() -> None:
    """Answer on what was the standard output; what libraries print goes to the error stream."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    orders: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    from par_rules.runs.batch.work import carry_out

    while True:
        answer = carry_out(json.loads(orders.get()))
        answers.write(json.dumps(answer).encode() + b"\n")


def _listen(orders: queue.SimpleQueue[bytes]) -> None:
    """Pass orders on; the end of the line is the end of the helper, whatever it is doing."""
    for line in sys.stdin.buffer:
        orders.put(line)
    os._exit(ENDED)


if __name__ == "__main__":
    main()
