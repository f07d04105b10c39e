"""Addresses at a time: leases from a log's events, and who had an address when."""

from optimizer.importing.accesses.addresses import (
    LASTS,
    AtTheTime,
    Lease,
    contested,
    evidence_of,
    leases_of,
    seconds,
)

MORNING, NOON, EVENING = (f"2026-01-12T{hour}:00:00" for hour in ("08", "12", "18"))


def test_leases_end_with_the_next_event_of_the_address() -> None:
    events = [
        ("10.0.0.5", MORNING, "10", "PC1"),
        ("10.0.0.5", NOON, "12", "PC1"),
        ("10.0.0.5", EVENING, "10", "PC2"),
        ("10.0.0.6", MORNING, "11", "PC3"),
        ("10.0.0.7", MORNING, "15", "PC4"),
    ]
    morning, noon, evening = map(seconds, (MORNING, NOON, EVENING))
    assert leases_of(events) == [
        Lease(address="10.0.0.5", start=morning, end=noon, host="PC1"),
        Lease(address="10.0.0.5", start=evening, end=evening + LASTS, host="PC2"),
        Lease(address="10.0.0.6", start=morning, end=morning + LASTS, host="PC3"),
    ]
    found = AtTheTime(leases_of(events))
    assert found.host("10.0.0.5", morning) == "PC1"
    assert found.host("10.0.0.5", noon) == ""
    assert found.host("10.0.0.5", evening + 9) == "PC2"
    assert found.host("10.0.0.5", morning - 1) == ""
    assert found.host("10.9.9.9", morning) == ""


def test_a_day_with_two_holders_is_contested() -> None:
    leases = leases_of([("10.0.0.5", MORNING, "10", "PC1"), ("10.0.0.5", NOON, "10", "PC2")])
    day = seconds(MORNING) // 86_400
    assert contested(leases) == {("10.0.0.5", day)}
    rows = evidence_of(leases)
    assert set(rows.loc[rows["day"] == day, "host"]) == {"PC1", "PC2"}
    assert set(rows.loc[rows["day"] > day, "host"]) == {"PC2"}


def test_a_renewal_goes_on() -> None:
    leases = leases_of([("10.0.0.5", MORNING, "10", "PC1"), ("10.0.0.5", EVENING, "11", "PC1")])
    assert contested(leases) == frozenset()
    assert AtTheTime(leases).host("10.0.0.5", seconds(NOON)) == "PC1"
