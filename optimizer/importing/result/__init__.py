"""Accesses -> the workbook, its files, and what is said of them."""
