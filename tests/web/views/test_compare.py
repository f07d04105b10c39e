"""Two workbooks dropped: what each change costs."""

from pathlib import Path

import openpyxl
from starlette.testclient import TestClient

from optimizer.web.windows import Window
from tests.web.conftest import drop, wait


def test_two_workbooks_are_compared_step_by_step(
    client: TestClient, window: Window, tmp_path: Path
) -> None:
    base = f"/w/{window.token}"
    book = openpyxl.load_workbook("samples/small.xlsx")
    sheet = book["Licenses"]
    names = [cell.value for cell in sheet[1]]
    price = names.index("Price") + 1
    sheet.cell(2, price, 2 * float(str(sheet.cell(2, price).value)))
    book.save(tmp_path / "later.xlsx")
    files = {
        "small.xlsx": Path("samples/small.xlsx").read_bytes(),
        "later.xlsx": (tmp_path / "later.xlsx").read_bytes(),
    }
    assert drop(client, window, files) == {"next": f"{base}/compare"}
    wait(window, "compare")
    found = window.compared
    assert found is not None
    assert found.cost_after - found.cost_before == sum(step.change for step in found.steps) > 0
    page = client.get(f"{base}/compare").text
    assert "The later plan costs more" in page
    assert "Licenses and offers" in page
    assert client.get(f"{base}/download/compared").content[:2] == b"PK"

    # Another drop meanwhile leaves what is compared where it is.
    drop(client, window, {"x.xlsx": files["small.xlsx"]})
    wait(window, "check", "answer")
    client.post(f"{base}/compare/swap")
    wait(window, "compare")
    assert window.compared is not None
    assert window.compared.cost_before == found.cost_after
    assert "The later plan costs less" in client.get(f"{base}/compare").text


def test_a_comparison_that_fails_is_a_sentence(client: TestClient, window: Window) -> None:
    files = {name: Path(f"samples/{name}").read_bytes() for name in ("small.xlsx", "broken.xlsx")}
    drop(client, window, files)
    wait(window, "compare")
    page = client.get(f"/w/{window.token}/compare").text
    assert "It did not work" in page
    assert "Settings!B2" in page
