"""The typed tables of a workbook: what every later step reads. Frozen; a scenario is a changed
copy.

Names are kept once and referred to by index: a user, device, server, family or license is its
position in its table.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

import numpy as np

from optimizer.domain import schema
from optimizer.domain.choices import Choice
from optimizer.domain.keywords import Kind as Kind
from optimizer.domain.keywords import Metric, Per
from optimizer.domain.keywords import Orders as Orders
from optimizer.domain.keywords import Purpose as Purpose
from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.problems import Place
from optimizer.domain.read_as import SheetReading

Ints = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]


Bools = np.ndarray[Any, np.dtype[np.bool_]]


Floats = np.ndarray[Any, np.dtype[np.float64]]


Days = np.ndarray[Any, np.dtype[np.datetime64]]


NONE = -1
"""The index that stands for nobody or nothing: an unknown user, any device."""


def of_rows(column: Any, rows: Ints | Bools) -> Any:
    """Some rows (indices, or bool a row each) of an array; what is kept once for all rows stays
    so."""
    if len(column) > 1 and column.strides == (0,):
        count = int(np.count_nonzero(rows)) if rows.dtype == bool else len(rows)
        return np.broadcast_to(column[:1].reshape(()), count)
    return column[rows]


Columns = TypeVar("Columns", "Holders", "Access")


def _taken(table: Columns, rows: Ints | Bools) -> Columns:
    """Some of a table's rows, whatever columns it has: each array is one."""
    columns: dict[str, Any] = {
        column.name: of_rows(value, rows)
        for column in fields(table)
        if isinstance(value := getattr(table, column.name), np.ndarray)
    }
    return replace(table, **columns)


@dataclass(frozen=True)
class Settings:
    """The plan's frame. Amounts are Decimal in `currency`, whose minor unit has `digits`
    decimals."""

    currency: str
    digits: int
    as_of: date
    horizon: int
    discount_rate: Decimal
    _: KW_ONLY
    budget: Decimal | None = None
    access_window: int | None = None
    organization_size: int | None = None
    orders: Orders = Orders.ONCE
    simplify_within: Decimal | None = None
    """What a simpler plan may cost more: below 1 a share of the optimum, else an amount."""
    organization: str = ""
    """Whose plan it is: the title of what is written."""


@dataclass(frozen=True, kw_only=True)
class Holders:
    """Users or devices: one row a person or device, or a group of `count` alike. All arrays have a
    row each.

    `kind` is License by; `type` indexes Tables.types (all 0 for devices); `same_as` is the row
    meant, or NONE; `start` and `stop` are datetime64[D], NaT where blank; `rows` are Excel rows, 0
    where there is no such sheet. A row that is not `active` is left out.
    """

    sheet: str
    names: tuple[str, ...]
    rows: Ints
    count: Ints
    kind: Ints
    type: Ints
    same_as: Ints
    start: Days
    stop: Days
    department: tuple[str, ...]
    site: tuple[str, ...]
    active: Bools

    def meant(self, index: Ints) -> Ints:
        """Rows with Same as resolved; NONE stays NONE."""
        itself = np.arange(len(self.same_as))
        meant = np.append(np.where(self.same_as == NONE, itself, self.same_as), NONE)
        return np.asarray(meant.astype(np.promote_types(index.dtype, np.int32))[index])

    def take(self, rows: Ints | Bools) -> "Holders":
        """Some of the rows (indices, or bool a row each), in that order; `same_as` as it is."""
        kept = np.arange(len(self.rows))[rows].tolist()
        texts: dict[str, Any] = {
            name: tuple(getattr(self, name)[row] for row in kept)
            for name in ("names", "department", "site")
        }
        return replace(_taken(self, rows), **texts)


@dataclass(frozen=True)
class Server:
    """A row of Servers. `host` indexes Tables.hosts; `one_kind` maps families to the kind fixed, or
    EITHER for a free choice; `front_of` are the servers that its accesses count for too."""

    name: str
    products: tuple[int, ...]
    _: KW_ONLY
    count: int = 1
    cores: int | None = None
    host: int = NONE
    one_kind: Mapping[int, Kind] = field(default_factory=dict)
    cal_mode_cost: Decimal = Decimal(0)
    row: int = 0
    processors: int | None = None
    front_of: tuple[int, ...] = ()
    start: date | None = None
    stop: date | None = None


@dataclass(frozen=True)
class Host:
    """A machine that servers run on; `count` is its row's Count where it is itself a row of
    Servers, else 1."""

    name: str
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class Access:
    """Access rows as arrays, a row each: indices (NONE where blank), sessions (1 where not
    `measured`), day last seen (NaT),
    Purpose, Excel rows, first and last day (NaT where blank).

    `narrowed` indexes `products` (lists of product indices), NONE where the row uses all of its
    server's products. `basis` indexes `bases`, NONE where blank; `own` marks Pairing Own; `reason`
    indexes `reasons` likewise.
    """

    user: Ints
    device: Ints
    server: Ints
    narrowed: Ints
    products: tuple[tuple[int, ...], ...]
    sessions: Floats
    last_seen: Days
    own: Bools
    basis: Ints
    bases: tuple[str, ...]
    purpose: Ints
    reason: Ints
    reasons: tuple[str, ...]
    rows: Ints
    start: Days
    stop: Days
    measured: Bools
    times: Ints
    """How many rows of a file say the same and are told once, each row of a sheet is one."""

    def take(self, rows: Ints | Bools) -> "Access":
        """Some of the rows (indices, or bool a row each), in that order."""
        return _taken(self, rows)


