"""Compare plans with an outside program over thousands of random workbooks.

    python -m tests.whole.compare --seeds 0:5000
    python -m tests.whole.compare --seeds 17 --keep seed-17.xlsx
    python -m tests.whole.compare --seeds 0:1000 --over-time

Every workbook is drawn from its seed, read and solved by the package as a user's file is, and by a
program of the tests that has a variable for each person, device and unit. What differs is printed a
line each: a cost, a status without proof, a plan that does not comply, a comparison with
all users or all devices, a workbook refused.
"""

import argparse
import shutil
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.outside.books import SUBJECTS, book
from tests.support.outside.compare import differences, differences_over_time
from tests.support.outside.dated_books import dated_book


def seeds_of(text: str) -> range:
    first, _, last = text.partition(":")
    return range(int(first), int(last) if last else int(first) + 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seeds", type=seeds_of, default=range(1000), metavar="A:B")
    parser.add_argument("--without", nargs="*", default=[], choices=SUBJECTS, metavar="SUBJECT")
    parser.add_argument("--over-time", action="store_true", help="ordered by year or quarter")
    parser.add_argument("--keep", type=Path, help="where the last workbook is kept")
    options = parser.parse_args()
    subjects = tuple(subject for subject in SUBJECTS if subject not in options.without)
    kinds: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        for seed in options.seeds:
            if options.over_time:
                found = differences_over_time(Path(folder), dated_book(seed), baselines=True)
            else:
                found = differences(Path(folder), book(seed, subjects), baselines=True)
            kinds[found[0].kind if found else "the same"] += 1
            for difference in found:
                text = " ".join(difference.text.split())
                sys.stdout.write(f"{seed}: {difference.kind}: {text[:300]}\n")
                sys.stdout.flush()
        if options.keep:
            shutil.copy(Path(folder) / "book.xlsx", options.keep)
    sys.stdout.write(", ".join(f"{number} {kind}" for kind, number in kinds.most_common()) + "\n")
    return 0 if set(kinds) <= {"the same"} else 1


if __name__ == "__main__":
    sys.exit(main())
