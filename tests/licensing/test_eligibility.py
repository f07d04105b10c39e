"""Which licenses may meet each need, and from which side."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings
from optimizer.domain.tables import NONE
from optimizer.licensing.eligibility import Eligibility
from optimizer.planning import prepare
from tests.support.books import tables, write
from tests.support.stated import case_of

P = "Windows Server 2019"
HEADER = ["License", "Metric", "Covers", "Version", "For", "Price"]
USER = ["U", "User", "Windows Server", "", "", 10]
DEVICE = ["D", "Device", "Windows Server", "", "", 10]


def ways(path: Path, *licenses: list[Any], **sheets: Any) -> Eligibility:
    """Ann, from a PC, uses a server; the licenses given are all there are."""
    found: dict[str, Any] = {
        "Users": [["User"], ["ann"]],
        "Devices": [["Device"], ["PC"]],
        "Access": [["User", "Device", "Server"], ["ann", "PC", P]],
        "Licenses": [HEADER, *licenses],
        **sheets,
    }
    return prepare(tables(write(path / "book.xlsx", found)), Findings()).ways


def test_either_side_may_meet_it_where_each_has_a_license(tmp_path: Path) -> None:
    found = ways(tmp_path, USER, DEVICE)
    assert (found.by_user.tolist(), found.by_device.tolist(), found.by_wide.tolist()) == (
        [True], [True], [False],
    )  # fmt: skip
    assert found.opened == (frozenset({0}), frozenset({0}))


@pytest.mark.parametrize(
    ("barred", "sheets"),
    [
        (["U", "User", "Windows Server", "2016", "", 10], {}),
        (["U", "User", "Remote Desktop", "", "", 10], {}),
        (["U", "User", "Windows Server", "", "External", 10], {}),
        (["U", "User", "Windows Server", "", "", ""], {}),
        (USER, {"Users": [["User", "License by"], ["ann", "Device"]]}),
    ],
    ids=["too old", "another family", "for others", "not to be had", "License by"],
)
def test_a_license_that_does_not_fit_leaves_the_other_side(
    tmp_path: Path, barred: list[Any], sheets: dict[str, Any]
) -> None:
    found = ways(tmp_path, barred, DEVICE, **sheets)
    assert (found.by_user.tolist(), found.by_device.tolist()) == ([False], [True])


def test_what_cannot_be_had_opens_nothing_and_what_is_owned_does(tmp_path: Path) -> None:
    without = ["U", "User", "Windows Server", "", "", ""]
    assert ways(tmp_path, without, DEVICE).opened[0] == frozenset()
    owned = {"Owned": [["License", "Quantity"], ["U", 1]]}
    assert ways(tmp_path, without, DEVICE, **owned).opened[0] == frozenset({0})


def test_versions_that_the_same_licenses_open_are_one_element(tmp_path: Path) -> None:
    access = [["User", "Server"], ["ann", "Windows Server 2016"], ["ann", "Windows Server 2019"]]
    two = {"Users": [["User"], ["ann"], ["bob"]], "Access": [*access[:2], ["bob", access[2][1]]]}
    assert len(ways(tmp_path, USER, DEVICE, **two).elements) == 1
    old = ["Old", "User", "Windows Server", "2016", "", 5]
    assert len(ways(tmp_path, USER, old, **two).elements) == 2


def test_a_core_license_depends_on_the_server_and_its_cores(tmp_path: Path) -> None:
    core = ["C", "Core", "Windows Server", "", "", 10]
    for cores, may in (("", False), (8, True)):
        servers = [["Server", "Product", "Cores"], ["web", P, cores]]
        access = [["User", "Device", "Server"], ["ann", "PC", "web"]]
        found = ways(tmp_path, USER, core, Servers=servers, Access=access)
        assert found.by_wide.tolist() == [may]
        assert found.server.tolist() == [0 if may else NONE]


MANY = """
    Settings
    Setting           | Value
    Organization size | 9

    Users
    User  | Type     | License by
    ann   |          |
    guest | External |
    byd   |          | Device

    Devices
    Device | License by
    PC     |
    byu    | User

    Servers
    Server | Product | One kind  | Cores | Host
    one    | P       |           | 8     |
    two    | Q       | B         |       |
    three  | Q       | B: Device |       |
    four   | R       | C: User   |       |

    Access
    User  | Device | Server | Purpose
    ann   | PC     | one    |
    guest | PC     | one    |
    byd   | PC     | one    |
    ann   | byu    | one    |
    ann   | PC     | two    |
    ann   | PC     | three  |
    ann   | PC     | four   |
    ann   |        | one    |
          | PC     | one    |
    guest | PC     | four   |

    Products
    Product | Family | Version
    P       | A      | 2019
    Q       | B      | 2022
    R       | C      | 2022

    Families
    Family | Base | Same holder
    C      | B    | Yes
    B      | A    | Yes

    Licenses
    License | Metric       | Covers | Version | For      | Price
    A       | User         | A      | 2022    |          | 5
    A16     | User         | A      | 2016    |          | 4
    AX      | User         | A      |         | External | 3
    B       | User         | B      |         |          | 5
    C       | User         | C      |         |          | 6
    AD      | Device       | A      |         |          | 5
    BD      | Device       | B      |         |          | 5
    CD      | Device       | C      |         |          | 5
    Site    | Organization | A      |         | External | 1
    Core    | Core         | A      |         |          | 1
    None    | User         | A      |         |          |
    Srv     | Server       | C      |         | Employee | 7
