"""The answer by another road: every member one by one, in an integer program of its own, stated
from the format alone.

Nothing of the package is used, only its solver: the one inside scipy presolves to wrong optima at
times. Input are the sheets as lists of rows; every cell is plain and valid.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise, product
from typing import Any

import highspy

INFINITE = highspy.kHighsInf

Sheets = dict[str, Any]


NEWEST, CURRENT = 10**6, 10**6 + 1


def rank(version: object, blank: int) -> int:
    text = str(version or "")
    if text in ("", "Current", "Lapsed"):
        return {"": blank, "Current": CURRENT, "Lapsed": NEWEST}[text]
    return int(text[:4]) * 2 + ("R2" in text)


def records(sheets: Sheets, name: str) -> list[dict[str, Any]]:
    rows = sheets.get(name, [])
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


def split(value: object) -> list[str]:
    return [part.strip() for part in str(value or "").split(";") if part.strip()]


class Model:
    """Columns with costs, rows with bounds."""

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.most: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def new(self, cost: float = 0, most: float = 1) -> int:
        self.cost.append(cost)
        self.most.append(most)
        return len(self.cost) - 1

    def row(
        self, terms: list[tuple[int, float]], least: float = -INFINITE, most: float = INFINITE
    ) -> None:
        total: dict[int, float] = {}
        for index, weight in terms:
            total[index] = total.get(index, 0) + weight
        self.rows.append((total, least, most))

    def solve(self) -> float | None:
        if not self.cost:
            return 0.0 if all(least <= 0 <= most for _, least, most in self.rows) else None
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)  # a process has one number of threads
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", 0.0)
        for cost, most in zip(self.cost, self.most, strict=True):
            solver.addCol(cost, 0, most, 0, [], [])
        for column in range(len(self.cost)):
            solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        for terms, least, highest in self.rows:
            solver.addRow(least, highest, len(terms), list(terms), list(terms.values()))
        solver.run()
        kinds = highspy.HighsModelStatus
        status = solver.getModelStatus()
        assert status in (kinds.kOptimal, kinds.kInfeasible, kinds.kUnboundedOrInfeasible), status
        return (
            float(solver.getInfo().objective_function_value) if status == kinds.kOptimal else None
        )


AS_OF = date(2026, 1, 1)


def pack_cost(
    price: object,
    per: object,
    horizon: int,
    rate: Decimal,
    first: date = AS_OF,
    increase: object = 0,
) -> int:
    """Cents of one pack over the horizon; As of is 1 January 2026, so that anniversaries are New
    Year's Days."""
    amount = Decimal(str(price)) * (12 if per == "Month" else 1)
    days = [
        first.replace(year=first.year + t)
        for t in range(1 if (per or "Once") == "Once" else horizon)
    ]
    total = Decimal(0)
    for t, day in enumerate(days):
        if day.year < AS_OF.year + horizon:
            whole = day.month == day.day == 1
            years = (
                Decimal(day.year - AS_OF.year) if whole else (day - AS_OF).days / Decimal("365.25")
            )
            total += amount * (1 + Decimal(str(increase or 0))) ** t / (1 + rate) ** years
    return int((total * 100).quantize(Decimal(1), ROUND_HALF_UP))


def day_of(value: object) -> date | None:
    return value if isinstance(value, date) else None


def behind_of(servers: Mapping[str, Mapping[str, object]], front: str) -> set[str]:
    """The servers that accesses to one count for too."""
    reached, before = {front}, set[str]()
    while reached != before:
        before = set(reached)
        for server in before:
            for behind in split(servers.get(server, {}).get("Front end of")):
                if servers[behind].get("Count") != 0:
                    reached.add(behind)
    return reached - {front}


def cheapest(sheets: Sheets) -> int | None:
    """The least cost in cents, or None where no compliant plan exists."""
    return answer(sheets)[0]


