"""The look and the scripts: every file is sent, once, and nothing that is not there."""

from pathlib import Path

from optimizer.web.assets import KINDS, content

WEB = Path("optimizer/web")


def test_every_file_is_sent_in_its_place() -> None:
    sent = [
        WEB / folder / f"{part}.{'css' if kind == 'text/css' else 'js'}"
        for folder, parts, kind in KINDS.values()
        for part in parts
    ]
    assert len(sent) == len(set(sent))
    assert set(sent) == {*(WEB / "look").iterdir(), *(WEB / "scripts").iterdir()}


def test_the_last_of_the_look_is_for_paper_and_scripts_begin_at_the_end() -> None:
    assert content("look.css").index("@media (max-width: 760px)") < content("look.css").index(
        "@media print"
    )
    assert content("page.js").rstrip().endswith("what.click();")
