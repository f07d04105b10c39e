"""Ways in which people and systems write the same facts, by idea."""

from tests.whole.corpus import days, exports, headers, names, people, rights, rows, values
from tests.whole.corpus.case import Case as Case

ALL = tuple(
    case
    for each in (headers, values, rows, exports, days, people, names, rights)
    for case in each.cases()
)
