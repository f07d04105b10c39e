"""Exports dropped: what each was taken for, what is left to decide, and on to a plan."""

import io
import zipfile
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from optimizer.web.windows import Window
from tests.web.conftest import drop, wait

# One ticket for a server that no other export knows: its product is left to decide.
TICKET = (
    '"2026-01-13T08:00:00","4769","9","DC01.school.example","teacher01@SCHOOL.EXAMPLE",'
    '"SCHOOL.EXAMPLE","NEWSRV$","::ffff:10.20.0.10","0x0"\n'
)
EXPORTS = {f"all/{path.name}": path.read_bytes() for path in Path("samples/exports").iterdir()}
EXPORTS["all/DC01-4769.csv"] += TICKET.encode()


def test_exports_become_a_plan(client: TestClient, window: Window) -> None:
    base = f"/w/{window.token}"
    assert drop(client, window, EXPORTS) == {"next": f"{base}/import"}
    wait(window, "import")
    page = client.get(f"{base}/import").text
    for name in EXPORTS:
        assert name.rpartition("/")[2] in page
    assert window.imported is not None
    (first,) = window.imported.questions
    assert (first.kind, first.name, first.column) == ("Server", "NEWSRV", "Product")
    assert "no export tells its product" in page
    assert "Prices are missing" in page
    decided = [["Server", "NEWSRV", "Product", "Windows Server 2022"]]
    answer = client.post(f"{base}/import/again", json={"decided": decided})
    assert answer.json() == {"next": f"{base}/import"}
    wait(window, "import")
    assert window.imported is not None
    assert not window.imported.questions
    assert "1 decided so far" in client.get(f"{base}/import").text

    with zipfile.ZipFile(io.BytesIO(client.get(f"{base}/download/imported").content)) as archive:
        assert {"imported.xlsx", "imported-access.csv"} <= set(archive.namelist())

    assert client.post(f"{base}/import/go", json={"illustrative": True}).json() == {
        "next": f"{base}/check"
    }
    wait(window, "check", "answer")
    assert window.result is not None
    assert window.result.plan.status == "optimal"
    assert "The prices are illustrative" in client.get(f"{base}/import").text


def test_a_question_about_a_file_is_answered_on_the_page(
    client: TestClient, window: Window
) -> None:
    base = f"/w/{window.token}"
    log = (
        b"UserName,IPAddress,FirstSeen,LastSeen,AccessCount,RoleName\n"
        b"CORP\\ann,10.0.0.5,01/02/2026,03/02/2026,7,File Server\n"
    )
    drop(client, window, {"log.csv": log, "nothing.txt": b"?"})
    wait(window, "import")
    page = client.get(f"{base}/import").text
    assert "nothing.txt" in page
    assert "Do without this file" in page
    client.post(f"{base}/import/again", json={"left_out": ["nothing.txt"], "dates": "dmy"})
    wait(window, "import")
    assert "nothing.txt</b>" not in client.get(f"{base}/import").text


def test_what_the_page_does_not_ask_is_refused(client: TestClient, window: Window) -> None:
    base = f"/w/{window.token}"
    assert client.post(f"{base}/import/again", json={}).status_code == 409
    assert client.post(f"{base}/import/go", json={}).status_code == 409
    assert client.get(f"{base}/import").url.path == f"{base}/start"
    drop(client, window, {"nothing.txt": b"?"})
    wait(window, "import")
    wrongs: tuple[dict[str, Any], ...] = (
        {"decided": [["x"]]},
        {"servers": []},
        {"left_out": "all"},
        {"decided": "x"},
    )
    for wrong in wrongs:
        assert client.post(f"{base}/import/again", json=wrong).status_code == 400


UNKNOWN = {
    "a.csv": b"Login,Rechner,Ziel,Wann\nann,pc1,FILES,2026-01-13\nben,pc2,FILES,2026-01-14\n",
    "b.csv": b"Kto,Gdzie,Serwer\ncem,pc3,FILES\n",
}


def test_files_of_no_known_kind_are_told_column_by_column(
    client: TestClient, window: Window
) -> None:
    base = f"/w/{window.token}"
    drop(client, window, UNKNOWN)
    wait(window, "import")
    page = client.get(f"{base}/import").text
    assert "2 questions" in page
    assert page.count('data-field="user"') == 2
    assert '<option value="Rechner">' in page
    wrong = client.post(f"{base}/import/again", json={"mapped": {"a.csv": "who=Login"}})
    assert wrong.status_code == 400
    assert '"who" is not a field' in wrong.json()["error"]
    mapped = {
        "a.csv": "user=Login,device=Rechner,server=Ziel,at=Wann",
        "b.csv": "user=Kto,device=Gdzie,server=Serwer",
    }
    client.post(f"{base}/import/again", json={"mapped": mapped})
    wait(window, "import")
    assert window.imported is not None
    assert window.imported.summary.people == 3
    assert window.imported.summary.devices == 3
