"""The page's server: this machine only, a free port, ended when nobody has looked for long."""

import asyncio
import contextlib
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from secrets import token_urlsafe

import uvicorn

from optimizer.web.app import application
from optimizer.web.loading import load
from optimizer.web.windows import Windows, sweep

HOST = "127.0.0.1"
TEND = 5.0
"""Seconds between two looks at who is still there."""


def serve(port: int = 0, *, browser: bool = True, told: Callable[[str], None] = print) -> None:
    """Serve the page until it is quit; `told` gets its address, and a browser is opened at it.

    Port 0 is any free one. Raises OSError where the port is taken.
    """
    key = token_urlsafe(24)
    windows = Windows()
    _end_in_order()
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind((HOST, port))
        address = f"http://{HOST}:{listening.getsockname()[1]}/?key={key}"
        app = application(windows, key)
        config = uvicorn.Config(
            app,
            log_level="critical",
            access_log=False,
            timeout_graceful_shutdown=2,
            server_header=False,
        )
        server = uvicorn.Server(config)
        app.state.leave = lambda: setattr(server, "should_exit", True)

        async def run() -> None:
            async def tend() -> None:
                while True:
                    await asyncio.sleep(TEND)
                    if not windows.tend():
                        server.should_exit = True

            async def announce() -> None:
                while not server.started:  # noqa: ASYNC110 - another library's flag
                    await asyncio.sleep(0.02)
                told(address)
                if browser:
                    await asyncio.to_thread(webbrowser.open, address)
                await asyncio.to_thread(windows.workers.prepare)
                await asyncio.to_thread(load)
                await asyncio.to_thread(sweep)

            beside = [asyncio.create_task(tend()), asyncio.create_task(announce())]
            try:
                await server.serve(sockets=[listening])
            finally:
                for task in beside:
                    task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.gather(*beside)

        asyncio.run(run())
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
        windows.close()


def _end_in_order() -> None:
    """Whoever ends the program from outside, or closes its terminal, ends it as Ctrl-C does: what
    was dropped is deleted."""
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.default_int_handler)
