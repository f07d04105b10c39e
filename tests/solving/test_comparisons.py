"""What a plan is compared with: each cost is forced, and so is what a connector saves."""

from decimal import Decimal

import pytest

from optimizer.domain.options import Method, Options
from optimizer.domain.problems import Findings, SolverError
from optimizer.solving import comparisons
from optimizer.solving.comparisons import baselines, least, note_connectors
from optimizer.solving.solve import Answer, solved
from optimizer.solving.solvers.status import Clock, Status
from tests.support.stated import case_of

SHIFTS = """
    Users
    User | Count
    ann  | 3

    Devices
    Device | Count
    PC     | 2
    kiosk  | 1

    Access
    User | Device | Server
    ann  | PC     | Windows Server 2022
         | kiosk  | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    U       | User   | Windows Server | 10
    D       | Device | Windows Server | 11
"""
"""The kiosk needs a device license, 11. Three people at 10 are 30, two devices at 11 are 22."""


@pytest.mark.parametrize("method", list(Method))
def test_all_user_and_all_device_licenses(method: Method) -> None:
    options = Options(method=method)
    assert baselines(case_of(SHIFTS), options, Clock()) == (
        {"user": Decimal("41.00"), "device": Decimal("33.00")},
        frozenset(),
    )
    assert least(case_of(SHIFTS), options, Clock()) == (Status.OPTIMAL, Decimal("33.00"))


def test_what_is_owned_of_one_kind_may_leave_no_plan_of_the_other() -> None:
    """Nobody sells U, and two are owned for three people: by users alone there is no plan."""
    text = (
        SHIFTS.replace(
            "U       | User   | Windows Server | 10", "U       | User   | Windows Server |"
        )
        + """
    Owned
    License | Quantity
    U       | 2
"""
    )
    costs, unfinished = baselines(case_of(text), Options(), Clock())
    assert costs == {"device": Decimal("33.00")}
    assert unfinished == frozenset()


def test_what_is_not_finished_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> Answer:
        raise SolverError("it failed")

    monkeypatch.setattr(comparisons, "solved", fails)
    options = Options(method=Method.PROGRAM)
    assert baselines(case_of(SHIFTS), options, Clock()) == ({}, frozenset({"user", "device"}))
    assert least(case_of(SHIFTS), options, Clock()) == (Status.UNKNOWN, None)
    assert least(case_of(SHIFTS), Options(), Clock())[1] == Decimal("33.00")  # by the cut alone


GUESTS = """
    Users
    User  | Count | Type
    guest | 6     | External
    ann   | 1     |

    Servers
    Server | Product
    file   | Windows Server 2022

    Access
    User  | Server
    guest | file
    ann   | file

    Licenses
    License   | Metric | Covers         | Price | For
    U         | User   | Windows Server | 10    |
    Connector | Server | Windows Server | {}    | External
"""


@pytest.mark.parametrize(
    ("price", "says"),
    [
        (
            40,
            '"Connector" on "file" saves 20.00 USD against licensing the same accesses otherwise.',
        ),
        (75, '"Connector" on "file" would make the plan 15.00 USD dearer.'),
    ],
)
def test_a_connector_against_its_alternative(price: int, says: str) -> None:
    """Six guests at 10 are 60: at 40 a connector saves 20, at 75 it would cost 15 more."""
    case = case_of(GUESTS.format(price))
    answer = solved(case, Options(), Clock())
    findings = Findings()
    note_connectors(case, answer, Options(), Clock(), findings)
    (said,) = findings.warnings
    assert says in str(said)
    assert said.place.row == 3


def test_one_for_everybody_is_no_connector_and_without_a_plan_nothing_is_said() -> None:
    findings = Findings()
    case = case_of(GUESTS.format(40).replace("| External\n", "|\n", 2))
    note_connectors(case, solved(case, Options(), Clock()), Options(), Clock(), findings)
    case = case_of(GUESTS.format(40))
    note_connectors(case, Answer(Status.UNKNOWN), Options(), Clock(), findings)
    assert findings.warnings == []
