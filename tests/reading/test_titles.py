"""Sheets by their own names, by what people call them, and this program's own."""

from optimizer.domain.declarations import Sheet
from optimizer.domain.problems import Findings
from optimizer.reading.titles import chosen


def found(*titles: str, headers: tuple[str, ...] = ()) -> tuple[dict[str, str], list[str]]:
    findings = Findings()
    result = chosen(titles, lambda title, sheet: title in headers, findings)
    return result, [str(each) for each in (*findings.problems, *findings.warnings)]


def test_the_exact_name_wins() -> None:
    result, said = found("Lizenzen", "licenses ", headers=("Lizenzen",))
    assert result == {"Licenses": "licenses "}
    assert said == ["Lizenzen: is not a sheet of this format and is ignored."]


def test_another_name_counts_where_the_sheet_has_the_header() -> None:
    assert found("Zugriffe", headers=("Zugriffe",)) == (
        {"Access": "Zugriffe"},
        ['Access: the sheet "Zugriffe" is read as Access.'],
    )
    assert found("Zugriffe")[0] == {}


def test_two_sheets_that_could_be_meant_are_a_problem() -> None:
    _, said = found("Prices", "Preisliste", headers=("Prices", "Preisliste"))
    assert said[0] == (
        'Licenses: could be "Prices" or "Preisliste". Name the sheet that is meant Licenses, and '
        "put a # before the other's name."
    )


def test_own_sheets_are_silent() -> None:
    assert found("Guide", "Lists", "Problems", "Summary", "Notes", "#old") == ({}, [])


def test_a_sheet_that_looks_like_one_that_is_missing_is_a_problem() -> None:
    for title in ("Users 2026", "List of users", "Benutzer_neu", "Users - Copy"):
        result, said = found("Access", title, headers=(title,))
        assert result == {"Access": "Access"}
        assert said == [
            f"{title}: is not read, but looks like Users, which the workbook lacks. Name it Users "
            "if it is to be read, else put a # before its name."
        ]
        assert "ignored" in found("Access", title)[1][0]


def test_a_past_one_is_noted_even_where_there_is_no_other() -> None:
    assert found("Access", "Users (old)", headers=("Users (old)",))[1] == [
        "Users (old): is ignored, since its name says that it counts no more. If its rows do "
        "count, name it Users."
    ]


def test_a_second_sheet_of_the_same_columns_is_a_problem_unless_its_name_says_that_it_is_past() -> (
    None
):
    for title in ("Users 2026", "List of users", "Benutzer_neu", "Users - Copy", "tblUsers"):
        _, said = found("Access", "Users", title, headers=(title,))
        assert said == [
            f'{title}: is not read, but has the columns of Users, which is read from "Users". Copy '
            "its rows there if they count, else put a # before its name."
        ]
    for title in ("Users (old)", "Users backup", "Benutzer alt"):
        assert "ignored" in found("Access", "Users", title, headers=(title,))[1][0]


def test_a_sheet_of_any_name_is_known_by_its_columns() -> None:
    def familiar(title: str, sheet: Sheet, *, named_so: bool) -> int:
        return 2 if sheet.name == "Owned" and title == "HR" else 0

    for titles in (("Access", "HR"), ("Access", "Owned", "HR")):
        findings = Findings()
        chosen(titles, lambda title, sheet: False, findings, familiar=familiar)
        (problem,) = findings.problems
        assert problem.place.sheet == "HR"


def test_a_sheet_of_another_kind_is_ignored() -> None:
    assert "ignored" in found("Access", "User stories", headers=("User stories",))[1][0]
