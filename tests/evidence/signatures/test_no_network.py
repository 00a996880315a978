"""What would reach for the network is not even loaded where documents are read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ASK = """
import sys
from par_rules.evidence.signatures.inspect import inspect_signatures
from pyhanko.sign.timestamps import HTTPTimeStamper
try:
    HTTPTimeStamper("http://127.0.0.1")
except RuntimeError as refused:
    print(refused)
print([name for name in ("aiohttp", "requests", "urllib3", "http.client") if name in sys.modules])
"""


def test_no_client_is_loaded_and_none_can_be_made() -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines() == ["nothing is fetched where documents are read", "[]"]
