"""docs/licensing.md: its tables are the catalogue's, its sources and names exist, and what it says
of how to enter a case is what a workbook then costs."""

import re
from pathlib import Path
from typing import Any

import pytest

from docs.write_licensing import blocks, written
from optimizer.catalogue.lookup import find
from optimizer.catalogue.products import Known, products
from optimizer.catalogue.rows import rows, sources
from optimizer.domain import schema
from tests.support.books import Sheets, solve

PAGE = Path("docs/licensing.md").read_text(encoding="utf-8")
NAMES = {
    *(sheet.name for sheet in schema.SHEETS),
    *(column.name for sheet in schema.SHEETS for column in sheet.columns),
    *(word for sheet in schema.SHEETS for column in sheet.columns for word in column.keywords),
    *(setting.name for setting in schema.SETTINGS),
    "External",
}


def test_the_tables_are_made_from_the_catalogue() -> None:
    assert written(PAGE) == PAGE
    for known in products().values():
        assert f"| {known.name} |" in blocks()["products"]
    for row in rows("licenses"):
        assert f"| {row['license']} |" in PAGE


def test_every_source_is_cited_and_every_citation_is_a_source() -> None:
    cited = set(re.findall(r"\[([A-Z0-9-]+)\]\(#", PAGE))
    assert cited == set(sources())
    for tag in cited:
        assert f'<a id="{tag.lower()}"></a>{tag} |' in PAGE
        assert f"[{tag}](#{tag.lower()})" in PAGE


def test_every_case_has_its_source() -> None:
    text = PAGE.split("## What counts as an access")[1].split("### External users")[0]
    cases = [line for line in text.splitlines() if line.startswith("| ")][2:]
    assert len(cases) > 20
    for line in cases:
        assert "](#" in line.rsplit("|", 2)[1], line


def test_words_of_the_format_and_products_in_the_text_exist() -> None:
    text = PAGE.split("## Licenses of the template")[0]
    for word in set(re.findall(r"`([^`]+)`", text)) - {"cal-optimizer"}:
        products_there = [find(each.strip()) for each in word.split(";")]
        known = all(isinstance(each, Known) for each in products_there)
        assert word in NAMES or known or word == "SQL Server Enterprise", word
    for sheet in re.findall(
        r"\*\*(Access|Users|Devices|Servers|Products|Families|Licenses)\*\*", text
    ):
        assert sheet in NAMES


CALS = [
    ["License", "Metric", "Covers", "For", "Price", "Requires"],
    ["U", "User", "Windows Server", "", 50, ""],
    ["D", "Device", "Windows Server", "", 39, ""],
    ["SQL U", "User", "SQL Server", "", 200, ""],
    ["SQL D", "Device", "SQL Server", "", 300, ""],
    ["X", "User", "Exchange Standard", "", 90, ""],
    ["MIM", "User", "Identity Manager", "", 20, ""],
    ["Connector", "Server", "Windows Server", "External", 400, ""],
]
P = "Windows Server 2022"


def use(*rows: list[Any], product: str = P) -> dict[str, Any]:
    head: list[Any] = ["User", "Device", "Server", "Purpose", "Reason"]
    return {
        "Servers": [["Server", "Product"], ["s", product]],
        "Access": [head, *([*row, *[""] * (5 - len(row))] for row in rows)],
    }


STAFF: list[Any] = [[name, f"PC {name}", "s"] for name in ("ann", "bob", "cy")]

CASES: dict[str, tuple[Sheets, int]] = {
    # Three with a PC each: three device CALs.
    "PCs": (use(*STAFF), 3 * 39),
    # The printer all scan with asks for one more, though only user CALs for all would save it.
    "printer": (use(*STAFF, ["", "printer", "s"]), 4 * 39),
    "printer of people with user CALs": (
        use(["ann", "a", "s"], ["ann", "b", "s"], ["ann", "printer", "s"]),
        50,
    ),
    "phone": (use(["ann", "PC", "s"], ["ann", "phone", "s"]), 50),
    "home": (use(["ann", "", "s"]), 50),
    "kiosk": (use(["", "kiosk", "s"]), 39),
    "DHCP": (use(*(["", f"lamp {i}", "s"] for i in range(5))), 5 * 39),
    "server to server": (use(["", "MAIL01", "s", "Exempt", "licensed server"]), 0),
    "two administrators": (
        use(["ann", "a", "s", "Administration"], ["bob", "b", "s", "Administration"]),
        0,
    ),
    "three administrators": (
        use(*([*row, "Administration"] for row in STAFF)),
        39,
    ),
    "public web": (use(["", "the internet", "s", "Exempt", "public web workload"]), 0),
    "SQL Server on Windows": (use(["ann", "", "s"], product="SQL Server 2022"), 250),
    "SQL Server on Linux": (use(["ann", "", "s"], product="SQL Server 2022 on Linux"), 200),
    "SQL Server Express": (use(["ann", "", "s"], product=f"SQL Server 2022 Express; {P}"), 50),
    "pay as you go": (use(["ann", "", "s"], product="Windows Server 2025 pay-as-you-go"), 0),
    "Hyper-V Server": (use(["ann", "", "s"], product="Hyper-V Server 2019"), 0),
    "identity manager": (use(["ann", "", "s"], product=f"Identity Manager 2016; {P}"), 70),
    "external users of Exchange": (
        use(["guest", "", "s"], product=f"Exchange Server 2019; {P}")
        | {"Users": [["User", "Type", "Count"], ["guest", "External", 3]]},
        150,
    ),
    "external users, a connector": (
        use(["guest", "", "s"]) | {"Users": [["User", "Type", "Count"], ["guest", "External", 9]]},
        400,
    ),
    "a connector is never for employees": (
        use(["ann", "", "s"]) | {"Users": [["User", "Type", "Count"], ["ann", "", 9]]},
        450,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_case_costs_what_the_page_says_that_it_needs(tmp_path: Path, case: str) -> None:
    sheets, cost = CASES[case]
    _, plan = solve(tmp_path, {"Licenses": CALS} | dict(sheets))
    assert plan.cost == cost
