"""The negotiator's answers against brute force: other prices, other rows, other sets of accesses,
each solved by itself."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import numpy as np
import openpyxl
import pytest

from optimizer.domain.access_rows import with_access
from optimizer.domain.answers import REMOVED, Curve, NegotiationAnswers
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.problems import Findings, InfeasibleError
from optimizer.domain.tables import Tables
from optimizer.licensing.payments import minor, payments
from optimizer.planning import cheapest, optimize
from optimizer.report.negotiation_text import advice, sentences
from optimizer.whatif.negotiation.negotiate import negotiate
from optimizer.whatif.negotiation.price_curves import PlanLine, envelope
from optimizer.whatif.negotiation.within_budget import blocking
from tests.support import cases
from tests.support.books import WINDOWS, Sheets, solve_to, tables, write
from tests.support.recalculate import converted, differences
from tests.whatif.test_changes import BASE

P = "Windows Server 2022"


def asked(path: Path, sheets: Sheets) -> tuple[Tables, Plan, NegotiationAnswers]:
    found = tables(write(path / "in.xlsx", sheets))
    plan = optimize(found, Findings())
    return found, plan, negotiate(found, plan, Options())


def random_cases(count: int, market: bool) -> Iterator[tuple[int, Sheets]]:
    """Seeds of workbooks that have a plan."""
    for seed in range(count):
        yield seed, cases.case(Random(seed), rich=seed % 2 == 0, market=market)


@pytest.mark.parametrize("seed", range(200))
def test_an_envelope_is_the_least_of_its_lines_everywhere(seed: int) -> None:
    random = Random(seed)
    lines = [
        PlanLine(random.randint(0, 900), random.randint(0, 12)) for _ in range(random.randint(1, 9))
    ]
    asked: list[int] = []

    def solve(cost: int) -> PlanLine:
        asked.append(cost)
        return random.choice(
            [line for line in lines if line.at(cost) == min(other.at(cost) for other in lines)]
        )

    high = random.randint(0, 300)
    ranges = envelope(solve, 0, high)
    assert [low for low, _, _ in ranges] == [0, *(end + 1 for _, end, _ in ranges[:-1])]
    assert ranges[-1][1] == high
    for low, end, line in ranges:
        for cost in range(low, end + 1):
            assert line.at(cost) == min(other.at(cost) for other in lines)
    assert len(asked) == len(set(asked))
    packs = [line.packs for _, _, line in ranges]
    assert packs == sorted(packs, reverse=True)


def test_a_known_plan_saves_solves_and_changes_nothing() -> None:
    lines = [PlanLine(0, 9), PlanLine(50, 4), PlanLine(200, 0)]
    best = {cost: min(lines, key=lambda line: line.at(cost)) for cost in range(101)}
    assert envelope(best.__getitem__, 0, 100, {20: best[20]}) == envelope(best.__getitem__, 0, 100)


@pytest.mark.parametrize("market", [False, True], ids=["plain", "market"])
def test_curves_are_what_hundreds_of_solves_say(tmp_path: Path, market: bool) -> None:
    compared = 0
    for seed, sheets in random_cases(14, market):
        try:
            found, plan, deal = asked(tmp_path, sheets)
        except InfeasibleError:
            continue
        random = Random(seed)
        for curve in deal.curves:
            offer = next(
                i
                for i, o in enumerate(found.offers)
                if o.name == curve.offer.partition(" (from")[0]
            )
            assert all(after.low > before.high for before, after in pairwise(curve.segments))
            assert curve.segments[0].low == 0
            assert curve.segments[-1].high == 3 * curve.price
            quantities = [s.quantity for s in curve.segments]
            assert quantities == sorted(set(quantities), reverse=True)
            assert curve.cost_today == plan.cost
            edges = [price for s in curve.segments for price in (s.low, s.high)]
            for drawn in (
                *random.sample(edges, min(6, len(edges))),
                *(Decimal(random.randint(0, 99)) / 33 * curve.price for _ in range(6)),
            ):
                price = drawn.quantize(Decimal("0.01"))
                assert by_curve(found, offer, curve, price) == cheapest(
                    priced(found, offer, curve, price), Options()
                ), (
                    seed,
                    curve.offer,
                    price,
                )
                compared += 1
    assert compared > 300


def tier(curve: Curve) -> int:
    return int(curve.offer.rpartition("from ")[2].rstrip(")")) if " (from" in curve.offer else 0


def priced(found: Tables, offer: int, curve: Curve, price: Decimal) -> Tables:
    """The tables with that price at the curve's tier."""
    old = found.offers[offer]
    tiers = tuple(
        (least, price if len(old.tiers) == 1 or least == tier(curve) else p)
        for least, p in old.tiers
    )
    return replace(
        found,
        offers=tuple(
            replace(old, tiers=tiers) if i == offer else o for i, o in enumerate(found.offers)
        ),
    )


