"""`cal-optimizer-page`: the page by a double click, without a terminal and without a console
window."""

import multiprocessing
import sys
from importlib.util import find_spec

from optimizer.web.texts import texts

NEEDS = ("starlette", "uvicorn", "jinja2")


def main() -> None:
    """Open the page in a browser; what keeps it from opening is shown in a window."""
    if any(find_spec(name) is None for name in NEEDS):
        show(texts()["window"].missing)
        sys.exit(2)
    from optimizer.web.server import serve

    try:
        serve(told=lambda _address: None)
    except OSError as error:
        show(texts()["window"].not_opened(why=error.strerror))
        sys.exit(2)


def show(sentence: str) -> None:
    """A sentence where people see it: in a window, or where there is no screen on standard
    error."""
    try:
        import tkinter as tk
        from tkinter import messagebox

        root = tk.Tk()
        root.withdraw()
        messagebox.showinfo("cal-optimizer", sentence)
        root.destroy()
    except Exception:  # noqa: BLE001 - no screen, no toolkit: there is still standard error
        if sys.stderr is not None:
            sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
