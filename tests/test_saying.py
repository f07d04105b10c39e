"""What verbs say, and how a run ends where something is wrong."""

import sys
from pathlib import Path

import pytest

from optimizer.domain.problems import Message, OutputError, Place, Problem
from optimizer.saying import Heard, errors, listed, say, tell_kept, telling

WRONG = Problem(
    Place(0, "Access", 4),
    Message("red", "{value} is red", "Choose another."),
    (("value", "\x1b[31m"),),
)


def test_nothing_said_is_a_command_to_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("two\nlines \x1b[2J")
    listed((WRONG,), "note")
    out, err = capsys.readouterr()
    assert out == "two\nlines \N{REPLACEMENT CHARACTER}[2J\n"
    assert err.startswith("1 note:\n  Access!")
    assert "\x1b" not in err


def test_an_error_is_told_and_ends_with_its_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, errors(Path("in.xlsx"), as_json=False):
        _refused()
    assert ended.value.code == 2
    assert capsys.readouterr() == ("", "The file cannot be written.\n")


def _refused() -> None:
    sys.stdout.write("what a library prints")
    raise OutputError("The file cannot be written.")


def test_a_verb_that_ends_by_itself_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, errors(Path("in.xlsx"), as_json=True):
        raise SystemExit(130)
    assert (ended.value.code, capsys.readouterr()) == (130, ("", ""))


def test_kept_copies_are_told_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    with telling(quiet=True) as progress:
        assert isinstance(progress, Heard)
        progress.kept("plan.xlsx", "plan-1.xlsx")
    assert capsys.readouterr().err == ""
    tell_kept(progress)
    assert "it is kept as plan-1.xlsx" in capsys.readouterr().err
