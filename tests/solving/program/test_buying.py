"""Supply in the program: what is used is kept, converted or bought, each row in full."""

from optimizer.solving.program.formulation import state
from tests.support.stated import bounds, case_of, objective, rows

MARKET = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 3

    Users
    User | Count
    team | 9

    Access
    User | Server
    team | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    CAL     | User   | Windows Server |
    Other   | User   | X              |

    Offers
    Offer  | License | From license | Price | Pack | From quantity | Minimum | Maximum | Starts
    new    | CAL     |              | 10    | 1    | 1             | 3       |         |
    new    | CAL     |              | 8     | 1    | 10            | 3       |         |
    renew  | CAL     | CAL          | 4     | 2    |               |         | 6       | At expiry
    switch | CAL     | Other        | 5     |      |               |         |         |
    box    | CAL     |              | 40    | 5    |               | 5       | 12      |

    Owned
    License | Quantity | Until
    CAL     | 4        | 2026-06-30
    CAL     | 4        | 2027-06-30
    CAL     | 1        |
    Other   | 2        |
"""


def test_a_license_of_many_offers() -> None:
    """Two tiers of at least three, renewals of two lots that have a maximum together, a switch of
    what lasts, and boxes of five of which two are the most."""
    program = state(case_of(MARKET))
    assert rows(program.problem) == [
        "maximum_o1: 2 B_l2 + 2 B_l3 <= 6",
        "most_o0_t0: B_l0 - 9 W_o0_t0 <= 0",
        "least_o0_t0: B_l0 - 3 W_o0_t0 >= 0",
        "most_o0_t1: B_l1 - 10 W_o0_t1 <= 0",
        "least_o0_t1: B_l1 - 10 W_o0_t1 >= 0",
        "tier_o0: W_o0_t0 + W_o0_t1 <= 1",
        "most_o3_t0: 5 B_l5 - 10 W_o3_t0 <= 0",
        "least_o3_t0: 5 B_l5 - 5 W_o3_t0 >= 0",
        "supply_k0: 9 N_u0_k0 - K_o2 - 2 B_l2 - 2 B_l3 - B_l4 - B_l1 - B_l0 - 5 B_l5 <= 0",
        "convert_l2: V_l2_o0 - 2 B_l2 = 0",
        "convert_l3: V_l3_o1 - 2 B_l3 = 0",
        "convert_l4: V_l4_o3 - B_l4 = 0",
        "lot_o0: V_l2_o0 <= 4",
        "lot_o1: V_l3_o1 <= 4",
        "lot_o3: V_l4_o3 <= 2",
    ]
    assert bounds(program.problem) == [
        "0 <= B_l0 <= 9",
        "0 <= B_l1 <= 10",
        "0 <= B_l2 <= 2",
        "0 <= B_l3 <= 2",
        "0 <= B_l4 <= 2",
        "0 <= B_l5 <= 2",
        "0 <= K_o2 <= 1",
        "1 <= N_u0_k0 <= 1",
        "0 <= V_l2_o0 <= 4",
        "0 <= V_l3_o1 <= 4",
        "0 <= V_l4_o3 <= 2",
        "0 <= W_o0_t0 <= 1",
        "0 <= W_o0_t1 <= 1",
        "0 <= W_o3_t0 <= 1",
    ]
    assert (objective(program.problem), program.unit) == (
        "4 B_l2 + 4 B_l3 + 5 B_l4 + 8 B_l1 + 40 B_l5 + 10 B_l0",
        100,
    )


def test_what_is_bought_plainly_is_priced_where_it_is_held() -> None:
    """No row of the supply: each of nine members costs 10, or each of four devices 8."""
    program = state(
        case_of("""
    Users
    User | Count
    team | 9

    Devices
    Device | Count
    PC     | 4

    Access
    User | Device | Server
    team | PC     | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    U       | User   | Windows Server | 10
    D       | Device | Windows Server | 8
    """)
    )
    assert rows(program.problem) == ["need_0: N_u0_k0 + N_d0_k1 >= 1"]
    assert (objective(program.problem), program.unit) == ("45 N_u0_k0 + 16 N_d0_k1", 200)


LAPSING = """
    Settings
    Setting           | Value
    As of             | 2026-01-01
    Horizon           | 2
    Organization size | 20

    Users
    User
    ann
    bob

    Servers
    Server | Product
    online | Cloud
    plain  | Own

    Access
    User | Server
    ann  | online
    bob  | plain

    Products
    Product | Family | Version
    Cloud   | F      | Current
    Own     | F      | 2016

    Licenses
    License | Metric       | Covers | Price
    U       | User         | F      | 90
    Site    | Organization | F      | 3

    Owned
    License | Quantity | SA until
    Site    | 25       | 2026-12-31
    Site    | 4        |
"""


def test_units_in_full_fill_up_lapsed_ones() -> None:
    """The lapsed twin of Site covers bob: of its twenty units some may be in full, L."""
    program = state(case_of(LAPSING))
    assert rows(program.problem) == [
        "need_0: N_u0_k0 + T_k1 >= 1",
        "need_1: N_u1_k0 + T_k1 + T_k2 >= 1",
        "supply_k1: 20 T_k1 + L_k2 - K_o1 - B_l1 <= 0",
        "supply_k2: 20 T_k2 - K_o0 - L_k2 <= 0",
    ]
    assert bounds(program.problem, "L", "K", "B") == [
        "0 <= B_l1 <= 40",
        "0 <= K_o0 <= 25",
        "0 <= K_o1 <= 4",
        "0 <= L_k2 <= 20",
    ]


def test_the_least_that_is_missing_may_be_lacking_of_every_license() -> None:
    program = state(case_of(MARKET), elastic=True)
    assert rows(program.problem, "need", "supply") == [
        "need_0: N_u0_k0 + S_need_0 >= 1",
        "supply_k0: 9 N_u0_k0 - K_o2 - 2 B_l2 - 2 B_l3 - B_l4 - B_l1 - B_l0 - 5 B_l5 - S_license_0 <= 0",
    ]
    assert bounds(program.problem, "S") == ["0 <= S_license_0", "0 <= S_need_0 <= 1"]
    assert objective(program.problem) == "1000 S_need_0 + S_license_0"
