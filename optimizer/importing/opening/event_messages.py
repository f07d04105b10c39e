"""The message of an event, as Windows shows it -> the values that the log itself holds.

The message is in the machine's language. English and French are read (labels of French as
uitranslation.com lists Microsoft's own, articles aside, since its versions differ in them; those of
sessions as programs that search such logs know them); of any other language nothing is guessed,
since that would lose accesses. A print job's message is a sentence, read in English.
"""

import re
from collections.abc import Mapping

_ENGLISH = {
    "account": "new logon|account information",
    "TargetUserName": "account name",
    "TargetDomainName": "account domain|supplied realm name",
    "TargetUserSid": "security id|user id",
    "WorkstationName": "workstation name",
    "IpAddress": "source network address|client address",
    "LogonType": "logon type",
    "ServiceName": "service name",
    "Status": "result code|failure code",
    "User": "user",
    "SessionID": "session id",
    "Address": "source network address",
    "Param1": "user",
    "Param2": "domain",
    "Param3": "source network address",
}

_FRENCH = {
    "account": "nouvelle ouverture session|informations sur compte",
    "TargetUserName": "nom compte",
    "TargetDomainName": "domaine compte|domaine comptes|nom domaine kerberos fourni",
    "TargetUserSid": "id sécurité|id utilisateur",
    "WorkstationName": "nom station travail",
    "IpAddress": "adresse réseau source|adresse client",
    "LogonType": "type ouverture session",
    "ServiceName": "nom service",
    "Status": "code résultat|code échec",
    "User": "utilisateur|nom utilisateur",
    "SessionID": "id session",
    "Address": "adresse réseau source",
    "Param1": "utilisateur|nom utilisateur",
    "Param2": "domaine",
    "Param3": "adresse réseau source",
}

_ARTICLES = re.compile(r"\b(?:de la|de l'|de|du|des|d'|la|le|les|l')(?=[\s\w])|\s+")

NEEDED = {
    "4624": ("TargetUserName", "IpAddress", "LogonType"),
    "4768": ("TargetUserName", "IpAddress"),
    "4769": ("TargetUserName", "IpAddress", "ServiceName"),
    "21": ("User", "Address", "SessionID"),
    "24": ("User", "Address", "SessionID"),
    "25": ("User", "Address", "SessionID"),
    "1149": ("Param1", "Param3"),
    "307": ("Param3", "Param4"),
}
"""Events whose messages are read, and the values without which they tell nothing."""

_PRINTED = re.compile(
    r"(?s)Document (?P<Param1>\d+), .* owned by (?P<Param3>.+) on (?P<Param4>\S+) was printed on "
    r"(?P<Param5>.+) through port .+\.\s+Size in bytes: \d+\.\s+Pages printed: (?P<Param8>\d+)"
)
"""The sentence of a print job; what was printed is passed over, whatever words it has."""

_LINE = re.compile(r"^[\s\u00a0\u202f]*([^:\t]+?)[\s\u00a0\u202f]*:[\s\u00a0]*(.*?)[\s\u00a0]*$")


def values_of(event: str, message: str) -> Mapping[str, str] | None:
    """The values of a message by the names that the log gives them; None where its language is not
    read."""
    if event == "307":
        printed = _PRINTED.search(message)
        return printed.groupdict() if printed else None
    lines = []
    section = ""
    for text in re.split(r"\r?\n|\r", message):
        found = _LINE.match(text)
        if not found:
            continue
        label, value = found[1].replace("\u2019", "'").lower(), found[2]
        if not value and not text.startswith(("\t", "  ")):
            section = label
        lines.append((section, label, value))
    for words, plain in ((_ENGLISH, str), (_FRENCH, _bare)):
        result: dict[str, str] = {}
        accounts = words["account"].split("|")
        for section, label, value in lines:
            for name, spelled in words.items():
                mine = not name.startswith("Target") or plain(section) in accounts
                if mine and plain(label) in spelled.split("|"):
                    result.setdefault(name, value)
        if all(name in result for name in NEEDED[event]):
            return result
    return None


def _bare(label: str) -> str:
    """A French label without its articles."""
    return " ".join(_ARTICLES.sub(" ", label).split())
