"""Whose log a file is, where its rows do not say: by its name, or a folder's, as lines to type make
them."""

from pathlib import Path

import pandas as pd
import pytest

from tests.importing.support import WS2022, do, refusals, triples, write

HEADER = "UserName,IPAddress,AccessDate,AccessCount,ProductName,RoleName,TenantIdentifier"
ROW = (r"CORP\ann", "10.0.0.5", "2026-01-12", 1, WS2022, "File Server", "")
ASKED = "does not say which server's log it is"


@pytest.mark.parametrize(
    ("name", "server"),
    [
        ("FS1.csv", "FS1"),
        ("FS1-ual.csv", "FS1"),
        ("SRV-FILE-01-ual.csv", "SRV-FILE-01"),
        ("SRV_FILE_01_ual.csv", "SRV_FILE_01"),
        ("SRV-FILE-01-UAL/daily.csv", "SRV-FILE-01"),
        ("SRV-FILE-01-Sum/2026/access.csv", "SRV-FILE-01"),
        ("Get-UalDailyAccess.csv", ""),
        ("north/Get-UalDailyAccess.csv", ""),
        ("ual.csv", ""),
        ("2026-01-ual.csv", ""),
        ("SRV FILE.csv", ""),
    ],
)
@pytest.mark.parametrize("folder", [True, False])
def test_whose_log_it_is(tmp_path: Path, name: str, server: str, folder: bool) -> None:
    path = write(tmp_path / "in" / name, HEADER, [ROW])
    given = tmp_path / "in" if folder else path
    if server:
        assert triples(do(tmp_path, given)) == [("ann", "10.0.0.5", server)]
    else:
        (said,) = refusals(tmp_path, given)
        assert ASKED in said


def test_files_of_one_name_in_two_folders_are_answered_apart(tmp_path: Path) -> None:
    names = [f"{place}/daily.csv" for place in ("north", "south")]
    for number, name in enumerate(names):
        write(tmp_path / "in" / name, HEADER, [(*ROW[:3], number, *ROW[4:])])
    said = refusals(tmp_path, tmp_path / "in")
    assert [f"--server NAME={name}," in text for name, text in zip(names, said, strict=True)] == [
        True, True
    ]  # fmt: skip
    servers = dict(zip(names, ("FS1", "FS2"), strict=True))
    found = do(tmp_path, tmp_path / "in", servers=servers)
    assert [server for _, _, server in triples(found)] == ["FS1", "FS2"]


@pytest.mark.parametrize("name", ["localhost", "-", ""])
def test_a_name_that_every_computer_has_is_none(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "x y.csv", f"{HEADER},PSComputerName", [(*ROW, name)])
    (said,) = refusals(tmp_path, path)
    assert ASKED in said
    assert triples(do(tmp_path, path, servers={"x y.csv": "FS1"})) == [("ann", "10.0.0.5", "FS1")]


def test_a_column_of_bytes_that_are_no_text_is_told(tmp_path: Path) -> None:
    """Who used the server stands in it; the file is named, beside that none of its rows says who."""
    pytest.importorskip("pyarrow")
    path = tmp_path / "FS1.parquet"
    frame = dict(zip(HEADER.split(","), ([cell] for cell in ROW), strict=True))
    pd.DataFrame(frame | {"UserName": [b"\xff\xfe"]}).to_parquet(path)
    notes = [str(each) for each in do(tmp_path, path).notes]
    assert (
        'FS1.parquet: "UserName" holds bytes that are no text; it is not read. If it says who, '
        "from where or when, export it as text in UTF-8." in notes
    )
