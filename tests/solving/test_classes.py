"""Needs of nodes are the same whether rows are copied or not, and so are the classes."""

from dataclasses import fields
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from optimizer.domain.problems import Findings, InfeasibleError
from optimizer.licensing.stock import LotIndex, Seating
from optimizer.planning import instance_of, prepare
from optimizer.solving import classes as module
from optimizer.solving.classes import Classes, Side, classes_of
from tests.support.books import tables, write
from tests.support.cases import case
from tests.support.stated import case_of


@pytest.mark.parametrize("seed", range(8))
def test_a_row_that_is_one_node_need_not_be_expanded(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pairs of one's own and administrators are told apart by member, others are not."""
    found = tables(write(tmp_path / "book.xlsx", case(Random(seed))))
    try:
        prepared = prepare(found, Findings())
    except InfeasibleError:
        return
    quick = instance_of(prepared).classes
    monkeypatch.setattr(module, "_one_each", lambda *_: False)
    slow = instance_of(prepared).classes
    for column in fields(quick):
        one, other = getattr(quick, column.name), getattr(slow, column.name)
        if isinstance(one, np.ndarray):
            assert one.tolist() == other.tolist(), column.name
        else:
            assert str(one) == str(other), column.name


def told(side: Side) -> dict[str, Any]:
    return {
        "row": side.row.tolist(), "size": side.size.tolist(), "class": side.class_of.tolist(),
        "members": side.members.tolist(), "type": side.type.tolist(),
        "fixed": side.fixed.tolist(), "pool": side.pool.tolist(), "seatings": side.seatings,
    }  # fmt: skip


def needs_of(classes: Classes) -> list[tuple[int, ...]]:
    """User, device, server, element, type, and the flags user, device, wide, exempt user and
    device as one number, of each need."""
    flags = np.zeros(len(classes.user), np.int64)
    for marks in (
        classes.by_user, classes.by_device, classes.wide, classes.user_candidate,
        classes.device_candidate,
    ):  # fmt: skip
        flags = flags * 10 + marks
    columns = classes.user, classes.device, classes.server, classes.element, classes.type, flags
    return [tuple(map(int, row)) for row in zip(*columns, strict=True)]


TEAMS = """
    Users
    User  | Count | Type
    red   | 3     |
    blue  | 2     |
    guest | 2     | External
    own   | 2     |
    admin | 4     |
    boss  | 1     |
    none  | 5     |

    Devices
    Device | Count
    PC     | 3
    table  | 3
    mine   | 2
    idle   | 1

    Servers
    Server | Product
    file   | Windows Server 2022
    main   | Windows Server 2022
    mid    | Windows Server 2019
    last   | Windows Server 2016

    Access
    User  | Device | Server              | Purpose        | Pairing
    red   | PC     | main                |                |
    blue  | PC     | main                |                |
    guest | PC     | main                |                |
    own   | mine   | mid                 |                | Own
    admin | table  | file                | Administration |
    boss  | table  | file                | Administration |
    boss  | table  | mid                 |                |
          | PC     | last                |                |

    Licenses
    License | Metric | Covers         | Version | Price
    U       | User   | Windows Server |         | 50
    D       | Device | Windows Server |         | 40
    U19     | User   | Windows Server | 2019    | 30
"""


def test_who_is_alike_is_one_class() -> None:
    """Red and blue are one class, guests are of another type; own people and their own devices
    stand member by member, and so do two of four administrators."""
    classes = case_of(TEAMS).classes
    assert told(classes.users) == {
        "row": [0, 1, 2, 3, 3, 4, 4, 4, 5, 6],
        "size": [3, 2, 2, 1, 1, 1, 1, 2, 1, 5],
        "class": [0, 0, 1, 2, 3, 4, 5, 6, 7, -1],
        "members": [5, 2, 1, 1, 1, 1, 2, 1],
        "type": [0, 1, 0, 0, 0, 0, 0, 0],
        "fixed": [0, 0, 0, 0, 0, 0, 0, 0],
        "pool": [-1, -1, -1, -1, -1, -1, -1, -1],
        "seatings": ((),),
    }
    assert told(classes.devices) == {
        "row": [0, 1, 1, 1, 2, 2, 3],
        "size": [3, 1, 1, 1, 1, 1, 1],
        "class": [0, 1, 2, 3, 4, 5, -1],
        "members": [3, 1, 1, 1, 1, 1],
        "type": [0, 0, 0, 0, 0, 0],
        "fixed": [0, 0, 0, 0, 0, 0],
        "pool": [-1, -1, -1, -1, -1, -1],
        "seatings": ((),),
    }
    assert needs_of(classes) == [
        (-1, 0, -1, 0, -1, 1000),
        (0, 0, -1, 1, 0, 11000),
        (1, 0, -1, 1, 1, 11000),
        (2, 4, -1, 0, 0, 11000),
        (3, 5, -1, 0, 0, 11000),
        (4, 1, 0, 1, 0, 11011),
        (4, 2, 0, 1, 0, 11011),
        (4, 3, 0, 1, 0, 11010),
        (5, 1, 0, 1, 0, 11011),
        (5, 2, 0, 1, 0, 11011),
        (5, 3, 0, 1, 0, 11010),
        (6, 1, 0, 1, 0, 11001),
        (6, 2, 0, 1, 0, 11001),
        (6, 3, 0, 1, 0, 11000),
        (7, 1, -1, 0, 0, 11000),
        (7, 1, 0, 1, 0, 11011),
        (7, 2, -1, 0, 0, 11000),
        (7, 2, 0, 1, 0, 11011),
        (7, 3, -1, 0, 0, 11000),
        (7, 3, 0, 1, 0, 11010),
    ]


SITTING = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 3

    Users
    User | Count | License by
    ann  | 1     |
    bob  | 1     |
    cat  | 1     |
    dan  | 1     | Device
    team | 3     |
    eve  | 2     |
    fay  | 2     |

    Access
    User | Device | Server
    ann  | PC     | Windows Server 2022
    bob  | PC     | Windows Server 2022
    cat  | PC     | Windows Server 2022
    dan  | PC     | Windows Server 2022
    team | PC     | Windows Server 2022
    eve  | PC     | Windows Server 2022
    fay  | PC     | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    U       | User   | Windows Server | 50
    D       | Device | Windows Server | 40

    Owned
    License | Quantity | Until
    U       | 3        |
    U       | 9        | 2026-06-30
    D       | 2        |

    Assigned
    License | User | Device | Quantity | Movable
    U       | ann  |        | 1        | No
    U       | bob  |        | 1        | No
    U       | dan  |        | 1        | No
    U       | cat  |        | 1        | No
    U       | team |        | 2        | No
    U       | eve  |        | 2        | Yes
    D       |      | PC     | 1        | No
"""


def test_what_sits_with_somebody_keeps_classes_apart() -> None:
    """Ann and bob have a unit that lasts, dan one that is barred, cat one that ends; the team
    shares two; eve's may move; fay has none."""
    classes = case_of(SITTING).classes
    assert told(classes.users) == {
        "row": [0, 1, 2, 3, 4, 5, 6],
        "size": [1, 1, 1, 1, 3, 2, 2],
        "class": [0, 0, 1, 2, 3, 4, 5],
        "members": [2, 1, 1, 3, 2, 2],
        "type": [0, 0, 0, 0, 0, 0],
        "fixed": [1, 3, 2, 0, 0, 0],
        "pool": [-1, -1, -1, 4, -1, -1],
        "seatings": (
            (),
            (Seating(lot=LotIndex(0), barred=False),),
            (Seating(lot=LotIndex(0), barred=True),),
            (Seating(lot=LotIndex(1), barred=False),),
        ),
    }
    assert told(classes.devices) == {
        "row": [0],
        "size": [1],
        "class": [0],
        "members": [1],
        "type": [0],
        "fixed": [1],
        "pool": [-1],
        "seatings": ((), (Seating(lot=LotIndex(2), barred=False),)),
    }
    assert needs_of(classes) == [
        (0, 0, -1, 0, 0, 11000),
        (1, 0, -1, 0, 0, 11000),
        (2, 0, -1, 0, 0, 1000),
        (3, 0, -1, 0, 0, 11000),
        (4, 0, -1, 0, 0, 11000),
        (5, 0, -1, 0, 0, 11000),
    ]


def test_labels_keep_rows_apart_and_without_merging_every_node_is_a_class() -> None:
    case = case_of(TEAMS)
    users, devices = case.tables.users, case.tables.devices
    labels = np.arange(len(users.names)) % 2, np.zeros(len(devices.names), np.int64)
    apart = classes_of(users, devices, case.needs, case.ways, labels=labels)
    assert told(apart.users)["class"] == [0, 1, 2, 3, 4, 5, 6, 7, 8, -1]
    assert told(apart.devices) == told(case.classes.devices)
    sides = np.zeros(len(users.names), np.int64), np.arange(len(devices.names))
    other = classes_of(users, devices, case.needs, case.ways, labels=sides)
    assert told(other.devices)["class"] == [0, 1, 2, 3, 4, 5, -1]
    every = classes_of(users, devices, case.needs, case.ways, merge=False)
    assert told(every.users) == {
        "row": [0, 1, 2, 3, 3, 4, 4, 4, 5, 6],
        "size": [3, 2, 2, 1, 1, 1, 1, 2, 1, 5],
        "class": [0, 1, 2, 3, 4, 5, 6, 7, 8, -1],
        "members": [3, 2, 2, 1, 1, 1, 1, 2, 1],
        "type": [0, 0, 1, 0, 0, 0, 0, 0, 0],
        "fixed": [0, 0, 0, 0, 0, 0, 0, 0, 0],
        "pool": [-1, -1, -1, -1, -1, -1, -1, -1, -1],
        "seatings": ((),),
    }
    assert told(every.devices)["class"] == [0, 1, 2, 3, 4, 5, -1]
    assert needs_of(every) == [
        (-1, 0, -1, 0, -1, 1000),
        (0, 0, -1, 1, 0, 11000),
        (1, 0, -1, 1, 0, 11000),
        (2, 0, -1, 1, 1, 11000),
        (3, 4, -1, 0, 0, 11000),
        (4, 5, -1, 0, 0, 11000),
        (5, 1, 0, 1, 0, 11011),
        (5, 2, 0, 1, 0, 11011),
        (5, 3, 0, 1, 0, 11010),
        (6, 1, 0, 1, 0, 11011),
        (6, 2, 0, 1, 0, 11011),
        (6, 3, 0, 1, 0, 11010),
        (7, 1, 0, 1, 0, 11001),
        (7, 2, 0, 1, 0, 11001),
        (7, 3, 0, 1, 0, 11000),
        (8, 1, -1, 0, 0, 11000),
        (8, 1, 0, 1, 0, 11011),
        (8, 2, -1, 0, 0, 11000),
        (8, 2, 0, 1, 0, 11011),
        (8, 3, -1, 0, 0, 11000),
        (8, 3, 0, 1, 0, 11010),
    ]


def test_of_several_versions_the_latest_is_asked_for() -> None:
    """Who uses 2016, 2019 and 2022 of a device needs 2022 of it, on another one 2019."""
    text = """
    Access
    User | Device | Server
    ann  | PC     | Windows Server 2016
    ann  | PC     | Windows Server 2022
    ann  | PC     | Windows Server 2019
    ann  | table  | Windows Server 2016
    ann  | table  | Windows Server 2019

    Licenses
    License | Metric | Covers         | Version | Price
    U       | User   | Windows Server |         | 50
    D       | Device | Windows Server |         | 40
    U19     | User   | Windows Server | 2019    | 30
    D16     | Device | Windows Server | 2016    | 20
    """
    case = case_of(text)
    assert needs_of(case.classes) == [(0, 0, -1, 2, 0, 11000), (0, 1, -1, 1, 0, 11000)]
    assert case.ways.elements == ((0, 4032), (0, 4038), (0, 4044))
