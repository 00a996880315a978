"""A papermill engine that runs cells in this process: no kernel to start for each notebook.

``papermill --engine par IN OUT`` finds it by its entry point. What nbclient does with a kernel's
messages it does here with the same messages, so that the executed notebooks are the same; see
``client.py``. Where the two engines still differ:

* a library that was imported before the notebook began does not warn of its import again;
* no time limit for a single cell: who needs one lets a process run the notebook and ends it;
* modules are looked for where this process looks for them, not only where a kernel would;
* files of the user's own IPython profile (startup files, history) are neither read nor written.

What a notebook changes in the process is put back afterwards as far as that can be (``world.py``).
A patched module stays patched and a crash ends the process: who runs notebooks that must not
disturb each other gives each a process, as ``par_rules.runs.batch`` does.
"""

from __future__ import annotations

from typing import Any

NAME = "par"


class InlineEngine:
    """What papermill asks of an engine, each loaded when it is asked.

    Papermill loads every registered engine with its own import, of which this may be a part.
    """

    @staticmethod
    def execute_notebook(nb: Any, kernel_name: str, **options: Any) -> Any:
        """Run a notebook; raises ``ValueError`` for what this engine cannot do."""
        from par_rules.runs.engine.managed import ManagedEngine

        return ManagedEngine.execute_notebook(nb, kernel_name, **options)

    @staticmethod
    def nb_kernel_name(nb: Any, name: str | None = None) -> str:
        """Give the kernel that the notebook names."""
        from papermill.utils import nb_kernel_name

        return str(nb_kernel_name(nb, name))

    @staticmethod
    def nb_language(nb: Any, language: str | None = None) -> str:
        """Give the language that the notebook names."""
        from papermill.utils import nb_language

        return str(nb_language(nb, language))
