"""What is no export, and what a file leaves open: one sentence with the file and what to do, and
nothing written."""

import gzip
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from optimizer import cli
from optimizer.domain.problems import WorkbookError
from optimizer.importing.import_exports import import_exports
from optimizer.importing.options import ImportOptions
from tests.importing.support import ad_users, do, edges, logons, refusals, triples, ual, write

ROW = (r"CORP\ann", "10.0.0.5", "2026-01-12", 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty."),
        (b"\r\n\r\n \r\n", "is empty."),
        (b"%PDF-1.7 ...", "is a PDF, not an export"),
        (b"MZ\x90\x00", "is a program, not an export"),
        (b"\xd0\xcf\x11\xe0" + bytes(20), "is an old .xls workbook"),
        (b"\x00\x01\x02\x03" * 9, "is a file of bytes, not of text"),
        (b"PK\x03\x04broken", "cannot be opened"),
        (b"a,b\n1,2\n", 'is of no known kind; its first row is "a", "b".'),
        (b'{"a": 1', "it is not JSON there"),
    ],
)
def test_no_export(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "x.dat").write_bytes(content)
    (said,) = refusals(tmp_path, tmp_path / "x.dat")
    assert said.startswith("x.dat: ")
    assert sentence in said


def test_the_nearest_kind_is_named_with_what_is_missing(tmp_path: Path) -> None:
    log = write(tmp_path / "u.csv", "UserName,AccessDate,AccessCount,RoleName", [("a", "", 1, "")])
    (said,) = refusals(tmp_path, log)
    assert 'The nearest is "User Access Logging, a day a row' in said
    assert 'no column "ProductName"' in said


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "nowhere.csv: is not there." in refusals(tmp_path, tmp_path / "nowhere.csv")[0]
    (tmp_path / "empty").mkdir()
    assert "holds no files" in refusals(tmp_path, tmp_path / "empty")[0]


def test_only_registers_tell_no_access(tmp_path: Path) -> None:
    (said,) = refusals(tmp_path, ad_users(tmp_path / "u.csv", ["ann"]))
    assert "no export tells who uses which server" in said


