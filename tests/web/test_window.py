"""The program without a terminal says in a window what keeps it from opening."""

import pytest

from optimizer.web import window


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(window, "show", found.append)
    return found


def test_without_its_extra_it_says_what_to_install(
    shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "find_spec", lambda _name: None)
    with pytest.raises(SystemExit) as ended:
        window.main()
    assert ended.value.code == 2
    assert shown == ['The page needs an extra. In a terminal: pip install "cal-optimizer[page]"']


def test_a_port_that_is_refused_is_said(shown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_options: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr("optimizer.web.server.serve", refused)
    with pytest.raises(SystemExit) as ended:
        window.main()
    assert ended.value.code == 2
    assert shown == ["The page cannot be opened: Permission denied."]


def test_where_there_is_no_screen_it_is_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.setitem(__import__("sys").modules, "tkinter", None)
    window.show("A sentence.")
    assert capsys.readouterr().err == "A sentence.\n"
