"""Thousands of futures, kept in a journal."""
