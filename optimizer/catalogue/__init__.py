"""What products require, with the source of each fact."""
