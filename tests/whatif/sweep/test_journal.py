"""The journal: what was done is kept whatever happened to the file, and nothing else is believed."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from optimizer.domain.problems import OutputError
from optimizer.whatif.sweep.journal import BEGINS, Journal

SIGNATURE = {BEGINS: "1.0", "inputs": ["abc"], "seed": 1}
ROWS = {number: {"status": "optimal", "cost": str(number)} for number in range(20)}


def written(path: Path) -> bytes:
    journal = Journal(path)
    journal.begin(SIGNATURE)
    for number, row in ROWS.items():
        journal.add(number, row)
    journal.close(finished=False)
    return path.read_bytes()


def done(path: Path) -> dict[int, object]:
    journal = Journal(path)
    try:
        journal.begin(SIGNATURE)
        return dict(journal.done)
    finally:
        journal.close(finished=False)


def code(path: Path) -> str:
    with pytest.raises(OutputError) as error:
        done(path)
    return error.value.problem.code


def test_everything_is_found_again_and_gone_when_finished(tmp_path: Path) -> None:
    path = tmp_path / "j"
    written(path)
    assert done(path) == ROWS
    journal = Journal(path)
    journal.close(finished=True)
    assert not path.exists()


def test_one_that_was_never_begun_leaves_nothing(tmp_path: Path) -> None:
    Journal(tmp_path / "j").close(finished=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cut", range(1, 120, 7))
def test_a_torn_last_line_costs_its_point(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "j"
    whole = written(path)
    path.write_bytes(whole[:-cut])
    found = done(path)
    assert found == {n: row for n, row in ROWS.items() if n in found}
    assert len(found) >= len(ROWS) - 1 - cut // 40
    journal = Journal(path)
    journal.begin(SIGNATURE)
    journal.add(99, {"status": "failed"})
    journal.close(finished=False)
    assert done(path) == {**found, 99: {"status": "failed"}}


@pytest.mark.parametrize(
    "line",
    [b"garbage", b"\x00" * 500, b"\xff\xfe", b"[1, 2]", b'00000000 [3, {"cost": "0"}]', b"[" * 9000, b""],
)  # fmt: skip
def test_a_line_of_garbage_is_skipped(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "j"
    lines = written(path).split(b"\n")
    lines[4] = line
    path.write_bytes(b"\n".join(lines))
    assert done(path) == {n: row for n, row in ROWS.items() if n != 3}


def test_random_damage_never_gives_a_wrong_row(tmp_path: Path) -> None:
    path, rng = tmp_path / "j", random.Random(1)
    whole = written(path)
    head = whole.index(b"\n") + 1
    for _ in range(100):
        bent = bytearray(whole)
        for _ in range(3):
            bent[rng.randrange(head, len(bent))] = rng.randrange(256)
        path.write_bytes(bent)
        found = done(path)
        assert found == {n: row for n, row in ROWS.items() if n in found}


@pytest.mark.parametrize("left", [b"", b"1234abcd", b'1234abcd {"cal-opt', b"00"])
def test_a_first_line_that_was_cut_off_is_begun_anew(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "j").write_bytes(left)
    assert done(tmp_path / "j") == {}


@pytest.mark.parametrize("content", [b"my notes\nof today\n", b"my notes", b"\x00\n" * 9, b"{}\n"])
def test_somebody_elses_file_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "j").write_bytes(content)
    assert code(tmp_path / "j") == "no-journal"
    assert (tmp_path / "j").read_bytes() == content


def test_a_folder_another_sweep_and_another_run(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert code(tmp_path / "folder") == "no-journal"
    written(tmp_path / "j")
    journal = Journal(tmp_path / "j")
    with pytest.raises(OutputError, match="belongs to another sweep"):
        journal.begin({**SIGNATURE, "seed": 2})
    run = f"from pathlib import Path; from optimizer.whatif.sweep.journal import Journal; Journal(Path({str(tmp_path / 'j')!r}))"
    other = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=False)
    assert "another run is at this sweep" in other.stderr
    journal.close(finished=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j")
    journal.file.close()
    with Path("/dev/full").open("ab", buffering=0) as full:
        journal.file = full
        with pytest.raises(OutputError, match="no space left"):
            journal.begin(SIGNATURE)
