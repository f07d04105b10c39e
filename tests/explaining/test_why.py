"""Why somebody holds what they hold: the license, who decides it, and both amounts, in one
sentence."""

from pathlib import Path

from tests.support.books import WINDOWS, Sheets, solve

P = "Windows Server 2022"


def whys(tmp_path: Path, sheets: Sheets) -> dict[str, list[str]]:
    """The sentences of each user and device."""
    tables, plan = solve(tmp_path, sheets)
    found: dict[str, list[str]] = {}
    for names, holding, texts in (
        (tables.users.names, plan.users, plan.user_why),
        (tables.devices.names, plan.devices, plan.device_why),
    ):
        for i, row in enumerate(holding.row.tolist()):
            found.setdefault(names[row], []).append(texts[i])
    return found


def license_names() -> tuple[str, str]:
    """The names that WINDOWS gives its user and its device license, quoted."""
    by_metric = {row[1]: f'"{row[0]}"' for row in WINDOWS[1:]}
    return by_metric["User"], by_metric["Device"]


def test_both_sides_are_named_with_both_amounts(tmp_path: Path) -> None:
    user, device = license_names()
    found = whys(
        tmp_path,
        {
            "Access": [
                ["User", "Device", "Server"],
                *([u, "pc", P] for u in ("a", "b", "c")),
                ["dora", "laptop", P],
                ["dora", "phone", P],
            ],
            "Licenses": WINDOWS,
        },
    )
    assert found["pc"] == [
        f"{device} at 39.00 serves a, b and c, where user licenses would cost 150.00"
    ]
    assert found["dora"] == [
        f"{user} at 50.00 serves laptop and phone, where device licenses would cost 78.00"
    ]
    assert found["a"] == [f"covered by {device} of pc; own user licenses would cost 50.00"]
    assert found["phone"] == [f"covered by {user} of dora; own device licenses would cost 39.00"]


def test_many_are_counted_and_groups_named_with_their_count(tmp_path: Path) -> None:
    user, device = license_names()
    found = whys(
        tmp_path,
        {
            "Users": [["User", "Count"], ["shift", 30], ["dora", 1]],
            "Devices": [["Device", "Count"], ["pc", 2], *([f"d{i}", 1] for i in range(4))],
            "Access": [
                ["User", "Device", "Server"],
                ["shift", "pc", P],
                *(["dora", f"d{i}", P] for i in range(4)),
            ],
            "Licenses": WINDOWS,
        },
    )
    assert found["pc"] == [
        f"{device} at 39.00 serves 30 shift, where user licenses would cost 1,500.00"
    ]
    assert found["dora"] == [
        f"{user} at 50.00 serves 4 devices, where device licenses would cost 156.00"
    ]


def test_an_own_pair_is_one_of_the_row(tmp_path: Path) -> None:
    _, device = license_names()
    found = whys(
        tmp_path,
        {
            "Users": [["User", "Count"], ["team", 5]],
            "Devices": [["Device", "Count"], ["notebooks", 5]],
            "Access": [["User", "Device", "Server", "Pairing"], ["team", "notebooks", P, "Own"]],
            "Licenses": WINDOWS,
        },
    )
    assert found["notebooks"] == [
        f"{device} at 39.00 serves one of team, where user licenses would cost 50.00"
    ]
    assert found["team"] == [
        f"covered by {device} of one of notebooks; own user licenses would cost 50.00"
    ]


def test_from_any_device_and_by_unknown_people(tmp_path: Path) -> None:
    user, device = license_names()
    found = whys(
        tmp_path,
        {
            "Access": [["User", "Device", "Server"], ["a", "", P], ["", "kiosk", P]],
            "Licenses": WINDOWS,
        },
    )
    assert found["a"] == [f"{user} at 50.00 serves any device"]
    assert found["kiosk"] == [f"{device} at 39.00 serves unknown people"]


def test_what_forces_it_is_said(tmp_path: Path) -> None:
    _, device = license_names()
    found = whys(
        tmp_path,
        {
            "Users": [["User", "License by"], ["a", "Device"]],
            "Access": [["User", "Device", "Server"], ["a", "x", P], ["a", "y", P]],
            "Licenses": WINDOWS,
        },
    )
    assert found["x"] == [
        f"{device} at 39.00 serves a: License by of some users asks for device licenses"
    ]


def test_the_same_row_has_a_sentence_for_each_set(tmp_path: Path) -> None:
    """Two of five team members' notebooks have owned licenses: the others' are bought."""
    _, device = license_names()
    found = whys(
        tmp_path,
        {
            "Users": [["User", "Count"], ["team", 3]],
            "Devices": [["Device", "Count"], ["notebooks", 3]],
            "Access": [["User", "Device", "Server", "Pairing"], ["team", "notebooks", P, "Own"]],
            "Licenses": WINDOWS,
            "Owned": [["License", "Quantity"], [WINDOWS[1][0], 2]],
        },
    )
    texts = [*found["team"], *found["notebooks"]]
    assert any("owned already, serves one of notebooks" in text for text in texts), texts
    assert any(text.startswith(f"{device} at 39.00 serves one of team") for text in texts), texts
