"""Rows of a long Access file told once: the tables say what they would say row by row, and so does
every note and problem."""

import csv
import random
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.access_rows import measured, recent, sessions_of
from optimizer.domain.options import Options
from optimizer.domain.problems import Findings, WorkbookError, fold
from optimizer.domain.tables import Tables
from optimizer.planning import optimize
from optimizer.reading import told
from optimizer.reading.told import Telling, read_tables
from tests.support.books import WINDOWS, write

pytest.importorskip("duckdb")
AS_OF = date(2026, 1, 1)
EVERY = 10**9
"""More rows than there are: no file is told once."""

Rows = Sequence[Sequence[object]]


def log(seed: int, rows: int = 300) -> list[tuple[str, ...]]:
    """Few people on few devices, again and again on other days."""
    draw = random.Random(seed)
    found: list[tuple[str, ...]] = [("User", "Device", "Server", "Sessions", "Last seen")]
    for _ in range(rows):
        day = date(2025, draw.randint(9, 12), draw.randint(1, 28)).isoformat()
        user = draw.choice(("ann", "Ann", "bob", "cy", "dee"))
        found.append(
            (
                user,
                draw.choice(("pc1", "pc2")),
                draw.choice(("s", "t")),
                str(draw.randint(1, 9)),
                day,
            )
        )
    return found


