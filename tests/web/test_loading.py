"""What is loaded while the first page is looked at: every other view."""

import sys
from pathlib import Path

from optimizer.web.loading import VIEWS, load


def test_every_view_but_the_first_is_loaded_later() -> None:
    views = {path.stem for path in Path("optimizer/web/views").glob("*.py")}
    assert set(VIEWS) == views - {"__init__", "frame", "start"}
    load()
    assert all(f"optimizer.web.views.{view}" in sys.modules for view in VIEWS)
