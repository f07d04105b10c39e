"""Grids -> tables: every cell typed, every reference resolved, every problem of the workbook
collected in one run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.names import fold
from optimizer.domain.problems import Cells, Findings
from optimizer.domain.tables import Change, Holders, Scenario, Server, Tables, Thing
from optimizer.reading import cells
from optimizer.reading.asked_of_rights import ask_of_beginnings
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Book, Grid
from optimizer.reading.meaning.accounts import note_commented, note_machines, note_zeros
from optimizer.reading.meaning.gone_names import note_gone
from optimizer.reading.meaning.groups import note_groups
from optimizer.reading.meaning.meant import meant
from optimizer.reading.meaning.named import Named
from optimizer.reading.meaning.spellings import note_spellings
from optimizer.reading.read_as import readings
from optimizer.reading.sheets.access import read_access
from optimizer.reading.sheets.assigned import read_assigned
from optimizer.reading.sheets.fine_prices import note_fine_prices
from optimizer.reading.sheets.holders import no_sheet, read_holders
from optimizer.reading.sheets.licenses import read_licenses
from optimizer.reading.sheets.new_values import Money
from optimizer.reading.sheets.offers import read_offers
from optimizer.reading.sheets.owned import read_owned
from optimizer.reading.sheets.product_notes import note_products
from optimizer.reading.sheets.products_families import KnownNames
from optimizer.reading.sheets.scenarios import Targets, read_scenarios
from optimizer.reading.sheets.servers import products_as_servers, read_servers
from optimizer.reading.sheets.settings import read_settings
from optimizer.reading.sheets.timeline import read_timeline
from optimizer.reading.sheets.type_notes import note_types


def tables_of(book: Book, findings: Findings, as_of: date | None = None) -> Tables:
    """The typed tables of a workbook; `as_of` overrides its setting.

    Raises WorkbookError with every problem of every sheet, those already in `findings` included.
    """
    settings, dialect = read_settings(book.grids.get("Settings"), findings, as_of)
    grids = meant(
        book.grids, settings, dialect.order, said=dialect.currency_said, findings=findings
    )
    findings.reading = readings(book, grids, findings.warnings)
    if "Owned" in grids:
        ask_of_beginnings(grids["Owned"], settings.as_of, findings)
    registry = KnownNames(findings)
    registry.read_products(grids.get("Products"))
    users = read_holders(grids["Users"], registry, findings) if "Users" in grids else None
    devices = read_holders(grids["Devices"], registry, findings) if "Devices" in grids else None
    fleet = read_servers(grids["Servers"], registry, findings) if "Servers" in grids else None
    if "Access" not in grids:
        findings.stop()
    columns = Columns(grids["Access"], findings, grids)
    if users is None:
        users = no_sheet("Users", columns, registry)
    if devices is None:
        devices = no_sheet("Devices", columns, registry)
    if fleet is None:
        fleet = products_as_servers(columns, registry)
    for holders in (users, devices):
        _note_names(holders, columns, grids, findings)
    if "Servers" in grids:
        cells = Cells(grids["Servers"].place("Server", 0), tuple(s.row for s in fleet.servers))
        named = Named("Servers", tuple(server.name for server in fleet.servers), cells)
        counts = [server.count for server in fleet.servers]
        note_groups(named, counts, findings, by_words=False)
    access = read_access(columns, users, devices, fleet, registry)
    licenses, offers = read_licenses(grids.get("Licenses"), registry, findings)
    if "Users" in grids:
        note_types(grids["Users"], users, licenses, registry, findings)
    offers += read_offers(grids.get("Offers"), licenses, offers, settings, findings)
    note_fine_prices(offers, grids, settings, findings)
    owned = read_owned(grids.get("Owned"), licenses, findings)
    assigned = read_assigned(
        grids.get("Assigned"), users, devices, licenses, owned, findings=findings
    )
    money = Money(settings.currency, settings.digits)
    names = Targets(users, devices, fleet.servers, tuple(licenses), tuple(offers), money=money)
    scenarios = read_scenarios(grids.get("Scenarios"), names, registry, findings)
    timeline = read_timeline(grids.get("Timeline"), names, registry, findings)
    note_products(registry, [*fleet.servers, *_later(fleet.servers, scenarios, timeline)], findings)
    findings.reading = readings(book, grids, findings.warnings)
    same_holder = registry.read_families(grids.get("Families"))
    findings.stop()
    return Tables(
        settings=settings,
        users=users,
        devices=devices,
        servers=fleet.servers,
        hosts=fleet.hosts,
        access=access,
        products=tuple(registry.products),
        families=tuple(registry.families.spelled),
        same_holder=same_holder,
        types=tuple(registry.types.spelled),
        licenses=tuple(licenses),
        offers=tuple(offers),
        owned=tuple(owned),
        assigned=tuple(assigned),
        positions={
            name: {c: v.position for c, v in grid.columns.items()} for name, grid in grids.items()
        },
        scenarios=scenarios,
        timeline=timeline,
        versions=_versions(grids),
        files={name: grid.sheet.file for name, grid in grids.items() if grid.sheet.file},
        reading=findings.reading,
    )


def _later(
    servers: Sequence[Server], scenarios: Iterable[Scenario], timeline: Iterable[Change]
) -> list[Server]:
    """The servers as changes of scenarios and of the timeline make them: with other products."""
    changes = [change for scenario in scenarios for change in scenario.changes]
    return [
        replace(servers[index], products=tuple(change.value))
        for change in [*changes, *timeline]
        if change.what is ChangeName.PRODUCT and change.value is not None
        for kind, index in change.targets
        if kind is Thing.SERVER
    ]


def _versions(grids: Mapping[str, Grid]) -> dict[str, int]:
    """Every Version written on Products and Licenses, and its rank."""
    found: dict[str, int] = {}
    for grid in (grids[sheet] for sheet in ("Products", "Licenses") if sheet in grids):
        words = Columns(grid, Findings()).each("Version", cells.text, "")
        found |= {fold(word): cells.version(word) for word in set(words) if word}
    return found


def _note_names(
    holders: Holders, access: Columns, grids: Mapping[str, Grid], findings: Findings
) -> None:
    """Notes on names that say that they are several where they count as one, that look alike, and
    on accounts of machines."""
    sheet, column = holders.sheet, holders.sheet[:-1]
    if sheet in grids:
        places = Cells(grids[sheet].place(column, 0), tuple(holders.rows.tolist()))
        named = Named(sheet, holders.names, places)
    else:
        shapes = access.shapes_of_names(column)
        named = Named(sheet, holders.names, access.first_cells(column), shapes)
        note_zeros(named, findings)
    note_commented(named, findings)
    note_groups(named, holders.count.tolist(), findings)
    note_gone(named, holders.active.tolist(), findings)
    note_spellings(named, holders.same_as.tolist(), findings)
    if sheet == "Users":
        note_machines(named, findings)
