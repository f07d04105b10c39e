"""Versions as ranks, and as a planner writes them."""

from optimizer.domain.versions import ANY, CURRENT, rank_of, version_text


def test_later_versions_rank_higher() -> None:
    words = ("2008", "2008r2", "2012", "2025", "se")
    ranks = [rank for word in words if (rank := rank_of(word)) is not None]
    assert ranks == sorted(set(ranks))
    assert len(ranks) == len(words)
    assert rank_of("current") == rank_of("se") == CURRENT
    assert [rank_of(word) for word in ("", "12", "22019", "r2", "2019 r3")] == [None] * 5


def test_ranks_are_told_as_they_are_written() -> None:
    for word in ("2008 R2", "2012", "Current"):
        rank = rank_of(word.casefold())
        assert rank is not None
        assert version_text(rank) == word
    assert version_text(ANY) == "any"