def book(
    folder: Path, rows: Rows, kind: str = "csv", settings: Mapping[str, object] | None = None
) -> Path:
    folder.mkdir(exist_ok=True)
    if kind == "csv":
        with (folder / "log.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    else:
        arrow: Any = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        columns = dict(zip(rows[0], zip(*rows[1:], strict=True), strict=True))
        typed = {name: arrow.array(list(column)) for name, column in columns.items()}
        parquet.write_table(arrow.table(typed), folder / "log.parquet", row_group_size=50)
    said = {"As of": "2026-01-01", "Access file": f"log.{kind}"} | dict(settings or {})
    sheets = {
        "Settings": [["Setting", "Value"], *map(list, said.items())],
        "Servers": [
            ["Server", "Product"],
            ["s", "Windows Server 2022"],
            ["t", "Windows Server 2022"],
        ],
        "Licenses": WINDOWS,
    }
    return write(folder / "book.xlsx", sheets)


def said(findings: Findings) -> list[str]:
    return [str(each) for each in (*fold(findings.problems), *fold(findings.warnings))]


def both(path: Path) -> tuple[Tables, Tables]:
    """The tables with rows told once, and row by row; all that is said is the same."""
    found = []
    words: list[tuple[object, ...]] = []
    for least in (0, EVERY):
        findings = Findings()
        tables = read_tables(path, findings, AS_OF, telling=Telling(AS_OF, least))[1]
        plan = optimize(tables, findings, Options())
        found.append(tables)
        words.append((said(findings), plan.cost, plan.accesses, plan.mix.users.row.tolist()))
        words[-1] += (str(findings.reading),)
    assert words[0] == words[1]
    return found[0], found[1]


def of_holders(tables: Tables) -> dict[tuple[int, int, int], tuple[float, bool]]:
    """The sessions of each user, device and server, and whether they are known."""
    access = tables.access
    rows = zip(access.user.tolist(), access.device.tolist(), access.server.tolist(), strict=True)
    facts = zip(sessions_of(tables).tolist(), measured(tables).tolist(), strict=True)
    return dict(zip(rows, facts, strict=True))


def typed(rows: Rows) -> Rows:
    """Sessions as numbers, days as dates."""
    head, *others = rows
    return [
        head,
        *((u, d, s, int(str(n)), date.fromisoformat(str(day))) for u, d, s, n, day in others),
    ]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("window", [None, 60])
def test_a_log_reads_alike(tmp_path: Path, kind: str, window: int | None) -> None:
    """300 rows of 20 accesses; with a window those before it stay apart, since they count for
    nothing."""
    settings = {} if window is None else {"Access window": window}
    rows = log(1) if kind == "csv" else typed(log(1))
    once, each = both(book(tmp_path, rows, kind, settings))
    assert len(once.access.rows) == (20 if window is None else 40)
    assert len(each.access.rows) == once.access.times.sum() == 300
    assert once.users.names == each.users.names
    assert of_holders(once) == of_holders(each)
    assert {*once.access.user[recent(once)].tolist()} == {0, 1, 2, 3}


def test_numbers_and_days_of_parquet_may_be_text(tmp_path: Path) -> None:
    once, each = both(book(tmp_path, log(2), "parquet"))
    assert len(once.access.rows) == 20
    assert of_holders(once) == of_holders(each)


def test_a_row_without_sessions_or_day_is_one_of_its_own(tmp_path: Path) -> None:
    """Never dated is never old, and never counted is no measurement."""
    rows = [
        ("User", "Device", "Server", "Sessions", "Last seen"),
        ("ann", "pc1", "s", "3", "2020-01-01"),
        ("ann", "pc1", "s", "", ""),
        ("ann", "pc1", "s", "4", "2020-01-02"),
        ("bob", "pc1", "s", "4", "2020-01-02"),
    ]
    once, each = both(book(tmp_path, rows, settings={"Access window": 30}))
    assert len(once.access.rows) == 3
    assert of_holders(once) == of_holders(each)
    assert recent(once).tolist() == [False, True, False]


def test_blanks_are_counted_row_by_row(tmp_path: Path) -> None:
    rows = [("User", "Device", "Server"), ("ann", "pc1", "s")]
    rows += [("ann", "", "s")] * 6 + [("", "pc1", "s")] * 3 + [("ann", "pc1", "s")] * 4
    once, _ = both(book(tmp_path, rows))
    assert once.access.times.tolist() == [5, *[1] * 9]


@pytest.mark.parametrize(
    "odd",
    [
        ("ann", "pc1", "s", "2.5", "2025-12-01"),
        ("ann", "pc1", "s", "1", "12/15/2025"),
        ("ann", "pc1", "s", "1", "never"),
        ("ann", "pc1", "s", "1", "1900-01-01"),
        ("Total", "", "", "9", ""),
        ("n/a", "pc1", "s", "1", "2025-12-01"),
        ("ann; bob", "pc1", "s", "1", "2025-12-01"),
        ('a"nn', "pc1", "s", "1", "2025-12-01"),
        ("two\nlines", "pc1", "s", "1", "2025-12-01"),
        (" ann ", "PC1", "S", "007", "2025-12-01 08:30:00"),
        ("", "", "", "", ""),
    ],
)
def test_what_is_written_otherwise_is_read_the_usual_way(
    tmp_path: Path, odd: tuple[str, ...]
) -> None:
    """Whatever it takes: the plan and every note are those of the rows one by one."""
    rows = [*log(3, 40), odd, *log(4, 20)[1:]]
    once, each = both(book(tmp_path, rows))
    assert of_holders(once) == of_holders(each)


@pytest.mark.parametrize(
    "wrong",
    [
        ("ann", "pc1", "nowhere", "1", "2025-12-01"),
        ("", "", "s", "1", "2025-12-01"),
        ("ann", "pc1", "", "1", "2025-12-01"),
        ("ann", "pc1", "s", "-1", "2025-12-01"),
        ("ann", "pc1", "s", "1,000", "2025-12-01"),
        ("ann", "pc1", "s", "many", "2025-12-01"),
        ("ann", "pc1", "s", "1", "2025-13-01"),
        ("ann", "pc1", "s", "1", "2025-12-01", "more"),
    ],
)
def test_problems_are_the_same(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    path = book(tmp_path, [*log(5, 30), wrong, wrong, *log(6, 30)[1:]])
    words = []
    for least in (0, EVERY):
        findings = Findings()
        with pytest.raises(WorkbookError) as error:
            read_tables(path, findings, AS_OF, telling=Telling(AS_OF, least))
        words.append(([*map(str, error.value.problems)], [*map(str, error.value.warnings)]))
    assert words[0] == words[1]


def test_other_columns_than_a_logs_are_read_the_usual_way(tmp_path: Path) -> None:
    rows = [("User", "Device", "Server", "To"), *[("ann", "pc1", "s", "2020-01-01")] * 5]
    once, _ = both(book(tmp_path, [*rows, ("ann", "pc1", "s", "")]))
    assert len(once.access.rows) == 6


def test_short_files_are_read_the_usual_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path, log(7))
    monkeypatch.setattr(told, "LEAST", 300)
    assert (
        len(read_tables(path, Findings(), AS_OF, telling=Telling(AS_OF, 301))[1].access.rows) == 300
    )
    assert (
        len(read_tables(path, Findings(), AS_OF, telling=Telling(AS_OF, 300))[1].access.rows) == 20
    )
