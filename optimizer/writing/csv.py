"""CSV files that a spreadsheet opens without harm."""

import re


def harmless(text: str) -> str:
    """Text that a spreadsheet opening a CSV does not take for a formula."""
    return f"'{text}" if text.startswith(_BEGINS) else text


def csv_cell(text: str) -> str:
    """Harmless text as a cell of a CSV (RFC 4180); each distinct one is made once."""
    text = harmless(text)
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if _QUOTED.search(text) else text


_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula may begin with, in the wide letters of East Asia too."""

_QUOTED = re.compile('[,"\r\n]')
