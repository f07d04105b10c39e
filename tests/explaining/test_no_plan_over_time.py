"""Why there is no plan over time: from when on, and the cells that make it so."""

from datetime import date
from pathlib import Path

import pytest

from optimizer.domain.problems import InfeasibleError
from tests.support.books import Sheets, solve


def test_what_is_no_longer_sold_when_it_is_needed_first_is_told_as_that(tmp_path: Path) -> None:
    sheets: Sheets = {
        "Settings": [
            ["Setting", "Value"],
            ["As of", date(2026, 1, 1)],
            ["Horizon", 2],
            ["Orders", "Quarterly"],
        ],
        "Access": [["User", "Device", "Server"], ["ann", None, "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["User CAL", "User", "Windows Server", 50],
        ],
        "Timeline": [
            ["From", "Change", "Target"],
            [date(2026, 1, 1), "Without license", "User CAL"],
        ],
    }
    with pytest.raises(InfeasibleError) as told:
        solve(tmp_path, sheets)
    (reason,) = told.value.reasons
    assert "from 2026-01-01 on" in str(reason)
    assert '"User CAL" (Licenses!D2) is sold on no order date that serves then' in str(reason)
    assert "has no Price" not in str(reason)  # it has one
    assert [str(place) for place in reason.others] == ["Timeline!B2"]
