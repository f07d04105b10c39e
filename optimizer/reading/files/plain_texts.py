"""Texts taken from a workbook's XML as they stand there, many at one time.

Whatever a reader would have to think about - markup inside of a text, entities, escapes, white
space that may or may not count - is no plain text and is left to the reader of all sheets.
"""

import re
from collections.abc import Sequence

_CLOSE = b"</t></is></c>"
_INLINE = re.compile(
    rb'(?: s="\d{1,7}")? t="inlineStr"><is><t(?: xml:space="preserve")?>'
    rb"((?:(?!_x)[^<&\r\n\t])*+)</t></is></c>"
)
_OPEN = re.compile(rb'(?: s="\d{1,7}")? t="inlineStr"><is><t(?: xml:space="preserve")?>')
_SHARED = re.compile(r'<t(?: xml:space="preserve")?>((?:(?!_x)[^<&\r\n\t])*+)</t>')


def inline_texts(tails: Sequence[bytes]) -> list[str | None]:
    """The text of each cell, given as its XML after the address; None where it is no plain text.

    Raises UnicodeDecodeError.
    """
    if not tails:
        return []
    begin = _OPEN.match(tails[0])
    if begin is not None:
        joined = b"".join(tails)
        between = _CLOSE + begin[0]
        if joined.endswith(_CLOSE) and joined.count(between) + 1 == len(tails):
            inner = joined[len(begin[0]) : -len(_CLOSE)]
            marks = between.count(b"<") * (len(tails) - 1)
            if inner.count(b"<") == marks and _needs_no_thought(inner, begin[0], _CLOSE):
                return [*inner.decode().split(between.decode())]
    return [_plain(found[1].decode()) if (found := _INLINE.fullmatch(t)) else None for t in tails]


def shared_texts(xml: bytes) -> tuple[list[str], dict[int, bytes]] | None:
    """The shared texts of a workbook (UTF-8): plain ones as they are, and by number the XML of each
    item that is none, "" in its place; None where the part is written in another way than
    spreadsheets write it.

    Raises UnicodeDecodeError.
    """
    start, stop = xml.find(b"<si>"), xml.rfind(b"</si>")
    if start < 0 or stop < start or b"<!" in xml or b"<si" in xml[:start]:
        return None
    if xml[stop + 5 :].strip() != b"</sst>":
        return None
    body = xml[start + 4 : stop]
    for begin in (b"<t>", b'<t xml:space="preserve">'):
        between = b"</t></si><si>" + begin
        if body.startswith(begin) and body.endswith(b"</t>"):
            inner = body[len(begin) : -4]
            marks = inner.count(between) * between.count(b"<")
            if inner.count(b"<") == marks and _needs_no_thought(inner, begin, b"</t>"):
                return inner.decode().split(between.decode()), {}
    items = body.decode().split("</si><si>")
    texts, odd = [], {}
    for number, item in enumerate(items):
        found = _SHARED.fullmatch(item)
        text = _plain(found[1]) if found else None
        if text is None:
            if "<si" in item or "</si" in item:
                return None
            odd[number] = item.encode()
        texts.append(text or "")
    return texts, odd


def _needs_no_thought(inner: bytes, begin: bytes, end: bytes) -> bool:
    """Whether texts hold none of what a reader has to think about; `begin` stands before each but
    the first, `end` after each but the last."""
    if any(sign in inner for sign in (b"&", b"_x", b"\r", b"\n", b"\t")):
        return False
    if inner.startswith(b" ") or inner.endswith(b" "):
        return False
    return begin + b" " not in inner and b" " + end not in inner


def _plain(text: str) -> str | None:
    """The text, where no space stands around it."""
    return text if text == text.strip(" ") else None
