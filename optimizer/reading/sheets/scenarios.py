"""Scenarios -> futures: every change with what it changes and its value, typed; what is wrong is
named by its cell."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.names import index_of
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.tables import (
    NONE,
    Change,
    Holders,
    License,
    Offer,
    Scenario,
    Server,
    Target,
    Thing,
)
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid
from optimizer.reading.sheets.new_values import ODD_FACTOR, Money, is_odd, typed
from optimizer.reading.sheets.products_families import KnownNames

TIERED_TARGET = Message(
    "tiered-target",
    'Target "{target}" is an offer in tiers.',
    "Use Price factor, which changes every tier.",
)
NO_TARGET_WANTED = Message(
    "no-target-wanted", 'is "{target}", but {change} changes the whole workbook.', "Clear it."
)
NO_TARGET = Message("no-target", "is blank.", "Name the {target} that {change} changes.")
NO_OWN_PRICE = Message(
    "no-own-price", '"{target}" is a license without a Price of its own.', "{hint}"
)
UNKNOWN_TARGET = Message("unknown-target", '"{name}" is {wrong}.', "{hint} Correct it.")
NO_VALUE = Message("no-value", "is blank.", "Type the {value}.")

ALL = "*"
EVERYTHING = frozenset(("all", "everything", "alle", "alles", "tous", "tout", "todos", "tutti"))
"""Words for `*`."""


@dataclass(frozen=True)
class Targets:
    """Everything that a change may be about."""

    users: Holders
    devices: Holders
    servers: tuple[Server, ...]
    licenses: tuple[License, ...]
    offers: tuple[Offer, ...]
    _: KW_ONLY
    money: Money = field(default_factory=Money)


def read_scenarios(
    grid: Grid | None, names: Targets, registry: KnownNames, findings: Findings
) -> tuple[Scenario, ...]:
    """The scenarios in the order in which the sheet first names them, their changes from top to
    bottom."""
    if grid is None:
        return ()
    columns = Columns(grid, findings)
    columns.require("Scenario")
    columns.require("Change")
    starts = columns.each("From", cells.day, None)
    codes, spelled = columns.names("Scenario")
    kinds = columns.each("Change", columns.keyword("Change", ChangeName), None)
    targets = columns.each("Target", cells.text, "")
    values: list[object] = columns.each("Value", lambda value: value, None)
    changes: dict[int, list[Change]] = {}
    read = ChangeReader(names, registry)
    for code, kind, target, value, start, row in zip(
        codes.tolist(), kinds, targets, values, starts, grid.rows.tolist(), strict=True
    ):
        if code != NONE and kind:
            place = partial(grid.place, row=row)
            change = read.change(kind, target, value, row, place, start=start, findings=findings)
            changes.setdefault(code, []).extend([change] if change else [])
    return tuple(Scenario(spelled[code], tuple(found)) for code, found in changes.items())


def _sides(target: str) -> tuple[str, ...]:
    """The sides whose every row a target means."""
    folded = naming.fold(target)
    return {ALL: ("User", "Device"), "users": ("User",), "devices": ("Device",)}.get(folded, ())


@dataclass(frozen=True)
class ChangeReader:
    """Turns the words of a change into a Change, wherever they were written."""

    names: Targets
    registry: KnownNames
    _known: dict[str, tuple[list[tuple[Thing, dict[str, int]]], naming.Hints]] = field(
        default_factory=dict
    )
    """By what a wrong target is told to be: the index of each side's names, and hints."""

    def change(
        self,
        name: ChangeName,
        target: str,
        value: object,
        row: int,
        place: Callable[[str], Place],
        *,
        start: date | None = None,
        findings: Findings,
    ) -> Change | None:
        """The change, from a day on where `start` is given, or None where its target or value is a
        problem; `place` gives the cell of a column."""
        kind = schema.KIND_OF_CHANGE[name]
        before = len(findings.problems)
        targets: tuple[Target, ...] = ()
        try:
            targets = self._targets(kind, target)
        except cells.Refused as refused:
            findings.problem(place("Target"), refused.message.about("Target"), **refused.fields)
        new: object = None
        try:
            new = self._value(kind, target, value, place("Value"))
        except cells.Refused as refused:
            findings.problem(place("Value"), refused.message.about("Value"), **refused.fields)
        if isinstance(new, Decimal) and is_odd(kind, new):
            becomes = f"{(100 * new).normalize():f}"
            odd = f"{new.normalize():f}"
            findings.warn(place("Value"), ODD_FACTOR, value=odd, becomes=becomes)
        if name is ChangeName.PRICE:
            for _, offer in targets:
                if len(self.names.offers[offer].tiers) > 1:
                    findings.problem(
                        place("Target"),
                        TIERED_TARGET,
                        target=target,
                    )
        if len(findings.problems) > before:
            return None
        if start is not None and name is ChangeName.PRICE_FACTOR:
            # A CAL mode cost is paid once, at what it is on As of.
            targets = tuple(each for each in targets if each[0] is not Thing.SERVER)
        return Change(name, targets=targets, value=new, row=row, start=start)

    def knows(self, name: ChangeName, target: str) -> bool:
        """Whether there is what the change would be about."""
        try:
            self._targets(schema.KIND_OF_CHANGE[name], target)
        except cells.Refused as refused:
            return refused.message is NO_OWN_PRICE
        return True

    def _targets(self, kind: schema.ChangeKind, target: str) -> tuple[Target, ...]:
        names = self.names
        if kind.all and naming.key(target) in EVERYTHING:
            target = ALL
        if not kind.target:
            if target not in ("", ALL):
                raise cells.Refused(NO_TARGET_WANTED, target=target, change=kind.name)
            return ()
        if not target:
            raise cells.Refused(NO_TARGET, target=kind.target, change=kind.name)
        if kind.target == "user or device":
            sides = ((Thing.USER, names.users.names), (Thing.DEVICE, names.devices.names))
            both = _sides(target) if kind.all else ()
            if both and not any(naming.fold(target) in index_of(known) for _, known in sides):
                return tuple(
                    (side, i) for side, known in sides if side in both for i in range(len(known))
                )
            return self._named(target, sides, "on neither Users nor Devices")
        if kind.name is ChangeName.WITHOUT_RULE:
            return ()  # the rules are known once all tables are read
        if kind.target == "server":
            return self._named(
                target, ((Thing.SERVER, [s.name for s in names.servers]),), "not a server"
            )
        offers = [offer.name for offer in names.offers]
        licenses = [license.name for license in names.licenses]
        if kind.target == "license":
            return self._named(target, ((Thing.LICENSE, licenses),), "not on Licenses")
        if kind.target == "channel":
            channels = [offer.channel for offer in names.offers]
            found = tuple(
                (Thing.OFFER, i)
                for i, name in enumerate(channels)
                if name and naming.fold(name) == naming.fold(target)
            )
            return found or self._named(
                target, ((Thing.OFFER, channels),), "not a channel of any offer"
            )
        if target == ALL and kind.all:
            paid = [s for s, server in enumerate(names.servers) if server.cal_mode_cost]
            return (
                *((Thing.OFFER, i) for i in range(len(offers))),
                *((Thing.SERVER, s) for s in paid),
            )
        license = index_of(licenses).get(naming.fold(target))
        if license is not None and naming.fold(target) not in index_of(offers):
            others = [offer.name for offer in names.offers if offer.license == license]
            hint = (
                f"Name one of its offers: {', '.join(others)}."
                if others
                else "Give it a Price on Licenses."
            )
            raise cells.Refused(NO_OWN_PRICE, target=target, hint=hint)
        return self._named(
            target, ((Thing.OFFER, offers),), "neither a license with a Price nor an offer"
        )

    def _named(
        self, target: str, sides: Sequence[tuple[Thing, Sequence[str]]], wrong: str
    ) -> tuple[Target, ...]:
        if wrong not in self._known:
            known = [(side, index_of(names)) for side, names in sides]
            hints = naming.Hints(name for _, names in sides for name in names)
            self._known[wrong] = known, hints
        known, hints = self._known[wrong]
        found = [(side, index.get(naming.fold(target))) for side, index in known]
        targets = tuple((side, index) for side, index in found if index is not None)
        if not targets:
            raise cells.Refused(UNKNOWN_TARGET, name=target, wrong=wrong, hint=hints(target))
        return targets

    def _value(self, kind: schema.ChangeKind, target: str, value: object, place: Place) -> object:
        if kind.name is ChangeName.WITHOUT_RULE:
            return target
        if kind.kind is None:
            return None
        if value is None:
            raise cells.Refused(NO_VALUE, value=kind.value)
        if kind.kind is schema.Kind.NAMES:
            problems = [self.registry.product(name, place, "Value") for name in cells.names(value)]
            return tuple(dict.fromkeys(product for product in problems if product != NONE))
        return typed(kind, value, self.names.money)
