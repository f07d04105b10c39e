"""Workbooks whose servers are named as inventories name them: the right plan, or a problem at the
cell that proposes nothing wrong.

Each family's license of each version has a price of its own, so that the cost tells which family at
which version was needed.
"""

from pathlib import Path

import pytest

from optimizer.domain.problems import InfeasibleError, WorkbookError
from tests.support.books import Sheets, problems, solve

VERSIONS = ("2008", "2012 R2", "2016", "2019", "2022", "2025")
FAMILIES = (
    "Windows Server",
    "Remote Desktop",
    "SQL Server",
    "SharePoint Standard",
    "Exchange Standard",
    "Azure DevOps Server",
)
LICENSES = [
    ["License", "Metric", "Covers", "Version", "Price"],
    *(
        [f"{family} CAL {version}", "User", family, version, 100 * i + int(version[2:4])]
        for i, family in enumerate(FAMILIES)
        for version in VERSIONS
    ),
]


def book(product: str) -> dict[str, list[list[object]]]:
    return {
        "Licenses": LICENSES,
        "Servers": [["Server", "Product"], ["S1", product]],
        "Access": [["User", "Device", "Server"], ["ann", "pc1", "S1"]],
    }


@pytest.mark.parametrize(
    ("product", "cost"),
    [
        # The cheapest license of that version or a later one.
        ("Windows Server 2019", 19),
        ("Microsoft Windows Server 2019 Standard", 19),
        ("Windows Server 2019 Standard Evaluation", 19),
        ("Windows Server Datacenter 2019", 19),
        ("Microsoft Windows Server 2012 R2 Standard (64-bit)", 12),
        ("Windows Server 2012", 12),
        ("Windows Server 2008 R2 Enterprise", 8),
        ("W2K22 DC", 22),
        ("Windows Server 2022 Datacenter: Azure Edition", 22),
        ("RDS 2019", 119 + 19),
        ("Terminal Services 2008", 108 + 8),
        ("Windows Server 2022; Remote Desktop Services 2019", 119 + 22),
        ("Microsoft SQL Server 2019 Standard Edition (64-bit); Windows Server 2022", 219 + 22),
        ("SQL 2019 Std; WS2022", 219 + 22),
        ("SQL Server 2019 on Linux", 219),
        ("Exchange 2016; Windows Server 2022", 416 + 22),
        ("Microsoft Exchange Server 2019 Enterprise; Windows Server 2022", 419 + 22),
        ("SharePoint 2016; Windows Server 2016", 316 + 16),
        ("Team Foundation Server 2017; Windows Server 2016", 519 + 16),
        # The system beneath is assumed: the earliest that the application runs on.
        ("Exchange Server 2019", 419 + 19),
        ("Exchange 2016", 416 + 12),
        ("SQL Server 2025", 225 + 19),
        ("SQL Server 2014", 216 + 8),
        ("SharePoint Server 2019", 319 + 16),
        # Free of CALs of its own.
        ("Hyper-V Server 2019; Windows Server 2019", 19),
        ("SQL Server 2019 Express; Windows Server 2019", 19),
    ],
)
def test_what_a_name_costs(tmp_path: Path, product: str, cost: int) -> None:
    _, plan = solve(tmp_path, book(product))
    assert plan.cost == cost


@pytest.mark.parametrize(
    "product",
    [
        "Windows Server 2019 Foundation",
        "Windows Server 2016 Enterprise",
        "SQL Server 2019 Business Intelligence",
        "Windows Server",
        "Windows Server 2020",
        "Exchange Online",
        "Exchange 2019, Windows Server 2022",
        "SQL Server 2019 on Windows Server 2022",
        "Windows Server 2019 CAL",
    ],
)
def test_what_there_is_not_is_a_problem_at_its_cell(tmp_path: Path, product: str) -> None:
    (found,) = problems(tmp_path, book(product))
    assert found.startswith(f'Servers!B2: Product "{product}" is neither on Products nor in the ')


