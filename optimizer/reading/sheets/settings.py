"""The sheet Settings."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from optimizer.catalogue import currencies
from optimizer.domain import keywords, schema
from optimizer.domain import names as naming
from optimizer.domain.keywords import DateOrder
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.tables import NONE, Orders, Settings
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid
from optimizer.reading.meaning import per_cents
from optimizer.reading.meaning.amounts import amount_of
from optimizer.reading.meaning.dates import day_of
from optimizer.reading.meaning.prices import bare_amount
from optimizer.reading.meaning.with_units import number_in

UNKNOWN_SETTING = Message(
    "unknown-setting",
    'Setting "{name}" is not known.',
    "{hint} Correct it, or put a # before it if it is a remark.",
)
AS_OF_TODAY = Message(
    "as-of-today",
    "As of is not set; the plan starts today, {today}.",
    "Set it, so that the plan can be repeated.",
)
NO_CURRENCY = Message(
    "no-currency",
    '"{value}" is not a currency.',
    "{hint} Type a code of ISO 4217 such as EUR.",
)

IN_THOUSANDS = Message(
    "in-thousands",
    '"{value}" says that amounts are in thousands or millions of {code}.',
    "Write each amount in full, and type {code} here.",
)
SETTING_TWICE = Message(
    "setting-twice",
    'Setting "{name}" is already set in {met.cell}.',
    "Delete one of the two rows.",
)
NO_ORGANIZATION = Message(
    "no-organization",
    "Organization size is 0, which is read as blank.",
    "Type the quantity that an Organization license is bought for.",
)

SIMPLIFY_WITH_ORDERS = Message(
    "simplify-with-orders",
    "Simplify within is filled in, but Orders is {orders}.",
    "Clear it, or set Orders to Once.",
)


LONG_HORIZON = Message(
    "long-horizon",
    "Horizon is {years} years.",
    "Type whole years, if months are meant.",
)
LONG = 10
"""Years past which months may be meant."""

SETTING_READ_AS = Message("setting-read-as", '"{title}" is read as {setting}.')


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How the rest of the workbook is read: the order of numeric dates where it is said, and
    whether the currency is."""

    order: DateOrder | None
    currency_said: bool


def read_settings(
    grid: Grid | None, findings: Findings, as_of: date | None
) -> tuple[Settings, Dialect]:
    """The settings, each at its default where the sheet leaves it out or blank, and how the rest is
    read."""
    values: dict[str, Any] = {}
    failed: set[str] = set()
    places: dict[str, Place] = {}
    rows = _rows(grid, findings) if grid is not None else []
    # What the others are read by comes first.
    rows.sort(key=lambda each: each[0].name not in ("Currency", "Date order"))
    for setting, title, value, place in rows:
        try:
            values[setting.name] = _setting(setting, title, value, values)
            if setting.name == "Horizon" and values["Horizon"] > LONG:
                findings.warn(place, LONG_HORIZON, years=values["Horizon"])
            places[setting.name] = place
        except cells.Refused as refused:
            failed.add(setting.name)
            findings.problem(place, refused.message.about(setting.name), **refused.fields)
        if values.get("Organization size") == 0:
            del values["Organization size"]
            findings.warn(place, NO_ORGANIZATION)
    if as_of is None and "As of" not in values and "As of" not in failed:
        findings.warn(
            Place(schema.BY_NAME["Settings"].order, "Settings"),
            AS_OF_TODAY,
            today=date.today(),
        )
    if "Simplify within" in values and values.get("Orders", Orders.ONCE) != Orders.ONCE:
        findings.problem(places["Simplify within"], SIMPLIFY_WITH_ORDERS, orders=values["Orders"])
    currency: str = values.get("Currency", "USD")
    settings = Settings(
        currency,
        currencies.minor_units()[currency],
        as_of or values.get("As of") or date.today(),
        values.get("Horizon", 3),
        values.get("Discount rate", Decimal(0)),
        budget=values.get("Budget"),
        access_window=values.get("Access window"),
        organization_size=values.get("Organization size"),
        orders=values.get("Orders", Orders.ONCE),
        simplify_within=values.get("Simplify within"),
        organization=values.get("Organization", ""),
    )
    said = "Currency" in values or "Currency" in failed
    return settings, Dialect(order=values.get("Date order"), currency_said=said)


def _rows(grid: Grid, findings: Findings) -> list[tuple[schema.Setting, str, object, Place]]:
    """The settings that are filled in, each with its name as written, its raw value and the value's
    cell."""
    columns = Columns(grid, findings)
    columns.require("Setting")
    codes, spelled = columns.names("Setting")
    names = [spelled[code] if code != NONE else "" for code in codes.tolist()]
    raw: list[object] = columns.each("Value", lambda value: value, None)
    found: list[tuple[schema.Setting, str, object, Place]] = []
    met: dict[str, Place] = {}
    for name, value, row in zip(names, raw, grid.rows.tolist(), strict=True):
        setting, unit = _meant(name)
        if not name or name.startswith("#"):
            continue
        if setting is None:
            hint = naming.nearest(name, (s.name for s in schema.SETTINGS))
            hint = hint or f"There are {', '.join(each.name for each in schema.SETTINGS)}."
            place = grid.place("Setting", row)
            findings.problem(place, UNKNOWN_SETTING, name=name, hint=hint)
            continue
        if naming.fold(name) != naming.fold(setting.name):
            place = grid.place("Setting", row)
            findings.warn(place, SETTING_READ_AS, title=name, setting=setting.name)
        if first := met.get(setting.name):
            findings.problem(
                grid.place("Setting", row),
                SETTING_TWICE,
                others=(first,),
                name=setting.name,
                met=first,
            )
            continue
        met[setting.name] = grid.place("Setting", row)
        if value is not None:
            found.append((setting, name, _with_unit(value, unit), grid.place("Value", row)))
    return found


