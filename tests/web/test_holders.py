"""The lists of the page: found by words and filtered; equal to the plan."""

from optimizer.result import Result
from optimizer.web.holders import Listing


def test_everybody_is_listed_once(clinic: Result) -> None:
    for side, count in (("people", 707), ("devices", 403)):
        listing = Listing.of(clinic, side)
        assert listing.members == count
        assert len(listing.found("", "", "", "")) == len(listing.holding.row)


def test_a_search_wants_every_word_in_any_case(clinic: Result) -> None:
    listing = Listing.of(clinic, "people")
    found = listing.lines(listing.found("DOCTOR emergency", "", "", "").tolist())
    assert {line.department for line in found} == {"Emergency"}
    assert sum(line.members for line in found) == 7
    assert not len(listing.found("doctor nobody", "", "", ""))


def test_choices_narrow_the_list(clinic: Result) -> None:
    listing = Listing.of(clinic, "devices")
    license = listing.sets[0]
    found = listing.lines(listing.found("", "Emergency", license, "").tolist())
    assert found
    assert {(line.department, line.licenses) for line in found} == {("Emergency", license)}
    reason = found[0].why
    assert all(
        line.why == reason for line in listing.lines(listing.found("", "", "", reason).tolist())
    )


def test_over_time_everybody_counts_once_and_each_stretch_has_its_line(shops: Result) -> None:
    """Two people and then three: over time the most at once, not everybody who ever comes."""
    people, over_time = Listing.of(shops, "people"), shops.plan.over_time
    assert over_time is not None
    assert people.members == max(period.people for period in over_time.periods)
    assert people.members < int(people.holding.members.sum())
    lines = people.lines(people.found("Aarau help", "", "", "").tolist())
    assert all(line.span and line.span[0] <= line.span[1] for line in lines)
    rows = [line.row for line in lines]
    assert len(set(rows)) < len(people.holders.names)
    spans = {(line.row, line.span) for line in lines}
    assert len(spans) == len(lines)
