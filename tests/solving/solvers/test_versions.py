"""What About says of a solver is what the solver says of itself."""

import highspy
import pulp

from optimizer.solving.solvers.highs import quiet_stdout
from optimizer.solving.solvers.versions import version


def test_highs_is_told_by_its_own_version() -> None:
    with quiet_stdout():
        its_own = highspy.Highs().version()  # type: ignore[no-untyped-call]
    assert version("highs") == f"HiGHS {its_own} through PuLP {pulp.__version__}"


def test_cbc_comes_with_pulp() -> None:
    assert version("cbc") == f"CBC bundled with PuLP {pulp.__version__}"
