"""Two small plans that sheets are made of, each solved once."""

from pathlib import Path

import pytest

from optimizer import api
from optimizer.domain.planned import Planned
from tests.support.books import AS_OF, Sheets, write
from tests.support.written import sheets_of

WARD = sheets_of("""
    Users
    User  | Count | Department
    nurse | 3     | Ward
    clerk | 2     | Office

    Devices
    Device | Department
    cart   | Ward

    Access
    User  | Device | Server
    nurse | cart   | Windows Server 2022
    clerk |        | Windows Server 2022

    Licenses
    License    | Metric | Covers         | Price
    User CAL   | User   | Windows Server | 50
    Device CAL | Device | Windows Server | 39

    Owned
    License  | Quantity
    User CAL | 1

    Scenarios
    Scenario | Change          | Target     | Value
    dear     | Price factor    | Device CAL | 1.1
    none     | Without license | Device CAL |
""")
"""One device license serves three nurses at a cart; two clerks work anywhere, one license is
there: the plan buys one of each, for 89."""

YEARS = sheets_of("""
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 2
    Orders  | Yearly

    Users
    User  | Count | From
    early | 10    |
    late  | 5     | 2027-01-01

    Access
    User  | Server
    early | Windows Server 2022
    late  | Windows Server 2022

    Licenses
    License    | Metric | Covers         | Price
    User CAL   | User   | Windows Server | 99

    Offers
    Offer | License  | Price | Per  | Term
    2y    | User CAL | 20    | Year | 24
""")
"""Ten cost 20 each in both years; five more from 2027 on, whose second year is past the horizon."""


def planned(folder: Path, sheets: Sheets) -> Planned:
    result = api.solve(write(folder / "in.xlsx", sheets), as_of=AS_OF)
    return Planned(result.tables, result.plan, Path("in.xlsx"))


@pytest.fixture(scope="package")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """The plan of WARD."""
    return planned(tmp_path_factory.mktemp("ward"), WARD)


@pytest.fixture(scope="package")
def years(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """The plan of YEARS, over time."""
    return planned(tmp_path_factory.mktemp("years"), YEARS)
