"""Recognised tables -> tables with their groups and moments; questions about files, each answered
by an option."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from math import ceil
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from optimizer.domain.problems import Findings, Message, Place
from optimizer.importing.accesses.addresses import contested
from optimizer.importing.accesses.overlap import overlapping
from optimizer.importing.accesses.registers import Registers
from optimizer.importing.accesses.rows import EPOCH, Grouped, moments_in
from optimizer.importing.accesses.session_hosts import (
    addresses_of,
    clients_in,
    session_hosts,
)
from optimizer.importing.grouping.between import tell_between, without_lines_between
from optimizer.importing.grouping.cache import Cache
from optimizer.importing.grouping.coded import distinct_of
from optimizer.importing.grouping.group import group
from optimizer.importing.grouping.once import Met, group_once
from optimizer.importing.grouping.wanted import Grain, Groups, event_of, wanted
from optimizer.importing.meaning.days import is_utc
from optimizer.importing.meaning.hosts import address_of, host_of
from optimizer.importing.meaning.products import is_server
from optimizer.importing.opened import only_word, tell_cut, told_server
from optimizer.importing.opening.table import Cut
from optimizer.importing.options import ImportOptions
from optimizer.importing.sources.recognise import Recognised

WHICH_ORDER = Message(
    "export-dates",
    'writes "{text}", which could be day-month or month-day, and no date of the file tells.',
    "Give --dates dmy or --dates mdy.",
)
ORDERS_CLASH = Message(
    "export-dates-clash",
    'writes "{first}", which is {order} only, and "{second}", which is the other order only.',
    "Export it again in one culture, with ISO dates say.",
)
NO_DATES = Message(
    "export-dates-unread",
    'has moments that are not read, "{text}" the first.',
    "Export it with ISO dates, 2026-01-31 say.",
)
SOME_DATES = Message(
    "export-some-dates",
    'has {count} {count:moment/moments} that {count:is/are} not read, "{text}" the first: their '
    "accesses have no Last seen.",
    "Look at those rows; export the log again with ISO dates.",
)
AT_MOST = Message(
    "export-at-most",
    "has exactly {rows:,} rows, as many as some programs give at most: it may be cut.",
    "Compare with its source; export it in several parts, a month or a server each.",
)
NO_ROWS = Message(
    "export-no-rows",
    "has headings and no rows; nothing comes of it.",
    "Export it again if there should be some, or leave it out.",
)
NO_MOMENTS = Message(
    "export-no-dates",
    "has no column that tells when: its accesses have no Last seen, and count however old they "
    "are.",
    "Export it with the line that cal-optimizer import --sources shows.",
)
WHICH_SERVER = Message(
    "export-server",
    "does not say which server's log it is.",
    "Give --server NAME={file}, or name the file after the server.",
)
SERVER_BY_NAME = Message(
    "export-server-by-name",
    'is taken for the log of the server "{server}", by the name of the file alone.',
    "If it is another's, give --server NAME={file}.",
)
WHICH_ZONE = Message(
    "export-zones",
    "tells local time and {other} tells UTC, and addresses are to be matched by time.",
    "Give --time-zone, Europe/Paris say.",
)
SESSION_ZONE = Message(
    "export-session-zones",
    "tells local time and {other} tells UTC, and what was done on a session host is to be matched "
    "with the sessions by time.",
    "Give --time-zone, Europe/Paris say.",
)
NO_END = Message(
    "export-no-line-end",
    "ends in the middle of a line, so it may be cut in its last field.",
    "Compare its last row with the log; if it is cut, export it again.",
)
NO_ZONE = Message(
    "time-zone",
    'there is no time zone "{name}".',
    "Give the name of a place, Europe/Paris say.",
)


MOST = frozenset(
    (1_000, 5_000, 10_000, 30_000, 50_000, 64_000, 65_535, 100_000, 250_000, 500_000, 1_048_575)
)
"""Rows at which portals, log systems and Excel end what they give."""

LINES = ("CSV", "CSV with messages", "IIS log", "Event Viewer CSV", "LDIF")
"""Forms whose every line has an end as programs write them."""


def zone_of(options: ImportOptions, findings: Findings) -> ZoneInfo | None:
    """The time zone asked for."""
    if not options.time_zone:
        return None
    try:
        return ZoneInfo(options.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        findings.problem(Place(file="--time-zone"), NO_ZONE, name=options.time_zone)
        return None


class Reading:
    """Reads tables one after the other, with a word on progress."""

    def __init__(
        self, options: ImportOptions, scratch: Path, cache: Cache, findings: Findings
    ) -> None:
        self.options, self.scratch, self.cache, self.findings = options, scratch, cache, findings
        self.cut: list[str] = []
        self._started, self._rows, self._done, self._total = monotonic(), 0, 0, 0

    def tables(self, recognised: Iterable[Recognised]) -> list[Grouped]:
        """Each table with its groups; one that goes wrong in the middle is named and left out."""
        found = []
        recognised = list(recognised)
        self._total = sum(table.opened.export.size for table in recognised)
        for table in recognised:
            grouped = self.one(table)
            self._done += table.opened.export.size
            if grouped is not None:
                found.append(grouped)
        return [table for table in found if not _beside_the_point(table, found)]

    def one(self, table: Recognised, exact: frozenset[str] = frozenset()) -> Grouped | None:
        """One table with its groups; rows of `exact` addresses keep their moment."""
        name = table.opened.name
        try:
            groups, between, moved = without_lines_between(self._groups(table, exact), table)
        except Cut as error:
            tell_cut(Place(file=name), error, self.findings)
            self.cut.append(name)
            return None
        moments = moments_in(groups, table.source.dates or self.options.dates)
        place = Place(file=name)
        if table.opened.form in LINES and not table.opened.export.ended and not exact:
            self.findings.warn(place, NO_END)
        if moments.clash:
            self.findings.problem(
                place,
                ORDERS_CLASH,
                first=moments.proof,
                order=moments.order,
                second=moments.clash,
            )
        elif moments.ambiguous:
            self.findings.problem(place, WHICH_ORDER, text=moments.ambiguous)
        elif moments.unread and len(moments.unread) * 2 > len(moments.by_text):
            self.findings.problem(place, NO_DATES, text=moments.unread[0])
        elif moments.unread and not exact:
            count = len(moments.unread)
            self.findings.warn(place, SOME_DATES, count=count, text=moments.unread[0])
        observed = table.source.gives in ("access", "sessions")
        if observed and "at" in table.source.fields and "at" not in groups.fields:
            self.findings.warn(place, NO_MOMENTS)
        if not groups.read and not exact:
            self.findings.warn(place, NO_ROWS)
        if not exact:
            tell_between(
                place, between, moved=moved, footer=table.candidate.footer, findings=self.findings
            )
        if groups.read in MOST and not exact:
            self.findings.warn(place, AT_MOST, rows=groups.read)
        return Grouped(recognised=table, groups=groups, moments=moments, exact=exact)

    def _groups(self, table: Recognised, exact: frozenset[str]) -> Groups:
        asked = wanted(table, self._grain(table), exact)
        kept = self.cache.get(table, asked)
        if kept is not None:
            self.options.progress(f"{table.opened.name}: {kept.read:,} rows, known already")
            return kept
        made = group(table, asked, self.options.engine, self.scratch, self._progress(table))
        self._rows += made.read
        self.cache.put(table, asked, made)
        return made

    def _left(self) -> str:
        """The time that the files to come will take, by the bytes of those that are done."""
        if not self._done:
            return ""
        seconds = (monotonic() - self._started) / self._done * (self._total - self._done)
        return f", {ceil(seconds):,} s left"

    def _grain(self, table: Recognised) -> Grain:
        """Leases and sessions are joined by time; another time zone may move a day."""
        if table.source.gives in ("leases", "sessions"):
            return Grain.FULL
        return Grain.MINUTE if self.options.time_zone else Grain.DAY

    def _progress(self, table: Recognised) -> Callable[[int], None]:
        def tell(rows: int) -> None:
            seconds = max(monotonic() - self._started, 0.001)
            speed = (self._rows + rows) / seconds
            self.options.progress(
                f"{table.opened.name}: {rows:,} rows, {speed:,.0f} a second{self._left()}"
            )

        return tell

    def at_the_time(self, tables: Sequence[Grouped], registers: Registers) -> list[Grouped]:
        """The tables, those read anew whose rows need their moments: where an address changed hands
        on a day, and where someone came from a session host."""
        disputed = contested(registers.leases)
        if disputed:
            self._ask_zone(tables)
        hosts = session_hosts(tables)
        addresses = addresses_of(hosts, tables, registers) if hosts else frozenset[str]()
        found, through = [], []
        for table in tables:
            exact = _disputed_in(table, disputed) if disputed else frozenset[str]()
            if hosts and table.recognised.source.gives == "access":
                clients = clients_in(table, hosts, addresses)
                through += [table] if clients else []
                exact |= clients
            again = self.one(table.recognised, exact) if exact else None
            found.append(replace(again, server=table.server) if again is not None else table)
        if through:
            sessions = [t for t in tables if t.recognised.source.gives == "sessions"]
            self._ask_zone_of_sessions(sessions, through)
        return found

    def without_overlaps(self, tables: Sequence[Grouped]) -> list[Grouped]:
        """The tables, those that share a day of one server's log read again so that an event that
        two of them hold is counted once."""
        found = list(tables)
        for members in overlapping(tables):
            met: Met = Counter()
            for number in members:
                table = found[number]
                asked = wanted(table.recognised, self._grain(table.recognised), table.exact)
                self.options.progress(f"{table.recognised.opened.name}: overlaps, read again")
                try:
                    groups, twice = group_once(table.recognised, asked, table.server, met)
                except Cut:  # it was read from end to end before
                    continue
                groups, *_ = without_lines_between(groups, table.recognised)
                order = table.recognised.source.dates or self.options.dates
                moments = moments_in(groups, order)
                found[number] = replace(table, groups=groups, moments=moments, twice=twice)
        return found

    def _ask_zone(self, tables: Sequence[Grouped]) -> None:
        """Leases tell local time; where accesses tell UTC they meet only in a known zone."""
        if self.options.time_zone:
            return
        accesses = [t for t in tables if t.recognised.source.gives in ("access", "sessions")]
        utc = [t for t in accesses if t.utc or is_utc(_first_moments(t.recognised))]
        local = [t for t in tables if t.recognised.source.gives == "leases" and not t.utc]
        if utc and local:
            self.findings.problem(
                Place(file=local[0].recognised.opened.name),
                WHICH_ZONE,
                other=utc[0].recognised.opened.name,
            )

    def _ask_zone_of_sessions(self, sessions: list[Grouped], through: list[Grouped]) -> None:
        """Sessions and what was done in them meet only on one clock."""
        if self.options.time_zone:
            return
        told = [(t, t.utc or is_utc(_first_moments(t.recognised))) for t in (*sessions, *through)]
        timed = [(t, utc) for t, utc in told if is_utc(_first_moments(t.recognised)) is not None]
        utc = [t for t, is_ in timed if is_]
        local = [t for t, is_ in timed if not is_]
        if utc and local:
            place = Place(file=local[0].recognised.opened.name)
            other = utc[0].recognised.opened.name
            self.findings.problem(place, SESSION_ZONE, other=other)

    def servers(self, tables: Sequence[Grouped]) -> list[Grouped]:
        """Each table with the server that its rows lack; a table that nothing names a server of is
        a question."""
        known = _known_servers(tables)
        found = []
        for table in tables:
            recognised = table.recognised
            server = ""
            observed = recognised.source.gives in ("access", "sessions")
            if recognised.source.needs_server or recognised.opened.server or observed:
                told = told_server(recognised, self.options, known)
                server = told or only_word(recognised.opened.export.name)
                place, file = Place(file=recognised.opened.name), recognised.opened.export.name
                if not told and _lacks_server(table):
                    if server:
                        self.findings.warn(place, SERVER_BY_NAME, server=server, file=file)
                    else:
                        self.findings.problem(place, WHICH_SERVER, file=file)
            found.append(replace(table, server=server))
        return found


def _beside_the_point(table: Grouped, tables: Sequence[Grouped]) -> bool:
    """Whether a file that may hold the events of several logs has none of this one, and has some of
    another."""
    opened = table.recognised.opened
    others = [t for t in tables if t.recognised.opened is opened and t is not table]
    return bool(others) and not _has_events(table) and any(map(_has_events, others))


def _has_events(table: Grouped) -> bool:
    """Whether some group is of an event of the table's own log; True of what holds no events."""
    source, frame = table.recognised.source, table.groups.frame
    if not source.events:
        return True
    logs = next((only for only in source.only if only.field == "app"), None)
    if logs is None or "app" not in frame:
        return len(frame) > 0
    return any(map(logs.holds, distinct_of(frame["app"])[1]))