def by_curve(found: Tables, offer: int, curve: Curve, price: Decimal) -> Decimal:
    """What the curve says that the plan costs at a price."""
    segment = next(s for s in curve.segments if s.low <= price <= s.high)
    old, settings = found.offers[offer], found.settings
    # The first payment's day: As of, or where it starts at expiry the day that the curve's own cost
    # at `low` tells.
    pack = minor(payments(price, old.per, settings, settings.as_of, old.increase), settings.digits)
    if old.at_expiry:
        pack = int(
            (Decimal(price) * curve.factor)
            .quantize(Decimal(1).scaleb(-settings.digits), "ROUND_HALF_UP")
            .scaleb(settings.digits)
        )
    return segment.rest + segment.packs * Decimal(pack).scaleb(-settings.digits)


def test_offers_are_worth_what_they_save(tmp_path: Path) -> None:
    found, plan, deal = asked(tmp_path, BASE)
    assert [w.offer for w in deal.worths] == [o.name for o in found.offers]
    for i, worth in enumerate(deal.worths):
        without = cheapest(
            replace(found, offers=(*found.offers[:i], *found.offers[i + 1 :])), Options()
        )
        assert (worth.cost_without, worth.worth) == (
            without,
            None if without is None else without - plan.cost,
        )


def test_levers_save_what_a_workbook_without_them_saves(tmp_path: Path) -> None:
    _, plan, deal = asked(tmp_path, BASE)
    assert {lever.kind for lever in deal.levers} == {"Device", "Server"}
    same = {"boss": ("boss", "chief")}
    columns = {"User": 0, "Device": 1, "Server": 2}
    for lever in deal.levers:
        if lever.change == "without its accesses":
            names = same.get(lever.name, (lever.name,))
            rows = [row for row in BASE["Access"] if row[columns[lever.kind]] not in names]
            rest = optimize(
                tables(write(tmp_path / "rest.xlsx", {**BASE, "Access": rows})), Findings()
            )
            assert lever.saving == plan.cost - rest.cost
            assert lever.rows == len(BASE["Access"]) - len(rows)


def test_a_server_is_re_based_to_the_version_owned(tmp_path: Path) -> None:
    sheets = {
        "Servers": [["Server", "Product"], ["new", "Windows Server 2025"]],
        "Access": [["User", "Server"], ["a", "new"], ["b", "new"]],
        "Licenses": [["License", "Metric", "Covers", "Version", "Price"], ["old", "User", "Windows Server", 2019, ""], ["U", "User", "Windows Server", 2025, 60]],
        "Owned": [["License", "Quantity"], ["old", 5]],
    }  # fmt: skip
    _, _, deal = asked(tmp_path, sheets)
    (lever,) = [lever for lever in deal.levers if lever.change.startswith("re-based")]
    assert (lever.name, lever.saving) == ("new", 120)


def test_rare_accesses_name_what_each_step_blocks(tmp_path: Path) -> None:
    found, plan, deal = asked(tmp_path, BASE)
    # Sessions by user, device and server: 2 (guest), 7 (boss and chief), 40, 90, 100.
    assert [step.sessions for step in deal.rare] == [7, 40, 90, 100]
    assert deal.rare[0].blocked == ("guest on terminals to files",)
    assert deal.rare[1].blocked == ("boss on laptops to mail", "chief on laptops to mail")
    costs = [plan.cost, *(step.cost for step in deal.rare)]
    assert costs == sorted(costs, reverse=True)
    assert found.access.sessions.sum() == 239


def test_accesses_that_are_left_out_already_are_not_named(tmp_path: Path) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["Access window", 90]],
        "Access": [
            ["User", "Server", "Sessions", "Last seen"],
            ["gone", P, 1, "2025-01-01"],
            ["rare", P, 2, ""],
            ["often", P, 9, ""],
        ],
        "Licenses": WINDOWS,
    }
    _, _, deal = asked(tmp_path, sheets)
    assert [(step.sessions, step.blocked) for step in deal.rare] == [
        (9, ("rare on (any device) to Windows Server 2022",))
    ]


