"""A result's sheets as pandas frames: the columns of format 1, an amount exact as Decimal."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from optimizer.domain.plan import Holding, Plan, Texts
from optimizer.domain.tables import Ints, Tables
from optimizer.domain.versions import version_text


def frame(tables: Tables, plan: Plan, sheet: str) -> pd.DataFrame:
    """The named sheet of the result, a row each line, in the sheet's order; the name in any case.

    Raises KeyError with the names there are.
    """
    makers = {name.casefold(): make for name, make in FRAMES.items()}
    try:
        make = makers[sheet.strip().casefold()]
    except KeyError:
        raise KeyError(f'There is no sheet "{sheet}": {", ".join(FRAMES)}.') from None
    return make(tables, plan)


def _purchases(_tables: Tables, plan: Plan) -> pd.DataFrame:
    columns = {
        "Offer": [p.offer for p in plan.purchases],
        "License": [p.license for p in plan.purchases],
        "From license": [p.from_license for p in plan.purchases],
        "Quantity": [p.quantity for p in plan.purchases],
        "Packs": [p.packs for p in plan.purchases],
        "Price": [p.price for p in plan.purchases],
        "Per": [p.per for p in plan.purchases],
        "From date": [p.from_date for p in plan.purchases],
        "Due now": [p.due_now for p in plan.purchases],
        "Over horizon": [p.cost for p in plan.purchases],
        "Channel": [p.channel for p in plan.purchases],
        "Supplier": [p.supplier for p in plan.purchases],
        "Part number": [p.part_number for p in plan.purchases],
    }
    return pd.DataFrame(columns)


def _named(codes: Ints, names: tuple[str, ...] | list[str]) -> np.ndarray:
    """The name of each code; None where it is -1."""
    return np.array([*names, None], object)[codes]


def _held(
    side: str, holding: Holding, names: tuple[str, ...], why: Texts, tables: Tables
) -> pd.DataFrame:
    sets = ["; ".join(tables.licenses[k].name for k in bundle) for bundle in holding.bundles]
    return pd.DataFrame(
        {
            side: _named(holding.row, names),
            "Members": holding.members,
            "Licenses": _named(holding.bundle, sets),
            "Why": _named(why.codes, why.distinct),
        }
    )


def _users(tables: Tables, plan: Plan) -> pd.DataFrame:
    return _held("User", plan.users, tables.users.names, plan.user_why, tables)


def _devices(tables: Tables, plan: Plan) -> pd.DataFrame:
    return _held("Device", plan.devices, tables.devices.names, plan.device_why, tables)


def _servers(_tables: Tables, plan: Plan) -> pd.DataFrame:
    columns = {
        "Server": [taken.server for taken in plan.servers],
        "License": [taken.license for taken in plan.servers],
        "Quantity": [taken.quantity for taken in plan.servers],
        "Why": [taken.why for taken in plan.servers],
    }
    return pd.DataFrame(columns)


def _holdings(_tables: Tables, plan: Plan) -> pd.DataFrame:
    columns = {
        "License": [b.license for b in plan.balances],
        "Owned": [b.owned for b in plan.balances],
        "Kept": [b.kept for b in plan.balances],
        "Converted": [b.converted for b in plan.balances],
        "Left over": [b.left_over for b in plan.balances],
        "Bought": [b.bought for b in plan.balances],
        "Used": [b.used for b in plan.balances],
        "Surplus": [b.surplus for b in plan.balances],
        "Activate": [b.activate for b in plan.balances],
    }
    return pd.DataFrame(columns)


def _coverage(tables: Tables, plan: Plan) -> pd.DataFrame:
    lines = plan.coverage
    versions, codes = np.unique(lines.version, return_inverse=True)
    return pd.DataFrame(
        {
            "User": _named(lines.user, tables.users.names),
            "Device": _named(lines.device, tables.devices.names),
            "Server": _named(lines.server, [server.name for server in tables.servers]),
            "Family": _named(lines.family, tables.families),
            "Version": _named(codes.reshape(-1), [version_text(int(v)) for v in versions]),
            "Covered by": _named(lines.side.codes, lines.side.distinct),
            "License": _named(lines.license.codes, lines.license.distinct),
            "Basis": _named(tables.access.basis[lines.access], tables.access.bases),
        }
    )


def _payments(_tables: Tables, plan: Plan) -> pd.DataFrame:
    columns = {
        "Year": [each.year for each in plan.payments],
        "Nominal": [each.nominal for each in plan.payments],
        "Discounted": [each.discounted for each in plan.payments],
    }
    return pd.DataFrame(columns)


def _scenarios(_tables: Tables, plan: Plan) -> pd.DataFrame:
    columns = {
        "Scenario": [each.name for each in plan.futures],
        "Status": [each.status for each in plan.futures],
        "Cost": [each.plan.cost if each.plan else None for each in plan.futures],
        "Due now": [each.plan.due_now if each.plan else None for each in plan.futures],
    }
    return pd.DataFrame(columns)


def _notes(_tables: Tables, plan: Plan) -> pd.DataFrame:
    columns = {
        "Place": [str(note.place) for note in plan.warnings],
        "Note": [note.problem for note in plan.warnings],
        "What to do": [note.remedy for note in plan.warnings],
    }
    return pd.DataFrame(columns)


FRAMES: Mapping[str, Callable[[Tables, Plan], pd.DataFrame]] = {
    "Purchases": _purchases,
    "User licenses": _users,
    "Device licenses": _devices,
    "Server licenses": _servers,
    "Holdings": _holdings,
    "Coverage": _coverage,
    "Payments": _payments,
    "Scenarios": _scenarios,
    "Notes": _notes,
}
"""The sheets that there are frames of, in the workbook's order, and the payments by year."""
