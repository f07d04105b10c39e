"""Tables with the plan that was made of them: what every sheet, text and question is about."""

from dataclasses import dataclass
from pathlib import Path

from optimizer.domain.plan import Plan
from optimizer.domain.tables import Tables


@dataclass(frozen=True)
class Planned:
    """The tables as read, the audited plan of them, and the workbook that they come from."""

    tables: Tables
    plan: Plan
    source: Path = Path()
