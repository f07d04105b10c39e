"""What is recognised, and queries for log systems, as text."""

from collections.abc import Iterator
from importlib.resources import files

from optimizer.importing.sources.declared import sources
from optimizer.importing.sources.described import described


def sources_lines(mapped: str = "") -> Iterator[str]:
    """Each source: where it is, the line to type, what it proves; those that --map describes
    first. Raises WrongMapError."""
    for source in (*described(mapped), *sources()):
        yield source.title
        yield f"  where: {source.where}"
        yield f"  type:  {source.export}"
        yield f"  gives: {source.proves}"
        yield f"  not:   {source.not_proves}"
        yield ""


def queries(system: str) -> Iterator[str]:
    """The query for a log system; its answer, as CSV, is the canonical aggregate."""
    path = files("optimizer").joinpath(f"importing/sources/queries/{system}.txt")
    yield from path.read_text(encoding="utf-8").rstrip().splitlines()
