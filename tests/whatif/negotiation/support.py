"""Workbooks whose negotiation is asked for."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from optimizer.domain.answers import NegotiationAnswers
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.planned import Planned
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Tables
from optimizer.planning import optimize
from optimizer.whatif.negotiation.negotiate import negotiate
from tests.support import cases
from tests.support.books import Sheets, tables, write


def asked(path: Path, sheets: Sheets) -> tuple[Tables, Plan, NegotiationAnswers]:
    found = tables(write(path / "in.xlsx", sheets))
    plan = optimize(found, Findings())
    return found, plan, negotiate(Planned(found, plan), Options())


def random_cases(count: int, market: bool) -> Iterator[tuple[int, Sheets]]:
    """Seeds of workbooks that have a plan."""
    for seed in range(count):
        yield seed, cases.case(Random(seed), rich=seed % 2 == 0, market=market)
