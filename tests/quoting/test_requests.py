"""Which requests a plan makes: one for each supplier and channel, without a figure of the plan."""

from pathlib import Path

from optimizer.domain.planned import Planned
from optimizer.quoting.requests import requests_of
from tests.support.books import solve

P = "Windows Server 2022"


def test_one_request_a_supplier_and_channel_with_the_lines_of_purchases(tmp_path: Path) -> None:
    """Ann needs Windows, Bob and Cy too, on which Exchange and SQL Server run: each is bought of who
    sells it, Exchange in packs of five."""
    sheets = {
        "Access": [
            ["User", "Server"],
            *(["ann", P], ["cy", P]),
            *(["bob", "Exchange Server 2019"], ["cy", "Exchange Server 2019"]),
            ["cy", "SQL Server 2022"],
        ],
        "Licenses": [
            ["License", "Metric", "Covers"],
            *(["W", "User", "Windows Server"], ["E", "User", "Exchange Standard"]),
            ["S", "User", "SQL Server"],
        ],
        "Offers": [
            ["Offer", "License", "Price", "Supplier", "Channel", "Pack", "From quantity"],
            ["w", "W", 50, "Alpha", "CSP", 1, 1],
            ["w", "W", 45, "Alpha", "CSP", 1, 10],
            ["e", "E", 90, "Beta", "", 5, ""],
            ["s", "S", 200, "Alpha", "CSP", 1, ""],
        ],
    }
    found, plan = solve(tmp_path, sheets)
    requests = requests_of(Planned(found, plan))
    lines = {r.name: [(a.line, a.offer, a.quantity, a.pack) for a in r.lines] for r in requests}
    order = {p.offer: n for n, p in enumerate(plan.purchases, 1)}
    assert lines == {
        "Alpha, CSP": [(order["w"], "w", 3, 1), (order["s"], "s", 1, 1)],
        "Beta": [(order["e"], "e", 5, 5)],
    }
    asked = {a.offer: a for r in requests for a in r.lines}
    assert asked["w"].tiers == (1, 10)
    assert asked["e"].tiers == (1,)
    assert (asked["s"].license, asked["s"].from_license, asked["s"].starts) == (
        "S",
        "",
        plan.purchases[order["s"] - 1].from_date,
    )
