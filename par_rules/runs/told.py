"""Lines about inputs, and the sentence that closes them: what was left out, and what was not.

A line carries its own mark, so that it can be counted wherever it was printed.
"""

from __future__ import annotations

from collections.abc import Sequence

# Something beside a figure is wrong; the figure counts.
KEPT = " (phần còn lại vẫn được tính)"
# Nothing is wrong with what was read; somebody should look at it.
CAUTION = "Lưu ý: "


def kept(line: object) -> str:
    """Mark a fault that leaves nothing out but itself."""
    return f"{line}{KEPT}"


def caution(line: object) -> str:
    """Mark a line that is no fault."""
    return f"{CAUTION}{line}"


def faults(lines: Sequence[str]) -> list[str]:
    """Give the lines that are more than cautions: there is something to mend."""
    return [line for line in lines if not line.startswith(CAUTION)]


def closing(lines: Sequence[str]) -> str:
    """Count what was left out, what is wrong and counts all the same, and the cautions."""
    mend = faults(lines)
    beside = sum(line.endswith(KEPT) for line in mend)
    parts = [
        (len(mend) - beside, "chỗ chưa dùng được, tạm coi là chưa có"),
        (beside, "chỗ ghi sai nhưng phần còn lại vẫn được tính"),
        (len(lines) - len(mend), "lưu ý"),
    ]
    return "Có " + "; ".join(f"{many} {what}" for many, what in parts if many) + "."
