"""Tables over time -> an instance a period, and the supply that they all draw on."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.tables import NONE, Bools, Ints, Tables
from optimizer.licensing.administration import State
from optimizer.licensing.dated_supply import DatedSupply, dated_supply
from optimizer.licensing.eligibility import Eligibility, eligibility_of
from optimizer.licensing.needs import Needs, needs_of
from optimizer.licensing.periods import History, Period
from optimizer.licensing.stock import LotIndex, Seat
from optimizer.licensing.supply import Supply
from optimizer.solving.classes import Classes, classes_of
from optimizer.solving.instance import Instance


@dataclass(frozen=True)
class Timetable:
    """Everything that a plan over time is found from: an instance for each period, whose licenses
    are the supply's (lapsed twins included), and `rows`, the row of Access that each of its own
    is."""

    tables: Tables
    history: History
    supply: DatedSupply
    instances: tuple[Instance, ...]
    rows: tuple[Ints, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the horizon."""
        return self.supply.periods

    @cached_property
    def rows_apart(self) -> tuple[dict[tuple[bool, int], Ints], ...]:
        """For each period the classes of rows (users?, row) with which owned units sit."""
        seated = {(each.user, each.holder) for each in (*self.supply.fixed, *self.supply.moving)}
        found = []
        for case in self.instances:
            classes: dict[tuple[bool, int], Ints] = {}
            for user, row in sorted(seated):
                side = case.classes.users if user else case.classes.devices
                own = side.class_of[side.row == row]
                classes[user, row] = distinct(own[own != NONE]).astype(np.int64)
            found.append(classes)
        return tuple(found)


def timetable_of(tables: Tables) -> Timetable:
    """The periods' questions, with what is alike merged in each of them.

    Classes need only be alike within one: what joins periods stays as it is (docs/model-dates.md,
    T0).
    """
    history = History.of(tables)
    supply = dated_supply(history)
    instances, rows = [], []
    for t, period in enumerate(supply.periods):
        there, kept = history.during(period)
        instances.append(_instance(replace(there, licenses=supply.licenses), supply, t))
        rows.append(kept)
    return Timetable(tables, history, supply, tuple(instances), tuple(rows))


def _instance(tables: Tables, supply: DatedSupply, period: int) -> Instance:
    """The question of one period. Whatever can be had then is stock of unknown number."""
    needs = needs_of(tables)
    stock = tuple(int(supply.obtainable(k, period)) for k in range(len(tables.licenses)))
    ways = eligibility_of(tables, needs, Supply((), (), stock))
    classes = _classes(tables, needs, ways, supply)
    return Instance(tables, needs, ways, classes, Supply((), (), stock))


def with_some_needs(case: Instance, rows: Bools, supply: DatedSupply) -> Instance:
    """A period's question of some of its needs alone, what is alike in those merged."""
    needs = replace(case.needs, state=np.where(rows, case.needs.state, State.EXEMPT))
    return replace(case, needs=needs, classes=_classes(case.tables, needs, case.ways, supply))


def _classes(tables: Tables, needs: Needs, ways: Eligibility, supply: DatedSupply) -> Classes:
    seats = [
        Seat(each.user, each.holder, LotIndex(0), 1, True)
        for each in (*supply.fixed, *supply.moving)
        if (needs.users if each.user else needs.devices)[each.holder]
    ]
    return classes_of(tables.users, tables.devices, needs, ways, seats)
