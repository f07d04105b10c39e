"""Cover, seen by the audit: each access from one side for all, or for each pair of its own."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from optimizer.audit.cover import accesses_are_covered
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Holding, Plan
from optimizer.domain.tables import Holders, Kind, Tables
from tests.audit.dated_shop import holding, mix, plan_of
from tests.audit.shop import SHOP, P, with_devices, with_users
from tests.support.books import solve
from tests.support.stated import case_of

Found = tuple[Tables, Plan]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return solve(Path(tmp_path_factory.mktemp("shop")), SHOP)


def nobody(holding: Holding) -> Holding:
    """The same holders with nothing."""
    return replace(holding, bundles=tuple(() for _ in holding.bundles))


def test_all_is_covered_as_the_plan_says(shop: Found) -> None:
    assert accesses_are_covered(*shop) == []


def test_what_nobody_holds_covers_nothing(shop: Found) -> None:
    tables, plan = shop
    end = 'to "web": Windows Server is covered from no side.'
    assert accesses_are_covered(tables, with_devices(plan, nobody(plan.devices))) == [
        f'Access of "unknown people" on "kiosk" {end}'
    ]
    assert accesses_are_covered(tables, with_users(plan, nobody(plan.users))) == [
        f'Access of "clerks" on "any device" {end}',
        f'Access of "ann" on "any device" {end}',
    ]


def test_an_older_version_or_another_family_does_not_cover(shop: Found) -> None:
    tables, plan = shop
    changes: tuple[dict[str, Any], ...] = (
        {"version": 0},
        {"covers": ()},
        {"types": frozenset({99})},
    )
    for wrong in changes:
        licenses = (replace(tables.licenses[0], **wrong), tables.licenses[1])
        assert len(accesses_are_covered(replace(tables, licenses=licenses), plan)) == 2


def test_a_kind_that_does_not_count_does_not_cover(shop: Found) -> None:
    tables, plan = shop
    family = tables.licenses[0].covers[0]
    server = replace(tables.servers[0], one_kind={family: Kind.DEVICE})
    modes = {(0, family): Kind.DEVICE}
    by_device = replace(plan, mix=replace(plan.mix, modes=modes))
    assert len(accesses_are_covered(replace(tables, servers=(server,)), by_device)) == 2


@pytest.mark.parametrize("metric", [Metric.SERVER, Metric.CORE, Metric.ORGANIZATION])
def test_a_wide_license_covers_everyone_where_it_is_taken(shop: Found, metric: Metric) -> None:
    tables, plan = shop
    tables = replace(
        tables, licenses=(replace(tables.licenses[0], metric=metric), tables.licenses[1])
    )
    bare = with_devices(with_users(plan, nobody(plan.users)), nobody(plan.devices))
    at = -1 if metric is Metric.ORGANIZATION else 0
    taken = replace(bare, mix=replace(bare.mix, wide=((0, at),)))
    assert accesses_are_covered(tables, taken) == []
    assert len(accesses_are_covered(tables, bare)) == 3


def test_of_pairs_one_s_own_each_pair_may_have_its_own_side(tmp_path: Path) -> None:
    """Two people with a PC each; one owned license a side: together they cover both pairs."""
    sheets = {
        "Users": [["User", "Count"], ["people", 2]],
        "Devices": [["Device", "Count"], ["PCs", 2]],
        "Access": [["User", "Device", "Server", "Pairing"], ["people", "PCs", P, "Own"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["U", "User", "Windows Server", 90],
            ["D", "Device", "Windows Server", 90],
        ],
        "Owned": [["License", "Quantity"], ["U", 1], ["D", 1]],
    }
    tables, plan = solve(tmp_path, sheets)
    assert plan.cost == 0
    assert accesses_are_covered(tables, plan) == []
    every = replace(tables, access=replace(tables.access, own=~tables.access.own))
    assert len(accesses_are_covered(every, plan)) == 1


BOOK = """
    Settings
    Setting           | Value
    Organization size | 9

    Users
    User  | Count | Type     | License by
    ann   | 3     |          |
    guest | 2     | External |
    bob   | 2     |          | User
    idle  | 1     |          |

    Devices
    Device | Count | License by
    PC     | 2     |
    tab    | 3     | Device
    own    | 2     |

    Servers
    Server | Product | Host | Cores | One kind
    one    | P       | h    | 8     |
    two    | Q       |      |       | B

    Access
    User  | Device | Server | Purpose        | Pairing
    ann   | PC     | one    |                |
    guest | tab    | one    |                |
    bob   | own    | one    |                | Own
    ann   | tab    | two    |                |
          | PC     | one    |                |

    Products
    Product | Family | Version
    P       | A      | 2019
    Q       | B      | 2022

    Families
    Family | Base | Same holder
    B      | A    | Yes

    Licenses
    License | Metric       | Covers | Version | Price | For
    A       | User         | A      |         | 5     |
    A16     | User         | A      | 2016    | 5     |
    AX      | User         | A      |         | 5     | External
    B       | User         | B      |         | 5     |
    AD      | Device       | A      |         | 5     |
    BD      | Device       | B      |         | 5     |
    Site    | Organization | A      |         | 5     | External
    Host    | Server       | A      | 2016    | 5     |
    Core    | Core         | A      |         | 5     |
