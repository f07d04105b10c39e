"""CSV files as programs write them: encodings, separators, lines before the header, wrong lines."""

from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from optimizer.reading.files.csv import read_csv
from tests.support.books import WINDOWS, problems, tables, write

P = "Windows Server 2022"
REST = {"Licenses": WINDOWS, "Settings": [["Setting", "Value"], ["Access file", "log.csv"]]}
LINES = ("User,Device,Server", f"José,pc 1,{P}", f"bob,pc 2,{P}")


def written(path: Path, text: str, encoding: str = "utf-8") -> list[str]:
    (path / "log.csv").write_bytes(text.encode(encoding))
    return problems(path, REST)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "before", ["", "sep=?{end}", "#TYPE System.Object{end}", "Log-ons of May{end}{end}"]
)
def test_dialects(tmp_path: Path, encoding: str, separator: str, end: str, before: str) -> None:
    text = before.format(end=end).replace("?", separator)
    text += end.join(line.replace(",", separator) for line in LINES) + end
    (tmp_path / "log.csv").write_bytes(text.encode(encoding))
    findings = Findings()
    found = tables(write(tmp_path / "book.xlsx", REST), findings)
    assert found.users.names == ("José", "bob")
    assert found.devices.names == ("pc 1", "pc 2")
    codes = [note.code for note in findings.warnings]
    assert ("read-as-cp1252" in codes) == (encoding == "cp1252")


@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize(("line", "fields"), [("a,b,c,d", 4), ("a,b", 2)])
def test_a_line_with_too_many_or_too_few_fields(
    tmp_path: Path, quote: str, line: str, fields: int
) -> None:
    text = f"User,Device,Server\n{quote}ann{quote},pc,{P}\n{line}\n"
    assert written(tmp_path, text) == [
        f'Settings!B2: Access file "log.csv" has {fields} fields in line 3, but its header has 3. '
        "Delete the line if it is a remark; else put names that hold the separator in quotes, and "
        "export the file again."
    ]


def test_blank_lines_are_skipped_and_rows_keep_their_lines(tmp_path: Path) -> None:
    text = f"#TYPE x\nUser,Device,Server,Sessions\n\nann,pc,{P},-1\n"
    assert written(tmp_path, text) == [
        'log.csv, line 4: Sessions "-1" is negative. Type 0 or more.'
    ]


def test_a_name_in_quotes_may_hold_the_separator(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(f'User,Server\n"Lee, Ann",{P}\n', encoding="utf-8")
    assert tables(write(tmp_path / "book.xlsx", REST)).users.names == ("Lee, Ann",)


def test_what_is_no_text(tmp_path: Path) -> None:
    assert written(tmp_path, "User\0Server") == [
        'Settings!B2: Access file "log.csv" is no text file. Export the table as CSV UTF-8.'
    ]


@pytest.mark.parametrize("line", ["a," * 100_000, "User,Device,Server" + "," * 100_000])
def test_a_line_of_more_columns_than_a_sheet_has_is_no_header(tmp_path: Path, line: str) -> None:
    (said,) = written(tmp_path, f"{line}\nann,pc,{P}\n")
    assert said.startswith("Settings!B2: Access file")


def test_a_remark_in_a_file_is_left_out_and_columns_not_read_are_looked_at(tmp_path: Path) -> None:
    rows = f"User,Device,Server\nann,pc,{P}\nchecked by Jo,,\n"
    assert written(tmp_path, rows) == []
    rows = f"User,Device,Count,Server\nann,pc,42,{P}\n"
    (problem,) = written(tmp_path, rows)
    assert problem.startswith('log.csv, line 1: the column "Count" is not read, and holds numbers')


def test_a_field_of_several_lines_leaves_the_lines_of_later_rows_as_they_are(
    tmp_path: Path,
) -> None:
    text = f'User,Device,Server,Sessions\n"ann","pc 1\npc 2",{P},1\n\nbob,pc,{P},-1\n'
    (said,) = written(tmp_path, text)
    assert said == 'log.csv, line 5: Sessions "-1" is negative. Type 0 or more.'
    text = f'User,Device,Server\n"ann","pc 1\npc 2",{P}\nbob,{P}\n'
    (said,) = written(tmp_path, text)
    assert "has 2 fields in line 4" in said


@pytest.mark.parametrize("distinct", [2, 40])
def test_values_stand_in_order_of_appearance_whether_most_are_alike(
    tmp_path: Path, distinct: int
) -> None:
    cells = [f"u{i * 7 % distinct}" for i in range(40)]
    path = tmp_path / "users.csv"
    path.write_text("\n".join(["User", *cells]) + "\n", encoding="utf-8")
    codes, values = read_csv(path, lambda title: True, len).columns[0]
    assert list(values) == list(dict.fromkeys(cells))
    assert [values[code] for code in codes] == cells
