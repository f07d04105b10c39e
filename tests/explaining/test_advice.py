"""Warnings that a consultant would raise, each once and in full."""

from datetime import date
from pathlib import Path

from tests.support.books import WINDOWS, Sheets, solve

P = "Windows Server 2022"


def warnings(path: Path, sheets: Sheets) -> list[str]:
    return [str(w) for w in solve(path, {"Licenses": WINDOWS} | dict(sheets))[1].warnings]


def test_rights_that_are_too_old_for_the_servers_in_use(tmp_path: Path) -> None:
    sheets = {
        "Access": [
            ["User", "Server"],
            ["u", P],
            ["v", "Windows Server 2012 R2"],
            ["w", "Windows Server 2025"],
        ],
        "Licenses": [
            *[[*row[:3], "" if i else "Version", row[3]] for i, row in enumerate(WINDOWS)],
            ["Old CAL", "User", "Windows Server", 2012, ""],
        ],
        "Owned": [
            ["License", "Quantity", "Until"],
            ["Old CAL", 5, ""],
            ["Old CAL", 1, date(2026, 5, 1)],
        ],
    }
    found = warnings(tmp_path, sheets)
    assert (
        'Owned!A2: 5 of "Old CAL" are too old for 2 accesses that need "Windows Server" at up to '
        "2025. "
        "Check whether Software Assurance gives you the newer version."
    ) in found
    assert (
        'Owned!B2: 4 of "Old CAL" are owned through the horizon and not needed. '
        "Offer them to another unit of the organization."
    ) in found


def test_an_account_that_several_people_share(tmp_path: Path) -> None:
    rows = [
        ["User", "Device", "Server"],
        *(["svc-scan", f"PC {i}", P] for i in range(40)),
        *([f"u{i}", f"PC {i}", P] for i in range(40)),
    ]
    assert (
        'Access!A2: user "svc-scan" is on 40 devices, like a service or shared account. '
        "Each person behind such an account needs a license; list them instead."
    ) in warnings(tmp_path, {"Access": rows})
    users = [["User"], ["svc-scan"], *([f"u{i}"] for i in range(40))]
    assert any(
        w.startswith('Users!A2: user "svc-scan"')
        for w in warnings(tmp_path, {"Access": rows, "Users": users})
    )


def connector(guests: int) -> Sheets:
    return {
        "Users": [["User", "Count", "Type"], ["guests", guests, "External"]],
        "Servers": [["Server", "Product"], ["WEB", P]],
        "Access": [["User", "Server"], ["guests", "WEB"]],
        "Licenses": [
            ["License", "Metric", "Covers", "For", "Price"],
            ["CAL", "User", "Windows Server", "", 50],
            ["Connector", "Server", "Windows Server", "External", 2400],
        ],
    }


def test_what_an_external_connector_saves_or_would_cost(tmp_path: Path) -> None:
    assert (
        'Licenses!E3: "Connector" on "WEB" saves 600.00 USD against licensing the same accesses '
        "otherwise." in warnings(tmp_path, connector(60))
    )
    assert 'Licenses!E3: "Connector" on "WEB" would make the plan 400.00 USD dearer.' in warnings(
        tmp_path, connector(40)
    )


def test_a_plan_over_time_has_the_same_notes(tmp_path: Path) -> None:
    # Three of five are idle in the one period that needs most; the exempt row has no Reason.
    sheets: Sheets = {
        "Settings": [
            ["Setting", "Value"],
            ["As of", date(2026, 1, 1)],
            ["Horizon", 2],
            ["Orders", "Yearly"],
        ],
        "Users": [["User", "To"], ["ann", None], ["bob", date(2026, 12, 31)]],
        "Access": [
            ["User", "Device", "Server", "Purpose"],
            ["ann", None, "Windows Server 2022", None],
            ["bob", None, "Windows Server 2022", None],
            ["ann", None, "Windows Server 2019", "Exempt"],
        ],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity"], ["User CAL", 5]],
    }
    _, plan = solve(tmp_path, sheets)
    said = {warning.message.code: dict(warning.fields) for warning in plan.warnings}
    assert said["not-needed"]["units"] == 3
    assert "no-reason" in said
