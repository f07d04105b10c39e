"""Coverage: each need with the side and the license that cover it."""

from pathlib import Path

import numpy as np

from optimizer.domain.plan import Texts
from tests.support.books import WINDOWS, Sheets, solve

P = "Windows Server 2022"


def test_each_need_has_its_side_and_license(tmp_path: Path) -> None:
    """Three people on a PC: its device license, 39.00. Dora there and on two of her own: she has a
    user license, which is named first, User before Device."""
    sheets: Sheets = {
        "Access": [
            ["User", "Device", "Server"],
            *([u, "pc", P] for u in (*"abc", "dora")),
            *(["dora", d, P] for d in ("laptop", "phone")),
        ],
        "Licenses": WINDOWS,
    }
    tables, plan = solve(tmp_path, sheets)
    lines = {
        (tables.users.names[u], tables.devices.names[d]): (
            plan.coverage.side[i],
            plan.coverage.license[i],
        )
        for i, (u, d) in enumerate(zip(plan.coverage.user, plan.coverage.device, strict=True))
    }
    assert lines["a", "pc"] == ("Device", "Device CAL")
    assert lines["dora", "pc"] == lines["dora", "phone"] == ("User", "User CAL")


def test_numbers_past_one_byte_mean_what_they_say(tmp_path: Path) -> None:
    """Servers, families and licenses past the 128th, each with one person, whose license is the
    cheaper one: 1, 2, ... 150, and 11,325 in all."""
    many = range(150)
    tables, plan = solve(
        tmp_path,
        {
            "Servers": [["Server", "Product"], *([f"s{i}", f"P{i}"] for i in many)],
            "Products": [["Product", "Family"], *([f"P{i}", f"F{i}"] for i in many)],
            "Access": [["User", "Device", "Server"], *([f"u{i}", "pc", f"s{i}"] for i in many)],
            "Licenses": [
                ["License", "Metric", "Covers", "Price"],
                *([f"U{i}", "User", f"F{i}", i + 1] for i in many),
                *([f"D{i}", "Device", f"F{i}", 1000] for i in many),
            ],
        },
    )
    c = plan.coverage
    lines = {
        (tables.users.names[u], tables.servers[s].name, tables.families[f]): c.license[i]
        for i, (u, s, f) in enumerate(zip(c.user, c.server, c.family, strict=True))
    }
    assert lines == {(f"u{i}", f"s{i}", f"F{i}"): f"U{i}" for i in many}
    assert plan.cost == sum(each + 1 for each in many)


def test_texts_among_words() -> None:
    """Equal words are one, those in no line none; the first that appears comes first."""
    found = Texts.among(np.array([3, 1, 2, 3]), ["unused", "b", "b", "a"])
    assert found.distinct == ("a", "b")
    assert found.codes.tolist() == [0, 1, 1, 0]
