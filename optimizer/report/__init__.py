"""A plan's faces: the result workbook, the terminal's text and JSON. They print; they decide
nothing."""
