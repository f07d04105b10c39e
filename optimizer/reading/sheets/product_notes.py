"""What the names of products were taken for, and what was assumed of them: each said once."""

from collections.abc import Sequence

from optimizer.domain.names import fold
from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import Server
from optimizer.domain.versions import version_text
from optimizer.reading.sheets.products_families import KnownNames, Met, product_key

TAKEN_FOR = Message(
    "taken-for",
    '{listed} {verb} taken for "{name}".',
    "If that is wrong, correct it, or name the product on Products.",
)
TO_KNOW = Message("to-know-of-product", '"{name}" {note}.')
SYSTEM_ASSUMED = Message(
    "system-assumed",
    '"{name}" is named without its system{where}: Windows Server {version} is assumed, the '
    "earliest that it runs on.",
    'Write the real one beside it in Product of Servers: "{name}; Windows Server {usual}".',
)
SYSTEM_TOO_OLD = Message(
    "system-too-old",
    '"{name}" does not run on the Windows Server that stands beside it on {where}: {version} is '
    "taken, the earliest that it runs on.",
    "Correct the version of one of the two.",
)

FIRST = 3
"""So many servers are named where more are meant."""

USUAL = 2022
"""The Windows Server of the example of how to write the real one, where the least is no later."""


def note_products(registry: KnownNames, servers: Sequence[Server], findings: Findings) -> None:
    """Say what each product was taken for, which system was assumed beneath it, and what the
    catalogue has to say of it."""
    by_product: dict[int, list[Met]] = {}
    for met in registry.met.values():
        if met.known is not None:
            by_product.setdefault(met.product, []).append(met)
    for product, spelled in by_product.items():
        known = spelled[0].known
        if known is None:
            continue
        others = [met for met in spelled if product_key(met.written) != fold(known.name)]
        if others:
            listed = ", ".join(f'"{met.written}"' for met in others)
            verb = "is" if len(others) == 1 else "are"
            findings.warn(
                min(met.place for met in others),
                TAKEN_FOR,
                listed=listed,
                verb=verb,
                name=known.name,
            )
        if known.note:
            place = min(met.place for met in spelled)
            findings.warn(place, TO_KNOW, name=known.name, note=known.note)
        _note_system(registry, product, spelled, servers, findings)


def _note_system(
    registry: KnownNames,
    product: int,
    spelled: Sequence[Met],
    servers: Sequence[Server],
    findings: Findings,
) -> None:
    """Say where a Windows Server version was assumed beneath an application, or where one is named
    that the application does not run on."""
    found = registry.products[product]
    if not found.assumed:
        return
    ((family, least),) = found.assumed
    bare, old = [], {}
    for server in servers:
        if product not in server.products or not server.count:
            continue
        others = (registry.products[other] for other in server.products)
        named = [
            version
            for other in others
            for its_family, version in set(other.requires) - other.assumed
            if its_family == family
        ]
        if not named:
            bare.append(server.name)
        elif max(named) < least:
            old[server.name] = max(named)
    place = min(met.place for met in spelled)
    if bare:
        findings.warn(
            place,
            SYSTEM_ASSUMED,
            name=found.name,
            where="" if bare == [found.name] else f" on {_listed(bare)}",
            version=version_text(least),
            usual=USUAL if least <= 2 * USUAL else version_text(least),
        )
    if old:
        findings.warn(
            place,
            SYSTEM_TOO_OLD,
            name=found.name,
            where=_listed(list(old)),
            version=version_text(least),
        )


def _listed(names: Sequence[str]) -> str:
    first = ", ".join(f'"{name}"' for name in names[:FIRST])
    rest = len(names) - FIRST
    return f"{first} and {rest} more servers" if rest > 0 else first
