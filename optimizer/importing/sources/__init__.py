"""What is recognised: one TOML file a source, and how a table finds its source."""
