"""What may stand in brackets behind the heading of a column of amounts without changing what its
amounts mean, and words of headings that do change it: thousands, periods, packs."""

import re

CURRENCY_WORDS = {"euro": "EUR", "euros": "EUR", "dollar": "$", "dollars": "$", "pound": "£"}
CURRENCY_WORDS |= {"pounds": "£", "pfund": "£", "franken": "CHF", "yen": "¥"}
"""Currencies written out, and their code or sign."""

_CURRENCY = (
    r"[A-Z]{3}|(?:US|CA|AU|NZ|HK|SG|A|C|R|S)?\$|[^\w\s().,;:/%-]{1,2}|kr\.?|zł|Kč|Ft|s?fr\.?|"
    rf"(?i:{'|'.join(CURRENCY_WORDS)})"
)
_SAME = (
    r"in|en|net|netto|nett|net of|gross|brutto|excl|exkl|ex|excluding|without|ohne|hors|vat|tax|"
    r"taxes|est|taxe|tva|mwst|ust|iva|btw|ht|ttc|incl|inkl|including|list|unit|each|ea|per|pro|je|par|por|"
    r"license|licence|licenses|licences|lizenz|cal|user|device|seat|piece|pieces|pcs|stück|stk|item|"
    r"purchase|new|estimated|negotiated|rrp|erp|msrp|offer|quote|illustrative|20\d\d"
)
_UNCHANGED = re.compile(rf"(?:\s*(?:{_CURRENCY}|(?i:{_SAME}))\.?\s*[,;/+]?)+\s*")
_SCALED = re.compile(
    r"\b(?:tsd|thousands?|tausend|milliers?|miles|migliaia|duizend|mio|millions?|mill|"
    r"x?\s?1[.,' ]?000|k|cents?|ct|cts|rappen|pence)\b|\b[kt](?:€|\$|£|eur|usd|gbp|chf)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"month|year|annual|annum|yearly|quarter|\bp\.? ?a\b|\bp\.? ?m\b|\d\s?y(?:rs?)?\b|monat|jahr|"
    r"mois|mensuel|\ban(?:s|nuel(?:le)?)?\b|\bmes(?:es)?\b|mensual|año|anual|mese|mensile|\banno|"
    r"annuo|annua|maand|jaar|\bmês|mensal",
    re.IGNORECASE,
)
_PACK = re.compile(
    r"pack|bundle|\bset\b|\bper \d|\bpro \d|\bje \d|\bpar \d|\bx ?\d|\d+ ?(?:cals?|licen[sc]es)\b|"
    r"paket|lot\b|dozen|dutzend",
    re.IGNORECASE,
)


def is_plain_unit(inside: str) -> bool:
    """Whether what stands in brackets behind a heading of amounts leaves them what they are: a
    currency, net of tax, each."""
    return _UNCHANGED.fullmatch(inside) is not None and not changes(inside)


def changes(title: str) -> str:
    """What the words of a heading make of its numbers: "scale" (thousands, cents), "period" (a
    month, a year), "pack" (for several), or "" where nothing."""
    for what, words in (("scale", _SCALED), ("period", _PERIOD), ("pack", _PACK)):
        if words.search(title):
            return what
    return ""
