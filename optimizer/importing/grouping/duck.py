"""Groups by DuckDB: delimited text in UTF-8, many rows at a time.

Where DuckDB finds fault with a file it says so in its own words, so the standard library then reads
it again: both give the same groups, or the same sentence.
"""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from optimizer.importing.grouping.coded import coded
from optimizer.importing.grouping.wanted import (
    SECONDS_PATTERN,
    TIME_PATTERN,
    Grain,
    Groups,
    Wanted,
    frame_of,
)
from optimizer.importing.opening.table import Candidate
from optimizer.importing.opening.text import CHUNK_OF_TEXT, open_text
from optimizer.importing.sources.recognise import Recognised


def installed() -> bool:
    """Whether there is a DuckDB to use."""
    return find_spec("duckdb") is not None


def takes(recognised: Recognised) -> bool:
    """Whether the table is of a dialect that DuckDB reads as the standard library does: lines that
    end now so, now so, it passes over in silence."""
    dialect = recognised.candidate.dialect
    if dialect is None or recognised.source.ragged or not recognised.opened.export.even:
        return False
    return not dialect.encoding.startswith("utf-16")


def group(candidate: Candidate, wanted: Wanted, path: Path, scratch: Path) -> Groups | None:
    """The groups of a delimited file; None where DuckDB cannot read it."""
    duckdb: Any = import_module("duckdb")
    dialect = candidate.dialect
    assert dialect is not None
    if dialect.encoding not in ("utf-8", "utf-8-sig"):
        path = _as_utf8(path, dialect.encoding, scratch)
    columns = {f"c{i}": "VARCHAR" for i in range(len(candidate.header))}
    with duckdb.connect().cursor() as db:
        db.execute("SET preserve_insertion_order = false")
        db.execute("CREATE TEMP TABLE exact (client VARCHAR)")
        if wanted.exact:
            db.executemany("INSERT INTO exact VALUES (?)", [[a] for a in sorted(wanted.exact)])
        source = (
            "read_csv(?, header=false, skip=?, delim=?, quote='\"', escape='\"', "
            "auto_detect=false, columns=?, strict_mode=true, null_padding=false)"
        )
        try:
            db.execute(
                f"CREATE OR REPLACE TEMP TABLE groups AS {_query(wanted, source)}",
                [str(path), dialect.skip, dialect.delimiter, columns],
            )
            return _fetched(db, wanted)
        except (duckdb.Error, UnicodeDecodeError):
            return None


def _fetched(db: Any, wanted: Wanted) -> Groups:
    """The groups that count, their texts as codes that DuckDB makes."""
    read, kept, numbered, first, last = db.execute(
        "SELECT coalesce(sum(n), 0), coalesce(sum(n) FILTER (kept), 0), "
        "coalesce(sum(numbered) FILTER (kept), 0), min(first) FILTER (kept), "
        "max(last) FILTER (kept) FROM groups"
    ).fetchone()
    casts = []
    for number in range(len(wanted.fields)):
        texts = f"SELECT DISTINCT f{number} FROM groups WHERE kept ORDER BY 1"  # noqa: S608
        db.execute(f"CREATE OR REPLACE TYPE text{number} AS ENUM ({texts})")
        casts.append(f"f{number}::text{number} AS f{number}")
    answer = db.execute(f"SELECT {', '.join([*casts, 'n'])} FROM groups WHERE kept").df()  # noqa: S608
    columns: dict[str, object] = {}
    for number, name in enumerate(wanted.fields):
        found = answer[f"f{number}"].array
        columns[name] = coded(found.categories.tolist(), np.asarray(found.codes))
    columns["n"] = answer["n"].to_numpy("int64")
    return Groups.of(
        frame_of(wanted.fields, columns),
        read=int(read),
        other=int(read) - int(kept),
        records=(int(first), int(last)) if kept and numbered == kept else None,
    )


def _query(wanted: Wanted, source: str) -> str:
    values = []
    for number, (name, positions) in enumerate(zip(wanted.fields, wanted.positions, strict=True)):
        text = _moment(wanted, positions) if name == "at" else _cell(positions[0])
        if wanted.event is not None:
            text = f"CASE WHEN kept THEN {text} END"
        values.append(f"{text} AS f{number}")
    kept = "true"
    if wanted.event is not None:
        quoted = (event.replace("'", "''") for event in sorted(wanted.events))
        events = ", ".join(f"'{event}'" for event in quoted)
        kept = f"trim({_cell(wanted.event)}) IN ({events})"
    record = "NULL" if wanted.record is None else _cell(wanted.record)
    inner = f"SELECT *, {kept} AS kept, TRY_CAST({record} AS BIGINT) AS record FROM {source}"  # noqa: S608 - of columns alone
    texts = ", ".join(values)
    return (
        f"SELECT kept, {texts}, count(*) AS n, count(record) AS numbered, min(record) AS first, "  # noqa: S608
        f"max(record) AS last FROM ({inner}) GROUP BY ALL"
    )


def _cell(position: int) -> str:
    return f"coalesce(c{position}, '')"


def _moment(wanted: Wanted, positions: tuple[int, ...]) -> str:
    """The cut of a moment, as `wanted.cut` makes it."""
    cells = ", ".join(f"nullif({_cell(p)}, '')" for p in positions)
    first, whole = _cell(positions[0]), f"concat_ws(' ', {cells})"
    if wanted.grain is Grain.DAY:
        iso = (
            f"length({first}) >= 16 AND substr({first}, 5, 1) = '-' "
            f"AND substr({first}, 11, 1) IN ('T', ' ')"
        )
        text = (
            f"CASE WHEN {iso} THEN substr({first}, 1, 10) "
            f"ELSE regexp_replace({first}, '{TIME_PATTERN}', '') END"
        )
    elif wanted.grain is Grain.MINUTE:
        text = f"regexp_replace({whole}, '{SECONDS_PATTERN}', '\\1', 'g')"
    else:
        text = whole
    if wanted.exact and wanted.clients:
        known = " OR ".join(
            f"trim({_cell(place)}) IN (SELECT client FROM exact)"  # noqa: S608
            for place in wanted.clients
        )
        text = f"CASE WHEN {known} THEN {whole} ELSE {text} END"
    return text


def _as_utf8(path: Path, encoding: str, scratch: Path) -> Path:
    target = scratch / f"{path.name}.utf8"
    from optimizer.importing.opening.exports import Export

    export = Export(name=path.name, path=path, sha256="", size=0)
    with (
        open_text(export, encoding) as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        while chunk := source.read(CHUNK_OF_TEXT):
            out.write(chunk)
    return target
