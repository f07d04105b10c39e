"""Nested records as flat text."""

from optimizer.importing.opening.records import as_rows, flat


def test_nested_keys_by_their_last_part_and_by_their_path() -> None:
    record = {"id": 1, "user": {"id": 2, "name": "ann"}, "ok": None, "on": False}
    assert flat(record) == {
        "id": "1",  # the outermost of the name
        "user.id": "2",
        "user.name": "ann",
        "name": "ann",
        "ok": "",
        "on": "False",
    }


def test_values_with_names_as_events_write_them() -> None:
    data = [{"#attributes": {"Name": "TargetUserName"}, "#text": "ann"}, {"Name": "b", "#text": 3}]
    found = flat({"Event": {"EventData": {"Data": data}}})
    assert found["b"] == "3"


def test_lists_of_values_are_one_text() -> None:
    assert flat({"roles": ["a", 1, None]})["roles"] == "a;1;"


def test_rows_have_the_header_s_columns_in_its_order() -> None:
    assert list(as_rows([(7, {"b": "2"}), (9, {"a": "1", "c": "3"})], ("a", "b"))) == [
        (7, ["", "2"]),
        (9, ["1", ""]),
    ]
