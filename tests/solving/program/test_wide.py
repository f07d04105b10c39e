"""Server, Core and Organization licenses in the program: for what each is taken, and what it
requires."""

from optimizer.solving.program.builder import ProgramBuilder
from optimizer.solving.program.formulation import state
from optimizer.solving.program.wide import taken, wide_for, wide_keys
from tests.support.stated import bounds, case_of, objective, rows

HOSTS = """
    Settings
    Setting           | Value
    As of             | 2026-01-01
    Organization size | 20

    Users
    User  | Type
    ann   |
    guest | External

    Servers
    Server | Product             | Cores | Host | Count
    vm1    | Windows Server 2022 |       | host |
    vm2    | Windows Server 2022 |       | host |
    alone  | Windows Server 2022 | 16    |      | 2
    host   | Windows Server 2022 | 24    |      |

    Access
    User  | Server
    ann   | vm1
    ann   | vm2
    ann   | alone
    guest | alone
    ann   | host

    Licenses
    License   | Metric       | Covers         | Price | For      | Requires | Minimum per server
    U         | User         | Windows Server | 50    |          |          |
    Connector | Server       | Windows Server | 400   | External | Below    |
    Below     | Server       | Other          | 7     |          | Lowest   |
    Lowest    | Server       | Other          | 8     |          |          |
    Cores     | Core         | Windows Server | 30    |          |          | 16
    Site      | Organization | Windows Server | 3     |          |          |
    Each      | Server       | Windows Server | 410   |          |          |
"""


def test_each_is_taken_for_its_host_server_or_everybody() -> None:
    """A Server license is a host's, Core licenses are a server's own, Site everybody's; the
    connector is for guests, and needs two more on the same host."""
    program = state(case_of(HOSTS))
    assert rows(program.problem) == [
        "need_0: N_u0_k0 + T_k5 + T_k6_s0 >= 1",
        "need_1: N_u0_k0 + T_k5 + T_k6_s0 >= 1",
        "need_2: N_u0_k0 + T_k4_s2 + T_k5 + T_k6_s1 >= 1",
        "need_3: N_u0_k0 + T_k4_s3 + T_k5 + T_k6_s0 >= 1",
        "need_4: N_u1_k0 + T_k1_s1 + T_k4_s2 + T_k5 + T_k6_s1 >= 1",
        "requires_k1_s1: T_k1_s1 - T_k2_s1 <= 0",
        "requires_k2_s1: T_k2_s1 - T_k3_s1 <= 0",
    ]
    assert bounds(program.problem, "T") == [
        "0 <= T_k1_s1 <= 1",
        "0 <= T_k2_s1 <= 1",
        "0 <= T_k3_s1 <= 1",
        "0 <= T_k4_s2 <= 1",
        "0 <= T_k4_s3 <= 1",
        "0 <= T_k5 <= 1",
        "0 <= T_k6_s0 <= 1",
        "0 <= T_k6_s1 <= 1",
    ]
    assert (objective(program.problem), program.unit) == (
        "25 N_u0_k0 + 25 N_u1_k0 + 400 T_k1_s1 + 7 T_k2_s1 + 8 T_k3_s1 + 480 T_k4_s2 + 360 T_k4_s3 + 30 T_k5 + 205 T_k6_s0 + 410 T_k6_s1",
        200,
    )


def test_which_could_be_taken() -> None:
    """By server (NONE: wherever) and type of the user, 0 or External; 0 is the only element."""
    statement = ProgramBuilder(case_of(HOSTS), elastic=False)
    found = {
        (server, type_): wide_keys(statement, server, 0, type_)
        for server in (-1, 0, 2, 3)
        for type_ in sorted(set(statement.classes.type.tolist()))
    }
    assert found == {
        (-1, 0): [(5, -1)],
        (-1, 1): [(5, -1)],
        (0, 0): [(5, -1), (6, 0)],
        (0, 1): [(1, 0), (5, -1), (6, 0)],
        (2, 0): [(4, 2), (5, -1), (6, 1)],
        (2, 1): [(1, 1), (4, 2), (5, -1), (6, 1)],
        (3, 0): [(4, 3), (5, -1), (6, 0)],
        (3, 1): [(1, 0), (4, 3), (5, -1), (6, 0)],
    }


def test_one_that_was_taken_already_is_the_same() -> None:
    statement = ProgramBuilder(case_of(HOSTS), elastic=False)
    (site,) = wide_for(statement, -1, 0, 0)
    assert wide_for(statement, -1, 0, 0) == [site]
    assert taken(statement, 5, 2) is site
    assert taken(statement, 6, 0) is taken(statement, 6, 1)
    assert {k: [units for _, units in terms] for k, terms in statement.used.items()} == {
        5: [20],
        6: [1],
    }