def test_a_row_gone_wrong_names_its_line_with_either_engine(tmp_path: Path) -> None:
    log = logons(tmp_path / "s.csv", [{"TargetUserName": "ann"}] * 3)
    log.write_text(log.read_text() + "2026-01-12T08:00:00,4624,99\n")
    other = ual(tmp_path / "a.csv", "FS1", [ROW])
    for engine in ("standard", "duckdb"):
        said = refusals(tmp_path, log, other, engine=engine)
        assert said == [
            "s.csv: line 5: the row has 3 fields and the header 12. "
            "Export it again, or give --partial to do without it."
        ]
    found = do(tmp_path, log, other, partial=True)
    assert triples(found) == [("ann", "10.0.0.5", "FS1")]
    assert [str(note)[:13] for note in found.notes] == ["s.csv: line 5"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_that_ends_in_the_middle_of_a_line_is_told(tmp_path: Path, encoding: str) -> None:
    """Cut inside its last field it has all its fields: 14 accesses may have been 140."""
    log = ual(tmp_path / "FS1.csv", "FS1", [ROW])
    text = log.read_text(encoding="utf-8")
    log.write_text(text, encoding=encoding)
    assert do(tmp_path, log).notes == ()
    log.write_text(text.rstrip("\r\n")[:-1], encoding=encoding)
    (note,) = do(tmp_path, log).notes
    assert str(note).startswith("FS1.csv: ends in the middle of a line")


def test_a_directory_that_ends_in_the_middle_of_a_line_is_told(tmp_path: Path) -> None:
    log = ual(tmp_path / "FS1.csv", "FS1", [ROW])
    people = tmp_path / "u.ldif"
    people.write_text(
        "dn: CN=A,DC=x\nobjectClass: user\nsAMAccountName: ann\nuserAccountControl: 51"
    )
    said = "u.ldif [users]: ends in the middle of a line"
    assert any(str(note).startswith(said) for note in do(tmp_path, log, people).notes)
    people.write_text(people.read_text() + "2\n")
    assert not any(str(note).startswith(said) for note in do(tmp_path, log, people).notes)


def test_dates_that_tell_no_order(tmp_path: Path) -> None:
    log = ual(tmp_path / "a.csv", "FS1", [(r"CORP\ann", "10.0.0.5", "01/02/2026", 1)])
    (said,) = refusals(tmp_path, log)
    assert said.startswith('a.csv: writes "01/02/2026", which could be day-month or month-day')
    assert edges(do(tmp_path, log, dates="MDY"))[0][4] == "2026-01-02"
    assert edges(do(tmp_path, log, dates="DMY"))[0][4] == "2026-02-01"


def test_a_log_of_no_server(tmp_path: Path) -> None:
    log = ual(tmp_path / "ual.csv", "", [ROW])
    (said,) = refusals(tmp_path, log)
    assert said.startswith("ual.csv: does not say which server's log it is.")
    assert triples(do(tmp_path, log, servers={"ual.csv": "FS7"}))[0][2] == "FS7"
    log.rename(tmp_path / "FS8-ual.csv")
    assert triples(do(tmp_path, tmp_path / "FS8-ual.csv"))[0][2] == "FS8"


def test_utc_and_local_time_are_not_mixed_unasked(tmp_path: Path) -> None:
    header = "ID,Date,Time,Description,IP Address,Host Name,MAC Address"
    lease = write(
        tmp_path / "dhcp.log",
        header,
        [
            (10, "01/13/26", "07:00:00", "Assign", "10.0.0.5", "PC1", "A"),
            (10, "01/13/26", "12:30:00", "Assign", "10.0.0.5", "PC2", "B"),
        ],
    )
    log = logons(
        tmp_path / "s.csv",
        [{"TargetUserName": "ann", "IpAddress": "10.0.0.5", "TimeCreated": "2026-01-13T12:00:00Z"}],
    )
    (said,) = refusals(tmp_path, log, lease)
    assert "Give --time-zone" in said
    # Noon in UTC is one o'clock in Paris, when the address was PC2's.
    assert triples(do(tmp_path, log, lease, time_zone="Europe/Paris"))[0][1] == "PC2"
    assert triples(do(tmp_path, log, lease, time_zone="UTC"))[0][1] == "PC1"
    assert "no time zone" in refusals(tmp_path, log, lease, time_zone="Paris")[0]


def test_archives_are_opened(tmp_path: Path) -> None:
    log = ual(tmp_path / "in" / "FS1-ual.csv", "", [ROW])
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(log, "servers/FS1-ual.csv")
    (tmp_path / "FS1-ual.csv.gz").write_bytes(gzip.compress(log.read_bytes()))
    for path in (tmp_path / "all.zip", tmp_path / "FS1-ual.csv.gz"):
        assert triples(do(tmp_path, path)) == [("ann", "10.0.0.5", "FS1")]
    # The same bytes under two names are read once.
    both = do(tmp_path, tmp_path / "all.zip", log)
    assert [said.read for said in both.contents.sources] == [1]
    assert "is the same file as" in str(both.notes[0])


def test_nothing_is_written_where_anything_is_asked(tmp_path: Path) -> None:
    log = ual(tmp_path / "ual.csv", "", [ROW])
    with pytest.raises(WorkbookError):
        import_exports([log], tmp_path / "out.xlsx", ImportOptions(cache=False))
    assert [p.name for p in tmp_path.iterdir()] == ["ual.csv"]


def call(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli.app, ["import", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_exit_statuses(tmp_path: Path) -> None:
    log, out = ual(tmp_path / "ual.csv", "", [ROW]), str(tmp_path / "o.xlsx")
    assert call(str(log), "-o", out)[0] == 1
    assert call("-o", out)[0] == 2
    assert call(str(log), "-o", out, "--server", "FS1")[0] == 2
    assert call(str(log), "-o", out, "--map", "nonsense=A")[0] == 2
    code, text, _ = call(str(log), "-o", out, "--server", "FS1=ual.csv")
    assert code == 0
    assert (
        "1 person (from 1 spelling), 1 device (1 known by address only), 1 server, 1 access."
        in text
    )
    assert "Address 10.0.0.5" in text


def test_sources_queries_and_json(tmp_path: Path) -> None:
    assert "Get-UalDailyAccess |" in call("--sources")[1]
    assert "SecurityEvent" in call("--query", "sentinel")[1]
    log = ual(tmp_path / "FS1.csv", "FS1", [ROW])
    code, text, _ = call(str(log), "-o", str(tmp_path / "o.xlsx"), "--json", "--dry-run")
    assert code == 0
    assert '"accesses": 1' in text
    assert not (tmp_path / "o.xlsx").exists()


def test_a_log_that_does_not_tell_when_is_told(tmp_path: Path) -> None:
    path = write(
        tmp_path / "s.csv",
        "Id,Computer,TargetUserName,IpAddress",
        [(4624, "FS1", "ann", "10.0.0.5")],
    )
    found = do(tmp_path, path)
    assert edges(found) == [("ann", "10.0.0.5", "FS1", "1", "", "Observed (address)")]
    (note,) = map(str, found.notes)
    assert note.startswith("s.csv: has no column that tells when: its accesses have no Last seen")


def test_moments_that_are_not_read_are_told(tmp_path: Path) -> None:
    rows = [{"TargetUserName": "ann", "IpAddress": "10.0.0.5"} for _ in range(3)]
    days = [{"TimeCreated": f"2026-01-{day}T08:00:00"} for day in (12, 13)] + [
        {"TimeCreated": "?1"}
    ]
    log = logons(tmp_path / "s.csv", [{**row, **day} for row, day in zip(rows, days, strict=True)])
    (note,) = map(str, do(tmp_path, log).notes)
    assert note.startswith('s.csv: has 1 moment that is not read, "?1" the first: their accesses')


def test_a_log_of_sessions_without_its_server_asks_for_it(tmp_path: Path) -> None:
    header = "EventID,TimeCreated,Computer,User,Address,SessionID"
    path = write(
        tmp_path / "1.csv", header, [(21, "2026-01-12T08:00:00", "", r"CORP\ann", "PC1", 2)]
    )
    (said,) = refusals(tmp_path, path)
    assert "which server's log it is" in said
    assert triples(do(tmp_path, path, servers={"1.csv": "RDS1"})) == [("ann", "PC1", "RDS1")]


def test_a_page_of_a_longer_answer_is_no_whole(tmp_path: Path) -> None:
    page = tmp_path / "users.json"
    page.write_text('{"@odata.nextLink": "https://x/?$skiptoken=1", "value": [{"a": 1}]}')
    (said,) = refusals(tmp_path, page)
    assert "it is the first page of an answer that goes on" in said


@pytest.mark.parametrize(("rows", "told"), [(999, False), (1000, True), (1001, False)])
def test_as_many_rows_as_programs_give_at_most_is_told(
    tmp_path: Path, rows: int, told: bool
) -> None:
    log = ual(tmp_path / "1.csv", "FS1", [ROW] * rows)
    notes = [str(note) for note in do(tmp_path, log).notes]
    assert notes == (
        [
            "1.csv: has exactly 1,000 rows, as many as some programs give at most: it may be cut. "
            "Compare with its source; export it in several parts, a month or a server each."
        ]
        if told
        else []
    )
