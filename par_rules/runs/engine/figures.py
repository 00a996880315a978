"""Figures of pyplot shown below the cell that drew them, as a kernel shows them."""

from __future__ import annotations

import os
import sys
from typing import Any

INLINE = "module://matplotlib_inline.backend_inline"


def show_figures_inline() -> None:
    """Do for a library that is loaded already what the first import of it does in a kernel."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if "matplotlib" not in sys.modules or os.environ.get("MPLBACKEND") != INLINE:
        return
    import matplotlib

    matplotlib.rcParams["backend"] = INLINE
    if pyplot is not None:
        pyplot.switch_backend(INLINE)
        from matplotlib_inline import backend_inline

        backend_inline._enable_matplotlib_integration()  # type: ignore[no-untyped-call]
