"""Dataclasses whose functions are not written before somebody uses them.

The library writes and compiles six functions for each class that is declared, which took a seventh
of a small run. Here all classes share five of them, and `__init__` is written when the first value
is made. What a class does is the same, and checkers see the library's own decorator.
"""

import dataclasses
import operator
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from functools import cache
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

ORDER = ("lt", "le", "gt", "ge")


def _dataclass(
    cls: Any = None, /, *, frozen: bool = False, kw_only: bool = False, order: bool = False
) -> Any:
    """The library's `dataclass`, with those of its options that are used here."""
    if cls is None:
        return lambda cls: _dataclass(cls, frozen=frozen, kw_only=kw_only, order=order)
    cls.__doc__ = cls.__doc__ or cls.__name__  # else the library writes one
    dataclasses.dataclass(cls, init=False, repr=False, eq=False, kw_only=kw_only)
    functions = {"__init__": _first(cls, frozen), "__repr__": _repr, "__eq__": _compared("eq")}
    functions |= {"__setattr__": _set, "__delattr__": _delete} if frozen else {}
    functions |= {f"__{name}__": _compared(name) for name in ORDER if order}
    for name, function in functions.items():
        if name not in vars(cls):
            setattr(cls, name, function)
    if vars(cls).get("__hash__") is None:
        cls.__hash__ = _hash if frozen else None
    return cls


def _first(cls: Any, frozen: bool) -> Callable[..., None]:  # noqa: FBT001
    """An `__init__` that writes the class's own one and gives way to it."""

    def first(self: Any, *args: Any, **kwargs: Any) -> None:
        cls.__init__ = _init(cls, frozen)
        cls.__init__(self, *args, **kwargs)

    return first


def _init(cls: Any, frozen: bool) -> Callable[..., None]:  # noqa: FBT001
    first, named, lines = ["self"], list[str](), list[str]()
    known: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": MISSING}
    for each in dataclasses.fields(cls):
        name, value, default = each.name, each.name, ""
        if each.default_factory is not MISSING:
            known[f"_make_{name}"], default = each.default_factory, "=_MISSING"
            value = f"_make_{name}() if {name} is _MISSING else {name}"
        elif each.default is not MISSING:
            known[f"_{name}"], default = each.default, f"=_{name}"
        if each.init:
            (named if each.kw_only else first).append(name + default)
        elif each.default_factory is not MISSING:
            value = f"_make_{name}()"
        else:
            continue
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join([*first, *["*"][: len(named)], *named])
    exec(f"def __init__({parameters}):\n " + "\n ".join(lines or ["pass"]), known)  # noqa: S102
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


@cache
def _names(cls: Any, use: str) -> list[str]:
    """The fields that are used so: `repr` or `compare`."""
    return [each.name for each in dataclasses.fields(cls) if getattr(each, use)]


def _values(value: Any) -> tuple[Any, ...]:
    """What is compared."""
    return tuple([getattr(value, name) for name in _names(value.__class__, "compare")])


@recursive_repr()
def _repr(self: Any) -> str:
    told = (f"{name}={getattr(self, name)!r}" for name in _names(self.__class__, "repr"))
    return f"{type(self).__qualname__}({', '.join(told)})"


@cache
def _compared(name: str) -> Callable[[Any, Any], Any]:
    compare: Callable[[Any, Any], Any] = getattr(operator, name)

    def compared(self: Any, other: Any) -> Any:
        if type(other) is not type(self):
            return NotImplemented
        return compare(_values(self), _values(other))

    return compared


def _hash(self: Any) -> int:
    return hash(_values(self))


def _set(self: Any, name: str, value: Any) -> None:
    _refuse(self, name, "assign to")
    object.__setattr__(self, name, value)


def _delete(self: Any, name: str) -> None:
    _refuse(self, name, "delete")
    object.__delattr__(self, name)


def _refuse(self: Any, name: str, what: str) -> None:
    """Every attribute of a frozen class, and its fields in classes made from it."""
    fields = {each.name for each in dataclasses.fields(self)}
    if name in fields or "__dataclass_fields__" in vars(type(self)):
        raise FrozenInstanceError(f"cannot {what} field {name!r}")


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass
