"""The parts of the documents that the program itself knows: `python -m tools.docs` writes them, and
a test compares them."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import typer.main

from optimizer import cli
from optimizer.domain import schema
from optimizer.domain.problems import SAID
from optimizer.domain.read_as import READ_AS
from optimizer.failures import MEANINGS, Exit
from tools.messages import messages

DOCS = Path(__file__).parent.parent / "docs"


def workbook() -> str:
    """The settings, every sheet's columns and every change, as Markdown."""
    lines = ["| Setting | holds | default | meaning |", "|---|---|---|---|"]
    lines += [
        f"| {s.name} | {s.kind.value} | {s.default or 'none'} | {s.help} |" for s in schema.SETTINGS
    ]
    for sheet in (*schema.SHEETS[1:], READ_AS):
        required = " (required)" if sheet.required else ""
        lines += ["", f"## {sheet.name}{required}", "", sheet.help, ""]
        lines += ["| column | holds | meaning |", "|---|---|---|"]
        for column in sheet.columns:
            name = f"**{column.name}**" if column.required else column.name
            listed = column.keywords and column.name != "Change"
            holds = ", ".join(column.keywords) if listed else column.kind.value
            default = f" Default: {column.default}." if column.default else ""
            lines.append(f"| {name} | {holds} | {column.help}.{default} |")
    lines += ["", "## Changes", "", "| Change | Target | Value |", "|---|---|---|"]
    for change in schema.CHANGES:
        every = ", or `*`" if change.all else ""
        lines.append(f"| {change.name} | {change.target or '-'}{every} | {change.value or '-'} |")
    return "\n".join(lines)


def commands() -> str:
    """The exit statuses, and every verb with its arguments and options, as Markdown."""
    group: Any = typer.main.get_command(cli.app)
    lines = ["## Exit statuses", "", "| exit status | |", "|--:|---|"]
    lines += [f"| {status.value} | {MEANINGS[status]} |" for status in Exit] + [""]
    for name, command in group.commands.items():
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        words = " ".join(p.metavar or p.name.upper() for p in arguments)
        lines += [f"## `cal-optimizer {f'{name} {words}'.strip()}`", ""]
        lines += [" ".join((command.help or "").split()), ""]
        options = [p for p in command.params if p.param_type_name == "option"]
        if options:
            lines += ["| option | meaning |", "|---|---|"]
        for option in options:
            spelled = ", ".join(f"`{each}`" for each in (*option.opts, *option.secondary_opts))
            metavar = f" {option.metavar}".replace("|", "\\|") if option.metavar else ""
            help_ = " ".join((option.help or "").split())
            lines.append(f"| {spelled}{metavar} | {help_} |")
        lines.append("")
    return "\n".join(lines).rstrip()


ROOMS = {
    "reading": "In the workbook and the files it names",
    "catalogue": "Products and families",
    "licensing": "Who needs what",
    "explaining": "Notes on a plan, and why there is none",
    "planning": "Notes on a plan, and why there is none",
    "dated_planning": "Notes on a plan, and why there is none",
    "solving": "Notes on a plan, and why there is none",
    "simplified_planning": "Notes on a plan, and why there is none",
    "whatif": "What-ifs",
    "quoting": "Quotes",
    "importing": "Importing",
    "writing": "Files that are written",
    "failures": "When a run cannot go on",
}
"""Where messages come from, and what the part is headed with that they stand in."""


def troubleshooting() -> str:
    """Every message with what to do, by where it comes from, as Markdown."""
    parts: dict[str, list[str]] = {part: [] for part in ROOMS.values()}
    for message, module in messages().items():
        if message is not SAID:
            says, do = (_plain(text) for text in (message.problem, message.remedy))
            part = parts[ROOMS[module.split(".")[1]]]
            part.append(f"| `{message.code}` | {says} | {do or '-'} |")
    lines: list[str] = []
    for heading, rows in parts.items():
        if rows:
            lines += [f"## {heading}", "", "| code | what it says | what to do |", "|---|---|---|"]
            lines += [*sorted(rows), ""]
    return "\n".join(lines).rstrip()


def _plain(text: str) -> str:
    """A message's words with its blanks as their names."""
    text = re.sub(r"\{\w+:[^/}]*/([^}]*)\}", r"\1", text)
    named = re.sub(r"\{(\w+)[^}]*\}", r"‹\1›", text.replace("{{", "{").replace("}}", "}"))
    return named.replace("|", "\\|").replace("\n", " ").strip()


BLOCKS: Mapping[str, tuple[str, Callable[[], str]]] = {
    "workbook": ("workbook.md", workbook),
    "commands": ("commands.md", commands),
    "troubleshooting": ("troubleshooting.md", troubleshooting),
}
"""Each block's name, the page it stands in, and what makes it."""


def with_block(page: str, name: str, text: str) -> str:
    """A page with one of its blocks made anew."""
    start, end = f"<!-- {name}: written by python -m tools.docs -->", f"<!-- end of {name} -->"
    before, rest = page.split(start)
    return f"{before}{start}\n\n{text}\n\n{end}{rest.split(end)[1]}"


def main() -> None:
    """Write every block into its page."""
    for name, (file, make) in BLOCKS.items():
        path = DOCS / file
        page = path.read_text(encoding="utf-8")
        path.write_text(with_block(page, name, make()), encoding="utf-8")


if __name__ == "__main__":
    main()
