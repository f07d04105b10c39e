"""Servers."""

from collections.abc import Sequence

from optimizer.domain.plan import Plan
from optimizer.writing.page import Col, WorkbookWriter


def write_servers(deck: WorkbookWriter, plan: Plan) -> None:
    """Server licenses: what is taken for a host, a server or everyone, and what servers cost in CAL
    mode."""
    if not plan.servers and not plan.server_costs:
        return
    page = deck.page(
        "Server licenses",
        "What is taken for a server, a host or the whole organization, and servers' own licenses "
        "(CAL mode).",
    )
    rows: list[Sequence[object]] = [
        (taken.server or "(the organization)", taken.license, taken.quantity, taken.why, None)
        for taken in plan.servers
    ]
    rows += [
        (
            server,
            "Server's own license (CAL mode)",
            None,
            "paid once, since accesses are covered by CALs",
            cost,
        )
        for server, cost in plan.server_costs
    ]
    columns = [
        Col("Server", 26),
        Col("License", 40),
        Col("Quantity", 10),
        Col("Why", 66),
        Col("Cost", 18),
    ]
    page.table("tblServers", columns, rows)