"""
A, A16, AX, B, AD, BD, SITE, HOST, CORE = ((k,) for k in range(9))

Rows = tuple[tuple[int, int, tuple[int, ...]], ...]


def listed(rows: Rows, holders: Holders) -> Holding:
    """The holding, in which whoever is not named holds nothing."""
    named = {row for row, *_ in rows}
    others = ((row, int(n), ()) for row, n in enumerate(holders.count) if row not in named)
    return holding(*sorted([*rows, *others], key=lambda each: each[0]))


ANN: Rows = ((0, 3, A + B),)
GUEST: Rows = ((1, 2, AX),)
BOB: Rows = ((2, 2, A),)
PC: Rows = ((0, 2, AD),)
NOTHING: Rows = ()

LOST = {
    "ann": 'Access of "ann" on "PC" to "one": A is covered from no side.',
    "guest": 'Access of "guest" on "tab" to "one": A is covered from no side.',
    "bob": 'Access of "bob" on "own" to "one": A is covered from no side.',
    "two": 'Access of "ann" on "tab" to "two": B is covered from no side.',
    "PC": 'Access of "unknown people" on "PC" to "one": A is covered from no side.',
}


@pytest.mark.parametrize(
    ("users", "devices", "other", "lost"),
    [
        (ANN + GUEST + BOB, PC, {}, []),
        # By its devices alone an access is covered, too; unknown people's only so.
        (((0, 3, B), *GUEST, *BOB), PC, {}, ["two"]),
        (ANN + GUEST + BOB, ((0, 2, BD),), {}, ["PC"]),
        (ANN + GUEST + BOB, ((0, 1, AD), (0, 1, ())), {}, ["PC"]),
        # Of three members one has an older version, or no base: that is not everybody.
        (((0, 2, A + B), (0, 1, A16 + B), *GUEST, *BOB), NOTHING, {}, ["ann", "PC"]),
        (((0, 2, A + B), (0, 1, B), *GUEST, *BOB), PC, {}, ["two"]),
        # What is for others covers nobody; guests' tabs may be licensed by device, bob may not.
        (((0, 3, AX + B), *GUEST, *BOB), PC, {}, ["two"]),
        (((0, 3, A + B), *BOB), (*PC, (1, 3, AD)), {}, []),
        (((0, 3, A + B), (1, 2, A), *BOB), PC, {}, []),
        (ANN + GUEST, (*PC, (2, 2, AD)), {}, ["bob"]),
        (
            ((0, 3, A + B), *GUEST, (2, 1, A), (2, 1, ())),
            (*PC, (2, 1, ()), (2, 1, AD)),
            {},
            ["bob"],
        ),
        # The site's license is for guests; the host's of an older version; cores are the server's.
        (((0, 3, A + B), *BOB), PC, {"wide": ((6, -1),)}, []),
        (((0, 3, A + B), *BOB), PC, {"wide": ((7, 0),)}, ["guest"]),
        (((0, 3, A + B),), NOTHING, {"wide": ((8, 0),)}, []),
        (((0, 3, A + B),), NOTHING, {"wide": ((8, 1),)}, ["guest", "bob", "PC"]),
        # On two the kind that counts is the one that the plan says.
        (ANN + GUEST + BOB, PC, {"modes": {(1, 1): Kind.DEVICE}}, ["two"]),
        (((0, 3, A), *GUEST, *BOB), (*PC, (1, 3, AD + BD)), {"modes": {(1, 1): Kind.DEVICE}}, []),
        (((0, 3, A), *GUEST, *BOB), (*PC, (1, 3, BD)), {"modes": {(1, 1): Kind.DEVICE}}, ["two"]),
        (((0, 3, A), *GUEST, *BOB), (*PC, (1, 3, AD + BD)), {}, ["two"]),
    ],
)
def test_each_access_that_no_side_covers_is_told(
    users: Rows, devices: Rows, other: dict[str, Any], lost: list[str]
) -> None:
    """Ann's own tab may be licensed by device only: on two by device unless she may."""
    case = case_of(BOOK.replace("tab    | 3     | Device", "tab    | 3     |"))
    plain = {"modes": {(1, 1): Kind.USER}} | other
    held = mix(listed(users, case.tables.users), listed(devices, case.tables.devices), **plain)
    plan, _ = plan_of((), (), (held,))
    assert set(accesses_are_covered(case.tables, plan)) == {LOST[name] for name in lost}


