"""The day from which a change of a sweep or of Python holds: what does not fit is a problem, since
there is no sheet to note it on."""

from datetime import date

from optimizer.domain import schema
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.tables import Change, Orders, Settings
from optimizer.reading import cells
from optimizer.whatif.dates import SET_ORDERS

DAY_WITHOUT_ORDERS = Message(
    "day-without-orders",
    "{change} from {start} on asks for orders by date, but Orders is Once.",
    f"Leave out the day, or {SET_ORDERS}",
)
DAY_NOT_TAKEN = Message(
    "day-not-taken",
    "{change} holds throughout, it cannot change on a day.",
    "Leave out the day.",
)
DAY_AFTER_THE_HORIZON = Message(
    "day-after-horizon",
    "{change} from {start} on changes nothing: the horizon ends on {end}.",
    "Give an earlier day, or a longer Horizon.",
)


def read_day(value: object, place: Place, findings: Findings) -> date | None:
    """The day; what is none goes to `findings`."""
    try:
        return cells.day(value)
    except cells.Refused as refused:
        findings.problem(place, refused.message.about("From"), **refused.fields)
        return None


def refuse_day(
    settings: Settings, change: Change, end: date, place: Place, findings: Findings
) -> None:
    """A problem where a change that was asked for outside of a workbook cannot hold from its day
    on; `end` is the horizon's."""
    if change.start is None:
        return
    if settings.orders is Orders.ONCE:
        findings.problem(place, DAY_WITHOUT_ORDERS, change=change.what, start=change.start)
    elif not schema.KIND_OF_CHANGE[change.what].dated:
        findings.problem(place, DAY_NOT_TAKEN, change=change.what)
    elif change.start > end:
        findings.problem(
            place, DAY_AFTER_THE_HORIZON, change=change.what, start=change.start, end=end
        )
