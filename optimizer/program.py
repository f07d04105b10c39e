"""The complete model in PuLP: variables, then one block a constraint family, in the order in which the model is explained.

X[u,e] = 1 when every member of user class u holds a license opening element e (Y: device classes); N counts licenses or
bundles held; T are Server, Core and Organization licenses; A exempt administrators; M the one kind of a server; K owned units
kept; V owned units converted; B packs bought; W tiers; C servers whose CAL mode cost is paid.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import gcd

import numpy as np
import pulp

from optimizer.bundles import Component, irredundant
from optimizer.case import Case
from optimizer.needs import ADMINISTRATORS, State
from optimizer.supply import Supply
from optimizer.tables import NONE, Kind, Tables
from optimizer.ways import WIDE, takes, wide_quantity

Terms = list[tuple[pulp.LpVariable, float]]


@dataclass(frozen=True)
class Held:
    """How one class holds one component's licenses. Exactly one of the three is filled in.

    `counts`: license -> (variable, licenses a unit of it); `bundles`: (licenses, members who hold just them); `each`: a member
    each, license -> 0/1 variable.
    """

    component: Component
    counts: Mapping[int, tuple[pulp.LpVariable, int]] = field(default_factory=dict)
    bundles: tuple[tuple[frozenset[int], pulp.LpVariable], ...] = ()
    each: tuple[Mapping[int, pulp.LpVariable], ...] = ()


@dataclass
class Program:
    """The stated problem and what its variables mean. Costs are in `unit` minor units; `fixed` is paid in any case."""

    problem: pulp.LpProblem
    unit: int = 1
    fixed: int = 0
    users: list[list[Held]] = field(default_factory=list)
    devices: list[list[Held]] = field(default_factory=list)
    wide: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    administrators: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    modes: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    kept: dict[int, pulp.LpVariable] = field(default_factory=dict)
    packs: dict[int, pulp.LpVariable] = field(default_factory=dict)
    converted: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    cal_mode: dict[int, pulp.LpVariable | None] = field(default_factory=dict)
    slacks: dict[tuple[str, int], pulp.LpVariable] = field(default_factory=dict)


def state(case: Case, elastic: bool = False) -> Program:
    """State the cheapest compliant mix as a program; `elastic` asks instead for the least that is missing to comply."""
    return _Statement(case, elastic).program


class _Statement:
    def __init__(self, case: Case, elastic: bool) -> None:
        self.case, self.elastic = case, elastic
        self.tables, self.ways, self.classes, self.supply = case.tables, case.ways, case.classes, case.supply
        self.problem = pulp.LpProblem("cal", pulp.LpMinimize)
        self.program = Program(self.problem)
        self.cost: list[tuple[pulp.LpVariable, int]] = []
        self.used: dict[int, Terms] = {}
        self.covers: dict[tuple[bool, int, int], Terms] = {}
        self.hold(True)
        self.hold(False)
        self.cover()
        self.same_holder()
        self.pick_administrators()
        self.pay_cal_mode()
        self.meet_use()
        self.convert()
        self.minimise()

    def variable(self, name: str, most: float | None = 1) -> pulp.LpVariable:
        return self.problem.add_variable(name, 0, most, pulp.LpInteger)

    def row(self, name: str, terms: Iterable[tuple[pulp.LpVariable, float]], sense: int, rhs: float) -> None:
        self.problem.addConstraint(pulp.LpConstraint(pulp.LpAffineExpression(list(terms)), sense, name, rhs))

    # What members hold ------------------------------------------------------------------------------------------------

    def hold(self, users: bool) -> None:
        """Licenses of the members of every class, and X (Y): which elements all of them have open.

        Laminar: sum of N[u,k] over k opening e >= m X[u,e]. Else bundles: sum of N[u,b] over b opening e >= m X[u,e] and
        sum of N[u,b] <= m. Too many bundles: the same for each member, with counts.
        """
        classes = self.classes
        side, owner = (classes.users, classes.user) if users else (classes.devices, classes.device)
        forms = self.case.users if users else self.case.devices
        asking = set(owner.tolist())
        held = self.program.users if users else self.program.devices
        for c, (form, m) in enumerate(zip(forms.of.tolist(), side.members.tolist(), strict=True)):
            held.append([self.held(users, c, m, part) for part in forms.components[form]] if c in asking else [])

    def held(self, users: bool, c: int, m: int, part: Component) -> Held:
        """The variables of one class and component."""
        letter, x = ("u", "X") if users else ("d", "Y")
        openers = {e: [k for k, opened in part.opened.items() if e in opened] for e in sorted(part.elements)}
        if m == 1 or part.laminar:
            counts: dict[int, tuple[pulp.LpVariable, int]] = {}
            for k, opened in part.opened.items():
                # Where one license alone opens e, and nothing else, N = m X is one variable.
                sole = len(opened) == 1 and len(openers[next(iter(opened))]) == 1
                made = self.variable(f"N_{letter}{c}_k{k}", 1 if sole else m)
                counts[k] = made, m if sole else 1
                self.use(k, made, counts[k][1])
                if sole:
                    self.covers[users, c, next(iter(opened))] = [(made, 1)]
            for e, licenses in openers.items():
                terms: Terms = [(counts[k][0], 1) for k in licenses]
                if (users, c, e) not in self.covers:
                    self.open(f"{x}_{letter}{c}_e{e}", users, c, e, [(m, terms)])
            return Held(part, counts)
        spelled = irredundant(part.opened)
        if spelled is not None:
            bundles = tuple((b, self.variable(f"N_{letter}{c}_b{min(b)}_{i}", m)) for i, b in enumerate(spelled))
            for bundle, made in bundles:
                for k in bundle:
                    self.use(k, made, 1)
            self.row(f"members_{letter}{c}_{min(part.opened)}", [(v, 1) for _, v in bundles], pulp.LpConstraintLE, m)
            for e in openers:
                terms = [(v, 1) for b, v in bundles if any(e in part.opened[k] for k in b)]
                self.open(f"{x}_{letter}{c}_e{e}", users, c, e, [(m, terms)])
            return Held(part, bundles=bundles)
        each = tuple({k: self.variable(f"N_{letter}{c}_i{i}_k{k}") for k in part.opened} for i in range(m))
        for member in each:
            for k, made in member.items():
                self.use(k, made, 1)
        for e, licenses in openers.items():
            self.open(f"{x}_{letter}{c}_e{e}", users, c, e, [(1, [(member[k], 1) for k in licenses]) for member in each])
        return Held(part, each=each)

    def open(self, name: str, users: bool, c: int, e: int, carriers: list[tuple[int, Terms]]) -> None:
        """X[u,e]: what its members hold opens e for all. One member needs no X of its own unless it must be 0 or 1."""
        if len(carriers) == 1 and carriers[0][0] == 1 and e not in self.ways.bases:
            self.covers[users, c, e] = carriers[0][1]
            return
        opened = self.variable(name)
        self.covers[users, c, e] = [(opened, 1)]
        for i, (m, terms) in enumerate(carriers):
            self.row(f"open_{name}_{i}", [*terms, (opened, -m)], pulp.LpConstraintGE, 0)

    def use(self, license: int, made: pulp.LpVariable, units: int) -> None:
        """A unit of the variable takes so many licenses: Q[k]."""
        self.used.setdefault(license, []).append((made, units))

    # Every access is covered ------------------------------------------------------------------------------------------

    def cover(self) -> None:
        """X[u,e] + Y[d,e] + Z[s,e,type] + O[e,type] + A[u,s] >= 1; with One kind, ... X ... >= M and ... Y ... >= 1 - M."""
        classes = self.classes
        forced = self.force()
        family = [f for f, _ in self.ways.elements]
        columns = (
            classes.user, classes.device, classes.server, classes.element, classes.type,
            classes.by_user, classes.by_device, classes.wide, classes.candidate,
        )  # fmt: skip
        for i, (u, d, s, e, t, by_user, by_device, wide, candidate) in enumerate(
            zip(*(c.tolist() for c in columns), strict=True)
        ):
            x = self.covers.get((True, u, e), []) if by_user else []
            y = self.covers.get((False, d, e), []) if by_device else []
            free = s != NONE and (self.tables.servers[s].one_kind or {}).get(family[e]) == Kind.EITHER
            if not free and ((by_user and (True, u, e) in forced) or (by_device and (False, d, e) in forced)):
                continue
            others: Terms = [(v, 1) for v in self.wide_for(s, e, t)] if wide else []
            if candidate:
                others.append((self.administrator(u, s), 1))
            if self.elastic:
                others.append((self.slack("need", i), 1))
            if free:
                mode = self.mode(s, family[e])
                self.row(f"need_{i}_u", [*x, *others, (mode, -1)], pulp.LpConstraintGE, 0)
                self.row(f"need_{i}_d", [*y, *others, (mode, 1)], pulp.LpConstraintGE, 1)
            else:
                self.row(f"need_{i}", [*x, *y, *others], pulp.LpConstraintGE, 1)

    def force(self) -> set[tuple[bool, int, int]]:
        """Elements that a class must have open, since an access of it has no other way: bounds instead of rows."""
        if self.elastic:
            return set()
        classes = self.classes
        free = np.zeros(len(classes.user), bool)
        for i in np.flatnonzero(classes.server != NONE).tolist():
            kinds = self.tables.servers[int(classes.server[i])].one_kind or {}
            free[i] = kinds.get(self.ways.elements[int(classes.element[i])][0]) == Kind.EITHER
        alone = ~classes.wide & ~classes.candidate & ~free & (classes.by_user != classes.by_device)
        found = set()
        for users, owner, able in ((True, classes.user, classes.by_user), (False, classes.device, classes.by_device)):
            where = alone & able
            for c, e in set(zip(owner[where].tolist(), classes.element[where].tolist(), strict=True)):
                terms = self.covers[users, c, e]
                if len(terms) == 1 and terms[0][0].upBound == 1:
                    terms[0][0].lowBound = 1
                    found.add((users, c, e))
        return found

    def wide_for(self, server: int, element: int, type_: int) -> list[pulp.LpVariable]:
        """The Server, Core and Organization licenses that would cover accesses of that type to the server."""
        return [
            self.taken(k, server)
            for k, license in enumerate(self.tables.licenses)
            if license.metric in WIDE
            and element in self.ways.opened[k]
            and license.admits(type_)
            and (license.metric == "Organization" or (server != NONE and takes(self.tables, k, server)))
            and takes(self.tables, k, server)
        ]

    def taken(self, license: int, server: int) -> pulp.LpVariable:
        """T: the wide license is taken for the server, its host or the organization."""
        metric = self.tables.licenses[license].metric
        index = {"Core": server, "Server": self.tables.servers[server].host, "Organization": NONE}[metric]
        if (license, index) not in self.program.wide:
            made = self.variable(f"T_k{license}_s{index}" if index != NONE else f"T_k{license}")
            self.program.wide[license, index] = made
            self.use(license, made, wide_quantity(self.tables, license, index))
        return self.program.wide[license, index]

    def mode(self, server: int, family: int) -> pulp.LpVariable:
        """M[s,f]: 1 where only user licenses count on the server, 0 where only device licenses do."""
        if (server, family) not in self.program.modes:
            self.program.modes[server, family] = self.variable(f"M_s{server}_f{family}")
        return self.program.modes[server, family]

    def administrator(self, user: int, server: int) -> pulp.LpVariable:
        if (user, server) not in self.program.administrators:
            self.program.administrators[user, server] = self.variable(f"A_u{user}_s{server}")
        return self.program.administrators[user, server]

    def slack(self, kind: str, index: int, most: float | None = 1) -> pulp.LpVariable:
        self.program.slacks[kind, index] = self.variable(f"S_{kind}_{index}", most)
        return self.program.slacks[kind, index]

    def same_holder(self) -> None:
        """X[u,(f,v)] <= X[u,(base, any)], the same for Y."""
        for (users, c, e), terms in list(self.covers.items()):
            base = self.ways.bases.get(e)
            if base is not None:
                name = f"same_{'u' if users else 'd'}{c}_e{e}"
                below = [(v, -w) for v, w in self.covers.get((users, c, base), [])]
                self.row(name, _merged([*terms, *below]), pulp.LpConstraintLE, 0)

    def pick_administrators(self) -> None:
        """At most two people a server are exempt: sum over u of A[u,s] <= 2."""
        by_server: dict[int, Terms] = {}
        for (_, server), made in self.program.administrators.items():
            by_server.setdefault(server, []).append((made, 1))
        for server, terms in by_server.items():
            self.row(f"administrators_s{server}", terms, pulp.LpConstraintLE, ADMINISTRATORS)

    # What it costs ----------------------------------------------------------------------------------------------------

    def pay_cal_mode(self) -> None:
        """C[s] + sum of T[k,s] over Core licenses k that open one of the server's needs for one of its users >= 1."""
        tables, needs, ways = self.tables, self.case.needs, self.ways
        scale = 10**tables.settings.digits
        asking = needs.state != State.EXEMPT
        for s, server in enumerate(tables.servers):
            here = np.flatnonzero(asking & (needs.server == s)) if server.cal_mode_cost else np.zeros(0, int)
            if not len(here):
                continue
            cost = cal_mode_cost(tables, s, scale)
            asked = set(zip(ways.element[here].tolist(), ways.type[here].tolist(), strict=True))
            cores = [
                k
                for k, license in enumerate(tables.licenses)
                if license.metric == "Core"
                and takes(tables, k, s)
                and any(e in ways.opened[k] and license.admits(t) for e, t in asked)
            ]
            if not cores:
                self.program.cal_mode[s] = None
                self.program.fixed += cost
                continue
            paid = self.variable(f"C_s{s}")
            self.program.cal_mode[s] = paid
            self.cost.append((paid, cost))
            self.row(f"cal_mode_s{s}", [(paid, 1), *((self.taken(k, s), 1) for k in cores)], pulp.LpConstraintGE, 1)

    def meet_use(self) -> None:
        """Q[k] <= sum of K over its lots + sum of Pack * B over its lines; a license bought plainly is priced where held."""
        for k in sorted(self.used):
            terms = self.used[k]
            line = self.supply.plain(k)
            if line is not None and not self.elastic:
                self.cost += [(v, int(units) * self.supply.lines[line].cost) for v, units in terms]
                continue
            most = int(sum((v.upBound or 0) * units for v, units in terms))
            supplied: Terms = []
            for i, lot in enumerate(self.supply.lots):
                if lot.license == k and lot.lasts:
                    self.program.kept[i] = self.variable(f"K_o{i}", lot.quantity)
                    supplied.append((self.program.kept[i], -1))
            supplied += self.buy(k, most)
            if self.elastic:
                supplied.append((self.slack("license", k, None), -1))
            self.row(f"supply_k{k}", [*_merged(terms), *supplied], pulp.LpConstraintLE, 0)

    def buy(self, license: int, needed: int) -> Terms:
        """Packs of each line. All-units tiers: one tier an offer, least W <= sum of Pack B <= most W, sum of W <= 1."""
        by_offer: dict[int, dict[int, list[int]]] = {}
        for index in self.supply.lines_of.get(license, ()):
            line = self.supply.lines[index]
            most = _most_packs(self.supply, index, needed)
            self.program.packs[index] = self.variable(f"B_l{index}", most)
            self.cost.append((self.program.packs[index], line.cost))
            by_offer.setdefault(line.offer, {}).setdefault(line.tier, []).append(index)
        for offer, tiers in by_offer.items():
            self.limit(offer, tiers)
        return [
            (self.program.packs[i], -self.supply.lines[i].pack) for tiers in by_offer.values() for t in tiers.values() for i in t
        ]

    def limit(self, offer: int, tiers: Mapping[int, list[int]]) -> None:
        """Minimum, Maximum and tiers count the offer as a whole, whenever its lines start."""
        chosen: Terms = []
        for tier, lines in sorted(tiers.items()):
            first = self.supply.lines[lines[0]]
            packs: Terms = [(self.program.packs[i], first.pack) for i in lines]
            most = int(sum(v.upBound * pack for v, pack in packs))
            most = most if first.most is None else min(most, first.most)
            if len(self.tables.offers[offer].tiers) == 1 and first.least <= 1:
                if first.most is not None and len(lines) > 1:
                    self.row(f"maximum_o{offer}", packs, pulp.LpConstraintLE, first.most)
                continue
            binary = self.variable(f"W_o{offer}_t{tier}")
            chosen.append((binary, 1))
            self.row(f"most_o{offer}_t{tier}", [*packs, (binary, -most)], pulp.LpConstraintLE, 0)
            self.row(f"least_o{offer}_t{tier}", [*packs, (binary, -first.least)], pulp.LpConstraintGE, 0)
        if len(chosen) > 1:
            self.row(f"tier_o{offer}", chosen, pulp.LpConstraintLE, 1)

    def convert(self) -> None:
        """V: Pack * B of a conversion = sum of V over its lots; each owned unit is kept, converted once, or left over."""
        from_lot: dict[int, Terms] = {}
        for index, packs in self.program.packs.items():
            line = self.supply.lines[index]
            if not line.lots:
                continue
            used_up: Terms = []
            for lot in line.lots:
                made = self.variable(f"V_l{index}_o{lot}", self.supply.lots[lot].quantity)
                self.program.converted[index, lot] = made
                used_up.append((made, 1))
                from_lot.setdefault(lot, []).append((made, 1))
            self.row(f"convert_l{index}", [*used_up, (packs, -line.pack)], pulp.LpConstraintEQ, 0)
        for lot, terms in from_lot.items():
            kept: Terms = [(self.program.kept[lot], 1)] if lot in self.program.kept else []
            self.row(f"lot_o{lot}", [*terms, *kept], pulp.LpConstraintLE, self.supply.lots[lot].quantity)

    def minimise(self) -> None:
        """The money; or, where something is missing, first the fewest needs and then the fewest licenses that are."""
        if self.elastic:
            missing = self.program.slacks.items()
            self.problem.setObjective(pulp.LpAffineExpression([(v, 1000 if kind == "need" else 1) for (kind, _), v in missing]))
            return
        total: dict[pulp.LpVariable, int] = {}
        for made, cost in self.cost:
            total[made] = total.get(made, 0) + cost
        self.program.unit = gcd(*total.values()) or 1 if total else 1
        self.problem.setObjective(pulp.LpAffineExpression([(v, cost // self.program.unit) for v, cost in total.items() if cost]))


def cal_mode_cost(tables: Tables, server: int, scale: int) -> int:
    """CAL mode cost of a server row in minor units: paid once, times Count."""
    row = tables.servers[server]
    return int((row.cal_mode_cost * row.count * scale).to_integral_value("ROUND_HALF_UP"))


def _most_packs(supply: Supply, index: int, needed: int) -> int:
    """Packs of a line that can be of use: up to the need, or up to what its tier asks for."""
    line, most = supply.lines[index], supply.most_packs(index)
    useful: int = -(-max(needed, line.least) // line.pack)
    return useful if most is None else min(useful, most)


def _merged(terms: Terms) -> Terms:
    """Equal variables added up: PuLP would keep the last one only."""
    total: dict[pulp.LpVariable, float] = {}
    for made, weight in terms:
        total[made] = total.get(made, 0) + weight
    return list(total.items())
