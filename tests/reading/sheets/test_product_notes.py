"""What products were taken for and what was assumed of them is said, once each."""

from pathlib import Path
from typing import Any

from optimizer.domain.problems import Findings
from tests.support.books import Sheets, bought, solve, tables, write

LICENSES = [
    ["License", "Metric", "Covers", "Version", "Price"],
    *(
        [f"{family} {version}", "User", family, version, price]
        for family, first in (("Windows Server", 1), ("Exchange Standard", 100))
        for price, version in enumerate((2008, 2012, 2016, 2019, 2022, 2025), first)
    ),
    ["SharePoint", "User", "SharePoint Standard", "", 500],
]


def notes(path: Path, sheets: Sheets) -> list[str]:
    findings = Findings()
    tables(write(path / "book.xlsx", {"Licenses": LICENSES} | dict(sheets)), findings)
    return [str(warning) for warning in findings.warnings]


def servers(*products: str) -> dict[str, Any]:
    rows: list[Any] = [[f"s{i}", product] for i, product in enumerate(products)]
    return {
        "Servers": [["Server", "Product"], *rows],
        "Access": [["User", "Server"], *(["u", f"s{i}"] for i in range(len(products)))],
    }


def test_a_product_under_its_own_name_needs_no_note(tmp_path: Path) -> None:
    sheets = servers("windows server 2019", "Windows Server 2008R2", "Windows Server 2022")
    assert notes(tmp_path, sheets) == []


def test_all_spellings_of_a_product_are_one_note_at_the_first_cell(tmp_path: Path) -> None:
    sheets = servers(
        "Windows Server 2022",
        "Microsoft Windows Server 2019 Standard",
        "Windows Server Datacenter 2019",
        "Microsoft Windows Server 2019 Standard",
        "WS2022",
    )
    assert notes(tmp_path, sheets) == [
        'Servers!B6: "WS2022" is taken for "Windows Server 2022". '
        "If that is wrong, correct it, or name the product on Products.",
        'Servers!B3: "Microsoft Windows Server 2019 Standard", "Windows Server Datacenter 2019" '
        'are taken for "Windows Server 2019". '
        "If that is wrong, correct it, or name the product on Products.",
    ]


def test_the_system_beneath_is_assumed_only_where_none_is_named(tmp_path: Path) -> None:
    sheets = servers("Exchange Server 2019", "Exchange Server 2019; Windows Server 2022")
    assert notes(tmp_path, sheets) == [
        'Servers!B2: "Exchange Server 2019" is named without its system on "s0": Windows Server '
        "2019 is assumed, the earliest that it runs on. Write the real one beside it in Product of "
        'Servers: "Exchange Server 2019; Windows Server 2022".'
    ]
    _, plan = solve(tmp_path, {"Licenses": LICENSES} | sheets)
    assert bought(plan) == {"Windows Server 2022": 1, "Exchange Standard 2019": 1}


def test_the_assumed_system_is_the_earliest_that_the_application_runs_on(tmp_path: Path) -> None:
    sheets = {"Access": [["User", "Server"], ["u", "SharePoint Server SE"]]}
    _, plan = solve(tmp_path, {"Licenses": LICENSES} | sheets)
    assert bought(plan) == {"Windows Server 2019": 1, "SharePoint": 1}
    (note,) = notes(tmp_path, sheets)
    assert note.startswith('Access!B2: "SharePoint Server SE" is named without its system: Windows')


def test_a_row_narrowed_to_the_application_needs_the_system_that_the_server_has(
    tmp_path: Path,
) -> None:
    sheets = servers("Exchange Server 2019; Windows Server 2025")
    sheets["Access"] = [["User", "Server", "Product"], ["u", "s0", "Exchange Server 2019"]]
    _, plan = solve(tmp_path, {"Licenses": LICENSES} | sheets)
    assert bought(plan) == {"Windows Server 2025": 1, "Exchange Standard 2019": 1}