"""


def test_ways_of_every_need() -> None:
    """A sits below B, and B below C: A's any version is an element of its own, and who has no way
    to it has none to B. What cannot be had opens nothing."""
    case = case_of(MANY)
    ways, needs = case.ways, case.needs
    assert ways.elements == ((0, 0), (0, 4038), (1, 0), (1, 4044), (2, 4044))
    assert ways.bases == {2: 0, 3: 0, 4: 2}
    assert [sorted(opened) for opened in ways.opened] == [
        [0, 1],
        [0],
        [0, 1],
        [2, 3],
        [4],
        [0, 1],
        [2, 3],
        [4],
        [0, 1],
        [0, 1],
        [],
        [4],
    ]
    columns = (
        needs.user, needs.device, needs.server, needs.family, ways.element, ways.type, ways.server,
        ways.by_user, ways.by_device, ways.by_wide,
    )  # fmt: skip
    assert [tuple(map(int, row)) for row in zip(*columns, strict=True)] == [
        (-1, 0, 0, 0, 1, -1, 0, 0, 1, 1),
        (0, -1, 0, 0, 1, 0, 0, 1, 0, 1),
        (0, 0, 0, 0, 1, 0, 0, 1, 1, 1),
        (0, 0, 1, 1, 3, 0, 1, 1, 1, 0),
        (0, 0, 2, 1, 3, 0, -1, 0, 1, 0),
        (0, 0, 3, 2, 4, 0, 3, 1, 0, 1),
        (0, 1, 0, 0, 1, 0, 0, 1, 0, 1),
        (1, 0, 0, 0, 1, 1, 0, 1, 1, 1),
        (1, 0, 3, 2, 4, 1, -1, 1, 0, 0),
        (2, 0, 0, 0, 1, 0, 0, 0, 1, 1),
    ]


def test_without_a_device_s_license_of_the_base_there_is_no_way_by_device() -> None:
    less = (
        MANY.replace("    AD      | Device       | A      |         |          | 5\n", "")
        .replace("    two    | Q       | B         |", "    two    | Q       |           |")
        .replace("B: Device", "")
    )
    less = less.replace("    byd   | PC     | one    |\n", "")
    less = less.replace("          | PC     | one    |\n", "")
    found = case_of(less).ways
    assert set(found.by_device.tolist()) == {False}
