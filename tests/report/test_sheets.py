"""The sheets of a result as records: each name with what it is for, what writes it, and a frame."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from optimizer.domain.plan import Holding
from optimizer.domain.planned import Planned
from optimizer.report.coverage import MOST_COVERAGE
from optimizer.report.holders import MOST_ROWS
from optimizer.report.sheets import SHEETS, Contents
from optimizer.report.summary import Summary
from optimizer.writing.page import WorkbookWriter
from tests.support.plans import holding, mix, plan

BY_NAME = {sheet.name: sheet for sheet in SHEETS}


def test_the_order_of_the_workbook() -> None:
    assert [sheet.name for sheet in SHEETS] == [
        "Purchases",
        "Invoices",
        "Timeline",
        "Timeline by license",
        "Who gets what",
        "User licenses",
        "Device licenses",
        "Server licenses",
        "Holdings",
        "Breakdown",
        "Coverage",
        "Scenarios",
        "Scenario changes",
        "Negotiation",
        "Prices",
        "Price ranges",
        "Notes",
        "About",
        "Integrity",
    ]


def made(found: Planned, folder: Path, *, details: bool = False) -> list[str]:
    """The pages that are there once every sheet was asked to write itself."""
    deck = WorkbookWriter(folder / "out.xlsx", "all", found.tables.settings.as_of, "USD", 2)
    summary = Summary(deck, found)
    contents = Contents(deck=deck, planned=found, beside={}, details=details, summary=summary)
    assert contents.plan is found.plan
    *others, last = SHEETS
    for sheet in others:
        sheet.write(contents)
    summary.write()
    last.write(contents)
    deck.close()
    return list(deck.pages)


def test_each_record_writes_the_sheet_of_its_name(ward: Planned, tmp_path: Path) -> None:
    """What has nothing to say is not there: nobody negotiated, nothing is ordered by date, no
    server is licensed as a whole, and all is paid once."""
    silent = {
        "Invoices", "Timeline", "Timeline by license", "Server licenses", "Negotiation", "Prices",
        "Price ranges",
    }  # fmt: skip
    told = [name for name in BY_NAME if name not in silent]
    assert made(ward, tmp_path, details=True) == ["Summary", *told]
    told.remove("Scenario changes")
    assert made(ward, tmp_path) == ["Summary", *told]


def test_over_time_there_are_timelines(years: Planned, tmp_path: Path) -> None:
    assert {"Timeline", "Timeline by license"} < set(made(years, tmp_path))


@pytest.mark.parametrize("name", BY_NAME)
def test_a_frame_has_as_many_values_in_every_column(ward: Planned, name: str) -> None:
    columns = BY_NAME[name].columns
    lengths = {} if columns is None else {k: len(list(v)) for k, v in columns(ward).items()}
    assert len(set(lengths.values())) <= 1
    rows = {
        "Purchases": 2, "User licenses": 2, "Device licenses": 1, "Server licenses": 0,
        "Holdings": 2, "Coverage": 2, "Scenarios": 2, "Notes": 1,
    }  # fmt: skip
    assert set(lengths.values()) == ({rows[name]} if name in rows else set())


def test_lists_past_their_most_rows_are_files() -> None:
    """One row more than stands in a workbook."""
    who = holding((0, 1, ()))

    def many(rows: int) -> Holding:
        zeros = np.zeros(rows, np.int64)
        return replace(who, row=zeros, members=zeros, bundle=zeros)

    assert {sheet.name: sheet.file for sheet in SHEETS if sheet.file} == {
        "User licenses": "user-licenses",
        "Device licenses": "device-licenses",
        "Coverage": "coverage",
    }
    for extra, long in ((0, False), (1, True)):
        held = many(MOST_ROWS + extra)
        people = plan(mix=replace(mix(), users=held))
        devices = plan(mix=replace(mix(), devices=held))
        covered = plan().coverage
        accesses = plan(coverage=replace(covered, user=np.zeros(MOST_COVERAGE + extra, np.int64)))
        for name, found in (
            ("User licenses", people), ("Device licenses", devices), ("Coverage", accesses),
        ):  # fmt: skip
            assert [s.name for s in SHEETS if s.too_long(found)] == ([name] if long else [])
