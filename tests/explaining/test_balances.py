"""Each license's account, by hand."""

from pathlib import Path

from tests.audit.shop import SHOP, P
from tests.support.books import solve


def test_what_is_there_is_used_first_and_the_rest_is_bought(tmp_path: Path) -> None:
    """Three need one: two are owned, one is bought; the kiosk's is bought."""
    user, device = solve(tmp_path, SHOP)[1].balances
    assert (user.owned, user.kept, user.bought, user.used, user.surplus) == (2, 2, 1, 3, 0)
    assert (device.owned, device.bought, device.used) == (0, 1, 1)
    assert (user.metric, user.covers) == ("User", ("Windows Server",))


def test_a_pack_leaves_a_surplus_and_what_nobody_needs_is_left_over(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count"], ["clerks", 3]],
        "Access": [["User", "Server"], ["clerks", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Pack", "Activation"],
            ["U", "User", "Windows Server", 50, 5, "Yes"],
            ["Idle", "Device", "Windows Server", 99, "", ""],
            ["Never", "Device", "Windows Server", 99, "", ""],
        ],
        "Owned": [["License", "Quantity"], ["Idle", 4]],
    }
    user, idle = solve(tmp_path, sheets)[1].balances
    assert (user.bought, user.used, user.surplus, user.activate) == (5, 3, 2, 5)
    assert (idle.owned, idle.kept, idle.left_over, idle.used) == (4, 0, 4, 0)
