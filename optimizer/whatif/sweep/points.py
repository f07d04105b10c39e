"""What a sweep varies: `"Windows Server User CAL=40:60:1"` and the like -> the points of a grid and
of seeded draws."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from itertools import product
from random import Random

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.tables import Change, Tables
from optimizer.reading.sheets.products_families import KnownNames
from optimizer.reading.sheets.scenarios import ChangeReader, Targets
from optimizer.whatif.clashes import refuse_rule
from optimizer.whatif.dates import end_after
from optimizer.whatif.sweep.days import read_day, refuse_day


@dataclass(frozen=True)
class Point:
    """One point: the values of what is varied, in the order given, and the changes that they
    are."""

    values: tuple[Decimal, ...]
    changes: tuple[Change, ...]


KINDS = tuple(
    kind.name
    for kind in schema.CHANGES
    if kind.kind in (schema.Kind.MONEY, schema.Kind.NUMBER, schema.Kind.WHOLE, schema.Kind.RATE)
)
"""The changes of Scenarios whose value is a number."""


MOST_POINTS = 1_000_000


_NUMBER = r"[+-]?\d+(?:\.\d+)?"


_FROM = re.compile(r"(?:(.*)\s)?from\s+(\d.*)", re.IGNORECASE | re.DOTALL)
"""A target and the day from which its change holds."""


NO_SUCH_CHANGE = Message(
    "change-unknown",
    "is not a change of Scenarios.",
    "{hint} Write one of the changes of the Scenarios sheet.",
)


NO_EQUALS = Message(
    "no-equals",
    "has no =.",
    'Write a name, =, and values, such as "Windows Server User CAL=40:60:1".',
)
NO_STEPS = Message(
    "no-steps", "does not rise from low to high in steps above 0.", "Write low:high:step."
)
NO_VALUES = Message(
    "no-values",
    '"{value}" is neither low:high:step, nor a list, nor a distribution.',
    "Write 40:60:1, or 40,45,50, or uniform(40,60), normal(50,5), triangular(40,50,60).",
)
NO_DRAWS = Message("no-draws", "is missing.", "Say how many values to draw, --draws 1000 say.")
TOO_MANY_POINTS = Message("too-many-points", "makes {points:,} points.", "Make at most {most:,}.")


@dataclass(frozen=True)
class Varied:
    """One varied thing: how it was written, its change and target, the day from which it holds
    (None: throughout), its grid of values or its distribution."""

    label: str
    change: ChangeName
    target: str
    _: KW_ONLY
    start: date | None = None
    values: tuple[Decimal, ...] = ()
    distribution: str = ""
    parameters: tuple[float, ...] = ()

    def drawn(self, random: Random) -> Decimal:
        """A value of the distribution, not below 0, as fine as the change takes it."""
        a = self.parameters
        value = {
            "uniform": lambda: random.uniform(a[0], a[1]),
            "normal": lambda: random.gauss(a[0], a[1]),
            "triangular": lambda: random.triangular(a[0], a[2], a[1]),
        }[self.distribution]()
        steps = {schema.Kind.WHOLE: Decimal(1), schema.Kind.MONEY: Decimal("0.01")}
        kind = schema.KIND_OF_CHANGE[self.change].kind or schema.Kind.NUMBER
        step = steps.get(kind, Decimal("0.0001"))
        return Decimal(f"{max(value, 0.0):.9f}").quantize(step, ROUND_HALF_UP)


def read_varied(text: str, findings: Findings) -> Varied | None:
    """One --vary; what is wrong with it goes to `findings`."""
    place = Place(file=f'--vary "{text}"')
    left, sign, right = text.rpartition("=")
    left = naming.trim(left)
    if not sign or not left:
        findings.problem(
            place,
            NO_EQUALS,
        )
        return None
    kinds = [kind for kind in KINDS if re.match(rf"{kind}(\s|$)", left, re.IGNORECASE)]
    change = max(kinds, key=len, default=ChangeName.PRICE)
    target = naming.trim(left[len(change) :]) if kinds else left
    grid = re.fullmatch(rf"({_NUMBER}):({_NUMBER}):({_NUMBER})", right.replace(" ", ""))
    listed = re.fullmatch(rf"{_NUMBER}(,{_NUMBER})*", right.replace(" ", ""))
    drawn = re.fullmatch(
        rf"(uniform|normal|triangular)\(({_NUMBER}(?:,{_NUMBER})*)\)",
        right.replace(" ", "").lower(),
    )
    if grid:
        low, high, step = map(Decimal, grid.groups())
        if step <= 0 or high < low or (high - low) / step > MOST_POINTS:
            findings.problem(place, NO_STEPS)
            return None
        return Varied(
            left,
            change,
            target,
            values=tuple(low + i * step for i in range(int((high - low) / step) + 1)),
        )
    if listed:
        return Varied(
            left, change, target, values=tuple(map(Decimal, right.replace(" ", "").split(",")))
        )
    if drawn and len(drawn[2].split(",")) == (3 if drawn[1] == "triangular" else 2):
        return Varied(
            left,
            change,
            target,
            values=(),
            distribution=drawn[1],
            parameters=tuple(map(float, drawn[2].split(","))),
        )
    findings.problem(
        place,
        NO_VALUES,
        value=right,
    )
    return None


def _dated(varied: Varied, reader: ChangeReader, findings: Findings) -> Varied | None:
    """What is varied, its day told apart from its target; a name that reads so is a name."""
    found = _FROM.fullmatch(varied.target)
    if found is None or reader.knows(varied.change, varied.target):
        return varied
    start = read_day(found[2], _place(varied), findings)
    target = naming.trim(found[1] or "")
    return None if start is None else replace(varied, target=target, start=start)


def _place(varied: Varied) -> Place:
    return Place(file=f'--vary "{varied.label}"')


def points_of(
    texts: Sequence[str], draws: int, seed: int, tables: Tables
) -> tuple[list[Varied], list[Point]]:
    """Every --vary read against the tables, and all points: each draw at each point of the grid, in
    input order.

    Raises WorkbookError with everything that is wrong.
    """
    findings = Findings()
    names = Targets(tables.users, tables.devices, tables.servers, tables.licenses, tables.offers)
    reader = ChangeReader(names, KnownNames(findings))
    written = [each for each in (read_varied(text, findings) for text in texts) if each is not None]
    told = [_dated(each, reader, findings) for each in written]
    varied = [each for each in told if each is not None]

    def change(each: Varied, value: Decimal) -> Change | None:
        at = partial(_at, _place(each))
        number = int(value) if value == value.to_integral_value() else float(value)
        return reader.change(
            each.change, each.target, number, 0, at, start=each.start, findings=findings
        )

    for each in varied:
        first = change(each, each.values[0] if each.values else Decimal(1))
        if first is not None:
            refuse_day(tables.settings, first, date.max, _place(each), findings)
    drawn = [each for each in varied if each.distribution]
    if drawn and draws < 1:
        findings.problem(Place(file="--draws"), NO_DRAWS)
    count = draws if drawn else 1
    for each in varied:
        count *= len(each.values) or 1
    if count > MOST_POINTS:
        findings.problem(Place(file="--vary"), TOO_MANY_POINTS, points=count, most=MOST_POINTS)
    findings.stop()
    random = Random(seed)  # noqa: S311 - samples that can be drawn again
    samples = [[each.drawn(random) for each in drawn] for _ in range(draws if drawn else 1)]
    found = []
    known: dict[tuple[str, Decimal], Change | None] = {}
    for grid in product(*(each.values for each in varied if not each.distribution)):
        for sample in samples:
            fixed, free = iter(grid), iter(sample)
            values = tuple(next(free) if each.distribution else next(fixed) for each in varied)
            for each, value in zip(varied, values, strict=True):
                if (each.label, value) not in known:
                    known[each.label, value] = change(each, value)
            changes = [known[each.label, value] for each, value in zip(varied, values, strict=True)]
            found.append(Point(values, tuple(made for made in changes if made is not None)))
    findings.stop()
    if any(each.start for each in varied):
        end = max(end_after(tables.settings, point.changes) for point in found)
        for each, made in zip(varied, found[0].changes, strict=True):
            refuse_day(tables.settings, made, end, _place(each), findings)
    findings.stop()
    return varied, found


def _at(place: Place, _: str) -> Place:
    return place


def read_changes(tables: Tables, changes: Iterable[Sequence[object]]) -> tuple[Change, ...]:
    """Changes as (change, target, value) in the words of Scenarios, or with the day from which it
    holds as a fourth, read against the tables.

    Raises WorkbookError with everything that is wrong.
    """
    findings = Findings()
    names = Targets(tables.users, tables.devices, tables.servers, tables.licenses, tables.offers)
    reader = ChangeReader(names, KnownNames(findings))
    known = {naming.fold(kind.name): kind.name for kind in schema.CHANGES}
    made = []
    for each in changes:
        what, target, value, day = each if len(each) == 4 else (*each, None)
        said = naming.trim(f"{what} {target}") + f" from {day}" if day else what
        place = Place(file=f'change "{said}"')
        name = known.get(naming.fold(str(what)))
        if name is None:
            hint = naming.nearest(str(what), known.values())
            findings.problem(place, NO_SUCH_CHANGE, hint=hint)
            continue
        at, start = partial(_at, place), read_day(day, place, findings) if day else None
        change = reader.change(name, str(target), value, 0, at, start=start, findings=findings)
        if change is not None:
            made.append((change, place))
            if name is ChangeName.WITHOUT_RULE:
                refuse_rule(tables, change, place, findings)
    found = tuple(change for change, _ in made)
    end = end_after(tables.settings, found)
    for change, place in made:
        refuse_day(tables.settings, change, end, place, findings)
    findings.stop()
    return found
