"""The shell that cells run on: ipykernel's own, whose messages are kept instead of sent."""

from __future__ import annotations

import asyncio
import atexit
import builtins
import getpass
import os
import sys
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

import comm
from comm.base_comm import BaseComm, CommManager
from ipykernel import zmqshell
from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.jsonutil import json_clean as _json_clean
from IPython.core.error import StdinNotImplementedError
from IPython.core.profiledir import ProfileDir
from jupyter_client.session import Session
from traitlets.config import Config

from par_rules.runs.engine.figures import show_figures_inline
from par_rules.runs.engine.streams import CELL
from par_rules.runs.engine.world import World

json_clean: Any = _json_clean
_NO_INPUT = "{} was called, but this frontend does not support input requests."


class ZMQInteractiveShell(zmqshell.ZMQInteractiveShell):
    """Of the same name, by which libraries know that they run in a notebook."""

    left = False

    def enable_gui(self, gui: Any = None) -> None:
        """Note what ``%matplotlib`` asks for: there is no loop of a window to start."""
        self.active_eventloop = gui

    def ask_exit(self) -> None:
        """Take ``exit`` in a cell for the end of the notebook."""
        self.left = True


class _Kept(Session):
    """Keeps each message as it would arrive at the other end of the line."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[dict[str, Any]] = []

    def send(
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,
        buffers: Any = None,
        track: bool = False,
        header: Any = None,
        metadata: Any = None,
    ) -> dict[str, Any]:
        """Keep a message; what JSON makes of its content is what arrives."""
        message = msg_or_type
        if not isinstance(message, dict):
            message = self.msg(msg_or_type, content, parent, header, metadata)
        arrives = {**message, "content": self.unpack(self.pack(message["content"]))}
        if buffers:
            arrives["buffers"] = buffers
        self.kept.append(arrives)
        return arrives


class _Kernel:
    """What widgets ask of a kernel: by which request they were made."""

    def __init__(self, shell: Shell, manager: CommManager) -> None:
        self.session = shell.session
        self.iopub_socket = "kept"
        self.comm_manager = manager
        self._shell = shell

    def get_parent(self, channel: str = "shell") -> dict[str, Any]:
        """Give the request that is being carried out."""
        return self._shell.parent


class Shell:
    """A fresh shell, the only one of the process while the block lasts."""

    def __init__(self, world: World) -> None:
        self.session = _Kept()
        self._world = world
        self.parent: dict[str, Any] = {}
        self._orders: dict[str, tuple[dict[str, Any], str, bool]] = {}
        self._before: dict[type, Any] = {}

    def __enter__(self) -> Shell:
        """Make the shell and set it in place of any other."""
        self._home = TemporaryDirectory(prefix="par-", ignore_cleanup_errors=True)
        self._before = {kind: kind._instance for kind in _kinds() if kind._instance is not None}
        for kind in _kinds():
            kind._instance = None
        self._world.outlet.send = self._stream
        self._comms = comm.create_comm, comm.get_comm_manager
        self._manager = CommManager()
        comm.create_comm = self._create_comm
        comm.get_comm_manager = lambda: self._manager
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        self.inner: Any = ZMQInteractiveShell.instance(
            config=Config({"HistoryManager": {"enabled": False}}),
            ipython_dir=self._home.name,
            profile_dir=ProfileDir(location=self._home.name),
            compiler_class=XCachingCompiler,
            kernel=_Kernel(self, self._manager),
        )
        hook: Any = self.inner.displayhook
        publisher: Any = self.inner.display_pub
        hook.session = publisher.session = self.session
        hook.pub_socket = publisher.pub_socket = "kept"
        hook.topic = b"execute_result"
        builtins.input = _refuse("raw_input")
        getpass.getpass = _refuse("getpass")
        show_figures_inline()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """End the shell; what was there before is there again."""
        try:
            for one in self._manager.comms.values():
                one._closed = True  # nobody is left to be told
            widgets: Any = sys.modules.get("ipywidgets")
            if widgets:
                widgets.Widget.close_all()
            self.inner.events.callbacks.clear()
            self.inner.atexit_operations()
            atexit.unregister(self.inner.atexit_operations)
            self.inner.restore_sys_module_state()
        finally:
            for one in _kinds():
                one._instance = self._before.get(one)
            comm.create_comm, comm.get_comm_manager = self._comms
            self._home.cleanup()

    @property
    def left(self) -> bool:
        """Say whether a cell has asked for the end of the notebook."""
        return bool(self.inner.left)

    def language_info(self) -> dict[str, Any]:
        """Give what a Python kernel says of its language."""
        return dict(IPythonKernel.language_info)

    def order(self, code: str, *, store_history: bool) -> str:
        """Note a cell that is to be run; give the name of the request."""
        request = self.session.msg("execute_request", {"code": code})
        request["parent_header"] = {}
        name = str(request["header"]["msg_id"])
        self._orders[name] = request, code, store_history
        self._world.outlet.cell = name  # before anything of the cells before it can wake up
        return name

    async def run(self, name: str) -> dict[str, Any]:
        """Run a cell that was ordered; give the reply."""
        request, code, store_history = self._orders.pop(name)
        self.inner.set_parent(request)
        self.parent = request
        CELL.set(name)
        self._publish("status", {"execution_state": "busy"})
        count = self.inner.execution_count
        self._publish("execute_input", {"code": code, "execution_count": count})
        try:
            content = await self._execute(code, store_history)
        finally:
            self._world.flush()
            self._publish("status", {"execution_state": "idle"})
        return self.session.msg("execute_reply", json_clean(content), request)

    async def _execute(self, code: str, store_history: bool) -> dict[str, Any]:
        """Do what ``IPythonKernel.do_execute`` does."""
        shell = self.inner
        failed: Any = None
        try:
            transformed = shell.transform_cell(code)
        except Exception:
            transformed, failed = code, sys.exc_info()
        prepared = {"transformed_cell": transformed, "preprocessing_exc_tuple": failed}
        if shell.should_run_async(code, **prepared):
            result: Any = None
            running = shell.run_cell_async(code, store_history=store_history, **prepared)
            try:
                result = await asyncio.ensure_future(running)
            finally:
                shell.events.trigger("post_execute")
                shell.events.trigger("post_run_cell", result)
        else:
            result = shell.run_cell(code, store_history=store_history)
        shell.payload_manager.clear_payload()
        error = result.error_before_exec or result.error_in_exec
        if result.success and not shell._last_traceback_during_displayhook:
            return {"status": "ok", "execution_count": shell.execution_count - 1}
        return {
            "status": "error",
            "ename": type(error).__name__,
            "evalue": str(error),
            "traceback": shell._last_traceback or [],
            "execution_count": shell.execution_count - 1,
        }

    def messages(self) -> Iterator[dict[str, Any]]:
        """Give what the cell has said, and forget it; what earlier ones say late reaches nobody."""
        cell = self.parent["header"]["msg_id"]
        while self.session.kept:
            message = self.session.kept.pop(0)
            if message["parent_header"].get("msg_id") == cell:
                yield message

    def take_back(self, message: dict[str, Any]) -> None:
        """Hand a message of the other end to its comm."""
        found = self._manager.get_comm(message["content"]["comm_id"])
        if found is not None:
            content = self.session.unpack(self.session.pack(message["content"]))
            found.handle_msg({**message, "content": content, "buffers": []})

    def _publish(self, kind: str, content: dict[str, Any]) -> None:
        self.session.send("kept", kind, content, parent=self.parent)

    def _stream(self, name: str, text: str) -> None:
        self._publish("stream", {"name": name, "text": text})

    def _create_comm(self, *args: Any, **more: Any) -> BaseComm:
        shell = self

        class Comm(BaseComm):
            def publish_msg(
                self,
                msg_type: str,
                data: Any = None,
                metadata: Any = None,
                buffers: Any = None,
                **keys: Any,
            ) -> None:
                content = json_clean({"data": data or {}, "comm_id": self.comm_id, **keys})
                shell.session.send(
                    "kept",
                    msg_type,
                    content,
                    shell.parent,
                    buffers=buffers,
                    metadata=json_clean(metadata or {}),
                )

        return Comm(*args, **more)


def _kinds() -> list[Any]:
    return list(ZMQInteractiveShell._walk_mro())


def _refuse(name: str) -> Any:
    def refuse(*args: Any, **more: Any) -> None:
        raise StdinNotImplementedError(_NO_INPUT.format(name))

    return refuse
