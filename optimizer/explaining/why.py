"""Why each user and each device holds what it holds, in a planner's words and with the prices that
decide it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from optimizer.domain.arrays import distinct_rows
from optimizer.domain.plan import Holding, Mix, Texts
from optimizer.domain.tables import NONE, Bools, Holders, Ints, Kind, Tables
from optimizer.explaining.coverage import Covers
from optimizer.licensing.administration import State
from optimizer.licensing.eligibility import Eligibility
from optimizer.licensing.needs import Needs
from optimizer.licensing.supply import Supply

OTHER_BLANK, OWN_POLICY, OTHER_POLICY, ONE_KIND, NO_LICENSE = 1, 2, 4, 8, 16
"""What keeps the other side from covering a need, as bits."""


@dataclass(frozen=True)
class _Side:
    """The words and arrays of one side, and of the other one seen from it."""

    holders: Holders
    others: Holders
    metric: str
    other_metric: str
    kind: Kind
    row: Ints
    other: Ints
    holding: Holding


@dataclass(frozen=True)
class _Facts:
    """What is known of a run: its bundle, what it reaches, what forces it, and the families that it
    alone must cover."""

    bundle: tuple[int, ...]
    reached: int
    forced: int
    needs: bool
    exempt: bool
    picked: bool
    families: tuple[int, ...]
    seated: tuple[int, ...]


def reasons(
    tables: Tables, needs: Needs, ways: Eligibility, covers: Covers, supply: Supply, *, mix: Mix
) -> tuple[Texts, Texts]:
    """A sentence for each run of users and for each run of devices."""
    users = _Side(
        tables.users,
        tables.devices,
        "User",
        "Device",
        Kind.USER,
        needs.user,
        needs.device,
        mix.users,
    )
    devices = _Side(
        tables.devices,
        tables.users,
        "Device",
        "User",
        Kind.DEVICE,
        needs.device,
        needs.user,
        mix.devices,
    )
    wide = covers.wide != NONE
    return (
        _texts(
            tables, needs, users, ~covers.device & ~wide, ways.by_device, supply=supply, mix=mix
        ),
        _texts(tables, needs, devices, ~covers.user & ~wide, ways.by_user, supply=supply, mix=mix),
    )


def _texts(
    tables: Tables,
    needs: Needs,
    side: _Side,
    alone: Bools,
    other_able: Bools,
    *,
    supply: Supply,
    mix: Mix,
) -> Texts:
    """`alone` marks needs that nothing but this side covers; `other_able` those that the other side
    could have."""
    rows = len(side.holders.names)
    open_ = (needs.state == State.OPEN) | (needs.state == State.CANDIDATE)
    asked = open_ & (side.row != NONE)
    mine = asked & alone
    run = side.holding.row
    families, seated = _families(needs, side.row, mine, rows), _seated(side, supply, rows)
    forced = np.zeros(rows, np.int64)
    np.bitwise_or.at(forced, side.row[mine], _barriers(needs, side, mix)[mine] * ~other_able[mine])
    one_kind = mine & np.isin(needs.server, [s for s, _ in mix.modes])
    np.bitwise_or.at(forced, side.row[one_kind], _barriers(needs, side, mix)[one_kind] & ONE_KIND)
    per_row = (
        _reached(side, needs, mine, rows),
        forced,
        np.bincount(side.row[asked], minlength=rows) > 0,
        np.bincount(side.row[(side.row != NONE) & ~open_], minlength=rows) > 0,
        np.bincount(side.row[asked & (needs.state == State.CANDIDATE)], minlength=rows) > 0,
        families.codes,
        seated.codes,
    )
    distinct, code = distinct_rows(
        side.holding.bundle, *(each[run].astype(np.int64) for each in per_row)
    )
    words = _Words(tables, side, supply, mix)
    texts = [
        words.sentence(
            _Facts(
                tuple(side.holding.bundles[bundle]), reached, bars, bool(any_need), bool(exempt),
                bool(picked),
                _indices(families.distinct[named]), _indices(seated.distinct[fixed]),
            )
        )
        for bundle, reached, bars, any_need, exempt, picked, named, fixed in distinct.tolist()
    ]  # fmt: skip
    return Texts(code, tuple(texts))


def _barriers(needs: Needs, side: _Side, mix: Mix) -> Ints:
    """What keeps the other side from covering each need."""
    own = np.append(side.holders.kind, Kind.EITHER)[side.row]
    other = np.append(side.others.kind, Kind.EITHER)[side.other]
    kinds = np.zeros(len(needs), bool)
    for (server, family), kind in mix.modes.items():
        if kind == side.kind:
            kinds |= (needs.server == server) & (needs.family == family)
    return np.select(
        [side.other == NONE, own == side.kind, other == side.kind, kinds],
        [OTHER_BLANK, OWN_POLICY, OTHER_POLICY, ONE_KIND],
        NO_LICENSE,
    ).astype(np.int64)


def _reached(side: _Side, needs: Needs, mine: Bools, rows: int) -> Ints:
    """How many devices (users) each member meets that are not covered on their own side: one of an
    own pair, else all."""
    known = mine & (side.other != NONE)
    pairs, _ = distinct_rows(side.row[known], side.other[known], needs.own[known].astype(np.int64))
    weights = np.where(pairs[:, 2] == 1, 1, side.others.count[pairs[:, 1]])
    return np.bincount(pairs[:, 0], weights=weights, minlength=rows).astype(np.int64)


def _families(needs: Needs, row: Ints, mine: Bools, rows: int) -> Texts:
    """For each row the families that it alone must cover, as indices joined by a space."""
    codes, words = np.zeros(rows, np.int64), [""]
    for family in np.unique(needs.family[mine]).tolist():
        has = np.zeros(rows, bool)
        has[row[mine & (needs.family == family)]] = True
        known, codes = np.unique(codes * 2 + has, return_inverse=True)
        words = [
            f"{words[each // 2]} {family}".strip() if each % 2 else words[each // 2]
            for each in known.tolist()
        ]
    return Texts(codes.reshape(-1).astype(np.int64), tuple(words))


def _seated(side: _Side, supply: Supply, rows: int) -> Texts:
    """For each row the licenses of which units sit with it for good, as indices joined by a
    space."""
    words = np.full(rows, "", object)
    for seat in supply.seats:
        if (
            seat.user == (side.metric == "User")
            and not seat.movable
            and supply.lots[seat.lot].lasts
        ):
            words[seat.holder] = f"{words[seat.holder]} {supply.lots[seat.lot].license}".strip()
    return _encoded(words)


def _encoded(words: Any) -> Texts:
    return Texts.of(words) if len(words) else Texts(np.zeros(0, np.int64), ("",))


def _indices(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split()))


class _Words:
    """The sentences of one side."""

    def __init__(self, tables: Tables, side: _Side, supply: Supply, mix: Mix) -> None:
        self.tables, self.side, self.supply, self.mix = tables, side, supply, mix
        self.own, self.other = side.metric.lower(), side.other_metric.lower()
        self.own_prices, self.other_prices = (
            self.cheapest(side.metric),
            self.cheapest(side.other_metric),
        )

    def cheapest(self, metric: str) -> Mapping[int, Decimal]:
        """Family -> the least price of one license of that metric alone, in the currency, over the
        horizon."""
        result: dict[int, Decimal] = {}
        for k, license in enumerate(self.tables.licenses):
            price = self.price(k)
            if license.metric == metric and price is not None:
                for family in license.covers:
                    result[family] = min(price, result.get(family, price))
        return result

    def price(self, license: int) -> Decimal | None:
        """The price of a license that is bought plainly, over the horizon."""
        line = self.supply.plain(license)
        return (
            None
            if line is None
            else Decimal(self.supply.lines[line].cost).scaleb(-self.tables.settings.digits)
        )

    def money(self, amount: Decimal) -> str:
        return f"{amount:,.{self.tables.settings.digits}f}"

    def sentence(self, facts: _Facts) -> str:
        """Why a run holds its bundle, or none."""
        if not facts.bundle:
            if not facts.needs:
                return "its accesses are exempt" if facts.exempt else "needs no license"
            also = ", by two exempt administrators" if facts.picked else ""
            return f"every access is covered by {self.other} licenses{also} or for all at once"
        fixed = [k for k in facts.bundle if k in facts.seated]
        clauses = []
        if fixed:
            names = " and ".join(f'"{self.tables.licenses[k].name}"' for k in fixed)
            clauses.append(
                f"{names} sits here for good" if len(fixed) == 1 else f"{names} sit here for good"
            )
        if len(fixed) < len(facts.bundle) or facts.families:
            clauses.append(self.reach(facts))
        clauses += self.forces(facts.forced)
        comparisons = [] if facts.forced or fixed else [self.comparison(facts), self.suite(facts)]
        clauses += [clause for clause in comparisons if clause]
        owned = [
            k for k in facts.bundle if self.supply.stock[k] >= self.mix.used[k] and k not in fixed
        ]
        if owned:
            clauses.append(
                "owned already" if len(owned) == len(facts.bundle) else "in part owned already"
            )
        return "; ".join(clauses)

    def reach(self, facts: _Facts) -> str:
        if not facts.reached:
            return "used from any device" if self.other == "device" else "used by unknown people"
        one = facts.reached == 1
        if self.other == "device":
            return (
                f"reaches {facts.reached} {'device' if one else 'devices'} that no device "
                "license covers"
            )
        return (
            f"shared by {facts.reached} {'person' if one else 'people'} that no user license covers"
        )

    def forces(self, forced: int) -> list[str]:
        """What keeps the other side from covering some of it."""
        texts = {
            OWN_POLICY: f"License by asks for {self.own} licenses",
            OTHER_POLICY: f"License by of some {'devices' if self.other == 'device' else 'users'} "
            f"asks for {self.own} licenses",
            ONE_KIND: f"only {self.own} licenses count on a server of One kind",
            NO_LICENSE: f"no {self.other} license is to be had for some of it",
        }
        return [text for bit, text in texts.items() if forced & bit]

    def comparison(self, facts: _Facts) -> str | None:
        """What the same would cost on the other side, where that has one clear price and is
        dearer."""
        prices = [self.price(k) for k in facts.bundle]
        if (
            not facts.families
            or any(p is None for p in prices)
            or any(f not in self.other_prices for f in facts.families)
        ):
            return None
        own = sum((p for p in prices if p is not None), Decimal(0))
        each = sum((self.other_prices[f] for f in facts.families), Decimal(0))
        if each * facts.reached <= own:
            return None
        one = facts.reached == 1
        noun = f"{self.other} CAL{'' if one else 's'}"
        noun = (
            noun if len(facts.families) == 1 else f"{'set' if one else 'sets'} of {self.other} CALs"
        )
        return f"cheaper than {facts.reached} {noun} at {self.money(each)}"

    def suite(self, facts: _Facts) -> str | None:
        """A suite that costs less than the single licenses of the families it is needed for."""
        for k in facts.bundle:
            covered = [f for f in facts.families if f in self.tables.licenses[k].covers]
            price = self.price(k)
            if len(covered) < 2 or price is None or len(self.tables.licenses[k].covers) < 2:
                continue
            parts = sum((self.own_prices[f] for f in covered), Decimal(0))
            if parts > price:
                return (
                    f'"{self.tables.licenses[k].name}" is cheaper than its parts at '
                    f"{self.money(parts)}"
                )
        return None
