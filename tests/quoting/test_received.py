"""A request that was sent back, read: prices, terms that were changed, and what is wrong, by cell."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from optimizer.domain.problems import Findings, WorkbookError
from optimizer.domain.quotes import Quote
from optimizer.domain.tables import Tables
from optimizer.quoting.received import read_quotes
from tests.support.books import tables, write

HEAD = ["Line", "License", "Offer", "Quantity", "From quantity", "Pack", "Paid", "Months", "Price"]
LABELS: list[list[object]] = [["Quote request"], ["Supplier", "Alpha"], ["Currency", "USD"]]
LINE: list[object] = [1, "W", "w", 10, 1, 1, "once", "", 45]

Reader = Callable[..., tuple[tuple[Quote, ...], list[str], list[str]]]


@pytest.fixture
def offered(tmp_path: Path) -> Tables:
    sheets = {
        "Access": [["User", "Server"], ["ann", "Windows Server 2022"]],
        "Licenses": [["License", "Metric", "Covers"], ["W", "User", "Windows Server"]],
        "Offers": [
            ["Offer", "License", "Price", "Pack", "Per", "Term"],
            *(["w", "W", 50, 1, "Once", ""], ["five", "W", 240, 5, "Year", 36]),
        ],
    }
    return tables(write(tmp_path / "in.xlsx", sheets))


@pytest.fixture
def read(tmp_path: Path, offered: Tables) -> Reader:
    """Reads one Quote sheet a file: the quotes, the codes of problems and of notes."""

    def reads(*sheets: list[list[object]]) -> tuple[tuple[Quote, ...], list[str], list[str]]:
        findings = Findings()
        files = [write(tmp_path / f"q{i}.xlsx", {"Quote": sheet}) for i, sheet in enumerate(sheets)]
        found = read_quotes(files, offered, findings)
        return found, [p.code for p in findings.problems], [n.code for n in findings.warnings]

    return reads


def filled(*lines: list[object], head: list[str] = HEAD) -> list[list[object]]:
    return [*LABELS, [], [*head], *lines]


def test_a_line_is_a_quote_of_the_supplier(read: Reader) -> None:
    (quote,), problems, notes = read(filled(LINE, ["Total"]))
    assert (quote.supplier, quote.offer, quote.pack) == ("Alpha", "w", 1)
    assert quote.tiers == ((1, Decimal(45)),)
    assert (quote.part_number, quote.increase, quote.valid_until) == ("", None, None)
    assert not problems + notes


def test_all_that_a_supplier_may_say_is_read(read: Reader) -> None:
    sheet = filled([*LINE, "P-7", "3 %"], head=[*HEAD, "Part number", "Increase a year"])
    sheet.insert(2, ["Valid until", date(2026, 6, 30)])
    (quote,), problems, _ = read(sheet)
    assert not problems
    assert (quote.part_number, quote.increase) == ("P-7", Decimal("0.03"))
    assert quote.valid_until == date(2026, 6, 30)


def test_prices_from_several_quantities_are_one_quote(read: Reader) -> None:
    """Whatever their order; a line that says the same again is one more day of the same offer."""
    (quote,), problems, _ = read(
        filled(
            [1, "W", "w", 10, 100, 1, "once", "", 40],
            LINE,
            LINE,
        )
    )
    assert quote.tiers == ((1, Decimal(45)), (100, Decimal(40)))
    assert not problems


def test_another_price_for_the_same_is_a_problem(read: Reader) -> None:
    """In one file, and in two of one supplier; two suppliers may quote the same."""
    other = [*LINE[:-1], 44]
    assert read(filled(LINE, other))[1] == ["quoted-twice"]
    assert read(filled(LINE), filled(LINE))[1] == ["quoted-twice"]
    assert read(filled(LINE), filled([1, "W", "w", 10, 9, 1, "", "", 4]))[1] == ["quoted-twice"]
    beta = [["Supplier", "Beta"], [*HEAD], LINE]
    quotes, problems, _ = read(filled(LINE), beta)
    assert [quote.supplier for quote in quotes] == ["Alpha", "Beta"]
    assert not problems


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        ([["Supplier", "Alpha"], ["Offer", "Amount"]], "no-quote-sheet"),
        ([["Supplier", ""], [*HEAD], LINE], "no-supplier"),
        ([["Currency", "USD"], [*HEAD], LINE], "no-supplier"),
        ([["Supplier", "Alpha"], ["Currency", "eur"], [*HEAD], LINE], "quote-in-other-currency"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why_and_has_no_quote(
    read: Reader, sheet: list[list[object]], code: str
) -> None:
    assert read(sheet) == ((), [code], [])


def test_a_workbook_without_the_sheet_has_no_quote(tmp_path: Path, offered: Tables) -> None:
    findings = Findings()
    file = write(tmp_path / "other.xlsx", {"Sheet1": filled(LINE)})
    assert not read_quotes([file], offered, findings)
    assert [p.code for p in findings.problems] == ["no-quote-sheet"]


def test_what_is_no_workbook_is_refused(tmp_path: Path, offered: Tables) -> None:
    file = tmp_path / "quote.pdf"
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(WorkbookError):
        read_quotes([file], offered, Findings())


def test_an_offer_of_another_name_is_a_problem_at_its_price(
    tmp_path: Path, offered: Tables
) -> None:
    findings = Findings()
    file = write(tmp_path / "q.xlsx", {"Quote": filled([1, "V", "fiv", 10, 1, 5, "", "", 9])})
    assert not read_quotes([file], offered, findings)
    (problem,) = findings.problems
    assert (problem.code, str(problem.place)) == ("no-such-offer", "Quote!I6")
    assert problem.remedy.startswith('Did you mean "five"? ')


def test_a_line_without_a_price_is_told_unless_the_offer_has_another(read: Reader) -> None:
    blank = [*LINE[:-1], ""]
    assert read(filled(blank)) == ((), [], ["quote-without-price"])
    quotes, _, notes = read(filled(blank, [1, "W", "w", 10, 50, 1, "once", "", 40]))
    assert [quote.tiers for quote in quotes] == [((50, Decimal(40)),)]
    assert not notes


@pytest.mark.parametrize(
    ("column", "value"), [("Price", "cheap"), ("From quantity", 1.5), ("Pack", "five")]
)
def test_a_number_that_is_none_is_a_problem(read: Reader, column: str, value: object) -> None:
    line = [value if name == column else said for name, said in zip(HEAD, LINE, strict=True)]
    assert "wrong-price" in read(filled(line))[1]


def test_a_day_that_is_none_is_a_problem(read: Reader) -> None:
    sheet = filled(LINE)
    sheet.insert(2, ["Valid until", "soon"])
    assert read(sheet)[1] == ["wrong-price"]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ([1, "Other", "five", 10, 1, 5, "a year", 36, 200], "License"),
        ([1, "W", "five", 10, 1, 5, "by use", 36, 200], "Paid"),
        ([1, "W", "five", 10, 1, 5, "a year", "some", 200], "Months"),
        ([1, "W", "five", 10, 1, 5, "a year", "²", 200], "Months"),
    ],
)
def test_terms_that_nobody_can_read_are_a_problem_since_the_price_is_not_for_what_was_asked(
    tmp_path: Path, offered: Tables, line: list[object], column: str
) -> None:
    findings = Findings()
    read_quotes([write(tmp_path / "q.xlsx", {"Quote": filled(line)})], offered, findings)
    (problem,) = findings.problems
    assert problem.code == "quoted-on-other-terms"
    assert f" says {column} " in problem.problem


@pytest.mark.parametrize(
    ("line", "term", "per"),
    [
        ([1, "W", "five", 10, 1, 5, "once", 36, 200], 36, "Once"),
        ([1, "W", "five", 10, 1, 5, "a year", 12, 200], 12, "Year"),
        ([1, "W", "w", 10, 1, 1, "monthly", "", 4], None, "Month"),
    ],
)
def test_other_terms_that_can_be_read_are_taken_and_told(
    read: Reader, line: list[object], term: int | None, per: str
) -> None:
    (quote,), problems, notes = read(filled(line))
    assert quote.other is not None
    assert (quote.other.term, quote.other.per) == (term, per)
    assert (problems, notes) == ([], ["quoted-terms-taken"])


def test_what_an_offer_uses_up_is_one_of_its_terms(read: Reader) -> None:
    head = [*HEAD, "Uses up"]
    assert read(filled([*LINE, "W"], head=head))[1] == ["quoted-on-other-terms"]
    assert read(filled([*LINE, ""], head=head))[1] == []


def test_the_same_terms_and_blank_ones_are_none(read: Reader) -> None:
    same = [1, "w", "FIVE", 10, 1, 5, "A year", 36.0, 200]
    (quote,), problems, notes = read(filled(same))
    assert (quote.offer, quote.pack) == ("five", 5)
    assert not problems + notes
    assert read(filled([1, "", "five", "", "", "", "", "", 200]))[1:] == ([], [])


def test_another_pack_and_a_remark_are_notes(read: Reader) -> None:
    (quote,), _, notes = read(filled([1, "W", "five", 10, 1, 10, "", "", 200]))
    assert (quote.pack, notes) == (10, ["quoted-in-another-pack"])
    remark = filled([*LINE, "from May on"], head=[*HEAD, "Remarks"])
    assert read(remark)[2] == ["supplier-remarks"]


def test_columns_that_a_supplier_added_are_told(tmp_path: Path, offered: Tables) -> None:
    findings = Findings()
    sheet = filled([*LINE, "5 %", ""], head=[*HEAD, "Rebate", "Remarks"])
    read_quotes([write(tmp_path / "q.xlsx", {"Quote": sheet})], offered, findings)
    (note,) = findings.warnings
    assert (note.code, str(note.place)) == ("quote-columns-not-read", "Quote!5")
    assert note.problem == "q.xlsx has columns that are not read: Rebate."
