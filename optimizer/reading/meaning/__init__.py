"""Grids -> grids of what people meant: each file one kind of what is written otherwise."""
