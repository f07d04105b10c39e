"""Names of one sheet, looked at together."""

from optimizer.domain.problems import Place
from optimizer.reading.meaning.named import Named


def test_many_numbered_names_have_few_shapes() -> None:
    names = [f"PC-{number:03}" for number in range(100)]
    named = Named("Devices", names, [Place(3, "Devices", row, 1) for row in range(2, 102)])
    assert named.shapes == {"pc-000"}
    assert named.column == "Device"
