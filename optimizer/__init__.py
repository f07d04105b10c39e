"""The cheapest compliant mix of user and device Client Access Licenses, from an Excel workbook and
back into one.

`import optimizer as cal` loads nothing heavy; each name below is loaded when it is first used.
"""

from importlib import import_module

TYPE_CHECKING = False  # for checkers true; who stops a run that starts waits for no import of it

if TYPE_CHECKING:
    from optimizer.api import Checkup as Checkup
    from optimizer.api import check as check
    from optimizer.api import examine as examine
    from optimizer.api import import_ as import_
    from optimizer.api import negotiate as negotiate
    from optimizer.api import read as read
    from optimizer.api import solve as solve
    from optimizer.api import sweep as sweep
    from optimizer.api import template as template
    from optimizer.api import with_changes as with_changes
    from optimizer.domain.options import Options as Options
    from optimizer.domain.plan import Plan as Plan
    from optimizer.domain.problems import InfeasibleError as InfeasibleError
    from optimizer.domain.problems import OptimizerError as OptimizerError
    from optimizer.domain.problems import OutputError as OutputError
    from optimizer.domain.problems import Place as Place
    from optimizer.domain.problems import PlanError as PlanError
    from optimizer.domain.problems import Problem as Problem
    from optimizer.domain.problems import SolverError as SolverError
    from optimizer.domain.problems import WorkbookError as WorkbookError
    from optimizer.domain.progress import Progress as Progress
    from optimizer.domain.tables import Tables as Tables
    from optimizer.result import Result as Result

_HOMES = {
    "optimizer.api": (
        "Checkup",
        "check",
        "examine",
        "import_",
        "negotiate",
        "optimize",
        "read",
        "solve",
        "sweep",
        "template",
        "with_changes",
    ),
    "optimizer.domain.options": ("Options",),
    "optimizer.domain.plan": ("Plan",),
    "optimizer.domain.problems": (
        "InfeasibleError",
        "OptimizerError",
        "OutputError",
        "Place",
        "PlanError",
        "Problem",
        "SolverError",
        "WorkbookError",
    ),
    "optimizer.domain.progress": ("Progress",),
    "optimizer.domain.tables": ("Tables",),
    "optimizer.result": ("Result",),
}

__all__ = sorted(name for names in _HOMES.values() for name in names)


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
