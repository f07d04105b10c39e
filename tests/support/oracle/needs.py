"""What accesses ask for: a row of the program each need, and what is exempt or paid beside."""

from itertools import product

from tests.support.oracle.facts import Facts, Row, split
from tests.support.oracle.holdings import Holdings
from tests.support.oracle.program import Model, Terms

Need = tuple[str, int]
"""A family, and the version that a license must reach."""


def state(facts: Facts, holdings: Holdings) -> None:
    """Every access is covered from one side."""
    exempt = _administrators(facts, holdings.model)
    kinds: dict[tuple[str, str], int] = {}
    for row in facts.access:
        for need, pair in product(_needs(facts, row), _pairs(facts, row)):
            _cover(holdings, row, need, pair, exempt, kinds)
    for server in facts.servers:
        _cal_mode(holdings, server)


def _administrators(facts: Facts, model: Model) -> dict[tuple[str, str, int, str], int]:
    """Whether a member is one of the two who administer a server: never one who uses it too."""
    exempt: dict[tuple[str, str, int, str], int] = {}
    for side in ("User", "Device"):
        using = {
            (str(row[side]), str(row["Server"]))
            for row in facts.access
            if row.get(side) and row.get("Purpose") != "Administration"
        }
        for row in facts.access:
            name, server = str(row.get(side) or ""), str(row["Server"])
            if name and (name, server) not in using:
                for member in range(facts.members(side, name)):
                    key = side, name, member, server
                    exempt[key] = exempt[key] if key in exempt else model.new()
    for server in {server for *_, server in exempt}:
        model.row([(v, 1) for (*_, at), v in exempt.items() if at == server], most=2)
    return exempt


def _needs(facts: Facts, row: Row) -> set[Need]:
    """What the products of an access require of this user."""
    user = row.get("User")
    return {
        (family, version)
        for name in facts.products(row)
        for family, version, outside in facts.requires[name]
        if outside or not user or facts.type_of(user) != "External"
    }


def _pairs(facts: Facts, row: Row) -> list[tuple[int, int]]:
    """Which of the user's members use which of the device's."""
    m, n = (
        facts.members(side, str(row[side])) if row.get(side) else 1 for side in ("User", "Device")
    )
    if row.get("Pairing") == "Own":
        return [(i, i) for i in range(m)]
    return list(product(range(m), range(n)))


def _cover(
    holdings: Holdings,
    row: Row,
    need: Need,
    pair: tuple[int, int],
    exempt: dict[tuple[str, str, int, str], int],
    kinds: dict[tuple[str, str], int],
) -> None:
    """One need of one pair of members: by the user, the device, all at once, or exempt."""
    facts, model, (family, version) = holdings.facts, holdings.model, need
    server = str(row["Server"])
    members = [
        (side, str(row[side]), member)
        for side, member in zip(("User", "Device"), pair, strict=True)
        if row.get(side)
    ]
    counting = {facts.by(side, row.get(side)) for side in ("User", "Device")} - {"Either"}
    by: dict[str, Terms] = {"User": [], "Device": []} | {
        member[0]: holdings.personal(member, family, version)
        for member in members
        if counting <= {member[0]}
    }
    others = holdings.covering(family, version, facts.type_of(row.get("User")), server)
    others += [(exempt[key], 1) for member in members if (key := (*member, server)) in exempt]
    one = {
        each.split(":")[0].strip(): each.partition(":")[2].strip()
        for each in split(facts.servers.get(server, {}).get("One kind"))
    }
    if family not in one:
        model.row([*by["User"], *by["Device"], *others], least=1)
        return
    if (server, family) not in kinds:
        kinds[server, family] = model.new()
        if one[family]:
            fixed = float(one[family] == "User")
            model.row([(kinds[server, family], 1)], least=fixed, most=fixed)
    kind = kinds[server, family]
    model.row([*by["User"], *others, (kind, -1)], least=0)
    model.row([*by["Device"], *others, (kind, 1)], least=1)


def _cal_mode(holdings: Holdings, server: str) -> None:
    """A server's own license is paid where none of its users' families is licensed by core."""
    facts = holdings.facts
    price = facts.servers[server].get("CAL mode cost")
    asked: dict[tuple[object, object, str], int] = {}  # an earlier version beside a later one
    for row in facts.access:
        if row["Server"] == server:
            for family, version in _needs(facts, row):
                who = row.get("User"), row.get("Device"), family
                asked[who] = max(version, asked.get(who, version))
    if not price or not asked:
        return
    paid = holdings.model.new(float(str(price)) * 100 * facts.machines(server))
    lifting = {
        column
        for (user, _, family), version in asked.items()
        for k, license in facts.licenses.items()
        if license["Metric"] == "Core"
        and facts.opens(k, family, version)
        and facts.admits(k, facts.type_of(user))
        and (column := holdings.taken(k, server)) is not None
    }
    holdings.model.row([(paid, 1), *((column, 1) for column in lifting)], least=1)
