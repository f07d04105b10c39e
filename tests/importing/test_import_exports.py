"""The whole road on small worlds whose answer is known."""

import os
from pathlib import Path

import pytest

from optimizer import api
from optimizer.domain.problems import OutputError
from optimizer.importing.import_exports import import_exports
from optimizer.importing.options import ImportOptions
from tests.importing.support import (
    ad_computers,
    ad_users,
    do,
    dropped,
    edges,
    logons,
    questions,
    triples,
    ual,
    write,
)


def test_a_row_of_access_logging_is_an_access(tmp_path: Path) -> None:
    log = ual(tmp_path / "a.csv", "FS1", [(r"CORP\ann", "10.0.0.5", "2026-01-12", 3)])
    found = do(tmp_path, log)
    # Nobody names the device at the address, so it stays a device by its address.
    assert edges(found) == [("ann", "10.0.0.5", "FS1", "3", "2026-01-12", "Observed (address)")]
    assert found.contents.imported.servers[0]["Product"] == "Windows Server 2022"


def test_days_add_up(tmp_path: Path) -> None:
    rows = [(r"CORP\ann", "10.0.0.5", f"2026-01-{d}", 2) for d in (12, 13, 14)]
    assert edges(do(tmp_path, ual(tmp_path / "a.csv", "FS1", rows)))[0][3:5] == ("6", "2026-01-14")


def test_the_same_day_in_two_exports_counts_once(tmp_path: Path) -> None:
    one = ual(tmp_path / "1.csv", "FS1", [(r"CORP\ann", "10.0.0.5", "2026-01-12", 2)])
    two = ual(
        tmp_path / "2.csv",
        "FS1",
        [(r"CORP\ann", "10.0.0.5", "2026-01-12", 3), (r"CORP\ann", "10.0.0.5", "2026-01-13", 1)],
    )
    found = do(tmp_path, one, two)
    assert edges(found)[0][3] == "4"  # 3 on the first day, which the later export knows better; 1
    assert dropped(found) == {"in another file already": 1}


def test_a_log_on_that_names_both_teaches_the_address(tmp_path: Path) -> None:
    log = logons(
        tmp_path / "s.csv",
        [
            {"TargetUserName": "ann", "WorkstationName": "PC1", "IpAddress": "10.0.0.5"},
            {"TargetUserName": "bob", "IpAddress": "10.0.0.5"},
        ],
    )
    assert triples(do(tmp_path, log)) == [("ann", "PC1", "FS1"), ("bob", "PC1", "FS1")]


def test_spellings_are_one_by_their_sids(tmp_path: Path) -> None:
    log = logons(
        tmp_path / "s.csv",
        [
            {
                "TargetUserName": "ann",
                "TargetUserSid": "S-1-5-21-1-2-3-1000",
                "IpAddress": "10.0.0.5",
            },
            {
                "Id": 4769,
                "MachineName": "DC1.corp.example",
                "TargetUserName": "ann@CORP.EXAMPLE",
                "TargetDomainName": "CORP.EXAMPLE",
                "ServiceName": "FS1$",
                "IpAddress": "::ffff:10.0.0.5",
                "Status": "0x0",
            },
        ],
    )
    apart = do(tmp_path, log)
    assert {u for u, *_ in triples(apart)} == {r"CORP\ann", r"CORP.EXAMPLE\ann"}
    assert ("Domain", "corp", "Same as", "corp.example") in questions(apart)
    people = ad_users(tmp_path / "ad.csv", ["ann"])
    assert triples(do(tmp_path, log, people)) == [("ann", "10.0.0.5", "FS1")]


def test_import_then_solve(tmp_path: Path) -> None:
    out = tmp_path / "school.xlsx"
    outcome = import_exports([Path("samples/exports")], out, ImportOptions(illustrative=True))
    assert (outcome.summary.people, outcome.summary.devices, outcome.summary.servers) == (
        244,
        100,
        2,
    )
    result = api.solve(out)
    # A user CAL for each of 40 teachers, a device CAL for 30 + 4 PCs and the printer.
    assert result.plan.cost == 40 * 50 + 35 * 39
    assert not outcome.contents.questions


