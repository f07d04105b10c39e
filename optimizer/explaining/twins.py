"""Lapsed twins of licenses in a mix -> the tables' own licenses, as everybody reads them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from optimizer.domain.plan import Balance, Holding, Mix


def named(mix: Mix, licenses: int, twins: tuple[int, ...]) -> Mix:
    """The mix in the tables' own licenses, of which there are so many: lapsed units are of their
    license. Who holds both holds the license once."""
    if not twins:
        return mix

    def of(license: int) -> int:
        return license if license < licenses else twins[license - licenses]

    def own(holding: Holding) -> Holding:
        bundles = tuple(tuple(sorted({of(k) for k in bundle})) for bundle in holding.bundles)
        return replace(holding, bundles=bundles)

    used = [0] * licenses
    for k, units in enumerate(mix.used):
        used[of(k)] += units
    for holding in (mix.users, mix.devices):
        for bundle, members in zip(holding.bundle.tolist(), holding.members.tolist(), strict=True):
            for k in holding.bundles[bundle]:
                used[of(k)] -= members if k >= licenses and of(k) in holding.bundles[bundle] else 0
    return replace(
        mix,
        users=own(mix.users),
        devices=own(mix.devices),
        wide=tuple(sorted({(of(k), s) for k, s in mix.wide})),
        used=tuple(used) if mix.used else (),
        moves=tuple(replace(move, license=of(move.license)) for move in mix.moves),
    )


def joined_accounts(accounts: Iterable[Balance], used: Mapping[str, int]) -> Iterator[Balance]:
    """The accounts of licenses with those of their twins, which are named alike, added.

    `used` are the units of each license as it is read: where somebody holds a lapsed unit and a
    full one, the lapsed one is left over.
    """
    found: dict[str, list[Balance]] = {}
    for account in accounts:
        found.setdefault(account.license, []).append(account)
    for name, parts in found.items():
        if len(parts) == 1:
            yield parts[0]
            continue
        full, lapsed = parts
        doubled = full.used + lapsed.used - used[name]
        yield replace(
            full,
            owned=full.owned + lapsed.owned,
            kept=full.kept + lapsed.kept - doubled,
            converted=full.converted + lapsed.converted,
            left_over=full.left_over + lapsed.left_over + doubled,
            used=used[name],
        )
