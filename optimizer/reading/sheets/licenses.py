"""Licenses and Owned -> what can be held, what it costs, and what is owned already."""

import re
from collections.abc import Sequence

from optimizer.catalogue import lookup as catalogue
from optimizer.catalogue import nearest
from optimizer.domain import names as naming
from optimizer.domain import versions as ranks
from optimizer.domain.keywords import Metric, Per
from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import NONE, License, Offer
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid
from optimizer.reading.sheets.pack_price import note_price_of_one
from optimizer.reading.sheets.products_families import EXTERNAL, KnownNames, meant_type
from optimizer.reading.sheets.said_in_names import note_what_names_say

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

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
SEVERAL_FAMILIES = Message(
    "several-families",
    'Covers "{name}" names several families.',
    'Type "{listed}": ; separates several.',
)
YEAR_WITHOUT_VERSION = Message(
    "year-without-version",
    '"{name}" has {year} in its name, but no Version, so it opens every version.',
    "Type {year} as its Version if that is what it is.",
)
OTHER_YEAR = Message(
    "other-year",
    '"{name}" has {year} in its name, but Version {version}.',
    "Correct one of the two if they should be the same.",
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
    known = list(registry.types.spelled)
    for name in ("Metric", "Covers"):
        columns.require(name)
    names = columns.unique("License")
    metrics = columns.each("Metric", columns.keyword("Metric", Metric), Metric.UNREAD)
    covers = columns.each("Covers", cells.names, ())
    versions = columns.each("Version", cells.version, ranks.CURRENT)
    types = columns.each("For", cells.names, ())
    prices = columns.each("Price", cells.price_or_none, None)
    periods = columns.each("Per", columns.keyword("Per", Per), Per.ONCE)
    terms = columns.each("Term", cells.whole, None)
    packs = columns.each("Pack", cells.whole, 1)
    minimums = columns.each("Minimum per server", cells.whole, 0)
    each_processor = columns.each("Minimum per processor", cells.whole, 0)
    required = columns.references("Requires", names, "Licenses").tolist()
    activations = columns.each("Activation", cells.yes_no, False)
    licenses, offers = [], []
    for index, row in enumerate(grid.rows.tolist()):
        if types[index] and metrics[index] is Metric.DEVICE:
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
                types=frozenset(map(registry.type, types[index])) if types[index] else None,
                minimum_per_server=minimums[index],
                activation=activations[index],
                row=row,
                minimum_per_processor=each_processor[index],
                requires=required[index],
            )
        )
        price = prices[index]
        if price is not None:
            offers.append(
                Offer(
                    names[index],
                    index,
                    ((1, price),),
                    per=periods[index],
                    pack=max(packs[index], 1),
                    row=row,
                    term=terms[index],
                )
            )
    _check_requires(grid, licenses, findings)
    note_price_of_one(grid, packs, findings)
    _warn_of_unknown_families(grid, covers, registry, findings)
    _warn_of_unknown_types(grid, types, known, findings)
    _warn_of_years(grid, licenses, findings)
    note_what_names_say(grid, "License", [price is not None for price in prices], findings)
    return licenses, offers


def _check_requires(grid: Grid, licenses: list[License], findings: Findings) -> None:
    """A Server license may require another Server license, no other metric anything."""
    for index, license in enumerate(licenses):
        if license.requires == NONE:
            continue
        required = licenses[license.requires]
        if license.requires == index or {license.metric, required.metric} != {Metric.SERVER}:
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
    """A family that nothing requires is likely written otherwise than the one that is meant; one of
    the catalogue's own may simply not be in use; several without ; are a problem."""
    needed = list(
        dict.fromkeys(
            registry.families.spelled[family]
            for product in registry.products
            for family, _ in product.requires
        )
    )
    known = {*map(naming.fold, needed), *catalogue.families()}
    asked = 0
    for row, listed in zip(grid.rows.tolist(), covers, strict=True):
        for family in listed:
            if naming.fold(family) in known:
                continue
            place = grid.place("Covers", row)
            if several := nearest.families_between(family, needed):
                findings.problem(place, SEVERAL_FAMILIES, name=family, listed="; ".join(several))
                continue
            asked += 1
            meant = nearest.family(family, needed) if asked <= naming.MOST_HINTS else ""
            findings.warn(
                place,
                FAMILY_NOT_REQUIRED,
                name=family,
                hint=_meant(family, meant) if meant else _choice(needed),
            )


def _meant(family: str, meant: str) -> str:
    """The proposal; a year behind the family is a Version, which opens no later one."""
    years = _YEAR.findall(family)
    if not years or any(year in meant for year in years):
        return f'Did you mean "{meant}"?'
    return f'Did you mean "{meant}", and {years[0]} as its Version?'


def _choice(needed: Sequence[str]) -> str:
    return f"Required are: {', '.join(needed)}." if needed else ""


def _warn_of_unknown_types(
    grid: Grid, types: Sequence[tuple[str, ...]], known: list[str], findings: Findings
) -> None:
    """A type that no user has is likely misspelled, and the license then covers nobody."""
    folded = set(map(naming.fold, known))
    for row, listed in zip(grid.rows.tolist(), types, strict=True):
        for type_ in listed:
            if naming.fold(meant_type(type_)) not in folded:
                others = {*known, EXTERNAL} - {meant_type(type_)}
                hint = naming.nearest(type_, sorted(others))
                findings.warn(grid.place("For", row), TYPE_OF_NOBODY, name=type_, hint=hint)


def _warn_of_years(grid: Grid, licenses: Sequence[License], findings: Findings) -> None:
    """A year in a license's name that is not its Version: a blank one opens every version."""
    for license in licenses:
        years = [int(year) for year in _YEAR.findall(license.name)]
        if not years or license.version // 2 in years:
            continue
        place = grid.place("Version" if "Version" in grid.columns else "License", license.row)
        if license.version >= ranks.NEWEST:
            findings.warn(place, YEAR_WITHOUT_VERSION, name=license.name, year=years[0])
        else:
            opens = ranks.version_text(license.version)
            findings.warn(place, OTHER_YEAR, name=license.name, year=years[0], version=opens)
