"""A description that --map prints is read again as the same source; a wrong one is a sentence."""

from dataclasses import replace
from pathlib import Path

import pytest

from optimizer.importing.sources.declared import sources
from optimizer.importing.sources.described import described, source_in, to_keep
from optimizer.importing.sources.mapped import WrongMapError, source_of_map
from tests.importing.support import do, edges, kinds, refusals, write

MAP = "user=Login,device=PC|Computer,server=Host,at=When,count=Times"


def kept(folder: Path, text: str, name: str = "badges.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize("text", [MAP, "user=Anmeldename (groß)", "user=A|B,address=IP"])
def test_what_is_printed_is_read_again_as_the_same_source(tmp_path: Path, text: str) -> None:
    (printed,) = to_keep(text)
    (found,) = described(str(kept(tmp_path, printed)))
    given = source_of_map(text)
    assert replace(found, key="", columns=()) == replace(given, key="", columns=())


def test_a_file_is_imported_alike_by_its_map_and_by_the_description(tmp_path: Path) -> None:
    rows = [("ann", "PC1", "FS1", "2026-01-12", "3"), ("ann", "PC1", "FS1", "2026-01-13", "2")]
    log = write(tmp_path / "log.csv", "Login,Computer,Host,When,Times", rows)
    by_hand = do(tmp_path, log, mapped=MAP)
    (printed,) = to_keep(MAP)
    by_file = do(tmp_path, log, mapped=str(kept(tmp_path, printed)))
    assert edges(by_file) == edges(by_hand)
    assert edges(by_file) == [("ann", "PC1", "FS1", "5", "2026-01-13", "Observed")]
    assert kinds(by_file) == ["mapped by badges.toml"]


def test_a_description_may_say_more_than_a_map(tmp_path: Path) -> None:
    """Rows of one state alone, dates in one order, a pattern for the name."""
    text = """
        title = "Badge readers"
        dates = "MDY"
        fingerprint = ["Badge", "Door", "State"]
        [map]
        user = "Badge"
        server = "Door"
        status = "State"
        at = "Date"
        [extract]
        user = "^[0-9]+ (.*)$"
        [[only]]
        field = "status"
        words = ["in"]
        reason = "no entry"
    """
    rows = [("7 ann", "FS1", "in", "02/03/2026"), ("8 bob", "FS1", "out", "02/03/2026")]
    log = write(tmp_path / "log.csv", "Badge,Door,State,Date", rows)
    found = do(tmp_path, log, mapped=str(kept(tmp_path, text)))
    assert [(e[0], e[2], e[4]) for e in edges(found)] == [("ann", "FS1", "2026-02-03")]
    assert found.contents.sources[0].dropped == {"no entry": 1}


def test_two_descriptions_with_conditions_of_their_own(tmp_path: Path) -> None:
    text = """
        fingerprint = ["{mark}", "State"]
        [map]
        user = "{mark}"
        server = "Host"
        status = "State"
        [[only]]
        field = "status"
        words = ["{word}"]
        reason = "not {word}"
    """
    files = []
    for mark, word in (("A", "in"), ("B", "ok")):
        kept(tmp_path, text.format(mark=mark, word=word), f"{mark}.toml")
        rows = [(f"{mark}1", "FS1", "in"), (f"{mark}2", "FS1", "ok")]
        files.append(write(tmp_path / f"{mark}.csv", f"{mark},Host,State", rows))
    mapped = ";".join(str(tmp_path / f"{mark}.toml") for mark in "AB")
    found = do(tmp_path, *files, mapped=mapped)
    assert sorted(e[0] for e in edges(found)) == ["A1", "B2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fingerprint = [", "badges.toml: "),
        ('colour = "red"', 'badges.toml: "colour" is not known; '),
        ('fingerprint = ["A"]', "badges.toml: map gives at least one field its column."),
        ('[map]\nuser = "A"', "badges.toml: fingerprint lists the columns that tell the file."),
        ('fingerprint = "A"\n[map]\nuser = "A"', "badges.toml: fingerprint is a list of texts."),
        ('fingerprint = ["A"]\n[map]\nperson = "A"', 'badges.toml: "person" is not a field; '),
        ('fingerprint = ["A"]\n[map]\nuser = 3', "badges.toml: map gives a text a field."),
        ('gives = "x"\nfingerprint = ["A"]\n[map]\nuser = "A"', "badges.toml: gives is one of "),
        ('dates = "x"\nfingerprint = ["A"]\n[map]\nuser = "A"', "badges.toml: dates is DMY or "),
        (
            'fingerprint = ["A"]\n[map]\nuser = "A"\n[extract]\nuser = "("',
            'badges.toml: the pattern "(" is none ',
        ),
        (
            'fingerprint = ["A"]\n[map]\nuser = "A"\n[[only]]\nfield = "user"',
            "badges.toml: only lists a field, its words and a reason.",
        ),
        (
            'events = ["7"]\nfingerprint = ["A"]\n[map]\nuser = "A"',
            "badges.toml: events is a table an event.",
        ),
    ],
)
def test_a_description_that_is_wrong_says_how(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WrongMapError) as error:
        source_in(kept(tmp_path, text))
    assert str(error.value).startswith(said)


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(WrongMapError, match="cannot be read"):
        described(str(tmp_path / "none.toml"))
    (tmp_path / "bytes.toml").write_bytes(b"\xff\x00\xff")
    with pytest.raises(WrongMapError, match="is not text"):
        described(str(tmp_path / "bytes.toml"))


def test_the_packages_own_descriptions_pass_the_same_checks() -> None:
    """What a file of one's own may say is what the package's say."""
    folder = Path("optimizer/importing/sources")
    for source in sources():
        found = source_in(folder / f"{source.key}.toml")
        assert replace(found, key=source.key) == source


def test_a_map_may_name_columns_that_no_access_has(tmp_path: Path) -> None:
    rows = [("ann", "FS1", "Sales", "3"), ("ann", "FS1", "Stock", "2")]
    log = write(tmp_path / "log.csv", "Login,Host,Unit,Times", rows)
    found = do(tmp_path, log, mapped="user=Login,server=Host,department=Unit,count=Times")
    assert [(e[0], e[2], e[3]) for e in edges(found)] == [("ann", "FS1", "3")]


def test_a_known_source_stays_what_it_is_beside_a_map(tmp_path: Path) -> None:
    (refused,) = refusals(tmp_path, write(tmp_path / "log.csv", "Login,Host", [("ann", "FS1")]))
    assert "is of no known kind" in refused


def test_counts_that_once_tells_apart_by_nothing_of_an_access_all_stay(tmp_path: Path) -> None:
    own = kept(
        tmp_path,
        'fingerprint = ["Badge"]\nonce = ["employee"]\n[map]\nuser = "Badge"\nserver = "Door"\n'
        'employee = "Staff"\ncount = "Times"\n',
    )
    rows = [("ann", "FS1", "1", "3"), ("bob", "FS1", "2", "2")]
    log = write(tmp_path / "log.csv", "Badge,Door,Staff,Times", rows)
    found = do(tmp_path, log, mapped=str(own))
    assert [edge[0] for edge in edges(found)] == ["ann", "bob"]
