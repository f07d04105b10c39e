"""Server licenses: what is taken for a host, a server or everyone, and what servers cost in CAL
mode."""

from typing import TYPE_CHECKING

from optimizer.domain.plan import Plan
from optimizer.domain.planned import Planned
from optimizer.report.named import FrameColumns
from optimizer.writing.page import Col, WorkbookWriter

if TYPE_CHECKING:
    from collections.abc import Sequence


def write_servers(deck: WorkbookWriter, plan: Plan) -> None:
    """The sheet; absent where no server has a license."""
    if not plan.servers and not plan.server_costs:
        return
    page = deck.page(
        "Server licenses",
        "What is taken for a server, a host or the whole organization, and servers' own licenses "
        f"(CAL mode); amounts in {plan.currency}.",
    )
    rows: list[Sequence[object]] = [
        (
            taken.server or "(the organization)",
            taken.license,
            taken.quantity,
            taken.first,
            taken.last,
            taken.why,
            None,
        )
        for taken in plan.servers
    ]
    rows += [
        (
            server,
            "Server's own license (CAL mode)",
            None,
            None,
            None,
            "paid once, since accesses are covered by CALs",
            cost,
        )
        for server, cost in plan.server_costs
    ]
    columns = [
        Col("Server", "strong", 220, "Total" if plan.server_costs else None),
        Col("License", "text", 300),
        Col("Quantity", "count"),
        Col("From", "date"),
        Col("To", "date"),
        Col("Why", "after", 460),
        Col("Cost", "money", total="sum"),
    ]
    kept = [i for i in range(len(columns)) if any(row[i] is not None for row in rows)]
    page.table("tblServers", [columns[i] for i in kept], [[row[i] for i in kept] for row in rows])


def servers_columns(planned: Planned) -> FrameColumns:
    """A row for each license that is taken for a server, a host or everyone."""
    taken = planned.plan.servers
    return {
        "Server": [each.server for each in taken],
        "License": [each.license for each in taken],
        "Quantity": [each.quantity for each in taken],
        "Why": [each.why for each in taken],
    }
