"""What a plan that orders everything at once leaves on the table: who comes later or leaves early,
and how much ordering by date could save at most."""

from decimal import Decimal

import numpy as np

from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import Bools, Holders, Tables
from optimizer.licensing.horizon import end_of
from optimizer.licensing.needs import current, present, stands

DATES_IGNORED = Message(
    "dates-ignored",
    "{who}; the plan licenses all of them from the first day. The dearest quarter alone costs "
    "{dearest}, so ordering by date can save at most {difference}.",
    "To order when needed, set Orders to Yearly or Quarterly on Settings.",
)
DATES_COST_NOTHING = Message(
    "dates-cost-nothing",
    "{who}; the plan licenses all of them from the first day, as the dearest quarter alone would.",
)
DATES_IGNORED_UNKNOWN = Message(
    "dates-ignored-unknown",
    "{who}; the plan licenses all of them from the first day.",
    "To order when needed, set Orders to Yearly or Quarterly on Settings.",
)


def who_is_dated(tables: Tables) -> str:
    """Who comes later or leaves before the end, in words; "" where nobody and nothing does."""
    said = []
    for holders, one, many in (
        (tables.users, "person", "people"),
        (tables.devices, "device", "devices"),
    ):
        there = present(holders, tables)
        later = _members(
            holders, there & (holders.start > np.datetime64(tables.settings.as_of, "D"))
        )
        gone = _members(
            holders, there & (holders.stop < np.datetime64(end_of(tables.settings), "D"))
        )
        if later:
            said.append(
                f"{later:,} {one if later == 1 else many} come{'s' if later == 1 else ''} later"
            )
        if gone:
            noun = "" if later else f" {one if gone == 1 else many}"
            said.append(f"{gone:,}{noun} leave{'s' if gone == 1 else ''} before the end")
    if said:
        return " and ".join(said)
    access = tables.access
    as_of = np.datetime64(tables.settings.as_of, "D")
    end = np.datetime64(end_of(tables.settings), "D")
    rows = int(((access.start > as_of) | (access.stop < end))[current(tables)].sum())
    servers = sum(
        stands(server, tables)
        and (
            (server.start or tables.settings.as_of) > tables.settings.as_of
            or (server.stop or end_of(tables.settings)) < end_of(tables.settings)
        )
        for server in tables.servers
    )
    if rows:
        said.append(
            f"{rows:,} access {'row holds' if rows == 1 else 'rows hold'} for a part of the horizon"
        )
    if servers:
        said.append(
            f"{servers:,} {'server stands' if servers == 1 else 'servers stand'} for a part of it"
        )
    return " and ".join(said)


def _members(holders: Holders, rows: Bools) -> int:
    return int(holders.count[rows].sum())


def note_dates_ignored(
    tables: Tables, who: str, cost: Decimal, dearest: Decimal | None, findings: Findings
) -> None:
    """Say who is licensed too early or too long, and what ordering by date could save at most."""
    place = tables.place("Settings", "Value", 0)
    if dearest is None or dearest > cost:
        findings.warn(place, DATES_IGNORED_UNKNOWN, who=who)
        return
    if dearest == cost:
        findings.warn(place, DATES_COST_NOTHING, who=who)
        return
    findings.warn(
        place,
        DATES_IGNORED,
        who=who,
        dearest=f"{dearest:,}",
        difference=f"{cost - dearest:,} {tables.settings.currency}",
    )
