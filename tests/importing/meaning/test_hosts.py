"""Computers: names with and without domains, addresses in every dress."""

import pytest

from optimizer.importing.meaning.hosts import (
    Hosts,
    address_of,
    host_of,
    is_loopback,
    is_public,
    names_of,
)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (r"\\PC1", "PC1"),
        ("PC1$", "PC1"),
        (r"CORP\PC1$", "PC1"),
        ("pc1.corp.example.", "pc1.corp.example"),
        ("-", ""),
        ("localhost", ""),
        ("", ""),
    ],
)
def test_names(text: str, host: str) -> None:
    assert host_of(text) == host


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("10.0.0.5", "10.0.0.5"),
        ("::ffff:10.0.0.5", "10.0.0.5"),
        ("10.0.0.5:50211", "10.0.0.5"),
        ("[fe80::1]", "fe80::1"),
        ("fe80::1%12", "fe80::1"),
        ("FE80:0:0::1", "fe80::1"),
        ("0.0.0.0", ""),
        ("::", ""),
        ("PC1", ""),
        ("-", ""),
        ("1.2.3", ""),
    ],
)
def test_addresses(text: str, address: str) -> None:
    assert address_of(text) == address


def test_kinds_of_addresses() -> None:
    assert is_public("8.8.8.8")
    assert not any(
        map(is_public, ("10.0.0.5", "192.168.1.1", "172.16.0.1", "fe80::1", "fd00::1", ""))
    )
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("")


def test_a_short_name_is_of_the_only_full_one() -> None:
    hosts = Hosts()
    for text, count in (
        ("PC1", 3),
        ("pc1.corp.example", 1),
        ("pc2.a.example", 1),
        ("pc2.b.example", 1),
    ):
        hosts.meet(text, count)
    hosts.meet("PC2")
    hosts.settle()
    assert hosts.key("PC1") == hosts.key("pc1.corp.example") == "pc1"
    assert names_of(hosts, {"pc1"}) == {"pc1": "PC1"}
    # Two domains have a pc2: the short name is neither's, and is asked about.
    assert len({hosts.key(n) for n in ("PC2", "pc2.a.example", "pc2.b.example")}) == 3
    assert hosts.unclear({"pc2", "pc2.a.example", "pc1"}) == ["pc2"]


def test_a_name_cut_to_fifteen_letters_is_proposed() -> None:
    hosts = Hosts()
    for text in ("WORKSTATION-001", "workstation-0012", "OTHER"):
        hosts.meet(text)
    hosts.settle()
    used = {hosts.key(text) for text in hosts.counts}
    assert hosts.truncated(used) == [("workstation-001", "workstation-0012")]
