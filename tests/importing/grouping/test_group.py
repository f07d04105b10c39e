"""Either engine gives the same groups, of any dialect."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.domain.problems import Findings
from optimizer.importing.choices import Engine
from optimizer.importing.grouping.group import group
from optimizer.importing.grouping.wanted import Grain, Groups, cut, wanted
from optimizer.importing.opening.exports import find
from optimizer.importing.opening.open_export import open_export
from optimizer.importing.sources.declared import sources
from optimizer.importing.sources.recognise import Recognised, recognise
from tests.importing.support import SECURITY

MOMENTS = st.one_of(
    st.datetimes().map(lambda d: d.isoformat()),
    st.datetimes().map(lambda d: d.strftime("%m/%d/%Y %H:%M:%S")),
    st.datetimes().map(lambda d: d.strftime("%d.%m.%Y, %H:%M:%S.123")),
    st.sampled_from(["", "-", "2026-01-12", "never", "133024563725700000", "6/4/2021, 4:00:37 PM"]),
)
TEXT = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=8),
    st.sampled_from(["ann", '"ann"', "a,b", "a;b", "line\nbreak", " x ", "10.0.0.5"]),
)
ROWS = st.lists(
    st.tuples(MOMENTS, st.sampled_from(["4624", "4769", "4672", " 4624 "]), TEXT, TEXT, TEXT),
    max_size=12,
)


def recognised(path: Path, scratch: Path) -> Recognised:
    (export,) = find([path], scratch, frozenset(), Findings())
    (opened,) = open_export(export)
    found = recognise(opened, sources())
    assert isinstance(found, Recognised)
    return found


def write(
    path: Path, rows: list[tuple[str, ...]], encoding: str = "utf-8", delimiter: str = ","
) -> None:
    names = SECURITY.split(",")
    at = [
        names.index(n)
        for n in ("TimeCreated", "Id", "TargetUserName", "WorkstationName", "IpAddress")
    ]
    with path.open("w", encoding=encoding, newline="") as file:
        out = csv.writer(file, delimiter=delimiter)
        out.writerow(names)
        for row in rows:
            cells = [""] * len(names)
            for position, value in zip(at, row, strict=True):
                cells[position] = value
            out.writerow(cells)


def ordered(groups: Groups) -> pd.DataFrame:
    names = list(groups.frame.columns)
    return groups.frame.sort_values(names).reset_index(drop=True)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    rows=ROWS,
    grain=st.sampled_from(list(Grain)),
    exact=st.sampled_from([(), ("10.0.0.5",), ("ann", "x")]),
)
def test_both_engines_give_the_same(
    tmp_path: Path, rows: list[tuple[str, ...]], grain: Grain, exact: tuple[str, ...]
) -> None:
    path = tmp_path / "s.csv"
    write(path, rows)
    table = recognised(path, tmp_path)
    asked = wanted(table, grain, frozenset(exact))
    standard = group(table, asked, Engine.STANDARD, tmp_path)
    duck = group(table, asked, Engine.DUCKDB, tmp_path)
    assert (standard.read, standard.other) == (duck.read, duck.other)
    assert standard.records == duck.records
    pd.testing.assert_frame_equal(ordered(standard), ordered(duck))
    assert standard.read == len(rows)


ROW = ("2026-01-12T08:00:00", "4624", "Ülker", "PC1", "10.0.0.5")


@pytest.mark.parametrize("engine", [Engine.STANDARD, Engine.DUCKDB])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_dialect(tmp_path: Path, engine: Engine, delimiter: str, encoding: str) -> None:
    path = tmp_path / "s.csv"
    write(path, [ROW, ROW], encoding, delimiter)
    table = recognised(path, tmp_path)
    found = group(table, wanted(table), engine, tmp_path)
    row = found.frame.iloc[0]
    assert (len(found.frame), row["user"], row["at"], row["n"]) == (1, "Ülker", "2026-01-12", 2)


@pytest.mark.parametrize("engine", [Engine.STANDARD, Engine.DUCKDB])
@pytest.mark.parametrize(
    "above",
    [
        "#TYPE System.Management.Automation.PSCustomObject\r\n",
        "sep=,\r\n",
        "Exporté le 12/01/2026\r\n\r\nServeur FS1, tous les évènements\r\n",
        "\r\n\r\n",
    ],
)
def test_lines_above_the_header(tmp_path: Path, engine: Engine, above: str) -> None:
    path = tmp_path / "s.csv"
    write(path, [ROW])
    path.write_text(above + path.read_text(encoding="utf-8"), encoding="utf-8", newline="")
    table = recognised(path, tmp_path)
    assert group(table, wanted(table), engine, tmp_path).read == 1


def test_headers_doubled_and_with_blanks(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(
        "TimeCreated ,Id, MachineName,TargetUserName,TargetUserName,IpAddress  \n"
        "2026-01-12,4624,FS1,ann,other,10.0.0.5\n"
    )
    table = recognised(path, tmp_path)
    assert group(table, wanted(table), Engine.STANDARD, tmp_path).frame["user"].tolist() == ["ann"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-12T08:00:00.123Z", "2026-01-12"),
        ("2026-01-12 08:00:00", "2026-01-12"),
        ("6/4/2021, 4:00:37.371 PM", "6/4/2021"),
        ("12.01.2026 08:00", "12.01.2026"),
        ("31. 12.2026", "31. 12.2026"),
        ("Jan 12 2026 8:00AM", "Jan 12 2026"),
        ("", ""),
    ],
)
def test_a_moment_is_cut_to_its_day(text: str, day: str) -> None:
    assert cut(text, Grain.DAY) == day
    assert cut("2026-01-12T08:00:31.5Z", Grain.MINUTE) == "2026-01-12T08:00Z"