def test_a_refresh_leaves_the_workbook_alone(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    first = ual(tmp_path / "1.csv", "FS1", [(r"CORP\ann", "10.0.0.5", "2026-01-12", 2)])
    import_exports([first], out)
    before, access = out.read_bytes(), (tmp_path / "a-access.csv").read_bytes()
    again = import_exports([first], out)
    assert again.refresh
    assert (tmp_path / "a-access.csv").read_bytes() == access
    second = ual(tmp_path / "2.csv", "FS1", [(r"CORP\bob", "10.0.0.6", "2026-01-13", 2)])
    import_exports([first, second], out)
    assert out.read_bytes() == before
    assert b"bob" in (tmp_path / "a-access.csv").read_bytes()


def test_what_was_changed_by_hand_is_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    log = ual(tmp_path / "1.csv", "FS1", [(r"CORP\ann", "10.0.0.5", "2026-01-12", 2)])
    import_exports([log], out)
    users = tmp_path / "a-users.csv"
    users.write_text(users.read_text(encoding="utf-8-sig") + "carl\r\n", encoding="utf-8")
    with pytest.raises(OutputError, match="was changed since"):
        import_exports([log], out)
    stranger = tmp_path / "b.xlsx"
    stranger.write_bytes(out.read_bytes())
    with pytest.raises(OutputError, match="not an import's"):
        import_exports([log], stranger)


def test_the_same_bytes_twice_and_in_any_order(tmp_path: Path) -> None:
    files = sorted(Path("samples/exports").iterdir())
    written = []
    for number, order in enumerate((files, files[::-1])):
        folder = tmp_path / str(number)
        folder.mkdir()
        import_exports(order, folder / "a.xlsx", ImportOptions(cache=False))
        written.append({p.name: p.read_bytes() for p in sorted(folder.iterdir())})
    assert written[0] == written[1]


def test_one_file_holds_everything(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    log = ual(tmp_path / "1.csv", "FS1", [(r"CORP\ann", "10.0.0.5", "2026-01-12", 2)])
    import_exports([log], out, ImportOptions(one_file=True, illustrative=True))
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix in (".xlsx", ".csv")) == [
        "1.csv",
        "a.xlsx",
    ]
    assert api.solve(out).plan.cost == 39


def test_a_machine_nobody_logs_on_to_is_an_access(tmp_path: Path) -> None:
    log = ual(
        tmp_path / "a.csv",
        "FS1",
        [
            (r"CORP\ann", "10.0.0.5", "2026-01-12", 3),
            (r"CORP\PC1$", "10.0.0.5", "2026-01-12", 9),
            (r"CORP\SCAN1$", "10.0.0.9", "2026-01-12", 4),
        ],
    )
    found = do(tmp_path, log)
    assert edges(found) == [
        ("", "SCAN1", "FS1", "4", "2026-01-12", "Observed (machine)"),
        ("ann", "PC1", "FS1", "3", "2026-01-12", "Observed"),
    ]
    assert dropped(found) == {"machine accounts of devices that people use": 1}


def test_a_list_of_computers_tells_servers(tmp_path: Path) -> None:
    log = logons(
        tmp_path / "s.csv",
        [
            {"TargetUserName": "ann", "WorkstationName": "PC1", "IpAddress": "10.0.0.5"},
            {"TargetUserName": "svc", "WorkstationName": "APP1", "IpAddress": "10.0.0.7"},
            {"TargetUserName": "ann", "MachineName": "PC1.corp.example", "LogonType": 2},
        ],
    )
    computers = ad_computers(
        tmp_path / "c.csv",
        {"PC1": "Windows 11 Pro", "APP1": "Windows Server 2019 Standard", "FS1": WINDOWS},
    )
    found = do(tmp_path, log, computers)
    assert triples(found) == [("ann", "PC1", "FS1")]
    assert dropped(found) == {"a PC, no server": 1, "our own server as client": 1}
    assert questions(found) == [("Server", "APP1", "Front end of", "FS1")]
    assert found.contents.imported.servers[0]["Product"] == "Windows Server 2016"


WINDOWS = "Windows Server 2016"


def test_an_unknown_file_can_be_mapped(tmp_path: Path) -> None:
    log = write(tmp_path / "x.csv", "Login,Rechner,Host,Tag", [("ann", "PC1", "FS1", "2026-01-12")])
    found = do(tmp_path, log, mapped="user=Login,device=Rechner,server=Host,at=Tag")
    assert edges(found) == [("ann", "PC1", "FS1", "1", "2026-01-12", "Observed")]


CORPUS = os.environ.get("CAL_OPTIMIZER_CORPUS", "")
"""A folder of real exports, where there is one."""

if CORPUS:

    def test_real_access_logging(tmp_path: Path) -> None:
        """A lab's database: one access from elsewhere, three sessions."""
        found = do(tmp_path, Path(CORPUS) / "ual")
        assert [e[:5] for e in edges(found)] == [("hunter", "XTOF-WKS", "DC-1", "3", "2022-07-16")]
        assert sum(dropped(found).values()) == 12  # of 14 rows; two are hunter's from elsewhere

    def test_real_security_logs(tmp_path: Path) -> None:
        """Logs of lab PCs: nearly everything is the system's own."""
        found = do(tmp_path, Path(CORPUS) / "evtx")
        assert [said.kind for said in found.contents.sources] == ["security_log"] * 2


def test_every_spelling_has_its_evidence_however_many_there_are(tmp_path: Path) -> None:
    names = [f"u{n}" for n in range(2_100)]
    log = logons(tmp_path / "s.csv", [{"TargetUserName": "u7", "WorkstationName": "PC1"}])
    found = do(tmp_path, log, ad_users(tmp_path / "u.csv", names))
    both = "a row of the directory holds both; the same security identifier"
    assert {spelling: why for _, spelling, name, why in found.contents.names if name == "u7"} == {
        r"CORP\u7": both,
        r"corp.example\u7": both,
        "u7@corp.example": "a row of the directory holds both",
    }
