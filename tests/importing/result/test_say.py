"""What is said of a file: whose log it is, by its rows before its name; one row is a row."""

from pathlib import Path

from optimizer.importing.result.say import lines
from tests.importing.support import do, logons, ual


def test_a_log_is_of_the_servers_that_its_rows_name(tmp_path: Path) -> None:
    two = [{"TargetUserName": "ann", "MachineName": f"FS{n}.corp.example"} for n in (2, 1)]
    found = do(
        tmp_path,
        logons(tmp_path / "sec.csv", two),
        ual(tmp_path / "x.csv", "FS3", [(r"CORP\ann", "10.0.0.5", "2026-01-12", 1)]),
        ual(tmp_path / "FS4-ual.csv", "", [(r"CORP\ann", "10.0.0.5", "2026-01-12", 1)]),
    )
    assert {said.file: said.server for said in found.contents.sources} == {
        "sec.csv": "FS1.corp.example and 1 more",
        "x.csv": "FS3",
        "FS4-ual.csv": "FS4",
    }


def test_one_row_is_a_row(tmp_path: Path) -> None:
    log = ual(tmp_path / "x.csv", "FS1", [(r"CORP\ann", "10.0.0.5", "2026-01-12", 1)])
    found = do(tmp_path, log)
    said = "\n".join(lines(found.summary, found.contents, "a.xlsx"))
    assert "  1 row, 1 kept\n" in said
    assert "of its own (1 row)\n" in said
