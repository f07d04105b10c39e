"""Steps of a comparison by name."""

from decimal import Decimal

from optimizer.domain.comparison import Step


def test_a_step_is_named_by_its_kinds_of_change_in_one_line() -> None:
    one = Step(("Servers and products",), Decimal(1), Decimal(0))
    both = Step(("As of and horizon", "People", "Devices"), Decimal(1), Decimal(0))
    assert one.name == "Servers and products"
    assert both.name == "As of and horizon; people; devices"
