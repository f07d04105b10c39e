"""Every message of the package, found by looking into its modules."""

from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import optimizer
from optimizer.domain.problems import Message


def modules() -> list[str]:
    """The names of all modules of the package, sorted."""
    found = (each.name for each in walk_packages(optimizer.__path__, "optimizer."))
    return sorted(name for name in found if not name.endswith("__main__"))


def messages() -> dict[Message, str]:
    """Each message and the module that declares it, by module and in the order declared there."""
    found: dict[Message, str] = {}
    for name in modules():
        module = import_module(name)
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for constant, value in vars(module).items():
            if isinstance(value, Message) and f"\n{constant} = Message(" in source:
                found[value] = name
    return found