def test_the_renewal_as_a_whole(tmp_path: Path) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["Horizon", 2]],
        "Access": [["User", "Server"], *([f"u{i}", P] for i in range(3))],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["U", "User", "Windows Server", 100],
        ],
        "Offers": [
            ["Offer", "License", "From license", "Price", "Per", "Starts"],
            ["renew", "U", "U", 20, "Year", "At expiry"],
        ],
        "Owned": [["License", "Quantity", "Until"], ["U", 5, "2026-12-31"]],
    }
    _, _, deal = asked(tmp_path, sheets)
    assert deal.renewal is not None
    # Five units end after a year. None renewed: three new ones; all renewed: five times 20 for the
    # second year; best: three.
    assert (
        deal.renewal.units,
        deal.renewal.nothing,
        deal.renewal.everything,
        deal.renewal.optimum,
    ) == (5, 300, 100, 60)


def test_one_more_server_licensed_as_a_whole(tmp_path: Path) -> None:
    sheets = {
        "Servers": [["Server", "Product"], ["a", P], ["b", P]],
        "Access": [["User", "Server"], *([f"u{i}", "a"] for i in range(3)), ["v", "b"]],
        "Licenses": [*WINDOWS, ["Connector", "Server", "Windows Server", 120]],
    }
    _, plan, deal = asked(tmp_path, sheets)
    assert plan.cost == 170
    assert [(w.server, w.difference) for w in deal.wide] == [("b", 70)]


# Within a budget ----------------------------------------------------------------------------------
# ------------------------


def fewest_lost(found: Tables) -> float:
    """By trying every set of accesses: the fewest sessions that bring the payments within the
    budget."""
    n = len(found.access.rows)
    sessions = found.access.sessions
    best = float("inf")
    for size in range(n + 1):
        for blocked in combinations(range(n), size):
            lost = float(sessions[list(blocked)].sum())
            if lost >= best:
                continue
            keep = np.ones(n, bool)
            keep[list(blocked)] = False
            try:
                plan = optimize(with_access(found, keep), Findings())
            except InfeasibleError:
                continue
            if sum(y.nominal for y in plan.payments) <= (found.settings.budget or 0):
                best = lost
    return best


@pytest.mark.parametrize("seed", range(8))
def test_the_fewest_sessions_are_lost(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    pairs = random.sample([(u, d, s) for u in "abc" for d in "xyz" for s in ("files", "mail")], 7)
    sheets = {
        "Settings": [["Setting", "Value"], ["Budget", random.choice([60, 100, 150])]],
        "Servers": [
            ["Server", "Product", "CAL mode cost"],
            ["files", P, 0],
            ["mail", "Exchange Server 2019", random.choice([0, 30])],
        ],
        "Access": [
            ["User", "Device", "Server", "Sessions"],
            *([*pair, random.randint(1, 30)] for pair in pairs),
        ],
        "Licenses": [
            *WINDOWS,
            ["Mail", "User", "Exchange Standard", 40],
            ["Mail device", "Device", "Exchange Standard", 55],
        ],
    }
    found = tables(write(tmp_path / "in.xlsx", sheets))
    answer = blocking(found, Options())
    assert answer is not None
    assert answer.proven
    assert answer.payments <= (found.settings.budget or 0)
    assert answer.sessions == pytest.approx(fewest_lost(found))


def test_a_group_is_blocked_in_part(tmp_path: Path) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["Budget", 200]],
        "Users": [["User", "Count"], ["staff", 10], ["boss", 1]],
        "Access": [["User", "Server", "Sessions"], ["staff", P, 100], ["boss", P, 11]],
        "Licenses": WINDOWS[:2],
    }
    _, plan, deal = asked(tmp_path, sheets)
    assert plan.cost == 550
    assert deal.blocking is not None
    # Four licenses at 50: the boss's 11 sessions and three of the ten, who make 10 sessions each.
    assert [(b.user, b.blocked, b.pairs, b.sessions) for b in deal.blocking.blocked] == [
        ("staff", 7, 10, 70)
    ]
    assert (deal.blocking.payments, deal.blocking.parts) == (200, True)
    assert any(
        sentence.startswith("Within the budget: block 1 access (70 sessions")
        for sentence in sentences(deal, plan)
    )


def test_a_list_that_is_not_found_is_said_to_be_missing(tmp_path: Path) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["Budget", 10]],
        "Access": [["User", "Server"], ["u", P]],
        "Licenses": WINDOWS,
    }
    _, plan, deal = asked(tmp_path, sheets)
    assert deal.blocking is not None
    assert (deal.blocking.cost, deal.blocking.sessions) == (0, 1)
    said = list(sentences(replace(deal, blocking=None), plan))
    assert (
        said[-1]
        == "Within the budget: no list of accesses to block was found in the time given. Allow "
        "more with --time-limit."
    )


