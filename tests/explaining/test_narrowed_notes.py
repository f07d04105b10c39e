"""What the access rows cost that are not narrowed, where others on the server are."""

from pathlib import Path

from tests.support.books import Sheets, solve

BOTH = "Windows Server 2022; SQL Server 2022"


def said(path: Path, products: list[str], server: str = BOTH) -> list[str]:
    sheets: Sheets = {
        "Servers": [["Server", "Product"], ["DB1", server]],
        "Access": [
            ["User", "Server", "Product"],
            *([f"u{i}", "DB1", product] for i, product in enumerate(products)),
        ],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["WS", "User", "Windows Server", 50],
            ["SQL", "User", "SQL Server", 230],
        ],
    }
    _, plan = solve(path, sheets)
    return [str(w) for w in plan.warnings if w.code == "wider-rows"]


def test_what_the_others_cost(tmp_path: Path) -> None:
    """Two of five are not narrowed to files: each needs a SQL Server CAL of 230 besides."""
    files = "Windows Server 2022"
    assert said(tmp_path, [files, files, files, "", ""]) == [
        'Access!B5: on "DB1" access rows narrowed to Windows Server 2022: 3; not narrowed, so '
        "counted for all of its products: 2. The plan would cost 460.00 USD less if those used "
        "Windows Server 2022 alone. Where they do, narrow them: fill in Product on Access."
    ]


def test_nothing_where_all_are_narrowed_or_none_is(tmp_path: Path) -> None:
    assert said(tmp_path, ["Windows Server 2022", "SQL Server 2022"]) == []
    assert said(tmp_path, ["", ""]) == []


def test_nothing_where_the_others_cost_nothing_more(tmp_path: Path) -> None:
    """Narrowed to SQL Server the others would need what they need now: Windows Server stands
    beneath it."""
    assert said(tmp_path, ["SQL Server 2022", ""]) == []
