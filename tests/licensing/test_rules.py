"""What a license may be used for."""

from dataclasses import dataclass
from typing import cast

from optimizer.domain.keywords import Metric
from optimizer.domain.tables import NONE, License, Tables
from optimizer.licensing.rules import admits, lifting, opens

CONNECTOR = License("Connector", Metric.SERVER, (3,), 4044, types=frozenset({1}))
CAL = License("CAL", Metric.USER, (3, 5), 4044)


def test_for_names_the_types_and_blank_is_everyone() -> None:
    assert [admits(CONNECTOR, type_) for type_ in (0, 1, NONE)] == [False, True, False]
    assert [admits(CAL, type_) for type_ in (0, 1, NONE)] == [True, True, True]


def test_a_version_opens_earlier_ones_of_its_families() -> None:
    assert opens(CAL, 5, 4044)
    assert opens(CAL, 3, 4038)
    assert not opens(CAL, 3, 4050)
    assert not opens(CAL, 4, 4038)


@dataclass(frozen=True)
class Named:
    """Tables of which only the families count."""

    families: tuple[str, ...] = ("Windows Server", "SQL Server", "REMOTE DESKTOP")


def test_the_systems_own_families_lift_cal_mode_only_where_there_are_no_others() -> None:
    tables = cast("Tables", Named())
    assert lifting(tables, (0, 1, 2)) == {1}
    assert lifting(tables, (0, 2)) == {0, 2}
    assert lifting(tables, ()) == set()
