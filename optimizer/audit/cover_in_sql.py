"""Cover of very many accesses, said in SQL: DuckDB joins every access with what it requires and
with what its user, its device and its server have, some rows at a time, in bounded memory.

DEFINITIONS
    access     u, d, s, n: rows of Users, Devices, Servers (NONE: nobody), products narrowed to
    asks       s, n, type -> family, version, and whether a wide license meets it there
    runs       holder's row, members, bundle, type; opens: bundle, type -> family, version
    levels     row, family -> the version that every member of the row has open
    uncovered  accesses with a requirement that no side meets

It is the same question as cover.py asks of arrays, asked in another way. Pairs of one's own and
administration, which are questions of single members, are left to that.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from optimizer.audit import rules
from optimizer.domain.arrays import distinct
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Holding, Plan
from optimizer.domain.tables import NONE, Holders, Kind, Purpose, Tables

MANY = 2_000_000
"""Accesses from which on it pays."""

MEMORY = "1GB"
"""What DuckDB may keep in memory; the rest waits on disk."""

SHOWN = 5

LEVELS = """
CREATE TABLE {side}_levels AS
SELECT row, family, min(version) AS version
FROM {side}_runs JOIN {side}_opens USING (bundle, type)
JOIN (SELECT row, sum(members) AS all_members FROM {side}_runs GROUP BY row) AS whole USING (row)
GROUP BY row, family
HAVING sum(members) = any_value(all_members)
"""

ACCESS = """
CREATE VIEW there AS
SELECT u, d, s, n, coalesce(users.type, {none}) AS type,
       coalesce(users.kind, {either}) AS user_kind,
       coalesce(devices.kind, {either}) AS device_kind
FROM (SELECT * FROM access UNION ALL
      SELECT u, d, behind.back, {none} FROM access JOIN behind ON s = behind.front) AS all_
LEFT JOIN users ON users.row = u
LEFT JOIN devices ON devices.row = d
"""

UNCOVERED = """
CREATE TABLE uncovered AS
SELECT DISTINCT u, d, there.s, asks.family
FROM there
JOIN asks ON asks.s = there.s AND asks.n = there.n AND asks.type = there.type
LEFT JOIN sides ON sides.user_kind = there.user_kind AND sides.device_kind = there.device_kind
LEFT JOIN one_kind ON one_kind.s = there.s AND one_kind.family = asks.family
LEFT JOIN user_levels ON user_levels.row = u AND user_levels.family = asks.family
LEFT JOIN device_levels ON device_levels.row = d AND device_levels.family = asks.family
WHERE NOT asks.wide
  AND NOT coalesce(user_levels.version >= asks.version AND sides.by_user
                   AND coalesce(one_kind.kind = {user}, true), false)
  AND NOT coalesce(device_levels.version >= asks.version AND sides.by_device
                   AND coalesce(one_kind.kind = {device}, true), false)
