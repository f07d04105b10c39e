"""Supply: what is used of a license is kept, converted or bought, in whole packs and by the offers'
rules (model 5.1 to 5.4).

DEFINITIONS (whole numbers, a variable an index)
    k, o, l        license, lot, line; an offer is named in full, and so is its tier
    Q[k]           units of k in use: `used[k]`, as terms
    K[o]           units of lot o that are kept: 0 to those that sit with nobody for good, `pool`
    V[l,o]         units of lot o that line l converts: 0 to `pool`; beside `fixed_ways`
    B[l]           packs bought of line l, each `pack` units at `cost` whole minor units
    W[offer,tier]  1: the offer is bought in the tier, from `least` to `most` units
    L[k]           units in full that serve as k, a lapsed twin of a wide license
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pulp

from optimizer.domain.tables import NONE
from optimizer.licensing.metrics import WIDE
from optimizer.licensing.purchase_lines import LineIndex
from optimizer.licensing.supply import Supply
from optimizer.solving.program.builder import ProgramBuilder, Terms, merged

if TYPE_CHECKING:
    from optimizer.licensing.stock import LotIndex


def meet_use(statement: ProgramBuilder) -> None:
    """Model 5.1: Q[k] <= sum of K over its lots + sum of Pack * B over its lines; a license bought
    plainly is priced where held."""
    _serve_as_lapsed(statement)
    for k in sorted(statement.used):
        terms = statement.used[k]
        line = statement.supply.plain(k)
        if line is not None and not statement.elastic:
            statement.cost += [
                (v, int(units) * statement.supply.lines[line].cost) for v, units in terms
            ]
            continue
        most = int(sum((v.upBound or 0) * max(units, 0) for v, units in terms))
        supplied: Terms = []
        for i, lot in statement.supply.numbered_lots():
            if lot.license == k and lot.lasts and lot.pool:
                statement.program.kept[i] = statement.variable(f"K_o{i}", lot.pool)
                supplied.append((statement.program.kept[i], -1))
        supplied += buy(statement, k, most)
        supplied += [(v, -1) for v in statement.program.as_lapsed.get(k, ())]
        if statement.elastic:
            supplied.append((statement.slack("license", k, None), -1))
        statement.program.balances[k] = [*merged(terms), *supplied]
        statement.row(f"supply_k{k}", statement.program.balances[k], pulp.LpConstraintLE, 0)


def _serve_as_lapsed(statement: ProgramBuilder) -> None:
    """Units in full may fill up a host, server or organization that lapsed ones license in part: L
    of them serve as the lapsed twin."""
    for twin in sorted(statement.used):
        license = statement.tables.licenses[twin]
        if license.lapsed_of != NONE and license.metric in WIDE:
            most = int(sum((v.upBound or 0) * units for v, units in statement.used[twin]))
            made = statement.variable(f"L_k{twin}", most)
            statement.use(license.lapsed_of, made, 1)
            statement.program.as_lapsed[twin] = [made]


def buy(statement: ProgramBuilder, license: int, needed: int) -> Terms:
    """Packs of each line (model 5.4). All-units tiers: one tier an offer, least W <= sum of Pack B
    <= most W, sum of W <= 1."""
    by_offer: dict[int, dict[int, list[LineIndex]]] = {}
    for index in statement.supply.lines_of.get(license, ()):
        line = statement.supply.lines[index]
        most = _most_packs(statement.supply, index, needed)
        statement.program.packs[index] = statement.variable(f"B_l{index}", most)
        statement.cost.append((statement.program.packs[index], line.cost))
        by_offer.setdefault(line.offer, {}).setdefault(line.tier, []).append(index)
    for offer, tiers in by_offer.items():
        limit(statement, offer, tiers)
    return [
        (statement.program.packs[i], -statement.supply.lines[i].pack)
        for tiers in by_offer.values()
        for t in tiers.values()
        for i in t
    ]


def limit(statement: ProgramBuilder, offer: int, tiers: Mapping[int, list[LineIndex]]) -> None:
    """Minimum, Maximum and tiers count the offer as a whole, whenever its lines start."""
    chosen: Terms = []
    for tier, lines in sorted(tiers.items()):
        first = statement.supply.lines[lines[0]]
        packs: Terms = [(statement.program.packs[i], first.pack) for i in lines]
        most = int(sum(v.upBound * pack for v, pack in packs))
        most = most if first.most is None else min(most, first.most)
        if len(statement.tables.offers[offer].tiers) == 1 and first.least <= 1:
            if first.most is not None and len(lines) > 1:
                statement.row(f"maximum_o{offer}", packs, pulp.LpConstraintLE, first.most)
            continue
        binary = statement.variable(f"W_o{offer}_t{tier}")
        chosen.append((binary, 1))
        statement.row(f"most_o{offer}_t{tier}", [*packs, (binary, -most)], pulp.LpConstraintLE, 0)
        statement.row(
            f"least_o{offer}_t{tier}", [*packs, (binary, -first.least)], pulp.LpConstraintGE, 0
        )
    if len(chosen) > 1:
        statement.row(f"tier_o{offer}", chosen, pulp.LpConstraintLE, 1)


def convert(statement: ProgramBuilder) -> None:
    """Model 5.2 and 5.3: Pack * B of a conversion = sum of V over its lots, and of fixed units;
    each unit is kept, converted or left over."""
    from_lot: dict[LotIndex, Terms] = {}
    for index, packs in statement.program.packs.items():
        line = statement.supply.lines[index]
        if not line.lots:
            continue
        used_up: Terms = []
        for lot in line.lots:
            made = statement.variable(f"V_l{index}_o{lot}", statement.supply.lots[lot].pool)
            statement.program.converted[index, lot] = made
            used_up.append((made, 1))
            used_up += [(fixed, 1) for fixed in statement.program.fixed_ways.get((index, lot), ())]
            from_lot.setdefault(lot, []).append((made, 1))
        statement.row(f"convert_l{index}", [*used_up, (packs, -line.pack)], pulp.LpConstraintEQ, 0)
    for lot, terms in from_lot.items():
        kept: Terms = [(statement.program.kept[lot], 1)] if lot in statement.program.kept else []
        statement.row(
            f"lot_o{lot}", [*terms, *kept], pulp.LpConstraintLE, statement.supply.lots[lot].pool
        )


def _most_packs(supply: Supply, index: LineIndex, needed: int) -> int:
    """Packs of a line that can be of use: up to the need, or up to what its tier asks for."""
    line, most = supply.lines[index], supply.most_packs(index)
    useful: int = -(-max(needed, line.least) // line.pack)
    return useful if most is None else min(useful, most)
