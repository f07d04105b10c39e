"""What is said of tables before anything is solved, whether licenses are bought once or by date."""

from optimizer.domain.problems import Findings
from optimizer.domain.tables import Tables
from optimizer.explaining.advice import (
    advise_before,
    note_assigned,
    note_ended,
    note_left_out,
    note_wide,
)
from optimizer.explaining.assurance_notes import note_assurance
from optimizer.explaining.exempt_notes import note_exempt
from optimizer.explaining.other_times import note_other_times
from optimizer.licensing.needs import Needs, needs_of


def needs_with_notes(tables: Tables, findings: Findings) -> Needs:
    """What the tables need, with the notes on what of them counts, or does not, and why."""
    note_left_out(tables, findings)
    note_other_times(tables, findings)
    needs = needs_of(tables)
    note_ended(tables, findings)
    note_assigned(tables, needs.users, needs.devices, findings)
    note_wide(tables, findings)
    advise_before(tables, needs, findings)
    note_assurance(tables, needs, findings)
    note_exempt(tables, findings)
    return needs
