"""When a process looks for what nobody refers to any more."""

from __future__ import annotations

import gc


def look_seldom() -> None:
    """Look once where Python looks seventy times: loading libraries leaves nothing to find, and a
    process that ends with its run gives all back anyway."""
    gc.set_threshold(50_000, 20, 50)
