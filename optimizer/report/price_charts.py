"""Single prices looked at closely: what the plan costs at each price, with today's price, the price
to walk away from and every price where the mix changes hands; a price of the reader's own moves a
diamond."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from optimizer.domain.answers import Curve
from optimizer.domain.plan import Plan
from optimizer.domain.problems import letters
from optimizer.report.label_places import ON_CURVE, Mark, places
from optimizer.report.negotiation_text import PAID, amount, named
from optimizer.writing.charts import GRID, axis, insert, nice
from optimizer.writing.columns import Formula
from optimizer.writing.page import Page, WorkbookWriter
from optimizer.writing.styles import ACCENT, FONT, GREY, MUTED, SIZE, WARN

MOST = 6
"""Prices that are looked at closely."""

CURVES = "tblCurves"
"""The segments on the sheet Workings."""

FROM, TO, BUYS, AT_FROM, AT_TO, NAME, PRICE, PLAN = 6, 7, 8, 9, 10, 6, 8, 10
"""Columns of the two lists beside a chart."""

WIDTH, HEIGHT, LISTED = 590, 330, 7
"""Pixels of a chart; segments that are listed beside it."""

YELLOW, OWN = "#FFC928", "Your price"
"""The reader's own price: its mark, and its label, which is left out where it would hide more."""

PLOT = {"x": 0.13, "y": 0.16, "width": 0.82, "height": 0.65}
"""Where the curve stands in its chart."""


def drawn(plan: Plan) -> list[Curve]:
    """The curves that are drawn: those of most money first; one of a single segment says
    nothing."""
    assert plan.deal is not None
    spent: dict[str, Decimal] = {}
    for p in plan.purchases:
        spent[p.offer] = spent.get(p.offer, Decimal(0)) + p.cost
    curves = [c for c in plan.deal.curves if len(c.segments) > 1]
    return sorted(curves, key=lambda c: (-spent.get(c.offer, Decimal(0)), c.offer))[:MOST]


def write_charts(page: Page, deck: WorkbookWriter, plan: Plan) -> None:
    """A block for each price: the chart at the left, its two lists at the right; no price to try
    where one stands for several order dates, of which only the ends of segments are solved."""
    start = 0
    for number, curve in enumerate(drawn(plan)):
        first = page.row + 1
        page.row += 1
        what = f"One price looked at closely: {named(curve)}"
        page.section(what if number == 0 else named(curve))
        top = page.row
        segments = _segments(page, curve)
        page.row += 1
        marks = _marks(page, curve)
        mine = None if curve.by_date else _own(page, curve, plan, start)
        start += 0 if curve.by_date else len(curve.segments)
        _chart(page, deck, curve, plan, top, segments=segments, marks=marks, mine=mine)
        while page.down(top, page.row - 1) < HEIGHT + 20:
            page.row += 1
        page.keep(first, page.row - 1)


