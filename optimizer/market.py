"""Licenses and Owned -> what can be held, what it costs, and what is owned already."""

from collections.abc import Sequence

from optimizer import catalogue, cells
from optimizer.columns import Columns
from optimizer.problems import Findings
from optimizer.registry import Registry
from optimizer.tables import License, Offer, Owned
from optimizer.workbook import Grid


def read_licenses(grid: Grid | None, registry: Registry, findings: Findings) -> tuple[list[License], list[Offer]]:
    """The licenses, and the plain offer of each that has a Price."""
    if grid is None:
        return [], []
    columns = Columns(grid, findings)
    known = [*registry.types.spelled, "External"]
    for name in ("Metric", "Covers"):
        columns.require(name)
    names = columns.unique("License")
    metrics = columns.each("Metric", columns.keyword("Metric"), "")
    covers = columns.each("Covers", cells.names, ())
    versions = columns.each("Version", cells.version, cells.CURRENT)
    types = columns.each("For", cells.names, ())
    prices = columns.each("Price", cells.amount, None)
    periods = columns.each("Per", columns.keyword("Per"), "Once")
    packs = columns.each("Pack", cells.whole, 1)
    minimums = columns.each("Minimum per server", cells.whole, 0)
    activations = columns.each("Activation", cells.yes_no, False)
    licenses, offers = [], []
    for index, row in enumerate(grid.rows.tolist()):
        if types[index] and metrics[index] == "Device":
            findings.problem(grid.place("For", row), "For is filled in for a Device license, which covers everyone.", "Clear it.")
        if packs[index] == 0:
            findings.problem(grid.place("Pack", row), "Pack is 0.", "Type 1 or more.")
        licenses.append(
            License(
                names[index],
                metrics[index],
                tuple(dict.fromkeys(registry.families.add(family) for family in covers[index])),
                versions[index],
                frozenset(map(registry.types.add, types[index])) if types[index] else None,
                minimums[index],
                activations[index],
                row,
            )
        )
        price = prices[index]
        if price is not None:
            offers.append(Offer(names[index], index, ((1, price),), periods[index], max(packs[index], 1), row=row))
    _warn_of_unknown_families(grid, covers, registry, findings)
    _warn_of_unknown_types(grid, types, known, findings)
    return licenses, offers


def _warn_of_unknown_families(grid: Grid, covers: list[tuple[str, ...]], registry: Registry, findings: Findings) -> None:
    """A family that no product requires is likely misspelled."""
    needed = {registry.families.spelled[family] for product in registry.products for family, _ in product.requires}
    known = needed | {name for name, _ in catalogue.families().values()}
    folded = set(map(cells.fold, known))
    for row, listed in zip(grid.rows.tolist(), covers, strict=True):
        for family in listed:
            if cells.fold(family) not in folded:
                hint = cells.nearest(family, sorted(known))
                findings.warn(grid.place("Covers", row), f'Covers "{family}" is a family that no product requires.', hint)


def _warn_of_unknown_types(grid: Grid, types: Sequence[tuple[str, ...]], known: list[str], findings: Findings) -> None:
    """A type that no user has is likely misspelled, and the license then covers nobody."""
    folded = set(map(cells.fold, known))
    for row, listed in zip(grid.rows.tolist(), types, strict=True):
        for type_ in listed:
            if cells.fold(type_) not in folded:
                hint = cells.nearest(type_, known)
                findings.warn(grid.place("For", row), f'For "{type_}" is a type that no user has.', hint)


def read_owned(grid: Grid | None, licenses: list[License], findings: Findings) -> list[Owned]:
    """The rows of Owned, in sheet order."""
    if grid is None:
        return []
    columns = Columns(grid, findings)
    columns.require("Quantity")
    names = [license.name for license in licenses]
    found = columns.references("License", names, "Licenses", required=True)
    quantities = columns.each("Quantity", cells.whole, 0)
    untils = columns.each("Until", cells.day, None)
    assured = columns.each("SA until", cells.day, None)
    return [
        Owned(license, quantity, until, sa_until, row)
        for license, quantity, until, sa_until, row in zip(
            found.tolist(), quantities, untils, assured, grid.rows.tolist(), strict=True
        )
    ]
