"""Who holds what from when to when, and what that earns of a license's price."""

from datetime import date
from pathlib import Path

from tests.support.books import WINDOWS, Sheets, solve

W = "Windows Server 2022"


def handed_on(yearly: float, price: float) -> Sheets:
    """Ann is there for two years, Bob for the third one."""
    return {
        "Settings": [
            ["Setting", "Value"],
            ["As of", date(2026, 1, 1)],
            ["Horizon", 3],
            ["Orders", "Yearly"],
        ],
        "Users": [
            ["User", "From", "To"],
            ["ann", None, date(2027, 12, 31)],
            ["bob", date(2028, 1, 1), None],
        ],
        "Access": [["User", "Device", "Server"], ["ann", None, W], ["bob", None, W]],
        "Licenses": [*WINDOWS[:1], ["User CAL", "User", "Windows Server", price]],
        "Offers": [
            ["Offer", "License", "Price", "Per", "Term"],
            ["a year", "User CAL", yearly, "Year", 12],
        ],
    }


def test_a_license_earns_its_price_over_its_holders(tmp_path: Path) -> None:
    # No year is worth more than the 17.00 that it costs alone, and all three together are 50.99:
    # so each earns 16.99 or 17.00, Ann's two 33.99 or 34.00, Bob's one the rest.
    _, plan = solve(tmp_path, handed_on(17, 50.99))
    assert plan.cost == plan.lower_bound
    ann, bob = (plan.user_why.distinct[code] for code in plan.user_why.codes)
    assert any(
        f"of the 50.99 for this User CAL, these periods bear {n}" in ann for n in ("33.99", "34.00")
    )
    assert any(
        f"of the 50.99 for this User CAL, these periods bear {n}" in bob for n in ("16.99", "17.00")
    )


def test_nothing_is_said_where_a_price_is_earned_whole(tmp_path: Path) -> None:
    # Ordered year by year, each year earns its own 10.00.
    _, plan = solve(tmp_path, handed_on(10, 50))
    assert not any("earned" in text for text in plan.user_why.distinct)


def test_what_is_held_on_for_others_is_told(tmp_path: Path) -> None:
    """The PC's license serves ann at first and bob then; it is held all the time."""
    book = handed_on(99, 50) | {
        "Access": [["User", "Device", "Server"], ["ann", "PC", W], ["bob", "PC", W]],
        "Licenses": WINDOWS,
        "Offers": [["Offer", "License", "Price"], ["dear", "User CAL", 99]],
    }
    _, plan = solve(tmp_path, book)
    (pc,) = (plan.device_why.distinct[code] for code in plan.device_why.codes)
    assert pc == '"Device CAL" serves ann; later otherwise: see Coverage'
