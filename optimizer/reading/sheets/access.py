"""Users, Devices and Access -> tables of holders and of who uses what."""

from collections.abc import Sequence

import numpy as np

from optimizer.domain.arrays import distinct, narrow
from optimizer.domain.keywords import Pairing
from optimizer.domain.problems import FOLD_AFTER, Cells, Message
from optimizer.domain.tables import NONE, Access, Bools, Holders, Ints, Purpose
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.sheets.backwards import note_backwards
from optimizer.reading.sheets.holders import NEVER, day_or_never
from optimizer.reading.sheets.products_families import KnownNames
from optimizer.reading.sheets.servers import Fleet

BOTH_BLANK = Message(
    "user-and-device-blank",
    "both User and Device are blank.",
    "Name the user, the device, or both.",
)
HALF_A_PAIR = Message(
    "half-a-pair",
    "Pairing Own needs a User and a Device.",
    "Fill both in, or clear Pairing.",
)
TOO_MANY_PAIRS = Message(
    "too-many-pairs",
    "Pairing Own joins more than {most:,} pairs, which are told apart one by one.",
    "Split the row: each pair is decided for itself.",
)
UNEQUAL_PAIR = Message(
    "unequal-pair",
    "Pairing Own joins a user row and a device row of different Count.",
    "Make the Counts equal.",
)
NOT_ON_SERVER = Message(
    "not-on-server",
    'Product "{name}" is not among the products of server "{server}".',
    "Correct it, or add it to the server's row on Servers.",
)

MOST_PAIRS = 1_000_000
"""Pairs of a Pairing Own row that a machine can hold one by one."""


def read_access(
    columns: Columns,
    users: Holders,
    devices: Holders,
    fleet: Fleet,
    registry: KnownNames,
) -> Access:
    """The rows of Access, their names resolved to the other sheets' rows."""
    user = columns.references("User", users.names, "Users")
    device = columns.references("Device", devices.names, "Devices")
    names = [server.name for server in fleet.servers]
    server = columns.references("Server", names, "Servers", required=True)
    blank = (
        (columns.codes("User") < 0) & (columns.codes("Device") < 0) & (columns.codes("Server") >= 0)
    )
    unread = columns.grid.unread and not (columns.has("User") or columns.has("Device"))
    if not unread:  # else the columns that may be they are asked for
        columns.refuse("User", blank, BOTH_BLANK)
    narrowed, products = _narrowed(columns, server, fleet, registry)
    purpose = columns.array(
        "Purpose",
        columns.keyword("Purpose", Purpose.of),
        Purpose.USE,
        np.int8,
    )
    own = columns.array("Pairing", columns.keyword("Pairing", Pairing.OWN.__eq__), False, np.bool_)
    _check_pairs(columns, own, user, device, users, devices=devices)
    times: Ints = np.broadcast_to(np.int32(1), columns.size)
    if columns.grid.times is not None:
        times = columns.grid.times.astype(np.int32, copy=False)
    measured = np.asarray(columns.codes("Sessions") >= 0, bool)
    sessions = columns.array("Sessions", lambda value: float(cells.amount(value)), 1.0, np.float64)
    if columns.grid.times is not None:
        sessions = np.where(measured, sessions, times).astype(np.float64)
    bases = columns.names("Basis")
    reasons = columns.names("Reason")
    start = columns.array("From", day_or_never, NEVER, "datetime64[D]")
    stop = columns.array("To", day_or_never, NEVER, "datetime64[D]")
    note_backwards(columns.grid, start, stop, columns.findings)
    return Access(
        user=user,
        device=device,
        server=narrow(server),
        narrowed=narrowed,
        products=products,
        sessions=sessions,
        last_seen=columns.array("Last seen", day_or_never, NEVER, "datetime64[D]"),
        own=own,
        basis=bases[0],
        bases=tuple(bases[1]),
        purpose=purpose,
        reason=reasons[0],
        reasons=tuple(reasons[1]),
        rows=columns.grid.rows.astype(np.int32, copy=False),
        start=start,
        stop=stop,
        measured=measured,
        times=times,
    )


def _check_pairs(
    columns: Columns, own: Bools, user: Ints, device: Ints, users: Holders, *, devices: Holders
) -> None:
    """Pairing Own needs both sides, and as many members on the one as on the other."""
    lacking = own & ((columns.codes("User") < 0) | (columns.codes("Device") < 0))
    columns.refuse(
        "Pairing",
        lacking,
        HALF_A_PAIR,
    )
    paired = own & (user >= 0) & (device >= 0)
    differ = np.zeros(len(own), bool)
    differ[paired] = (
        users.count[users.meant(user[paired])] != devices.count[devices.meant(device[paired])]
    )
    many = np.zeros(len(own), bool)
    many[paired] = users.count[users.meant(user[paired])] > MOST_PAIRS
    columns.refuse(
        "Pairing",
        many,
        TOO_MANY_PAIRS,
        most=MOST_PAIRS,
    )
    columns.refuse(
        "Pairing",
        differ,
        UNEQUAL_PAIR,
    )


def _narrowed(
    columns: Columns, server: Ints, fleet: Fleet, registry: KnownNames
) -> tuple[Ints, tuple[tuple[int, ...], ...]]:
    """The product lists that rows are narrowed to; a product that the row's server does not have is
    a problem."""
    lists = columns.distinct("Product", cells.names, ())
    codes = columns.codes("Product")
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(len(lists))).tolist()
    numbers = columns.grid.rows[order].tolist()
    chosen: list[tuple[int, ...]] = []
    for code, listed in enumerate(lists[:-1]):
        rows = order[ends[code] : ends[code + 1]]
        place = columns.grid.place("Product", numbers[ends[code]])
        others = Cells(place, tuple(numbers[ends[code] + 1 : ends[code + 1]]))
        found = [registry.product(name, place, "Product", others) for name in listed]
        chosen.append(tuple(dict.fromkeys(product for product in found if product != NONE)))
        if chosen[-1]:
            _refuse_absent(columns, rows, server[rows], chosen[-1], fleet, registry=registry)
    return codes, tuple(chosen)


def _refuse_absent(
    columns: Columns,
    rows: Ints,
    server: Ints,
    products: Sequence[int],
    fleet: Fleet,
    *,
    registry: KnownNames,
) -> None:
    """A problem for each product that a server of these rows (indices, each with its `server`) does
    not have."""
    servers = [index for index in distinct(server).tolist() if index != NONE]
    for product in products:
        lacking = [each for each in servers if product not in fleet.servers[each].products]
        told, rest = lacking[:FOLD_AFTER], lacking[FOLD_AFTER:]
        for some in (*([each] for each in told), *([rest] if rest else ())):
            there = rows[np.isin(server, some)]
            name, last = registry.products[product].name, int(server[np.isin(server, some)][-1])
            columns.refuse_rows(
                "Product", there, NOT_ON_SERVER, name=name, server=fleet.servers[last].name
            )
