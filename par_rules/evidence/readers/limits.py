"""How much memory and time one document may take."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """``megabytes`` beyond what a child needs to start; ``work`` and ``wait`` in seconds.

    ``work`` is time of the processor, so that a slow or busy machine breaks no document;
    ``wait`` is time of the clock, for a network drive that does not answer. A report of 400 pages,
    the most that is looked through, takes about 10 s of a slow processor and 200 MB.
    """

    megabytes: int = 768
    work: float = 45.0
    wait: float = 300.0


def bound_memory(megabytes: int) -> None:
    """Bound this process's memory and let it write no file; Windows has neither (the parent
    watches)."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _address_space() + megabytes * MEGABYTE
    if most == resource.RLIM_INFINITY or wanted < most:
        with suppress(OSError, ValueError):  # macOS knows no such bound: the parent watches
            resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(kind, (0, 0))


def bound_work(seconds: float) -> None:
    """End this process when it works for ``seconds`` more; a parent that died cannot do it."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(used.ru_utime + used.ru_stime + seconds) + 1
    if most == resource.RLIM_INFINITY or wanted < most:
        resource.setrlimit(resource.RLIMIT_CPU, (wanted, most))


def _address_space() -> int:
    """Give the bytes of address space in use; where the system does not tell, a usual number."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no disk file
            return int(file.read().split()[0]) * 4096
    except OSError:
        return 512 * MEGABYTE
