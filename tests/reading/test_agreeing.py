"""Of several columns of names the one is read whose names stand on the other sheet."""

from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from tests.support.books import WINDOWS, tables, write

SERVER = "Windows Server 2022"


def devices_read(folder: Path, head: list[str], row: list[str], used: str) -> tuple[str, ...]:
    sheets = {
        "Devices": [head, row],
        "Access": [["User", "Device", "Server"], ["ann", used, SERVER]],
        "Licenses": WINDOWS,
    }
    return tables(write(folder / "book.xlsx", sheets), Findings()).devices.names


@pytest.mark.parametrize(
    ("head", "row", "used"),
    [
        (["Name", "DNSHostName"], ["PC1", "pc1.corp"], "PC1"),
        (["Name", "DNSHostName"], ["PC1", "pc1.corp"], "pc1.corp"),
        (["Asset tag", "Computer name"], ["A1", "PC1"], "A1"),
        (["Client", "Name"], ["Yes", "PC1"], "PC1"),
        (["Device", "Hostname"], ["PC1", "x"], "PC1"),
    ],
)
def test_the_names_that_access_has(
    head: list[str], row: list[str], used: str, tmp_path: Path
) -> None:
    assert devices_read(tmp_path, head, row, used) == (used,)


def test_the_users_column_of_access_may_be_the_one_that_gives_way(tmp_path: Path) -> None:
    head = ["SamAccountName", "Display name", "Device", "Server"]
    sheets = {
        "Users": [["Name", "Count"], ["Ann Berg", 3]],
        "Access": [head, ["aberg", "Ann Berg", "", SERVER]],
        "Licenses": WINDOWS,
    }
    found = tables(write(tmp_path / "book.xlsx", sheets), Findings())
    assert found.users.names == ("Ann Berg",)


def test_where_nothing_agrees_the_rank_decides(tmp_path: Path) -> None:
    sheets = {
        "Devices": [["Hostname", "Asset tag"], ["PC1", "A1"]],
        "Access": [["User", "Server"], ["ann", SERVER]],
        "Licenses": WINDOWS,
    }
    assert tables(write(tmp_path / "book.xlsx", sheets), Findings()).devices.names == ("PC1",)
