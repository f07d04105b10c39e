"""The sheets that importing adds to format 1; the workbook's reader passes them over in silence."""

from optimizer.domain.declarations import Column, Kind, Sheet
from optimizer.importing.decisions import KINDS

DECISIONS = Sheet(
    "Decisions",
    "What you decided; every import reads it. Copy rows of To decide here.",
    (
        Column("Kind", Kind.KEYWORD, "What it is about", required=True, keywords=tuple(KINDS)),
        Column("Name", Kind.NAME, "Which one", required=True),
        Column("Column", Kind.NAME, "What is decided of it", required=True),
        Column("Value", Kind.TEXT, "What it is", required=True),
        Column("Reason", Kind.TEXT, "Why, for whoever asks"),
    ),
)

SOURCES = Sheet(
    "Sources",
    "The files that were imported, and what became of their rows.",
    (
        Column("File", Kind.NAME, "Its name"),
        Column("Kind", Kind.TEXT, "What it was recognised as"),
        Column("Because of", Kind.TEXT, "Columns that tell the kind"),
        Column("Written as", Kind.TEXT, "Form, encoding, delimiter"),
        Column("Dates", Kind.TEXT, "Order of day and month, and what proves it"),
        Column("Server", Kind.TEXT, "Whose log it is, where its rows do not say"),
        Column("First day", Kind.DATE, "Of its rows"),
        Column("Last day", Kind.DATE, "Of its rows"),
        Column("Rows read", Kind.WHOLE, "All of them"),
        Column("Kept", Kind.WHOLE, "Rows that accesses or names came of"),
        Column("Left out", Kind.TEXT, "Rows by reason"),
        Column("SHA-256", Kind.TEXT, "Of the file"),
    ),
)

NAMES = Sheet(
    "Names",
    "Spellings that were taken for one, each with its evidence.",
    (
        Column("Kind", Kind.TEXT, "User, device or domain"),
        Column("Spelling", Kind.TEXT, "As an export has it"),
        Column("Stands for", Kind.TEXT, "The name in the workbook, or the other spelling"),
        Column("Evidence", Kind.TEXT, "What proves it"),
    ),
)

TO_DECIDE = Sheet(
    "To decide",
    "Questions that no export answers. Copy a row to Decisions with your answer in Value.",
    (
        Column("Kind", Kind.TEXT, "What it is about"),
        Column("Name", Kind.TEXT, "Which one"),
        Column("Column", Kind.TEXT, "What is to be decided of it"),
        Column("Value", Kind.TEXT, "Proposed; No is an answer too"),
        Column("Rows", Kind.WHOLE, "Rows of exports that it touches"),
        Column("Why", Kind.TEXT, "Why it is asked"),
    ),
)
