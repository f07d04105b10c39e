"""Files that are not one clean table: exports joined, lines of totals, a program's last word; each
answer worked out by hand."""

import json
from pathlib import Path

import pytest

from optimizer.importing.choices import Engine
from optimizer.importing.import_exports import import_exports
from tests.importing.support import UAL, do, edges, refusals, triples

SERVER = "Windows Server 2022 Standard"


def row(name: str, last: int, day: str = "2026-01-12") -> str:
    return rf"CORP\{name},10.0.0.{last},{day},2,{SERVER},File Server,,FS1"


ANN, BOB = ("ann", "10.0.0.5", "FS1"), ("bob", "10.0.0.6", "FS1")


@pytest.mark.parametrize("engine", list(Engine))
@pytest.mark.parametrize(
    ("lines", "notes"),
    [
        ([UAL, row("ann", 5), UAL, row("bob", 6)], "has 1 line of headings or totals"),
        ([UAL, row("ann", 5), "\ufeff" + UAL, row("bob", 6)], "has 1 line of headings"),
        (["#TYPE X", UAL, row("ann", 5), "#TYPE X", UAL, row("bob", 6)], "has 1 line of headings"),
        ([UAL, row("ann", 5), row("bob", 6), "Total,,,4,,,,"], "has 1 line of headings or totals"),
        ([UAL, row("ann", 5), row("bob", 6), ",,Gesamt,4,,,,"], "has 1 line of headings"),
        ([UAL, row("ann", 5), row("bob", 6), "", "(2 rows affected)"], 'ends in "(2 rows affected)"'),
        ([UAL, row("ann", 5), row("bob", 6), "", "Total : 2"], 'ends in "Total : 2"'),
    ],
)  # fmt: skip
def test_lines_that_are_no_rows(
    tmp_path: Path, engine: Engine, lines: list[str], notes: str
) -> None:
    (tmp_path / "a.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    found = do(tmp_path, tmp_path / "a.csv", engine=engine)
    assert triples(found) == [ANN, BOB]
    said = [str(note) for note in found.notes]
    assert len(said) == 1
    assert notes in said[0]
    assert found.contents.sources[0].read == 2


def test_what_stands_at_the_end_is_said_at_a_refresh_too(tmp_path: Path) -> None:
    lines = [UAL, row("ann", 5), row("bob", 6), "", "(2 rows affected)", ""]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    first, again = (import_exports([tmp_path / "a.csv"], tmp_path / "out.xlsx") for _ in range(2))
    assert 'ends in "(2 rows affected)"' in " ".join(map(str, first.notes))
    assert [*map(str, again.notes)] == [*map(str, first.notes)]


def test_a_person_who_is_called_total_and_uses_a_server_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("\n".join([UAL, row("ann", 5), row("Total", 6), ""]))
    assert triples(do(tmp_path, tmp_path / "a.csv"))[0] == ("Total", "10.0.0.6", "FS1")


def test_headings_in_another_order_are_refused(tmp_path: Path) -> None:
    other = UAL.split(",")
    other[0], other[1] = other[1], other[0]
    lines = [
        UAL,
        row("ann", 5),
        ",".join(other),
        rf"10.0.0.6,CORP\bob,2026-01-12,2,{SERVER},x,,FS1",
    ]
    (tmp_path / "a.csv").write_text("\n".join([*lines, ""]))
    said = refusals(tmp_path, tmp_path / "a.csv")
    assert "headings again among its rows, in another order" in " ".join(said)


@pytest.mark.parametrize("end", ["CORP\\x", "\nfoo\n" + row("bob", 6)])
def test_a_line_cut_short_is_still_refused(tmp_path: Path, end: str) -> None:
    """Only a line below a blank one, with no row behind it, is an end."""
    (tmp_path / "a.csv").write_text("\n".join([UAL, row("ann", 5), end, ""]))
    (said,) = refusals(tmp_path, tmp_path / "a.csv")
    assert "the row has 1 fields and the header 8" in said


@pytest.mark.parametrize("indent", [None, 1])
def test_values_of_json_one_after_the_other(tmp_path: Path, indent: int | None) -> None:
    names = UAL.split(",")
    rows = [dict(zip(names, row(*who).split(","), strict=True)) for who in (("ann", 5), ("bob", 6))]
    for joined in ([rows[:1], rows[1:]], rows):
        text = "\n".join(json.dumps(each, indent=indent) for each in joined)
        (tmp_path / "a.json").write_text(text)
        assert triples(do(tmp_path, tmp_path / "a.json")) == [ANN, BOB]
    (tmp_path / "a.json").write_text(json.dumps(rows, indent=1) + "\n[{")
    (said,) = refusals(tmp_path, tmp_path / "a.json")
    assert "it is not JSON there" in said


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("10.0.0.5", "10.0.0.5"),
        ("10.0.0.5:51111,+10.0.0.249", "10.0.0.5"),
        ("-", "10.0.0.250"),
        ("unknown", "10.0.0.250"),
    ],
)
def test_behind_a_proxy_the_client_is_whom_it_hands_on(
    tmp_path: Path, forwarded: str, client: str
) -> None:
    (tmp_path / "FS1-iis").mkdir()
    log = tmp_path / "FS1-iis" / "u_ex260112.log"
    log.write_text(
        "#Fields: date time cs-username c-ip sc-status X-Forwarded-For\n"
        rf"2026-01-12 08:00:00 CORP\ann 10.0.0.250 200 {forwarded}" + "\n"
    )
    assert edges(do(tmp_path, log)) == [
        ("ann", client, "FS1", "1", "2026-01-12", "Observed (address)")
    ]
