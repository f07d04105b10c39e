"""Every message of the package: its code is its own, its words are sentences."""

import re

import pytest

from optimizer.domain.problems import SAID, Message
from tools.messages import messages, modules

MESSAGES = list(messages())


def test_codes_are_their_own() -> None:
    codes = [message.code for message in MESSAGES]
    assert sorted(codes) == sorted(set(codes))
    assert len(codes) > 90
    assert len(modules()) > 90


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_words_are_sentences(message: Message) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", message.code)
    if message is not SAID:
        assert message.problem.endswith((".", "?", "}"))
        assert message.remedy == "" or message.remedy.endswith((".", "}", "?"))
