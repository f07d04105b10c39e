"""What an .xlsx file says of itself: its sheets with their parts, its calendar, how usual it is."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from optimizer.domain.problems import WorkbookError
from optimizer.reading.files.package import Package
from optimizer.reading.files.workbook_xml import SheetPart, WorkbookXml, read_workbook
from tests.support.packages import ACCESS, MAIN, OFFICE, PACKAGE, package, rewritten, sheet

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def found(
    folder: Path,
    part: str = "",
    old: str = "",
    new: str = "",
    *,
    more: Mapping[str, bytes] | None = None,
) -> WorkbookXml:
    """What a workbook says in a part of which something is changed."""
    path = package(folder / "in.xlsx", sheet(ACCESS), more)
    if part:
        assert old.encode() in rewritten_part(path, part)
        rewritten(path, part, lambda content: content.replace(old.encode(), new.encode()))
    with path.open("rb") as file:
        return read_workbook(Package(path, file))


def rewritten_part(path: Path, part: str) -> bytes:
    with path.open("rb") as file:
        return Package(path, file).read(part, 1 << 20)


def test_sheets_stand_in_order_with_their_parts(tmp_path: Path) -> None:
    assert found(tmp_path) == WorkbookXml(
        (
            SheetPart("Access", "xl/worksheets/sheet1.xml", hidden=False),
            SheetPart("Licenses", "xl/worksheets/sheet2.xml", hidden=False),
        ),
        styles="",
        texts="",
        mac=False,
        plain=True,
    )


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_says_so(tmp_path: Path, state: str) -> None:
    made = found(tmp_path, WORKBOOK, 'name="Licenses"', f'name="Licenses" state="{state}"')
    assert [each.hidden for each in made.sheets] == [False, True]


@pytest.mark.parametrize(
    ("value", "mac"), [("1", True), ("true", True), ("0", False), ("false", False)]
)
def test_days_may_count_from_1904(tmp_path: Path, value: str, mac: bool) -> None:
    made = found(tmp_path, WORKBOOK, "<sheets>", f'<workbookPr date1904="{value}"/><sheets>')
    assert made.mac is mac


def test_a_chart_is_no_worksheet_and_nothing_plain(tmp_path: Path) -> None:
    made = found(
        tmp_path,
        RELATIONS,
        f'Id="r2" Type="{OFFICE}/worksheet"',
        f'Id="r2" Type="{OFFICE}/chartsheet"',
    )
    assert [each.title for each in made.sheets] == ["Access"]
    assert not made.plain


@pytest.mark.parametrize(
    "target",
    ["/xl/worksheets/sheet1.xml", "worksheets/./sheet1.xml", "../xl/worksheets/sheet1.xml", "worksheets/sheet%31.xml"],
)  # fmt: skip
def test_a_part_is_found_however_its_path_is_written(tmp_path: Path, target: str) -> None:
    made = found(tmp_path, RELATIONS, "worksheets/sheet1.xml", target)
    assert made.sheets[0].part == "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("kind", "part", "plain"),
    [
        ("styles", "styles.xml", True),
        ("styles", "looks.xml", False),
        ("sharedStrings", "sharedStrings.xml", True),
        ("sharedStrings", "words.xml", False),
    ],
)
def test_styles_and_shared_texts_are_named_where_they_are(
    tmp_path: Path, kind: str, part: str, plain: bool
) -> None:
    """One that is named and not there is as none."""
    more = f'<Relationship Id="r3" Type="{OFFICE}/{kind}" Target="{part}"/></Relationships>'
    there = found(tmp_path, RELATIONS, "</Relationships>", more, more={f"xl/{part}": b"<x/>"})
    named = (there.styles, there.texts)
    assert named == ((f"xl/{part}", "") if kind == "styles" else ("", f"xl/{part}"))
    assert there.plain is plain
    missing = found(tmp_path, RELATIONS, "</Relationships>", more)
    assert (missing.styles, missing.texts, missing.plain) == ("", "", True)


def test_a_workbook_of_another_place_is_found_and_not_plain(tmp_path: Path) -> None:
    path = package(tmp_path / "in.xlsx", sheet(ACCESS))
    moved = rewritten_part(path, WORKBOOK)
    relations = rewritten_part(path, RELATIONS)
    root = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/book.xml"/></Relationships>'
    )
    more = {"_rels/.rels": root.encode(), "xl/book.xml": moved, "xl/_rels/book.xml.rels": relations}
    package(path, sheet(ACCESS), more)
    with path.open("rb") as file:
        made = read_workbook(Package(path, file))
    assert [each.title for each in made.sheets] == ["Access", "Licenses"]
    assert not made.plain


def test_the_strict_way_of_writing_is_read_and_not_plain(tmp_path: Path) -> None:
    made = found(tmp_path, WORKBOOK, MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert len(made.sheets) == 2
    assert not made.plain


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<workbook><sheets>", "damaged"),
        (b"", "damaged"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>', "entities"),
    ],
)
def test_a_damaged_one_is_refused_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(WorkbookError) as error:
        found(tmp_path, more={"xl/workbook.xml": content})
    (problem,) = error.value.problems
    assert problem.place.file == "in.xlsx"
    assert code in problem.code


LINK_OUT = 'Target="worksheets/sheet1.xml" TargetMode="External"'


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (WORKBOOK, 'r:id="r2"', 'r:id="r9"'),
        (WORKBOOK, 'r:id="r2"', ""),
        (RELATIONS, 'Id="r1"', 'Id="r7"'),
        (RELATIONS, 'Target="worksheets/sheet1.xml"', LINK_OUT),  # it is not followed
    ],
)
def test_a_sheet_that_is_listed_and_not_there_is_damage(
    tmp_path: Path, part: str, old: str, new: str
) -> None:
    """Its rows would be missed without a word."""
    with pytest.raises(WorkbookError, match=r"in\.xlsx: is damaged"):
        found(tmp_path, part, old, new)
