"""Write the format's tables into the README, from the declaration that the program reads by:
`python docs/write_format.py`."""

from pathlib import Path

from optimizer.domain import schema

README = Path(__file__).parent.parent / "README.md"
START, END = "<!-- format: written by docs/write_format.py -->", "<!-- end of format -->"


def table() -> str:
    """The settings and every sheet's columns, as Markdown."""
    lines = ["| Setting | holds | default | meaning |", "|---|---|---|---|"]
    lines += [
        f"| {s.name} | {s.kind.value} | {s.default or 'none'} | {s.help} |" for s in schema.SETTINGS
    ]
    for sheet in schema.SHEETS[1:]:
        lines += [
            "",
            f"**{sheet.name}**{' (required)' if sheet.required else ''}: {sheet.help}",
            "",
        ]
        lines += ["| column | holds | meaning |", "|---|---|---|"]
        for column in sheet.columns:
            name = f"**{column.name}**" if column.required else column.name
            holds = (
                ", ".join(column.keywords)
                if column.keywords and column.name != "Change"
                else column.kind.value
            )
            default = f" Default: {column.default}." if column.default else ""
            lines.append(f"| {name} | {holds} | {column.help}.{default} |")
    lines += ["", "| Change | Target | Value |", "|---|---|---|"]
    for change in schema.CHANGES:
        lines.append(
            f"| {change.name} | {change.target or '-'}{', or `*`' if change.all else ''} | "
            f"{change.value or '-'} |"
        )
    return "\n".join(lines)


def with_table(readme: str) -> str:
    """The README with its block of tables made anew."""
    before, rest = readme.split(START)
    _, after = rest.split(END)
    return f"{before}{START}\n\n{table()}\n\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
