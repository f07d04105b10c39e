"""Every exception is one sentence with a code and an exit status."""

import signal
import tempfile
from pathlib import Path

import pytest

from optimizer import failures
from optimizer.domain.problems import (
    SAID,
    InfeasibleError,
    OutputError,
    Place,
    PlanError,
    Problem,
    SolverError,
    WorkbookError,
)
from optimizer.failures import MEANINGS, Exit, Terminated, failure
from optimizer.solving.solvers.status import INTERRUPTION

PROBLEM = Problem(Place(file="in.xlsx"), SAID, (("text", "is odd."),))


@pytest.mark.parametrize(
    ("error", "status", "headline", "code"),
    [
        (WorkbookError([PROBLEM]), 1, "in.xlsx: 1 problem", "said"),
        (WorkbookError([PROBLEM, PROBLEM]), 1, "in.xlsx: 2 problems", "said"),
        (OutputError(PROBLEM), 2, "in.xlsx: is odd.", "said"),
        (OutputError("a sentence."), 2, "a sentence.", "said"),
        (InfeasibleError([PROBLEM]), 3, "in.xlsx: no compliant plan exists", "said"),
        (SolverError("No plan."), 4, "No plan.", "said"),
        (PlanError("No plan."), 4, "No plan.", "said"),
        (MemoryError(), 4, "in.xlsx: the machine has too little memory for this. Close other programs, split the workbook, or use a larger machine.", "out-of-memory"),
        (OSError(28, "No space left on device", "/x"), 2, "/x: No space left on device. Check the file, the folder and the disk.", "system-error"),
        (KeyboardInterrupt(), 130, "in.xlsx: stopped. Nothing was written.", "stopped"),
        (Terminated(), 143, "in.xlsx: stopped. Nothing was written.", "stopped"),
    ],
)  # fmt: skip
def test_each(error: BaseException, status: int, headline: str, code: str) -> None:
    found = failure(error, "in.xlsx")
    assert (found.exit, found.headline, found.told[0].code) == (status, headline, code)


def test_a_fault_of_our_own_names_a_file_with_details(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = failure(KeyError("a name"), "in.xlsx")
    assert (found.exit, found.told[0].code) == (70, "fault")
    (details,) = tmp_path.iterdir()
    assert str(details) in found.headline
    assert found.headline.startswith(
        "in.xlsx: this is a fault of cal-optimizer, not of the workbook (KeyError). Please report "
    )
    assert "KeyError: 'a name'" in details.read_text(encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert "with the file" not in failure(KeyError("a name"), "in.xlsx").headline


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_a_signal_raised_is_no_fault_whoever_made_another_error_of_it(
    monkeypatch: pytest.MonkeyPatch, number: int, status: int
) -> None:
    """Python 3.11 makes a RuntimeError of one that comes while a class is being made."""
    monkeypatch.setattr(failures, "SIGNALLED", [number])
    found = failure(RuntimeError("Error calling __set_name__"), "in.xlsx")
    assert (found.exit, found.told[0].code) == (status, "stopped")


def test_every_status_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Exit)
    assert [status.value for status in Exit] == [0, 1, 2, 3, 4, 70, 130, 141, 143]


def test_a_proof_that_was_stopped_before_it_had_a_plan_was_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(INTERRUPTION, "asked", True)
    assert failure(SolverError("No plan."), "in.xlsx").exit == Exit.STOPPED