@dataclass(frozen=True)
class Product:
    """A product and what using it requires: (family, version rank) pairs, none where no license is
    needed.

    Of `not_external` pairs users of Type External need nothing; `assumed` pairs are the system
    beneath an application, at the earliest version it runs on. `most_users` and `most_devices` may
    use an edition that is limited (None: no limit).
    """

    name: str
    requires: tuple[tuple[int, int], ...]
    _: KW_ONLY
    most_users: int | None = None
    most_devices: int | None = None
    not_external: frozenset[tuple[int, int]] = frozenset()
    assumed: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class License:
    """A row of Licenses. `types` are the user types it may cover, None for everyone; `version` is a
    rank. `requires` is the Server license that must be taken for the same host, or NONE."""

    name: str
    metric: Metric
    covers: tuple[int, ...]
    version: int
    _: KW_ONLY
    types: frozenset[int] | None = None
    minimum_per_server: int = 0
    activation: bool = False
    row: int = 0
    minimum_per_processor: int = 0
    requires: int = NONE
    lapsed_of: int = NONE
    """The license of which it is the lapsed twin (licensing/assurance.py), or NONE."""


@dataclass(frozen=True)
class Offer:
    """A way to obtain a license. `tiers` are (from quantity, price of a pack) rising; a plain price
    is one tier from 1. `term` is how many months a unit serves (None: for good, or as long as it is
    paid)."""

    name: str
    license: int
    tiers: tuple[tuple[int, Decimal], ...]
    _: KW_ONLY
    per: Per = Per.ONCE
    pack: int = 1
    minimum: int = 0
    maximum: int | None = None
    from_license: int = NONE
    at_expiry: bool = False
    increase: Decimal = Decimal(0)
    channel: str = ""
    supplier: str = ""
    part_number: str = ""
    valid_until: date | None = None
    sheet: str = "Licenses"
    row: int = 0
    valid_from: date | None = None
    term: int | None = None


@dataclass(frozen=True)
class Owned:
    """A row of Owned: units of a license, until when the right and its Software Assurance last
    (None: for good, none)."""

    license: int
    quantity: int
    until: date | None = None
    sa_until: date | None = None
    row: int = 0


@dataclass(frozen=True)
class Assigned:
    """A row of Assigned: owned units that sit with a user (or, `user` False, a device); `holder` is
    its row, Same as resolved."""

    license: int
    user: bool
    holder: int
    quantity: int
    movable: bool
    _: KW_ONLY
    row: int = 0


class Thing(StrEnum):
    """What a change may be about, a row of a sheet."""

    USER = "User"
    DEVICE = "Device"
    SERVER = "Server"
    LICENSE = "License"
    OFFER = "Offer"


Target = tuple[Thing, int]
"""What a change is about, and its index."""


@dataclass(frozen=True)
class Change:
    """A row of Scenarios or Timeline: the format's word for the change, everything that it changes,
    the new value, typed, and the day from which it holds (None: throughout)."""

    what: ChangeName
    _: KW_ONLY
    targets: tuple[Target, ...] = ()
    value: Any = None
    row: int = 0
    start: date | None = None
    sheet: str = "Scenarios"


@dataclass(frozen=True)
class Scenario:
    """A future: changes to the workbook, in the order in which they are made."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class Tables:
    """One workbook, typed. `same_holder` maps an additive family to its base; `positions` says
    where columns stand."""

    settings: Settings
    users: Holders
    devices: Holders
    servers: tuple[Server, ...]
    hosts: tuple[Host, ...]
    access: Access
    products: tuple[Product, ...]
    families: tuple[str, ...]
    same_holder: Mapping[int, int]
    types: tuple[str, ...]
    licenses: tuple[License, ...]
    offers: tuple[Offer, ...]
    owned: tuple[Owned, ...]
    assigned: tuple[Assigned, ...]
    positions: Mapping[str, Mapping[str, int]]
    scenarios: tuple[Scenario, ...] = ()
    timeline: tuple[Change, ...] = ()
    """What changes from a day on, in the order of those days and then of rows."""
    versions: Mapping[str, int] = field(default_factory=dict)
    """Every Version written on Products and Licenses, folded, and the rank that it was read as."""
    reading: tuple[SheetReading, ...] = field(default=(), compare=False)
    """What was read as what, a value a sheet."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Sheet -> the table file that stands for it."""
    choices: tuple[Choice, ...] = field(default=(), compare=False)
    """What was chosen beside the workbook for titles and headers to be read as."""

    def place(self, sheet: str, column: str, row: int) -> Place:
        """The cell of a column in an Excel row; the sheet where row is 0 (the workbook has no such
        sheet)."""
        declared = schema.BY_NAME[sheet]
        file = self.files.get(sheet, "")
        position = self.positions.get(sheet, {}).get(column, 0)
        return (
            Place(declared.order, sheet, int(row), position + 1, file)
            if row
            else Place(declared.order, sheet, file=file)
        )

    def user_place(self, user: int, column: str = "User") -> Place:
        """The cell of a user's row."""
        return self.place("Users", column, int(self.users.rows[user]))

    def device_place(self, device: int, column: str = "Device") -> Place:
        """The cell of a device's row."""
        return self.place("Devices", column, int(self.devices.rows[device]))

    def user_type(self, user: int) -> int:
        """The type of a user; NONE for unknown people."""
        return int(self.users.type[user]) if user >= 0 else NONE