def _first_moments(table: Recognised) -> list[str]:
    """The moments of a table's first rows, uncut."""
    positions = table.positions.get("at")
    if positions is None:
        return []
    rows = islice(table.candidate.rows(table.source.ragged), 100)
    return [" ".join(cells[p] for p in positions) for _, cells in rows]


def _disputed_in(table: Grouped, disputed: frozenset[tuple[str, int]]) -> frozenset[str]:
    frame = table.groups.frame
    if table.recognised.source.gives not in ("access", "sessions") or "address" not in frame:
        return frozenset()
    days: Mapping[str, int] = {
        text: (moment.when.date() - EPOCH).days for text, moment in table.moments.by_text.items()
    }
    pairs = frame[["address", "at"]].drop_duplicates() if "at" in frame else frame.iloc[:0]
    found = set()
    for raw, at in pairs.itertuples(index=False):
        address, day = address_of(raw), days.get(at)
        # In another zone the day may be the one before or after.
        if day is not None and any((address, day + d) in disputed for d in (-1, 0, 1)):
            found.add(raw.strip())
    return frozenset(found)


def _lacks_server(table: Grouped) -> bool:
    groups = table.groups
    if "server" not in groups.fields:
        overrides = [m for m in table.recognised.source.events.values() if m.get("server")]
        return not overrides or bool(
            {*map(event_of, distinct_of(groups.column("event"))[1])} - {*_overridden(table)}
        )
    return any(not host_of(text) for text in distinct_of(groups.column("server"))[1])


def _overridden(table: Grouped) -> list[str]:
    events = table.recognised.source.events
    return [event for event, meant in events.items() if meant.get("server")]


def _known_servers(tables: Sequence[Grouped]) -> list[str]:
    """Names of computers whose operating system is a server's."""
    names: set[str] = set()
    for table in tables:
        if table.recognised.source.gives == "devices" and {"os", "device"} <= {
            *table.groups.fields
        }:
            for name, system in table.groups.frame[["device", "os"]].itertuples(index=False):
                if is_server(system):
                    names.add(name.rstrip("$"))
    return sorted(names)
