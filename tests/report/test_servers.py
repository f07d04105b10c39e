"""The sheet of servers' licenses, and the same as a frame."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from optimizer.domain.plan import Plan, ServerLicense
from optimizer.domain.planned import Planned
from optimizer.report.servers import servers_columns, write_servers
from optimizer.writing.page import WorkbookWriter
from tests.support.books import AS_OF, WINDOWS, tables, write
from tests.support.plans import plan

TAKEN = (
    ServerLicense("s", "Connector", 1, why="covers every access by External to it"),
    ServerLicense(None, "Site", 400, why="covers everyone"),
)


def rows(folder: Path, found: Plan) -> list[list[Any]]:
    """The filled cells of the table's rows; none: no sheet."""
    deck = WorkbookWriter(folder / "out.xlsx", "servers", AS_OF, "USD", 2)
    deck.page("First", "so that there is one")
    write_servers(deck, found)
    deck.close()
    book = openpyxl.load_workbook(folder / "out.xlsx")
    if "Server licenses" not in book.sheetnames:
        return []
    lines = [[c.value for c in row if c.value is not None] for row in book["Server licenses"]]
    return lines[next(i for i, line in enumerate(lines) if line[:1] == ["Server"]) :]


def test_without_such_licenses_there_is_no_sheet(tmp_path: Path) -> None:
    assert rows(tmp_path, plan()) == []


def test_each_license_says_for_whom_it_is_taken_and_columns_that_say_nothing_are_not_there(
    tmp_path: Path,
) -> None:
    assert rows(tmp_path, plan(servers=TAKEN)) == [
        ["Server", "License", "Quantity", "Why"],
        ["s", "Connector", 1, "covers every access by External to it"],
        ["(the organization)", "Site", 400, "covers everyone"],
    ]


def test_what_servers_cost_themselves_is_added_up(tmp_path: Path) -> None:
    found = plan(server_costs=(("db", Decimal(900)), ("bi", Decimal("100.5"))))
    head, first, second, total = rows(tmp_path, found)
    assert head == ["Server", "License", "Why", "Cost"]
    assert (first[0], first[-1]) == ("db", 900)
    assert (second[0], second[-1]) == ("bi", 100.5)
    assert total[0] == "Total"
    assert total[-1] == "=SUBTOTAL(109,tblServers[Cost])"


def test_over_time_a_license_has_its_days(tmp_path: Path) -> None:
    dated = replace(TAKEN[0], first=date(2026, 1, 1), last=date(2026, 12, 31))
    head, first = rows(tmp_path, plan(servers=(dated,)))
    assert head == ["Server", "License", "Quantity", "From", "To", "Why"]
    assert [day.date() for day in first[3:5]] == [date(2026, 1, 1), date(2026, 12, 31)]


def test_a_frame_has_the_same_licenses(tmp_path: Path) -> None:
    sheets = {"Access": [["User", "Server"], ["a", "Windows Server 2022"]], "Licenses": WINDOWS}
    found = tables(write(tmp_path / "in.xlsx", sheets))
    columns = servers_columns(Planned(found, plan(servers=TAKEN)))
    assert {name: list(values) for name, values in columns.items()} == {
        "Server": ["s", None],
        "License": ["Connector", "Site"],
        "Quantity": [1, 400],
        "Why": ["covers every access by External to it", "covers everyone"],
    }
