"""What the command line lets choose among, without what it takes to do so."""

from enum import StrEnum


class Machines(StrEnum):
    """What becomes of machines that nobody logs on to: accesses of their own, of all, of none."""

    UNATTENDED = "unattended"
    KEEP = "keep"
    DROP = "drop"


class Engine(StrEnum):
    """Who groups: DuckDB where it is installed and worth it, or the one that is named."""

    AUTO = "auto"
    DUCKDB = "duckdb"
    STANDARD = "standard"
