"""How any file is written."""
