"""The rules: which rows are accesses, by whom, from which device; every other row counted by its
reason.

Each rule takes the rows that are left and gives those that stay; what goes is counted.
"""

from collections import Counter, defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from optimizer.domain import names as naming
from optimizer.importing.accesses.identities import Identities
from optimizer.importing.accesses.lines import Lines
from optimizer.importing.accesses.rows import Grouped
from optimizer.importing.choices import Machines
from optimizer.importing.grouping.coded import (
    Column,
    alike,
    changed,
    distinct_of,
    flags,
    is_text,
)
from optimizer.importing.meaning.hosts import is_loopback, is_public
from optimizer.importing.meaning.log_on_types import USES_NONE
from optimizer.importing.meaning.never_people import MACHINE


@dataclass
class Counted:
    """Rows left out, by table and reason."""

    lines: Lines
    dropped: Counter[tuple[int, str]] = field(default_factory=Counter)

    def drop(self, rows: pd.DataFrame, where: "np.ndarray", reason: str) -> pd.DataFrame:
        """Leave out the rows where the array is true, counted."""
        if not where.any():
            return rows
        gone = rows["row"].to_numpy()[where]
        for file, read in self.lines.read_by_file(gone).items():
            self.dropped[file, reason] += read
        return rows.loc[~where]


def only_what_counts(rows: pd.DataFrame, tables: list[Grouped], counted: Counted) -> pd.DataFrame:
    """Without failures, and without log-ons that use no server."""
    alike_: dict[str, list[int]] = defaultdict(list)
    for number, table in enumerate(tables):
        alike_[table.recognised.source.key].append(number)
    for numbers in alike_.values():
        for only in tables[numbers[0]].recognised.source.only:
            if only.field not in rows:
                continue
            folded = changed(rows[only.field], naming.fold)
            mine = rows["file"].isin(numbers).to_numpy()
            bad = mine & ~flags(folded, only.words.__contains__)
            rows = counted.drop(rows, bad, only.reason)
    typed = flags(rows["type"], USES_NONE.__contains__)
    rows = counted.drop(rows, typed, "log-ons of services, tasks and the system")
    return counted.drop(rows, is_text(rows["target"], ""), "no server")


def people_only(rows: pd.DataFrame, counted: Counted) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of people's accounts, and rows of machines' accounts; the rest is nobody's."""
    machine = is_text(rows["nobody"], MACHINE)
    machines, rows = rows.loc[machine], rows.loc[~machine]
    for reason in sorted({*distinct_of(rows["nobody"])[1]} - {""}):
        rows = counted.drop(rows, is_text(rows["nobody"], reason), reason)
    return rows, machines


def not_the_server_itself(
    rows: pd.DataFrame,
    client: Column,
    counted: Counted,
) -> tuple[pd.DataFrame, Column]:
    """Without what a server does on itself."""
    local = flags(rows["ip"], is_loopback) | (~is_text(client, "") & alike(client, rows["target"]))
    return counted.drop(rows, local, "the server itself"), client[~local]


def not_pcs(
    rows: pd.DataFrame,
    client: Column,
    identities: Identities,
    counted: Counted,
) -> tuple[pd.DataFrame, Column, pd.DataFrame]:
    """Without logs of PCs and tickets for them; those log-ons tell who uses which PC."""
    pc = flags(rows["target"], identities.pcs.__contains__)
    gone = rows.loc[pc]
    return counted.drop(rows, pc, "a PC, no server"), client[~pc], gone


def without_own_servers(
    rows: pd.DataFrame,
    client: Column,
    servers: AbstractSet[str],
    counted: Counted,
    reason: str = "our own server as client",
) -> tuple[pd.DataFrame, Column, pd.DataFrame]:
    """Without rows whose client is one of our servers; they are given back for what they hint."""
    own = flags(client, lambda host: host and host in servers)
    gone = rows.loc[own].assign(front=client[own])
    return counted.drop(rows, own, reason), client[~own], gone


def public_addresses(rows: pd.DataFrame, client: Column) -> "np.ndarray":
    """Rows that come from the internet with nothing to tell the device by."""
    return flags(rows["ip"], is_public) & is_text(client, "")


def machines_as_actors(
    machines: pd.DataFrame,
    servers: AbstractSet[str],
    attended: AbstractSet[str],
    how: Machines,
    counted: Counted,
) -> pd.DataFrame:
    """Machines that nobody logs on to, as accesses without a user."""
    named = alike(machines["machine"], machines["target"])
    itself = named | flags(machines["ip"], is_loopback)
    machines = counted.drop(machines, itself, "the server itself")
    own = flags(machines["machine"], servers.__contains__)
    machines = counted.drop(machines, own, "our own server as client")
    if how is Machines.DROP:
        everything = np.ones(len(machines), bool)
        return counted.drop(machines, everything, "machine accounts (left out by --machines)")
    if how is Machines.UNATTENDED:
        used = flags(machines["machine"], attended.__contains__)
        machines = counted.drop(machines, used, "machine accounts of devices that people use")
    return counted.drop(machines, is_text(machines["machine"], ""), "machine accounts")
