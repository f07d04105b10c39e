"""Settings."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from optimizer.catalogue import lookup as catalogue
from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.tables import Orders, Settings
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid

UNKNOWN_SETTING = Message(
    "unknown-setting", 'Setting "{name}" is not known.', "{hint} Correct or delete it."
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

NO_ORGANIZATION = Message(
    "no-organization",
    "Organization size is 0, which is read as blank.",
    "Type the quantity that an Organization license is bought for.",
)


def read_settings(grid: Grid | None, findings: Findings, as_of: date | None) -> Settings:
    """The settings, each at its default where the sheet leaves it out or blank."""
    values: dict[str, Any] = {}
    if grid is not None:
        columns = Columns(grid, findings)
        names = columns.unique("Setting")
        raw: list[object] = columns.each("Value", lambda value: value, None)
        for name, value, row in zip(names, raw, grid.rows.tolist(), strict=True):
            setting = next(
                (s for s in schema.SETTINGS if naming.fold(s.name) == naming.fold(name)), None
            )
            if name and setting is None:
                hint = naming.nearest(name, (s.name for s in schema.SETTINGS))
                findings.problem(
                    grid.place("Setting", row),
                    UNKNOWN_SETTING,
                    name=name,
                    hint=hint,
                )
            elif setting is not None and value is not None:
                try:
                    values[setting.name] = _setting(setting, value)
                except cells.Refused as refused:
                    findings.problem(
                        grid.place("Value", row),
                        refused.message.about(setting.name),
                        **refused.fields,
                    )
                if values.get("Organization size") == 0:
                    del values["Organization size"]
                    findings.warn(
                        grid.place("Value", row),
                        NO_ORGANIZATION,
                    )
    if as_of is None and "As of" not in values:
        findings.warn(
            Place(schema.BY_NAME["Settings"].order, "Settings"),
            AS_OF_TODAY,
            today=date.today(),
        )
    currency: str = values.get("Currency", "USD")
    return Settings(
        currency,
        catalogue.currencies()[currency],
        as_of or values.get("As of") or date.today(),
        values.get("Horizon", 3),
        values.get("Discount rate", Decimal(0)),
        values.get("Budget"),
        values.get("Access window"),
        values.get("Organization size"),
        Orders(values.get("Orders", "Once")),
    )


def _setting(setting: schema.Setting, value: object) -> object:
    """The value of a setting, typed."""
    convert: Mapping[schema.Kind, Callable[[object], object]] = {
        schema.Kind.DATE: cells.day,
        schema.Kind.WHOLE: cells.whole,
        schema.Kind.MONEY: cells.amount,
        schema.Kind.RATE: cells.rate,
        schema.Kind.TEXT: _currency,
        schema.Kind.NAME: cells.text,
        schema.Kind.KEYWORD: lambda word: cells.keyword(word, schema.ORDERS),
    }
    result = convert[setting.kind](value)
    if setting.name == "Horizon":
        return cells.horizon(value)
    return result


def _currency(value: object) -> str:
    code = cells.text(value).upper()
    if code not in catalogue.currencies():
        hint = naming.nearest(code, catalogue.currencies())
        raise cells.Refused(NO_CURRENCY, value=code, hint=hint)
    return code
