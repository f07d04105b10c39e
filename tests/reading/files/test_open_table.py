"""Access, Users and Devices as CSV or Parquet files: the same plan as from sheets, the same
messages."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from optimizer.domain.problems import Findings
from optimizer.domain.tables import Tables
from optimizer.planning import optimize
from tests.support.books import Sheets, problems, solve_to, tables, write
from tests.whatif.test_changes import BASE

FILES = ("Access", "Users", "Devices")


def moved(path: Path, kind: str, sheets: Sheets = BASE, separator: str = ",") -> Sheets:
    """The sheets with three of them written as files beside the workbook, and named on Settings."""
    settings = list(sheets["Settings"])
    for sheet in FILES:
        header, *rows = sheets[sheet]
        file = path / f"{sheet.lower()}.{kind}"
        frame = pd.DataFrame(
            [[None if v == "" else v for v in row] for row in rows], columns=header
        )
        if kind == "parquet":
            frame.convert_dtypes().to_parquet(file)
        else:
            frame.to_csv(file, index=False, sep=separator, encoding="utf-8-sig")
        settings.append([f"{sheet} file", file.name])
    return {
        "Settings": settings,
        **{name: rows for name, rows in sheets.items() if name not in (*FILES, "Settings")},
    }


def plain(found: Tables) -> list[Any]:
    """What a plan rests on, without the cells."""
    return [
        found.users.names, found.users.count.tolist(), found.users.kind.tolist(), found.users.same_as.tolist(), found.devices.names,
        found.access.user.tolist(), found.access.device.tolist(), found.access.server.tolist(), found.access.sessions.tolist(),
        found.access.own.tolist(),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "separator"), [("csv", ","), ("csv", ";"), ("tsv", "\t"), ("parquet", "")]
)
def test_files_are_read_like_sheets(tmp_path: Path, kind: str, separator: str) -> None:
    by_sheet = tables(write(tmp_path / "sheets.xlsx", BASE))
    by_file = tables(write(tmp_path / "files.xlsx", moved(tmp_path, kind, separator=separator)))
    assert plain(by_file) == plain(by_sheet)
    assert optimize(by_file, Findings()).cost == optimize(by_sheet, Findings()).cost


def test_about_names_the_files_by_their_bytes(tmp_path: Path) -> None:
    plan = solve_to(
        write(tmp_path / "files.xlsx", moved(tmp_path, "csv")), tmp_path / "plan.xlsx"
    ).plan
    assert {
        "SHA-256 of access.csv",
        "SHA-256 of users.csv",
        "SHA-256 of devices.csv",
    } <= plan.facts.keys()


def test_problems_in_a_file_name_the_file_and_its_line(tmp_path: Path) -> None:
    access = [
        *BASE["Access"],
        ["nemo", "phone", "mail", 1, ""],
        ["boss", "phone", "mail", "1,234", ""],
    ]
    sheets = moved(tmp_path, "csv", {**BASE, "Access": access})
    assert problems(tmp_path, sheets) == [
        'access.csv, line 8: User "nemo" is not on Users. Correct it, or add it to Users.',
        'access.csv, line 9: Sessions "1,234" is text that could mean 1234 or 1.234. Type it as a '
        "number, not as text.",
    ]


def test_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    rest = {name: rows for name, rows in BASE.items() if name != "Access"}

    def said(value: str, **more: object) -> list[str]:
        return problems(
            tmp_path, {**rest, "Settings": [["Setting", "Value"], ["Access file", value]], **more}
        )

    assert said("gone.csv") == [
        'Settings!B2: Access file "gone.csv" is not there. Put a file of that name beside the '
        "workbook, in its folder or below (on the page: drop the two together), or correct the "
        "name."
    ]
    (tmp_path / "a.doc").write_text("x", encoding="utf-8")
    assert said("a.doc") == [
        'Settings!B2: Access file "a.doc" is neither .csv nor .parquet. Export the table as one '
        "of these."
    ]
    (tmp_path / "b.csv").write_text("User,Sever\nx,files\n", encoding="utf-8")
    assert said("b.csv")[0].startswith(
        'b.csv, line 1: the header lacks "Server". Rename "Sever" to "Server".'
    )
    (tmp_path / "c.csv").write_text("User,Server\n", encoding="utf-8")
    assert said("c.csv") == ["Access: has no rows. Fill it in."]
    (tmp_path / "d.parquet").write_bytes(b"PAR1 not really")
    assert said("d.parquet")[0].startswith('Settings!B2: Access file "d.parquet" is damaged.')
    assert said("b.csv", Access=BASE["Access"]) == [
        'Settings!B2: Access file is "b.csv", but there is a sheet Access too. Keep one of the two.'
    ]


def test_a_file_whose_name_no_system_takes_is_not_there(tmp_path: Path) -> None:
    sheets = {**BASE, "Settings": [["Setting", "Value"], ["Users file", f"{'x' * 5000}.csv"]]}
    del sheets["Users"]
    found = problems(tmp_path, sheets)
    assert found[0].startswith('Settings!B2: Users file "xxxxx')
    assert "is not there" in found[0]
    assert len(found[0]) < 700


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_empty_file_is_called_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "none.csv").write_bytes(content)
    rest = {name: rows for name, rows in BASE.items() if name != "Access"}
    settings = [["Setting", "Value"], ["Access file", "none.csv"]]
    assert 'Settings!B2: Access file "none.csv" is empty. Export it again.' in problems(
        tmp_path, {**rest, "Settings": settings}
    )
