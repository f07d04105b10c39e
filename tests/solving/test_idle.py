"""What nobody needs is taken back: each reason to keep a license, and each to let it go."""

from typing import Any

import numpy as np
import pytest

from optimizer.domain.tables import NONE, Kind
from optimizer.solving.bundles import Runs
from optimizer.solving.idle import Shedding
from tests.solving.network.ward import WARD
from tests.support.stated import case_of

f = frozenset

BOOK = """
    Settings
    Setting           | Value
    Organization size | 20

    Users
    User  | Count | Type
    ann   | 2     |
    guest | 1     | External

    Devices
    Device | Count
    PC     | 1
    laptop | 1

    Servers
    Server | Product | Host
    file   | P       | h
    term   | Q       |

    Access
    User  | Device | Server
    ann   | PC     | file
    ann   | laptop | term
    guest | PC     | term
    ann   |        | file

    Products
    Product | Family | Version
    P       | A      | 2022
    Q       | B      | 2022

    Licenses
    License | Metric       | Covers | Price | For
    A       | User         | A      |       |
    B       | User         | B      | 5     |
    AB      | User         | A; B   | 9     |
    BD      | Device       | B      |       |
    AD      | Device       | A      | 7     |
    Site    | Organization | B      | 3     | External
    Host    | Server       | A      | 30    |

    Owned
    License | Quantity
    A       | 9
    BD      | 9
"""
A, B, AB, BD, AD, SITE, HOST = range(7)


def shed(users: list[Runs], devices: list[Runs], **other: Any) -> tuple[list[Runs], list[Runs]]:
    """What is left; A and BD are owned, everything else has a price."""
    plain: dict[str, Any] = {
        "wide": set(), "picked": set(), "picked_devices": set(), "modes": {},
    }  # fmt: skip
    plain |= other
    wide = plain.pop("wide")
    Shedding(case_of(BOOK), {B, AB, AD, SITE, HOST}, users, devices, wide, **plain).run()
    return users, devices


def each(*bundles: set[int], members: tuple[int, ...] = (2, 1)) -> list[Runs]:
    return [[(f(bundle), n)] for bundle, n in zip(bundles, members, strict=True)]


def test_classes_are_ann_and_guests_a_pc_and_a_laptop() -> None:
    classes = case_of(BOOK).classes
    assert classes.users.members.tolist() == [2, 1]
    assert classes.devices.members.tolist() == [1, 1]
    needs = zip(classes.user, classes.device, classes.element, strict=True)
    assert [tuple(map(int, need)) for need in needs] == [
        (0, NONE, 0),
        (0, 0, 0),
        (0, 1, 1),
        (1, 0, 1),
    ]


@pytest.mark.parametrize(
    ("users", "devices", "other", "left"),
    [
        # Ann needs A for what she does from any device; the PC's BD is guests' only way.
        (({A}, set()), ({BD}, {BD}), {}, (({A}, set()), ({BD}, {BD}))),
        # With AB, A is idle, and so is the laptop's BD; of the two the owned ones go.
        (({A, AB}, set()), ({BD}, {BD}), {}, (({AB}, set()), ({BD}, set()))),
        (({A, B}, set()), ({BD}, {BD}), {}, (({A}, set()), ({BD}, {BD}))),
        # Nobody's owned license: priced ones are not looked at, where no owned one is with them.
        (({AB}, {B}), ({AD}, set()), {}, (({AB}, {B}), ({AD}, set()))),
        # The PC's AD is of no use beside BD.
        (({A}, {B}), ({AD, BD}, {BD}), {}, (({A}, {B}), (set(), {BD}))),
        # Licenses for all: the site's covers guests only; the host's everybody on file.
        (({A}, set()), ({BD}, {BD}), {"wide": {(SITE, NONE)}}, (({A}, set()), (set(), {BD}))),
        (({A}, set()), ({BD}, {BD}), {"wide": {(HOST, 0)}}, ((set(), set()), ({BD}, {BD}))),
        (({A}, set()), ({BD}, {BD}), {"wide": {(HOST, 1)}}, (({A}, set()), ({BD}, {BD}))),
    ],
)
def test_what_is_left(users: Any, devices: Any, other: Any, left: Any) -> None:
    found = shed(each(*users), each(*devices, members=(1, 1)), **other)
    assert found == (each(*left[0]), each(*left[1], members=(1, 1)))