def test_a_system_that_the_application_does_not_run_on(tmp_path: Path) -> None:
    sheets = servers("Exchange 2019; Windows Server 2012 R2")
    assert notes(tmp_path, sheets)[-1] == (
        'Servers!B2: "Exchange Server 2019" does not run on the Windows Server that stands beside '
        'it on "s0": 2019 is taken, the earliest that it runs on. '
        "Correct the version of one of the two."
    )
    _, plan = solve(tmp_path, {"Licenses": LICENSES} | sheets)
    assert bought(plan) == {"Windows Server 2019": 1, "Exchange Standard 2019": 1}


def test_many_servers_are_counted(tmp_path: Path) -> None:
    found = notes(tmp_path, servers(*["Exchange Server 2016"] * 6))
    assert [' on "s0", "s1", "s2" and 3 more servers: ' in note for note in found] == [True]


def test_a_metric_that_is_not_ours_is_named(tmp_path: Path) -> None:
    found = notes(tmp_path, servers("Dynamics NAV 2016; Windows Server 2016"))
    assert found == [
        'Servers!B2: "Dynamics NAV 2016" has licenses of its own that count simultaneous users, '
        "Full or Limited, which is no metric of this format: they are not in the plan."
    ]


def test_external_users_need_no_exchange_from_2013_on(tmp_path: Path) -> None:
    users = [["User", "Count", "Type"], ["guests", 40, "Guest"], ["staff", 1, "Member"]]
    for product, count in (("Exchange Server 2019", 1), ("Exchange Server 2010", 41)):
        sheets = servers(f"{product}; Windows Server 2022") | {
            "Users": users,
            "Access": [["User", "Server"], ["guests", "s0"], ["staff", "s0"]],
        }
        _, plan = solve(tmp_path, {"Licenses": LICENSES} | sheets)
        quantity = {name[:8]: n for name, n in bought(plan).items()}
        assert quantity == {"Windows ": 41, "Exchange": count}


def test_a_product_of_the_workbook_s_own_counts_under_the_catalogue_s_other_spellings(
    tmp_path: Path,
) -> None:
    products = [
        ["Product", "Family", "Version"],
        ["Windows Server 2019", "Own", ""],
        ["SQL Server 2019 Standard", "Own SQL", ""],
    ]
    sheets = servers("Microsoft Windows Server 2019 Standard", "SQL 2019 Std", "SQL Server 2019")
    found = tables(
        write(tmp_path / "b.xlsx", {"Licenses": LICENSES, "Products": products} | sheets)
    )
    assert [
        [found.families[family] for family, _ in found.products[server.products[0]].requires]
        for server in found.servers
    ] == [["Own"], ["Own SQL"], ["SQL Server", "Windows Server"]]


def test_own_products_are_told_apart_by_every_character(tmp_path: Path) -> None:
    products = [["Product", "Family", "Version"], ["App 2.0", "Own", ""], ["App 3.0", "New", ""]]
    found = tables(
        write(
            tmp_path / "b.xlsx",
            {"Licenses": LICENSES, "Products": products} | servers("App 3.0", "App 2.0"),
        )
    )
    assert [product.name for product in found.products] == ["App 3.0", "App 2.0"]


def test_products_that_a_scenario_names_are_told_too(tmp_path: Path) -> None:
    sheets = servers("Windows Server 2022") | {
        "Scenarios": [
            ["Scenario", "Change", "Target", "Value"],
            ["mail", "Product", "s0", "Exchange 2019"],
        ]
    }
    found = notes(tmp_path, sheets)
    assert [note.split(" If ")[0].split(" Write ")[0] for note in found] == [
        'Scenarios!D2: "Exchange 2019" is taken for "Exchange Server 2019".',
        'Scenarios!D2: "Exchange Server 2019" is named without its system on "s0": Windows Server '
        "2019 is assumed, the earliest that it runs on.",
    ]


def test_an_edition_without_cal_says_that_the_system_beneath_has_one(tmp_path: Path) -> None:
    """Alone it asks for nothing, which may be less than is meant: the server's system is missing."""
    (note,) = notes(tmp_path, servers("SQL Server 2022 Express"))
    assert note.startswith('Servers!B2: "SQL Server 2022 Express" needs no CAL itself; a Windows')
    (other,) = notes(tmp_path, servers("SQL Server 2022 Developer"))
    assert "a Windows Server that it runs on does" in other
