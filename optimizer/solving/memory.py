"""Whether a program fits into the machine's memory: told before it is stated, not by the system's
killing it."""

import os

from optimizer.domain.problems import SolverError

BYTES = 8_000
"""Of memory that a merged need takes, stated and solved: about 1,800 are measured for the program,
the rest for the solver's copies of it."""


def machines() -> int | None:
    """Bytes of the machine's memory; None where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def refuse_too_large(needs: int, periods: int) -> None:
    """Raise SolverError where the program of so many merged needs of all periods would take more
    than there is."""
    there, asked = machines(), needs * BYTES
    if there is not None and asked > there:
        raise SolverError(
            f"The program of {needs:,} needs in {periods} periods would take about "
            f"{_gigabytes(asked)} GB of memory, and this machine has {_gigabytes(there)} GB. Set "
            "Orders to Yearly or Once, shorten the Horizon, or use a larger machine."
        )


def _gigabytes(amount: int) -> str:
    return f"{amount / 2**30:,.1f}"
