"""A helper that hangs, crashes or answers, as the unit's key says; for the tests of the crew."""

from __future__ import annotations

import json
import os
import sys
import time


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        if order["unit"] == "treo":
            time.sleep(3600)
        if order["unit"] == "sap":
            print("chi tiết cho người phụ trách", file=sys.stderr, flush=True)
            os._exit(7)
        answer = {"state": "done", "pid": os.getpid(), "unit": order["unit"]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
