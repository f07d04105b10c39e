"""A change of all texts at once is the change of each."""

import pytest

from optimizer.writing.many_texts import BETWEEN, each, in_xml


@pytest.mark.parametrize(
    "texts",
    [[], [""], ["", ""], ["a"], ["a<b", "", "c&d"], [f"a{BETWEEN}b", "<"], [BETWEEN], ["_", "x0041_"]],
)  # fmt: skip
def test_all_at_once_is_one_by_one(texts: list[str]) -> None:
    """Also where a text holds what stands between them, and where two would spell something
    together."""
    assert each(texts, in_xml) == [in_xml(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a & b < c > d", "a &amp; b &lt; c &gt; d"),
        ('"quoted"', '"quoted"'),
        ("bell\x07", "bell_x0007_"),
        ("a\rb\tc\nd", "a_x000D_b\tc\nd"),  # of a bare return XML makes a line break
        ("\uffff", "_xFFFF_"),
        ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),  # both underscores begin a spelling
        ("_x004_", "_x004_"),
    ],
)
def test_what_xml_forbids_is_spelled(text: str, inside: str) -> None:
    assert in_xml(text) == inside