# Fair shares --------------------------------------------------------------------------------------
# ------------------------


@pytest.mark.parametrize("seed", range(6))
def test_shares_add_up_and_no_group_of_departments_pays_more_than_alone(
    tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    users = [[f"u{i}", random.randint(1, 3), random.choice("ABC")] for i in range(9)]
    rows = {(random.choice(users)[0], f"d{random.randint(0, 5)}") for _ in range(25)}
    sheets = {
        "Users": [["User", "Count", "Department"], *users],
        "Access": [["User", "Device", "Server"], *([u, d, P] for u, d in sorted(rows))],
        "Licenses": WINDOWS,
    }
    found, plan, deal = asked(tmp_path, sheets)
    assert deal.shares is not None
    assert deal.shares.method.startswith("by the flow")
    shares = {s.department: s.share for s in deal.shares.shares}
    assert sum(shares.values()) == plan.cost
    department = np.array(found.users.department)[found.access.user]
    for size in (1, 2):
        for group in combinations(sorted(shares), size):
            alone = cheapest(with_access(found, np.isin(department, group)), Options())
            assert alone is not None
            # A minor unit a department: whole units are shared out.
            assert sum(shares[name] for name in group) <= alone + Decimal("0.01") * (size - 1)


def test_shares_with_packs_are_in_proportion(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count", "Department"], ["a", 3, "A"], ["b", 4, "B"]],
        "Access": [["User", "Server"], ["a", P], ["b", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Pack"],
            ["U", "User", "Windows Server", 100, 5],
        ],
        "Owned": [["License", "Quantity"], ["U", 2]],
    }
    _, plan, deal = asked(tmp_path, sheets)
    assert deal.shares is not None
    assert plan.cost == 100
    assert [(s.department, s.share, s.alone) for s in deal.shares.shares] == [
        ("A", 50, 100),
        ("B", 50, 100),
    ]


def test_the_sheet_recalculates_and_answers_a_price_of_ones_own(tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.xlsx",
        {**BASE, "Users": [[*row, "x" if i % 2 else "y"] for i, row in enumerate(BASE["Users"])]},
    )
    book = openpyxl.load_workbook(source)
    book["Users"]["F1"].value = "Department"
    book.save(source)
    target = tmp_path / "out.xlsx"
    plan = solve_to(source, target, negotiating=True).plan
    found = plan.deal
    assert found is not None
    assert differences(target, tmp_path)[1] == []
    book = openpyxl.load_workbook(target)
    page = book["Negotiation"]
    own = next(cell for row in page.iter_rows() for cell in row if cell.value == "Try a price")
    today = next(cell for row in page.iter_rows() for cell in row if cell.value == "Today")
    price = page.cell(today.row, own.column + 2).value
    (curve,) = [curve for curve in found.curves if float(curve.price) == price]
    assert curve.offer in {purchase.offer for purchase in plan.purchases}
    page.cell(own.row, own.column + 2).value = float(curve.segments[0].high)
    book.save(tmp_path / "tried.xlsx")
    again = openpyxl.load_workbook(
        converted(tmp_path / "tried.xlsx", tmp_path, "xlsx"), data_only=True
    )["Negotiation"]
    assert again.cell(own.row, own.column + 4).value == float(curve.segments[0].cost_high)
    many = curve.segments[0].quantity
    assert again.cell(own.row + 1, own.column).value == f"You would buy {many} at this price."


def test_the_advice_is_in_money_order_and_never_void(tmp_path: Path) -> None:
    _, plan, deal = asked(tmp_path, BASE)
    found = advice(deal, plan)
    assert 0 < len(found) <= 10
    assert [each.worth for each in found] == sorted((each.worth for each in found), reverse=True)
    assert all(each.worth > 0 and each.why.endswith(".") for each in found)
    assert {each.verb for each in found} <= {"Avoid", "Keep", "Ask", "Block", "Change"}


def test_that_nobody_pays_for_what_is_closed_is_no_advice(tmp_path: Path) -> None:
    """Taking a department away saves the most; it stands in the list of what costs most, not among
    the ten."""
    _, plan, deal = asked(tmp_path, BASE)
    gone = {lever.name for lever in deal.levers if lever.change == REMOVED}
    assert gone
    assert not gone & {each.what for each in advice(deal, plan)}


def test_nothing_renewed_leaves_units_that_last_where_they_are(tmp_path: Path) -> None:
    """One unit lasts and sits with idle, Ann's ends: two CALs are bought, 60; the plan renews hers
    at 5 and buys one for Bob."""
    sheets = {
        "Settings": [["Setting", "Value"], ["Horizon", 2]],
        "Access": [["User", "Server"], ["ann", "T"], ["bob", "T"], ["idle", "Free"]],
        "Products": [["Product", "Family"], ["T", "A"], ["Free", ""]],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "A", 30]],
        "Offers": [
            ["Offer", "License", "From license", "Price", "Starts"],
            ["renew", "U", "U", 5, "At expiry"],
        ],
        "Owned": [["License", "Quantity", "Until"], ["U", 1, ""], ["U", 1, "2026-06-30"]],
        "Assigned": [["License", "User"], ["U", "idle"], ["U", "ann"]],
    }
    deal = asked(tmp_path, sheets)[2]
    assert deal.renewal is not None
    assert (deal.renewal.nothing, deal.renewal.everything, deal.renewal.optimum) == (60, 35, 35)


