"""What a run tells of itself, event by event."""

import pytest

from optimizer.domain.progress import QUIET, Progress, ToldInWords


class Listening(ToldInWords):
    """Keeps every sentence."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def tell(self, text: str) -> None:
        self.said.append(text)


EVENTS: list[tuple[str, tuple[object, ...], str]] = [
    ("reading", ("a.xlsx",), "Reading a.xlsx"),
    ("needs", (), "Working out who needs what"),
    ("merging", (), "Merging what is alike"),
    ("solving", (1234,), "Solving for 1,234 kinds of access"),
    ("comparing", (), "Comparing with all-user and all-device licensing"),
    ("auditing", (), "Auditing the plan"),
    ("scenario", (2, 3, "Growth"), "Scenario 2 of 3: Growth"),
    ("question", (1, 9, "prices"), "Question 1 of 9: prices"),
    ("point", (1500, 20000, 3600), "1,500 of 20,000 points, 3,600 s left"),
    ("writing", ("out.xlsx",), "Writing out.xlsx"),
]


@pytest.mark.parametrize(("event", "of", "sentence"), EVENTS, ids=[e for e, *_ in EVENTS])
def test_each_event_is_a_sentence(event: str, of: tuple[object, ...], sentence: str) -> None:
    listening = Listening()
    getattr(listening, event)(*of)
    assert listening.said == [sentence]


def test_every_event_has_a_sentence_but_the_one_that_is_no_step() -> None:
    """That an earlier result was kept is a note of the end, not a step."""
    events = {name for name in vars(Progress) if not name.startswith("_")}
    assert events - {name for name, *_ in EVENTS} == {"kept"}


def test_quiet_tells_nobody() -> None:
    for event, of, _ in EVENTS:
        getattr(QUIET, event)(*of)


def test_who_forgets_to_show_a_sentence_is_told() -> None:
    with pytest.raises(NotImplementedError):
        ToldInWords().needs()
