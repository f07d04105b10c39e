"""What the name of a license or an offer says of its pack and its period where no column does:
price lists and invoices put both into the name (`RDS User CAL 5-pack`, `SA renewal 1Y`)."""

import re
from collections.abc import Sequence

from optimizer.domain.problems import Findings, Message
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid

PACK_IN_NAME = Message(
    "pack-in-name",
    '"{name}" has "{said}" in its name, but no Pack, so its Price is that of one license.',
    "Type {pack} as its Pack if the Price is that of all {pack}.",
)
PERIOD_IN_NAME = Message(
    "period-in-name",
    '"{name}" has "{said}" in its name, but neither Per nor Term, so its Price is paid once '
    "and for good.",
    "Say in Per or Term how long it serves if that is not so.",
)
UNITS_OF_PACKS = Message(
    "units-of-packs",
    '"{name}" has "{said}" in its name; its Quantity {quantity} counts single licenses.',
    "Type how many licenses all packs hold together if it counts packs.",
)

_PACKS = (
    r"packs?|pks?|pcks?|packages?|bundle|er(?:[ -]?(?:pack|paket|set))?|pezzi|pz|stk|stück|"
    r"pièces?|pcs|units?"
)
_MEMBERS = (
    r"(?:user |device |client |usr|dvc)?cals?|licen[sc]es?|lizenzen|licencias|licenze|licenties|"
    r"users?|devices?|clients?|clt|benutzer|nutzer|geräte|utilisateurs|périphériques|postes|"
    r"usuarios|dispositivos|utenti|gebruikers|apparaten|seats?|cores?|kerne"
)
_PACK = re.compile(
    rf"\b(?:pack|set|bundle|paket) (?:of|von|de|di|van) (\d{{1,3}})\b|"
    rf"(?<![\w.,/+])(\d{{1,3}})[ -]?(?:{_PACKS})\b|"
    rf"(?<![\w.,/+-])(\d{{1,3}}) ?(?:{_MEMBERS})\b|"
    r"\(x ?(\d{1,3})\)|(?<=\w)(?<!\bos)(?<!\bsystem) [x×] (?!(?:32|64|86)$)(\d{1,3})$|"
    r"^(\d{1,3}) ?[x×] ",
    re.IGNORECASE,
)
_NOT_HOW_MANY = re.compile(
    r"(?:\b(?:from|ab|up to|bis|jusqu'à|hasta|fino a|tot|min|max|over|above|more than|level|plan|"
    r"phase|office|microsoft|dynamics|windows|\d+ (?:to|à|a|al))\.?|[<>≤≥=])\s*$",
    re.IGNORECASE,
)
"""Before a number: a volume level, the end of one or a part of the name of a product, no pack."""

_SERVER = re.compile(r"\b(?:server|srv|sql|exchange|sharepoint)\s*$", re.IGNORECASE)

NO_PACKS, SHORT_YEARS = (1, 365), (16, 19, 22, 25)
"""Numbers that are those of no pack, and of none behind a server's name (`Windows Server 22`)."""

_PERIOD = re.compile(
    r"\b(?:monthly|per month|monatlich|pro Monat|mensuel(?:le)?|par mois|mensual|al mes|mensile|al "
    r"mese|maandelijks|per maand|annual(?:ly)?|yearly|per year|per annum|"
    r"subscription(?! edition)|jährlich|jahresabo|abo|abonnement|annuel(?:le)?|par an|anual|"
    r"suscripción|annuale|abbonamento|"
    r"jaarlijks|per jaar|per anno|pro Jahr|Jahreslizenz|Jahresmiete|Monatslizenz|Monatsmiete|"
    r"årlig(?:en|t)?|per år|per måned|per månad|roczn[ay]|miesięczn[ay]|na rok|assinatura|"
    r"prenumeration|abonnemang|subskrypcja|P\d{1,2}[YM]|(?:12|24|36|48|60) ?M|"
    r"\d{1,2}[ -]?(?:y|yr|yrs|years?|jahre?|ans?|años?|ann[oi]|jaar|år|lata?)|"
    r"\d{1,2}[ -]?(?:months?|monate?|mois|meses|mesi|maanden|måneder|månader|mies))\b|"
    r"\bp\. ?a\.|(?<=\w)/ ?(?:month|mo|"
    r"year|yr)\b",
    re.IGNORECASE,
)


def pack_said(name: str) -> tuple[str, int] | None:
    """How a name says that it is a pack, and of how many; None where it does not."""
    for found in _PACK.finditer(name[:LONGEST]):
        pack = int(next(filter(None, found.groups())))
        before = name[: found.start()]
        year = pack in SHORT_YEARS and _SERVER.search(before)
        if pack and pack not in NO_PACKS and not year and not _NOT_HOW_MANY.search(before):
            return found[0], pack
    return None


def period_said(name: str) -> str | None:
    """How a name says that what is paid serves for a time; None where it does not."""
    found = _PERIOD.search(name[:LONGEST])
    return found[0] if found else None


LONGEST = 200
"""Characters of a name that are looked at."""


def note_what_names_say(
    grid: Grid, column: str, priced: Sequence[bool], findings: Findings
) -> None:
    """Notes on names with a pack or a period in them beside blank Pack, Per and Term; `priced` says
    which rows have a Price."""
    columns = Columns(grid, findings)
    names, packs, periods, terms = (
        columns.each(each, _as_it_is, None) for each in (column, "Pack", "Per", "Term")
    )
    told: set[str] = set()
    for index, row in enumerate(grid.rows.tolist()):
        name = str(names[index] or "")
        if not priced[index] or name in told:
            continue
        told.add(name)
        place = grid.place(column, row)
        if packs[index] is None and (pack := pack_said(name)):
            findings.warn(place, PACK_IN_NAME, name=name, said=pack[0], pack=pack[1])
        if periods[index] is None and terms[index] is None and (said := period_said(name)):
            findings.warn(place, PERIOD_IN_NAME, name=name, said=said)


def _as_it_is(value: object) -> object:
    return value
