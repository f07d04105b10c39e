"""What a file is by its bytes, and what is said of one that is damaged: a sentence with the file
and the place, whatever its library raises."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from optimizer.importing.opening import open_export as opening
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.open_export import LacksLibrary, guarded, open_export
from optimizer.importing.opening.table import Candidate, Cut, Opened
from tests.importing.support import do, refusals, triples, ual

DAY = "2026-01-12"
ROWS = [(rf"CORP\u{n % 5}", f"10.0.0.{n % 7}", DAY, 1) for n in range(60)]


def forms(folder: Path) -> dict[str, Path]:
    """One export of access logging in every form that a table can have."""
    log = ual(folder / "ual.csv", "FS1", ROWS)
    table = pd.read_csv(log, dtype=str, keep_default_na=False)
    made = {form: folder / f"ual.{form}" for form in ("csv", "parquet", "xlsx", "jsonl", "json")}
    table.to_parquet(made["parquet"])
    table.to_excel(made["xlsx"], index=False)
    table.to_json(made["jsonl"], orient="records", lines=True)
    made["json"].write_text(json.dumps({"value": table.to_dict("records")}), encoding="utf-8")
    return made


def test_every_form_tells_the_same(tmp_path: Path) -> None:
    found = {form: triples(do(tmp_path, path)) for form, path in forms(tmp_path).items()}
    assert len(found["csv"]) == 35
    assert all(each == found["csv"] for each in found.values())


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx", "jsonl", "json"])
def test_damage_is_a_sentence_about_that_file(tmp_path: Path, form: str) -> None:
    path = forms(tmp_path)[form]
    whole, rng = path.read_bytes(), random.Random(form)
    for number in range(12):
        bent = bytearray(whole)
        if number % 2:
            bent = bent[: rng.randrange(len(bent))]
        else:
            for _ in range(20):
                bent[rng.randrange(len(bent))] = rng.randrange(256)
        path.write_bytes(bent)
        said = refusals(tmp_path, path, dates="DMY", engine="standard", one_organization=True)
        assert all(line.startswith(path.name) for line in said), said


@pytest.mark.parametrize("form", ["parquet", "xlsx", "jsonl", "json"])
def test_a_file_cut_in_the_middle_is_named_and_the_others_go_on(tmp_path: Path, form: str) -> None:
    path = forms(tmp_path)[form]
    path.write_bytes(path.read_bytes()[:-200])
    (said,) = refusals(tmp_path, path)
    assert said.startswith(f"{path.name}")
    assert "cut short" in said or "damaged" in said or "cannot be opened" in said
    other = ual(tmp_path / "FS2.csv", "FS2", ROWS[:1])
    assert [row[2] for row in triples(do(tmp_path, path, other, partial=True))] == ["FS2"]


def raising(error: BaseException, after: int) -> Opened:
    def rows(_: bool) -> object:
        for number in range(1, after + 1):
            yield number, ("a",)
        raise error

    export = Export(name="x", path=Path("x"), sha256="", size=1)
    candidate = Candidate(header=("h",), rows=rows)  # type: ignore[arg-type]
    return Opened(export=export, form="X", candidates=(candidate,))


class PanicException(BaseException):
    """What a library in Rust raises where it is at fault."""


@pytest.mark.parametrize(
    "error", [ValueError("x"), OSError("x"), KeyError("x"), OverflowError(), PanicException()]
)
def test_whatever_a_library_raises_at_a_row_is_told_with_its_line(error: BaseException) -> None:
    (table,) = guarded(lambda: [raising(error, 3)])
    with pytest.raises(Cut) as cut:
        list(table.candidates[0].rows(False))
    assert cut.value.line == 4
    assert "damaged" in cut.value.what


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError(), Cut(7, "it ends")])
def test_what_is_no_word_on_the_file_is_raised_as_it_is(error: BaseException) -> None:
    (table,) = guarded(lambda: [raising(error, 0)])
    with pytest.raises(type(error)) as raised:
        list(table.candidates[0].rows(False))
    assert raised.value is error


@pytest.mark.parametrize(
    "error", [ValueError("x"), PanicException(), KeyboardInterrupt(), Cut(7, "it ends")]
)
def test_where_the_quick_road_is_damaged_the_rows_tell(error: BaseException) -> None:
    def equal(_columns: object, _progress: object) -> None:
        raise error

    opened = raising(error, 3)
    candidate = replace(opened.candidates[0], equal=equal)
    (table,) = guarded(lambda: [replace(opened, candidates=(candidate,))])
    quick = table.candidates[0].equal
    assert quick is not None
    if isinstance(error, (KeyboardInterrupt, Cut)):
        with pytest.raises(type(error)) as raised:
            quick([0], lambda _: None)
        assert raised.value is error
    else:
        assert quick([0], lambda _: None) is None


def test_a_library_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacks(_: object) -> None:
        raise ImportError("no module")

    monkeypatch.setattr(opening, "open_evtx", lacks)
    (tmp_path / "a.evtx").write_bytes(b"ElfFile\x00" + bytes(200))
    export = Export(name="a.evtx", path=tmp_path / "a.evtx", sha256="", size=1)
    with pytest.raises(LacksLibrary):
        open_export(export)