def test_which_kind_counts_for_a_pair() -> None:
    """Guests on tabs that are licensed by device: their own licenses do not count."""
    case = case_of(BOOK.replace("| PC     | one    |                |\n          ", "").replace(
        "    ann   | tab    | two    |                |\n", ""))  # fmt: skip
    for devices, lost in (((*PC, (1, 3, AD)), []), (PC, ["guest"])):
        people = listed(ANN + GUEST + BOB, case.tables.users)
        held = mix(people, listed(devices, case.tables.devices))
        plan, _ = plan_of((), (), (held,))
        assert accesses_are_covered(case.tables, plan) == [LOST[name] for name in lost]


def test_at_most_five_are_named_and_the_others_counted() -> None:
    people = "\n".join(f"    u{i} | | one" for i in range(7))
    case = case_of(f"""
    Access
    User | Device | Server
{people}

    Products
    Product | Family | Version
    one     | A      | 2019

    Licenses
    License | Metric | Covers | Price
    A       | User   | A      | 5
    """)
    for held, said in ((0, 6), (1, 6), (2, 5), (3, 4), (7, 0)):
        rows = [(row, 1, (0,) if row < held else ()) for row in range(7)]
        plan, _ = plan_of((), (), (mix(holding(*rows), holding()),))
        found = accesses_are_covered(case.tables, plan)
        assert len(found) == said
        if held < 2:
            assert found[-1] == f"{2 - held} more accesses are covered from no side."


ADMINS = """
    Users
    User | Count
    ann  | 4

    Devices
    Device | Count
    PC     | 3

    Access
    User | Device | Server | Purpose
    ann  | PC     | one    | Administration

    Products
    Product | Family | Version
    one     | A      | 2019

    Licenses
    License | Metric | Covers | Price
    A       | User   | A      | 5
    D       | Device | A      | 5
"""


@pytest.mark.parametrize(
    ("users", "devices", "exempt", "consoles", "covered"),
    [
        (((0, 4, (0,)),), (), (), (), True),
        (((0, 2, ()), (0, 2, (0,))), (), ((0, 0, 0), (0, 1, 0)), (), True),
        (((0, 2, (0,)), (0, 2, ())), (), ((0, 0, 0), (0, 1, 0)), (), False),
        (((0, 2, ()), (0, 2, (0,))), (), ((0, 0, 0), (0, 1, 1)), (), False),
        (((0, 3, ()), (0, 1, (0,))), (), ((0, 0, 0), (0, 1, 0)), (), False),
        ((), ((0, 1, ()), (0, 2, (1,))), (), ((0, 0, 0),), True),
        ((), ((0, 2, ()), (0, 1, (1,))), (), ((0, 0, 0),), False),
        # One side as a whole, not a bit of each.
        (((0, 3, ()), (0, 1, (0,))), ((0, 2, ()), (0, 1, (1,))), ((0, 0, 0),), ((0, 0, 0),), False),
    ],
)
def test_who_is_exempt_for_administration_needs_nothing(
    users: Rows, devices: Rows, exempt: Any, consoles: Any, covered: bool
) -> None:
    tables = case_of(ADMINS).tables
    held = mix(
        listed(users, tables.users), listed(devices, tables.devices), exempt=exempt,
        exempt_devices=consoles,
    )  # fmt: skip
    plan, _ = plan_of((), (), (held,))
    assert (accesses_are_covered(tables, plan) == []) is covered
