"""Write the sources into docs/importing.md, from the declarations that the program reads by:
`python docs/write_importing.py`."""

from pathlib import Path

from optimizer.importing.decisions import KINDS
from optimizer.importing.sources.declared import Source, sources

PAGE = Path(__file__).parent / "importing.md"
START, END = "<!-- sources: written by docs/write_importing.py -->", "<!-- end of sources -->"

GIVES = {
    "access": "Access",
    "sessions": "Access, and the client behind a session host",
    "leases": "addresses at a time",
    "addresses": "names of addresses",
    "pairs": "who uses which device",
    "people": "Users",
    "devices": "Servers, Devices",
    "members": "Access, Authorised",
    "roster": "Access, Rostered",
    "owned": "Owned",
    "issued": "Assigned",
    "offers": "Licenses, Offers",
}
"""What a source gives, in the workbook's words."""


def table() -> str:
    """An overview, then a section a source, as Markdown."""
    lines = ["| source | gives |", "|---|---|"]
    lines += [f"| {source.title} | {GIVES[source.gives]} |" for source in sources()]
    for source in sources():
        lines += ["", *section(source)]
    lines += ["", "## What can be decided", "", "| Kind | Column |", "|---|---|"]
    lines += [f"| {kind} | {', '.join(columns)} |" for kind, columns in KINDS.items()]
    return "\n".join(lines)


def section(source: Source) -> list[str]:
    """One source: where it is, the line to type, what it proves and what not, personal data."""
    columns = ", ".join(
        " or ".join(f"`{name}`" for name in column.split("|")) for column in source.columns
    )
    return [
        f"### {source.title}",
        "",
        f"{source.where}",
        "",
        "```powershell" if not source.export.startswith("cal-optimizer") else "```text",
        source.export,
        "```",
        "",
        f"- Proves: {source.proves}",
        f"- Does not prove: {source.not_proves}",
        f"- Personal data: {source.personal}",
        f"- Recognised by the columns {columns} (any case, any order).",
        *([f"- Its columns, by their maker: <{source.reference}>."] if source.reference else []),
    ]


def with_table(page: str) -> str:
    """The page with its sources made anew."""
    before, rest = page.split(START)
    _, after = rest.split(END)
    return f"{before}{START}\n\n{table()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
