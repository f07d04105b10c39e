"""Groups of equal raw text with their counts: by DuckDB or by the standard library."""
