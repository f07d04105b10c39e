"""A procurement round on the page: the request downloaded, filled quotes dropped and compared."""

import io
import zipfile
from pathlib import Path

import openpyxl
from starlette.testclient import TestClient

from optimizer.web.windows import Window
from tests.web.conftest import drop, sample, wait


def filled(content: bytes, supplier: str, price: float) -> bytes:
    """A request as a supplier sends it back, every line at one price."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Quote"]
    for row in sheet.iter_rows():
        if row[0].value == "Supplier":
            row[1].value = supplier
    head = next(r for r in sheet.iter_rows() if "Price" in [c.value for c in r])
    column = [c.value for c in head].index("Price") + 1
    offer = [c.value for c in head].index("Offer") + 1
    for number in range(head[0].row + 1, sheet.max_row + 1):
        if sheet.cell(number, offer).value not in (None, "Total"):
            sheet.cell(number, column).value = price
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_request_goes_out_and_quotes_come_in(client: TestClient, window: Window) -> None:
    base = f"/w/{window.token}"
    sample(client, window, "small.xlsx")
    request = client.get(f"{base}/download/requests").content
    quotes = {
        "a.xlsx": filled(request, "Alpha", 30),
        "b.xlsx": filled(request, "Beta", 20),
    }
    assert drop(client, window, quotes) == {"next": f"{base}/negotiate"}
    wait(window, "quotes")
    assert window.quoted is not None
    assert {each[0] for each in window.quoted.compared.alone} == {"Alpha", "Beta"}
    page = client.get(f"{base}/negotiate").text
    for words in ("Split as is cheapest", "Alpha", "Beta", "What to take"):
        assert words in page
    with zipfile.ZipFile(io.BytesIO(client.get(f"{base}/download/quoted").content)) as archive:
        assert set(archive.namelist()) == {"small-quotes.xlsx", "small-quoted.xlsx"}


def test_quotes_that_come_with_their_workbook_are_compared_once_it_is_solved(
    client: TestClient, window: Window
) -> None:
    sample(client, window, "small.xlsx")
    request = client.get(f"/w/{window.token}/download/requests").content
    book = Path("samples/small.xlsx").read_bytes()
    drop(client, window, {"small.xlsx": book, "a.xlsx": filled(request, "Alpha", 10)})
    wait(window, "check", "answer", "quotes")
    assert window.quoted is not None
    assert window.quoted.compared.split < window.quoted.compared.planned


def test_quotes_without_a_plan_and_quotes_that_are_wrong(
    client: TestClient, window: Window
) -> None:
    quote = Path("samples/quotes/alpha.xlsx").read_bytes()
    assert "Drop the workbook" in drop(client, window, {"alpha.xlsx": quote})["error"]
    sample(client, window, "small.xlsx")
    drop(client, window, {"alpha.xlsx": quote})
    wait(window, "quotes")
    page = client.get(f"/w/{window.token}/negotiate").text
    assert "alpha.xlsx" in page
    assert "It did not work" in page
