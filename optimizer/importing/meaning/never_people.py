"""Who is nobody: system accounts, machines, service identities. By security identifier where there
is one, since names are translated."""

import re
from collections.abc import Set as AbstractSet

MACHINE = "machine accounts"

SYSTEM_SIDS = frozenset(("s-1-5-7", "s-1-5-18", "s-1-5-19", "s-1-5-20", "s-1-0-0"))
SYSTEM_PREFIXES = ("s-1-5-90-", "s-1-5-96-", "s-1-5-82-", "s-1-5-80-", "s-1-5-83-")

_DOMAINS = frozenset(
    (
        "nt authority",
        "nt-autorität",
        "autorite nt",
        "autorité nt",
        "nt service",
        "window manager",
        "font driver host",
        "iis apppool",
        "nt virtual machine",
    )
)

_NAMES = frozenset(
    ("system", "anonymous logon", "anonymous", "local service", "network service", "krbtgt")
)

_PATTERN = re.compile(r"(dwm|umfd)-\d+|healthmailbox[0-9a-f]*|systemmailbox.*|msol_[0-9a-f]+")


def reason(domain: str, name: str, sid: str, computers: AbstractSet[str]) -> str:
    """Why an account (all folded) is nobody; "" for a person's or a service's."""
    if sid in SYSTEM_SIDS and not (sid == "s-1-0-0" and name not in ("", "-")):
        return "system accounts" if name not in ("", "-") else "no user"
    if sid.startswith(SYSTEM_PREFIXES):
        return "system accounts"
    if name.endswith("$"):
        return MACHINE
    if name in ("", "-"):
        return "no user"
    person = sid.startswith("s-1-5-21-")
    if not person and (domain in _DOMAINS or name in _NAMES):
        return "system accounts"
    if _PATTERN.fullmatch(name) or name == "krbtgt":
        return "system accounts"
    if name in computers:
        return MACHINE
    return ""