"""


FIRST = "SELECT * FROM uncovered ORDER BY ALL LIMIT ?"


def fits(tables: Tables) -> bool:
    """Whether the accesses are many, none is a question of single members, and DuckDB is there."""
    access = tables.access
    return (
        len(access.user) >= MANY
        and not bool(access.own.any())
        and not bool((access.purpose == Purpose.ADMINISTRATION).any())
        and find_spec("duckdb") is not None
    )


def uncovered(tables: Tables, plan: Plan) -> tuple[int, list[tuple[int, int, int, int]]] | None:
    """How many accesses are covered from no side, a family each, and the first few as rows of
    Users, Devices and Servers and a family; None where the database has no room to tell."""
    duckdb: Any = import_module("duckdb")
    try:
        with TemporaryDirectory(prefix="cal-optimizer-") as scratch:
            settings = {"memory_limit": MEMORY, "temp_directory": scratch}
            with duckdb.connect(str(Path(scratch) / "audit.duckdb"), config=settings) as db:
                _state(db, tables, plan)
                db.execute(UNCOVERED.format(user=int(Kind.USER), device=int(Kind.DEVICE)))
                (count,) = db.execute("SELECT count(*) FROM uncovered").fetchone()
                first = db.execute(FIRST, [SHOWN]).fetchall()
    except (duckdb.OutOfMemoryException, duckdb.IOException, OSError):
        return None
    return int(count), first


def _state(db: Any, tables: Tables, plan: Plan) -> None:
    """The tables that the question is asked of."""
    keep = rules.left_to_license(tables)
    access = tables.access
    _table(
        db,
        "access",
        u=rules.meant(tables.users, access.user)[keep].astype(np.int32),
        d=rules.meant(tables.devices, access.device)[keep].astype(np.int32),
        s=np.asarray(access.server)[keep].astype(np.int32),
        n=np.asarray(access.narrowed)[keep].astype(np.int32),
    )
    for side, holders, holding in (
        ("user", tables.users, plan.users),
        ("device", tables.devices, plan.devices),
    ):
        rows = np.arange(len(holders.names), dtype=np.int32)
        _table(db, f"{side}s", row=rows, type=holders.type, kind=np.asarray(holders.kind))
        _table(
            db,
            f"{side}_runs",
            row=holding.row,
            members=holding.members,
            bundle=holding.bundle,
            type=holders.type[holding.row],
        )
        opens = list(_opens(tables, holders, holding))
        _rows(db, f"{side}_opens", ("bundle", "type", "family", "version"), opens)
        db.execute(LEVELS.format(side=side))
    servers = range(len(tables.servers))
    behind = [(front, back) for front in servers for back in rules.behind(tables, front)]
    _rows(db, "behind", ("front", "back"), behind)
    db.execute(ACCESS.format(none=NONE, either=int(Kind.EITHER)))
    kinds = db.execute("SELECT DISTINCT s, n, type FROM there").fetchall()
    asks = [
        (s, n, type_, family, version, _widely(tables, plan, s, (family, version), type_))
        for s, n, type_ in kinds
        for family, version in rules.required(
            tables, s, tables.servers[s].products if n < 0 else tables.access.products[n], type_
        )
    ]
    _rows(db, "asks", ("s", "n", "type", "family", "version", "wide"), asks)
    sides = [(int(u), int(d), *rules.counting_sides(u, d)) for u in Kind for d in Kind]
    _rows(db, "sides", ("user_kind", "device_kind", "by_user", "by_device"), sides)
    one_kind = [
        (s, family, int(plan.mix.modes.get((s, family), NONE)))
        for s, server in enumerate(tables.servers)
        for family in server.one_kind
    ]
    _rows(db, "one_kind", ("s", "family", "kind"), one_kind)


def _opens(
    tables: Tables, holders: Holders, holding: Holding
) -> Iterator[tuple[int, int, int, int]]:
    """Bundle, type, family, version: what a bundle opens to a holder of a type. What sits on a base
    counts only with the base."""
    for type_ in sorted(set(distinct(holders.type).tolist())):
        for bundle, licenses in enumerate(holding.bundles):
            held = [tables.licenses[k] for k in licenses]
            able = [license for license in held if rules.covers_people(license, type_)]
            reach = dict(enumerate(rules.reach(able, len(tables.families))))
            opened = {family: version for family, version in reach.items() if version >= 0}
            while lost := [f for f in opened if tables.same_holder.get(f, f) not in opened]:
                for family in lost:
                    del opened[family]
            yield from ((bundle, type_, family, version) for family, version in opened.items())


def _widely(tables: Tables, plan: Plan, server: int, element: tuple[int, int], type_: int) -> bool:
    """Whether a license of the server, its host or the organization meets it there."""
    places = {
        (Metric.CORE, server),
        (Metric.SERVER, tables.servers[server].host),
        (Metric.ORGANIZATION, NONE),
    }
    here = [
        tables.licenses[k]
        for k, place in plan.mix.wide
        if (tables.licenses[k].metric, place) in places
    ]
    return any(rules.met(k, *element) and rules.covers_people(k, type_) for k in here)


def _table(db: Any, name: str, **columns: Any) -> None:
    """Whole numbers as a table, looked at where they are."""
    pandas: Any = import_module("pandas")
    db.register(name, pandas.DataFrame(columns, copy=False))


def _rows(db: Any, name: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """A few rows as a table."""
    typed = ", ".join(
        f"{column} {'BOOLEAN' if column in {'wide', 'by_user', 'by_device'} else 'BIGINT'}"
        for column in columns
    )
    db.execute(f"CREATE TABLE {name} ({typed})")
    if rows:
        db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)  # noqa: S608
