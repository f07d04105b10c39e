"""The sheet Servers: what runs where, which kinds count there, and what is wrong."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings
from optimizer.domain.tables import Kind
from optimizer.reading.columns import Columns
from optimizer.reading.sheets.products_families import KnownNames
from optimizer.reading.sheets.servers import Fleet, products_as_servers, read_servers
from tests.reading.support import grid, told

P, SQL = "Windows Server 2022", "SQL Server 2022"


def read(folder: Path, *rows: list[Any]) -> tuple[Fleet, KnownNames, list[tuple[str, str]]]:
    findings = Findings()
    registry = KnownNames(findings)
    return (
        read_servers(grid(folder, "Servers", *rows), registry, findings),
        registry,
        told(findings),
    )


def test_a_row_is_one_server_on_a_machine_of_its_own(tmp_path: Path) -> None:
    fleet, registry, said = read(tmp_path, ["Server", "Product"], ["s", f"{P}; {SQL}"], ["t", P])
    assert not said
    first, second = fleet.servers
    assert [registry.products[p].name for p in first.products] == [P, SQL]
    assert (first.name, first.count, first.row) == ("s", 1, 2)
    assert (first.cores, first.processors, first.one_kind) == (None, None, {})
    assert (first.cal_mode_cost, first.front_of, first.start, first.stop) == (0, (), None, None)
    assert [host.name for host in fleet.hosts] == ["s", "t"]
    assert (first.host, second.host) == (0, 1)


def test_every_column_is_read_and_a_product_named_twice_counts_once(tmp_path: Path) -> None:
    fleet, _, said = read(
        tmp_path,
        ["Server", "Product", "Count", "Cores", "Processors", "CAL mode cost", "Front end of"],
        ["s", f"{P}; {P}", 3, 16, 2, 899.5, "t; t"],
        ["t", P, "", "", "", "", ""],
    )
    assert not said
    first, second = fleet.servers
    assert (len(first.products), first.count, first.cores, first.processors) == (1, 3, 16, 2)
    assert first.cal_mode_cost == Decimal("899.5")
    assert (first.front_of, second.front_of) == ((1,), ())


def test_a_host_that_is_a_row_counts_as_often_as_that_row(tmp_path: Path) -> None:
    """Any other host is one machine; its name is taken however it is spelled."""
    fleet, _, said = read(
        tmp_path,
        ["Server", "Product", "Count", "Host"],
        *(
            ["vm1", P, 1, "BOX"],
            ["box", P, 4, ""],
            ["vm2", P, 1, "elsewhere"],
            ["vm3", P, 1, "box"],
        ),
    )
    assert not said
    assert [(host.name, host.count) for host in fleet.hosts] == [("BOX", 4), ("elsewhere", 1)]
    assert [server.host for server in fleet.servers] == [0, 0, 1, 0]


def test_one_kind_is_fixed_where_it_is_named_and_else_the_plan_chooses(tmp_path: Path) -> None:
    fleet, registry, said = read(
        tmp_path,
        ["Server", "Product", "One kind"],
        *(["s", f"{P}; {SQL}", "Windows Server: device; SQL Server"], ["t", P, ""]),
    )
    assert not said
    family = registry.families.index
    assert fleet.servers[0].one_kind == {
        family["windows server"]: Kind.DEVICE,
        family["sql server"]: Kind.EITHER,
    }
    assert fleet.servers[1].one_kind == {}


@pytest.mark.parametrize(
    ("head", "row", "said"),
    [
        ("Cores", 0, ("Servers!C2", "zero-is-blank")),
        ("Processors", 0, ("Servers!C2", "zero-is-blank")),
        ("Front end of", "s", ("Servers!C2", "front-of-itself")),
        ("Front end of", "x", ("Servers!C2", "unknown-behind")),
        ("One kind", "SQL Server", ("Servers!C2", "one-kind-of-nothing")),
    ],
)
def test_what_is_told_of_a_cell(
    tmp_path: Path, head: str, row: object, said: tuple[str, str]
) -> None:
    fleet, _, found = read(tmp_path, ["Server", "Product", head], ["s", P, row], ["t", P, ""])
    assert found == [said]
    first = fleet.servers[0]
    assert (first.cores, first.processors, first.front_of) == (None, None, ())


def test_a_kind_that_is_none_is_told(tmp_path: Path) -> None:
    rows = ["Server", "Product", "One kind"], ["s", P, "Windows Server: both"]
    fleet, _, said = read(tmp_path, *rows)
    assert [place for place, _ in said] == ["Servers!C2"]
    assert fleet.servers[0].one_kind == {}


def test_a_machine_that_is_not_there_bears_no_server(tmp_path: Path) -> None:
    """Unless the server is not there either."""
    head = ["Server", "Product", "Count", "Host"]
    said = read(tmp_path, head, ["vm", P, 1, "box"], ["box", P, 0, ""])[2]
    assert said == [("Servers!D2", "host-without-count")]
    assert not read(tmp_path, head, ["vm", P, 0, "box"], ["box", P, 0, ""])[2]


def test_an_unknown_product_is_told_and_the_server_kept_without_it(tmp_path: Path) -> None:
    fleet, _, said = read(tmp_path, ["Server", "Product"], ["s", f"{P}; Frobnicator 9"])
    assert said == [("Servers!B2", "unknown-product")]
    assert len(fleet.servers[0].products) == 1


def test_without_a_sheet_each_product_on_access_is_a_server(tmp_path: Path) -> None:
    findings = Findings()
    access = grid(tmp_path, "Access", ["User", "Server"], ["a", SQL], ["b", P], ["c", SQL.upper()])
    fleet = products_as_servers(Columns(access, findings), KnownNames(findings))
    assert [server.name for server in fleet.servers] == [SQL, P]
    assert all(len(server.products) == 1 and not server.row for server in fleet.servers)
    assert not told(findings)


def test_a_name_on_access_that_is_no_product_is_told_at_all_its_cells(tmp_path: Path) -> None:
    findings = Findings()
    access = grid(tmp_path, "Access", ["User", "Server"], ["a", "files"], ["b", P], ["c", "files"])
    fleet = products_as_servers(Columns(access, findings), KnownNames(findings))
    assert [len(server.products) for server in fleet.servers] == [0, 1]
    (problem,) = findings.problems
    assert (str(problem.place), [str(other) for other in problem.others]) == (
        "Access!B2",
        ["Access!B4"],
    )
