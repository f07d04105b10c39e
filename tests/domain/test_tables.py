"""Tables lose no column when some of their rows are taken."""

from dataclasses import fields

import numpy as np

from optimizer.domain.tables import NONE, Access, Holders, of_rows

THREE = np.arange(3)
DAYS = np.array(["2026-01-01", "2026-01-02", "NaT"], "datetime64[D]")


def holders() -> Holders:
    return Holders(
        sheet="Users",
        names=("a", "b", "c"),
        rows=THREE + 2,
        count=THREE + 10,
        kind=THREE % 2,
        type=THREE + 20,
        same_as=np.array([NONE, 0, NONE]),
        start=DAYS,
        stop=DAYS,
        department=("x", "y", "z"),
        site=("l", "m", "n"),
        active=THREE > 0,
    )


def access() -> Access:
    flags = THREE == 1
    columns = {
        field.name: flags if field.name in ("own", "measured") else THREE + i
        for i, field in enumerate(fields(Access))
    }
    lists = {"products": ((7,),), "bases": ("Observed",), "reasons": ("why",)}
    return Access(**(columns | {"start": DAYS, "stop": DAYS, "last_seen": DAYS} | lists))


def test_every_column_of_holders_is_taken() -> None:
    whole = holders()
    for rows, kept in ((np.array([2, 0]), [2, 0]), (THREE > 0, [1, 2])):
        some = whole.take(rows)
        assert some.sheet == "Users"
        for field in fields(Holders)[1:]:
            column, of = getattr(some, field.name), getattr(whole, field.name)
            assert len(column) == 2, field.name
            assert str(list(column)) == str([of[row] for row in kept]), field.name


def test_every_column_of_access_is_taken_and_what_rows_refer_to_stays() -> None:
    whole = access()
    some = whole.take(np.array([2, 2, 1, 0]))
    for field in fields(Access):
        column, of = getattr(some, field.name), getattr(whole, field.name)
        if isinstance(of, tuple):
            assert column == of
        else:
            assert str(column.tolist()) == str([of[row].item() for row in (2, 2, 1, 0)]), field.name


def test_what_is_kept_once_for_all_rows_stays_so() -> None:
    same = np.broadcast_to(np.int64(7), 5)
    for rows in (np.array([4, 0]), np.array([True, False, True, False, False])):
        some = of_rows(same, rows)
        assert some.tolist() == [7, 7]
        assert some.strides == (0,)
    assert of_rows(same, np.zeros(5, bool)).tolist() == []
    assert of_rows(THREE, np.array([2, 2])).tolist() == [2, 2]
