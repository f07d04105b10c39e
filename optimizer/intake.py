"""Grids -> tables: every cell typed, every reference resolved, every problem of the workbook collected in one run."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from optimizer import catalogue, cells, schema
from optimizer.assignments import read_assigned
from optimizer.changes import Names, read_scenarios
from optimizer.columns import Columns
from optimizer.market import read_licenses, read_owned
from optimizer.offers import read_offers
from optimizer.people import no_sheet, read_access, read_holders
from optimizer.problems import Findings, Place
from optimizer.registry import Registry
from optimizer.scenario import refuse_clashes
from optimizer.servers import products_as_servers, read_servers
from optimizer.tables import Settings, Tables
from optimizer.workbook import Book, Grid


def tables_of(book: Book, findings: Findings, as_of: date | None = None) -> Tables:
    """The typed tables of a workbook; `as_of` overrides its setting.

    Raises WorkbookError with every problem of every sheet, those already in `findings` included.
    """
    grids = book.grids
    settings = read_settings(grids.get("Settings"), findings, as_of)
    registry = Registry(findings)
    registry.read_products(grids.get("Products"))
    users = read_holders(grids["Users"], registry, findings) if "Users" in grids else None
    devices = read_holders(grids["Devices"], registry, findings) if "Devices" in grids else None
    fleet = read_servers(grids["Servers"], registry, findings) if "Servers" in grids else None
    if "Access" not in grids:
        findings.stop()
    columns = Columns(grids["Access"], findings)
    if users is None:
        users = no_sheet("Users", columns, registry)
    if devices is None:
        devices = no_sheet("Devices", columns, registry)
    if fleet is None:
        fleet = products_as_servers(columns, registry)
    access = read_access(columns, users, devices, fleet, registry, findings)
    licenses, offers = read_licenses(grids.get("Licenses"), registry, findings)
    offers += read_offers(grids.get("Offers"), licenses, offers, settings, findings)
    owned = read_owned(grids.get("Owned"), licenses, findings)
    assigned = read_assigned(grids.get("Assigned"), users, devices, licenses, owned, findings)
    names = Names(users, devices, fleet.servers, tuple(licenses), tuple(offers))
    scenarios = read_scenarios(grids.get("Scenarios"), names, registry, findings)
    same_holder = registry.read_families(grids.get("Families"))
    findings.stop()
    tables = Tables(
        settings,
        users,
        devices,
        fleet.servers,
        fleet.hosts,
        access,
        tuple(registry.products),
        tuple(registry.families.spelled),
        same_holder,
        tuple(registry.types.spelled),
        tuple(licenses),
        tuple(offers),
        tuple(owned),
        tuple(assigned),
        {name: {c: v.position for c, v in grid.columns.items()} for name, grid in grids.items()},
        scenarios,
    )
    refuse_clashes(tables, findings)
    findings.stop()
    return tables


def read_settings(grid: Grid | None, findings: Findings, as_of: date | None) -> Settings:
    """The settings, each at its default where the sheet leaves it out or blank."""
    values: dict[str, Any] = {}
    if grid is not None:
        columns = Columns(grid, findings)
        names = columns.unique("Setting")
        raw: list[object] = columns.each("Value", lambda value: value, None)
        for name, value, row in zip(names, raw, grid.rows.tolist(), strict=True):
            setting = next((s for s in schema.SETTINGS if cells.fold(s.name) == cells.fold(name)), None)
            if name and setting is None:
                hint = cells.nearest(name, (s.name for s in schema.SETTINGS))
                findings.problem(
                    grid.place("Setting", row),
                    f'Setting "{name}" is not known.',
                    f"{hint} Correct or delete it.".strip(),
                )
            elif setting is not None and value is not None:
                try:
                    values[setting.name] = _setting(setting, value)
                except cells.Refused as refused:
                    findings.problem(grid.place("Value", row), f"{setting.name} {refused.problem}", refused.remedy)
    if as_of is None and "As of" not in values:
        findings.warn(
            Place(schema.BY_NAME["Settings"].order, "Settings"),
            f"As of is not set; the plan starts today, {date.today().isoformat()}.",
            "Set it, so that the plan can be repeated.",
        )
    currency: str = values.get("Currency", "USD")
    return Settings(
        currency,
        catalogue.currencies()[currency],
        as_of or values.get("As of") or date.today(),
        values.get("Horizon", 3),
        values.get("Discount rate", Decimal(0)),
        values.get("Budget"),
        values.get("Access window"),
        values.get("Organization size"),
    )


def _setting(setting: schema.Setting, value: object) -> object:
    """The value of a setting, typed."""
    convert: Mapping[schema.Kind, Callable[[object], object]] = {
        schema.Kind.DATE: cells.day,
        schema.Kind.WHOLE: cells.whole,
        schema.Kind.MONEY: cells.amount,
        schema.Kind.RATE: cells.rate,
        schema.Kind.TEXT: _currency,
        schema.Kind.NAME: cells.text,
    }
    result = convert[setting.kind](value)
    if setting.name == "Horizon":
        return cells.horizon(value)
    return result


def _currency(value: object) -> str:
    code = cells.text(value).upper()
    if code not in catalogue.currencies():
        hint = cells.nearest(code, catalogue.currencies())
        raise cells.Refused(f'"{code}" is not a currency.', f"{hint} Type a code of ISO 4217 such as EUR.".strip())
    return code
