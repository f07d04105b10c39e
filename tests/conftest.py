"""Fixtures of all tests."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.books import write
from tests.support.coverage_floor import pytest_configure as pytest_configure
from tests.support.coverage_floor import pytest_sessionfinish as pytest_sessionfinish
from tests.support.written import sheets_of

settings.register_profile("any", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any")
"""No test depends on how fast the machine is."""


@pytest.fixture
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The workbook that the test's docstring draws (tests/support/written.py)."""
    return write(tmp_path / "book.xlsx", sheets_of(request.function.__doc__ or ""))
