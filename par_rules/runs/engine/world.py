"""What a notebook may change in its process: set aside before, put back afterwards.

The notebook's own streams and log handlers hold only while a cell runs: between cells papermill
writes and logs as ever.
"""

from __future__ import annotations

import builtins
import getpass
import locale
import logging
import os
import random
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any

from par_rules.runs.engine.streams import NAMES, Descriptors, Outlet, Stream

_LOGGING = ("handlers", "filters", "level", "propagate", "disabled")
_SYS = ("displayhook", "excepthook", "unraisablehook", "ps1", "ps2", "ps3")


class World:
    """The process as a notebook sees it, while the block lasts."""

    def __enter__(self) -> World:
        """Set aside what is there."""
        self.outlet = Outlet()
        self._back = [save() for save in _SAVES]
        self._descriptors = Descriptors(self.outlet)
        originals = self._descriptors.originals
        self._streams = {name: Stream(self.outlet, name, originals[name]) for name in NAMES}
        self._inner = _bare_logging()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Put everything back, also where something cannot be."""
        for back in (self._descriptors.close, *reversed(self._back)):
            with suppress(Exception):
                back()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Let the process's streams and log handlers be the notebook's."""
        outer = sys.stdout, sys.stderr, sys.stdin
        logs = _logging()
        self._descriptors.enter()
        sys.stdout, sys.stderr = self._streams["stdout"], self._streams["stderr"]
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - no disk file
        _set_logging(self._inner)
        try:
            yield
        finally:
            sys.stdin.close()
            self._descriptors.leave()
            self.flush()
            sys.stdout, sys.stderr, sys.stdin = outer
            self._inner = _logging()
            _set_logging(logs)

    def flush(self) -> None:
        """Send what cells and their children have written."""
        for name in NAMES:
            self.outlet.flush(name)


def _loggers() -> dict[str, logging.Logger]:
    found = {"": logging.getLogger()}
    known = list(logging.Logger.manager.loggerDict.items())
    return found | {name: one for name, one in known if isinstance(one, logging.Logger)}


def _logging() -> dict[str, dict[str, Any]]:
    return {
        name: {part: _copy(getattr(logger, part)) for part in _LOGGING}
        for name, logger in _loggers().items()
    }


def _bare_logging() -> dict[str, dict[str, Any]]:
    """Give what a fresh process has: nothing set up by whoever runs the notebook."""
    root = {**_logging()[""], "handlers": [], "filters": [], "level": logging.WARNING}
    return {**_logging(), "": root}


def _set_logging(state: dict[str, dict[str, Any]]) -> None:
    """Set all loggers; one that is not in ``state`` was made since and is left alone."""
    for name, logger in _loggers().items():
        for part, value in state.get(name, {}).items():
            setattr(logger, part, _copy(value))
    logging.Logger.manager._clear_cache()  # type: ignore[attr-defined]


def _copy(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value


def _environment() -> Callable[[], None]:
    kept = dict(os.environ)

    def back() -> None:
        for name in set(os.environ) - set(kept):
            del os.environ[name]
        for name, value in kept.items():
            if os.environ.get(name) != value:
                os.environ[name] = value

    return back


def _folder() -> Callable[[], None]:
    kept = os.getcwd()  # noqa: PTH109
    return lambda: os.chdir(kept)


def _warnings() -> Callable[[], None]:
    filters, show = list(warnings.filters), warnings.showwarning

    def back() -> None:
        warnings.filters[:] = filters  # type: ignore[index]
        warnings._filters_mutated()  # type: ignore[attr-defined]
        warnings.showwarning = show

    # What was said once already in this process is said again.
    warnings._filters_mutated()  # type: ignore[attr-defined]
    return back


def _names() -> Callable[[], None]:
    kept, password = dict(vars(builtins)), getpass.getpass

    def back() -> None:
        for name in set(vars(builtins)) - set(kept):
            delattr(builtins, name)
        vars(builtins).update(kept)
        getpass.getpass = password

    return back


def _modules() -> Callable[[], None]:
    """Put back modules that were exchanged or taken away; what is new stays loaded."""
    kept = dict(sys.modules)
    return lambda: sys.modules.update(kept)


def _system() -> Callable[[], None]:
    kept = {name: getattr(sys, name) for name in _SYS if hasattr(sys, name)}
    lists = {
        name: (getattr(sys, name), list(getattr(sys, name)))
        for name in ("path", "meta_path", "argv")
    }
    depth, hook = sys.getrecursionlimit(), threading.excepthook

    def back() -> None:
        for name in _SYS:
            if name in kept:
                setattr(sys, name, kept[name])
            elif hasattr(sys, name):
                delattr(sys, name)
        for name, (owner, content) in lists.items():
            owner[:] = content
            setattr(sys, name, owner)
        sys.setrecursionlimit(depth)
        threading.excepthook = hook

    return back


def _chance() -> Callable[[], None]:
    """Let every notebook draw numbers of its own, as a fresh process does."""
    kept = random.getstate()
    numpy: Any = sys.modules.get("numpy.random")
    numbers = numpy.get_state() if numpy else None
    random.seed()
    if numpy:
        numpy.seed()

    def back() -> None:
        random.setstate(kept)
        if numpy:
            numpy.set_state(numbers)

    return back


def _signals() -> Callable[[], None]:
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    kept = {one: signal.getsignal(one) for one in signal.valid_signals()}

    def back() -> None:
        for one, handler in kept.items():
            if handler is not None and signal.getsignal(one) is not handler:
                signal.signal(one, handler)

    return back


def _words() -> Callable[[], None]:
    kept = locale.setlocale(locale.LC_ALL)

    def back() -> None:
        locale.setlocale(locale.LC_ALL, kept)

    return back


def _figures() -> Callable[[], None]:
    """Keep pyplot's settings; figures that a notebook left open are closed."""
    library: Any = sys.modules.get("matplotlib")
    kept = dict(library.rcParams) if library else None

    def back() -> None:
        pyplot: Any = sys.modules.get("matplotlib.pyplot")
        if pyplot:
            pyplot.close("all")
        now: Any = sys.modules.get("matplotlib")
        if now and kept is not None:
            dict.update(now.rcParams, kept)
        elif now:
            now.rcdefaults()

    return back


_SAVES = (
    _environment,
    _folder,
    _warnings,
    _names,
    _modules,
    _system,
    _chance,
    _signals,
    _words,
    _figures,
)
