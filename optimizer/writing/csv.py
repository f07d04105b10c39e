"""Csv."""

import re


def harmless(text: str) -> str:
    """Text that a spreadsheet opening a CSV does not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def csv_cell(text: str) -> str:
    """Harmless text as a cell of a CSV (RFC 4180); each distinct one is made once."""
    text = harmless(text)
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if _QUOTED.search(text) else text


_QUOTED = re.compile('[,"\r\n]')
