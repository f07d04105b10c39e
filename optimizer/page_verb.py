"""The verb `page` of the command line."""

import sys
from importlib.util import find_spec
from typing import Annotated, Protocol

import typer

from optimizer.failures import Exit


class Sayer(Protocol):
    """Prints lines of text with nothing in them that is a command to a terminal."""

    def __call__(self, text: str, *, err: bool = False) -> None:
        """Print them, on standard error with `err`."""


def add_page(app: typer.Typer, say: Sayer) -> None:
    """Give the command line its verb `page`."""

    @app.command()
    def page(
        port: Annotated[
            int, typer.Option("--port", min=0, max=65_535, help="The port; 0 is any free one.")
        ] = 0,
        *,
        browser: Annotated[
            bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
        ] = True,
        desktop: Annotated[
            bool, typer.Option("--desktop", help="Write a menu entry for a Linux desktop and end.")
        ] = False,
    ) -> None:
        """Open the page: drop a workbook, see the answer, move a price, download the plan; on this
        machine only, until it is quit."""
        if any(find_spec(name) is None for name in ("starlette", "uvicorn", "jinja2")):
            say('The page needs an extra: pip install "cal-optimizer[page]".', err=True)
            raise typer.Exit(Exit.USAGE)
        if desktop:
            from optimizer.web.desktop import write_entry

            say(f"Written to {write_entry()}")
            return
        from optimizer.web.server import serve

        def at(address: str) -> None:
            say(f"The page is at {address}")
            sys.stdout.flush()  # whoever reads it through a pipe waits for it

        try:
            serve(port, browser=browser, told=at)
        except OSError as error:
            say(f"Port {port} cannot be used ({error.strerror}). Choose another one.", err=True)
            raise typer.Exit(Exit.USAGE) from None
