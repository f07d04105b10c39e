"""How fast event logs are grouped: `python -m benchmarks.event_log LOG.evtx [TIMES]`.

The blocks of a Security log so many times over, grouped as an import does, beside reading its
records and doing nothing with them; the least of ten CPU seconds each, by turns.
"""

import argparse
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from optimizer.importing.grouping.standard import group
from optimizer.importing.grouping.wanted import Groups, wanted
from optimizer.importing.opening.evtx import BLOCK, HEAD, open_evtx
from optimizer.importing.opening.exports import Export
from optimizer.importing.sources.declared import sources
from optimizer.importing.sources.recognise import Recognised, recognise


def write_long(log: Path, path: Path, times: int) -> None:
    """The log with its blocks repeated, its head counting them."""
    whole = log.read_bytes()
    head = bytearray(whole[:HEAD])
    told = int.from_bytes(head[42:44], "little")
    head[42:44] = (told * times).to_bytes(2, "little")
    head[124:128] = zlib.crc32(bytes(head[:120])).to_bytes(4, "little")
    path.write_bytes(bytes(head) + whole[HEAD : HEAD + told * BLOCK] * times)


def grouped(export: Export) -> Groups:
    """The log's groups, as an import has them."""
    table = recognise(open_evtx(export), sources())
    assert isinstance(table, Recognised)
    return group(table.candidate, wanted(table), ragged=False)


def read_alone(path: Path) -> None:
    """The log's records, looked at by nobody."""
    from evtx import PyEvtxParser

    for _ in PyEvtxParser(str(path)).records_json():
        pass


def least(*works: Callable[[], object]) -> list[float]:
    """The least CPU seconds of each work."""
    found = [float("inf")] * len(works)
    for _ in range(10):
        for number, work in enumerate(works):
            before = time.process_time()
            work()
            found[number] = min(found[number], time.process_time() - before)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("log", type=Path)
    parser.add_argument("times", type=int, nargs="?", default=40)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.evtx"
        write_long(arguments.log, path, arguments.times)
        export = Export(name=path.name, path=path, sha256="", size=path.stat().st_size)
        groups = grouped(export)
        alone, ours = least(lambda: read_alone(path), lambda: grouped(export))
    print(f"{groups.read:,} records, {groups.read - groups.other:,} of them log-ons or tickets")
    print(f"records alone {alone:.2f} s CPU, grouped {ours:.2f} s: {ours / alone:.2f}")


if __name__ == "__main__":
    main()
