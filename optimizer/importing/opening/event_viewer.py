"""The Event Viewer's own CSV, whose values stand in a message -> a table as of the log itself.

The message is in the machine's language. English and French are read; of any other language the
file is refused, since a guess would lose accesses.
"""

import csv
import re
from collections.abc import Iterator, Sequence

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Cut, Opened, Row
from optimizer.importing.opening.text import open_text

HEADER = (
    "EventViewer",
    "EventID",
    "TimeCreated",
    "TargetUserName",
    "TargetDomainName",
    "TargetUserSid",
    "WorkstationName",
    "IpAddress",
    "LogonType",
    "ServiceName",
)

WANTED = {"4624", "4768", "4769"}

_ENGLISH = {
    "account": ("new logon", "account information"),
    "TargetUserName": "account name",
    "TargetDomainName": "account domain|supplied realm name",
    "TargetUserSid": "security id|user id",
    "WorkstationName": "workstation name",
    "IpAddress": "source network address|client address",
    "LogonType": "logon type",
    "ServiceName": "service name",
}

_FRENCH = {
    "account": ("nouvelle ouverture de session", "informations sur le compte"),
    "TargetUserName": "nom du compte",
    "TargetDomainName": "domaine du compte|nom de domaine kerberos fourni",
    "TargetUserSid": "id de sécurité|id utilisateur",
    "WorkstationName": "nom de la station de travail",
    "IpAddress": "adresse du réseau source|adresse client",
    "LogonType": "type d'ouverture de session",
    "ServiceName": "nom du service",
}

LANGUAGES = (_ENGLISH, _FRENCH)

_HEADERS = ("date and time", "date et heure")


class OtherLanguage(Cut):
    """The messages are in a language that is not read."""


def is_event_viewer(lines: Sequence[str]) -> bool:
    """Five headers, a row of six cells with an event's number as the fourth, and a message."""
    if len(lines) < 2:
        return False
    delimiter = max(",;\t", key=lines[0].count)
    header = next(csv.reader([lines[0]], delimiter=delimiter))
    if len(header) not in (5, 6):
        return False
    if any(cell.strip().lower() in _HEADERS for cell in header):
        return True
    first = next(csv.reader([lines[1]], delimiter=delimiter), [])
    return len(first) == 6 and first[3].strip() in WANTED


def open_event_viewer(export: Export, encoding: str) -> Opened:
    """The events with the values of their messages."""

    def rows(_ragged: bool) -> Iterator[tuple[int, Row]]:
        with open_text(export, encoding) as file:
            delimiter = max(",;\t", key=file.readline().count)
            reader = csv.reader(file, delimiter=delimiter)
            for cells in reader:
                if len(cells) < 6:
                    if cells:
                        raise Cut(reader.line_num + 1, "the event has no message")
                    continue
                if cells[3].strip() not in WANTED:
                    yield reader.line_num + 1, ["", cells[3].strip(), *[""] * (len(HEADER) - 2)]
                    continue
                values = _values(cells[5])
                if values is None:
                    raise OtherLanguage(
                        reader.line_num + 1,
                        "its messages are in a language that is not read here (English and French "
                        "are)",
                    )
                yield (
                    reader.line_num + 1,
                    [
                        "",
                        cells[3].strip(),
                        cells[1].strip(),
                        *(values.get(name, "") for name in HEADER[3:]),
                    ],
                )

    return Opened(
        export=export, form="Event Viewer CSV", candidates=(Candidate(header=HEADER, rows=rows),)
    )


_LINE = re.compile(r"^[\s\u00a0]*([^:\t]+?)[\s\u00a0]*:[\s\u00a0]*(.*?)[\s\u00a0]*$")


def _values(message: str) -> dict[str, str] | None:
    """The values of a message by the names that the log itself gives them; None of another
    language."""
    lines = []
    section = ""
    for text in re.split(r"\r?\n", message):
        found = _LINE.match(text)
        if not found:
            continue
        label, value = found[1].replace("\u2019", "'").lower(), found[2]
        if not value and not text.startswith(("\t", "  ")):
            section = label
        else:
            lines.append((section, label, value))
    for words in LANGUAGES:
        result: dict[str, str] = {}
        for section, label, value in lines:
            for name, spelled in words.items():
                if isinstance(spelled, str) and label in spelled.split("|"):
                    mine = not name.startswith("Target") or section in words["account"]
                    if mine:
                        result.setdefault(name, value)
        if "TargetUserName" in result:
            return result
    return None
