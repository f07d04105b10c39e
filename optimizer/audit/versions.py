"""Versions: the ranks that everything compares stand in the order of the words that were
written."""

from itertools import pairwise

from optimizer.domain.plan import Plan
from optimizer.domain.tables import Tables


def when(word: str) -> tuple[int, bool]:
    """A version's year, and whether it is that year's second release; Current and SE come after
    every year."""
    compact = word.casefold().replace(" ", "")
    if not compact[:4].isdigit():
        return 9999, False
    return int(compact[:4]), compact[4:] == "r2"


def ranks_follow_the_words(tables: Tables, _: Plan) -> list[str]:
    """An earlier version written has a lower rank, and the same one the same."""
    found = []
    for (word, rank), (later, higher) in pairwise(
        sorted(tables.versions.items(), key=lambda pair: when(pair[0]))
    ):
        same = when(word) == when(later)
        if (rank != higher) if same else (rank >= higher):
            relation = "as" if same else "before"
            found.append(f'Version "{word}" was not read {relation} "{later}".')
    return found