@cache
def _exact() -> dict[str, schema.Setting]:
    return {naming.fold(setting.name): setting for setting in schema.SETTINGS}


@cache
def _synonyms() -> dict[str, schema.Setting]:
    return {
        naming.key(word): setting
        for setting in schema.SETTINGS
        for word in (setting.name, *setting.synonyms)
    }


def _setting(
    setting: schema.Setting, title: str, value: object, values: Mapping[str, Any]
) -> object:
    """The value of a setting, typed; `title` is its name as written, `values` are those read before
    it."""
    if setting.name == "Date order":
        return DateOrder(cells.keyword(value, tuple(DateOrder)))
    if setting.kind is schema.Kind.DATE:
        return cells.day(day_of(value, values.get("Date order")))
    if setting.kind is schema.Kind.MONEY:
        currency = values.get("Currency", "USD")
        value = bare_amount(value)
        return cells.amount(amount_of(value, currency, currencies.minor_units()[currency]))
    if setting.kind is schema.Kind.WHOLE and isinstance(value, str):
        value = _without_unit(value, setting.name)
    if setting.name == "Horizon":
        return cells.horizon(value)
    convert: Mapping[schema.Kind, Callable[[object], object]] = {
        schema.Kind.WHOLE: cells.whole,
        schema.Kind.RATE: lambda share: per_cents.rate(share, title),
        # Simplify within may be a share.
        schema.Kind.NUMBER: lambda n: (
            per_cents.rate(n, title) if per_cents.says(title) else cells.factor(n)
        ),
        schema.Kind.TEXT: _currency,
        schema.Kind.NAME: cells.text,
        schema.Kind.KEYWORD: lambda word: Orders(cells.keyword(word, keywords.ORDERS)),
    }
    return convert[setting.kind](value)


def _without_unit(value: str, name: str) -> object:
    """`3 years` of Horizon is 3, and `36 months` too; `90 days` of Access window is 90."""
    number = number_in(value, "Settings", name)
    if number is None and name == "Horizon":
        months = number_in(value, "Settings", "Term")
        number = months // 12 if months and not months % 12 else None
    return value if number is None else number


def _meant(name: str) -> tuple[schema.Setting | None, str]:
    """The setting that a name says, and the unit in brackets behind it: `Horizon (years)`."""
    apart = _UNIT_BEHIND.fullmatch(name) if len(name) <= LONGEST_NAME else None
    unit = next(filter(None, apart.groups()[1:])).strip() if apart else ""
    unit = "%" if _PER_CENT.fullmatch(unit) else unit
    found = _exact().get(naming.fold(name)) or _synonyms().get(naming.key(name))
    # A sign is nothing to a name: `Discount rate (%)` is known as a whole.
    if not apart or (found is not None and unit != "%"):
        return found, ""
    found = _synonyms().get(naming.key(apart[1]))
    if found is None or (found.kind is schema.Kind.RATE and unit == "%"):
        return found, ""  # a rate asks its name for the per cent itself
    return found, unit if found.kind in MEASURED else ""


LONGEST_NAME = 200
"""Characters of a longer name that is not looked at for a unit: that takes the square of them."""

_UNIT_BEHIND = re.compile(r"(.+?)[\s,]*(?:[(\[](.+)[)\]]|\bin ([^\W\d]+)|(?:\bin )?(%))")
_PER_CENT = re.compile(
    r"(?:in )?(?:%|per ?cent|prozent|pour ?cent|por ciento|per cento|procent)", re.IGNORECASE
)
MEASURED = (schema.Kind.WHOLE, schema.Kind.RATE, schema.Kind.MONEY)


def _with_unit(value: object, unit: str) -> object:
    """The value with its unit behind it, where that stands beside its name."""
    if not unit:
        return value
    try:
        number = cells.number(value)
    except cells.Refused:
        return value
    return f"{number:f} {unit}"


_CODE = re.compile(r"\W*([A-Za-z]{3})\W*")
_MANY = re.compile(
    r"(?:[kt]|mn?|mio\.?|tsd\.?|thousands?(?: of)?|tausend|millions?(?: of)?)[ -]?([A-Za-z]{3}|\W)|"
    r"([A-Za-z]{3}|\W)[ ('’]{0,3}(?:000s?|k|thousands?|tausend|tsd\.?|mio\.?|mn?|millions?)\)?",
    re.IGNORECASE,
)


def _currency(value: object) -> str:
    said = cells.text(value)
    found = _CODE.fullmatch(said)  # with its sign beside it: EUR (€)
    code = currencies.named(found[1] if found else said)
    if code is None:
        if (many := _MANY.fullmatch(said)) and (one := currencies.named(many[1] or many[2])):
            raise cells.Refused(IN_THOUSANDS, value=said, code=one)
        hint = naming.nearest(said.upper(), currencies.minor_units())
        raise cells.Refused(NO_CURRENCY, value=said, hint=hint)
    return code