def _listed(curve: Curve) -> range:
    """The segments that are listed: those around today's."""
    first = max(0, min(curve.today - LISTED // 2, len(curve.segments) - LISTED))
    return range(first, min(first + LISTED, len(curve.segments)))


def _segments(page: Page, curve: Curve) -> tuple[int, int]:
    columns = {
        FROM: ("From", "price"), TO: ("To", "price"), BUYS: ("Buys", "count"),
        AT_FROM: ("Plan at From", "money"), AT_TO: ("Plan at To", "money"),
    }  # fmt: skip
    rows: list[dict[int, object]] = []
    for i in _listed(curve):
        s = curve.segments[i]
        rows.append(
            {FROM: s.low, TO: s.high, BUYS: s.quantity, AT_FROM: s.cost, AT_TO: s.cost_high}
        )
    first = page.block(columns, rows)
    return first, first + len(rows) - 1


def _points(curve: Curve) -> list[tuple[str, Decimal, Decimal, str, str]]:
    """Marked prices: name, price, the plan's cost there, colour, and where the label stands."""
    points = [("Today", curve.price, curve.cost_today, ACCENT, "right")]
    now = curve.segments[curve.today].quantity
    if curve.walk_away is not None and now:
        cost = next(s.cost for s in curve.segments if s.low == curve.walk_away)
        points.append(("Walk away", curve.walk_away, cost, WARN, "above"))
    if curve.break_even is not None:
        cost = next(s.cost_high for s in curve.segments if s.high == curve.break_even)
        points.append(("More at" if now else "Buy at", curve.break_even, cost, MUTED, "left"))
    return points


def _marks(page: Page, curve: Curve) -> tuple[int, int]:
    columns = {NAME: ("Marked", "text"), PRICE: ("Price", "price"), PLAN: ("Plan", "money")}
    points = _points(curve)
    rows: list[dict[int, object]] = [{NAME: n, PRICE: p, PLAN: c} for n, p, c, *_ in points]
    first = page.block(columns, rows, span=(NAME, PLAN))
    return first, first + len(rows) - 1


def _own(page: Page, curve: Curve, plan: Plan, start: int) -> int:
    """The reader's own price, and what the plan costs at it."""
    row, styles = page.row, page.styles
    page.tall(row, 26)
    own = curve.price * Decimal("0.9")
    here = next(s for s in reversed(curve.segments) if s.low <= own)
    price = f"${letters(PRICE + 1)}${row + 1}"

    def column(name: str) -> str:
        first, last = start + 1, start + len(curve.segments)
        whole = f"INDEX({CURVES}[{name}],{first}):INDEX({CURVES}[{name}],{last})"
        return whole if name == "From" else f"INDEX({whole},MATCH({price},{column('From')},1))"

    factor = float(curve.factor)
    pack = (own * curve.factor).quantize(Decimal(1).scaleb(-plan.digits), "ROUND_HALF_UP")
    digits = plan.digits
    each = f"ROUND({price}*{column('Factor')},{digits})"
    cost = f"=ROUND({column('Rest')}+{column('Packs')}*{each},{digits})"
    assert factor
    for c in range(NAME, PLAN + 1):
        page.put(row, c, None, styles.look("text", "total"))
    page.put(row, NAME, "Try a price", styles.look("text", "total"))
    boxed = styles.of(**styles.kinds["input"] | {"border": 1, "border_color": ACCENT, "bold": True})
    page.put(row, PRICE, own, boxed)
    made = Formula(cost, here.rest + here.packs * pack)
    page.put(row, PLAN, made, styles.look("money", "total"))
    page.row += 1
    units = column("Packs") + f"*{curve.pack}"
    said = f'="You would buy "&IF({units}=0,"none",{units})&" at this price."'
    page.say(Formula(said, f"You would buy {here.quantity or 'none'} at this price."), NAME)
    return row


def _chart(
    page: Page,
    deck: WorkbookWriter,
    curve: Curve,
    plan: Plan,
    top: int,
    *,
    segments: tuple[int, int],
    marks: tuple[int, int],
    mine: int | None,
) -> None:
    name, points = page.name, _points(curve)
    prices = [float(p) for _, p, *_ in points]
    prices += [] if mine is None else [float(curve.price) * 0.9]
    x = nice(max(min(prices) * 0.75, 0), max(prices) * 1.2)
    shown = [curve.segments[i] for i in _listed(curve)]
    x["min"] = max(x["min"], float(shown[0].low))
    inside = [_cost(curve, v) for v in (x["min"], x["max"])] + [float(c) for _, _, c, *_ in points]
    margin = max((max(inside) - min(inside)) * 0.12, 1)
    y = nice(max(min(inside) - margin, 0), max(inside) + margin)
    own = curve.price * Decimal("0.9")
    series: list[dict[str, object]] = []
    for row, s in enumerate(shown, segments[0]):
        series.append(
            {
                "name": f"{s.quantity:,} bought",
                "categories": [name, row, FROM, row, TO],
                "values": [name, row, AT_FROM, row, AT_TO],
                "line": {"color": ACCENT if s.quantity else GREY, "width": 2.5},
                "marker": {
                    "type": "circle",
                    "size": 4,
                    "fill": {"color": MUTED},
                    "border": {"none": True},
                },
            }
        )
    named_points = [
        *((row, f"{what} {amount(p, plan)}", p, c, color, side, "circle", color)
          for row, (what, p, c, color, side) in enumerate(points, marks[0])),
    ]  # fmt: skip
    if mine is not None:
        cost_there = Decimal(_cost(curve, float(own)))
        named_points.append((mine, OWN, own, cost_there, ACCENT, "below", "diamond", YELLOW))
    sides = _sides(curve, x, y, [(p, c, text, side) for _, text, p, c, _, side, *_ in named_points])
    for (row, text, _, _, color, _, shape, fill), (side, cost) in zip(
        named_points, sides, strict=True
    ):
        # Clear of the curve, unbroken: hard spaces.
        space = "\u00a0\u00a0"
        spoken = space * (side == "right") + text.replace(" ", "\u00a0") + space * (side == "left")
        font = {"name": FONT, "size": SIZE, "bold": True, "color": color}
        # Below its mark a label stands on the dashes, and covers them.
        covering = {"fill": {"color": "#FFFFFF"}} if side == "below" else {}
        # A label that hides the curve is left out where the list beside it says as much.
        shown_label = row != mine or cost < ON_CURVE
        series.append(
            {
                "name": text,
                "categories": [name, row, PRICE, row, PRICE],
                "values": [name, row, PLAN, row, PLAN],
                "line": {"none": True},
                "y_error_bars": {
                    "type": "percentage",
                    "value": 100,
                    "direction": "minus",
                    "end_style": 0,
                    "line": {"color": fill, "dash_type": "dash", "width": 1},
                },
                "marker": {
                    "type": shape,
                    "size": 9,
                    "fill": {"color": fill},
                    "border": {"color": "#FFFFFF" if shape == "circle" else ACCENT},
                },
                **(
                    {
                        "data_labels": {
                            "value": True,
                            "position": side,
                            "custom": [{"value": spoken, "font": font} | covering],
                        }
                    }
                    if shown_label
                    else {}
                ),
            }
        )
    each = f"a pack of {curve.pack}" if curve.pack > 1 else "one license"
    decimals = "#,##0.00" if x["major_unit"] < 1 else "#,##0"
    axes = (
        axis(f"Price of {each}{PAID[curve.per]}, {plan.currency}", num_format=decimals, **x) | GRID,
        axis(f"Plan over the horizon, {plan.currency}", **y) | GRID,
    )
    about = f"Line chart: cost of the plan by the price of {curve.offer}."
    size = (WIDTH, HEIGHT)
    insert(
        page,
        deck.book,
        (top, 0),
        "scatter",
        _message(curve, plan),
        size=size,
        series=series,
        axes=axes,
        about=about,
        plot=PLOT,
        y_offset=8,
    )


def _sides(
    curve: Curve,
    x: Mapping[str, float],
    y: Mapping[str, float],
    points: Sequence[tuple[Decimal, Decimal, str, str]],
) -> list[tuple[str, float]]:
    """Where each label stands: price, cost, text and the side it likes best."""
    wide, tall = int(WIDTH * PLOT["width"]), int(HEIGHT * PLOT["height"])

    def at(price: float, cost: float) -> tuple[float, float]:
        across = (price - x["min"]) / (x["max"] - x["min"])
        up = (cost - y["min"]) / (y["max"] - y["min"])
        return across * wide, (1 - up) * tall

    line = [
        at(price, _cost(curve, price))
        for price in sorted({x["min"], x["max"], *(float(s.low) for s in curve.segments)})
        if x["min"] <= price <= x["max"]
    ]
    marks = [
        Mark(*at(float(p), float(c)), text, side, optional=text == OWN)
        for p, c, text, side in points
    ]
    return places(marks, line, (wide, tall))


def _message(curve: Curve, plan: Plan) -> str:
    """What the chart says."""
    now, parts = curve.segments[curve.today].quantity, []
    if curve.break_even is not None:
        lower = next(s for s in curve.segments if s.high == curve.break_even)
        more = lower.quantity - now
        parts.append(f"at {amount(curve.break_even, plan)} buy {more:,}{' more' if now else ''}")
    if curve.walk_away is not None and now:
        parts.append(f"from {amount(curve.walk_away, plan)} on, walk away")
    text = "; ".join(parts) or f"buy {now:,} at any price shown"
    return text[0].upper() + text[1:]


def _cost(curve: Curve, price: float) -> float:
    """The plan's cost at a price; between the ends of a segment on the line that joins them, where
    these alone are solved."""
    s = next((s for s in reversed(curve.segments) if float(s.low) <= price), curve.segments[0])
    if curve.by_date:
        share = (price - float(s.low)) / float(s.high - s.low) if s.high > s.low else 0.0
        return float(s.cost) + (float(s.cost_high) - float(s.cost)) * share
    return float(s.rest) + s.packs * price * float(curve.factor)
