"""Files -> tables, every problem by its cell."""
