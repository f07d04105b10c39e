"""What is recognised, told source by source, and the queries for log systems."""

from importlib.resources import files

import pytest

from optimizer.importing.result.sources_text import queries, sources_lines
from optimizer.importing.sources.declared import sources

SYSTEMS = sorted(
    path.name.removesuffix(".txt")
    for path in files("optimizer").joinpath("importing/sources/queries").iterdir()
    if path.name.endswith(".txt")
)


def test_each_source_says_where_it_is_how_to_get_it_and_what_it_proves() -> None:
    blocks = "\n".join(sources_lines()).strip().split("\n\n")
    assert len(blocks) == len(sources())
    for block, source in zip(blocks, sources(), strict=True):
        title, *said = block.split("\n")
        assert title == source.title
        assert [line[:9] for line in said] == ["  where: ", "  type:  ", "  gives: ", "  not:   "]
        assert all(line[9:].strip() for line in said)


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_query_asks_for_the_columns_of_the_canonical_aggregate(system: str) -> None:
    text = "\n".join(queries(system)).lower()
    assert all(column in text for column in ("user", "device", "server", "count"))


def test_there_is_a_query_for_several_systems() -> None:
    assert len(SYSTEMS) > 2
