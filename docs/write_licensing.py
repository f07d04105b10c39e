"""Write the catalogue's facts into docs/licensing.md, from the files that the program reads:
`python docs/write_licensing.py`."""

import re
from collections.abc import Iterable
from pathlib import Path

from optimizer.catalogue.products import Known, products
from optimizer.catalogue.rows import rows, sources
from optimizer.domain.versions import version_text

PAGE = Path(__file__).parent / "licensing.md"
TAG = re.compile(r"\[([A-Z0-9][A-Z0-9-]+)\](?!\()")
"""A source cited on the page, before it is made a link."""


def cited(tags: Iterable[str]) -> str:
    """Tags as links to the list of sources."""
    return " ".join(f"[{tag}](#{tag.lower()})" for tag in tags)


def table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    shown = [head, tuple("---" for _ in head), *lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in shown)


def required(known: Known) -> str:
    """What a product requires, in words."""
    return (
        ", ".join(
            f"{each.family} {version_text(each.version)}"
            + (" (assumed)" if each.assumed else "")
            + ("" if each.external else " (not for external users)")
            for each in known.requires
        )
        or "no CAL"
    )


def limit(known: Known) -> str:
    """How many may use a product, in words."""
    most = ((known.most_users, "users"), (known.most_devices, "devices"))
    return ", ".join(f"{number} {what}" for number, what in most if number is not None)


def blocks() -> dict[str, str]:
    """The page's tables by the name of their place."""
    known = list(products().values())
    licenses = [
        (
            row["license"],
            row["metric"],
            row["covers"].replace(";", ","),
            row["requires"],
            cited(row["sources"].split()),
        )
        for row in rows("licenses")
    ]
    return {
        "products": table(
            ("product", "requires", "at most", "sure", "sources"),
            ((k.name, required(k), limit(k), k.confidence, cited(k.sources)) for k in known),
        ),
        "licenses": table(("license", "metric", "opens", "requires", "sources"), licenses),
        "sources": table(
            ("tag", "where", "dated", "read"),
            (
                (f'<a id="{tag.lower()}"></a>{tag}', source.address, source.dated, source.read)
                for tag, source in sources().items()
            ),
        ),
    }


def written(page: str) -> str:
    """The page with its tables made anew."""
    for name, made in blocks().items():
        start, end = f"<!-- {name}: written by docs/write_licensing.py -->", f"<!-- end {name} -->"
        before, rest = page.split(start)
        _, after = rest.split(end)
        page = f"{before}{start}\n\n{made}\n\n{end}{after}"
    return TAG.sub(lambda found: cited([found[1]]), page)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
