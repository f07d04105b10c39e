"""Queries for log systems: their answer is the canonical aggregate."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from optimizer.importing.result.sources_text import queries
from optimizer.importing.sources.declared import sources
from tests.importing.support import do, edges

SYSTEMS = ("elastic", "sentinel", "splunk", "sql")

CANONICAL = next(source for source in sources() if source.key == "canonical")


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_query_names_the_columns_that_are_recognised(system: str) -> None:
    words = set(re.findall(r"\w+", "\n".join(queries(system))))
    assert {*CANONICAL.columns, "sid", "type"} <= words


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_query_asks_for_log_ons_that_use_a_server(system: str) -> None:
    text = "\n".join(queries(system))
    assert "4624" in text
    (types,) = re.findall(r"(?i)\bin ?\(([^)]*)\)", text)
    assert re.findall(r"\d+", types) == ["2", "3", "7", "8", "10", "11"]


def test_the_answer_of_the_sql_is_imported(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    day = date.today() - timedelta(days=3)
    db = duckdb.connect()
    db.execute(
        "CREATE TABLE security_events (target_user_name VARCHAR, target_domain_name VARCHAR, "
        "target_user_sid VARCHAR, workstation_name VARCHAR, ip_address VARCHAR, computer VARCHAR, "
        "event_id INTEGER, logon_type INTEGER, time_created TIMESTAMP)"
    )
    plain = ("CORP", "S-1-5-21-1-2-3-1001", "PC1", "10.0.0.5", "FS1.corp.example", 4624)
    db.executemany(
        "INSERT INTO security_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            ("ann", *plain, 3, f"{day} 08:00:00"),
            ("ann", *plain, 3, f"{day} 09:00:00"),
            ("ann", *plain, 5, f"{day} 09:00:00"),
            ("FS9$", *plain, 3, f"{day} 09:00:00"),
            ("eve", *plain, 3, f"{day - timedelta(days=400)} 09:00:00"),
        ],
    )
    text = "\n".join(queries("sql"))
    db.execute(f"COPY ({text}) TO '{(tmp_path / 'answer.csv').as_posix()}' (HEADER)")
    found = do(tmp_path, tmp_path / "answer.csv")
    assert edges(found) == [("ann", "PC1", "FS1", "2", day.isoformat(), "Observed")]
