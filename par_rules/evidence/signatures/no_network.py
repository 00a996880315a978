"""Keeps what would reach for the network out of the process that reads strangers' documents.

pyHanko loads an HTTP client for time stamps and for certificates it may fetch, whether they are
asked for or not. Here they never are, and loading it takes as long as all else of pyHanko. What
stands in its place refuses.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import NoReturn

# The modules that load the client, and the one name that others take from each.
_CLIENTS = {
    "pyhanko.sign.timestamps.aiohttp_client": "HTTPTimeStamper",
    "pyhanko_certvalidator.fetchers.aiohttp_fetchers": "AIOHttpFetcherBackend",
}


def _refuse(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("nothing is fetched where documents are read")


def leave_out() -> None:
    """Put stand-ins where pyHanko looks for its clients; to be called before it is loaded."""
    for module, name in _CLIENTS.items():
        if module not in sys.modules:
            stand_in = ModuleType(module, __doc__)
            setattr(stand_in, name, type(name, (), {"__init__": _refuse}))
            sys.modules[module] = stand_in


leave_out()
