"""Servers -> servers, their products and the machines that they run on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from optimizer.catalogue import nearest
from optimizer.domain import keywords
from optimizer.domain import names as naming
from optimizer.domain.names import index_of
from optimizer.domain.problems import Cells, Findings, Message
from optimizer.domain.tables import NONE, Days, Host, Kind, Server
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid
from optimizer.reading.sheets.backwards import note_backwards
from optimizer.reading.sheets.products_families import KnownNames

ONE_KIND_OF_NOTHING = Message(
    "one-kind-of-nothing",
    'One kind "{name}" is a family that nothing on this server requires.',
    "{hint}",
)


ZERO_IS_BLANK = Message("zero-is-blank", "is 0, which is read as blank.", "Clear it.")
HOST_WITHOUT_COUNT = Message(
    "host-without-count",
    '"{server}" runs on "{host}", whose Count in {met} is 0.',
    "Give the host a Count, or name the machine that it runs on.",
)
UNKNOWN_BEHIND = Message(
    "unknown-behind",
    'Front end of "{name}" is not on Servers.',
    "{hint} Correct it, or add the server.",
)
FRONT_OF_ITSELF = Message(
    "front-of-itself",
    '"{server}" is named as the front end of itself.',
    "Name the servers behind it, or clear the cell.",
)


@dataclass(frozen=True)
class Fleet:
    """The servers, and the hosts that they run on."""

    servers: tuple[Server, ...]
    hosts: tuple[Host, ...] = ()


def read_servers(grid: Grid, registry: KnownNames, findings: Findings) -> Fleet:
    """The rows of Servers, their hosts resolved: a host that is itself a row counts with that row's
    Count."""
    columns = Columns(grid, findings)
    columns.require("Product")
    names = columns.unique("Server")
    rows = grid.rows.tolist()
    products = columns.each("Product", cells.names, ())
    counts = columns.each("Count", cells.whole, 1)
    cores = columns.each("Cores", cells.whole, None)
    processors = columns.each("Processors", cells.whole, None)
    hosts = columns.each("Host", cells.text, "")
    kinds = columns.each("One kind", cells.names, ())
    costs = columns.each("CAL mode cost", cells.amount, Decimal(0))
    fronts = columns.each("Front end of", cells.names, ())
    starts = columns.each("From", cells.day, None)
    stops = columns.each("To", cells.day, None)
    note_backwards(grid, _days(starts), _days(stops), findings)
    servers: list[Server] = []
    for index, row in enumerate(rows):
        for column, values in (("Cores", cores), ("Processors", processors)):
            if values[index] == 0:
                findings.warn(grid.place(column, row), ZERO_IS_BLANK.about(column))
        place = grid.place("Product", row)
        found = [registry.product(name, place, "Product") for name in products[index]]
        used = tuple(dict.fromkeys(product for product in found if product != NONE))
        servers.append(
            Server(
                names[index],
                used,
                count=counts[index],
                cores=cores[index] or None,
                one_kind=_one_kind(kinds[index], used, grid, row, registry, findings=findings),
                cal_mode_cost=costs[index],
                row=row,
                processors=processors[index] or None,
                start=starts[index],
                stop=stops[index],
            )
        )
    own = index_of(names)
    hints = naming.Hints(own)
    servers = [
        replace(server, front_of=_behind(server, listed, own, grid, hints=hints, findings=findings))
        for server, listed in zip(servers, fronts, strict=True)
    ]
    known: dict[str, int] = {}
    machines: list[Host] = []
    placed = []
    for server, host in zip(servers, hosts, strict=True):
        name = host or server.name
        key = naming.fold(name)
        if key not in known:
            known[key] = len(machines)
            machines.append(Host(name, servers[own[key]].count if key in own else 1))
        if server.count and not machines[known[key]].count:
            findings.problem(
                grid.place("Host", server.row),
                HOST_WITHOUT_COUNT,
                others=(grid.place("Count", servers[own[key]].row),),
                server=server.name,
                host=name,
                met=grid.place("Count", servers[own[key]].row),
            )
        placed.append(replace(server, host=known[key]))
    return Fleet(tuple(placed), tuple(machines))


def _behind(
    server: Server,
    listed: tuple[str, ...],
    own: dict[str, int],
    grid: Grid,
    *,
    hints: naming.Hints,
    findings: Findings,
) -> tuple[int, ...]:
    """The servers that one stands in front of."""
    found = []
    for name in listed:
        index = own.get(naming.fold(name), NONE)
        if index == NONE:
            findings.problem(
                grid.place("Front end of", server.row),
                UNKNOWN_BEHIND,
                name=name,
                hint=hints(name),
            )
        elif index == own[naming.fold(server.name)]:
            findings.problem(
                grid.place("Front end of", server.row),
                FRONT_OF_ITSELF,
                server=server.name,
            )
        else:
            found.append(index)
    return tuple(dict.fromkeys(found))


def _days(found: Sequence[date | None]) -> Days:
    """Days as an array holds them."""
    return np.array(found, "datetime64[D]")


def _one_kind(
    listed: tuple[str, ...],
    products: tuple[int, ...],
    grid: Grid,
    row: int,
    registry: KnownNames,
    *,
    findings: Findings,
) -> dict[int, Kind]:
    """Families of which one kind counts here -> the kind that a `Family: Kind` entry fixes, or
    EITHER."""
    required = {
        registry.families.spelled[family]
        for product in products
        for family, _ in registry.products[product].requires
    }
    result: dict[int, Kind] = {}
    for entry in listed:
        family, _, kind = map(str.strip, entry.partition(":"))
        try:
            fixed = Kind.of(cells.keyword(kind, keywords.ONE_KIND)) if kind else Kind.EITHER
        except cells.Refused as refused:
            findings.problem(
                grid.place("One kind", row),
                refused.message.about("One kind"),
                **refused.fields,
            )
            continue
        if naming.fold(family) not in map(naming.fold, required):
            meant = nearest.family(family, sorted(required))
            hint = f'Did you mean "{meant}"?' if meant else ""
            findings.warn(
                grid.place("One kind", row),
                ONE_KIND_OF_NOTHING,
                name=family,
                hint=hint,
            )
        result[registry.families.add(family)] = fixed
    return result


def products_as_servers(access: Columns, registry: KnownNames) -> Fleet:
    """Without a Servers sheet: each product that Access names in its Server column is a server of
    its own."""
    codes, names = access.names("Server")
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(len(names) + 1))
    servers = []
    for code, name in enumerate(names):
        if registry.exhausted:  # no plan will be made of them
            servers += [Server(each, ()) for each in names[code:]]
            break
        rows = access.grid.rows[order[ends[code] : ends[code + 1]]]
        place = access.grid.place("Server", int(rows[0]))
        product = registry.product(name, place, "Server", Cells(place, tuple(rows[1:].tolist())))
        servers.append(Server(name, (product,) if product != NONE else ()))
    return Fleet(tuple(servers))
