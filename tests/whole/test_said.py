"""What is said of small workbooks, word by word, and which messages no such workbook shows yet."""

from pathlib import Path

import pytest

from tests.support.said import FOLDER, Case, cases, said_of
from tools.messages import messages

CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in cases(path)]
ROOMS = {"reading", "licensing", "explaining", "planning", "dated_planning", "solving", "whatif"}
NOT_DRAWN = frozenset(
    """
    access-of-another-time as-of-today assumed-layout blank blank-active both-kinds-in-a-period
    changed-price choice-blank choice-column choice-header choice-sheet choice-twice
    choice-value choices-header chosen columns-hidden cover-nothing
    dates-ignored-unknown device-spellings digits-lost error-value file-and-sheet half-a-name
    host-not-there how-many how-many-on-access is-a-result
    line-break-in-name long-horizon loses-current marked-active merged-across
    merged-cell merged-cells merged-number merged-twice moves-over-time moves-unknown
    name-in-two name-is-a-day name-is-true-or-false name-with-footnote names-not-looked-at
    never-computed
    no-family-for-many no-license-for-many no-memory no-plan no-such-day
    no-such-rule no-yes-no not-finite not-together numbered-columns price-finer-than-currency
    price-of-a-pack
    products-unread rights-of-owned rows-hidden same-holder server-of-another-time
    shared-account sheet-hidden sheet-looks-like sheet-missing sheet-read-as
    sheet-twice short-period stands-alone term-uses-up thousands timeline-set-again
    struck-cells struck-rows to-know-of-product too-far-right too-many-accesses
    too-many-pairs too-many-rows too-many-unknown-products two-sheets type-read undated-change unequal-in-a-period
    which-day which-version zeros-lost
    """.split()  # noqa: SIM905 - a column of fifty is no easier to read
)
"""Messages of merged or hidden cells, of memory and of solvers, of plans over time, and others that
tests beside their modules show."""


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_it_is_said_word_by_word(case: Case, tmp_path: Path) -> None:
    assert said_of(case, tmp_path) == case.said


def test_titles_are_their_own() -> None:
    titles = [case.title for case in CASES]
    assert sorted(titles) == sorted(set(titles))


def test_every_message_is_drawn_or_listed() -> None:
    drawn = {line.split(" | ")[0].split()[-1] for case in CASES for line in case.said}
    known = {
        message.code
        for message, module in messages().items()
        if module.split(".")[1] in ROOMS
        and not module.startswith(("optimizer.reading.files", "optimizer.whatif.sweep"))
    }
    assert known - drawn == NOT_DRAWN
