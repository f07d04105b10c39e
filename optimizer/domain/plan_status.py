"""What a run or a scenario came to, in one word."""

from enum import StrEnum


class PlanStatus(StrEnum):
    """What a run or a scenario came to: a plan proven cheapest, one that is not, or none: because
    the workbook has problems, no mix complies, or none was found."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INVALID = "invalid"
    INFEASIBLE = "infeasible"
    FAILED = "failed"

    def __repr__(self) -> str:
        """The word alone, as a notebook shows it."""
        return repr(self.value)
