"""An outside check: random workbooks, read and solved by another program, stated from the format
alone. Nothing of the package is used, only its solver."""