@pytest.mark.parametrize(
    ("most", "tier", "everything", "possible"), [(5, "", None, 5), ("", 6, 60, None)]
)
def test_renewing_everything_keeps_the_offer_as_a_whole(
    tmp_path: Path, most: object, tier: object, everything: object, possible: object
) -> None:
    """Two rows of five that end on two days: with a Maximum of five not all can be renewed; a tier
    from six on, at 6 instead of 10, counts both rows."""
    sheets = {
        "Users": [["User", "Count"], ["staff", 10]],
        "Access": [["User", "Server"], ["staff", P]],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "Windows Server", 30]],
        "Owned": [["License", "Quantity", "Until"], ["U", 5, "2026-06-30"], ["U", 5, "2027-06-30"]],
        "Offers": [
            ["Offer", "License", "From license", "Price", "Maximum", "Starts", "From quantity"],
            ["Renew", "U", "U", 10, most, "At expiry", ""],
            *([["Renew", "U", "U", 6, most, "At expiry", tier]] if tier else []),
        ],
    }
    deal = asked(tmp_path, sheets)[2]
    assert deal.renewal is not None
    assert (deal.renewal.everything, deal.renewal.most) == (everything, possible)


def test_sessions_that_were_never_filled_in_are_no_measurement(tmp_path: Path) -> None:
    """Ann's row says one session, Bob's two rows together cannot be told: only Ann's is rare."""
    sheets = {
        "Access": [
            ["User", "Server", "Sessions"],
            ["ann", P, 1],
            ["bob", P, ""],
            ["bob", P, 1],
            ["cy", P, 9],
        ],
        "Licenses": WINDOWS,
    }
    deal = asked(tmp_path, sheets)[2]
    assert [(step.sessions, step.blocked) for step in deal.rare] == [
        (9, (f"ann on (any device) to {P}",))
    ]
    del sheets["Access"][0][2]
    sheets["Access"] = [row[:2] for row in sheets["Access"]]
    assert asked(tmp_path, sheets)[2].rare == ()


def test_what_the_planners_own_rules_cost(tmp_path: Path) -> None:
    """Staff must be licensed by user, 3 x 50, though their one device takes 39: the rule costs 111.
    The exempt row saves 50 at least: without it Guest's user CAL, 50, or a device CAL, 39."""
    sheets = {
        "Users": [["User", "Count", "License by"], ["staff", 3, "User"], ["guest", 1, ""]],
        "Access": [
            ["User", "Device", "Server", "Purpose"],
            ["staff", "pc", P, ""],
            ["guest", "kiosk", P, "Exempt"],
        ],
        "Licenses": WINDOWS,
    }
    deal = asked(tmp_path, sheets)[2]
    assert [(r.rule, r.where, r.cost, r.price) for r in deal.rules] == [
        ("License by", "1 row", 39, 111),
        ("Exempt", "1 row", 189, -39),
    ]


def test_the_price_of_one_kind_on_a_session_host(tmp_path: Path) -> None:
    """Three people share a PC and Ann has three more: without One kind 39 for the PC and 50 for her;
    with it three user CALs, 150, or four device CALs, 156."""
    sheets = {
        "Servers": [["Server", "Product", "One kind"], ["RDS01", P, "Windows Server"]],
        "Access": [
            ["User", "Device", "Server"],
            *(["ann", device, "RDS01"] for device in ("pc", "a", "b", "c")),
            *([user, "pc", "RDS01"] for user in ("bob", "cy")),
        ],
        "Licenses": WINDOWS,
    }
    deal = asked(tmp_path, sheets)[2]
    assert [(r.rule, r.where, r.cost, r.price) for r in deal.rules] == [
        ("One kind", "Windows Server on RDS01", 89, 61)
    ]
