"""Why each user and each device holds what it holds, in a planner's words and with the prices that decide it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from optimizer.coverage import Covers
from optimizer.needs import Needs, State
from optimizer.plan import Holding, Mix, Texts
from optimizer.supply import Supply
from optimizer.tables import NONE, Bools, Holders, Ints, Tables
from optimizer.ways import Ways


@dataclass(frozen=True)
class _Side:
    """The words and arrays of one side, and of the other one seen from it."""

    holders: Holders
    others: Holders
    metric: str
    other_metric: str
    row: Ints
    other: Ints
    holding: Holding


def reasons(tables: Tables, needs: Needs, ways: Ways, covers: Covers, supply: Supply, mix: Mix) -> tuple[Texts, Texts]:
    """A sentence for each run of users and for each run of devices."""
    users = _Side(tables.users, tables.devices, "User", "Device", needs.user, needs.device, mix.users)
    devices = _Side(tables.devices, tables.users, "Device", "User", needs.device, needs.user, mix.devices)
    open_ = (needs.state == State.OPEN) | (needs.state == State.CANDIDATE)
    wide = covers.wide != NONE
    return (
        _side(tables, needs, open_, users, ~covers.device & ~wide, ways.by_device, supply, mix),
        _side(tables, needs, open_, devices, ~covers.user & ~wide, ways.by_user, supply, mix),
    )


def _side(
    tables: Tables, needs: Needs, open_: Bools, side: _Side, alone: Bools, other_able: Bools, supply: Supply, mix: Mix
) -> Texts:
    """`alone` marks needs that nothing but this side covers; `other_able` those that the other side could have."""
    rows = len(side.holders.names)
    asked = open_ & (side.row != NONE)
    mine = asked & alone
    reached = _reached(side, mine, rows)
    forced = np.bincount(side.row[mine & ~other_able], minlength=rows) > 0
    any_need = np.bincount(side.row[asked], minlength=rows) > 0
    exempt = np.bincount(side.row[(side.row != NONE) & ~open_], minlength=rows) > 0
    families = _families(needs, side.row, mine, rows)
    run = side.holding.row
    keys = np.c_[side.holding.bundle, reached[run], forced[run], any_need[run], exempt[run], families.codes[run]]
    distinct, code = np.unique(keys, axis=0, return_inverse=True)
    prices = _cheapest(tables, supply, side.other_metric)
    texts = []
    for bundle, number, is_forced, has_need, is_exempt, named in distinct.tolist():
        held, alone_for = tuple(side.holding.bundles[bundle]), families.distinct[named]
        texts.append(
            _sentence(
                tables, side, supply, mix, held, number, bool(is_forced), bool(has_need), bool(is_exempt), alone_for, prices
            )
        )
    return Texts(code.reshape(-1).astype(np.int64), tuple(texts))


def _reached(side: _Side, mine: Bools, rows: int) -> Ints:
    """How many devices (users) each row meets that are not covered on their own side."""
    pairs = np.unique(np.c_[side.row[mine], side.other[mine]], axis=0) if mine.any() else np.zeros((0, 2), np.int64)
    pairs = pairs[pairs[:, 1] != NONE]
    return np.bincount(pairs[:, 0], weights=side.others.count[pairs[:, 1]], minlength=rows).astype(np.int64)


def _families(needs: Needs, row: Ints, mine: Bools, rows: int) -> Texts:
    """For each row the families that it alone must cover, as indices joined by a space."""
    pairs = np.unique(np.c_[row[mine], needs.family[mine]], axis=0) if mine.any() else np.zeros((0, 2), np.int64)
    words = np.full(rows, "", object)
    if len(pairs):
        joined = pd.Series(pairs[:, 1].astype(str)).groupby(pairs[:, 0]).agg(" ".join)
        words[joined.index.to_numpy()] = joined.to_numpy()
    return Texts.of(words) if rows else Texts(np.zeros(0, np.int64), ("",))


def _cheapest(tables: Tables, supply: Supply, metric: str) -> Mapping[int, Decimal]:
    """Family -> the least price of one license of that metric alone, in the currency, over the horizon."""
    result: dict[int, Decimal] = {}
    for k, license in enumerate(tables.licenses):
        line = supply.plain(k)
        if license.metric == metric and line is not None:
            price = Decimal(supply.lines[line].cost).scaleb(-tables.settings.digits)
            for family in license.covers:
                result[family] = min(price, result.get(family, price))
    return result


def _sentence(
    tables: Tables,
    side: _Side,
    supply: Supply,
    mix: Mix,
    bundle: tuple[int, ...],
    reached: int,
    forced: bool,
    any_need: bool,
    exempt: bool,
    families: str,
    prices: Mapping[int, Decimal],
) -> str:
    other = side.other_metric.lower()
    if not bundle:
        if not any_need:
            return "its accesses are exempt" if exempt else "needs no license"
        return f"every access is covered by {other} licenses or for all at once"
    things = ("device" if reached == 1 else "devices") if other == "device" else ("person" if reached == 1 else "people")
    clauses = []
    if reached:
        verb = "reaches" if other == "device" else "shared by"
        clauses.append(f"{verb} {reached} {things} that no {other} license covers")
    else:
        clauses.append("used from any device" if other == "device" else "used by unknown people")
    if forced:
        clauses.append(f"some of these can have no {other} license")
    elif (comparison := _comparison(tables, supply, bundle, reached, families, prices, other)) is not None:
        clauses.append(comparison)
    owned = [k for k in bundle if supply.stock[k] >= mix.used[k]]
    if owned:
        clauses.append("owned already" if len(owned) == len(bundle) else "in part owned already")
    return "; ".join(clauses)


def _comparison(
    tables: Tables,
    supply: Supply,
    bundle: tuple[int, ...],
    reached: int,
    families: str,
    prices: Mapping[int, Decimal],
    other: str,
) -> str | None:
    """What the same would cost on the other side, where that has one clear price and is dearer."""
    needed = [int(word) for word in families.split()]
    lines = [supply.plain(k) for k in bundle]
    if not needed or any(line is None for line in lines) or any(f not in prices for f in needed):
        return None
    own = sum((Decimal(supply.lines[line].cost) for line in lines if line is not None), Decimal(0))
    own = own.scaleb(-tables.settings.digits)
    each = sum((prices[f] for f in needed), Decimal(0))
    if each * reached <= own:
        return None
    noun = f"{other} CAL" if len(needed) == 1 else f"set of {other} CALs"
    plural = noun.replace("CAL", "CALs") if len(needed) == 1 else noun.replace("set", "sets")
    return f"cheaper than {reached} {noun if reached == 1 else plural} at {each:,.{tables.settings.digits}f}"
