"""Plain texts are taken as they stand, and whatever needs thought is left to the other reader."""

import pytest

from optimizer.reading.files.plain_texts import inline_texts, shared_texts

OPEN = ' t="inlineStr"><is><t>'
KEPT = ' s="3" t="inlineStr"><is><t xml:space="preserve">'
CLOSE = "</t></is></c>"

NO_PLAIN_TEXT = ["a &amp; b", "_x000D_", "two\nlines", "a\tb", " a", "a ", " ", "<r>a</r>", "a\r"]


def inline(*cells: str) -> list[str | None]:
    return inline_texts([cell.encode() for cell in cells])


def listed(*items: str) -> bytes:
    return ("<sst>" + "".join(f"<si>{item}</si>" for item in items) + "</sst>").encode()


@pytest.mark.parametrize("begin", [OPEN, KEPT])
def test_texts_in_the_sheet(begin: str) -> None:
    names = ["anna", "", "Gr\u00fcn, Ute", "\u00a0x", 'q"q', "a  b", ">"]
    assert inline(*(begin + name + CLOSE for name in names)) == names


@pytest.mark.parametrize("text", NO_PLAIN_TEXT)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_text_that_needs_thought_is_left_alone(text: str, at: int) -> None:
    texts = ["anna", "bert"]
    texts.insert(at, text)
    expected: list[str | None] = ["anna", "bert"]
    expected.insert(at, None)
    assert inline(*(OPEN + each + CLOSE for each in texts)) == expected
    found = shared_texts(listed(*(f"<t>{each}</t>" for each in texts)))
    assert found == (
        [each or "" for each in expected],
        {at: f"<t>{text}</t>".encode()},
    )


def test_cells_of_several_kinds() -> None:
    cells = [OPEN + "a" + CLOSE, KEPT + "b" + CLOSE, "><v>1</v></c>", ' t="e"><v>#N/A</v></c>']
    assert inline(*cells) == ["a", "b", None, None]
    assert inline(*reversed(cells)) == [None, None, "b", "a"]
    assert inline() == []


def test_shared_texts() -> None:
    assert shared_texts(listed("<t>a</t>", "<t></t>", "<t>\u00fc</t>")) == (["a", "", "\u00fc"], {})
    kept = '<t xml:space="preserve">{}</t>'.format
    assert shared_texts(listed(kept("a"), kept("b"))) == (["a", "b"], {})
    assert shared_texts(listed(kept("a"), "<t>b</t>", kept(" c"))) == (
        ["a", "b", ""],
        {2: kept(" c").encode()},
    )
    rich = "<r><t>a</t></r><r><t>b</t></r>"
    assert shared_texts(listed("<t>a</t>", rich, "<t/>")) == (
        ["a", "", ""],
        {1: rich.encode(), 2: b"<t/>"},
    )


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<sst/>",
        "<sst><si/><si><t>a</t></si></sst>",
        "<sst><si><t>a</t></si><si/><si><t>b</t></si></sst>",
        "<sst><si><t>a</t></si><si/></sst>",
        "<sst><si><t>a</t></si>\n<si><t>b</t></si></sst>",
        "<sst><si><t>a</t></si><si ><t>b</t></si></sst>",
        "<sst><si><t>a</t></si><!-- <si><t>b</t></si> --></sst>",
        "<sst><si><t><![CDATA[a]]></t></si></sst>",
        "<x:sst><x:si><x:t>a</x:t></x:si></x:sst>",
        "<sst><si><t>a</t></si>",
    ],
)
def test_a_part_in_another_spelling_is_left_alone(xml: str) -> None:
    assert shared_texts(xml.encode()) is None


def test_what_is_no_text_at_all() -> None:
    with pytest.raises(UnicodeDecodeError):
        shared_texts(b"<sst><si><t>\xff</t></si></sst>")
    with pytest.raises(UnicodeDecodeError):
        inline_texts([OPEN.encode() + b"\xff" + CLOSE.encode()])
