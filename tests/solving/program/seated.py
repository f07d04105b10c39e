"""A clinic whose people have units of their own, and a pool that shares some."""

from optimizer.solving.bundles import Component
from optimizer.solving.instance import Instance
from optimizer.solving.program.standards import Block
from tests.support.stated import case_of

OWN = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 3

    Users
    User  | Count
    ann   | 1
    bob   | 1
    carl  | 1

    Devices
    Device | Count
    PC     | 2

    Access
    User  | Device | Server
    ann   | PC     | P
    bob   | PC     | P
    carl  | PC     | Q
    carl  |        | P

    Products
    Product | Family | Version
    P       | A      | 2022
    Q       | A      | 2025
    P       | B      | 2022

    Licenses
    License | Metric | Covers  | Version | Price
    A       | User   | A; B    | 2025    | 9
    Old     | User   | A; B    | 2022    | 7
    B       | User   | B       | 2022    | 3
    D       | Device | A; B    | 2025    | 6

    Offers
    Offer | License | From license | Price | Starts
    step  | A       | Old          | 4     |
    renew | B       | B            | 1     | At expiry
    trade | D       | Old          | 1     |

    Owned
    License | Quantity | Until
    Old     | 3        |
    B       | 1        | 2026-06-30

    Assigned
    License | User | Quantity | Movable
    Old     | ann  | 1        | No
    Old     | bob  | 1        | No
    Old     | carl | 1        | No
    B       | carl | 1        | No
"""
"""Ann and Bob are alike: each has an old CAL, which may be stepped up; Carl has one of B, too, which
ends in June unless it is renewed."""

TEAM_AND_DESK = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 3

    Users
    User | Count | License by
    team | 5     |
    desk | 3     | Device

    Devices
    Device | Count
    pool   | 4

    Access
    User | Device | Server
    team |        | Windows Server 2022
    desk | pool   | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    CAL     | User   | Windows Server | 50
    Old     | User   | Windows Server |
    D       | Device | Windows Server | 30

    Offers
    Offer | License | From license | Price | Starts
    step  | CAL     | Old          | 9     |
    renew | Old     | Old          | 4     | At expiry
    swap  | D       | Old          | 2     |

"""
"""A team by users and a desk by devices of a pool, whose old CALs may go three ways."""

POOL = (
    TEAM_AND_DESK
    + """
    Owned
    License | Quantity | Until
    Old     | 2        |
    Old     | 1        | 2026-06-30
    CAL     | 2        |
    D       | 3        |

    Assigned
    License | User | Device | Quantity | Movable
    Old     | team |        | 3        | No
    CAL     | team |        | 1        | No
    D       |      | pool   | 2        | No
"""
)
"""The team of five has three old ones, one of which ends in June, and a CAL; the pool two."""


def posed(text: str) -> tuple[Instance, list[Block], dict[tuple[bool, int], tuple[Component, ...]]]:
    """A class of each side is a block of department 1; its components."""
    case = case_of(text)
    blocks, components = [], {}
    for users, side, forms in (
        (True, case.classes.users, case.users), (False, case.classes.devices, case.devices),
    ):  # fmt: skip
        for c, members in enumerate(side.members.tolist()):
            blocks.append(
                Block(
                    users=users, c=c, members=members, department=1, kind=0,
                    type=int(side.type[c]), row=int(side.pool[c]),
                )
            )  # fmt: skip
            components[users, c] = forms.components[int(forms.of[c])]
    return case, blocks, components
