"""A helper of a batch: carries out the orders it reads, one line of JSON each, and answers so.

Started by ``crew.py``, by nothing else. It ends at once when whoever started it is gone, and ends
what it has started. Its second argument says how many processors there are for it, its first how
runs are kept apart:

``together``  one after the other in this process: scoring alone, which changes nothing in it;
``fork``      each in a child that is forked from here, where all is loaded already;
``spawn``     each in a helper of its own, which has loaded all before its order comes.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading

from par_rules.runs.batch.session import end_session, ended_after

ENDED = 0


def main(apart: str, processors: int) -> None:
    """Answer on what was the standard output; what libraries print goes to the error stream."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    orders: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    from par_rules.evidence.readers.pool import at_most
    from par_rules.runs.batch.work import carry_out, carry_out_apart

    at_most(processors)
    if apart != "together":
        from par_rules.runs.batch.warm import warm

        warm(forks=apart == "fork")
        answers.write(b"\n")
    while True:
        asked = json.loads(orders.get())
        if apart == "fork":
            answer = carry_out_apart(asked)
        else:
            with ended_after(asked.get("limit")):
                answer = carry_out(asked)
        answers.write(json.dumps(answer).encode() + b"\n")


def _listen(orders: queue.SimpleQueue[bytes]) -> None:
    """Pass orders on; the end of the line is the end of the helper, whatever it is doing."""
    for line in sys.stdin.buffer:
        orders.put(line)
    if sys.platform == "win32" or os.getsid(0) == os.getpid():
        end_session(os.getpid())
    os._exit(ENDED)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
