"""The same people and devices several times over: what a workbook with many alike pieces looks like."""

from tests.support.oracle import Sheets


def several(sheets: Sheets, copies: int, scale: bool = True) -> Sheets:
    """The sheets with every user, device and access in so many copies, under names of their own;
    owned units too, where `scale`, and what is assigned where there are enough of them."""
    made = {name: [list(row) for row in rows] for name, rows in sheets.items()}

    def name(value: object, copy: int) -> object:
        return f"{value}.{copy}" if value and copy else value

    def copied(sheet: str, columns: tuple[str, ...]) -> None:
        if sheet not in made:
            return
        header, *rows = made[sheet]
        at = [header.index(column) for column in columns]
        made[sheet] = [header] + [
            [name(cell, copy) if i in at else cell for i, cell in enumerate(row)]
            for copy in range(copies)
            for row in rows
        ]

    copied("Users", ("User",))
    copied("Devices", ("Device",))
    copied("Access", ("User", "Device"))
    if scale:
        copied("Assigned", ("User", "Device"))
        for row in made.get("Owned", [])[1:]:
            row[1] = int(str(row[1])) * copies
    return made
