"""Licenses and Owned -> what can be held, what it costs, and what is owned already."""

from collections.abc import Sequence

from optimizer.catalogue import lookup as catalogue
from optimizer.domain import names as naming
from optimizer.domain import versions as ranks
from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import NONE, License, Offer
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid
from optimizer.reading.sheets.products_families import DIRECTORY_TYPES, EXTERNAL, KnownNames

FOR_OF_DEVICE = Message(
    "for-of-device",
    "For is filled in for a Device license, which covers everyone.",
    "Clear it.",
)
NO_PACK = Message("no-pack", "Pack is 0.", "Type 1 or more.")
FAMILY_NOT_REQUIRED = Message(
    "family-not-required",
    'Covers "{name}" is a family that no product requires.',
    "{hint}",
)
TYPE_OF_NOBODY = Message("type-of-nobody", 'For "{name}" is a type that no user has.', "{hint}")

REQUIRES_NO_SERVER = Message(
    "requires-no-server",
    '"{license}" ({metric}) requires "{required}" ({other}).',
    "Only a Server license can require another Server license: correct or clear it.",
)


def read_licenses(
    grid: Grid | None, registry: KnownNames, findings: Findings
) -> tuple[list[License], list[Offer]]:
    """The licenses, and the plain offer of each that has a Price."""
    if grid is None:
        return [], []
    columns = Columns(grid, findings)
    known = [*registry.types.spelled, EXTERNAL, *DIRECTORY_TYPES]
    for name in ("Metric", "Covers"):
        columns.require(name)
    names = columns.unique("License")
    metrics = columns.each("Metric", columns.keyword("Metric"), "")
    covers = columns.each("Covers", cells.names, ())
    versions = columns.each("Version", cells.version, ranks.CURRENT)
    types = columns.each("For", cells.names, ())
    prices = columns.each("Price", cells.amount, None)
    periods = columns.each("Per", columns.keyword("Per"), "Once")
    terms = columns.each("Term", cells.whole, None)
    packs = columns.each("Pack", cells.whole, 1)
    minimums = columns.each("Minimum per server", cells.whole, 0)
    each_processor = columns.each("Minimum per processor", cells.whole, 0)
    required = columns.references("Requires", names, "Licenses").tolist()
    activations = columns.each("Activation", cells.yes_no, False)
    licenses, offers = [], []
    for index, row in enumerate(grid.rows.tolist()):
        if types[index] and metrics[index] == "Device":
            findings.problem(
                grid.place("For", row),
                FOR_OF_DEVICE,
            )
        if packs[index] == 0:
            findings.problem(grid.place("Pack", row), NO_PACK)
        licenses.append(
            License(
                names[index],
                metrics[index],
                tuple(dict.fromkeys(registry.families.add(family) for family in covers[index])),
                versions[index],
                frozenset(map(registry.type, types[index])) if types[index] else None,
                minimums[index],
                activations[index],
                row,
                each_processor[index],
                required[index],
            )
        )
        price = prices[index]
        if price is not None:
            offers.append(
                Offer(
                    names[index],
                    index,
                    ((1, price),),
                    periods[index],
                    max(packs[index], 1),
                    row=row,
                    term=terms[index],
                )
            )
    _check_requires(grid, licenses, findings)
    _warn_of_unknown_families(grid, covers, registry, findings)
    _warn_of_unknown_types(grid, types, known, findings)
    return licenses, offers


def _check_requires(grid: Grid, licenses: list[License], findings: Findings) -> None:
    """A Server license may require another Server license, no other metric anything."""
    for index, license in enumerate(licenses):
        if license.requires == NONE:
            continue
        required = licenses[license.requires]
        if license.requires == index or license.metric != "Server" or required.metric != "Server":
            findings.problem(
                grid.place("Requires", license.row),
                REQUIRES_NO_SERVER,
                license=license.name,
                metric=license.metric or "no metric",
                required=required.name,
                other=required.metric or "no metric",
            )


def _warn_of_unknown_families(
    grid: Grid, covers: list[tuple[str, ...]], registry: KnownNames, findings: Findings
) -> None:
    """A family that no product requires is likely misspelled."""
    needed = {
        registry.families.spelled[family]
        for product in registry.products
        for family, _ in product.requires
    }
    known = needed | {name for name, _ in catalogue.families().values()}
    folded = set(map(naming.fold, known))
    for row, listed in zip(grid.rows.tolist(), covers, strict=True):
        for family in listed:
            if naming.fold(family) not in folded:
                hint = naming.nearest(family, sorted(known))
                findings.warn(
                    grid.place("Covers", row),
                    FAMILY_NOT_REQUIRED,
                    name=family,
                    hint=hint,
                )


def _warn_of_unknown_types(
    grid: Grid, types: Sequence[tuple[str, ...]], known: list[str], findings: Findings
) -> None:
    """A type that no user has is likely misspelled, and the license then covers nobody."""
    folded = set(map(naming.fold, known))
    for row, listed in zip(grid.rows.tolist(), types, strict=True):
        for type_ in listed:
            if naming.fold(type_) not in folded:
                hint = naming.nearest(type_, known)
                findings.warn(grid.place("For", row), TYPE_OF_NOBODY, name=type_, hint=hint)
