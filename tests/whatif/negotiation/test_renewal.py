"""If all is renewed, if nothing is: units that last stay, an offer counts as a whole."""

from pathlib import Path

import pytest

from tests.whatif.negotiation.support import asked

P = "Windows Server 2022"


def test_the_renewal_as_a_whole(tmp_path: Path) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["Horizon", 2]],
        "Access": [["User", "Server"], *([f"u{i}", P] for i in range(3))],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["U", "User", "Windows Server", 100],
        ],
        "Offers": [
            ["Offer", "License", "From license", "Price", "Per", "Starts"],
            ["renew", "U", "U", 20, "Year", "At expiry"],
        ],
        "Owned": [["License", "Quantity", "Until"], ["U", 5, "2026-12-31"]],
    }
    _, _, deal = asked(tmp_path, sheets)
    assert deal.renewal is not None
    # Five units end after a year. None renewed: three new ones; all renewed: five times 20 for the
    # second year; best: three.
    assert (
        deal.renewal.units,
        deal.renewal.nothing,
        deal.renewal.everything,
        deal.renewal.optimum,
    ) == (5, 300, 100, 60)


def test_nothing_renewed_leaves_units_that_last_where_they_are(tmp_path: Path) -> None:
    """One unit lasts and sits with idle, Ann's ends: two CALs are bought, 60; the plan renews hers
    at 5 and buys one for Bob."""
    sheets = {
        "Settings": [["Setting", "Value"], ["Horizon", 2]],
        "Access": [["User", "Server"], ["ann", "T"], ["bob", "T"], ["idle", "Free"]],
        "Products": [["Product", "Family"], ["T", "A"], ["Free", ""]],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "A", 30]],
        "Offers": [
            ["Offer", "License", "From license", "Price", "Starts"],
            ["renew", "U", "U", 5, "At expiry"],
        ],
        "Owned": [["License", "Quantity", "Until"], ["U", 1, ""], ["U", 1, "2026-06-30"]],
        "Assigned": [["License", "User"], ["U", "idle"], ["U", "ann"]],
    }
    deal = asked(tmp_path, sheets)[2]
    assert deal.renewal is not None
    assert (deal.renewal.nothing, deal.renewal.everything, deal.renewal.optimum) == (60, 35, 35)


@pytest.mark.parametrize(
    ("most", "tier", "everything", "possible"), [(5, "", None, 5), ("", 6, 60, None)]
)
def test_renewing_everything_keeps_the_offer_as_a_whole(
    tmp_path: Path, most: object, tier: object, everything: object, possible: object
) -> None:
    """Two rows of five that end on two days: with a Maximum of five not all can be renewed; a tier
    from six on, at 6 instead of 10, counts both rows."""
    sheets = {
        "Users": [["User", "Count"], ["staff", 10]],
        "Access": [["User", "Server"], ["staff", P]],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "Windows Server", 30]],
        "Owned": [["License", "Quantity", "Until"], ["U", 5, "2026-06-30"], ["U", 5, "2027-06-30"]],
        "Offers": [
            ["Offer", "License", "From license", "Price", "Maximum", "Starts", "From quantity"],
            ["Renew", "U", "U", 10, most, "At expiry", ""],
            *([["Renew", "U", "U", 6, most, "At expiry", tier]] if tier else []),
        ],
    }
    deal = asked(tmp_path, sheets)[2]
    assert deal.renewal is not None
    assert (deal.renewal.everything, deal.renewal.most) == (everything, possible)
