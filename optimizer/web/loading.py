"""What is not needed for the first page: loaded while it is looked at, by one thread at a time, so
that no other sees it half there."""

import threading
from importlib import import_module

VIEWS = ("answer", "check", "compare", "download", "events", "imported", "negotiate", "reading",
         "what_if")  # fmt: skip
"""Views that are loaded once they are asked for, or while nobody waits."""

_LOADING = threading.Lock()


def load() -> None:
    """Load every view, and with them all that a worker's answers are made of."""
    with _LOADING:
        for view in VIEWS:
            import_module(f"optimizer.web.views.{view}")
