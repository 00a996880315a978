"""A helper that runs the cells of an order in place of a year's notebooks; else the real one."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from par_rules.runs.batch import hand, work
from tests.runs.engine.odd_cells import write_notebook


def run_cells(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Run the cells; answer with what they printed."""
    import papermill
    from papermill.engines import papermill_engines

    from par_rules.runs.engine.managed import ManagedEngine

    papermill_engines.register("cells", ManagedEngine)
    source = write_notebook(Path(asked["out"]) / f"{asked['unit']}.ipynb", asked["cells"])
    notebook = papermill.execute_notebook(
        source, None, engine_name="cells", progress_bar=False, cwd=asked["out"]
    )
    said = "".join(o.text for c in notebook.cells for o in c.outputs if o.output_type == "stream")
    return {"state": "done", "said": said}


if __name__ == "__main__":
    work.carry_out = run_cells
    hand.main(sys.argv[1], int(sys.argv[2]))