def answer(sheets: Sheets) -> tuple[int | None, int]:
    """The least cost in cents (None: no plan), and the fewest moves of movable units at that
    cost."""
    settings = {str(r["Setting"]): r["Value"] for r in records(sheets, "Settings")}
    horizon, rate = (
        int(str(settings.get("Horizon", 3))),
        Decimal(str(settings.get("Discount rate", 0))),
    )
    size = settings.get("Organization size")
    users = {str(r["User"]): r for r in records(sheets, "Users")}
    devices = {str(r["Device"]): r for r in records(sheets, "Devices")}
    servers = {str(r["Server"]): r for r in records(sheets, "Servers")}
    licenses = {str(r["License"]): r for r in records(sheets, "Licenses")}
    end = date(AS_OF.year + horizon, 1, 1) - timedelta(days=1)
    owned = records(sheets, "Owned")
    serves = []  # units that lose Software Assurance are a license of their own
    for r in owned:
        k = str(r["License"])
        if licenses[k].get("Version") in ("", None, "Current") and (
            (day_of(r.get("SA until")) or end) < end
        ):
            k = f"{k} without assurance"
            licenses[k] = {**licenses[str(r["License"])], "Version": "Lapsed", "Price": ""}
        serves.append(k)
    requires: dict[str, list[tuple[str, int, bool]]] = {}
    for r in records(sheets, "Products"):
        requires.setdefault(str(r["Product"]), [])
        if r.get("Family"):
            need = str(r["Family"]), rank(r.get("Version"), NEWEST), r.get("External") != "No"
            requires[str(r["Product"])].append(need)
    base = {
        str(r["Family"]): str(r["Base"])
        for r in records(sheets, "Families")
        if r.get("Same holder") == "Yes"
    }

    model = Model()
    used: dict[str, list[tuple[int, float]]] = {k: [] for k in licenses}
    held: dict[tuple[str, str, int, str], int] = {}

    def count(table: dict[str, dict[str, Any]], name: str) -> int:
        n = table.get(name, {}).get("Count")
        return 1 if n is None or n == "" else int(str(n))

    def active(table: dict[str, dict[str, Any]], name: str) -> bool:
        return table.get(name, {}).get("Active") != "No"

    def present(side: str, name: str) -> bool:
        table = users if side == "User" else devices
        return count(table, name) > 0 and active(table, name)

    def holds(side: str, name: str, member: int, k: str) -> int:
        key = side, name, member, k
        if key not in held:
            held[key] = model.new()
            used[k].append((held[key], 1))
        return held[key]

    def type_of(user: object) -> str:
        return str(users.get(str(user), {}).get("Type") or "Employee") if user else ""

    def admits(k: str, kind: str) -> bool:
        return not licenses[k].get("For") or kind in split(licenses[k]["For"])

    def opens(k: str, family: str, version: int) -> bool:
        latest = rank(licenses[k].get("Version"), CURRENT)
        return family in split(licenses[k]["Covers"]) and version <= latest

    def personal(
        side: str, name: str, member: int, family: str, version: int
    ) -> list[tuple[int, float]]:
        """Terms that are 1 or more when the member covers the family, the base license included."""
        able = [
            k
            for k, r in licenses.items()
            if r["Metric"] == side
            and opens(k, family, version)
            and (side == "Device" or admits(k, type_of(name)))
        ]
        terms: list[tuple[int, float]] = [(holds(side, name, member, k), 1) for k in able]
        terms += [(v, 1) for v, k in seats.get((side, name, member), ()) if k in able]
        if family not in base:
            return terms
        covered = model.new()
        model.row([*terms, (covered, -1)], least=0)
        model.row([*personal(side, name, member, base[family], -1), (covered, -1)], least=0)
        return [(covered, 1)]

    wide: dict[tuple[str, str], int] = {}

    def taken(k: str, server: str) -> int | None:
        metric, row = licenses[k]["Metric"], servers.get(server, {})
        if metric == "Organization":
            where, quantity = "", size
        elif not servers:
            return None
        elif metric == "Server":
            where = str(row.get("Host") or server)
            quantity = count(servers, where) if where in servers else 1
        elif row.get("Cores") in (None, "", 0):
            return None
        else:
            where = server
            quantity = max(
                int(str(row["Cores"])),
                int(str(licenses[k].get("Minimum per server") or 0)),
                int(str(licenses[k].get("Minimum per processor") or 0))
                * int(str(row.get("Processors") or 1)),
            ) * count(servers, server)
        if quantity in (None, "", 0):  # nothing covers for nothing
            return None
        if (k, where) not in wide:
            wide[k, where] = model.new()
            used[k].append((wide[k, where], float(str(quantity))))
        return wide[k, where]

    supply: dict[str, list[tuple[int, float]]] = {k: [] for k in licenses}
    ended = [(day_of(r.get("Until")) or end) < AS_OF for r in owned]
    lasting = [(day_of(r.get("Until")) or end) >= end for r in owned]
    pool = [0 if gone else int(str(r["Quantity"])) for r, gone in zip(owned, ended, strict=True)]
    left = [0 if gone else int(str(r["Quantity"])) for r, gone in zip(owned, ended, strict=True)]
    seats: dict[
        tuple[str, str, int], list[tuple[int, str]]
    ] = {}  # (variable, license) of units that sit with a member
    options: dict[
        tuple[int, str], list[int]
    ] = {}  # fixed units of an owned row that an offer converts
    movable: list[tuple[tuple[str, str], int, int]] = []  # (holder, owned row, units)

    def assured(row: Mapping[str, object]) -> bool:
        return (day_of(row.get("SA until")) or AS_OF) >= AS_OF - timedelta(days=1)

    def unit(
        side: str, name: str, members: int, k: str, counted: dict[str, list[tuple[int, float]]]
    ) -> int:
        """Whether an assigned unit goes this way; if so, one of the row's members may hold it."""
        way = model.new()
        places = [model.new() for _ in range(members)]
        for member, place in enumerate(places):
            seats.setdefault((side, name, member), []).append((place, k))
        model.row([*((place, 1) for place in places), (way, -1)], most=0)
        if k in counted:
            counted[k].append((way, 1))
        return way

    for r in records(sheets, "Assigned"):
        k = str(r["License"])
        side, name = ("User", str(r["User"])) if r.get("User") else ("Device", str(r["Device"]))
        members = count(users if side == "User" else devices, name)
        wanted = members if r.get("Quantity") in (None, "") else int(str(r["Quantity"]))
        for i, row in enumerate(owned):
            piece = min(wanted, left[i]) if row["License"] == k else 0
            wanted, left[i] = wanted - piece, left[i] - piece
            for _ in range(piece if present(side, name) else 0):
                if r.get("Movable") == "Yes":
                    movable.append(((side, name), i, 1))
                    continue
                pool[i] -= 1
                rule = str(
                    (users if side == "User" else devices)[name].get("License by") or "Either"
                )
                barred = (side == "User" and not admits(k, type_of(name))) or rule not in (
                    "Either",
                    side,
                )
                ways = []  # a unit stays as it is, or as what it is converted into, with any member
                if lasting[i]:
                    ways.append(unit(side, name, members, serves[i], {}))
                for offer in {str(o["Offer"]): o for o in records(sheets, "Offers")}.values():
                    result = str(offer["License"])
                    if (
                        offer.get("From license") == k
                        and licenses[result]["Metric"] == side
                        and assured(row)
                        and not barred
                    ):
                        ways.append(unit(side, name, members, result, used))
                        options.setdefault((i, str(offer["Offer"])), []).append(ways[-1])
                model.row([(v, 1) for v in ways], least=float(lasting[i]), most=1)
    taken_from: list[list[tuple[int, float]]] = [[] for _ in owned]
    keeps: dict[int, int] = {}
    for twin, license in licenses.items():
        full = twin.removesuffix(" without assurance")
        if full != twin and license["Metric"] in ("Server", "Core", "Organization"):
            filling = model.new(most=10**4)  # units in full may fill up what lapsed ones began
            used[full].append((filling, 1))
            supply[twin].append((filling, -1))
    for i, spent in enumerate(taken_from):
        if lasting[i]:
            keeps[i] = model.new(most=pool[i])
            spent.append((keeps[i], 1))
            supply[serves[i]].append((keeps[i], -1))

    access = [r for r in records(sheets, "Access") if r.get("Purpose") != "Exempt"]
    access = [
        r
        for r in access
        if (not r.get("User") or not users or present("User", str(r["User"])))
        and (not r.get("Device") or not devices or present("Device", str(r["Device"])))
        and (not servers or count(servers, str(r["Server"])))
    ]
    access += [
        {**r, "Server": behind, "Product": ""}
        for r in access
        if r.get("Purpose") != "Administration"
        for behind in behind_of(servers, str(r["Server"]))
    ]
    exempt: dict[tuple[str, str, int, str], int] = {}
    for side, table in (("User", users), ("Device", devices)):
        using = {
            (str(r[side]), str(r["Server"]))
            for r in access
            if r.get(side) and r.get("Purpose") != "Administration"
        }
        for r in access:
            name, server = str(r.get(side) or ""), str(r["Server"])
            if name and (name, server) not in using:
                for member in range(count(table, name)):
                    key = side, name, member, server
                    exempt[key] = exempt[key] if key in exempt else model.new()
    for server in {s for *_, s in exempt}:
        model.row([(v, 1) for (*_, s), v in exempt.items() if s == server], most=2)

    modes: dict[tuple[str, str], int] = {}
    asked: dict[
        tuple[str, str, str, str], int
    ] = {}  # an earlier version beside a later one falls away
    for r in access:
        user, device, server = r.get("User"), r.get("Device"), str(r["Server"])
        names = split(r.get("Product")) or (
            split(servers[server]["Product"]) if servers else [server]
        )
        needs = {
            (f, v)
            for name in names
            for f, v, outside in requires[name]
            if outside or not user or type_of(user) != "External"
        }
        for f, v in needs:
            of = str(user), str(device), server, f
            asked[of] = max(v, asked.get(of, v))
        m, n = count(users, str(user)) if user else 1, count(devices, str(device)) if device else 1
        pairs = (
            [(i, i) for i in range(m)]
            if r.get("Pairing") == "Own"
            else list(product(range(m), range(n)))
        )
        kinds = {
            str(users.get(str(user), {}).get("License by") or "Either"),
            str(devices.get(str(device), {}).get("License by") or "Either"),
        }
        one = {
            e.split(":")[0].strip(): e.partition(":")[2].strip()
            for e in split(servers.get(server, {}).get("One kind"))
        }
        for (i, j), (family, version) in product(pairs, needs):
            by_user = (
                personal("User", str(user), i, family, version)
                if user and "Device" not in kinds
                else []
            )
            by_device = (
                personal("Device", str(device), j, family, version)
                if device and "User" not in kinds
                else []
            )
            others: list[tuple[int, float]] = []
            for k, row in licenses.items():
                if (
                    row["Metric"] in ("Server", "Core", "Organization")
                    and opens(k, family, version)
                    and admits(k, type_of(user))
                ):
                    bought = taken(k, server)
                    others += [] if bought is None else [(bought, 1)]
            for side, whom, member in (("User", user, i), ("Device", device, j)):
                if whom and (spared := (side, str(whom), member, server)) in exempt:
                    others.append((exempt[spared], 1))
            if family not in one:
                model.row([*by_user, *by_device, *others], least=1)
                continue
            if (server, family) not in modes:
                modes[server, family] = model.new()
                if one[family]:
                    fixed = float(one[family] == "User")
                    model.row([(modes[server, family], 1)], least=fixed, most=fixed)
            mode = modes[server, family]
            model.row([*by_user, *others, (mode, -1)], least=0)
            model.row([*by_device, *others, (mode, 1)], least=1)

    for server in servers:
        asking = {
            (f, v, type_of(u) if u not in ("", "None") else "")
            for (u, _, s, f), v in asked.items()
            if s == server
        }
        own_license = servers.get(server, {}).get("CAL mode cost")
        if own_license and asking:
            paid = model.new(float(str(own_license)) * 100 * count(servers, server))
            cores = [
                part
                for k, row in licenses.items()
                if row["Metric"] == "Core"
                and any(opens(k, f, v) and admits(k, t) for f, v, t in asking)
                and (part := taken(k, server)) is not None
            ]
            model.row([(paid, 1), *((part, 1) for part in cores)], least=1)

    for k, where in list(wide):  # what is required may itself require another
        below, above = str(licenses[k].get("Requires") or ""), (k, where)
        while below:
            lower = below, where
            if lower not in wide:
                wide[lower] = model.new()
                machines = count(servers, where) if where in servers else 1
                used[below].append((wide[lower], float(machines)))
            model.row([(wide[above], 1), (wide[lower], -1)], most=0)
            below, above = str(licenses[below].get("Requires") or ""), lower

    for k, row in licenses.items():
        if row.get("Price") not in (None, ""):
            supply[k].append(
                (
                    model.new(pack_cost(row["Price"], row.get("Per"), horizon, rate), 10**6),
                    -int(str(row.get("Pack") or 1)),
                )
            )
    turned: dict[tuple[int, str], list[tuple[int, float]]] = {}
    offers: dict[str, list[dict[str, Any]]] = {}
    for r in records(sheets, "Offers"):
        offers.setdefault(str(r["Offer"]), []).append(r)
    for tiers in offers.values():
        r = tiers[0]
        pack, origin = int(str(r.get("Pack") or 1)), r.get("From license")
        least_all, most_all = int(str(r.get("Minimum") or 0)), int(str(r.get("Maximum") or 10**6))
        usable = [i for i, o in enumerate(owned) if o["License"] == origin and assured(o)]
        groups: list[tuple[date, list[int] | None]] = [(AS_OF, usable if origin else None)]
        if r.get("Starts") == "At expiry":
            untils = {
                u for i in usable if (u := day_of(owned[i].get("Until"))) is not None and u < end
            }
            groups = [
                (u + timedelta(days=1), [i for i in usable if owned[i].get("Until") == u])
                for u in sorted(untils)
            ]
        bounds = [int(str(t.get("From quantity") or 1)) for t in tiers] + [10**6 + 1]
        chosen = []
        for tier, (low, high) in enumerate(pairwise(bounds)):
            total: list[tuple[int, float]] = []
            for first, rows in groups:
                cost = pack_cost(
                    tiers[tier]["Price"], r.get("Per"), horizon, rate, first, r.get("Increase")
                )
                packs = model.new(cost, 10**4)
                total.append((packs, pack))
                supply[str(r["License"])].append((packs, -pack))
                if rows is not None:
                    units = [(model.new(most=10**4), 1.0) for _ in rows]
                    for i, from_row in zip(rows, units, strict=True):
                        taken_from[i].append(from_row)
                        turned.setdefault((i, str(r["License"])), []).append(from_row)
                    fixed_here = [
                        (v, 1.0)
                        for i in rows
                        for v in fixed_share(model, options, i, str(r["Offer"]), len(tiers), tier)
                    ]
                    model.row([*units, *fixed_here, (packs, -pack)], least=0, most=0)
            binary = model.new()
            chosen.append((binary, 1.0))
            model.row([*total, (binary, -min(high - 1, most_all))], most=0)
            model.row([*total, (binary, -max(low, least_all))], least=0)
        model.row(chosen, most=1)
    for i, spent in enumerate(taken_from):
        model.row(spent, most=pool[i])
    balance = {k: [*terms, *supply[k]] for k, terms in used.items()}
    for terms in balance.values():
        model.row(terms, most=0)
    least = model.solve()
    if least is None:
        return None, 0
    if not movable:
        return round(least), 0

    # The fewest moves at that cost: each unit stays with its row, is used by nobody, or moves.
    model.row([(i, c) for i, c in enumerate(model.cost) if c], most=least + 0.01)
    model.cost = [0.0] * len(model.cost)
    staying: dict[tuple[tuple[str, str], str], list[tuple[int, float]]] = {}
    spare: dict[str, list[tuple[int, float]]] = {}
    for i in range(len(owned)):
        here = [seat for seat in movable if seat[1] == i]
        if not here:
            continue
        nowhere = pool[i] - len(here)
        ways_out = [(serves[i], [(keeps[i], 1.0)])] if i in keeps else []
        ways_out += [(result, units) for (j, result), units in turned.items() if j == i]
        idle: list[tuple[int, float]] = []
        own: dict[tuple[str, str], list[tuple[int, float]]] = {seat[0]: [] for seat in here}
        for result, units in ways_out:
            free = model.new(most=nowhere)
            idle.append((free, 1.0))
            by_name = licenses[result]["Metric"] in ("User", "Device")
            terms = [
                (model.new(float(by_name), 10**4), 1.0),
                (free, 1.0),
                *((v, -w) for v, w in units),
            ]
            if units[0][0] != keeps.get(i):
                past = model.new(most=10**4)
                spare.setdefault(result, []).append((past, 1.0))
                terms.append((past, 1.0))
            for holder, mine in own.items():
                kept_by = model.new(most=sum(seat[0] == holder for seat in here))
                mine.append((kept_by, 1.0))
                staying.setdefault((holder, result), []).append((kept_by, 1.0))
                terms.append((kept_by, 1.0))
            model.row(terms, least=0)
        model.row(idle, most=nowhere)
        for holder, stays in own.items():
            model.row(stays, most=sum(seat[0] == holder for seat in here))
    for ((side, name), result), stays in staying.items():
        here_held = [
            (v, -1.0) for (s, n, _, k), v in held.items() if (s, n, k) == (side, name, result)
        ]
        model.row([*stays, *here_held], most=0)
    for result, past_need in spare.items():
        model.row([*past_need, *balance[result]], most=0)
    moves = model.solve()
    assert moves is not None
    return round(least), round(moves)


def fixed_share(
    model: Model,
    options: dict[tuple[int, str], list[int]],
    row: int,
    offer: str,
    tiers: int,
    tier: int,
) -> list[int]:
    """The fixed units of an owned row that an offer converts, at one of its tiers."""
    ways = options.get((row, offer), [])
    if tiers == 1:
        return ways
    shares = [model.new(most=len(ways)) for _ in ways[:1]]
    key = -row - 1, f"{offer}/{tier}"
    options[key] = shares
    if tier == tiers - 1 and ways:
        every = [options[-row - 1, f"{offer}/{t}"][0] for t in range(tiers)]
        model.row([*((v, 1.0) for v in every), *((v, -1.0) for v in ways)], least=0, most=0)
    return shares
