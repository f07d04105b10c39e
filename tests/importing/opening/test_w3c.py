"""IIS logs: fields in any order, that change on the way; a day that stands above."""

from pathlib import Path

from tests.importing.opening.support import opened, records


def log(path: Path, *lines: str) -> list[dict[str, str]]:
    path.write_text("#Software: IIS\n" + "".join(f"{line}\n" for line in lines))
    return records(opened(path))


def test_fields_change_on_the_way(tmp_path: Path) -> None:
    found = log(
        tmp_path / "a.log",
        "#Date: 2026-01-12 00:00:00",
        "#Fields: time cs-username c-ip sc-status",
        r"08:00:00 CORP\ann 10.0.0.5 200",
        "#Fields: date time c-ip cs-username s-computername",
        r"2026-01-13 09:00:00 10.0.0.6 CORP\bob WEB1",
    )
    assert [(r["date"], r["cs-username"], r["c-ip"], r["s-computername"]) for r in found] == [
        ("2026-01-12", r"CORP\ann", "10.0.0.5", ""),
        ("2026-01-13", r"CORP\bob", "10.0.0.6", "WEB1"),
    ]
    assert [r["sc-status"] for r in found] == ["200", ""]


def test_the_phone_of_activesync(tmp_path: Path) -> None:
    fields = "#Fields: date time cs-uri-stem cs-uri-query cs-username c-ip"
    sync = "/Microsoft-Server-ActiveSync/default.eas"
    found = log(
        tmp_path / "a.log",
        fields,
        rf"2026-01-12 08:00:00 {sync} User=ann&deviceid=APPL1&Cmd=Ping CORP\ann 10.0.0.5",
        rf"2026-01-12 08:00:01 {sync} Cmd=Ping CORP\ann 10.0.0.5",
        r"2026-01-12 08:00:02 /owa/ DeviceId=NOT CORP\ann 10.0.0.5",
    )
    told = [(r["ActiveSync DeviceId"], r["ActiveSync"]) for r in found]
    assert told == [("APPL1", "ActiveSync"), ("", "ActiveSync"), ("", "Web Server")]


def test_a_blank_in_a_name_is_a_plus_and_a_short_line_is_blank(tmp_path: Path) -> None:
    found = log(
        tmp_path / "a.log", "#Fields: date cs-username c-ip sc-status", r"2026-01-12 CORP\ann+lee"
    )
    assert found[0]["cs-username"] == r"CORP\ann lee"
    assert found[0]["c-ip"] == ""


def test_its_times_are_utc(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_text("#Fields: date c-ip\n2026-01-12 10.0.0.5\n")
    assert (opened(path).zone, opened(path).form) == ("UTC", "IIS log")