def test_no_name_is_proposed_across_versions_or_by_letters(tmp_path: Path) -> None:
    names = (
        "SQL Server 2019 Enterprise",
        "Windows Server 2003",
        "Exchange Server 2019 Enterprise",
        "Windows Server Datacenter 2019",
        "Hyper-V Server 2019",
        "SQL Server 2019 Enterprize",
        "SQL Server 2019 Expres",
        "Windows Server 2003 Wb Edition",
        "Exchange Server 2017",
    )
    rows = [["Server", "Product"], *([f"s{i}", name] for i, name in enumerate(names))]
    access = [["User", "Server"], *(["ann", f"s{i}"] for i in range(len(names)))]
    sheets: Sheets = {"Licenses": LICENSES, "Servers": rows, "Access": access}
    with pytest.raises((WorkbookError, InfeasibleError)) as raised:
        solve(tmp_path, sheets)
    error = raised.value
    told = error.problems if isinstance(error, WorkbookError) else error.reasons
    text = " ".join(map(str, [*told, *error.warnings]))
    for word in ("Express", "Web Edition", "Web Server", "enterprise features", "Project Server"):
        assert word not in text
    assert "Exchange Server is known as 2007, 2010, 2013, 2016, 2019, SE only." in text


def test_twenty_five_unknown_products_are_twenty_five_problems(tmp_path: Path) -> None:
    names = [f"Line of business app {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXY"]
    rows = [["Server", "Product"], *([f"s{i}", name] for i, name in enumerate(names))]
    access = [["User", "Server"], *(["ann", f"s{i}"] for i in range(len(names)))]
    found = problems(tmp_path, {"Licenses": LICENSES, "Servers": rows, "Access": access})
    assert len(found) == 25
    assert all(f'"{name}"' in problem for name, problem in zip(names, found, strict=True))


def test_old_cals_do_not_open_what_a_later_application_runs_on(tmp_path: Path) -> None:
    """SharePoint SE runs on Windows Server 2019 at the earliest: five owned 2012 CALs are of no
    use."""
    _, plan = solve(
        tmp_path,
        {
            "Access": [
                ["User", "Device", "Server"],
                *([f"u{i}", f"PC{i}", "SharePoint Server SE"] for i in range(5)),
            ],
            "Licenses": [
                ["License", "Metric", "Covers", "Version", "Price"],
                ["WS 2012 CAL", "User", "Windows Server", 2012, ""],
                ["WS 2025 CAL", "User", "Windows Server", 2025, 50],
                ["SP CAL", "User", "SharePoint Standard", "", 135],
            ],
            "Owned": [["License", "Quantity"], ["WS 2012 CAL", 5]],
        },
    )
    assert plan.cost == 925


def test_families_that_nothing_requires_are_the_cause(tmp_path: Path) -> None:
    """A small office that writes RDS and Exchange on Licenses."""
    people = [["User", "Device", "Server"], *([f"u{i}", f"PC{i}", "SRV1"] for i in range(9))]
    product = "Windows Server 2022 Standard; Exchange Server 2019; Remote Desktop Services 2022"
    sheets: Sheets = {
        "Servers": [["Server", "Product"], ["SRV1", product]],
        "Access": [*people, ["", "MFP", "SRV1"], ["u1", "", "SRV1"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Version", "Price"],
            ["WS User", "User", "Windows Server", 2022, 42],
            ["WS Device", "Device", "Windows Server", 2022, 33],
            ["RDS User", "User", "RDS", 2022, 149],
            ["RDS Device", "Device", "RDS", 2022, 117],
            ["Ex User", "User", "Exchange", 2019, 88],
            ["Ex Device", "Device", "Exchange", 2019, 70],
        ],
    }
    with pytest.raises(InfeasibleError) as raised:
        solve(tmp_path, sheets)
    assert [reason.remedy for reason in raised.value.reasons] == [
        'Write "Exchange Standard" in Licenses!C6, Licenses!C7.',
        'Write "Remote Desktop" in Licenses!C4, Licenses!C5.',
    ]
