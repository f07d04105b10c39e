"""The horizon by order dates: who is there in a period, and what the timeline has changed."""

from datetime import date
from pathlib import Path

from optimizer.domain.tables import Kind
from optimizer.licensing.periods import History, Period, undecided
from tests.support.books import tables


def history(book: Path) -> History:
    return History.of(tables(book))


def test_the_horizon_is_cut_where_orders_may_be_placed(book: Path) -> None:
    """
    Access
    User | Device | Server
    ann  | pc     | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    CAL     | User   | Windows Server | 50

    Settings
    Setting | Value
    Horizon | 1
    Orders  | Quarterly
    """
    assert history(book).periods == (
        Period(date(2026, 1, 1), date(2026, 3, 31)),
        Period(date(2026, 4, 1), date(2026, 6, 30)),
        Period(date(2026, 7, 1), date(2026, 9, 30)),
        Period(date(2026, 10, 1), date(2026, 12, 31)),
    )


def test_a_change_counts_from_its_day_and_not_a_period_earlier(book: Path) -> None:
    """
    Users
    User  | Count
    nurse | 3

    Access
    User  | Device | Server
    nurse | pc     | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    CAL     | User   | Windows Server | 50

    Settings
    Setting | Value
    Horizon | 3
    Orders  | Yearly

    Timeline
    From       | Change | Target | Value
    2026-12-31 | Count  | nurse  | 5
    2027-01-01 | Count  | nurse  | 2
    2028-01-01 | Count  | nurse  | 9
    """
    found = history(book)
    first, second, third = found.periods
    # 5 are there on the first year's last day; on the second year's first day already 2.
    assert [each.users.count.tolist() for each in found.within(first)] == [[3], [5]]
    assert [each.users.count.tolist() for each in found.within(second)] == [[2]]
    assert [each.users.count.tolist() for each in found.within(third)] == [[9]]
    assert [found.during(each)[0].users.count.tolist() for each in found.periods] == [[5], [2], [9]]
    assert found.on(date(2027, 12, 31)).tables.users.count.tolist() == [2]
    assert found.on(date(2028, 1, 1)).tables.users.count.tolist() == [9]


def test_who_is_there_on_no_day_of_a_period_counts_for_nothing_in_it(book: Path) -> None:
    """
    Users
    User   | Count | From       | Until
    stays  | 1     |            |
    leaves | 2     |            | 2026-12-31
    comes  | 4     | 2027-01-01 |

    Access
    User   | Device | Server
    stays  | pc     | Windows Server 2022
    leaves | pc     | Windows Server 2022
    comes  | pc     | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    CAL     | User   | Windows Server | 50

    Settings
    Setting | Value
    Horizon | 2
    Orders  | Yearly
    """
    found = history(book)
    assert [found.during(each)[0].users.count.tolist() for each in found.periods] == [
        [1, 2, 0],
        [1, 0, 4],
    ]


def test_license_by_is_what_some_day_asks_for_and_both_in_a_period_are_undecided(
    book: Path,
) -> None:
    """
    Users
    User | License by
    ann  | Either
    bob  | User

    Access
    User | Device | Server
    ann  | pc     | Windows Server 2022
    bob  | pc     | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    User    | User   | Windows Server | 50
    Device  | Device | Windows Server | 40

    Settings
    Setting | Value
    Horizon | 2
    Orders  | Yearly

    Timeline
    From       | Change     | Target | Value
    2026-07-01 | License by | ann    | User
    2027-01-01 | License by | bob    | Device
    """
    found = history(book)
    first, second = found.periods
    assert found.during(first)[0].users.kind.tolist() == [Kind.USER, Kind.USER]
    assert found.during(second)[0].users.kind.tolist() == [Kind.USER, Kind.DEVICE]
    assert undecided(found.within(first)) == []
    # Over both years bob is licensed by user, then by device.
    assert undecided([*found.within(first), *found.within(second)]) == [("Users", 1)]


def test_a_machine_counts_as_its_own_row_does(book: Path) -> None:
    """
    Servers
    Server | Product             | Count | Host | From
    rack   | Windows Server 2022 | 2     |      | 2026-07-01
    guest  | Windows Server 2022 | 1     | rack |
    other  | Windows Server 2022 | 1     | box  |

    Access
    User | Device | Server
    ann  | pc     | guest
    ann  | pc     | other

    Licenses
    License | Metric | Covers         | Price
    CAL     | User   | Windows Server | 50

    Settings
    Setting | Value
    Horizon | 1
    Orders  | Quarterly
    """
    found = history(book)
    counts = [
        {host.name: host.count for host in found.during(period)[0].hosts}
        for period in (found.periods[1], found.periods[2])
    ]
    # Before July the rack is not there, so nothing is assigned to it then.
    assert [each["rack"] for each in counts] == [0, 2]
    assert [each["box"] for each in counts] == [1, 1]
