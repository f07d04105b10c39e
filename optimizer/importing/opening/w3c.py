"""IIS logs (W3C extended) -> a table of the fields that tell who used the server from where."""

import re
from collections.abc import Iterator

from optimizer.importing.meaning.hosts import address_of
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Opened, Row
from optimizer.importing.opening.text import open_text

HEADER = (
    "date",
    "time",
    "s-computername",
    "cs-username",
    "c-ip",
    "sc-status",
    "ActiveSync DeviceId",
    "ActiveSync",
    "W3C",
)

_DEVICE = re.compile(r"(?:^|[&?])DeviceId=([^&]+)", re.IGNORECASE)


def open_w3c(export: Export, encoding: str) -> Opened:
    """The log's requests; `#Fields` may change on the way, and `#Date` stands in for a column that
    is not logged."""

    def rows(_ragged: bool) -> Iterator[tuple[int, Row]]:
        positions: dict[str, int] = {}
        day = ""
        with open_text(export, encoding) as file:
            for number, line in enumerate(file, 1):
                if line.startswith("#"):
                    word, _, rest = line.partition(":")
                    if word == "#Fields":
                        positions = {name: at for at, name in enumerate(rest.split())}
                    elif word == "#Date":
                        day = rest.split()[0] if rest.split() else day
                    continue
                cells = line.split()
                if cells:
                    yield number, _row(cells, positions, day)

    candidate = Candidate(header=HEADER, rows=rows)
    return Opened(export=export, form="IIS log", candidates=(candidate,), zone="UTC")


def _row(cells: list[str], positions: dict[str, int], day: str) -> Row:
    def cell(name: str) -> str:
        at = positions.get(name)
        return cells[at] if at is not None and at < len(cells) else ""

    # Behind a proxy that hands on whose request it is, the first address is the client's.
    client = cell("X-Forwarded-For").split(",")[0].strip(" +")
    client = client if address_of(client) else cell("c-ip")
    user, device, role = cell("cs-username"), "", "Web Server"
    if "activesync" in cell("cs-uri-stem").lower():
        role = "ActiveSync"
        found = _DEVICE.search(cell("cs-uri-query"))
        device = found[1] if found else ""
    return [
        cell("date") or day,
        cell("time"),
        cell("s-computername"),
        user.replace("+", " "),
        client,
        cell("sc-status"),
        device,
        role,
        "",
    ]
