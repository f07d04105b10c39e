"""What one more server licensed as a whole would cost or save."""

from decimal import Decimal

from optimizer.domain.answers import WideChoice
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.licensing.metrics import WIDE
from optimizer.solving.instance import Instance
from optimizer.solving.solve import Answer, solved
from optimizer.solving.solvers.status import Clock, Status

MOST_WIDE = 24


def wide_choices(
    case: Instance, answer: Answer, plan: Plan, options: Options
) -> tuple[WideChoice, ...]:
    """The value of licensing one more server (host, organization) as a whole."""
    tables = case.tables
    assert answer.mix is not None
    found = []
    for key in [key for key in answer.wide if key not in answer.mix.wide][:MOST_WIDE]:
        other = solved(case, options, Clock(options.time_limit), forced={key: True}, who=False)
        if other.status is not Status.OPTIMAL:
            continue
        license, index = tables.licenses[key[0]], key[1]
        name = WIDE[license.metric].name(tables, index) or "(the organization)"
        cost = Decimal(other.cost).scaleb(-tables.settings.digits)
        found.append(WideChoice(license.name, name, cost, cost - plan.cost))
    return tuple(
        sorted(found, key=lambda choice: (choice.difference, choice.license, choice.server))
    )
