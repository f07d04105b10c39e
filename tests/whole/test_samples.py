"""The samples: as the script writes them, with the answers that the README gives."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Tables
from optimizer.planning import optimize
from optimizer.whatif.scenarios import futures
from samples.write_samples import SAMPLES as WRITERS
from samples.write_samples import write as write_sample
from tests.support.books import bought, held, tables

SAMPLES = Path("samples")


@pytest.mark.parametrize("name", WRITERS)
def test_the_sample_is_what_the_script_writes(tmp_path: Path, name: str) -> None:
    write_sample(tmp_path / "new.xlsx", WRITERS[name]())
    assert (tmp_path / "new.xlsx").read_bytes() == (SAMPLES / f"{name}.xlsx").read_bytes()


def solved(name: str) -> tuple[Tables, Plan]:
    found = tables(SAMPLES / f"{name}.xlsx", as_of=None)
    return found, optimize(found, Findings())


def test_small_is_solvable_by_eye() -> None:
    """One device license (39) for the PC that four people share, one user license (50) for the
    doctor's other two devices."""
    found, plan = solved("small")
    assert plan.cost == 89
    assert held(found, plan, "devices")["Ward PC"] == [(1, ("Windows Server Device CAL",))]
    assert held(found, plan, "users")["Dr. Dora"] == [(1, ("Windows Server User CAL",))]
    assert (
        plan.user_why[3]
        == "\"Windows Server User CAL\" at 50.00 serves Dora's laptop and Dora's phone, "
        "where device licenses would cost 78.00"
    )
    assert (
        plan.device_why[0]
        == '"Windows Server Device CAL" at 39.00 serves Nurse Ada, Nurse Ben and '
        "Nurse Cem, where user licenses would cost 150.00"
    )
    assert (
        plan.user_why[0]
        == 'covered by "Windows Server Device CAL" of Ward PC; own user licenses would cost 50.00'
    )


def by_department(found: Tables) -> Decimal:
    """The rule of thumb: each department licenses all its users or all the devices they use,
    whichever is cheaper."""
    price: dict[tuple[str, int], Decimal] = {
        (found.licenses[o.license].metric, found.licenses[o.license].covers[0]): o.tiers[0][1]
        for o in found.offers
    }
    access = found.access
    frame = pd.DataFrame({"user": access.user, "device": access.device, "server": access.server})
    frame["department"] = [found.users.department[u] for u in access.user]
    total = Decimal(0)
    for _, rows in frame.groupby("department"):
        needs = {
            side: {
                (holder, family)
                for holder, server in rows[[side, "server"]]
                .drop_duplicates()
                .itertuples(index=False)
                for product in found.servers[server].products
                for family, _ in found.products[product].requires
            }
            for side in ("user", "device")
        }
        total += min(
            sum(price[side.title(), family] for _, family in needs[side])
            for side in ("user", "device")
        )
    return total


def test_clinic_overpays_by_every_rule_of_thumb() -> None:
    found, plan = solved("clinic")
    assert plan.status == "optimal"
    assert 700 < len(found.users.names) < 800
    assert 380 < len(found.devices.names) < 430
    assert plan.all_users is not None
    assert plan.all_devices is not None
    assert plan.cost < min(plan.all_users, plan.all_devices, by_department(found))
    assert (plan.cost, plan.all_users, plan.all_devices) == (
        Decimal("52619.00"),
        Decimal("199277.00"),
        Decimal("61749.00"),
    )
    assert by_department(found) == Decimal(66030)


def test_office_uses_suites_stock_and_the_older_version() -> None:
    found, plan = solved("office")
    assert plan.cost == Decimal("6821.12")
    assert bought(plan)["Core CAL Suite User"] == 8
    assert held(found, plan, "devices")["Archive PC"] == [(1, ("Windows Server 2012 Device CAL",))]
    # Freelancers are external: SharePoint's own license covers them, Windows Server's does not.
    assert held(found, plan, "users")["Freelancers"] == [(12, ("Windows Server 2022 User CAL",))]
    assert held(found, plan, "devices")["Freelancers' own devices"] == [(20, ())]


def test_office_by_devices_and_by_users() -> None:
    """By devices: eight notebooks and two front desk PCs with the system and both mail CALs, eight
    tablets with the suite and the additive one, 45 notebooks with the suite, 142.26 over three
    years; the archive's CAL and the freelancers' are owned."""
    _, plan = solved("office")
    mail, suite = 39 + 76 + 48, Decimal("142.26")
    assert plan.all_devices == 10 * mail + 8 * (suite + 48) + 45 * suite == Decimal("9553.78")
    assert plan.all_users == Decimal("9277.02")
    assert not plan.unfinished


def test_broken_has_one_of_each_common_mistake() -> None:
    from tests.test_cli import call

    assert call("check", SAMPLES / "broken.xlsx")[2].startswith("broken.xlsx: 19 problems\n")


def test_renewal_switches_steps_up_and_reaches_a_tier() -> None:
    _, plan = solved("renewal")
    assert (plan.status, plan.cost) == ("optimal", Decimal("142469.80"))
    assert (plan.all_users, plan.all_devices) == (Decimal("352810.76"), Decimal("159964.60"))
    offers = bought(plan)
    assert {
        name: offers.get(name, 0)
        for name in (
            "EA renewal Core Device",
            "EA switch User to Device",
            "EA step-up to Enterprise",
        )
    } == {
        "EA renewal Core Device": 120,
        "EA switch User to Device": 520,
        "EA step-up to Enterprise": 60,
    }
    tier = next(purchase for purchase in plan.purchases if purchase.offer == "MPSA RD Device")
    assert (tier.quantity, tier.price) == (166, 128)
    assert "CSP subscription" not in offers


def test_hosting_takes_the_connectors_that_pay() -> None:
    _, plan = solved("hosting")
    assert (plan.status, plan.cost) == ("optimal", Decimal("43684.00"))
    taken = sorted((s.server, s.license) for s in plan.servers)
    assert taken == [
        ("DB-PORTAL", "SQL Server, per core"),
        ("DB-REPORTS", "SQL Server, per core"),
        *((host, "Windows Server External Connector") for host in ("HOST-A", "HOST-B", "HOST-C")),
    ]
    assert plan.server_costs == ()
    dearer = (
        '"Remote Desktop External Connector" on "HOST-B" would make the plan 3,560.00 USD dearer.'
    )
    assert dearer in [warning.problem for warning in plan.warnings]
    assert "Exempt" in plan.coverage.side.distinct


def test_budget_compares_five_futures() -> None:
    found = tables(SAMPLES / "budget.xlsx", as_of=None)
    plan = optimize(found, Findings())
    assert (plan.cost, plan.budget and plan.budget.missing) == (52619, 2619)
    costs = {future.name: future.plan and future.plan.cost for future in futures(found, Options())}
    assert costs == {
        "Prices up 10 %": Decimal("57880.90"),
        "Windows Server user CAL at 38": 51242,
        "File server upgraded": 53593,
        "Rare accesses blocked": 51066,
        "No device CALs for mail": 87922,
    }


def test_expansion_is_ordered_when_needed() -> None:
    """By quarter 13,901.69, everything on As of 15,362.00; each quarter's help shares what is
    there."""
    _, plan = solved("expansion")
    assert (plan.status, plan.cost, plan.due_now) == ("optimal", Decimal("13901.69"), 7200)
    assert plan.over_time is not None
    assert plan.over_time.all_now == Decimal("15362.00")
