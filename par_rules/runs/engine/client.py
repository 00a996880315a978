"""nbclient's client, with a shell of this process where a kernel would be.

All that nbclient does before and after a cell is left as it is. Only the four places that talk to a
kernel are replaced: what a cell says is kept as the messages a kernel would send, and handed to
nbclient's own ``process_message`` once the cell has ended.
"""

from __future__ import annotations

import asyncio
import contextvars
from typing import Any

from nbclient.exceptions import CellExecutionComplete, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient

from par_rules.runs.engine.shell import Shell
from par_rules.runs.engine.world import World


class InlineClient(PapermillNotebookClient):  # type: ignore[misc]
    """Executes one notebook, once."""

    def execute(self, **kwargs: Any) -> Any:
        """Run all cells up to the first that fails; give the notebook."""
        self.reset_execution_trackers()
        loop = asyncio.new_event_loop()
        before = _current_loop()
        asyncio.set_event_loop(loop)
        try:
            with World() as world, Shell(world) as shell:
                self.kc: Any = _Line(shell)
                self._shell, self._world = shell, world
                # Variables of the context that a cell sets are there in the next one.
                self._context = contextvars.Context()
                self._order: tuple[str, bool] = ("", True)
                self.papermill_execute_cells()
                self.nb.metadata["language_info"] = shell.language_info()
                self.set_widgets_metadata()
        finally:
            self.kc = None
            _end(loop)
            asyncio.set_event_loop(before)
        return self.nb

    async def _async_poll_kernel_alive(self) -> None:
        """There is no kernel to watch."""

    async def _async_poll_output_msg(self, parent_msg_id: str, cell: Any, cell_index: int) -> None:
        """Leave the messages to the end of the cell."""

    async def _async_poll_for_reply(
        self, msg_id: str, cell: Any, timeout: Any, output: Any, alive: Any
    ) -> dict[str, Any]:
        """Run the cell that was ordered last."""
        if self._shell.left:
            raise DeadKernelError("Kernel died")
        place = self.nb.cells.index(cell)
        loop = asyncio.get_running_loop()
        try:
            with self._world.inside():
                running = loop.create_task(self._shell.run(msg_id), context=self._context)
                reply = await running
        finally:
            self._take(cell, place)
        if self.record_timing:
            cell["metadata"]["execution"]["shell.execute_reply"] = _time(reply)
        if reply["content"].get("ename") == "KeyboardInterrupt":
            raise KeyboardInterrupt
        return reply

    def _take(self, cell: Any, place: int) -> None:
        """Let nbclient turn the messages into outputs."""
        for message in self._shell.messages():
            try:
                self.process_message(message, cell, place)
            except CellExecutionComplete:
                break


class _Line:
    """What nbclient asks of a client of a kernel."""

    def __init__(self, shell: Shell) -> None:
        self.session = shell.session
        self.shell_channel = self
        self._shell = shell

    def execute(self, code: str, store_history: bool, stop_on_error: bool) -> str:
        """Note a cell that is to be run; give the request's name."""
        return self._shell.order(code, store_history=store_history)

    def send(self, message: dict[str, Any]) -> None:
        """Take a widget's state back."""
        self._shell.take_back(message)


def _time(message: dict[str, Any]) -> str:
    return f"{message['header']['date'].isoformat()}"


def _current_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_event_loop_policy()._local._loop  # type: ignore[attr-defined,no-any-return]
    except AttributeError:
        return None


def _end(loop: asyncio.AbstractEventLoop) -> None:
    """Cancel what cells have left running, as the end of a kernel does."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left and not loop.is_closed():
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.close()
