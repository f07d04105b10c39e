"""One more server licensed as a whole."""

from pathlib import Path

from tests.support.books import WINDOWS
from tests.whatif.negotiation.support import asked

P = "Windows Server 2022"


def test_one_more_server_licensed_as_a_whole(tmp_path: Path) -> None:
    sheets = {
        "Servers": [["Server", "Product"], ["a", P], ["b", P]],
        "Access": [["User", "Server"], *([f"u{i}", "a"] for i in range(3)), ["v", "b"]],
        "Licenses": [*WINDOWS, ["Connector", "Server", "Windows Server", 120]],
    }
    _, plan, deal = asked(tmp_path, sheets)
    assert plan.cost == 170
    assert [(w.server, w.difference) for w in deal.wide] == [("b", 70)]
