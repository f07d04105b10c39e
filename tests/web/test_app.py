"""The six steps by requests: what each page says, what each change answers."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
from starlette.testclient import TestClient

from optimizer.web.texts import texts
from optimizer.web.views.start import SAMPLES
from optimizer.web.windows import Window, Windows
from tests.support.books import WINDOWS, write
from tests.web.conftest import drop, sample, wait


def test_start_lists_the_samples_with_their_answers(client: TestClient, window: Window) -> None:
    page = client.get(f"/w/{window.token}/start").text
    for name, answer in SAMPLES.items():
        assert (Path("samples") / name).exists()
        assert getattr(texts()["samples"], Path(name).stem.replace("-", "_")) in page
        assert answer in page


def test_steps_that_must_wait_lead_back(client: TestClient, window: Window) -> None:
    for step in ("check", "answer", "what-if", "negotiate", "download"):
        assert client.get(f"/w/{window.token}/{step}").url.path.endswith("/start"), step


def test_a_sample_through_all_steps(client: TestClient, window: Window) -> None:
    base = f"/w/{window.token}"
    sample(client, window, "small.xlsx")
    page = client.get(f"{base}/answer").text
    for words in ("89.00", "No compliant plan costs less.", "Windows Server Device CAL", "111.00"):
        assert words in page
    assert "Nurse Ada" in client.get(f"{base}/answer/holders?side=people&q=ada").text
    assert "Ward PC" in client.get(f"{base}/answer/opened?side=people&row=0").text

    curve = client.post(
        f"{base}/what-if/curve", json={"offer": "Windows Server Device CAL", "changes": []}
    ).json()
    assert (curve["today"], curve["digits"], curve["segments"][0]["quantity"] >= 1) == (
        "8900",
        2,
        True,
    )
    changes = [["Price", "Windows Server Device CAL", "60"]]
    solved = client.post(f"{base}/what-if/solve", json={"changes": changes}).json()
    assert (solved["cost"], solved["difference"], solved["direction"]) == ("110.00", "+21.00", "up")
    kept = client.post(f"{base}/what-if/keep", json={"changes": changes, "name": "Dearer"})
    assert "110.00" in kept.text
    assert "Dearer" in kept.text

    with zipfile.ZipFile(io.BytesIO(client.get(f"{base}/download/all").content)) as archive:
        assert set(archive.namelist()) == {
            "small-plan.xlsx",
            "small-quote-any-supplier.xlsx",
            "small-what-ifs.xlsx",
        }
        copy = openpyxl.load_workbook(io.BytesIO(archive.read("small-what-ifs.xlsx")))
    rows = list(copy["Scenarios"].iter_rows(values_only=True))
    assert rows[-1][:4] == ("Dearer", "Price", "Windows Server Device CAL", 60)


def test_negotiating_and_its_workbook(client: TestClient, window: Window) -> None:
    base = f"/w/{window.token}"
    sample(client, window, "small.xlsx")
    assert "Not worked out yet" in client.get(f"{base}/negotiate").text
    assert client.get(f"{base}/download/negotiation").status_code == 409
    assert client.post(f"{base}/negotiate/begin").json() == {"next": f"{base}/negotiate"}
    wait(window, "negotiate")
    assert "A quote you received" in client.get(f"{base}/negotiate").text
    made = client.get(f"{base}/download/negotiation")
    assert (
        "Negotiation" in openpyxl.load_workbook(io.BytesIO(made.content), read_only=True).sheetnames
    )


def test_problems_stand_at_their_cells_and_a_mended_file_is_compared(
    client: TestClient, window: Window
) -> None:
    base = f"/w/{window.token}"
    sample(client, window, "broken.xlsx")
    page = client.get(f"{base}/check").text
    assert window.checkup is not None
    before = len(window.checkup.problems)
    assert before > 10
    assert f"{before} problems to mend first" in page
    assert 'id="Users-B4"' in page
    assert client.get(f"{base}/answer").url.path.endswith("/check")
    marked = client.get(f"{base}/download/marked")
    assert (
        "Problems" in openpyxl.load_workbook(io.BytesIO(marked.content), read_only=True).sheetnames
    )

    book = openpyxl.load_workbook("samples/broken.xlsx")
    book["Settings"]["B2"] = "EUR"
    book["Users"]["B2"] = -7
    mended = io.BytesIO()
    book.save(mended)
    drop(client, window, {"broken.xlsx": mended.getvalue()})
    wait(window, "check")
    page = client.get(f"{base}/check").text
    assert f"{before} problems to mend first" in page
    assert f"Mended: 1.</b> <b>New: 1.</b> {before - 1} are as before." in page
    fresh, folded = page.split('id="same"')
    assert 'id="Users-B2"' in fresh
    assert 'id="Settings-B2"' not in page
    assert 'href="#Users-B2"' in fresh
    assert 'href="#was-Users-B4"' in folded
    assert 'href="#Users-B4"' not in fresh


def test_what_is_no_workbook_is_a_sentence(client: TestClient, window: Window) -> None:
    base = f"/w/{window.token}"
    drop(client, window, {"plan.xlsx": b"just words"})
    wait(window, "check")
    page = client.get(f"{base}/check").text
    assert "not a workbook" in page
    assert "Traceback" not in page


def test_words_of_the_workbook_are_never_markup(
    client: TestClient, window: Window, tmp_path: Path
) -> None:
    base = f"/w/{window.token}"
    nasty = "<script>alert(1)</script>"
    path = write(
        tmp_path / "in.xlsx",
        {"Access": [["User", "Server"], [nasty, "Windows Server 2022"]], "Licenses": WINDOWS},
    )
    drop(client, window, {"<b>in.xlsx": path.read_bytes()})
    wait(window, "check", "answer")
    for page in ("answer", "answer/holders", "check", "what-if", "download"):
        assert nasty not in client.get(f"{base}/{page}").text, page
    assert "&lt;script&gt;" in client.get(f"{base}/answer/holders").text


def test_two_windows_do_not_disturb_each_other(
    client: TestClient, window: Window, windows: Windows
) -> None:
    other = windows.get(client.get("/").url.path.split("/")[2])
    assert other is not None
    assert other is not window
    sample(client, window, "small.xlsx")
    assert other.result is None
    assert client.get(f"/w/{other.token}/answer").url.path.endswith("/start")


def test_changes_that_the_page_does_not_make_are_refused(
    client: TestClient, window: Window
) -> None:
    base = f"/w/{window.token}"
    sample(client, window, "small.xlsx")
    for changes in (
        "x",
        [["Owned", "x", 1]],
        [["Price", "x"]],
        [["Price", "x", "NaN"]],
        [["Count", "x", "1"]],
        [["Price", "x", 1]] * 201,
    ):
        assert client.post(f"{base}/what-if/solve", json={"changes": changes}).status_code == 400
    unknown = client.post(
        f"{base}/what-if/solve", json={"changes": [["Price", "No such", 1]]}
    ).json()
    assert "No such" in unknown["why"]


def test_work_that_nobody_watches_ends(
    client: TestClient, window: Window, windows: Windows
) -> None:
    from optimizer.web.jobs import State
    from optimizer.web.windows import ALONE, FORGOTTEN

    client.post(f"/w/{window.token}/sample", json={"name": "renewal.xlsx"})
    window.left -= ALONE + 1
    assert windows.tend()
    wait(window, "check")
    assert window.jobs["check"].state is State.STOPPED
    windows.left -= FORGOTTEN + 1
    assert not windows.tend()


def test_quitting_deletes_every_file(windows: Windows, client: TestClient, window: Window) -> None:
    drop(client, window, {"x.xlsx": b"x"})
    folder = windows.folder
    windows.close()
    assert not folder.exists()


BEFORE_IT_IS_SHOWN = """
import sys
from starlette.testclient import TestClient
from optimizer.web.app import application
from optimizer.web.windows import Windows
windows = Windows()
with TestClient(application(windows, "key"), base_url="http://127.0.0.1") as client:
    assert "Drop your workbook" in client.get("/?key=key").text
    for part in ("look.css", "early.js", "page.js"):
        assert client.get(f"/{part}").status_code == 200
windows.close()
heavy = ("numpy", "pandas", "scipy", "openpyxl", "pulp", "highspy", "python_calamine", "xlsxwriter")
print(*(name for name in heavy if name in sys.modules))
"""


def test_the_first_page_is_shown_before_anything_heavy_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEFORE_IT_IS_SHOWN], check=True, capture_output=True, text=True
    )
    assert not done.stdout.split()
