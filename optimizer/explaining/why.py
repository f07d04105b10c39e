"""Why each user and each device holds what it holds, in a planner's words and with the prices that
decide it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizer.domain.arrays import BLOCK, distinct, distinct_rows, narrow, told_apart
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Mix, Texts
from optimizer.domain.tables import NONE, Bools, Holders, Ints, Kind, Tables
from optimizer.explaining.coverage import Covers
from optimizer.explaining.least_costs import LeastCosts
from optimizer.explaining.why_words import (
    NO_LICENSE,
    ONE_KIND,
    OTHER_BLANK,
    OTHER_POLICY,
    OWN_POLICY,
    Facts,
    Met,
    Side,
    Words,
)
from optimizer.licensing.administration import State
from optimizer.licensing.eligibility import Eligibility
from optimizer.licensing.needs import Needs
from optimizer.licensing.supply import Supply

MOST_NAMED = 20_000
"""Rows of a side past which sentences count who decides instead of naming them."""


def reasons(
    tables: Tables,
    needs: Needs,
    ways: Eligibility,
    covers: Covers,
    supply: Supply,
    *,
    names: Texts,
    mix: Mix,
) -> tuple[Texts, Texts]:
    """A sentence for each run of users and for each run of devices; `names` are the licenses that
    cover each need."""
    users = Side(
        holders=tables.users, others=tables.devices, metric=Metric.USER, other_metric=Metric.DEVICE,
        kind=Kind.USER, row=needs.user, other=needs.device, holding=mix.users,
    )  # fmt: skip
    devices = Side(
        holders=tables.devices, others=tables.users, metric=Metric.DEVICE, other_metric=Metric.USER,
        kind=Kind.DEVICE, row=needs.device, other=needs.user, holding=mix.devices,
    )  # fmt: skip
    wide = covers.wide != NONE
    least = LeastCosts(tables, supply, needs.family, needs.version)
    people = _View(
        tables=tables, needs=needs, side=users, least=least, across=covers.device, wide=wide,
        own_able=ways.by_user, other_able=ways.by_device,
    )  # fmt: skip
    units = _View(
        tables=tables, needs=needs, side=devices, least=least, across=covers.user, wide=wide,
        own_able=ways.by_device, other_able=ways.by_user,
    )  # fmt: skip
    return _texts(people, names, supply, mix), _texts(units, names, supply, mix)


@dataclass(frozen=True, kw_only=True)
class _View:
    """All needs seen from one side: which the other side covers, which a wide license does, and
    which this side and the other one could have."""

    tables: Tables
    needs: Needs
    side: Side
    least: LeastCosts
    across: Bools
    wide: Bools
    own_able: Bools
    other_able: Bools


def _texts(view: _View, names: Texts, supply: Supply, mix: Mix) -> Texts:
    """The sentence of each run; `names` are the licenses that cover each need."""
    tables, needs, side = view.tables, view.needs, view.side
    rows = len(side.holders.names)
    open_ = (needs.state == State.OPEN) | (needs.state == State.CANDIDATE)
    asked = open_ & (side.row != NONE)
    mine = asked & ~view.across & ~view.wide
    run = side.holding.row
    families, seated = _families(needs, side.row, mine, rows), _seated(side, supply, rows)
    forced = np.zeros(rows, np.int64)
    barriers = _barriers(needs, side, mix)
    np.bitwise_or.at(forced, side.row[mine], barriers[mine] * ~view.other_able[mine])
    one_kind = mine & np.isin(needs.server, [s for s, _ in mix.modes])
    np.bitwise_or.at(forced, side.row[one_kind], barriers[one_kind] & ONE_KIND)
    words = Words(tables, side, supply, mix)
    holds = np.array([bool(bundle) for bundle in side.holding.bundles], bool)[side.holding.bundle]
    # Who holds something is explained by what that alone covers, who holds nothing by the others.
    own, others = _met(side, needs, mine, rows), _met(side, needs, asked & ~view.wide, rows)
    met = [np.where(holds, a[run], b[run]) for a, b in zip(own, others, strict=True)]
    opens = np.zeros((len(side.holding.bundles), max(len(tables.families), 1)), bool)
    for b, bundle in enumerate(side.holding.bundles):
        opens[b, [f for k in bundle for f in tables.licenses[k].covers]] = True
    instead = _other_cost(side, needs, mine, opens, view.least)
    alone = _own_cost(side, asked, view.own_able, rows, view.least)
    costs, less = (
        np.where(holds, a, b[run]).astype(np.int64) for a, b in zip(instead, alone, strict=True)
    )
    first, second, several = _first_two(side.row[asked], names.codes[asked], rows)
    per_row = (
        forced,
        np.bincount(side.row[asked], minlength=rows) > 0,
        np.bincount(side.row[(side.row != NONE) & ~open_], minlength=rows) > 0,
        np.bincount(side.row[asked & (needs.state == State.CANDIDATE)], minlength=rows) > 0,
        np.bincount(side.row[asked & view.wide], minlength=rows) > 0,
        families.codes,
        seated.codes,
    )
    by = [np.where(holds, NONE, each[run]) for each in (first, second, several.astype(np.int64))]
    distinct, code = distinct_rows(
        side.holding.bundle,
        *met,
        costs,
        less,
        *by,
        *(each[run].astype(np.int64) for each in per_row),
    )
    texts = []
    for row in distinct.tolist():
        bundle, reached, a, b, c, cost, maybe, name, other_name, more, *facts = row
        bars, any_need, exempt, picked, any_wide, named, fixed = facts
        texts.append(
            words.sentence(
                Facts(
                    bundle=tuple(side.holding.bundles[bundle]),
                    met=Met(reached, tuple(each for each in (a, b, c) if each != NONE)),
                    cost=None if cost == NONE else cost,
                    less=bool(maybe),
                    covered_by=tuple(names.distinct[n] for n in (name, other_name) if n != NONE),
                    more=more > 0,
                    forced=bars,
                    needs=bool(any_need),
                    exempt=bool(exempt),
                    picked=bool(picked),
                    wide=bool(any_wide),
                    families=_indices(families.distinct[named]),
                    seated=_indices(seated.distinct[fixed]),
                )
            )
        )
    return Texts(code, tuple(texts))


def _first_two(row: Ints, value: Ints, rows: int) -> tuple[Ints, Ints, Bools]:
    """The least two values of each row (NONE where there is none), and whether it has more."""
    whose, values = told_apart(row, value)
    count = np.bincount(whose, minlength=rows)
    start = np.cumsum(count) - count
    values = np.append(values, [NONE] * 2)
    first, second = (
        np.where(count > n, values[np.minimum(start + n, len(values) - 1)], NONE) for n in (0, 1)
    )
    return first, second, count > 2


def _met(side: Side, needs: Needs, where: Bools, rows: int) -> tuple[Ints, Ints, Ints, Ints]:
    """How many devices (users) each member meets in some needs, one of an own pair, else all; and
    the rows that these are, where there are no more than three: ~row for one of an own pair."""
    known = where & (side.other != NONE)
    row, other, own = told_apart(
        side.row[known], side.other[known], needs.own[known].astype(np.int8)
    )
    weights = np.where(own == 1, 1, side.others.count[other])
    reached = np.bincount(row, weights=weights, minlength=rows).astype(np.int64)
    count = np.bincount(row, minlength=rows)
    named = (count <= 3) & (rows <= MOST_NAMED)
    if not named.any():
        nobody = np.broadcast_to(np.int64(NONE), rows)
        return reached, nobody, nobody, nobody
    start = np.cumsum(count) - count
    # ~row for one of an own pair; shifted by one, since ~0 is NONE.
    coded = np.where(own == 1, ~other - 1, other)
    values = np.append(coded, NONE)
    at = [np.where(named & (count > n), values[np.minimum(start + n, len(coded))], NONE)
          for n in range(3)]  # fmt: skip
    return reached, at[0], at[1], at[2]


def _other_cost(
    side: Side, needs: Needs, mine: Bools, opens: Bools, least: LeastCosts
) -> tuple[Ints, Bools]:
    """What licenses of the other kind would cost instead for what each run's own cover, in minor
    units, and whether it may be less; NONE where one has no clear price. `opens` says of each set
    which families it opens."""
    keys = told_apart(
        side.row[mine], side.other[mine], needs.family[mine], least.code[mine],
        needs.own[mine].astype(np.int8),
    )  # fmt: skip
    runs = len(side.holding.row)
    total, maybe = np.zeros(runs, np.int64), np.zeros(runs, bool)
    for rows in _whole_rows(keys[0]):
        _add_other_cost(side, tuple(key[rows] for key in keys), opens, least, (total, maybe))
    return total, maybe


def _whole_rows(row: Ints) -> Iterator[slice]:
    """Slices of rising rows, about a block each, all of a row in one."""
    start = 0
    while start < len(row):
        last = row[min(start + BLOCK, len(row)) - 1]
        end = int(np.searchsorted(row, last, "right"))
        yield slice(start, end)
        start = end


def _add_other_cost(
    side: Side,
    keys: tuple[Ints, ...],
    opens: Bools,
    least: LeastCosts,
    found: tuple[Ints, Bools],
) -> None:
    """Add to what is `found` of all runs, amounts and whether they may be less, that of some needs'
    row, other side, family, pair and own."""
    row, run = keys[0], side.holding.row
    start = np.searchsorted(run, row)
    several = np.searchsorted(run, row, "right") - start
    each = np.repeat(np.arange(len(row)), several)
    at = start[each] + np.arange(len(each)) - np.repeat(np.cumsum(several) - several, several)
    served = opens[side.holding.bundle[at], keys[2][each]]
    each, at = each[served], at[served]
    _, other, _, pair, own = (key[each] for key in keys)
    members, group = distinct_rows(at, other, own)
    at, other, own = members.T
    masks = least.masks(pair, group, len(members))
    types = _types(side.others, other, users=side.metric is Metric.DEVICE)
    price, less = least.of(side.other_metric, masks, types)
    count = np.where((own == 1) | (other == NONE), 1, np.append(side.others.count, 1)[other])
    total, maybe = found
    np.add.at(total, at, price * count)
    total[at[(price == NONE) | (other == NONE)]] = NONE
    maybe[at[less]] = True


def _own_cost(
    side: Side, asked: Bools, able: Bools, rows: int, least: LeastCosts
) -> tuple[Ints, Bools]:
    """What licenses of its own would cost each member, in minor units, and whether it may be less;
    NONE where one has no clear price, or may not count (`able`)."""
    masks = least.masks(least.code[asked], side.row[asked], rows)
    types = _types(side.holders, np.arange(rows), users=side.metric is Metric.USER)
    total, less = least.of(side.metric, masks, types)
    total[side.row[asked & ~able]] = NONE
    return total, less


def _types(holders: Holders, rows: Ints, *, users: bool) -> Ints:
    """The types of some rows of Users; NONE for devices."""
    if not users:
        return np.full(len(rows), NONE, np.int64)
    return np.append(holders.type, NONE)[rows].astype(np.int64)


def _barriers(needs: Needs, side: Side, mix: Mix) -> Ints:
    """What keeps the other side from covering each need."""
    own = narrow(np.append(side.holders.kind, Kind.EITHER))[side.row]
    other = narrow(np.append(side.others.kind, Kind.EITHER))[side.other]
    kinds = np.zeros(len(needs), bool)
    for (server, family), kind in mix.modes.items():
        if kind == side.kind:
            kinds |= (needs.server == server) & (needs.family == family)
    barriers = (OTHER_BLANK, OWN_POLICY, OTHER_POLICY, ONE_KIND)
    return np.select(
        [side.other == NONE, own == side.kind, other == side.kind, kinds],
        [np.int8(each) for each in barriers],
        np.int8(NO_LICENSE),
    )


def _families(needs: Needs, row: Ints, mine: Bools, rows: int) -> Texts:
    """For each row the families that it alone must cover, as indices joined by a space."""
    codes, words = np.zeros(rows, np.int64), [""]
    for family in distinct(needs.family[mine]).tolist():
        has = np.zeros(rows, bool)
        has[row[mine & (needs.family == family)]] = True
        known, codes = np.unique(codes * 2 + has, return_inverse=True)
        words = [
            f"{words[each // 2]} {family}".strip() if each % 2 else words[each // 2]
            for each in known.tolist()
        ]
    return Texts(codes.reshape(-1).astype(np.int64), tuple(words))


def _seated(side: Side, supply: Supply, rows: int) -> Texts:
    """For each row the licenses of which units sit with it for good, as indices joined by a
    space."""
    if not supply.seats:
        return Texts(np.zeros(rows, np.int64), ("",))
    words = np.full(rows, "", object)
    for seat in supply.seats:
        if (
            seat.user == (side.metric is Metric.USER)
            and not seat.movable
            and supply.lots[seat.lot].lasts
        ):
            words[seat.holder] = f"{words[seat.holder]} {supply.lots[seat.lot].license}".strip()
    return _encoded(words)


def _encoded(words: Any) -> Texts:
    return Texts.of(words) if len(words) else Texts(np.zeros(0, np.int64), ("",))


def _indices(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split()))
