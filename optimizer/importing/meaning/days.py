"""Moments as exports write them -> days; the order of day and month is proved by the file or asked
for, never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from optimizer.reading.meaning.dates import parsed

_CLOCK = (
    r"(?:[T ,]+(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?"
    r"[ \u202f\u00a0]*(?P<half>[AaPp]\.?[Mm]\.?)?[ ]*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$"
)
_ISO = re.compile(r"(?P<y>\d{4})[-/.](?P<mo>\d{1,2})[-/.](?P<d>\d{1,2})" + _CLOCK)
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<mark>[/.-]) ?(?P<b>\d{1,2})(?P=mark) ?(?P<y>\d{4}|\d{2})" + _CLOCK
)
_POSIX = re.compile(r"/Date\((-?\d+)\)/")
_GENERALIZED = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d+)?Z")
_CIM = re.compile(r"(\d{14})\.\d{6}([+-]\d{3})")
"""As Windows' management classes write a moment: the last number is minutes from UTC."""

NEVER = frozenset(("", "-", "never", "none", "n/a", "null", "0"))
"""Words for no moment at all."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A day, with its time of day where the text has one; `utc` where the text says so."""

    when: datetime
    timed: bool = False
    utc: bool = False


@dataclass(frozen=True, kw_only=True)
class Moments:
    """What the texts of one file's column mean.

    `order` is DMY or MDY where a numeric date needs one, and `proof` the text that proves it;
    `ambiguous` is a text that needs an order which nothing proves, `clash` one that contradicts.
    """

    by_text: dict[str, Moment]
    order: str = ""
    proof: str = ""
    ambiguous: str = ""
    clash: str = ""
    unread: tuple[str, ...] = ()


def moments_of(texts: Iterable[str], order: str = "") -> Moments:
    """Every distinct text of a column; `order` (DMY, MDY) is what was answered, and yields to the
    file's own proof."""
    distinct = sorted(set(texts))
    proofs: dict[str, str] = {}
    for text in distinct:
        found = _numeric(text)
        if found and found["mark"] != ".":
            a, b = int(found["a"]), int(found["b"])
            if a > 12 >= b:
                proofs.setdefault("DMY", text)
            elif b > 12 >= a:
                proofs.setdefault("MDY", text)
    proven = next(iter(proofs), "")
    clash = next((text for key, text in proofs.items() if key != proven), "")
    used = proven or order
    known: dict[str, Moment] = {}
    ambiguous, unread = "", []
    needed = False
    for text in distinct:
        bare = text.strip().strip('"')
        if bare.lower() in NEVER:
            continue
        found = _numeric(bare)
        if found and found["mark"] != ".":
            needed = True
            if not used and found["a"].lstrip("0") != found["b"].lstrip("0"):
                ambiguous = ambiguous or bare
                continue
        moment = _moment(bare, used or "DMY")
        if moment is None:
            unread.append(bare)
        else:
            known[text] = moment
    return Moments(
        by_text=known,
        order=used if needed else "",
        proof=proofs.get(proven, "") if needed else "",
        ambiguous=ambiguous,
        clash=clash,
        unread=tuple(unread),
    )


def _numeric(text: str) -> re.Match[str] | None:
    return _NUMERIC.match(text.strip().strip('"'))


def _moment(text: str, order: str) -> Moment | None:
    try:
        if found := _ISO.match(text):
            return _clocked(int(found["y"]), int(found["mo"]), int(found["d"]), found)
        if found := _NUMERIC.match(text):
            year = int(found["y"])
            if len(found["y"]) == 2:
                year += 2000 if year <= 68 else 1900
            a, b = int(found["a"]), int(found["b"])
            day, month = (a, b) if order == "DMY" or found["mark"] == "." else (b, a)
            return _clocked(year, month, day, found)
        if found := _POSIX.fullmatch(text):
            when = datetime(1970, 1, 1) + timedelta(milliseconds=int(found[1]))
            return Moment(when=when, timed=True, utc=True)
        if found := _GENERALIZED.fullmatch(text):
            when = datetime.strptime("".join(found.groups()), "%Y%m%d%H%M%S")
            return Moment(when=when, timed=True, utc=True)
        if found := _CIM.fullmatch(text):
            when = datetime.strptime(found[1], "%Y%m%d%H%M%S")
            return Moment(when=when - timedelta(minutes=int(found[2])), timed=True, utc=True)
        if re.fullmatch(r"\d{17,19}", text):
            when = datetime(1601, 1, 1) + timedelta(microseconds=int(text) // 10)
            return Moment(when=when, timed=True, utc=True)
        if re.fullmatch(r"\d{5}(\.\d+)?", text) and 32874 <= float(text) < 80000:
            when = datetime(1899, 12, 30) + timedelta(days=float(text))
            return Moment(when=when, timed="." in text)
        named = parsed(text)
    except (ValueError, OverflowError):
        return None
    return (
        Moment(when=datetime(named.year, named.month, named.day)) if type(named) is date else None
    )


def _clocked(year: int, month: int, day: int, found: re.Match[str]) -> Moment:
    if found["h"] is None:
        return Moment(when=datetime(year, month, day))
    hour, half = int(found["h"]), (found["half"] or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    when = datetime(year, month, day, hour, int(found["m"]), int(found["s"] or 0))
    zone = found["zone"] or ""
    if zone and zone not in ("Z", "UTC", "GMT"):
        sign = -1 if zone[0] == "+" else 1
        when += sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return Moment(when=when, timed=True, utc=bool(zone))


def local(moment: Moment, *, utc: bool, zone: tzinfo | None) -> datetime:
    """The moment on the clock of `zone`, where it is told in UTC and has a time of day."""
    if zone is None or not moment.timed or not (moment.utc or utc):
        return moment.when
    return moment.when.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def is_utc(texts: Iterable[str]) -> bool | None:
    """Whether texts with a time of day say that they are UTC; None where none has a time."""
    for text in texts:
        moment = _moment(text.strip(), "DMY")
        if moment is not None and moment.timed:
            return moment.utc
    return None
