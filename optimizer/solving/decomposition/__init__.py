"""Prices for what couples only through counts."""
