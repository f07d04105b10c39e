"""What a server is -> its product as the catalogue names it; a question where nothing tells."""

import re

from optimizer.catalogue import lookup as catalogue

BUILDS = {
    "6001": "2008",
    "6002": "2008",
    "6003": "2008",
    "7600": "2008 R2",
    "7601": "2008 R2",
    "9200": "2012",
    "9600": "2012 R2",
    "14393": "2016",
    "17763": "2019",
    "20348": "2022",
    "25398": "2022",
    "26100": "2025",
}
"""Builds of Windows that are servers' (most are a client's too, so only a known server is
asked)."""


def product_of(text: str) -> str:
    """A product's name from what an inventory writes ("Windows Server 2019 Datacenter"); "" where
    it is not one that is known."""
    known = catalogue.find(" ".join(text.split())) if text.strip() else None
    return known.name if isinstance(known, catalogue.Known) else ""


def windows_of_build(text: str) -> str:
    """Windows Server by a build: `17763`, `10.0 (17763)`, `10.0.17763`."""
    found = re.findall(r"\d{4,5}", text)
    year = next((BUILDS[b] for b in found if b in BUILDS), "")
    return f"Windows Server {year}" if year else ""


def is_server(operating_system: str) -> bool:
    """Whether an operating system's name is a server's."""
    return "server" in operating_system.lower()


def of_role(role: str, windows: str) -> str:
    """The product that a role of a Windows server is, given its Windows; "" where it needs
    asking."""
    year = windows.removeprefix("Windows Server ").strip() if windows else ""
    lowered = role.lower()
    if "activesync" in lowered:
        return ""
    if re.search(r"remote desktop|terminal serv", lowered):
        name = f"Remote Desktop Services {year}" if year else ""
    elif "rights management" in lowered:
        name = f"Active Directory Rights Management {year}" if year else ""
    elif product := product_of(role):
        return product
    else:
        return windows
    return product_of(name)
