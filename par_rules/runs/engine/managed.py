"""The engine as a class of papermill's; apart, so that the entry point alone imports nothing."""

from __future__ import annotations

from typing import Any

from papermill.engines import NBClientEngine
from papermill.log import logger
from papermill.utils import merge_kwargs, remove_args

from par_rules.runs.engine.client import InlineClient

NO_TIME_LIMIT = "động cơ par không giới hạn được thời gian của từng ô: bỏ --execution-timeout"
NOT_PYTHON = "động cơ par chỉ chạy sổ tay viết bằng Python, không chạy được: {}"


class ManagedEngine(NBClientEngine):  # type: ignore[misc]
    """Takes the options of papermill's own engine; those of kernels change nothing."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Run the notebook; raises ``ValueError`` for what this engine cannot do."""
        if execution_timeout or kwargs.get("timeout"):
            raise ValueError(NO_TIME_LIMIT)
        language = nb_man.nb.metadata.get("kernelspec", {}).get("language", "python")
        if language != "python":
            raise ValueError(NOT_PYTHON.format(language))
        options = merge_kwargs(
            remove_args(["input_path", "timeout", "startup_timeout"], **kwargs),
            startup_timeout=start_timeout,
            kernel_name=kernel_name,
            log=logger,
            log_output=log_output,
            stdout_file=stdout_file,
            stderr_file=stderr_file,
        )
        return InlineClient(nb_man, **options).execute()
