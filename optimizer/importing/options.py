"""What an import is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from optimizer.importing.choices import Engine, Machines
from optimizer.importing.decisions import Decision


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """The options of one import, as the command line names them.

    `dates` is DMY or MDY; `time_zone` an IANA name; `servers` maps a file's name to the server
    whose log it is, `authorised` a group's file to the servers that it opens; `mapped` is the text
    of --map, several maps or files with descriptions separated by `;`; `keyfile` that of
    --pseudonymise. `decided` counts like rows of Decisions, before those of the workbook.
    """

    as_of: date | None = None
    window: int = 90
    dates: str = ""
    time_zone: str = ""
    servers: Mapping[str, str] = field(default_factory=dict)
    authorised: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    machines: Machines = Machines.UNATTENDED
    fold_unknown: bool = True
    mapped: str = ""
    decisions: Path | None = None
    decided: tuple[Decision, ...] = ()
    keyfile: Path | None = None
    partial: bool = False
    illustrative: bool = False
    one_file: bool = False
    one_organization: bool = False
    dry_run: bool = False
    cache: bool = True
    engine: Engine = Engine.AUTO
    progress: Callable[[str], None] = lambda _step: None


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was found of one table: for the terminal, Sources and --json."""

    file: str
    sha256: str
    kind: str
    title: str
    because: tuple[str, ...]
    dialect: str
    dates: str
    server: str
    first: str
    last: str
    read: int
    kept: int
    dropped: Mapping[str, int]
    bad: int = 0