def test_of_members_who_hold_different_things_each_keeps_what_all_need() -> None:
    """One of ann's two holds AB and A, one A alone: each keeps one that opens A."""
    users = [[(f({A, AB}), 1), (f({A}), 1)], [(f({B}), 1)]]
    found, _ = shed(users, each(set(), {BD}, members=(1, 1)))
    assert found == [[(f({AB}), 1), (f({A}), 1)], [(f({B}), 1)]]


def test_who_is_exempt_needs_nothing_of_that_server() -> None:
    """Ann on file is exempt by name, or her PC: she still uses it from any device."""
    users, devices = each({A}, {B}), each({BD}, {BD}, members=(1, 1))
    case = case_of(BOOK)
    servers = sorted(set(case.classes.server.tolist()))
    found = shed(users, devices, picked={(0, s) for s in servers})[0]
    assert found[0] == [(f(), 2)]
    users, devices = each(set(), set()), each({BD}, {BD}, members=(1, 1))
    found = shed(users, devices, picked_devices={(0, s) for s in servers})[1]
    assert found == [[(f(), 1)], [(f({BD}), 1)]]


def test_a_kind_that_does_not_count_needs_nothing() -> None:
    """Where device licenses alone count for B, ann's own is idle, and where users' do, the
    laptop's is."""
    case = case_of(WARD)
    assert (case.classes.users.members.tolist(), case.classes.devices.members.tolist()) == (
        [4, 1],
        [3, 1],
    )
    term = case.ways.elements[3][0]
    for kind, left in ((Kind.DEVICE, f()), (Kind.USER, f({2}))):
        users: list[Runs] = [[(f({1}), 4)], [(f({2, 0}), 1)]]
        devices: list[Runs] = [[(f({6, 4}), 3)], [(f({5}), 1)]]
        Shedding(
            case, set(), users, devices, set(), picked=set(), picked_devices=set(),
            modes={(1, term): kind},
        ).run()  # fmt: skip
        assert users[1][0][0] - {0} == left
        assert (6 in devices[0][0][0]) is (kind == Kind.DEVICE)


def test_what_sits_on_a_base_opens_nothing_without_it() -> None:
    """B of the ward without A opens none; of a type that it is not for, a license opens nothing."""
    ward = Shedding(
        case_of(WARD), set(), [[(f(), 4)], [(f(), 1)]], [[(f(), 3)], [(f(), 1)]], set(),
        picked=set(), picked_devices=set(), modes={},
    )  # fmt: skip
    assert ward.union({2}, 0) == set()
    assert ward.union({2, 0}, 0) == {0, 1, 3}
    assert ward.union({1}, 0) == {0, 1, 2}
    assert ward.opens([(f({0}), 1), (f({1}), 1)], 0).tolist() == [True, True, False, False]
    assert ward.opens([], 0).tolist() == [True] * 4
    book = Shedding(
        case_of(BOOK), set(), each(set(), set()), each(set(), set()), {(SITE, NONE)},
        picked=set(), picked_devices=set(), modes={},
    )  # fmt: skip
    assert [book.covered_widely(1, 1, type_) for type_ in (0, 1)] == [False, True]
    assert not book.covered_widely(1, 0, 1)
    assert np.asarray(book.user_opens).any() == np.bool_(False)


def test_what_sits_with_someone_for_good_stays() -> None:
    text = (
        BOOK.replace("ann   | 2 ", "ann   | 1 ")
        + """
    Assigned
    License | User | Quantity | Movable
    A       | ann  | 1        | No
"""
    )
    users, devices = [[(f({A, AB}), 1)], [(f({B}), 1)]], each(set(), {BD}, members=(1, 1))
    Shedding(
        case_of(text), {B, AB, AD}, users, devices, set(), picked=set(), picked_devices=set(),
        modes={},
    ).run()  # fmt: skip
    assert users[0] == [(f({A, AB}), 1)]
