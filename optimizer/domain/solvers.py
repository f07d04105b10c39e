"""The solvers by name, for whoever asks for one; how each is run stands in
solving/solvers/solver.py."""

from enum import StrEnum


class Solver(StrEnum):
    """The solvers that there are."""

    HIGHS = "highs"
    CBC = "cbc"
    SCIP = "scip"
    RACE = "race"
